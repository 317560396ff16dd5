//! `_io.BytesIO`: bytes in memory as a stream.
//!
//! **Invariant**: an open stream has its content either in `shared`, an object that others may hold too,
//! or in `array`, which is its own and may be exported; a closed one has neither.

use std::cell::Cell;

use pyston_object::attr;
use pyston_object::call;
use pyston_object::prelude::*;
use pyston_object::statics::PyMemoryView_Type;

use super::buffered_base::PyBufferedIOBase_Type;
use super::bytes_io_buffer::BytesIoBuffer;
use super::convert::{Size, Target, size_or_all};

/// The state of a stream in memory.
#[pyclass(PyBytesIO_Type = "_io.BytesIO", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[derive(Default)]
#[repr(C)]
pub struct BytesIo {
    dict: Field,
    weaklist: WeakList,
    shared: Field<Bytes>,
    array: Field<ByteArray>,
    position: Cell<usize>,
    /// Makes the struct as large as CPython's, as `object.__sizeof__` tells it.
    _padding: usize,
}

pyston_object::impl_trace!(BytesIo { dict });

impl BytesIo {
    fn check_open(&self) -> PyResult<()> {
        if self.shared.is_empty() && self.array.is_empty() {
            return Err(raise!(ValueError, "I/O operation on closed file."));
        }
        Ok(())
    }

    fn check_exports(&self) -> PyResult<()> {
        self.array.get().map_or(Ok(()), |array| array.check_resizable())
    }

    /// Shows the content to `look`, which runs no Python code.
    fn with<R>(&self, look: impl FnOnce(&[u8]) -> R) -> PyResult<R> {
        self.check_open()?;
        if let Some(shared) = self.shared.get() {
            return Ok(look(shared.as_slice()));
        }
        self.array.get().map(|array| array.with(look)).ok_or_else(errors::bad_internal_call)
    }

    fn len(&self) -> PyResult<usize> {
        self.with(<[u8]>::len)
    }

    /// The content as an array of its own.
    fn own(&self) -> PyResult<Py<ByteArray>> {
        self.check_open()?;
        if let Some(shared) = self.shared.get() {
            self.array.set(ByteArray::new(shared.as_slice())?);
            self.shared.clear();
        }
        self.array.get().ok_or_else(errors::bad_internal_call)
    }

    fn value(&self) -> PyResult<Py<Bytes>> {
        if let Some(shared) = self.shared.get() {
            return Ok(shared);
        }
        let value = self.with(Bytes::new)??;
        if self.check_exports().is_ok_and(|()| true) {
            self.shared.set(value.clone());
            self.array.clear();
        } else {
            errors::clear();
        }
        Ok(value)
    }

    /// The next `count` bytes.
    fn take(&self, count: usize) -> PyResult<Py<Bytes>> {
        let start = self.position.get();
        if let Some(shared) = self.shared.get()
            && start == 0
            && count == shared.len()
            && count > 1
        {
            self.position.set(count);
            return Ok(shared);
        }
        let taken = self.with(|content| {
            let start = start.min(content.len());
            Bytes::new(&content[start..(start + count).min(content.len())])
        })??;
        self.position.set(start + count);
        Ok(taken)
    }

    /// How many bytes there are behind the position, at most `limit` (negative: no limit).
    fn available(&self, limit: isize) -> PyResult<usize> {
        let rest = self.len()?.saturating_sub(self.position.get());
        Ok(usize::try_from(limit).map_or(rest, |limit| limit.min(rest)))
    }

    fn read(&self, size: isize) -> PyResult<Py<Bytes>> {
        self.take(self.available(size)?)
    }

    /// The length of the next line.
    fn line_len(&self, limit: isize) -> PyResult<usize> {
        let available = self.available(limit)?;
        if available == 0 {
            return Ok(0);
        }
        let start = self.position.get();
        self.with(|content| {
            memchr::memchr(b'\n', &content[start..start + available]).map_or(available, |index| index + 1)
        })
    }

    fn write(&self, source: &Object) -> PyResult<usize> {
        self.check_open()?;
        self.check_exports()?;
        let source = Buffer::acquire(source, pyston_object::abi::flags::PyBUF_ND)?;
        if source.is_empty() {
            return Ok(0);
        }
        let array = self.own()?;
        let start = self.position.get();
        let end = start.checked_add(source.len()).filter(|&end| end <= isize::MAX as usize);
        let end = end.ok_or_else(errors::no_memory)?;
        let old = array.len();
        if end > old {
            array.resize(end)?;
        }
        array.with_mut(|content| {
            if start > old {
                content[old..start].fill(0);
            }
            content[start..end].copy_from_slice(source.as_slice());
        });
        self.position.set(end);
        Ok(source.len())
    }
}

