//! Writing text: translation of newlines, encoding, and what waits for the buffer.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::init::errors_name;
use super::state::TextStream;
use crate::io::buffered::{BufferedWriter, Stream};
use crate::io::support::{self, unsupported};

fn contains(text: &Str, wanted: u8) -> bool {
    match text.data() {
        StrData::Ascii(units) | StrData::Ucs1(units) => memchr::memchr(wanted, units).is_some(),
        data => data.iter().any(|point| point == u32::from(wanted)),
    }
}

/// The text with every `\n` replaced.
pub fn replace_newlines(text: &Str, by: &str) -> PyResult<Py<Str>> {
    let data = text.data();
    let mut out = StrBuilder::with_capacity(text.len() + 16);
    let mut start = 0;
    for (index, point) in data.iter().enumerate() {
        if point == u32::from(b'\n') {
            out.push_data(data.slice(start, index));
            out.push_str(by);
            start = index + 1;
        }
    }
    out.push_data(data.slice(start, data.len()));
    out.finish()
}

/// The buffer as a stream that may be written to directly: nobody has replaced its method.
fn plain_writer(buffer: &Object) -> Option<Stream<'_>> {
    buffer.downcast_exact::<Instance<BufferedWriter>>()?;
    match attr::made_dict(buffer).map(|dict| dict.contains(name!("write"))) {
        None | Some(Ok(false)) => Stream::of(buffer),
        _ => None,
    }
}

impl TextStream<'_> {
    pub fn write(self, text: &Str) -> PyResult<usize> {
        let buffer = self.attached()?;
        self.check_open()?;
        if !self.is_writable() {
            return Err(unsupported("not writable"));
        }
        let len = text.len();
        let newline = self.newlines.write.get().filter(|_| self.newlines.translate_write.get());
        let has_newline = (newline.is_some() || self.line_buffering.get()) && contains(text, b'\n');
        let translated = match newline {
            Some(newline) if has_newline => Some(replace_newlines(text, newline)?),
            _ => None,
        };
        let text: &Str = translated.as_deref().unwrap_or(text);
        let ends_line = self.line_buffering.get() && (has_newline || contains(text, b'\r'));
        self.add_pending(text)?;
        let is_full = self.pending.borrow().len() as isize >= self.chunk_size.get();
        if is_full || ends_line || self.write_through.get() {
            self.flush_pending()?;
        }
        if ends_line {
            call::call_method(&buffer, name!("flush"), &[])?;
        }
        self.set_decoded(None);
        self.clear_snapshot();
        if let Some(decoder) = self.decoder.get() {
            call::call_method(&decoder, name!("reset"), &[])?;
        }
        Ok(len)
    }

    /// Encodes the text behind what waits; if that would be too much, what waits goes first.
    fn add_pending(self, text: &Str) -> PyResult<()> {
        let add = |encoded: &[u8]| -> PyResult<()> {
            let waiting = self.pending.borrow().len();
            if self.has_pending.get() && (waiting + encoded.len()) as isize > self.chunk_size.get() {
                self.flush_pending()?;
            }
            self.pending.borrow_mut().extend_from_slice(encoded);
            self.has_pending.set(true);
            Ok(())
        };
        if let Some(native) = self.native_encoder.get() {
            let is_first = self.at_start.replace(false);
            if text.is_ascii() && native.keeps_ascii() {
                return native.encode(text, None, is_first, add);
            }
            let errors = errors_name(&*self.errors.get().ok_or_else(errors::bad_internal_call)?)?;
            return native.encode(text, Some(&errors), is_first, add);
        }
        let encoder = self.encoder.get().ok_or_else(|| unsupported("not writable"))?;
        let encoded = call::call_method(&encoder, name!("encode"), &[text])?;
        match pyston_object::bytes::of(&encoded) {
            Some(encoded) => add(encoded),
            None => Err(raise!(TypeError, "encoder should return a bytes object, not '{:.200}'", encoded.type_name())),
        }
    }

    /// Gives what waits to the buffer.
    pub fn flush_pending(self) -> PyResult<()> {
        if !self.has_pending.replace(false) {
            return Ok(());
        }
        let mut pending = self.pending.take();
        let content = Bytes::new(&pending)?;
        // The memory is kept for the next text, unless a call below has left something meanwhile.
        pending.clear();
        if pending.capacity() <= 4 * self.chunk_size.get() as usize {
            self.pending.replace(pending);
        }
        let buffer = self.attached_buffer()?;
        if let Some(writer) = plain_writer(&buffer) {
            loop {
                match writer.write(&Buffer::new(&content)?) {
                    Ok(_) => return Ok(()),
                    Err(raised) => support::trap_interrupted(raised)?,
                }
            }
        }
        support::call_uninterrupted(&buffer, name!("write"), &[&content]).map(drop)
    }

    fn attached_buffer(self) -> PyResult {
        self.buffer.get().ok_or_else(|| raise!(ValueError, "underlying buffer has been detached"))
    }

    pub fn flush(self) -> PyResult {
        let buffer = self.attached()?;
        self.check_open()?;
        self.telling.set(self.seekable.get());
        self.flush_pending()?;
        call::call_method(&buffer, name!("flush"), &[])
    }
}
