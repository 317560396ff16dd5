//! `_io.FileIO`: a file descriptor as a stream of bytes.
//!
//! **Invariant**: a negative descriptor means closed. System calls run without the GIL and go on after
//! a signal whose handler did not raise (PEP 475).

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::base;
use super::convert::{CStrArg, IntFlag, Size, Target, file_offset, size_or_all};
use super::file_open::{self, Mode};
use super::raw_base::PyRawIOBase_Type;
use super::support::{self, unsupported};
use crate::sys;

/// The state of a file.
#[pyclass(PyFileIO_Type = "_io.FileIO", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[repr(C)]
pub struct FileIo {
    dict: Field,
    weaklist: WeakList,
    pub(super) fd: Cell<i32>,
    pub(super) mode: Cell<Mode>,
    /// Can the position be changed? `None`: not asked yet.
    pub(super) seekable: Cell<Option<bool>>,
    pub(super) closefd: Cell<bool>,
    finalizing: Cell<bool>,
    pub(super) blksize: Cell<u32>,
}

pyston_object::impl_trace!(FileIo { dict });

/// The attributes that are fields.
pub fn install_members() {
    pyston_object::payload_members!(PyFileIO_Type, FileIo {
        "_blksize" = blksize,
        "_finalizing" = finalizing,
    });
}

/// Repeats a system call that a signal interrupted, unless the handler raises. `Err` inside is `errno`.
pub fn retry<R>(mut call: impl FnMut() -> Result<R, i32>) -> PyResult<Result<R, i32>> {
    loop {
        match allow_threads(&mut call) {
            Err(libc::EINTR) => (pyston_object::hooks::get().check_signals)()?,
            done => return Ok(done),
        }
    }
}

/// A transfer that would have to wait is `None`.
fn transferred(result: Result<usize, i32>) -> PyResult<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(libc::EAGAIN) => {
            // Buffers tell the reason, which the GIL's calls may have overwritten.
            errors::set_errno(libc::EAGAIN);
            Ok(None)
        }
        Err(errno) => Err(errors::os_error(errno, None)),
    }
}

#[cold]
fn closed() -> Raised {
    raise!(ValueError, "I/O operation on closed file")
}

#[cold]
fn wrong_mode(action: &str) -> Raised {
    unsupported(&format!("File not open for {action}"))
}

impl FileIo {
    /// The descriptor of an open file.
    pub fn open_fd(&self) -> PyResult<i32> {
        if self.fd.get() < 0 { Err(closed()) } else { Ok(self.fd.get()) }
    }

    fn readable_fd(&self) -> PyResult<i32> {
        let fd = self.open_fd()?;
        if self.mode.get().readable { Ok(fd) } else { Err(wrong_mode("reading")) }
    }

    fn writable_fd(&self) -> PyResult<i32> {
        let fd = self.open_fd()?;
        if self.mode.get().writable { Ok(fd) } else { Err(wrong_mode("writing")) }
    }

    /// Closes the descriptor, whoever opened it.
    pub fn close_fd(&self) -> PyResult<()> {
        let fd = self.fd.replace(-1);
        if fd < 0 {
            return Ok(());
        }
        allow_threads(|| sys::close(fd)).map(drop).map_err(|errno| errors::os_error(errno, None))
    }

    /// Moves the position. A pipe, which has none, is at 0 if `pipes_are_at_zero`.
    pub fn seek_to(&self, position: i64, whence: i32, pipes_are_at_zero: bool) -> PyResult<i64> {
        let fd = self.fd.get();
        let result = allow_threads(|| sys::lseek(fd, position, whence));
        if self.seekable.get().is_none() {
            self.seekable.set(Some(result.is_ok()));
        }
        match result {
            Err(libc::ESPIPE) if pipes_are_at_zero => Ok(0),
            result => result.map_err(|errno| errors::os_error(errno, None)),
        }
    }

    /// `readinto`: `None` if it would have to wait.
    pub fn read_into(&self, target: &Buffer, offset: usize, len: usize) -> PyResult<Option<usize>> {
        let fd = self.readable_fd()?;
        let len = len.min(isize::MAX as usize);
        transferred(retry(|| sys::read_into(fd, target, offset, len))?)
    }

    /// `write`: `None` if it would have to wait.
    pub fn write_from(&self, source: &Buffer, offset: usize, len: usize) -> PyResult<Option<usize>> {
        let fd = self.writable_fd()?;
        let len = len.min(isize::MAX as usize);
        transferred(retry(|| sys::write_from(fd, source, offset, len))?)
    }

