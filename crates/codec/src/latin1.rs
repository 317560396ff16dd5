//! Latin-1: bytes are code points.

use crate::ascii::OneByte;
use crate::{Codec, EncodeHandler, Output, Text, encode};

/// Decodes all of `input`; nothing can be wrong with it.
pub fn decode<O: Output + ?Sized>(input: &[u8], out: &mut O) {
    out.extend_latin1(input);
}

/// Encodes `text` to the end of `out`.
pub fn encode<H>(text: Text<'_>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    H: EncodeHandler + ?Sized,
{
    if let Text::Ucs1(units) = text {
        out.extend_from_slice(units);
        return Ok(());
    }
    let mut encoder = OneByte { limit: 0x100, codec: Codec::Latin1, reason: "ordinal not in range(256)" };
    encode::encode(&mut encoder, text, handler, out)
}
