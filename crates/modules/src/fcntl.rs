//! `fcntl`: control of descriptors and file locks.

use pyston_object::args::FunctionName;
use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::convert::ArgPlace;
use pyston_object::prelude::*;

use crate::arguments::{CUIntBits, c_long_of_number};
use crate::posix::path::{FileDescriptor, audit, check_long, retry};

pub struct FcntlModule;

/// The greatest argument that is passed in memory.
const ROOM: usize = 1024;

/// An argument as bytes: str and bytes-like objects.
fn bytes_argument(object: &Object) -> PyResult<Option<Vec<u8>>> {
    if let Some(text) = object.downcast::<Str>() {
        // What has no UTF-8 form is not taken for text: the error is that it is no number.
        let bytes = errors::catch(text.to_utf8(), &exc::UnicodeEncodeError)?;
        return Ok(bytes.map(|bytes| bytes.as_bytes().to_vec()));
    }
    if has_buffer(object) { Ok(Some(Buffer::new(object)?.to_vec())) } else { Ok(None) }
}

/// Control of descriptors.
#[pymodule("fcntl")]
impl FcntlModule {
    /// Performs an operation on a descriptor.
    #[function("($module, fd, cmd, arg=0, /)")]
    fn fcntl(fd: FileDescriptor, cmd: i32, arg: Option<&Object>) -> PyResult {
        let FileDescriptor(fd_number) = fd;
        let zero = 0.into_py()?;
        audit("fcntl.fcntl", &[&*fd_number.into_py()?, &*cmd.into_py()?, arg.unwrap_or(singletons::none())])?;
        let arg = arg.unwrap_or(&zero);
        if let Some(content) = bytes_argument(arg)? {
            let len = content.len();
            if len > ROOM {
                return Err(raise!(ValueError, "fcntl string arg too long"));
            }
            let mut block = [0u8; ROOM];
            block[..len].copy_from_slice(&content);
            // SAFETY: a block with room for what the operation writes.
            check_long(retry(|| unsafe { libc::fcntl(fd_number, cmd, block.as_mut_ptr()).into() })?)?;
            return Bytes::new(&block[..len]).map(Py::into_object);
        }
        let CUIntBits(number) = CUIntBits::from_arg(arg, ArgContext::new(FunctionName::Unnamed, ArgPlace::Only))?;
        // SAFETY: numbers.
        check_long(retry(|| unsafe { libc::fcntl(fd_number, cmd, number).into() })?)?.into_py()
    }

    /// Performs an operation on a device.
    #[function("($module, fd, request, arg=0, mutate_flag=True, /)")]
    fn ioctl(fd: FileDescriptor, request: CUIntBits, arg: Option<&Object>, mutate_flag: bool) -> PyResult {
        let FileDescriptor(fd_number) = fd;
        let zero = 0.into_py()?;
        let request = libc::c_ulong::from(request.0);
        audit("fcntl.ioctl", &[&*fd_number.into_py()?, &*request.into_py()?, arg.unwrap_or(singletons::none())])?;
        let arg = arg.unwrap_or(&zero);
        if let Some(content) = bytes_argument(arg)? {
            let len = content.len();
            let target = if mutate_flag && !Str::check(arg) && !Bytes::check(arg) {
                match Buffer::writable(arg) {
                    Ok(target) => Some(target),
                    Err(raised) => {
                        raised.clear();
                        None
                    }
                }
            } else {
                None
            };
            if target.is_none() && len > ROOM {
                return Err(raise!(ValueError, "ioctl string arg too long"));
            }
            let mut block = vec![0u8; len.max(ROOM) + 1];
            block[..len].copy_from_slice(&content);
            // SAFETY: a block with room for what the operation writes.
            let result = check_long(retry(|| unsafe { libc::ioctl(fd_number, request, block.as_mut_ptr()).into() })?)?;
            return match target {
                Some(target) => {
                    target.write(0, &block[..len]);
                    result.into_py()
                }
                None => Bytes::new(&block[..len]).map(Py::into_object),
            };
        }
        let number = protocol::as_c_long(arg)? as i32;
        // SAFETY: numbers.
        check_long(retry(|| unsafe { libc::ioctl(fd_number, request, number).into() })?)?.into_py()
    }

