//! Opening a `FileIO`: mode strings, openers, descriptors given as they are.

use std::ffi::CStr;
use std::fmt;

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::file_io::{FileIo, retry};
use crate::sys;

/// What a file was opened for.
#[derive(Clone, Copy, Default)]
pub struct Mode {
    pub created: bool,
    pub readable: bool,
    pub writable: bool,
    pub appending: bool,
}

/// The mode as `open` takes it.
impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = match *self {
            Mode { created: true, .. } => "xb",
            Mode { appending: true, .. } => "ab",
            Mode { readable: true, .. } => "rb",
            _ => "wb",
        };
        // A file opened by "w+" can be read and shows as "rb+".
        let plus = if self.readable && self.writable { "+" } else { "" };
        write!(f, "{letters}{plus}")
    }
}

impl Mode {
    /// The mode and the flags of `open(2)`.
    /// What a file was opened for before stays in the mode.
    fn parse(text: &str, before: Mode) -> PyResult<(Mode, i32)> {
        let bad = || raise!(ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
        let (mut mode, mut flags) = (before, 0);
        let (mut has_action, mut has_plus) = (false, false);
        for letter in text.chars() {
            let (change, flag): (fn(&mut Mode), i32) = match letter {
                'x' => (|mode| (mode.created, mode.writable) = (true, true), libc::O_EXCL | libc::O_CREAT),
                'r' => (|mode| mode.readable = true, 0),
                'w' => (|mode| mode.writable = true, libc::O_CREAT | libc::O_TRUNC),
                'a' => (|mode| (mode.writable, mode.appending) = (true, true), libc::O_APPEND | libc::O_CREAT),
                'b' => continue,
                '+' if has_plus => return Err(bad()),
                '+' => {
                    has_plus = true;
                    (mode.readable, mode.writable) = (true, true);
                    continue;
                }
                _ => return Err(raise!(ValueError, "invalid mode: {text:.200}")),
            };
            if std::mem::replace(&mut has_action, true) {
                return Err(bad());
            }
            change(&mut mode);
            flags |= flag;
        }
        if !has_action {
            return Err(bad());
        }
        flags |= match (mode.readable, mode.writable) {
            (true, true) => libc::O_RDWR,
            (true, false) => libc::O_RDONLY,
            _ => libc::O_WRONLY,
        };
        Ok((mode, flags | libc::O_CLOEXEC))
    }
}

/// The descriptor that `file` is, or `None` if it is a name.
fn descriptor(file: &Object) -> PyResult<Option<i32>> {
    if Float::check(file) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    match protocol::as_c_long(file).map(i32::try_from) {
        Ok(Ok(fd)) if fd >= 0 => Ok(Some(fd)),
        Ok(Ok(_)) => Err(raise!(ValueError, "negative file descriptor")),
        Ok(Err(_)) => Ok(None),
        Err(raised) => {
            raised.clear();
            Ok(None)
        }
    }
}

fn open_by_name(file: &Object, path: &CStr, flags: i32) -> PyResult<i32> {
    retry(|| sys::open(path, flags, 0o666))?.map_err(|errno| errors::os_error(errno, Some(file)))
}

fn open_by(opener: &Object, file: &Object, flags: i32) -> PyResult<i32> {
    let fd = call::call(opener, &[file, &*flags.into_py()?])?;
    let Some(fd) = fd.downcast::<Int>() else {
        return Err(raise!(TypeError, "expected integer from opener"));
    };
    let too_large = || raise!(OverflowError, "Python int too large to convert to C int");
    let fd = fd.to_i64().and_then(|fd| i32::try_from(fd).ok()).ok_or_else(too_large)?;
    if fd < 0 { Err(raise!(ValueError, "opener returned {fd}")) } else { Ok(fd) }
}

/// `FileIO.__init__`.
pub fn init(this: &Instance<FileIo>, file: &Object, mode: &str, closefd: bool, opener: &Object) -> PyResult<()> {
    if this.fd.get() >= 0 {
        if this.closefd.get() {
            this.close_fd()?;
        } else {
            this.fd.set(-1);
        }
    }
    let fd = descriptor(file)?;
    let path = match fd {
        Some(_) => None,
        None => Some(sys::path::fs_converter(file)?),
    };
    let mode_text = mode;
    let (mode, flags) = Mode::parse(mode, this.mode.get())?;
    this.mode.set(mode);
    this.seekable.set(None);
    (pyston_object::hooks::get().audit)("open", &[file, &*mode_text.into_py()?, &*flags.into_py()?])?;
    let opened = match (fd, path) {
        (None, Some(path)) => {
            this.closefd.set(true);
            if !closefd {
                return Err(raise!(ValueError, "Cannot use closefd=False with file name"));
            }
            this.fd.set(if opener.is_none() {
                open_by_name(file, &path, flags)?
            } else {
                open_by(opener, file, flags)?
            });
            complete_own(this, file)
        }
        (fd, _) => {
            this.fd.set(fd.unwrap_or(-1));
            this.closefd.set(closefd);
            complete(this, file)
        }
    };
    if opened.is_err() {
        abandon(this, fd.is_none());
    }
    opened
}

/// Gives up after an error: only a descriptor of our own is closed.
fn abandon(this: &FileIo, is_own: bool) {
    if !is_own {
        this.fd.set(-1);
        return;
    }
    super::support::undisturbed(|| {
        if let Err(raised) = this.close_fd() {
            raised.clear();
        }
    });
}

fn complete_own(this: &Instance<FileIo>, file: &Object) -> PyResult<()> {
    sys::set_inheritable(this.fd.get(), false).map_err(|errno| errors::os_error(errno, None))?;
    complete(this, file)
}

/// Looks at what was opened, and goes to the end if appending.
fn complete(this: &Instance<FileIo>, file: &Object) -> PyResult<()> {
    this.blksize.set(super::DEFAULT_BUFFER_SIZE as u32);
    let fd = this.fd.get();
    match pyston_runtime::gil::allow_threads(|| sys::fstat(fd)) {
        // Other errors are left to whoever uses the descriptor.
        Err(errno @ libc::EBADF) => return Err(errors::os_error(errno, None)),
        Err(_) => (),
        Ok(status) if status.st_mode & libc::S_IFMT == libc::S_IFDIR => {
            return Err(errors::os_error(libc::EISDIR, Some(file)));
        }
        Ok(status) if status.st_blksize > 1 => this.blksize.set(status.st_blksize as u32),
        Ok(_) => (),
    }
    attr::setattr_str(this.object(), name!("name"), Some(file))?;
    if this.mode.get().appending {
        this.seek_to(0, libc::SEEK_END, true)?;
    }
    Ok(())
}
