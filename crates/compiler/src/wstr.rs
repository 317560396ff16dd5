//! `WStr`: a Python string as the compiler holds it.
//!
//! **Invariant**: the bytes are generalised UTF-8 (WTF-8 without the pairing rule): UTF-8 in which
//! lone surrogates U+D800..U+DFFF may stand as three bytes, the form `marshal` writes
//! ("surrogatepass"). Rust's `str` cannot hold those, Python's `str` can.

use std::fmt;
use std::rc::Rc;

/// An immutable string, cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WStr(Rc<[u8]>);

impl WStr {
    /// Takes bytes that are generalised UTF-8, as a decoder of ours made them.
    pub fn from_wtf8(bytes: &[u8]) -> WStr {
        WStr(bytes.into())
    }

    /// Makes a string of code points, surrogates included.
    pub fn from_code_points(points: impl IntoIterator<Item = u32>) -> WStr {
        let mut bytes = Vec::new();
        for point in points {
            push_code_point(&mut bytes, point);
        }
        WStr(bytes.into())
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text, if it holds no surrogate.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints(&self.0)
    }
}

/// Appends one code point, surrogate or not, to generalised UTF-8.
pub fn push_code_point(bytes: &mut Vec<u8>, point: u32) {
    match point {
        0..0x80 => bytes.push(point as u8),
        0x80..0x800 => bytes.extend([0xC0 | (point >> 6) as u8, cont(point)]),
        0x800..0x1_0000 => bytes.extend([0xE0 | (point >> 12) as u8, cont(point >> 6), cont(point)]),
        _ => bytes.extend([0xF0 | (point >> 18) as u8, cont(point >> 12), cont(point >> 6), cont(point)]),
    }
}

fn cont(bits: u32) -> u8 {
    0x80 | (bits & 0x3F) as u8
}

/// The code points of a [`WStr`].
pub struct CodePoints<'a>(&'a [u8]);

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (&first, _) = self.0.split_first()?;
        let (len, head) = match first {
            0..0x80 => (1, u32::from(first)),
            0x80..0xE0 => (2, u32::from(first & 0x1F)),
            0xE0..0xF0 => (3, u32::from(first & 0x0F)),
            _ => (4, u32::from(first & 0x07)),
        };
        let len = len.min(self.0.len());
        let point = self.0[1..len].iter().fold(head, |point, byte| point << 6 | u32::from(byte & 0x3F));
        self.0 = &self.0[len..];
        Some(point)
    }
}

impl From<&str> for WStr {
    fn from(text: &str) -> WStr {
        WStr(text.as_bytes().into())
    }
}

impl fmt::Display for WStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for WStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}
