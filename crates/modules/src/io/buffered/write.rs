//! Writing through the buffer.

use pyston_object::call;
use pyston_object::exception::Exception;
use pyston_object::prelude::*;

use super::stream::Stream;

const WOULD_BLOCK: &str = "write could not complete without blocking";

/// `BlockingIOError` after `written` bytes were taken.
fn blocking_error(written: i64) -> Raised {
    let build = || -> PyResult {
        let errno = errors::last_errno();
        call::call(&exc::BlockingIOError, &[&*errno.into_py()?, &*WOULD_BLOCK.into_py()?, &*written.into_py()?])
    };
    match build() {
        Ok(instance) => {
            debug_assert!(Exception::check(&instance));
            errors::raise_instance(instance)
        }
        Err(raised) => raised,
    }
}

impl Stream<'_> {
    /// Writes out what waits in the buffer, which is none for writing afterwards.
    pub fn flush_unlocked(self) -> PyResult<()> {
        if self.has_write_buffer() && self.write_pos.get() != self.write_end.get() {
            self.write_out()?;
        }
        self.reset_write_buffer();
        Ok(())
    }

    fn write_out(self) -> PyResult<()> {
        let rewind = self.raw_offset() + (self.pos.get() - self.write_pos.get());
        if rewind != 0 {
            self.raw_seek(-rewind, 1)?;
            self.raw_pos.set(self.raw_pos.get() - rewind);
        }
        let memory = self.memory()?;
        while self.write_pos.get() < self.write_end.get() {
            let source = Buffer::new(&memory)?;
            let start = self.write_pos.get();
            let count = self.raw_write(&source, start, self.write_end.get() - start)?;
            let Some(count) = count else { return Err(blocking_error(0)) };
            self.write_pos.set(self.write_pos.get() + count);
            self.raw_pos.set(self.write_pos.get());
            // A signal may have cut the write short: its handler runs before the next one waits.
            (pyston_object::hooks::get().check_signals)()?;
        }
        Ok(())
    }

    /// Copies `len` bytes of `source` to `at` in the buffer.
    fn store(self, at: i64, source: &Buffer, start: i64, len: i64) -> PyResult<()> {
        let (at, start, len) = (at as usize, start as usize, len as usize);
        self.memory()?.with_mut(|memory| {
            memory[at..at + len].copy_from_slice(&source.as_slice()[start..start + len]);
        });
        Ok(())
    }

    pub fn write(self, source: &Buffer) -> PyResult<i64> {
        self.check_initialized()?;
        let _guard = self.enter()?;
        if self.is_closed()? {
            return Err(raise!(ValueError, "write to closed file"));
        }
        if !self.has_read_buffer() && !self.has_write_buffer() {
            self.pos.set(0);
            self.raw_pos.set(0);
        }
        let len = source.len() as i64;
        if len <= self.buffer_size.get() - self.pos.get() {
            self.store(self.pos.get(), source, 0, len)?;
            if !self.has_write_buffer() || self.write_pos.get() > self.pos.get() {
                self.write_pos.set(self.pos.get());
            }
            self.adjust_position(self.pos.get() + len);
            if self.write_end.get() < self.pos.get() {
                self.write_end.set(self.pos.get());
            }
            return Ok(len);
        }
        match self.flush_unlocked() {
            Ok(()) => (),
            Err(raised) if raised.is(&exc::BlockingIOError) => return self.write_behind(raised, source),
            Err(raised) => return Err(raised),
        }
        self.write_through(source)
    }

    /// The buffer could not be written out: puts behind it what fits.
    fn write_behind(self, raised: Raised, source: &Buffer) -> PyResult<i64> {
        if self.readable.get() {
            self.reset_read_buffer();
        }
        let (start, end) = (self.write_pos.get(), self.write_end.get());
        self.memory()?.with_mut(|memory| memory.copy_within(start as usize..end as usize, 0));
        self.write_end.set(end - start);
        self.raw_pos.set(self.raw_pos.get() - start);
        self.pos.set(self.pos.get() - start);
        self.write_pos.set(0);
        let len = (source.len() as i64).min(self.buffer_size.get() - self.write_end.get());
        self.store(self.write_end.get(), source, 0, len)?;
        self.write_end.set(self.write_end.get() + len);
        self.advance(len);
        raised.clear();
        if len == source.len() as i64 { Ok(len) } else { Err(blocking_error(len)) }
    }

    /// Writes more than the buffer holds; its last part, less than a buffer, stays in the buffer.
    fn write_through(self, source: &Buffer) -> PyResult<i64> {
        let offset = self.raw_offset();
        if offset != 0 {
            self.raw_seek(-offset, 1)?;
            self.raw_pos.set(self.raw_pos.get() - offset);
        }
        let size = self.buffer_size.get();
        let len = source.len() as i64;
        let mut written = 0;
        while len - written > size {
            match self.raw_write(source, written, len - written)? {
                Some(count) => written += count,
                None => {
                    let raised = blocking_error(written + size);
                    self.store(0, source, written, size)?;
                    self.raw_pos.set(0);
                    self.adjust_position(size);
                    self.write_end.set(size);
                    return Err(raised);
                }
            }
            (pyston_object::hooks::get().check_signals)()?;
        }
        if self.readable.get() {
            self.reset_read_buffer();
        }
        let remaining = len - written;
        if remaining > 0 {
            self.store(0, source, written, remaining)?;
        }
        self.write_pos.set(0);
        self.write_end.set(remaining);
        self.adjust_position(remaining);
        self.raw_pos.set(0);
        Ok(len)
    }
}
