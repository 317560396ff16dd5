//! Codecs by a mapping, which the caller asks on our behalf.
//!
//! The mapping may be any Python object, hence it is a closure that can fail
//! with the handler's error type.

use crate::decode::{self, Decoder};
use crate::encode::{self, Encoder};
use crate::{Codec, DecodeHandler, EncodeHandler, Fault, Output, Text, Unit};

const REASON: &str = "character maps to <undefined>";

/// What a byte maps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    Undefined,
    One(u32),
    Several(Vec<u32>),
}

/// What a code point maps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoded {
    Undefined,
    One(u8),
    Several(Vec<u8>),
}

/// Decodes all of `input`.
pub fn decode<M, H, O>(input: &[u8], mapping: M, handler: &mut H, out: &mut O) -> Result<usize, H::Error>
where
    M: FnMut(u8) -> Result<Decoded, H::Error>,
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    decode::decode(&mut Charmap(mapping), input, true, handler, out)
}

/// Encodes `text` to the end of `out`.
pub fn encode<M, H>(text: Text<'_>, mapping: M, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    M: FnMut(u32) -> Result<Encoded, H::Error>,
    H: EncodeHandler + ?Sized,
{
    encode::encode(&mut Charmap(mapping), text, handler, out)
}

struct Charmap<M>(M);

impl<E, M: FnMut(u8) -> Result<Decoded, E>> Decoder<E> for Charmap<M> {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        while let Some(&byte) = input.get(*position) {
            match (self.0)(byte)? {
                Decoded::One(cp) => out.push(cp),
                Decoded::Several(points) => points.into_iter().for_each(|cp| out.push(cp)),
                Decoded::Undefined => {
                    return Ok(Some(Fault {
                        codec: Codec::Charmap,
                        start: *position,
                        end: *position + 1,
                        reason: REASON,
                    }));
                }
            }
            *position += 1;
        }
        Ok(None)
    }
}

impl<M> Charmap<M> {
    /// Encodes `cp`; false if it is undefined.
    fn push<E>(&mut self, cp: u32, out: &mut Vec<u8>) -> Result<bool, E>
    where
        M: FnMut(u32) -> Result<Encoded, E>,
    {
        match (self.0)(cp)? {
            Encoded::Undefined => return Ok(false),
            Encoded::One(byte) => out.push(byte),
            Encoded::Several(bytes) => out.extend(bytes),
        }
        Ok(true)
    }
}

impl<E, M: FnMut(u32) -> Result<Encoded, E>> Encoder<E> for Charmap<M> {
    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E> {
        while *position < units.len() {
            if self.push(units[*position].into(), out)? {
                *position += 1;
                continue;
            }
            let mut end = *position + 1;
            while end < units.len() && (self.0)(units[end].into())? == Encoded::Undefined {
                end += 1;
            }
            return Ok(Some(Fault { codec: Codec::Charmap, start: *position, end, reason: REASON }));
        }
        Ok(None)
    }

    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E> {
        for &cp in text {
            if !self.push(cp, out)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
