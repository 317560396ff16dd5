//! `posix`: the system's calls, for `os`.

mod attributes;
mod constants;
mod descriptors;
mod exec;
mod files;
mod fork;
mod identity;
mod names;
pub mod path;
mod process;
mod scandir;
mod sched;
mod spawn;
mod stat;
mod system;
mod wait;

use std::os::unix::ffi::OsStrExt;

use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use path::{Path, Spec, audit, bytes_block, check, file_descriptor, path_or_fd, result_text};

pub use exec::Vector;
pub use files::owner_id;

pub struct PosixModule;

/// What runs around a fork.
pub struct ForkHooks;

impl ForkHooks {
    pub fn before() {
        fork::before();
    }
    pub fn after_in_child() {
        fork::after_in_child();
    }
    pub fn after_in_parent() {
        fork::after_in_parent();
    }
}

/// The functions of `os` that the system provides.
#[pymodule("posix")]
impl PosixModule {
    /// Facts about a file.
    #[function("($module, /, path, *, dir_fd=None, follow_symlinks=True)")]
    fn stat(path: &Object, dir_fd: Option<&Object>, follow_symlinks: bool) -> PyResult {
        stat::of_path(path, dir_fd, follow_symlinks, path::path_or_fd("stat"))
    }

    /// Facts about a file or a symbolic link itself.
    #[function("($module, /, path, *, dir_fd=None)")]
    fn lstat(path: &Object, dir_fd: Option<&Object>) -> PyResult {
        stat::of_path(path, dir_fd, false, path::path("lstat"))
    }

    /// Facts about an open file.
    #[function("($module, /, fd)")]
    fn fstat(fd: i32) -> PyResult {
        stat::of_fd(fd)
    }

    /// The names in a folder.
    #[function("($module, /, path=None)")]
    fn listdir(path: Option<&Object>) -> PyResult {
        let spec = Spec { function: "listdir", argument: "path", allow_fd: true, nullable: true };
        let path = Path::of(path.unwrap_or(singletons::none()), spec)?;
        audit("os.listdir", &[path.audited()])?;
        List::from_vec(scandir::names(path)?).map(Py::into_object)
    }

    /// The entries of a folder, an iterator.
    #[function("($module, /, path=None)")]
    fn scandir(path: Option<&Object>) -> PyResult {
        scandir::scandir(path.unwrap_or(singletons::none())).map(Py::into_object)
    }

    /// The current folder.
    #[function("($module, /)")]
    fn getcwd() -> PyResult {
        match std::env::current_dir() {
            Ok(path) => result_text(path.as_os_str().as_bytes(), false),
            Err(error) => Err(errors::os_error(error.raw_os_error().unwrap_or(0), None)),
        }
    }

    /// The current folder as bytes.
    #[function("($module, /)")]
    fn getcwdb() -> PyResult {
        match std::env::current_dir() {
            Ok(path) => result_text(path.as_os_str().as_bytes(), true),
            Err(error) => Err(errors::os_error(error.raw_os_error().unwrap_or(0), None)),
        }
    }

    /// Changes the current folder.
    #[function("($module, /, path)")]
    fn chdir(path: &Object) -> PyResult<()> {
        let path = Path::of(path, path_or_fd("chdir"))?;
        audit("os.chdir", &[path.audited()])?;
        let c = path.c_string();
        let status = match path.fd {
            // SAFETY: a number.
            Some(fd) => allow_threads(|| unsafe { libc::fchdir(fd) }),
            // SAFETY: a C string that lives through the call.
            None => allow_threads(|| unsafe { libc::chdir(c.as_ptr()) }),
        };
        if path.fd == Some(-1) {
            // As in CPython, where this number means that a path was given.
            errors::set_errno(libc::EFAULT);
        }
        path.check(status).map(drop)
    }

    /// Makes the folder of a descriptor the current one.
    #[function("($module, /, fd)")]
    fn fchdir(fd: &Object) -> PyResult<()> {
        let fd = file_descriptor(fd)?;
        audit("os.chdir", &[&*fd.into_py()?])?;
        // SAFETY: a number.
        check(allow_threads(|| unsafe { libc::fchdir(fd) })).map(drop)
    }

