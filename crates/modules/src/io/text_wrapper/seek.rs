//! Positions in a text stream: going to one, and finding the number of the present one.

use pyston_object::call;
use pyston_object::prelude::*;

use super::codec;
use super::cookie::Cookie;
use super::state::{Snapshot, TextStream};
use crate::io::support::{self, unsupported};

/// Puts a decoder into the state that a cookie starts with.
fn set_decoder_state(decoder: &Object, cookie: &Cookie) -> PyResult<()> {
    if cookie.start == 0 && cookie.flags == 0 {
        return call::call_method(decoder, name!("reset"), &[]).map(drop);
    }
    let state = (Bytes::new(&[])?, cookie.flags).into_py()?;
    call::call_method(decoder, name!("setstate"), &[&state]).map(drop)
}

fn decoder_flags(flags: &Object) -> PyResult<i32> {
    let flags = protocol::as_c_long(flags)?;
    i32::try_from(flags).map_err(|_| raise!(OverflowError, "Python int too large to convert to C int"))
}

fn is_zero(object: &Object) -> PyResult<bool> {
    protocol::compare_eq(object, &*0.into_py()?)
}

impl TextStream<'_> {
    pub fn seek(self, cookie: &Object, whence: i32) -> PyResult {
        let buffer = self.attached()?;
        self.check_open()?;
        if !self.seekable.get() {
            return Err(unsupported("underlying stream is not seekable"));
        }
        let here;
        let cookie = match whence {
            libc::SEEK_SET => cookie,
            libc::SEEK_CUR => {
                if !is_zero(cookie)? {
                    return Err(unsupported("can't do nonzero cur-relative seeks"));
                }
                here = call::call_method(self.object, name!("tell"), &[])?;
                &*here
            }
            libc::SEEK_END => {
                if !is_zero(cookie)? {
                    return Err(unsupported("can't do nonzero end-relative seeks"));
                }
                return self.seek_to_end(&buffer);
            }
            other => return Err(raise!(ValueError, "invalid whence ({other}, should be 0, 1 or 2)")),
        };
        if protocol::compare_bool(cookie, &*0.into_py()?, CompareOp::Lt)? {
            return Err(raise!(ValueError, "negative seek position {}", protocol::repr_string(cookie)?));
        }
        call::call_method(self.object, name!("flush"), &[])?;
        self.seek_to(&buffer, &Cookie::from_object(cookie)?)?;
        Ok(cookie.new_ref())
    }

    fn seek_to_end(self, buffer: &Object) -> PyResult {
        call::call_method(self.object, name!("flush"), &[])?;
        self.set_decoded(None);
        self.clear_snapshot();
        if let Some(decoder) = self.decoder.get() {
            call::call_method(&decoder, name!("reset"), &[])?;
        }
        let position = call::call_method(buffer, name!("seek"), &[&*0.into_py()?, &*2.into_py()?])?;
        if self.is_writable() {
            self.reset_encoder(is_zero(&position)?)?;
        }
        Ok(position)
    }

    /// Goes to the cookie's start and decodes from there.
    fn seek_to(self, buffer: &Object, cookie: &Cookie) -> PyResult<()> {
        call::call_method(buffer, name!("seek"), &[&*cookie.start.into_py()?])?;
        self.set_decoded(None);
        self.clear_snapshot();
        let decoder = self.decoder.get();
        if let Some(decoder) = &decoder {
            set_decoder_state(decoder, cookie)?;
        }
        let flags = cookie.flags.into_py()?;
        if cookie.chars_to_skip != 0 {
            let decoder = decoder.ok_or_else(|| unsupported("not readable"))?;
            let input = call::call_method(buffer, name!("read"), &[&*cookie.bytes_to_feed.into_py()?])?;
            let Some(bytes) = input.downcast::<Bytes>() else {
                return Err(raise!(
                    TypeError,
                    "underlying read() should have returned a bytes object, not '{:.200}'",
                    input.type_name()
                ));
            };
            self.set_snapshot(Snapshot { flags, input: bytes.new_ref() });
            let text = codec::decode(&decoder, &input, cookie.need_eof)?;
            let skip = usize::try_from(cookie.chars_to_skip).unwrap_or(usize::MAX);
            let is_enough = text.len() >= skip;
            self.set_decoded(Some(text));
            if !is_enough {
                return Err(raise!(OSError, "can't restore logical file position"));
            }
            self.decoded_used.set(skip);
        } else {
            self.set_snapshot(Snapshot { flags, input: Bytes::new(&[])? });
        }
        if self.is_writable() {
            self.reset_encoder(cookie.start == 0 && cookie.flags == 0)?;
        }
        Ok(())
    }

    fn set_snapshot(self, snapshot: Snapshot) {
        let old = self.snapshot.replace(Some(snapshot));
        drop(old);
    }

    pub fn tell(self) -> PyResult {
        let buffer = self.attached()?;
        self.check_open()?;
        if !self.seekable.get() {
            return Err(unsupported("underlying stream is not seekable"));
        }
        if !self.telling.get() {
            return Err(raise!(OSError, "telling position disabled by next() call"));
        }
        self.flush_pending()?;
        call::call_method(self.object, name!("flush"), &[])?;
        let position = call::call_method(&buffer, name!("tell"), &[])?;
        let snapshot = self.snapshot.borrow().clone();
        let (Some(decoder), Some(snapshot)) = (self.decoder.get(), snapshot) else { return Ok(position) };
        let position = protocol::as_c_long(&position)?;
        let cookie = Cookie {
            start: position - snapshot.input.len() as i64,
            flags: decoder_flags(&snapshot.flags)?,
            ..Cookie::default()
        };
        let used = self.decoded_used.get();
        if used == 0 {
            return cookie.to_object();
        }
        // The search moves the decoder, which is put back afterwards.
        let saved = call::call_method(&decoder, name!("getstate"), &[])?;
        let guess = (self.bytes_per_char.get() * used as f64) as usize;
        let found = Search { decoder: &decoder, input: snapshot.input.as_slice(), cookie }.run(used, guess);
        support::finally(found, || call::call_method(&decoder, name!("setstate"), &[&saved]).map(drop))?.to_object()
    }
}