    /// `readall`: `None` if it would have to wait for the first byte.
    pub fn read_all(&self) -> PyResult<Option<Vec<u8>>> {
        let fd = self.open_fd()?;
        let (position, end) = allow_threads(|| (sys::lseek(fd, 0, libc::SEEK_CUR), sys::fstat(fd)));
        let position = position.unwrap_or(-1);
        let end = end.map_or(-1, |status| status.st_size);
        // One byte more than the file seems to have, so that the last read sees the end at once.
        let known = (end > 0 && position >= 0 && end >= position).then(|| (end - position) as usize + 1);
        let mut content = Vec::new();
        let mut room = known.unwrap_or(super::DEFAULT_BUFFER_SIZE);
        let mut len = 0;
        loop {
            if len >= room {
                room = larger_room(len).ok_or_else(|| {
                    raise!(OverflowError, "unbounded read returned more bytes than a Python bytes object can hold")
                })?;
            }
            if content.try_reserve_exact(room - len).is_err() {
                return Err(errors::no_memory());
            }
            content.resize(room, 0);
            match transferred(retry(|| sys::read(fd, &mut content[len..]))?)? {
                Some(0) => break,
                Some(count) => len += count,
                None if len > 0 => break,
                None => return Ok(None),
            }
        }
        content.truncate(len);
        Ok(Some(content))
    }

    /// `read(size)`: `None` if it would have to wait.
    pub fn read_some(&self, size: usize) -> PyResult<Option<Py<Bytes>>> {
        let fd = self.readable_fd()?;
        let mut content = Vec::new();
        if content.try_reserve_exact(size).is_err() {
            return Err(errors::no_memory());
        }
        content.resize(size, 0);
        match transferred(retry(|| sys::read(fd, &mut content))?)? {
            Some(count) => Bytes::new(&content[..count]).map(Some),
            None => Ok(None),
        }
    }
}

/// The next size of a buffer that `len` bytes have filled: grows fast at first, then by an eighth.
fn larger_room(len: usize) -> Option<usize> {
    let more = if len > 65536 { len >> 3 } else { 256 + len };
    len.checked_add(more.max(super::DEFAULT_BUFFER_SIZE)).filter(|&room| room <= isize::MAX as usize)
}

/// A file as a stream of bytes without buffer.
///
/// The mode is one of r, w, x and a, with + for reading and writing. The file is a name, or a descriptor,
/// which is closed with the stream unless closefd is false. An opener is called with the name and the
/// flags and returns a descriptor.
#[pytype(PyFileIO_Type, base = PyRawIOBase_Type, payload, sig = "(file, mode='r', closefd=True, opener=None)")]
impl FileIo {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<FileIo>>> {
        Instance::new_as(
            class,
            FileIo {
                dict: Field::empty(),
                weaklist: WeakList::new(),
                fd: Cell::new(-1),
                mode: Cell::default(),
                seekable: Cell::new(None),
                closefd: Cell::new(true),
                finalizing: Cell::new(false),
                blksize: Cell::new(0),
            },
        )
    }

    #[init("(file, mode='r', closefd=True, opener=None)")]
    fn init(
        this: &Instance<FileIo>,
        file: &Object,
        mode: Option<CStrArg<'_>>,
        closefd: Option<IntFlag>,
        opener: &Object,
    ) -> PyResult<()> {
        file_open::init(this, file, mode.map_or("r", |mode| mode.0), closefd.is_none_or(|flag| flag.0), opener)
    }

    #[slot]
    fn tp_repr(this: &Instance<FileIo>) -> PyResult<String> {
        if this.fd.get() < 0 {
            return Ok("<_io.FileIO [closed]>".to_owned());
        }
        let name = pyston_object::attr::find_attr(this.object(), name!("name"))?;
        let details =
            format!("mode='{}' closefd={}", this.mode.get(), if this.closefd.get() { "True" } else { "False" });
        let Some(name) = name else { return Ok(format!("<_io.FileIO fd={} {details}>", this.fd.get())) };
        let Some(_guard) = protocol::enter_repr(this.object())? else {
            return Err(raise!(RuntimeError, "reentrant call inside {}.__repr__", this.object().ty().tp_name()));
        };
        Ok(format!("<_io.FileIO name={} {details}>", protocol::repr_string(&name)?))
    }

    #[slot]
    fn tp_getattro(this: &Object, name: &Object) -> PyResult {
        pyston_object::attr::generic_getattr_of(this, name)
    }

    /// Read at most size bytes with one system call; all there are if size is negative.
    #[method("($self, size=-1, /)")]
    fn read(this: &Instance<FileIo>, size: Option<Size>) -> PyResult {
        this.readable_fd()?;
        match usize::try_from(size_or_all(size)) {
            Ok(size) => this.read_some(size)?.into_py(),
            Err(_) => this.read_all()?.into_py(),
        }
    }

