//! UTF-8, without surrogates.

use crate::ascii::ascii_prefix;
use crate::decode::{self, Decoder};
use crate::encode::{self, Encoder};
use crate::text::{is_surrogate, run_end};
use crate::{Codec, DecodeHandler, EncodeHandler, Fault, Output, Text, Unit};

/// Decodes `input`; unless `last`, an incomplete sequence at the end is left.
/// Returns the number of bytes consumed.
pub fn decode<H, O>(input: &[u8], last: bool, handler: &mut H, out: &mut O) -> Result<usize, H::Error>
where
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    decode::decode(&mut Utf8 { last }, input, last, handler, out)
}

/// Encodes `text` to the end of `out`.
pub fn encode<H>(text: Text<'_>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    H: EncodeHandler + ?Sized,
{
    match text {
        Text::Ucs1(units) => {
            encode_latin1(units, out);
            Ok(())
        }
        _ => encode::encode(&mut Utf8 { last: true }, text, handler, out),
    }
}

/// The narrowest texts hold no surrogates, and are mostly ASCII.
fn encode_latin1(mut units: &[u8], out: &mut Vec<u8>) {
    loop {
        let (ascii, rest) = units.split_at(ascii_prefix(units));
        out.extend_from_slice(ascii);
        let Some((&unit, rest)) = rest.split_first() else {
            return;
        };
        push(u32::from(unit), out);
        units = rest;
    }
}

struct Utf8 {
    last: bool,
}

/// The bytes that may follow a lead byte, and how many do in all.
fn second_range(lead: u8) -> Option<(usize, u8, u8)> {
    match lead {
        0xC2..=0xDF => Some((2, 0x80, 0xBF)),
        0xE0 => Some((3, 0xA0, 0xBF)),
        0xED => Some((3, 0x80, 0x9F)),
        0xE1..=0xEF => Some((3, 0x80, 0xBF)),
        0xF0 => Some((4, 0x90, 0xBF)),
        0xF1..=0xF3 => Some((4, 0x80, 0xBF)),
        0xF4 => Some((4, 0x80, 0x8F)),
        _ => None,
    }
}

/// The sequence at the start of non-empty `bytes`, or the length of the faulty
/// part and the reason.
fn sequence(bytes: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
    let Some((len, low, high)) = second_range(bytes[0]) else {
        return Err((1, "invalid start byte"));
    };
    let mut cp = u32::from(bytes[0]) & (0x7F >> len);
    for at in 1..len {
        let range = if at == 1 { low..=high } else { 0x80..=0xBF };
        match bytes.get(at) {
            None => return Err((at, TRUNCATED)),
            Some(byte) if range.contains(byte) => cp = cp << 6 | u32::from(byte & 0x3F),
            Some(_) => return Err((at, "invalid continuation byte")),
        }
    }
    Ok((cp, len))
}

const TRUNCATED: &str = "unexpected end of data";

impl Utf8 {
    /// Whether `rest` may become right by what follows. The start of an encoded
    /// surrogate counts, so that `surrogatepass` gets to see all of it.
    fn is_incomplete(&self, rest: &[u8], reason: &str) -> bool {
        !self.last && (reason == TRUNCATED || matches!(rest, [0xED, 0xA0..=0xBF]))
    }
}

impl<E> Decoder<E> for Utf8 {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        while *position < input.len() {
            let rest = &input[*position..];
            if rest[0] < 0x80 {
                let run = ascii_prefix(rest);
                out.extend_ascii(&rest[..run]);
                *position += run;
                continue;
            }
            match sequence(rest) {
                Ok((cp, len)) => {
                    out.push(cp);
                    *position += len;
                }
                Err((_, reason)) if self.is_incomplete(rest, reason) => break,
                Err((len, reason)) => {
                    return Ok(Some(Fault { codec: Codec::Utf8, start: *position, end: *position + len, reason }));
                }
            }
        }
        Ok(None)
    }
}

/// Appends the bytes of `cp`; surrogates, too, are given their three bytes.
#[inline]
pub(crate) fn push(cp: u32, out: &mut Vec<u8>) {
    let tail = |shift: u32| 0x80 | (cp >> shift & 0x3F) as u8;
    match cp {
        0..=0x7F => out.push(cp as u8),
        0x80..=0x7FF => out.extend([0xC0 | (cp >> 6) as u8, tail(0)]),
        0x800..=0xFFFF => out.extend([0xE0 | (cp >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([0xF0 | (cp >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

impl<E> Encoder<E> for Utf8 {
    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E> {
        out.reserve(units.len() - *position);
        for (at, &unit) in units.iter().enumerate().skip(*position) {
            let cp = unit.into();
            if is_surrogate(cp) {
                *position = at;
                return Ok(Some(Fault {
                    codec: Codec::Utf8,
                    start: at,
                    end: run_end(units, at, is_surrogate),
                    reason: "surrogates not allowed",
                }));
            }
            push(cp, out);
        }
        *position = units.len();
        Ok(None)
    }

    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E> {
        let fits = text.iter().all(|&cp| cp < 0x80);
        if fits {
            out.extend(text.iter().map(|&cp| cp as u8));
        }
        Ok(fits)
    }
}