    /// The path of a path-like object.
    #[function("($module, /, path)")]
    fn fspath(path: &Object) -> PyResult {
        path::fspath(path)
    }

    /// Makes a folder.
    #[function("($module, /, path, mode=511, *, dir_fd=None)")]
    fn mkdir(path: Path, mode: i32, dir_fd: Option<&Object>) -> PyResult<()> {
        let (named, at) = (path, path::directory(dir_fd)?);
        let c = named.c_string();
        audit("os.mkdir", &[named.audited(), &*mode.into_py()?, &*path::audited_directory(at)?])?;
        // SAFETY: as above.
        named.check(allow_threads(|| unsafe { libc::mkdirat(at, c.as_ptr(), mode as _) })).map(drop)
    }

    /// Removes an empty folder.
    #[function("($module, /, path, *, dir_fd=None)")]
    fn rmdir(path: &Object, dir_fd: Option<&Object>) -> PyResult<()> {
        let (named, at) = (Path::of(path, path::path("rmdir"))?, path::directory(dir_fd)?);
        let c = named.c_string();
        audit("os.rmdir", &[named.audited(), &*path::audited_directory(at)?])?;
        // SAFETY: as above.
        named.check(allow_threads(|| unsafe { libc::unlinkat(at, c.as_ptr(), libc::AT_REMOVEDIR) })).map(drop)
    }

    /// Removes a file.
    #[function("($module, /, path, *, dir_fd=None)")]
    fn unlink(path: Path, dir_fd: Option<&Object>) -> PyResult<()> {
        let (named, at) = (path, path::directory(dir_fd)?);
        let c = named.c_string();
        audit("os.remove", &[named.audited(), &*path::audited_directory(at)?])?;
        // SAFETY: as above.
        named.check(allow_threads(|| unsafe { libc::unlinkat(at, c.as_ptr(), 0) })).map(drop)
    }

    /// Removes a file.
    #[function("($module, /, path, *, dir_fd=None)")]
    fn remove(path: Path, dir_fd: Option<&Object>) -> PyResult<()> {
        PosixModule::unlink(path, dir_fd)
    }

    /// Renames a file or folder.
    #[function("($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)")]
    fn rename(src: &Object, dst: &Object, src_dir_fd: Option<&Object>, dst_dir_fd: Option<&Object>) -> PyResult<()> {
        rename(src, dst, src_dir_fd, dst_dir_fd, "rename")
    }

    /// Renames a file or folder, replacing the destination.
    #[function("($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)")]
    fn replace(src: &Object, dst: &Object, src_dir_fd: Option<&Object>, dst_dir_fd: Option<&Object>) -> PyResult<()> {
        rename(src, dst, src_dir_fd, dst_dir_fd, "replace")
    }

    /// Opens a file; gives its descriptor.
    #[function("($module, /, path, flags, mode=511, *, dir_fd=None)")]
    fn open(path: Path, flags: i32, mode: i32, dir_fd: Option<&Object>) -> PyResult<i32> {
        let (named, at) = (path, path::directory(dir_fd)?);
        let c = named.c_string();
        let flags = flags | libc::O_CLOEXEC;
        audit("open", &[named.audited(), singletons::none(), &*flags.into_py()?])?;
        loop {
            // SAFETY: as above.
            let fd = allow_threads(|| unsafe { libc::openat(at, c.as_ptr(), flags, mode) });
            if fd >= 0 || errors::last_errno() != libc::EINTR {
                return named.check(fd);
            }
            (pyston_object::hooks::get().check_signals)()?;
        }
    }

    /// Closes a descriptor.
    #[function("($module, /, fd)")]
    fn close(fd: i32) -> PyResult<()> {
        // SAFETY: closing a number.
        check(allow_threads(|| unsafe { libc::close(fd) })).map(drop)
    }

