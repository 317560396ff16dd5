//! Calls on open files by descriptor.

use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};
use pyston_runtime::gil::allow_threads;

use super::path::{audit, check, check_long, file_descriptor, retry};
use crate::arguments::{CUIntBits, FileOffset, c_long_of_number};

pub struct DescriptorFunctions;

/// Sets whether child programs inherit the descriptor.
pub fn set_inheritable(fd: i32, inheritable: bool) -> PyResult<()> {
    // SAFETY: numbers.
    let flags = check(unsafe { libc::fcntl(fd, libc::F_GETFD) })?;
    let new = if inheritable { flags & !libc::FD_CLOEXEC } else { flags | libc::FD_CLOEXEC };
    // SAFETY: numbers.
    check(unsafe { libc::fcntl(fd, libc::F_SETFD, new) }).map(drop)
}

/// The memory of a sequence of buffers.
struct Vectors {
    /// They keep the memory where it is.
    _buffers: Vec<Buffer>,
    parts: Vec<libc::iovec>,
}

impl Vectors {
    fn new(buffers: &Object, function: &str, writable: bool) -> PyResult<Vectors> {
        if !protocol::is_sequence(buffers) {
            return Err(raise!(TypeError, "{function}() arg 2 must be a sequence"));
        }
        let items = protocol::collect(buffers)?;
        let made: PyResult<Vec<Buffer>> =
            items.iter().map(|item| if writable { Buffer::writable(item) } else { Buffer::new(item) }).collect();
        let buffers = made?;
        let parts = buffers
            .iter()
            .map(|buffer| libc::iovec { iov_base: buffer.as_ptr().cast_mut().cast(), iov_len: buffer.len() })
            .collect();
        Ok(Vectors { _buffers: buffers, parts })
    }
}

fn size(length: isize) -> PyResult<usize> {
    usize::try_from(length).map_err(|_| errors::os_error(libc::EINVAL, None))
}

static TERMINAL_SIZE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn terminal_size_type() -> PyResult<&'static Type> {
    if let Some(ty) = TERMINAL_SIZE.get() {
        return Ok(ty);
    }
    let fields: &[StructField] = &[
        (Some("columns"), "width of the terminal window in characters"),
        (Some("lines"), "height of the terminal window in characters"),
    ];
    let ty = structseq::new_type("os.terminal_size", "A tuple of (columns, lines).", fields, 2)?;
    TERMINAL_SIZE.set(Some(ty));
    Ok(ty)
}

/// Calls on open files.
#[pymodule("posix")]
impl DescriptorFunctions {
    /// Closes the descriptors of a range, ignoring errors.
    #[function("($module, fd_low, fd_high, /)")]
    fn closerange(fd_low: i32, fd_high: i32) {
        allow_threads(|| {
            for fd in fd_low.max(0)..fd_high {
                // SAFETY: a number.
                unsafe { libc::close(fd) };
            }
        });
    }

    /// Another descriptor of the same open file.
    #[function("($module, fd, /)")]
    fn dup(fd: i32) -> PyResult<i32> {
        // SAFETY: numbers.
        check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
    }

    /// Makes fd2 another descriptor of fd's open file.
    #[function("($module, /, fd, fd2, inheritable=True)")]
    fn dup2(fd: i32, fd2: i32, inheritable: bool) -> PyResult<i32> {
        if fd < 0 || fd2 < 0 {
            return Err(errors::os_error(libc::EBADF, None));
        }
        // SAFETY: numbers.
        if inheritable || fd == fd2 {
            // SAFETY: numbers only.
            let result = check(allow_threads(|| unsafe { libc::dup2(fd, fd2) }))?;
            if !inheritable {
                set_inheritable(fd2, false)?;
            }
            return Ok(result);
        }
        // SAFETY: numbers.
        check(allow_threads(|| unsafe { libc::dup3(fd, fd2, libc::O_CLOEXEC) }))
    }

    /// Do child programs inherit the descriptor?
    #[function("($module, fd, /)")]
    fn get_inheritable(fd: i32) -> PyResult<bool> {
        // SAFETY: numbers.
        Ok(check(unsafe { libc::fcntl(fd, libc::F_GETFD) })? & libc::FD_CLOEXEC == 0)
    }

    /// Sets whether child programs inherit the descriptor.
    #[function("($module, fd, inheritable, /)")]
    fn set_inheritable(fd: i32, inheritable: i32) -> PyResult<()> {
        set_inheritable(fd, inheritable != 0)
    }

    /// Do calls on the descriptor wait?
    #[function("($module, fd, /)")]
    fn get_blocking(fd: i32) -> PyResult<bool> {
        // SAFETY: numbers.
        Ok(check(unsafe { libc::fcntl(fd, libc::F_GETFL) })? & libc::O_NONBLOCK == 0)
    }