/// A stream of bytes in memory.
#[pytype(PyBytesIO_Type, base = PyBufferedIOBase_Type, payload, sig = "(initial_bytes=b'')")]
impl BytesIo {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<BytesIo>>> {
        let this = Instance::new_as(class, BytesIo::default())?;
        this.shared.set(Bytes::new(&[])?);
        Ok(this)
    }

    #[init("(initial_bytes=None)")]
    fn init(this: &Instance<BytesIo>, initial_bytes: Option<&Object>) -> PyResult<()> {
        this.position.set(0);
        this.check_exports()?;
        let initial = initial_bytes.and_then(|initial| initial.downcast_exact::<Bytes>());
        this.array.clear();
        this.shared.set(initial.map_or_else(|| Bytes::new(&[]), |initial| Ok(initial.new_ref()))?);
        if let (Some(content), None) = (initial_bytes, initial) {
            this.write(content)?;
            this.position.set(0);
        }
        Ok(())
    }

    #[slot]
    fn tp_iter(this: &Object) -> Py {
        this.new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<BytesIo>) -> PyResult<Option<Py>> {
        let len = this.line_len(-1)?;
        if len == 0 { Ok(None) } else { Ok(Some(this.take(len)?.into_object())) }
    }

    /// True: it can be read.
    #[method("($self, /)")]
    fn readable(this: &Instance<BytesIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    /// True: positions can be gone to.
    #[method("($self, /)")]
    fn seekable(this: &Instance<BytesIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    /// True: it can be written.
    #[method("($self, /)")]
    fn writable(this: &Instance<BytesIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    /// False: no terminal.
    #[method("($self, /)")]
    fn isatty(this: &Instance<BytesIo>) -> PyResult<bool> {
        this.check_open().map(|()| false)
    }

    /// Nothing waits to be written.
    #[method("($self, /)")]
    fn flush(this: &Instance<BytesIo>) -> PyResult<()> {
        this.check_open()
    }

    /// Return the position.
    #[method("($self, /)")]
    fn tell(this: &Instance<BytesIo>) -> PyResult<usize> {
        this.check_open().map(|()| this.position.get())
    }

    /// Return the whole content.
    #[method("($self, /)")]
    fn getvalue(this: &Instance<BytesIo>) -> PyResult<Py<Bytes>> {
        this.value()
    }

    /// Return a view of the content through which it can be changed.
    #[method("($self, /)")]
    fn getbuffer(this: &Instance<BytesIo>) -> PyResult {
        let exporter = BytesIoBuffer::create(this.own()?, this.object())?;
        call::call(&PyMemoryView_Type, &[exporter.object()])
    }

    /// Read at most size bytes, all there are if size is negative or None.
    #[method(name = "read", sig = "($self, size=-1, /)")]
    fn read_method(this: &Instance<BytesIo>, size: Option<Size>) -> PyResult<Py<Bytes>> {
        this.read(size_or_all(size))
    }

    /// Reads up to so many bytes; all that are left, if negative.
    #[method("($self, size=-1, /)")]
    fn read1(this: &Instance<BytesIo>, size: Option<Size>) -> PyResult<Py<Bytes>> {
        this.read(size_or_all(size))
    }

    /// Read a line, at most size bytes of it.
    #[method("($self, size=-1, /)")]
    fn readline(this: &Instance<BytesIo>, size: Option<Size>) -> PyResult<Py<Bytes>> {
        this.take(this.line_len(size_or_all(size))?)
    }

    /// Return a list of the lines; no more are read once they are size bytes together.
    #[method("($self, size=None, /)")]
    fn readlines(this: &Instance<BytesIo>, size: Option<&Object>) -> PyResult<Vec<Py>> {
        this.check_open()?;
        let limit = match size {
            None => 0,
            Some(size) if Int::check(size) => protocol::index_as_ssize(size)?,
            Some(size) => {
                return Err(raise!(TypeError, "integer argument expected, got '{}'", size.ty().tp_name()));
            }
        };
        let (mut lines, mut total) = (Vec::new(), 0);
        loop {
            let len = this.line_len(-1)?;
            if len == 0 {
                break;
            }
            lines.push(this.take(len)?.into_object());
            total += len;
            if limit > 0 && total as isize >= limit {
                break;
            }
        }
        Ok(lines)
    }

    /// Fill a writable buffer and return the number of bytes.
    #[method("($self, buffer, /)")]
    fn readinto(this: &Instance<BytesIo>, buffer: Target) -> PyResult<usize> {
        this.check_open()?;
        let count = this.available(buffer.0.len() as isize)?;
        if count > 0 {
            let start = this.position.get();
            this.with(|content| buffer.0.write(0, &content[start..start + count]))?;
            this.position.set(start + count);
        }
        Ok(count)
    }

    /// Set the size, by default to the position; nothing is added.
    #[method("($self, size=None, /)")]
    fn truncate(this: &Instance<BytesIo>, size: Option<Size>) -> PyResult<isize> {
        this.check_open()?;
        this.check_exports()?;
        let size = size.and_then(|size| size.0).unwrap_or(this.position.get() as isize);
        let Ok(len) = usize::try_from(size) else {
            return Err(raise!(ValueError, "negative size value {size}"));
        };
        if len < this.len()? {
            this.own()?.resize(len)?;
        }
        Ok(size)
    }

    /// Move to another position, counted from the start (0), from here (1) or from the end (2).
    #[method("($self, pos, whence=0, /)")]
    fn seek(this: &Instance<BytesIo>, pos: isize, whence: i32) -> PyResult<usize> {
        this.check_open()?;
        let base = match whence {
            0 if pos < 0 => return Err(raise!(ValueError, "negative seek value {pos}")),
            0 => 0,
            1 => this.position.get(),
            2 => this.len()?,
            other => return Err(raise!(ValueError, "invalid whence ({other}, should be 0, 1 or 2)")),
        };
        let Some(position) = (base as isize).checked_add(pos) else {
            return Err(raise!(OverflowError, "new position too large"));
        };
        this.position.set(usize::try_from(position).unwrap_or(0));
        Ok(this.position.get())
    }

    /// Write the bytes and return how many there are.
    #[method(name = "write", sig = "($self, b, /)")]
    fn write_method(this: &Instance<BytesIo>, b: &Object) -> PyResult<usize> {
        this.write(b)
    }

    /// Write all bytes of an iterable.
    #[method("($self, lines, /)")]
    fn writelines(this: &Instance<BytesIo>, lines: &Object) -> PyResult<()> {
        this.check_open()?;
        protocol::for_each(lines, |line| this.write(&line).map(drop))
    }

    /// Close the stream and free its memory.
    #[method("($self, /)")]
    fn close(this: &Instance<BytesIo>) -> PyResult<()> {
        this.check_exports()?;
        this.shared.clear();
        this.array.clear();
        Ok(())
    }

    #[getter]
    fn closed(this: &Instance<BytesIo>) -> bool {
        this.shared.is_empty() && this.array.is_empty()
    }

    #[method(args = "($self, /)")]
    fn __getstate__(this: &Instance<BytesIo>) -> PyResult {
        let value = this.value()?;
        let dict = match attr::instance_dict(this.object())? {
            Some(dict) => dict.copy()?.into_object(),
            None => singletons::py_none(),
        };
        (value, this.position.get(), dict).into_py()
    }

    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<BytesIo>, state: &Object) -> PyResult<()> {
        let parts = state.downcast::<Tuple>().map(|state| state.as_slice());
        let Some([content, position, dict, ..]) = parts else {
            return Err(raise!(
                TypeError,
                "{:.200}.__setstate__ argument should be 3-tuple, got {:.200}",
                this.object().ty().tp_name(),
                state.ty().tp_name()
            ));
        };
        this.check_open()?;
        this.check_exports()?;
        this.array.clear();
        this.shared.set(Bytes::new(&[])?);
        this.position.set(0);
        this.write(content)?;
        if !Int::check(position) {
            return Err(raise!(
                TypeError,
                "second item of state must be an integer, got {:.200}",
                position.ty().tp_name()
            ));
        }
        let position = protocol::index_as_ssize(position)?;
        let Ok(position) = usize::try_from(position) else {
            return Err(raise!(ValueError, "position value cannot be negative"));
        };
        this.position.set(position);
        set_dict(this.object(), dict, "third")
    }

    #[method(args = "($self, /)")]
    fn __sizeof__(this: &Instance<BytesIo>) -> isize {
        let own = this.array.get().map_or(0, |array| array.capacity());
        // Shared content counts if nobody else holds it.
        let shared = this.shared.get().filter(|shared| shared.refcnt() == 2).map_or(0, |shared| shared.len() + 33);
        this.object().ty().tp().tp_basicsize + (own + shared) as isize
    }
}

/// Puts the attributes of a pickled instance back.
pub fn set_dict(object: &Object, attributes: &Object, place: &str) -> PyResult<()> {
    if attributes.is_none() {
        return Ok(());
    }
    if !Dict::check(attributes) {
        return Err(raise!(
            TypeError,
            "{place} item of state should be a dict, got a {:.200}",
            attributes.ty().tp_name()
        ));
    }
    match attr::instance_dict_or_new(object)? {
        Some(dict) => dict.update(attributes),
        None => Ok(()),
    }
}
