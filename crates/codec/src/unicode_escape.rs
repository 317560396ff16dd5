//! `unicode_escape`: the escapes of string literals; other bytes are Latin-1.

use crate::decode::{self, Decoder};
use crate::{Codec, DecodeHandler, Fault, Output, Text, hex};

/// What decoding found besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub consumed: usize,
    /// Position of the character after the first backslash that begins no
    /// escape: CPython warns of it with a `DeprecationWarning`.
    pub invalid_escape: Option<usize>,
}

/// Decodes all of `input`; `names` finds the character of a `\N{...}`.
pub fn decode<N, H, O>(input: &[u8], names: N, handler: &mut H, out: &mut O) -> Result<Decoded, H::Error>
where
    N: FnMut(&[u8]) -> Option<u32>,
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    let mut decoder = UnicodeEscape { names, invalid_escape: None };
    let consumed = decode::decode(&mut decoder, input, true, handler, out)?;
    Ok(Decoded { consumed, invalid_escape: decoder.invalid_escape })
}

struct UnicodeEscape<N> {
    names: N,
    invalid_escape: Option<usize>,
}

/// End and reason of a fault that begins at the backslash.
type Malformed = (usize, &'static str);

impl<N: FnMut(&[u8]) -> Option<u32>> UnicodeEscape<N> {
    /// Decodes the escape whose character after the backslash is at `at`, and
    /// returns where it ends.
    fn escape<O: Output + ?Sized>(&mut self, input: &[u8], at: usize, out: &mut O) -> Result<usize, Malformed> {
        let Some(&letter) = input.get(at) else {
            return Err((at, "\\ at end of string"));
        };
        if letter == b'\n' {
            return Ok(at + 1);
        }
        if let Some(byte) = simple(letter) {
            out.push(u32::from(byte));
            return Ok(at + 1);
        }
        match letter {
            b'0'..=b'7' => {
                let (value, end) = octal(input, at);
                out.push(value);
                Ok(end)
            }
            b'x' => hexadecimal(input, at, 2, "truncated \\xXX escape", out),
            b'u' => hexadecimal(input, at, 4, "truncated \\uXXXX escape", out),
            b'U' => hexadecimal(input, at, 8, "truncated \\UXXXXXXXX escape", out),
            b'N' => self.named(input, at + 1, out),
            _ => {
                self.invalid_escape.get_or_insert(at);
                out.push(u32::from(b'\\'));
                out.push(u32::from(letter));
                Ok(at + 1)
            }
        }
    }

    /// The braces and the name between them, from `at` on.
    fn named<O: Output + ?Sized>(&mut self, input: &[u8], at: usize, out: &mut O) -> Result<usize, Malformed> {
        const MALFORMED: &str = "malformed \\N character escape";
        if input.get(at) != Some(&b'{') {
            return Err((at, MALFORMED));
        }
        let rest = &input[at + 1..];
        let len = rest.iter().position(|&byte| byte == b'}');
        match len {
            None => Err((input.len(), MALFORMED)),
            Some(0) => Err((at + 1, MALFORMED)),
            Some(len) => {
                let end = at + len + 2;
                let cp = (self.names)(&rest[..len]);
                out.push(cp.ok_or((end, "unknown Unicode character name"))?);
                Ok(end)
            }
        }
    }
}

/// The character of a one-letter escape.
pub(crate) fn simple(letter: u8) -> Option<u8> {
    Some(match letter {
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        _ => return None,
    })
}

/// Up to three octal digits: their value, and where they end.
pub(crate) fn octal(input: &[u8], start: usize) -> (u32, usize) {
    let digits = input[start..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold((0, start), |(value, at), &byte| (value << 3 | u32::from(byte - b'0'), at + 1))
}

/// Exactly `width` digits after the letter at `at`.
fn hexadecimal<O: Output + ?Sized>(
    input: &[u8],
    at: usize,
    width: usize,
    truncated: &'static str,
    out: &mut O,
) -> Result<usize, Malformed> {
    let (value, end) = hex::read(input, at + 1, width);
    if end < at + 1 + width {
        return Err((end, truncated));
    }
    if value > 0x10_FFFF {
        return Err((end, "illegal Unicode character"));
    }
    out.push(value);
    Ok(end)
}

impl<E, N: FnMut(&[u8]) -> Option<u32>> Decoder<E> for UnicodeEscape<N> {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        loop {
            let rest = &input[*position..];
            let plain = rest.iter().position(|&byte| byte == b'\\');
            let plain = plain.unwrap_or(rest.len());
            out.extend_latin1(&rest[..plain]);
            *position += plain;
            if *position == input.len() {
                return Ok(None);
            }
            match self.escape(input, *position + 1, out) {
                Ok(end) => *position = end,
                Err((end, reason)) => {
                    return Ok(Some(Fault { codec: Codec::UnicodeEscape, start: *position, end, reason }));
                }
            }
        }
    }
}

/// Encodes `text` to the end of `out`, in printable ASCII.
pub fn encode(text: Text<'_>, out: &mut Vec<u8>) {
    for cp in text.iter() {
        match cp {
            0x5C => out.extend(b"\\\\"),
            0x09 => out.extend(b"\\t"),
            0x0A => out.extend(b"\\n"),
            0x0D => out.extend(b"\\r"),
            0x20..0x7F => out.push(cp as u8),
            _ => out.extend(hex::escape(cp)),
        }
    }
}
