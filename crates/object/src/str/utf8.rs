//! Strings as UTF-8, with and without lone surrogates, and as text of messages.

use std::borrow::Cow;
use std::fmt;

use pyston_abi::PyCompactUnicodeObject;

use super::{Str, StrData};
use crate::ptr::{Py, PyResult};
use crate::{alloc, unicode_error};

impl Str {
    /// The text with lone surrogates replaced by U+FFFD: for messages, never for data.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_ascii() {
            Some(text) => text.into(),
            None => self.data().iter().map(|point| char::from_u32(point).unwrap_or('\u{FFFD}')).collect(),
        }
    }

    /// UTF-8 text.
    ///
    /// # Errors
    /// `UnicodeEncodeError` for a lone surrogate.
    pub fn to_utf8(&self) -> PyResult<Cow<'_, str>> {
        if let Some(text) = self.as_ascii() {
            return Ok(text.into());
        }
        let mut text = String::with_capacity(self.len() * 2);
        for (index, point) in self.data().iter().enumerate() {
            match char::from_u32(point) {
                Some(char) => text.push(char),
                None => return Err(surrogates_not_allowed(self, index)),
            }
        }
        Ok(text.into())
    }

    /// Generalised UTF-8: lone surrogates as three bytes ("surrogatepass").
    pub fn to_wtf8(&self) -> Cow<'_, [u8]> {
        if let StrData::Ascii(units) = self.data() {
            return units.into();
        }
        let mut bytes = Vec::with_capacity(self.len() * 2);
        for point in self.data().iter() {
            push_wtf8(&mut bytes, point);
        }
        bytes.into()
    }

    /// From generalised UTF-8, as [`Str::to_wtf8`] gives it. Ill-formed parts become U+FFFD.
    pub fn from_wtf8(bytes: &[u8]) -> PyResult<Py<Str>> {
        if bytes.is_ascii() {
            return Str::from_ascii(bytes);
        }
        let mut points = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            let len = match first {
                0..0x80 => 1,
                0xC0..0xE0 => 2,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
                _ => 0,
            };
            let head = u32::from(first) & (0x7F >> if len == 1 { 0 } else { len });
            let tail = if len == 0 { None } else { rest.get(1..len) };
            let tail = tail.filter(|tail| tail.iter().all(|byte| byte & 0xC0 == 0x80));
            let point = tail.map(|tail| tail.iter().fold(head, |point, &byte| point << 6 | u32::from(byte & 0x3F)));
            // A code point beyond Unicode would break strings.
            let (point, used) = match point.filter(|&point| point <= char::MAX.into()) {
                Some(point) => (point, len),
                None => (0xFFFD, 1),
            };
            points.push(point);
            rest = &rest[used..];
        }
        Str::from_points(&points)
    }

    /// From text in which `\u{10F800}..` stand for surrogates: what `Display` of [`Str`] writes, so
    /// that messages keep surrogates of the strings they quote.
    pub fn from_display(text: &str) -> PyResult<Py<Str>> {
        if text.is_ascii() {
            return Str::from_ascii(text.as_bytes());
        }
        let points: Vec<u32> = text.chars().map(|char| unescape_surrogate(char.into())).collect();
        Str::from_points(&points)
    }

    /// UTF-8 that lives as long as the string: made once and kept beside it.
    ///
    /// # Errors
    /// `UnicodeEncodeError` for a lone surrogate.
    pub fn utf8(&self) -> PyResult<&str> {
        if let Some(text) = self.as_ascii() {
            return Ok(text);
        }
        let raw: *mut PyCompactUnicodeObject = self.raw().cast();
        // SAFETY: a string that is not ASCII has the fields; once set they stay until it dies.
        unsafe {
            if (*raw).utf8.is_null() {
                let text = self.to_utf8()?;
                let block: *mut u8 = alloc::malloc(text.len() + 1).cast();
                if block.is_null() {
                    return Err(crate::errors::no_memory());
                }
                std::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
                block.add(text.len()).write(0);
                (*raw).utf8 = block.cast();
                (*raw).utf8_length = text.len() as isize;
            }
            let bytes = std::slice::from_raw_parts((*raw).utf8.cast::<u8>(), (*raw).utf8_length as usize);
            Ok(std::str::from_utf8_unchecked(bytes))
        }
    }
}

/// Appends a code point, surrogate or not, to generalised UTF-8.
pub fn push_wtf8(bytes: &mut Vec<u8>, point: u32) {
    let cont = |shift: u32| 0x80 | (point >> shift & 0x3F) as u8;
    match point {
        0..0x80 => bytes.push(point as u8),
        0x80..0x800 => bytes.extend([0xC0 | (point >> 6) as u8, cont(0)]),
        0x800..0x1_0000 => bytes.extend([0xE0 | (point >> 12) as u8, cont(6), cont(0)]),
        _ => bytes.extend([0xF0 | (point >> 18) as u8, cont(12), cont(6), cont(0)]),
    }
}

/// Private-use code points that stand for surrogates in Rust text on its way into a message.
const ESCAPED_SURROGATE: u32 = 0x10_F000;

fn escape_surrogate(point: u32) -> char {
    char::from_u32(point).or_else(|| char::from_u32(point - 0xD800 + ESCAPED_SURROGATE)).unwrap_or('\u{FFFD}')
}

pub(super) fn unescape_surrogate(point: u32) -> u32 {
    if (ESCAPED_SURROGATE..ESCAPED_SURROGATE + 0x800).contains(&point) {
        point - ESCAPED_SURROGATE + 0xD800
    } else {
        point
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_ascii() {
            Some(text) => f.pad(text),
            None => f.pad(&self.data().iter().map(escape_surrogate).collect::<String>()),
        }
    }
}

#[cold]
fn surrogates_not_allowed(text: &Str, index: usize) -> crate::ptr::Raised {
    let end = text.data().iter().skip(index).take_while(|point| (0xD800..0xE000).contains(point)).count() + index;
    encode_error(text, "utf-8", index, end, "surrogates not allowed")
}

/// The error for a text that must be ASCII and is not.
#[cold]
pub fn not_ascii(text: &Str) -> crate::ptr::Raised {
    let start = text.data().iter().position(|point| point >= 0x80).unwrap_or(0);
    let run = text.data().iter().skip(start).take_while(|&point| point >= 0x80).count();
    encode_error(text, "ascii", start, start + run, "ordinal not in range(128)")
}

/// Raises `UnicodeEncodeError(encoding, text, start, end, reason)`.
#[cold]
pub fn encode_error(text: &Str, encoding: &str, start: usize, end: usize, reason: &str) -> crate::ptr::Raised {
    unicode_error::raise_made(unicode_error::new_encode(encoding, text, start, end, reason))
}
