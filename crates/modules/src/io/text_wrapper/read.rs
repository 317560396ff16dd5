//! Reading text: chunks of bytes, decoded, and lines of it.

use pyston_object::call;
use pyston_object::prelude::*;

use super::codec;
use super::line_end::{self, Found};
use super::state::{Snapshot, TextStream};
use crate::io::support::{self, unsupported};

impl TextStream<'_> {
    pub fn readable_decoder(self) -> PyResult {
        self.decoder.get().ok_or_else(|| unsupported("not readable"))
    }

    /// Reads and decodes a chunk of about `chars` characters. False at the end.
    fn read_chunk(self, chars: usize) -> PyResult<bool> {
        let decoder = self.readable_decoder()?;
        let buffer = self.attached()?;
        let before = if self.telling.get() { Some(codec::decoder_state(&decoder)?) } else { None };
        let wanted = (self.bytes_per_char.get().max(1.0) * chars as f64) as isize;
        let size = wanted.max(self.chunk_size.get()).into_py()?;
        let method = if self.has_read1.get() { name!("read1") } else { name!("read") };
        let input = call::call_method(&buffer, method, &[&size])?;
        let bytes = match Buffer::new(&input) {
            Ok(bytes) => bytes,
            Err(raised) => {
                raised.clear();
                return Err(raise!(
                    TypeError,
                    "underlying {method}() should have returned a bytes-like object, not '{:.200}'",
                    input.type_name()
                ));
            }
        };
        let is_end = bytes.is_empty();
        let text = codec::decode(&decoder, &input, is_end)?;
        let chars = text.len();
        self.set_decoded(Some(text));
        self.bytes_per_char.set(if chars > 0 { bytes.len() as f64 / chars as f64 } else { 0.0 });
        if let Some((buffered, flags)) = before {
            let input = if buffered.is_empty() && Bytes::check_exact(&input) {
                input.downcast_into::<Bytes>().map_err(|_| errors::bad_internal_call())?
            } else {
                Bytes::new(&[buffered.as_slice(), bytes.as_slice()].concat())?
            };
            let old = self.snapshot.replace(Some(Snapshot { flags, input }));
            drop(old);
        }
        Ok(!is_end || chars > 0)
    }

    /// As [`Self::read_chunk`], until it is not interrupted.
    fn read_chunk_uninterrupted(self, chars: usize) -> PyResult<bool> {
        loop {
            match self.read_chunk(chars) {
                Err(raised) => support::trap_interrupted(raised)?,
                done => return done,
            }
        }
    }

    pub fn read(self, size: isize) -> PyResult<Py<Str>> {
        let buffer = self.attached()?;
        self.check_open()?;
        let decoder = self.readable_decoder()?;
        self.flush_pending()?;
        let Ok(size) = usize::try_from(size) else {
            let bytes = call::call_method(&buffer, name!("read"), &[])?;
            let rest = codec::decode(&decoder, &bytes, true)?;
            let ahead = self.take_decoded(None)?;
            self.set_decoded(None);
            self.clear_snapshot();
            return if ahead.is_empty() { Ok(rest) } else { Str::concat(&ahead, &rest) };
        };
        let first = self.take_decoded(Some(size))?;
        if first.len() == size {
            return Ok(first);
        }
        let mut text = StrBuilder::new();
        text.push_py(&first);
        while text.len() < size {
            let remaining = size - text.len();
            if !self.read_chunk_uninterrupted(remaining)? {
                break;
            }
            text.try_push_data(self.take_decoded(Some(remaining))?.data())?;
        }
        text.finish()
    }

    /// A line of at most `limit` characters; a negative limit is none.
    pub fn readline(self, limit: isize) -> PyResult<Py<Str>> {
        self.check_open()?;
        self.flush_pending()?;
        let limit = usize::try_from(limit).ok();
        // Characters of the line from earlier chunks, the last of them perhaps the start of its end.
        let mut line: Option<StrBuilder> = None;
        // How many of them the search is done with.
        let mut searched = 0;
        loop {
            while self.decoded.get().is_none_or(|decoded| decoded.is_empty()) {
                if !self.read_chunk_uninterrupted(0)? {
                    self.set_decoded(None);
                    self.clear_snapshot();
                    return line.map_or_else(|| Ok(Str::empty()), StrBuilder::finish);
                }
            }
            let Some(decoded) = self.decoded.get() else { continue };
            let used = self.decoded_used.get();
            let data = decoded.data().slice(used, decoded.len());
            let Some(builder) = &mut line else {
                let found = self.newlines.with_line_end(|end| line_end::find(data, end));
                let (end, is_end) = match found {
                    Found::End(end) => (end, true),
                    Found::Consumed(consumed) => (consumed, false),
                };
                let capped = limit.map_or(end, |limit| end.min(limit));
                if is_end || limit.is_some_and(|limit| end >= limit) {
                    self.decoded_used.set(used + capped);
                    return decoded.substring(used, used + capped);
                }
                let mut builder = StrBuilder::with_capacity(data.len());
                builder.push_data(data);
                line = Some(builder);
                searched = end;
                self.set_decoded(None);
                continue;
            };
            let held = builder.len();
            builder.try_push_data(data)?;
            let all = builder.data();
            let found = self.newlines.with_line_end(|end| line_end::find(all.slice(searched, all.len()), end));
            let (end, is_end) = match found {
                Found::End(end) => (searched + end, true),
                Found::Consumed(consumed) => (searched + consumed, false),
            };
            let capped = limit.map_or(end, |limit| end.min(limit));
            if is_end || limit.is_some_and(|limit| end >= limit) {
                // A limit may end the line before what this chunk added.
                self.decoded_used.set(used + capped.saturating_sub(held));
                return Str::from_data(all.slice(0, capped));
            }
            searched = end;
            self.set_decoded(None);
        }
    }

    /// The next line of an iteration, during which positions are not told.
    pub fn next_line(self) -> PyResult<Option<Py>> {
        self.attached()?;
        self.telling.set(false);
        let line = if self.object.ty() == &super::PyTextIOWrapper_Type {
            self.readline(-1)?.into_object()
        } else {
            call::call_method(self.object, name!("readline"), &[])?
        };
        let Some(text) = line.downcast::<Str>() else {
            return Err(raise!(
                OSError,
                "readline() should have returned a str object, not '{:.200}'",
                line.type_name()
            ));
        };
        if text.is_empty() {
            self.clear_snapshot();
            self.telling.set(self.seekable.get());
            return Ok(None);
        }
        Ok(Some(line))
    }
}