    /// Reads at most length bytes.
    #[function("($module, fd, length, /)")]
    fn read(fd: i32, length: isize) -> PyResult<Py<Bytes>> {
        let Ok(length) = usize::try_from(length) else { return Err(errors::os_error(libc::EINVAL, None)) };
        let mut block = bytes_block(length)?;
        loop {
            // SAFETY: the block is as long as said.
            let n = allow_threads(|| unsafe { libc::read(fd, block.as_mut_ptr().cast(), length) });
            if n >= 0 {
                return Bytes::new(&block[..n as usize]);
            }
            if errors::last_errno() != libc::EINTR {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            (pyston_object::hooks::get().check_signals)()?;
        }
    }

    /// Writes bytes; gives how many were.
    #[function("($module, fd, data, /)")]
    fn write(fd: i32, data: &Object) -> PyResult<isize> {
        let data = Buffer::new(data)?.to_vec();
        loop {
            // SAFETY: the bytes live through the call.
            let n = allow_threads(|| unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) });
            if n >= 0 {
                return Ok(n);
            }
            if errors::last_errno() != libc::EINTR {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            (pyston_object::hooks::get().check_signals)()?;
        }
    }

    /// Is the descriptor a terminal?
    #[function("($module, fd, /)")]
    fn isatty(fd: i32) -> bool {
        // SAFETY: asks about a number.
        unsafe { libc::isatty(fd) != 0 }
    }

    /// May the file be used so?
    #[function("($module, /, path, mode, *, dir_fd=None, effective_ids=False,\n       follow_symlinks=True)")]
    fn access(
        path: Path,
        mode: i32,
        dir_fd: Option<&Object>,
        effective_ids: bool,
        follow_symlinks: bool,
    ) -> PyResult<bool> {
        let (named, at) = (path, path::directory(dir_fd)?);
        let c = named.c_string();
        let mut flags = 0;
        if effective_ids {
            flags |= libc::AT_EACCESS;
        }
        if !follow_symlinks {
            flags |= libc::AT_SYMLINK_NOFOLLOW;
        }
        // SAFETY: as above.
        Ok(allow_threads(|| unsafe { libc::faccessat(at, c.as_ptr(), mode, flags) }) == 0)
    }

    /// Where a symbolic link points.
    #[function("($module, /, path, *, dir_fd=None)")]
    fn readlink(path: &Object, dir_fd: Option<&Object>) -> PyResult {
        let (known, at) = (Path::of(path, path::path("readlink"))?, path::directory(dir_fd)?);
        let c = known.c_string();
        let mut block = vec![0u8; libc::PATH_MAX as usize + 1];
        // SAFETY: the block is as long as said.
        let n = allow_threads(|| unsafe { libc::readlinkat(at, c.as_ptr(), block.as_mut_ptr().cast(), block.len()) });
        if n < 0 {
            return Err(known.error());
        }
        result_text(&block[..n as usize], known.is_bytes)
    }

