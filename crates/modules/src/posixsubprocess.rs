//! `_posixsubprocess`: forking and running a program, for `subprocess`.
//!
//! **Invariant**: between fork and exec the child calls only what is safe after a fork of one thread,
//! unless the caller asked for Python code (`preexec_fn`) to run there.

use std::ffi::CString;

use pyston_object::call;
use pyston_object::prelude::*;

use pyston_runtime::forking;

use crate::posix::{ForkHooks, Vector, path};

pub struct PosixSubprocessModule;

/// What the child is to become.
struct Child<'a> {
    programs: Vec<CString>,
    arguments: Vector,
    environment: Option<Vector>,
    folder: Option<CString>,
    keep: Vec<i32>,
    close_fds: bool,
    /// p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write.
    pipes: [i32; 8],
    restore_signals: bool,
    call_setsid: bool,
    preexec: Option<&'a Object>,
}

fn c_strings(object: &Object, message: &str) -> PyResult<Vec<CString>> {
    protocol::fast_items(object, message)?.iter().map(|item| path::fs_bytes(item)).collect()
}

fn bytes_vector(object: &Object) -> PyResult<Vector> {
    let items = protocol::fast_items(object, "expected a sequence")?;
    let strings: PyResult<Vec<CString>> = items
        .iter()
        .map(|item| match item.downcast::<Bytes>() {
            Some(bytes) => CString::new(bytes.as_slice()).map_err(|_| raise!(ValueError, "embedded null byte")),
            None => Err(raise!(TypeError, "expected bytes, {:.200} found", item.type_name())),
        })
        .collect();
    Ok(Vector::new(strings?))
}

/// Descriptors to keep: an ascending tuple.
fn kept(object: &Object) -> PyResult<Vec<i32>> {
    let bad = || raise!(ValueError, "bad value(s) in fds_to_keep");
    let Some(tuple) = object.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "fork_exec() argument 4 must be tuple, not {}", object.type_name()));
    };
    let mut fds = Vec::new();
    for item in tuple.as_slice() {
        let number = item.downcast::<Int>().and_then(Int::to_i64).and_then(|number| i32::try_from(number).ok());
        match number {
            Some(fd) if fd >= 0 && fds.last().is_none_or(|last| *last < fd) => fds.push(fd),
            _ => return Err(bad()),
        }
    }
    Ok(fds)
}

/// Stands for a file descriptor that there is none of; other negative ones are wrong.
const NONE: i32 = -1;

impl Child<'_> {
    /// The child's part; returns only if it failed: errno and what failed if it was not the program.
    fn run(&self) -> (i32, &'static str) {
        match self.prepare() {
            Err(failure) => failure,
            Ok(()) => (self.exec(), ""),
        }
    }

    fn prepare(&self) -> Result<(), (i32, &'static str)> {
        let check = |status: i32| if status < 0 { Err((errors::last_errno(), "noexec")) } else { Ok(status) };
        let [p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write] = self.pipes;
        // SAFETY: numbers and C strings.
        unsafe {
            for fd in &self.keep {
                if *fd != errpipe_write {
                    let flags = check(libc::fcntl(*fd, libc::F_GETFD))?;
                    check(libc::fcntl(*fd, libc::F_SETFD, flags & !libc::FD_CLOEXEC))?;
                }
            }
            for fd in [p2cwrite, c2pread, errread, errpipe_read] {
                if fd != NONE {
                    check(libc::close(fd))?;
                }
            }
            // A pipe's end that is in the way of a standard stream moves up.
            let c2pwrite = if c2pwrite == 0 { check(libc::dup(c2pwrite))? } else { c2pwrite };
            let mut errwrite = errwrite;
            while errwrite == 0 || errwrite == 1 {
                errwrite = check(libc::dup(errwrite))?;
            }
            for (fd, target) in [(p2cread, 0), (c2pwrite, 1), (errwrite, 2)] {
                if fd == target {
                    let flags = check(libc::fcntl(fd, libc::F_GETFD))?;
                    check(libc::fcntl(fd, libc::F_SETFD, flags & !libc::FD_CLOEXEC))?;
                } else if fd != NONE {
                    check(libc::dup2(fd, target))?;
                }
            }
            if let Some(folder) = &self.folder
                && libc::chdir(folder.as_ptr()) < 0
            {
                return Err((errors::last_errno(), "noexec"));
            }
            if self.restore_signals {
                for number in [libc::SIGPIPE, libc::SIGXFSZ] {
                    libc::signal(number, libc::SIG_DFL);
                }
            }
            if self.call_setsid {
                libc::setsid();
            }
        }
        if let Some(preexec) = self.preexec
            && let Err(raised) = call::call(preexec, &[])
        {
            raised.clear();
            return Err((0, "Exception occurred in preexec_fn."));
        }
        if self.close_fds {
            self.close_others();
        }
        Ok(())
    }

    /// Closes all descriptors above the standard ones that are not kept.
    fn close_others(&self) {
        let mut low: i64 = 3;
        let close = |from: i64, to: i64| {
            if from <= to {
                // SAFETY: numbers; older kernels lack the call.
                unsafe {
                    if libc::syscall(libc::SYS_close_range, from as u32, to as u32, 0) != 0 {
                        let limit = libc::sysconf(libc::_SC_OPEN_MAX).clamp(0, 1 << 20);
                        for fd in from..=to.min(limit) {
                            libc::close(fd as i32);
                        }
                    }
                }
            }
        };
        for fd in &self.keep {
            let fd = i64::from(*fd);
            if fd >= low {
                close(low, fd - 1);
                low = fd + 1;
            }
        }
        close(low, i64::from(u32::MAX));
    }

    fn exec(&self) -> i32 {
        let mut saved = 0;
        for program in &self.programs {
            // SAFETY: C strings and vectors that end with null.
            unsafe {
                match &self.environment {
                    Some(environment) => libc::execve(program.as_ptr(), self.arguments.as_ptr(), environment.as_ptr()),
                    None => libc::execv(program.as_ptr(), self.arguments.as_ptr()),
                };
            }
            let errno = errors::last_errno();
            if errno != libc::ENOENT && errno != libc::ENOTDIR && saved == 0 {
                saved = errno;
            }
        }
        if saved == 0 { errors::last_errno() } else { saved }
    }

    /// Tells the parent through the error pipe, as `subprocess` reads it, and ends the child.
    fn report(&self, errno: i32, what: &str) -> ! {
        let text = match errno {
            0 => format!("SubprocessError:0:{what}"),
            errno => format!("OSError:{errno:X}:{what}"),
        };
        // SAFETY: the text's bytes; then the process ends.
        unsafe {
            libc::write(self.pipes[7], text.as_ptr().cast(), text.len());
            libc::_exit(255)
        }
    }
}

