//! The escapes of bytes literals: `codecs.escape_decode` and `escape_encode`.
//!
//! These know only three error handlers and raise plain `ValueError`s.

use crate::hex;
use crate::unicode_escape::{octal, simple};

/// What to do with a malformed `\x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnError {
    Strict,
    Replace,
    Ignore,
    /// An unknown handler: an error, once it is needed.
    Unknown,
}

impl OnError {
    /// From the name of a handler.
    pub fn from_name(name: &str) -> Self {
        match name {
            "strict" => Self::Strict,
            "replace" => Self::Replace,
            "ignore" => Self::Ignore,
            _ => Self::Unknown,
        }
    }
}

/// Why decoding failed: each a `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// `invalid \x escape at position N`
    InvalidHex(usize),
    /// `Trailing \ in string`
    TrailingBackslash,
    /// `decoding error; unknown error handling code: NAME`
    UnknownHandler,
}

/// Decodes all of `input` to the end of `out`. Returns the position of the
/// character after the first backslash that begins no escape.
pub fn decode(input: &[u8], on_error: OnError, out: &mut Vec<u8>) -> Result<Option<usize>, Error> {
    let mut invalid_escape = None;
    let mut position = 0;
    while let Some(&byte) = input.get(position) {
        position += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let letter = *input.get(position).ok_or(Error::TrailingBackslash)?;
        match letter {
            b'\n' => position += 1,
            b'0'..=b'7' => {
                let (value, end) = octal(input, position);
                out.push(value as u8);
                position = end;
            }
            b'x' => position = hexadecimal(input, position, on_error, out)?,
            _ => {
                if let Some(byte) = simple(letter) {
                    out.push(byte);
                } else {
                    invalid_escape.get_or_insert(position);
                    out.extend([b'\\', letter]);
                }
                position += 1;
            }
        }
    }
    Ok(invalid_escape)
}

/// The escape whose `x` is at `at`; returns where it ends.
fn hexadecimal(input: &[u8], at: usize, on_error: OnError, out: &mut Vec<u8>) -> Result<usize, Error> {
    let (value, end) = hex::read(input, at + 1, 2);
    if end == at + 3 {
        out.push(value as u8);
        return Ok(end);
    }
    match on_error {
        OnError::Strict => return Err(Error::InvalidHex(at - 1)),
        OnError::Unknown => return Err(Error::UnknownHandler),
        OnError::Replace => out.push(b'?'),
        OnError::Ignore => {}
    }
    Ok(end)
}

/// Escapes `input` as between single quotes, to the end of `out`.
pub fn encode(input: &[u8], out: &mut Vec<u8>) {
    escape(input, b'\'', out);
}

/// Escapes what may not stand between two `quote`s.
pub(crate) fn escape(input: &[u8], quote: u8, out: &mut Vec<u8>) {
    for &byte in input {
        match byte {
            b'\\' => out.extend(b"\\\\"),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            _ if byte == quote => out.extend([b'\\', quote]),
            b' '..=b'~' => out.push(byte),
            _ => out.extend(hex::escape(u32::from(byte))),
        }
    }
}
