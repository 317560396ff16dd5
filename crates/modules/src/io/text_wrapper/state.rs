//! The state of a text stream.
//!
//! **Invariant**: `decoded` is what was decoded and not yet read, from `decoded_used` on; `pending` is
//! what was written and not yet given to the buffer. `snapshot`, if the position can be told, is the
//! decoder's flags and the bytes it was given for `decoded`, so that a position within can be rebuilt.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::encode::NativeEncoder;
use super::line_end::LineEnd;
use crate::io::Closed;
use crate::io::file_io::FileIo;
use crate::io::support;

pub struct State {
    pub ok: Cell<bool>,
    pub detached: Cell<bool>,
    pub finalizing: Cell<bool>,
    pub line_buffering: Cell<bool>,
    pub write_through: Cell<bool>,
    pub seekable: Cell<bool>,
    /// Can the position be told? Not while iterating.
    pub telling: Cell<bool>,
    pub has_read1: Cell<bool>,
    pub newlines: Newlines,
    pub chunk_size: Cell<isize>,
    pub buffer: Field,
    pub encoding: Field,
    pub errors: Field,
    pub encoder: Field,
    pub decoder: Field,
    /// Encodes without the encoder.
    pub native_encoder: Cell<Option<NativeEncoder>>,
    /// Does the next text come first in the stream, where a byte order mark belongs?
    pub at_start: Cell<bool>,
    pub has_pending: Cell<bool>,
    pub pending: RefCell<Vec<u8>>,
    pub decoded: Field<Str>,
    pub decoded_used: Cell<usize>,
    pub snapshot: RefCell<Option<Snapshot>>,
    /// Bytes a character in the last chunk.
    pub bytes_per_char: Cell<f64>,
    /// The raw stream if it is a plain file: whether it is closed is quickly told.
    pub raw: Field,
}

/// The decoder's flags before `input`, with nothing buffered in it.
#[derive(Clone)]
pub struct Snapshot {
    pub flags: Py,
    pub input: Py<Bytes>,
}

pyston_object::impl_trace!(Snapshot { flags });
pyston_object::impl_trace!(State { buffer, encoding, errors, encoder, decoder, decoded, snapshot, raw });

/// The newline mode.
pub struct Newlines {
    /// The end of lines read; empty for `None`.
    pub read: Field<Str>,
    pub universal: Cell<bool>,
    pub translate_read: Cell<bool>,
    pub translate_write: Cell<bool>,
    /// What is written for `\n`, unless that itself.
    pub write: Cell<Option<&'static str>>,
}

impl Newlines {
    /// # Errors
    /// `ValueError` if there is no such mode.
    pub fn check(newline: Option<&str>) -> PyResult<()> {
        match newline {
            None | Some("" | "\n" | "\r" | "\r\n") => Ok(()),
            Some(other) => Err(raise!(ValueError, "illegal newline value: {other}")),
        }
    }

    pub fn set(&self, newline: Option<&str>) -> PyResult<()> {
        let text = newline.map(Str::new).transpose()?;
        drop(self.read.replace(text));
        let universal = newline.is_none_or(str::is_empty);
        self.universal.set(universal);
        self.translate_read.set(newline.is_none());
        self.translate_write.set(newline != Some(""));
        self.write.set(match newline {
            Some("\r") => Some("\r"),
            Some("\r\n") => Some("\r\n"),
            _ => None,
        });
        Ok(())
    }

    /// Calls `look` with what ends a line.
    pub fn with_line_end<R>(&self, look: impl FnOnce(LineEnd<'_>) -> R) -> R {
        if self.translate_read.get() {
            return look(LineEnd::Newline);
        }
        match self.read.get() {
            _ if self.universal.get() => look(LineEnd::Universal),
            Some(end) => look(LineEnd::Exactly(&end)),
            None => look(LineEnd::Newline),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        State {
            ok: Cell::new(false),
            detached: Cell::new(false),
            finalizing: Cell::new(false),
            line_buffering: Cell::new(false),
            write_through: Cell::new(false),
            seekable: Cell::new(false),
            telling: Cell::new(false),
            has_read1: Cell::new(false),
            newlines: Newlines {
                read: Field::empty(),
                universal: Cell::new(false),
                translate_read: Cell::new(false),
                translate_write: Cell::new(false),
                write: Cell::new(None),
            },
            chunk_size: Cell::new(8192),
            buffer: Field::empty(),
            encoding: Field::empty(),
            errors: Field::empty(),
            encoder: Field::empty(),
            decoder: Field::empty(),
            native_encoder: Cell::new(None),
            at_start: Cell::new(false),
            has_pending: Cell::new(false),
            pending: RefCell::new(Vec::new()),
            decoded: Field::empty(),
            decoded_used: Cell::new(0),
            snapshot: RefCell::new(None),
            bytes_per_char: Cell::new(0.0),
            raw: Field::empty(),
        }
    }
}

/// A text stream as its methods see it.
#[derive(Clone, Copy)]
pub struct TextStream<'a> {
    pub object: &'a Object,
    state: &'a State,
}

impl std::ops::Deref for TextStream<'_> {
    type Target = State;
    fn deref(&self) -> &State {
        self.state
    }
}