/// Stops the collector, as it must not run Python code in the child; gives the module if it was running.
fn collector_stopped() -> PyResult<Option<Py>> {
    let gc = pyston_object::hooks::import("gc")?;
    let running = protocol::is_true(&*call::call_method(&gc, name!("isenabled"), &[])?)?;
    call::call_method(&gc, name!("disable"), &[])?;
    Ok(running.then_some(gc))
}

/// Running programs.
#[pymodule("_posixsubprocess")]
impl PosixSubprocessModule {
    /// Forks and runs a program in the child; gives the child's number.
    #[function]
    fn fork_exec(args: Args<'_>) -> PyResult<i32> {
        args.no_keywords("fork_exec")?;
        let items = args.positional;
        if items.len() != 17 {
            return Err(raise!(TypeError, "fork_exec() takes exactly 17 arguments ({} given)", items.len()));
        }
        let number = |index: usize| protocol::as_c_long(items[index]).map(|number| number as i32);
        let mut pipes = [0; 8];
        for (slot, index) in pipes.iter_mut().zip(6..14) {
            *slot = number(index)?;
        }
        let close_fds = protocol::is_true(items[2])?;
        if close_fds && pipes[7] < 3 {
            return Err(raise!(ValueError, "errpipe_write must be >= 3"));
        }
        let folder = if items[4].is_none() { None } else { Some(path::fs_bytes(items[4])?) };
        let arguments = if items[0].is_none() {
            Vector::new(Vec::new())
        } else {
            Vector::new(c_strings(items[0], "argv must be a tuple")?)
        };
        let child = Child {
            arguments,
            programs: c_strings(items[1], "expected a sequence of programs")?,
            environment: if items[5].is_none() { None } else { Some(bytes_vector(items[5])?) },
            folder,
            keep: kept(items[3])?,
            close_fds,
            pipes,
            restore_signals: number(14)? != 0,
            call_setsid: number(15)? != 0,
            preexec: Some(items[16]).filter(|function| !function.is_none()),
        };
        let mut collector = None;
        if child.preexec.is_some() {
            collector = collector_stopped()?;
            ForkHooks::before();
        }
        // SAFETY: the child runs only what `Child` does.
        let pid = forking::fork(|| unsafe { libc::fork() });
        let errno = errors::last_errno();
        if pid == 0 {
            if child.preexec.is_some() {
                ForkHooks::after_in_child();
            }
            let (errno, what) = child.run();
            child.report(errno, what);
        }
        if child.preexec.is_some() {
            ForkHooks::after_in_parent();
        }
        if let Some(gc) = collector {
            call::call_method(&gc, name!("enable"), &[])?;
        }
        if pid < 0 { Err(errors::os_error(errno, None)) } else { Ok(pid) }
    }
}
