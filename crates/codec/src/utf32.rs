//! UTF-32 in either byte order, with or without a mark.

use crate::decode::{self, Decoder};
use crate::encode::{self, Encoder};
use crate::text::is_surrogate;
use crate::{ByteOrder, Codec, DecodeHandler, EncodeHandler, Fault, Output, Text, Unit};

/// Decodes `input`; `order` and `last` as in [`crate::utf16::decode`].
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
        (None, [0xFF, 0xFE, 0, 0, ..]) => Some(ByteOrder::Little),
        (None, [0, 0, 0xFE, 0xFF, ..]) => Some(ByteOrder::Big),
        _ => None,
    };
    *order = order.or(mark);
    let mut decoder =
        Utf32Decoder { order: order.unwrap_or(ByteOrder::NATIVE), last, skip: if mark.is_some() { 4 } else { 0 } };
    decode::decode(&mut decoder, input, last, handler, out)
}

/// Encodes `text` to the end of `out`; with no `order`, natively after a mark.
pub fn encode<H>(text: Text<'_>, order: Option<ByteOrder>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    H: EncodeHandler + ?Sized,
{
    let mut encoder = Utf32Encoder { order: order.unwrap_or(ByteOrder::NATIVE), codec: Codec::Utf32(order) };
    if order.is_none() {
        encoder.push_unit(0xFEFF, out);
    }
    encode::encode(&mut encoder, text, handler, out)
}

struct Utf32Decoder {
    order: ByteOrder,
    last: bool,
    /// Length of the mark, until it is passed.
    skip: usize,
}

impl<E> Decoder<E> for Utf32Decoder {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        *position += std::mem::take(&mut self.skip);
        while *position < input.len() {
            let rest = &input[*position..];
            let (len, reason) = match rest.first_chunk() {
                None if !self.last => break,
                None => (rest.len(), "truncated data"),
                Some(&bytes) => {
                    let cp = match self.order {
                        ByteOrder::Little => u32::from_le_bytes(bytes),
                        ByteOrder::Big => u32::from_be_bytes(bytes),
                    };
                    if is_surrogate(cp) {
                        (4, "code point in surrogate code point range(0xd800, 0xe000)")
                    } else if cp >= 0x11_0000 {
                        (4, "code point not in range(0x110000)")
                    } else {
                        out.push(cp);
                        *position += 4;
                        continue;
                    }
                }
            };
            return Ok(Some(Fault {
                codec: Codec::Utf32(Some(self.order)),
                start: *position,
                end: *position + len,
                reason,
            }));
        }
        Ok(None)
    }
}

struct Utf32Encoder {
    order: ByteOrder,
    codec: Codec,
}

impl Utf32Encoder {
    fn push_unit(&self, unit: u32, out: &mut Vec<u8>) {
        out.extend(match self.order {
            ByteOrder::Little => unit.to_le_bytes(),
            ByteOrder::Big => unit.to_be_bytes(),
        });
    }
}

impl<E> Encoder<E> for Utf32Encoder {
    const WIDTH: usize = 4;

    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E> {
        for (at, &unit) in units.iter().enumerate().skip(*position) {
            let cp = unit.into();
            if is_surrogate(cp) {
                *position = at;
                return Ok(Some(Fault { codec: self.codec, start: at, end: at + 1, reason: "surrogates not allowed" }));
            }
            self.push_unit(cp, out);
        }
        *position = units.len();
        Ok(None)
    }

    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E> {
        let fits = text.iter().all(|&cp| cp < 0x80);
        if fits {
            text.iter().for_each(|&cp| self.push_unit(cp, out));
        }
        Ok(fits)
    }
}