    /// Locks a whole file.
    #[function("($module, fd, operation, /)")]
    fn flock(fd: FileDescriptor, operation: i32) -> PyResult<()> {
        let FileDescriptor(fd) = fd;
        audit("fcntl.flock", &[&*fd.into_py()?, &*operation.into_py()?])?;
        // SAFETY: numbers.
        check_long(retry(|| unsafe { libc::flock(fd, operation).into() })?).map(drop)
    }

    /// Locks a part of a file.
    #[function("($module, fd, cmd, len=0, start=0, whence=0, /)")]
    fn lockf(fd: FileDescriptor, cmd: i32, len: Option<&Object>, start: Option<&Object>, whence: i32) -> PyResult<()> {
        let FileDescriptor(fd) = fd;
        let (fd_object, cmd_object) = (fd.into_py()?, cmd.into_py()?);
        let given = |object: Option<&Object>| object.map_or_else(singletons::py_none, |object| object.new_ref());
        audit("fcntl.lockf", &[&fd_object, &cmd_object, &*given(len), &*given(start), &*whence.into_py()?])?;
        let number = |object: Option<&Object>| object.map_or(Ok(0), c_long_of_number);
        let (len, start) = (number(len)?, number(start)?);
        let kind = if cmd == libc::LOCK_UN {
            libc::F_UNLCK
        } else if cmd & libc::LOCK_SH != 0 {
            libc::F_RDLCK
        } else if cmd & libc::LOCK_EX != 0 {
            libc::F_WRLCK
        } else {
            return Err(raise!(ValueError, "unrecognized lockf argument"));
        };
        let lock = libc::flock { l_type: kind as i16, l_whence: whence as i16, l_start: start, l_len: len, l_pid: 0 };
        let operation = if cmd & libc::LOCK_NB != 0 { libc::F_SETLK } else { libc::F_SETLKW };
        // SAFETY: a value of the right type.
        check_long(retry(|| unsafe { libc::fcntl(fd, operation, &lock).into() })?).map(drop)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        Ok(())
    }
}

const CONSTANTS: &[(&str, i64)] = &[
    ("DN_ACCESS", 1),
    ("DN_ATTRIB", 32),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_MODIFY", 2),
    ("DN_MULTISHOT", 2147483648),
    ("DN_RENAME", 16),
    ("FASYNC", 8192),
    ("FD_CLOEXEC", 1),
    ("F_ADD_SEALS", 1033),
    ("F_DUPFD", 0),
    ("F_DUPFD_CLOEXEC", 1030),
    ("F_EXLCK", 4),
    ("F_GETFD", 1),
    ("F_GETFL", 3),
    ("F_GETLEASE", 1025),
    ("F_GETLK", 5),
    ("F_GETLK64", 5),
    ("F_GETOWN", 9),
    ("F_GETSIG", 11),
    ("F_GET_SEALS", 1034),
    ("F_NOTIFY", 1026),
    ("F_RDLCK", 0),
    ("F_SEAL_GROW", 4),
    ("F_SEAL_SEAL", 1),
    ("F_SEAL_SHRINK", 2),
    ("F_SEAL_WRITE", 8),
    ("F_SETFD", 2),
    ("F_SETFL", 4),
    ("F_SETLEASE", 1024),
    ("F_SETLK", 6),
    ("F_SETLK64", 6),
    ("F_SETLKW", 7),
    ("F_SETLKW64", 7),
    ("F_SETOWN", 8),
    ("F_SETSIG", 10),
    ("F_SHLCK", 8),
    ("F_UNLCK", 2),
    ("F_WRLCK", 1),
    ("LOCK_EX", 2),
    ("LOCK_MAND", 32),
    ("LOCK_NB", 4),
    ("LOCK_READ", 64),
    ("LOCK_RW", 192),
    ("LOCK_SH", 1),
    ("LOCK_UN", 8),
    ("LOCK_WRITE", 128),
];
