//! `raw_unicode_escape`: Latin-1 in which only `\u` and `\U` are escapes.

use crate::decode::{self, Decoder};
use crate::{Codec, DecodeHandler, Fault, Output, Text, hex};

/// Decodes all of `input`.
pub fn decode<H, O>(input: &[u8], handler: &mut H, out: &mut O) -> Result<usize, H::Error>
where
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    decode::decode(&mut RawUnicodeEscape, input, true, handler, out)
}

struct RawUnicodeEscape;

/// The escape at the backslash `start`: its end, or end and reason of a fault.
/// A backslash before anything else is passed on with the byte it precedes, so
/// that of two backslashes the second begins nothing.
fn escape<O: Output + ?Sized>(input: &[u8], start: usize, out: &mut O) -> Result<usize, (usize, &'static str)> {
    let (width, truncated) = match input.get(start + 1) {
        Some(b'u') => (4, "truncated \\uXXXX escape"),
        Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
        _ => {
            let end = input.len().min(start + 2);
            out.extend_latin1(&input[start..end]);
            return Ok(end);
        }
    };
    let (value, end) = hex::read(input, start + 2, width);
    if end < start + 2 + width {
        return Err((end, truncated));
    }
    if value > 0x10_FFFF {
        return Err((end, "\\Uxxxxxxxx out of range"));
    }
    out.push(value);
    Ok(end)
}

impl<E> Decoder<E> for RawUnicodeEscape {
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
            match escape(input, *position, out) {
                Ok(end) => *position = end,
                Err((end, reason)) => {
                    return Ok(Some(Fault { codec: Codec::RawUnicodeEscape, start: *position, end, reason }));
                }
            }
        }
    }
}

/// Encodes `text` to the end of `out`; backslashes are not escaped.
pub fn encode(text: Text<'_>, out: &mut Vec<u8>) {
    for cp in text.iter() {
        match u8::try_from(cp) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend(hex::escape(cp)),
        }
    }
}