    /// Read to the end; None if nothing can be read without waiting.
    #[method("($self, /)")]
    fn readall(this: &Instance<FileIo>) -> PyResult<Option<Vec<u8>>> {
        this.read_all()
    }

    /// Read into a writable buffer and return the number of bytes.
    #[method("($self, buffer, /)")]
    fn readinto(this: &Instance<FileIo>, buffer: Target) -> PyResult<Option<usize>> {
        this.read_into(&buffer.0, 0, buffer.0.len())
    }

    /// Write the bytes with one system call and return how many were written.
    #[method("($self, b, /)")]
    fn write(this: &Instance<FileIo>, b: Buffer) -> PyResult<Option<usize>> {
        this.write_from(&b, 0, b.len())
    }

    /// Move to another position, counted from the start (0), from here (1) or from the end (2).
    #[method("($self, pos, whence=0, /)")]
    fn seek(this: &Instance<FileIo>, pos: &Object, whence: i32) -> PyResult<i64> {
        this.open_fd()?;
        let pos = file_offset(pos)?;
        this.seek_to(pos, whence, false)
    }

    /// Return the position.
    #[method("($self, /)")]
    fn tell(this: &Instance<FileIo>) -> PyResult<i64> {
        this.open_fd()?;
        this.seek_to(0, libc::SEEK_CUR, false)
    }

    /// Set the size of the file, by default to the position, and return it.
    #[method("($self, size=None, /)")]
    fn truncate(this: &Instance<FileIo>, size: Option<&Object>) -> PyResult {
        this.writable_fd()?;
        let size = match size {
            Some(size) => size.new_ref(),
            None => this.seek_to(0, libc::SEEK_CUR, false)?.into_py()?,
        };
        let len = file_offset_of_size(&size)?;
        let fd = this.open_fd()?;
        retry(|| sys::ftruncate(fd, len))?.map_err(|errno| errors::os_error(errno, None))?;
        Ok(size)
    }

    /// Close the file. The descriptor stays open if closefd is false.
    #[method("($self, /)")]
    fn close(this: &Instance<FileIo>) -> PyResult<()> {
        let closed = base::close(this.object());
        if !this.closefd.get() {
            this.fd.set(-1);
            return closed;
        }
        support::finally(closed, || {
            if this.finalizing.get() {
                warn_if_open(this, this.object());
            }
            this.close_fd()
        })
    }

    /// Can the position be changed?
    #[method("($self, /)")]
    fn seekable(this: &Instance<FileIo>) -> PyResult<bool> {
        this.open_fd()?;
        if this.seekable.get().is_none()
            && let Err(raised) = this.seek_to(0, libc::SEEK_CUR, false)
        {
            raised.clear();
        }
        Ok(this.seekable.get() == Some(true))
    }

    /// Was it opened for reading?
    #[method("($self, /)")]
    fn readable(this: &Instance<FileIo>) -> PyResult<bool> {
        this.open_fd().map(|_| this.mode.get().readable)
    }

    /// Was it opened for writing?
    #[method("($self, /)")]
    fn writable(this: &Instance<FileIo>) -> PyResult<bool> {
        this.open_fd().map(|_| this.mode.get().writable)
    }

    /// Return the descriptor.
    #[method("($self, /)")]
    fn fileno(this: &Instance<FileIo>) -> PyResult<i32> {
        this.open_fd()
    }

    /// Is it a terminal?
    #[method("($self, /)")]
    fn isatty(this: &Instance<FileIo>) -> PyResult<bool> {
        let fd = this.open_fd()?;
        Ok(allow_threads(|| sys::isatty(fd)))
    }

    #[method(args = "($self, source, /)")]
    fn _dealloc_warn(this: &Instance<FileIo>, source: &Object) {
        warn_if_open(this, source);
    }

    /// True if the file is closed
    #[getter]
    fn closed(this: &Instance<FileIo>) -> bool {
        this.fd.get() < 0
    }

    /// Is the descriptor closed with the stream?
    #[getter]
    fn closefd(this: &Instance<FileIo>) -> bool {
        this.closefd.get()
    }

    /// The mode as open() would take it.
    #[getter]
    fn mode(this: &Instance<FileIo>) -> String {
        this.mode.get().to_string()
    }
}

/// The size argument of `truncate`: any number, unlike a position.
fn file_offset_of_size(size: &Object) -> PyResult<i64> {
    match size.downcast::<Float>() {
        Some(_) => protocol::number_to_int(size)?
            .and_then(|size| size.to_i64())
            .ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C long")),
        None => protocol::as_c_long(size),
    }
}

/// Warns that `source`, or the file itself, was not closed.
fn warn_if_open(file: &Instance<FileIo>, source: &Object) {
    if file.fd.get() >= 0 && file.closefd.get() {
        support::warn_unclosed(source, file.object());
    }
}
