//! The codecs that need no registry.

use pyston_codec::{ByteOrder, ascii, latin1, utf8, utf16, utf32};
use pyston_object::prelude::*;

use super::{DecodeErrors, EncodeErrors};

/// A codec that is reached by name without the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    Utf8,
    Utf16,
    Utf32,
    Ascii,
    Latin1,
}

impl Standard {
    /// By a name that is normalised as CPython's shortcuts do: lower case, runs of punctuation as `_`.
    pub fn from_name(name: &str) -> Option<Standard> {
        let mut normal = String::with_capacity(name.len());
        let mut pending = false;
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || byte == b'.' {
                if pending && !normal.is_empty() {
                    normal.push('_');
                }
                pending = false;
                normal.push(byte.to_ascii_lowercase().into());
            } else {
                pending = true;
            }
        }
        Some(match normal.as_str() {
            "utf_8" | "utf8" => Standard::Utf8,
            "utf_16" | "utf16" => Standard::Utf16,
            "utf_32" | "utf32" => Standard::Utf32,
            "ascii" | "us_ascii" => Standard::Ascii,
            "latin1" | "latin_1" | "iso_8859_1" | "iso8859_1" => Standard::Latin1,
            _ => return None,
        })
    }
}

/// `text` in a standard encoding.
pub fn encode(codec: Standard, text: &Str, errors: Option<&str>) -> PyResult<Py<Bytes>> {
    match (codec, text.data()) {
        (Standard::Utf8 | Standard::Ascii | Standard::Latin1, StrData::Ascii(units))
        | (Standard::Latin1, StrData::Ucs1(units)) => return Bytes::new(units),
        _ => (),
    }
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut handler = EncodeErrors::new(errors, text);
    let data = text.data().into();
    match codec {
        Standard::Utf8 => utf8::encode(data, &mut handler, &mut out)?,
        Standard::Utf16 => utf16::encode(data, None, &mut handler, &mut out)?,
        Standard::Utf32 => utf32::encode(data, None, &mut handler, &mut out)?,
        Standard::Ascii => ascii::encode(data, &mut handler, &mut out)?,
        Standard::Latin1 => latin1::encode(data, &mut handler, &mut out)?,
    }
    Bytes::new(&out)
}

/// Bytes of a standard encoding as text. `input` must not change meanwhile: see [`super::decode_bytes`].
pub fn decode(codec: Standard, input: &[u8], errors: Option<&str>) -> PyResult<Py<Str>> {
    if matches!(codec, Standard::Utf8 | Standard::Ascii) && ascii::ascii_prefix(input) == input.len() {
        return Str::from_ascii(input);
    }
    if codec == Standard::Latin1 {
        return Str::from_data(StrData::Ucs1(input));
    }
    let mut out = StrBuilder::with_capacity(input.len());
    let mut handler = DecodeErrors::new(errors);
    let mut order: Option<ByteOrder> = None;
    match codec {
        Standard::Utf8 => utf8::decode(input, true, &mut handler, &mut out)?,
        Standard::Utf16 => utf16::decode(input, &mut order, true, &mut handler, &mut out)?,
        Standard::Utf32 => utf32::decode(input, &mut order, true, &mut handler, &mut out)?,
        Standard::Ascii | Standard::Latin1 => ascii::decode(input, &mut handler, &mut out)?,
    };
    out.finish()
}