/// Looks for the last point before the user's position where the decoder holds nothing back.
struct Search<'a> {
    decoder: &'a Object,
    input: &'a [u8],
    cookie: Cookie,
}

impl Search<'_> {
    /// How many characters a part of the input gives.
    fn decode(&self, part: &[u8], is_final: bool) -> PyResult<usize> {
        let mut args: Vec<Py> = vec![part.into_py()?];
        if is_final {
            args.push(singletons::py_bool(true));
        }
        let args: Vec<&Object> = args.iter().map(|arg| &**arg).collect();
        let text = call::call_method(self.decoder, name!("decode"), &args)?;
        crate::io::newline::check_decoded(text).map(|text| text.len())
    }

    /// How many bytes the decoder holds back, and its flags.
    fn state(&self) -> PyResult<(usize, i32)> {
        let (buffered, flags) = codec::decoder_state(self.decoder)?;
        Ok((buffered.len(), decoder_flags(&flags)?))
    }

    /// `chars` characters behind the snapshot, probably about `guess` bytes.
    fn run(mut self, mut chars: usize, guess: usize) -> PyResult<Cookie> {
        let mut skip = guess.min(self.input.len()) as isize;
        let mut step_back = 1;
        while skip > 0 {
            set_decoder_state(self.decoder, &self.cookie)?;
            let decoded = self.decode(&self.input[..skip as usize], false)?;
            if decoded <= chars {
                let (held, flags) = self.state()?;
                if held == 0 {
                    self.cookie.flags = flags;
                    chars -= decoded;
                    break;
                }
                skip -= held as isize;
                step_back = 1;
            } else {
                skip -= step_back;
                step_back *= 2;
            }
        }
        if skip <= 0 {
            skip = 0;
            set_decoder_state(self.decoder, &self.cookie)?;
        }
        self.cookie.start += skip as i64;
        self.cookie.chars_to_skip = chars as i32;
        if chars == 0 {
            return Ok(self.cookie);
        }
        self.feed(skip as usize, chars)
    }

    /// Goes on byte by byte until `chars` characters are there.
    fn feed(mut self, skip: usize, mut chars: usize) -> PyResult<Cookie> {
        let mut decoded = 0;
        let mut is_enough = false;
        for index in skip..self.input.len() {
            decoded += self.decode(&self.input[index..=index], false)?;
            self.cookie.bytes_to_feed += 1;
            let (held, flags) = self.state()?;
            if held == 0 && decoded <= chars {
                self.cookie.start += i64::from(self.cookie.bytes_to_feed);
                chars -= decoded;
                self.cookie.flags = flags;
                self.cookie.bytes_to_feed = 0;
                decoded = 0;
            }
            if decoded >= chars {
                is_enough = true;
                break;
            }
        }
        if !is_enough {
            decoded += self.decode(&[], true)?;
            self.cookie.need_eof = true;
            if decoded < chars {
                return Err(raise!(OSError, "can't reconstruct logical file position"));
            }
        }
        self.cookie.chars_to_skip = chars as i32;
        Ok(self.cookie)
    }
}