    /// Random bytes of the system.
    #[function("($module, size, /)")]
    fn urandom(size: isize) -> PyResult<Py<Bytes>> {
        let Ok(size) = usize::try_from(size) else { return Err(raise!(ValueError, "negative argument not allowed")) };
        let mut block = bytes_block(size)?;
        let mut filled = 0;
        while filled < size {
            // SAFETY: the rest of the block.
            let n = unsafe { libc::getrandom(block[filled..].as_mut_ptr().cast(), size - filled, 0) };
            if n < 0 {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            filled += n as usize;
        }
        Bytes::new(&block)
    }

    /// The process's number.
    #[function("($module, /)")]
    fn getpid() -> u32 {
        std::process::id()
    }

    /// The parent process's number.
    #[function("($module, /)")]
    fn getppid() -> u32 {
        std::os::unix::process::parent_id()
    }

    /// The user's number.
    #[function("($module, /)")]
    fn getuid() -> u32 {
        // SAFETY: no preconditions.
        unsafe { libc::getuid() }
    }

    /// The effective user's number.
    #[function("($module, /)")]
    fn geteuid() -> u32 {
        // SAFETY: no preconditions.
        unsafe { libc::geteuid() }
    }

    /// The group's number.
    #[function("($module, /)")]
    fn getgid() -> u32 {
        // SAFETY: no preconditions.
        unsafe { libc::getgid() }
    }

    /// The effective group's number.
    #[function("($module, /)")]
    fn getegid() -> u32 {
        // SAFETY: no preconditions.
        unsafe { libc::getegid() }
    }

    /// How many processors there are.
    #[function("($module, /)")]
    fn cpu_count() -> Option<usize> {
        // SAFETY: no preconditions.
        let n = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) };
        usize::try_from(n).ok().filter(|n| *n > 0)
    }

    /// The system's text for an error number.
    #[function("($module, code, /)")]
    fn strerror(code: i32) -> String {
        errors::strerror(code)
    }

    /// Ends the process at once.
    #[function("($module, /, status)")]
    fn _exit(status: i32) {
        // SAFETY: ends the process.
        unsafe { libc::_exit(status) }
    }

    /// Sets an environment variable.
    #[function("($module, name, value, /)")]
    fn putenv(name: &Object, value: &Object) -> PyResult<()> {
        let (name, value) = (path::fs_bytes(name)?, path::fs_bytes(value)?);
        if name.as_bytes().contains(&b'=') {
            return Err(raise!(ValueError, "illegal environment variable name"));
        }
        audit("os.putenv", &[&*Bytes::new(name.as_bytes())?, &*Bytes::new(value.as_bytes())?])?;
        if name.is_empty() {
            // Nothing can have this name; CPython hands it to the C library, which takes it for good.
            return Ok(());
        }
        // SAFETY: C strings; the GIL is held.
        check(unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) }).map(drop)
    }

    /// Unsets an environment variable.
    #[function("($module, name, /)")]
    fn unsetenv(name: &Object) -> PyResult<()> {
        let name = path::fs_bytes(name)?;
        audit("os.unsetenv", &[&*Bytes::new(name.as_bytes())?])?;
        // SAFETY: a C string; the GIL is held.
        check(unsafe { libc::unsetenv(name.as_ptr()) }).map(drop)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        let environ = Dict::new()?;
        for (name, value) in std::env::vars_os() {
            environ.set(&Bytes::new(name.as_bytes())?.into_object(), Bytes::new(value.as_bytes())?.into_object())?;
        }
        module.add("environ", environ)?;
        module.add("error", exc::OSError.new_ref())?;
        stat::add_types(module)?;
        scandir::add_types(module)?;
        attributes::AttributeFunctions::fill(module)?;
        descriptors::DescriptorFunctions::fill(module)?;
        exec::ExecFunctions::fill(module)?;
        files::FileFunctions::fill(module)?;
        fork::ForkFunctions::fill(module)?;
        identity::IdentityFunctions::fill(module)?;
        process::ProcessFunctions::fill(module)?;
        sched::SchedFunctions::fill(module)?;
        spawn::SpawnFunctions::fill(module)?;
        system::SystemFunctions::fill(module)?;
        wait::WaitFunctions::fill(module)?;
        names::add(module)?;
        constants::add(module)
    }
}

fn rename(
    src: &Object,
    dst: &Object,
    src_dir_fd: Option<&Object>,
    dst_dir_fd: Option<&Object>,
    function: &'static str,
) -> PyResult<()> {
    let from = Path::of(src, path::named(function, "src"))?;
    let to = Path::of(dst, path::named(function, "dst"))?;
    let (c_from, c_to) = (from.c_string(), to.c_string());
    let (at_from, at_to) = (path::directory(src_dir_fd)?, path::directory(dst_dir_fd)?);
    let (in_from, in_to) = (path::audited_directory(at_from)?, path::audited_directory(at_to)?);
    audit("os.rename", &[from.audited(), to.audited(), &in_from, &in_to])?;
    // SAFETY: C strings that live through the call.
    let status = allow_threads(|| unsafe { libc::renameat(at_from, c_from.as_ptr(), at_to, c_to.as_ptr()) });
    if status < 0 {
        return Err(errors::os_error_with_filenames(
            errors::last_errno(),
            from.object.as_deref(),
            to.object.as_deref(),
        ));
    }
    Ok(())
}
