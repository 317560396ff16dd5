//! Signals to processes, priorities, terminals' process groups.

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::path::{audit, check, fs_bytes, result_text};
use crate::arguments::Pid;

pub struct ProcessFunctions;

/// Processes as others see them.
#[pymodule("posix")]
impl ProcessFunctions {
    /// Sends a signal to a process.
    #[function("($module, pid, signal, /)")]
    fn kill(pid: Pid, signal: isize) -> PyResult<()> {
        let (Pid(pid), signal) = (pid, signal as i32);
        audit("os.kill", &[&*pid.into_py()?, &*signal.into_py()?])?;
        // SAFETY: numbers.
        check(unsafe { libc::kill(pid, signal) })?;
        (pyston_object::hooks::get().check_signals)()
    }

    /// Sends a signal to a process group.
    #[function("($module, pgid, signal, /)")]
    fn killpg(pgid: Pid, signal: i32) -> PyResult<()> {
        let Pid(pgid) = pgid;
        audit("os.killpg", &[&*pgid.into_py()?, &*signal.into_py()?])?;
        // SAFETY: numbers.
        check(unsafe { libc::killpg(pgid, signal) })?;
        (pyston_object::hooks::get().check_signals)()
    }

    /// Ends the process by SIGABRT.
    #[function("($module, /)")]
    fn abort() {
        // SAFETY: ends the process.
        unsafe { libc::abort() }
    }

    /// Lowers the process's priority; gives the new one.
    #[function("($module, increment, /)")]
    fn nice(increment: i32) -> PyResult<i32> {
        errors::set_errno(0);
        // SAFETY: a number.
        let value = unsafe { libc::nice(increment) };
        if value == -1 && errors::last_errno() != 0 { check(-1) } else { Ok(value) }
    }

    /// The priority of processes.
    #[function("($module, /, which, who)")]
    fn getpriority(which: i32, who: i32) -> PyResult<i32> {
        errors::set_errno(0);
        // SAFETY: numbers.
        let value = unsafe { libc::getpriority(which as u32, who as u32) };
        if value == -1 && errors::last_errno() != 0 { check(-1) } else { Ok(value) }
    }

    /// Sets the priority of processes.
    #[function("($module, /, which, who, priority)")]
    fn setpriority(which: i32, who: i32, priority: i32) -> PyResult<()> {
        // SAFETY: numbers.
        check(unsafe { libc::setpriority(which as u32, who as u32, priority) }).map(drop)
    }

    /// Runs a command in a shell; gives its status.
    #[function("($module, /, command)")]
    fn system(command: &Object) -> PyResult<i32> {
        let c = fs_bytes(command)?;
        audit("os.system", &[&*Bytes::new(c.as_bytes())?])?;
        // SAFETY: a C string that lives through the call.
        Ok(allow_threads(|| unsafe { libc::system(c.as_ptr()) }))
    }

    /// Sets which permissions new files do not get; gives what it was.
    #[function("($module, mask, /)")]
    fn umask(mask: i32) -> u32 {
        // SAFETY: a number.
        unsafe { libc::umask(mask as libc::mode_t) }
    }

    /// The process group in the foreground of a terminal.
    #[function("($module, fd, /)")]
    fn tcgetpgrp(fd: i32) -> PyResult<i32> {
        // SAFETY: a number.
        check(unsafe { libc::tcgetpgrp(fd) })
    }

    /// Sets the process group in the foreground of a terminal.
    #[function("($module, fd, pgid, /)")]
    fn tcsetpgrp(fd: i32, pgid: Pid) -> PyResult<()> {
        let Pid(pgid) = pgid;
        // SAFETY: numbers.
        check(unsafe { libc::tcsetpgrp(fd, pgid) }).map(drop)
    }

    /// The path of the controlling terminal.
    #[function("($module, /)")]
    fn ctermid() -> PyResult {
        let mut block = [0u8; 64];
        // SAFETY: the block is longer than the C library's constant.
        unsafe { ctermid(block.as_mut_ptr().cast()) };
        result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false)
    }

    /// The path of a terminal.
    #[function("($module, fd, /)")]
    fn ttyname(fd: i32) -> PyResult {
        let mut block = [0u8; 512];
        // SAFETY: the block is as long as said.
        let status = unsafe { libc::ttyname_r(fd, block.as_mut_ptr().cast(), block.len()) };
        if status != 0 {
            return Err(errors::os_error(status, None));
        }
        result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false)
    }

    /// The two ends of a new terminal.
    #[function("($module, /)")]
    fn openpty() -> PyResult<(i32, i32)> {
        let (mut master, mut slave) = (-1, -1);
        // SAFETY: results of the right types; the others are not asked for.
        check(unsafe {
            libc::openpty(&mut master, &mut slave, std::ptr::null_mut(), std::ptr::null(), std::ptr::null())
        })?;
        super::descriptors::set_inheritable(master, false)?;
        super::descriptors::set_inheritable(slave, false)?;
        Ok((master, slave))
    }
}

unsafe extern "C" {
    fn ctermid(text: *mut std::ffi::c_char) -> *mut std::ffi::c_char;
}