impl<'a> TextStream<'a> {
    pub fn new(object: &'a Object, state: &'a State) -> TextStream<'a> {
        TextStream { object, state }
    }

    pub fn check_initialized(self) -> PyResult<()> {
        if self.ok.get() { Ok(()) } else { Err(raise!(ValueError, "I/O operation on uninitialized object")) }
    }

    /// The buffer below, if it is still there.
    pub fn attached(self) -> PyResult {
        self.check_initialized()?;
        match self.buffer.get() {
            Some(buffer) if !self.detached.get() => Ok(buffer),
            _ => Err(raise!(ValueError, "underlying buffer has been detached")),
        }
    }

    /// # Errors
    /// `ValueError` if the stream is closed.
    pub fn check_open(self) -> PyResult<()> {
        let is_exact = self.object.ty() == &super::PyTextIOWrapper_Type;
        let closed = match self.raw.get() {
            Some(raw) if is_exact => match raw.downcast_exact::<Instance<FileIo>>() {
                Some(file) => file.fd.get() < 0,
                None => support::is_closed(self.object)?,
            },
            _ => support::is_closed(self.object)?,
        };
        if closed { Err(Closed::raise()) } else { Ok(()) }
    }

    /// Calls a method of the buffer without arguments.
    pub fn forward(self, method: &Str) -> PyResult {
        call::call_method(&*self.attached()?, method, &[])
    }

    pub fn buffer_attr(self, name: &Str) -> PyResult {
        attr::getattr_str(&*self.attached()?, name)
    }

    pub fn set_decoded(self, text: Option<Py<Str>>) {
        let old = self.decoded.replace(text);
        self.decoded_used.set(0);
        drop(old);
    }

    pub fn clear_snapshot(self) {
        let old = self.snapshot.borrow_mut().take();
        drop(old);
    }

    /// The next characters of what was decoded, at most `count`.
    pub fn take_decoded(self, count: Option<usize>) -> PyResult<Py<Str>> {
        let Some(decoded) = self.decoded.get() else { return Ok(Str::empty()) };
        let start = self.decoded_used.get();
        let available = decoded.len() - start;
        let count = count.map_or(available, |count| count.min(available));
        let text = decoded.substring(start, start + count)?;
        self.decoded_used.set(start + count);
        Ok(text)
    }

    pub fn close(self) -> PyResult {
        let buffer = self.attached()?;
        if support::is_closed(self.object)? {
            return Ok(singletons::py_none());
        }
        if self.finalizing.get()
            && let Err(raised) = call::call_method(&buffer, name!("_dealloc_warn"), &[self.object])
        {
            raised.clear();
        }
        let flushed = call::call_method(self.object, name!("flush"), &[]);
        let mut result = singletons::py_none();
        support::finally(flushed.map(drop), || {
            result = call::call_method(&buffer, name!("close"), &[])?;
            Ok(())
        })?;
        Ok(result)
    }

    pub fn detach(self) -> PyResult {
        self.attached()?;
        call::call_method(self.object, name!("flush"), &[])?;
        let buffer = self.attached()?;
        let held = self.buffer.take();
        self.detached.set(true);
        drop(held);
        Ok(buffer)
    }

    pub fn repr(self) -> PyResult<String> {
        self.check_initialized()?;
        let type_name = self.object.ty().tp_name().into_owned();
        let Some(_guard) = protocol::enter_repr(self.object)? else {
            return Err(raise!(RuntimeError, "reentrant call inside {type_name}.__repr__"));
        };
        let mut text = "<_io.TextIOWrapper".to_owned();
        for (name, label) in [(name!("name"), "name"), (name!("mode"), "mode")] {
            // A detached stream has no name any more.
            let value = match attr::find_attr(self.object, name) {
                Err(raised) if raised.is(&exc::ValueError) => {
                    raised.clear();
                    None
                }
                value => value?,
            };
            if let Some(value) = value {
                text.push_str(&format!(" {label}={}", protocol::repr_string(&value)?));
            }
        }
        let encoding = self.encoding.get().unwrap_or_else(singletons::py_none);
        Ok(format!("{text} encoding={}>", protocol::repr_string(&encoding)?))
    }
}
