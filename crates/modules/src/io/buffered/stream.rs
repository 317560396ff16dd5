//! A buffered stream as its methods see it: the object and its buffer; what reading and writing streams
//! share.

use std::ops::Deref;

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::core::Core;
use super::lock::Guard;
use super::{BufferedRandom, BufferedReader, BufferedWriter};
use crate::io::convert::offset;
use crate::io::file_io::FileIo;
use crate::io::{base, support};

/// Whether the raw stream must be able to read, to write, to seek.
#[derive(Clone, Copy)]
pub struct Abilities {
    pub readable: bool,
    pub writable: bool,
}

#[derive(Clone, Copy)]
pub struct Stream<'a> {
    pub object: &'a Object,
    core: &'a Core,
}

impl Deref for Stream<'_> {
    type Target = Core;
    fn deref(&self) -> &Core {
        self.core
    }
}

impl<'a> Stream<'a> {
    pub fn new(object: &'a Object, core: &'a Core) -> Stream<'a> {
        Stream { object, core }
    }

    /// The stream that `object` is, whichever of the three types.
    pub fn of(object: &'a Object) -> Option<Stream<'a>> {
        if let Some(reader) = object.downcast::<Instance<BufferedReader>>() {
            return Some(Stream::new(object, &reader.core));
        }
        if let Some(writer) = object.downcast::<Instance<BufferedWriter>>() {
            return Some(Stream::new(object, &writer.core));
        }
        object.downcast::<Instance<BufferedRandom>>().map(|random| Stream::new(object, &random.core))
    }

    /// `__init__`.
    pub fn init(self, raw: &Object, buffer_size: Option<isize>, abilities: Abilities) -> PyResult<()> {
        self.ok.set(false);
        self.detached.set(false);
        if abilities.readable && abilities.writable {
            base::check_seekable(raw)?;
        }
        if abilities.readable {
            base::check_readable(raw)?;
        }
        if abilities.writable {
            base::check_writable(raw)?;
        }
        self.raw.set(raw.new_ref());
        self.readable.set(abilities.readable);
        self.writable.set(abilities.writable);
        self.allocate(buffer_size.unwrap_or(crate::io::DEFAULT_BUFFER_SIZE as isize))?;
        self.reset_read_buffer();
        self.reset_write_buffer();
        self.pos.set(0);
        self.ok.set(true);
        Ok(())
    }

    fn allocate(self, size: isize) -> PyResult<()> {
        if size <= 0 {
            return Err(raise!(ValueError, "buffer size must be strictly positive"));
        }
        let memory = ByteArray::new(&[])?;
        memory.resize(size as usize)?;
        self.buffer_size.set(size as i64);
        self.buffer.set(memory);
        if let Err(raised) = self.raw_tell() {
            raised.clear();
        }
        Ok(())
    }

    /// The raw stream, if it is still there.
    pub fn check_initialized(self) -> PyResult {
        if self.ok.get()
            && let Some(raw) = self.raw.get()
        {
            return Ok(raw);
        }
        Err(if self.detached.get() {
            raise!(ValueError, "raw stream has been detached")
        } else {
            raise!(ValueError, "I/O operation on uninitialized object")
        })
    }

    /// The raw stream if it is a plain `FileIO` whose `method` nobody replaced.
    pub fn plain_file(self, method: &Str) -> Option<Py<Instance<FileIo>>> {
        let file = self.raw.get()?;
        let file = file.downcast_exact::<Instance<FileIo>>()?.new_ref();
        let replaced = attr::made_dict(file.object()).map(|dict| dict.contains(method));
        matches!(replaced, None | Some(Ok(false))).then_some(file)
    }

    pub fn is_closed(self) -> PyResult<bool> {
        let raw = self.check_initialized()?;
        match raw.downcast_exact::<Instance<FileIo>>() {
            Some(file) => Ok(file.fd.get() < 0),
            None => support::is_closed(&raw),
        }
    }

    /// Refuses an operation on a closed stream.
    pub fn check_open(self, message: &str) -> PyResult<()> {
        if self.is_closed()? && self.read_ahead() == 0 {
            return Err(raise!(ValueError, "{message}"));
        }
        Ok(())
    }

    pub fn enter(self) -> PyResult<Guard<'a>> {
        self.core.lock.enter(self.object)
    }

    /// Calls a method of the raw stream without arguments.
    pub fn forward(self, method: &Str) -> PyResult {
        call::call_method(&*self.check_initialized()?, method, &[])
    }

    pub fn raw_attr(self, name: &Str) -> PyResult {
        attr::getattr_str(&*self.check_initialized()?, name)
    }

    /// Writes out what is buffered and moves the raw stream to where the user is.
    pub fn flush_and_rewind(self) -> PyResult<()> {
        self.flush_unlocked()?;
        if self.readable.get() {
            let moved = self.raw_seek(-self.raw_offset(), 1);
            self.reset_read_buffer();
            moved?;
        }
        Ok(())
    }

    /// `flush()` of writers.
    pub fn flush(self) -> PyResult<()> {
        self.check_initialized()?;
        self.check_open("flush of closed file")?;
        let _guard = self.enter()?;
        self.flush_and_rewind()
    }

    pub fn warn_unclosed(self, source: &Object) {
        if !self.ok.get() {
            return;
        }
        if let Some(raw) = self.raw.get()
            && let Err(raised) = call::call_method(&raw, name!("_dealloc_warn"), &[source])
        {
            raised.clear();
        }
    }

    pub fn close(self) -> PyResult {
        self.check_initialized()?;
        {
            let _guard = self.enter()?;
            if self.is_closed()? {
                return Ok(singletons::py_none());
            }
            if self.finalizing.get() {
                self.warn_unclosed(self.object);
            }
        }
        // Without the lock, for flush() takes it.
        let flushed = call::call_method(self.object, name!("flush"), &[]);
        let saved = flushed.map(drop).map_err(errors::take);
        let _guard = self.enter()?;
        let saved = saved.map_err(errors::restore);
        let mut result = singletons::py_none();
        let closed = support::finally(saved, || {
            result = call::call_method(&*self.check_initialized()?, name!("close"), &[])?;
            Ok(())
        });
        self.buffer.clear();
        self.read_end.set(0);
        self.pos.set(0);
        closed.map(|()| result)
    }

    pub fn detach(self) -> PyResult {
        self.check_initialized()?;
        call::call_method(self.object, name!("flush"), &[])?;
        let raw = self.check_initialized()?;
        let held = self.raw.take();
        self.detached.set(true);
        self.ok.set(false);
        drop(held);
        Ok(raw)
    }

    pub fn tell(self) -> PyResult<i64> {
        self.check_initialized()?;
        Ok(self.raw_tell()? - self.raw_offset())
    }

    pub fn seek(self, target: &Object, whence: i32) -> PyResult<i64> {
        let raw = self.check_initialized()?;
        if !(0..=2).contains(&whence) {
            return Err(raise!(ValueError, "whence value {whence} unsupported"));
        }
        self.check_open("seek of closed file")?;
        base::check_seekable(&raw)?;
        let mut target = offset(target)?;
        if whence != 2 && self.readable.get() {
            let current = if self.abs_pos.get() == -1 { self.raw_tell()? } else { self.abs_pos.get() };
            let available = self.read_ahead();
            // Within the buffer nothing need be read again.
            if available > 0 {
                let offset = if whence == 0 { target.wrapping_sub(current - self.raw_offset()) } else { target };
                if offset >= -self.pos.get() && offset <= available {
                    self.advance(offset);
                    return Ok(current - available + offset);
                }
            }
        }
        let _guard = self.enter()?;
        if self.writable.get() {
            self.flush_unlocked()?;
        }
        if whence == 1 {
            target = target.wrapping_sub(self.raw_offset());
        }
        let position = self.raw_seek(target, whence)?;
        self.raw_pos.set(-1);
        if self.readable.get() {
            self.reset_read_buffer();
        }
        Ok(position)
    }

    pub fn truncate(self, pos: &Object) -> PyResult {
        self.check_initialized()?;
        let _guard = self.enter()?;
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        let result = call::call_method(&*self.check_initialized()?, name!("truncate"), &[pos])?;
        if let Err(raised) = self.raw_tell() {
            raised.clear();
        }
        Ok(result)
    }

    pub fn repr(self) -> PyResult<String> {
        let type_name = self.object.ty().tp_name().into_owned();
        // A detached stream has no name any more.
        let name = match attr::find_attr(self.object, name!("name")) {
            Err(raised) if raised.is(&exc::ValueError) => {
                raised.clear();
                None
            }
            name => name?,
        };
        let Some(name) = name else { return Ok(format!("<{type_name}>")) };
        let Some(_guard) = protocol::enter_repr(self.object)? else {
            return Err(raise!(RuntimeError, "reentrant call inside {type_name}.__repr__"));
        };
        Ok(format!("<{type_name} name={}>", protocol::repr_string(&name)?))
    }

    pub fn size_of(self) -> isize {
        let memory = if self.buffer.is_empty() { 0 } else { self.buffer_size.get() as isize };
        self.object.ty().tp().tp_basicsize + memory
    }
}
