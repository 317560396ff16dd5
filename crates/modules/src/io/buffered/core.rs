//! The state of a buffer over a raw stream.
//!
//! **Invariant**: positions count from the start of the buffer, which holds a window of the raw stream.
//! `pos` is where the user is, `raw_pos` where the raw stream is (-1: unknown). `0..read_end` was read
//! (-1: nothing), `write_pos..write_end` is still to be written (`write_end` -1: nothing). `abs_pos` is
//! the raw stream's own position (-1: unknown).

use std::cell::Cell;

use pyston_object::prelude::*;

use super::lock::Lock;

pub struct Core {
    pub raw: Field,
    pub ok: Cell<bool>,
    pub detached: Cell<bool>,
    pub readable: Cell<bool>,
    pub writable: Cell<bool>,
    pub finalizing: Cell<bool>,
    pub abs_pos: Cell<i64>,
    pub pos: Cell<i64>,
    pub raw_pos: Cell<i64>,
    pub read_end: Cell<i64>,
    pub write_pos: Cell<i64>,
    pub write_end: Cell<i64>,
    /// The memory, always of `buffer_size` bytes; gone once closed.
    pub buffer: Field<ByteArray>,
    pub buffer_size: Cell<i64>,
    pub lock: Lock,
}

pyston_object::impl_trace!(Core { raw, buffer });

impl Default for Core {
    fn default() -> Self {
        Core {
            raw: Field::empty(),
            ok: Cell::new(false),
            detached: Cell::new(false),
            readable: Cell::new(false),
            writable: Cell::new(false),
            finalizing: Cell::new(false),
            abs_pos: Cell::new(0),
            pos: Cell::new(0),
            raw_pos: Cell::new(0),
            read_end: Cell::new(0),
            write_pos: Cell::new(0),
            write_end: Cell::new(0),
            buffer: Field::empty(),
            buffer_size: Cell::new(0),
            lock: Lock::default(),
        }
    }
}

impl Core {
    pub fn has_read_buffer(&self) -> bool {
        self.readable.get() && self.read_end.get() != -1
    }

    pub fn has_write_buffer(&self) -> bool {
        self.writable.get() && self.write_end.get() != -1
    }

    /// How many bytes were read ahead of the user.
    pub fn read_ahead(&self) -> i64 {
        if self.has_read_buffer() { self.read_end.get() - self.pos.get() } else { 0 }
    }

    /// How far the raw stream is ahead of the user.
    pub fn raw_offset(&self) -> i64 {
        let known = (self.has_read_buffer() || self.has_write_buffer()) && self.raw_pos.get() >= 0;
        if known { self.raw_pos.get() - self.pos.get() } else { 0 }
    }

    /// Moves the user, keeping the read part up to there.
    pub fn adjust_position(&self, pos: i64) {
        self.pos.set(pos);
        if self.has_read_buffer() && self.read_end.get() < pos {
            self.read_end.set(pos);
        }
    }

    pub fn advance(&self, count: i64) {
        self.pos.set(self.pos.get() + count);
    }

    pub fn reset_read_buffer(&self) {
        self.read_end.set(-1);
    }

    pub fn reset_write_buffer(&self) {
        self.write_pos.set(0);
        self.write_end.set(-1);
    }

    /// `size` without an incomplete last block.
    pub fn whole_blocks(&self, size: i64) -> i64 {
        size - size % self.buffer_size.get()
    }

    /// The memory of an open stream.
    pub fn memory(&self) -> PyResult<Py<ByteArray>> {
        self.buffer.get().ok_or_else(|| raise!(ValueError, "I/O operation on closed file."))
    }

    /// `len` bytes of the buffer from `start`, as an object.
    pub fn copy_out(&self, start: i64, len: i64) -> PyResult<Py<Bytes>> {
        let (start, len) = (start as usize, len as usize);
        if len == 0 {
            return Bytes::new(&[]);
        }
        self.memory()?.with(|memory| Bytes::new(&memory[start..start + len]))
    }

    /// Gives the next `len` bytes to the user.
    pub fn take(&self, len: i64) -> PyResult<Py<Bytes>> {
        let taken = self.copy_out(self.pos.get(), len)?;
        self.advance(len);
        Ok(taken)
    }
}
