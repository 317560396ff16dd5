//! UTF-16 in either byte order, with or without a mark.

use crate::decode::{self, Decoder};
use crate::encode::{self, Encoder};
use crate::text::is_surrogate;
use crate::{ByteOrder, Codec, DecodeHandler, EncodeHandler, Fault, Output, Text, Unit};

/// Decodes `input`. With no `order` a mark at the start is looked for and
/// dropped; it sets `order`, which otherwise stays `None` for the next call,
/// and native order is used. Unless `last`, an incomplete end is left. Returns
/// the number of bytes consumed.
pub fn decode<H, O>(
    input: &[u8],
    order: &mut Option<ByteOrder>,
    last: bool,
    handler: &mut H,
    out: &mut O,
) -> Result<usize, H::Error>
where
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    let mark = match (&order, input) {
        (None, [0xFF, 0xFE, ..]) => Some(ByteOrder::Little),
        (None, [0xFE, 0xFF, ..]) => Some(ByteOrder::Big),
        _ => None,
    };
    *order = order.or(mark);
    let mut decoder =
        Utf16Decoder { order: order.unwrap_or(ByteOrder::NATIVE), last, skip: if mark.is_some() { 2 } else { 0 } };
    decode::decode(&mut decoder, input, last, handler, out)
}

/// Encodes `text` to the end of `out`; with no `order`, natively after a mark.
pub fn encode<H>(text: Text<'_>, order: Option<ByteOrder>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    H: EncodeHandler + ?Sized,
{
    let mut encoder = Utf16Encoder { order: order.unwrap_or(ByteOrder::NATIVE), codec: Codec::Utf16(order) };
    if order.is_none() {
        encoder.push_unit(0xFEFF, out);
    }
    encode::encode(&mut encoder, text, handler, out)
}

struct Utf16Decoder {
    order: ByteOrder,
    last: bool,
    /// Length of the mark, until it is passed.
    skip: usize,
}

impl Utf16Decoder {
    fn unit(&self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk()?;
        Some(u32::from(match self.order {
            ByteOrder::Little => u16::from_le_bytes(bytes),
            ByteOrder::Big => u16::from_be_bytes(bytes),
        }))
    }

    /// The character at the start of non-empty `rest`, or the length of the
    /// fault and its reason.
    fn character(&self, rest: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
        let Some(first) = self.unit(rest) else {
            return Err((1, "truncated data"));
        };
        if !is_surrogate(first) {
            return Ok((first, 2));
        }
        if first >= 0xDC00 {
            return Err((2, "illegal encoding"));
        }
        match self.unit(&rest[2..]) {
            None => Err((rest.len(), "unexpected end of data")),
            Some(second @ 0xDC00..=0xDFFF) => {
                let cp = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                Ok((cp, 4))
            }
            Some(_) => Err((2, "illegal UTF-16 surrogate")),
        }
    }
}

impl<E> Decoder<E> for Utf16Decoder {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        *position += std::mem::take(&mut self.skip);
        while *position < input.len() {
            match self.character(&input[*position..]) {
                Ok((cp, len)) => {
                    out.push(cp);
                    *position += len;
                }
                Err((_, "truncated data" | "unexpected end of data")) if !self.last => break,
                Err((len, reason)) => {
                    return Ok(Some(Fault {
                        codec: Codec::Utf16(Some(self.order)),
                        start: *position,
                        end: *position + len,
                        reason,
                    }));
                }
            }
        }
        Ok(None)
    }
}

struct Utf16Encoder {
    order: ByteOrder,
    codec: Codec,
}

impl Utf16Encoder {
    fn push_unit(&self, unit: u16, out: &mut Vec<u8>) {
        out.extend(match self.order {
            ByteOrder::Little => unit.to_le_bytes(),
            ByteOrder::Big => unit.to_be_bytes(),
        });
    }
}

impl<E> Encoder<E> for Utf16Encoder {
    const WIDTH: usize = 2;

    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E> {
        for (at, &unit) in units.iter().enumerate().skip(*position) {
            let cp = unit.into();
            if is_surrogate(cp) {
                *position = at;
                return Ok(Some(Fault { codec: self.codec, start: at, end: at + 1, reason: "surrogates not allowed" }));
            }
            if let Some(high) = cp.checked_sub(0x1_0000) {
                self.push_unit((0xD800 + (high >> 10)) as u16, out);
                self.push_unit((0xDC00 + (high & 0x3FF)) as u16, out);
            } else {
                self.push_unit(cp as u16, out);
            }
        }
        *position = units.len();
        Ok(None)
    }

    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E> {
        let fits = text.iter().all(|&cp| cp < 0x80);
        if fits {
            text.iter().for_each(|&cp| self.push_unit(cp as u16, out));
        }
        Ok(fits)
    }
}