    /// Sets whether calls on the descriptor wait.
    #[function("($module, fd, blocking, /)")]
    fn set_blocking(fd: i32, blocking: i32) -> PyResult<()> {
        // SAFETY: numbers.
        let flags = check(unsafe { libc::fcntl(fd, libc::F_GETFL) })?;
        let new = if blocking != 0 { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
        // SAFETY: numbers.
        check(unsafe { libc::fcntl(fd, libc::F_SETFL, new) }).map(drop)
    }

    /// Writes what the system holds back of a file.
    #[function("($module, /, fd)")]
    fn fsync(fd: &Object) -> PyResult<()> {
        let fd = file_descriptor(fd)?;
        // SAFETY: a number.
        retry(|| unsafe { libc::fsync(fd).into() }).and_then(check_long).map(drop)
    }

    /// As fsync, without what is only about the file.
    #[function("($module, /, fd)")]
    fn fdatasync(fd: &Object) -> PyResult<()> {
        let fd = file_descriptor(fd)?;
        // SAFETY: a number.
        retry(|| unsafe { libc::fdatasync(fd).into() }).and_then(check_long).map(drop)
    }

    /// Writes what the system holds back.
    #[function("($module, /)")]
    fn sync() {
        // SAFETY: no preconditions.
        allow_threads(|| unsafe { libc::sync() });
    }

    /// Cuts or extends an open file to a length.
    #[function("($module, fd, length, /)")]
    pub fn ftruncate(fd: i32, length: FileOffset) -> PyResult<()> {
        let FileOffset(length) = length;
        audit("os.truncate", &[&*fd.into_py()?, &*length.into_py()?])?;
        // SAFETY: numbers.
        retry(|| unsafe { libc::ftruncate(fd, length).into() }).and_then(check_long).map(drop)
    }

    /// Locks a part of an open file.
    #[function("($module, fd, command, length, /)")]
    fn lockf(fd: i32, command: i32, length: FileOffset) -> PyResult<()> {
        let FileOffset(length) = length;
        let object = (fd.into_py()?, command.into_py()?, length.into_py()?);
        audit("os.lockf", &[&object.0, &object.1, &object.2])?;
        // SAFETY: numbers.
        check(allow_threads(|| unsafe { libc::lockf(fd, command, length) })).map(drop)
    }

    /// Moves the position of an open file.
    #[function("($module, fd, position, how, /)")]
    fn lseek(fd: i32, position: FileOffset, how: i32) -> PyResult<i64> {
        let FileOffset(position) = position;
        // SAFETY: numbers.
        check_long(allow_threads(|| unsafe { libc::lseek(fd, position, how) }))
    }

    /// Two descriptors: what is written to the second can be read from the first.
    #[function("($module, /)")]
    fn pipe() -> PyResult<(i32, i32)> {
        DescriptorFunctions::pipe2(libc::O_CLOEXEC)
    }

    /// A pipe with flags.
    #[function("($module, flags, /)")]
    fn pipe2(flags: i32) -> PyResult<(i32, i32)> {
        let mut ends = [0; 2];
        // SAFETY: room for two.
        check(unsafe { libc::pipe2(ends.as_mut_ptr(), flags) })?;
        Ok((ends[0], ends[1]))
    }

    /// Tells the system how the file will be read.
    #[function("($module, fd, offset, length, advice, /)")]
    fn posix_fadvise(fd: i32, offset: FileOffset, length: FileOffset, advice: i32) -> PyResult<()> {
        let FileOffset(offset) = offset;
        let FileOffset(length) = length;
        // SAFETY: numbers.
        match allow_threads(|| unsafe { libc::posix_fadvise(fd, offset, length, advice) }) {
            0 => Ok(()),
            errno => Err(errors::os_error(errno, None)),
        }
    }

    /// Makes sure that there is room for a part of a file.
    #[function("($module, fd, offset, length, /)")]
    fn posix_fallocate(fd: i32, offset: FileOffset, length: FileOffset) -> PyResult<()> {
        let FileOffset(offset) = offset;
        let FileOffset(length) = length;
        // SAFETY: numbers.
        match allow_threads(|| unsafe { libc::posix_fallocate(fd, offset, length) }) {
            0 => Ok(()),
            errno => Err(errors::os_error(errno, None)),
        }
    }

    /// Reads at a place without moving the position.
    #[function("($module, fd, length, offset, /)")]
    fn pread(fd: i32, length: i32, offset: FileOffset) -> PyResult<Py<Bytes>> {
        let FileOffset(offset) = offset;
        let length = size(length as isize)?;
        let mut block = super::path::bytes_block(length)?;
        // SAFETY: the block is as long as said.
        let n = check_long(retry(|| unsafe { libc::pread(fd, block.as_mut_ptr().cast(), length, offset) as i64 })?)?;
        Bytes::new(&block[..n as usize])
    }

    /// Writes at a place without moving the position.
    #[function("($module, fd, buffer, offset, /)")]
    fn pwrite(fd: i32, buffer: &Object, offset: FileOffset) -> PyResult<i64> {
        let FileOffset(offset) = offset;
        let data = Buffer::new(buffer)?;
        // SAFETY: the buffer keeps its memory in place.
        check_long(retry(|| unsafe { libc::pwrite(fd, data.as_ptr().cast(), data.len(), offset) as i64 })?)
    }

    /// Reads into several buffers.
    #[function("($module, fd, buffers, /)")]
    fn readv(fd: i32, buffers: &Object) -> PyResult<i64> {
        let vectors = Vectors::new(buffers, "readv", true)?;
        // SAFETY: the buffers keep their memory in place.
        check_long(retry(|| unsafe { libc::readv(fd, vectors.parts.as_ptr(), vectors.parts.len() as i32) as i64 })?)
    }

    /// Writes several buffers.
    #[function("($module, fd, buffers, /)")]
    fn writev(fd: i32, buffers: &Object) -> PyResult<i64> {
        let vectors = Vectors::new(buffers, "writev", false)?;
        // SAFETY: as above.
        check_long(retry(|| unsafe { libc::writev(fd, vectors.parts.as_ptr(), vectors.parts.len() as i32) as i64 })?)
    }

    /// Reads into several buffers at a place.
    #[function("($module, fd, buffers, offset, flags=0, /)")]
    fn preadv(fd: i32, buffers: &Object, offset: FileOffset, flags: i32) -> PyResult<i64> {
        let FileOffset(offset) = offset;
        let vectors = Vectors::new(buffers, "preadv", true)?;
        let (parts, count) = (vectors.parts.as_ptr(), vectors.parts.len() as i32);
        // SAFETY: as above.
        check_long(retry(|| unsafe {
            if flags == 0 {
                libc::preadv(fd, parts, count, offset) as i64
            } else {
                libc::preadv2(fd, parts, count, offset, flags) as i64
            }
        })?)
    }

    /// Writes several buffers at a place.
    #[function("($module, fd, buffers, offset, flags=0, /)")]
    fn pwritev(fd: i32, buffers: &Object, offset: FileOffset, flags: i32) -> PyResult<i64> {
        let FileOffset(offset) = offset;
        let vectors = Vectors::new(buffers, "pwritev", false)?;
        let (parts, count) = (vectors.parts.as_ptr(), vectors.parts.len() as i32);
        // SAFETY: as above.
        check_long(retry(|| unsafe {
            if flags == 0 {
                libc::pwritev(fd, parts, count, offset) as i64
            } else {
                libc::pwritev2(fd, parts, count, offset, flags) as i64
            }
        })?)
    }

    /// Copies between descriptors inside the system.
    #[function(args = "($module, /, out, in, offset, count)", parsed)]
    fn sendfile(out: i32, input: i32, offset: &Object, count: isize) -> PyResult<i64> {
        let mut position = if offset.is_none() { None } else { Some(c_long_of_number(offset)?) };
        let place = position.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
        // SAFETY: a position of this frame or null.
        check_long(retry(|| unsafe { libc::sendfile(out, input, place, count as usize) as i64 })?)
    }

    /// Copies between files inside the system.
    #[function("($module, /, src, dst, count, offset_src=None,\n                offset_dst=None)")]
    fn copy_file_range(
        src: i32,
        dst: i32,
        count: isize,
        offset_src: Option<&Object>,
        offset_dst: Option<&Object>,
    ) -> PyResult<i64> {
        if count < 0 {
            return Err(raise!(ValueError, "negative value for 'count' not allowed"));
        }
        let mut from = offset_src.map(protocol::as_c_long).transpose()?;
        let mut to = offset_dst.map(protocol::as_c_long).transpose()?;
        let from = from.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
        let to = to.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
        // SAFETY: positions of this frame or null.
        check_long(retry(|| unsafe { libc::copy_file_range(src, from, dst, to, count as usize, 0) as i64 })?)
    }

    /// A file that is only in memory.
    #[function(sig = "($module, /, name, flags=MFD_CLOEXEC)")]
    fn memfd_create(name: &Object, flags: Option<CUIntBits>) -> PyResult<i32> {
        let name = super::path::fs_bytes(name)?;
        let flags = flags.map_or(libc::MFD_CLOEXEC, |flags| flags.0);
        // SAFETY: a C string that lives through the call.
        check(allow_threads(|| unsafe { libc::memfd_create(name.as_ptr(), flags) }))
    }

    /// The size of a terminal's window.
    #[function(args = "($module, fd=1, /)", parsed, unnamed)]
    fn get_terminal_size(fd: i32) -> PyResult {
        // SAFETY: a result of the right type.
        let window = unsafe {
            let mut window: libc::winsize = std::mem::zeroed();
            check(libc::ioctl(fd, libc::TIOCGWINSZ, &mut window))?;
            window
        };
        structseq::make(terminal_size_type()?, vec![window.ws_col.into_py()?, window.ws_row.into_py()?])
    }

    /// The encoding of a terminal; None for other files.
    #[function("($module, /, fd)")]
    fn device_encoding(fd: i32) -> Option<&'static str> {
        // SAFETY: asks about a number.
        (unsafe { libc::isatty(fd) } != 0).then_some("UTF-8")
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("terminal_size", terminal_size_type()?.new_ref())
    }
}
