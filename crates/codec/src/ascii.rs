//! ASCII, and the scan for its end that the other codecs begin with.

use crate::decode::{self, Decoder};
use crate::encode::{self, Encoder};
use crate::text::run_end;
use crate::{Codec, DecodeHandler, EncodeHandler, Fault, Output, Text, Unit};

const WORD: usize = size_of::<u64>();
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Length of the run of bytes below 128 at the start, found a word at a time.
pub fn ascii_prefix(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WORD>();
    for (number, word) in words.iter().enumerate() {
        let high = u64::from_le_bytes(*word) & HIGH_BITS;
        if high != 0 {
            return number * WORD + high.trailing_zeros() as usize / 8;
        }
    }
    let tail = rest.iter().take_while(|byte| byte.is_ascii()).count();
    words.len() * WORD + tail
}

/// Decodes all of `input`.
pub fn decode<H, O>(input: &[u8], handler: &mut H, out: &mut O) -> Result<usize, H::Error>
where
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    decode::decode(&mut Ascii, input, true, handler, out)
}

/// Encodes `text` to the end of `out`.
pub fn encode<H>(text: Text<'_>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    H: EncodeHandler + ?Sized,
{
    let mut encoder = OneByte { limit: 0x80, codec: Codec::Ascii, reason: "ordinal not in range(128)" };
    encode::encode(&mut encoder, text, handler, out)
}

struct Ascii;

impl<E> Decoder<E> for Ascii {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        let rest = &input[*position..];
        let run = ascii_prefix(rest);
        out.extend_ascii(&rest[..run]);
        *position += run;
        Ok((run < rest.len()).then(|| Fault {
            codec: Codec::Ascii,
            start: *position,
            end: *position + 1,
            reason: "ordinal not in range(128)",
        }))
    }
}

/// An encoder of the code points below `limit` to the byte of the same number.
pub(crate) struct OneByte {
    pub(crate) limit: u32,
    pub(crate) codec: Codec,
    pub(crate) reason: &'static str,
}

impl<E> Encoder<E> for OneByte {
    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E> {
        let start = run_end(units, *position, |cp| cp < self.limit);
        out.extend(units[*position..start].iter().map(|&unit| unit.into() as u8));
        *position = start;
        if start == units.len() {
            return Ok(None);
        }
        Ok(Some(Fault {
            codec: self.codec,
            start,
            end: run_end(units, start, |cp| cp >= self.limit),
            reason: self.reason,
        }))
    }

    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E> {
        let fits = text.iter().all(|&cp| cp < self.limit);
        if fits {
            out.extend(text.iter().map(|&cp| cp as u8));
        }
        Ok(fits)
    }
}
