//! The error handlers that CPython registers under names.

use pyston_unicode::name::escape_name;

use crate::text::is_surrogate;
use crate::{ByteOrder, Codec, DecodeHandler, EncodeHandler, Fault, Output, Replacement, Resume, Text, hex, utf8};

/// A registered error handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    SurrogateEscape,
    SurrogatePass,
    XmlCharRefReplace,
    NameReplace,
}

/// What a policy raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A `UnicodeDecodeError` or `UnicodeEncodeError`.
    Fault(Fault),
    /// A `TypeError`: `don't know how to handle UnicodeDecodeError in error
    /// callback`, from a policy that only encoders can use.
    EncodeOnly,
}

impl Policy {
    /// From the name it is registered under.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => Self::Strict,
            "ignore" => Self::Ignore,
            "replace" => Self::Replace,
            "backslashreplace" => Self::BackslashReplace,
            "surrogateescape" => Self::SurrogateEscape,
            "surrogatepass" => Self::SurrogatePass,
            "xmlcharrefreplace" => Self::XmlCharRefReplace,
            "namereplace" => Self::NameReplace,
            _ => return None,
        })
    }
}

impl<O: Output + ?Sized> DecodeHandler<O> for Policy {
    type Error = Failure;

    fn error(&mut self, fault: &Fault, input: &[u8], out: &mut O) -> Result<Resume, Failure> {
        let bad = &input[fault.start..fault.end];
        let resume = match self {
            Self::Strict => None,
            Self::Ignore => Some(fault.end),
            Self::Replace => {
                out.push(0xFFFD);
                Some(fault.end)
            }
            Self::BackslashReplace => {
                for byte in bad.iter().flat_map(|&byte| hex::escape(u32::from(byte))) {
                    out.push(u32::from(byte));
                }
                Some(fault.end)
            }
            Self::SurrogateEscape => {
                let escaped = bad.iter().take(4).take_while(|&&byte| byte >= 0x80);
                let count = escaped.map(|&byte| out.push(0xDC00 + u32::from(byte))).count();
                (count > 0).then_some(fault.start + count)
            }
            Self::SurrogatePass => surrogate_at(fault.codec, &input[fault.start..]).map(|found| {
                out.push(found.0);
                fault.start + found.1
            }),
            Self::XmlCharRefReplace | Self::NameReplace => return Err(Failure::EncodeOnly),
        };
        resume.map(Resume::at).ok_or_else(|| Failure::Fault(fault.clone()))
    }
}

/// The encoded surrogate that `bytes` begin with, and its length.
fn surrogate_at(codec: Codec, bytes: &[u8]) -> Option<(u32, usize)> {
    let (cp, len) = match codec {
        Codec::Utf8 => match *bytes.first_chunk()? {
            [a @ 0xE0..=0xEF, b @ 0x80..=0xBF, c @ 0x80..=0xBF] => {
                let [a, b, c] = [a & 0x0F, b & 0x3F, c & 0x3F].map(u32::from);
                (a << 12 | b << 6 | c, 3)
            }
            _ => return None,
        },
        Codec::Utf16(order) => {
            let bytes = *bytes.first_chunk()?;
            let unit = match order.unwrap_or(ByteOrder::NATIVE) {
                ByteOrder::Little => u16::from_le_bytes(bytes),
                ByteOrder::Big => u16::from_be_bytes(bytes),
            };
            (u32::from(unit), 2)
        }
        Codec::Utf32(order) => {
            let bytes = *bytes.first_chunk()?;
            let unit = match order.unwrap_or(ByteOrder::NATIVE) {
                ByteOrder::Little => u32::from_le_bytes(bytes),
                ByteOrder::Big => u32::from_be_bytes(bytes),
            };
            (unit, 4)
        }
        _ => return None,
    };
    is_surrogate(cp).then_some((cp, len))
}

impl EncodeHandler for Policy {
    type Error = Failure;

    fn error(&mut self, fault: &Fault, text: Text<'_>) -> Result<(Replacement, usize), Failure> {
        let bad = (fault.start..fault.end).map(|index| text.at(index));
        let replacement = match self {
            Self::Strict => None,
            Self::Ignore => Some(Replacement::Text(Vec::new())),
            Self::Replace => Some(Replacement::Text(vec![u32::from(b'?'); bad.len()])),
            Self::BackslashReplace => Some(ascii_text(bad.flat_map(hex::escape))),
            Self::XmlCharRefReplace => Some(ascii_text(bad.flat_map(|cp| format!("&#{cp};").into_bytes()))),
            Self::NameReplace => Some(ascii_text(bad.flat_map(named))),
            Self::SurrogateEscape => return escape_surrogates(fault, bad),
            Self::SurrogatePass => pass_surrogates(fault.codec, bad).map(Replacement::Bytes),
        };
        match replacement {
            Some(replacement) => Ok((replacement, fault.end)),
            None => Err(Failure::Fault(fault.clone())),
        }
    }

    fn raise(&mut self, fault: &Fault, _text: Text<'_>) -> Failure {
        Failure::Fault(fault.clone())
    }
}

fn ascii_text(bytes: impl Iterator<Item = u8>) -> Replacement {
    Replacement::Text(bytes.map(u32::from).collect())
}

/// `\N{...}`, or a numeric escape for what has no name.
fn named(cp: u32) -> Vec<u8> {
    match escape_name(cp) {
        Some(name) => format!("\\N{{{name}}}").into_bytes(),
        None => hex::escape(cp).collect(),
    }
}

/// Bytes of the escaped surrogates that a fault begins with. Where others
/// follow, CPython's charmap codec blames the whole range and the other codecs
/// the rest: going on from there makes them report just that.
fn escape_surrogates(fault: &Fault, bad: impl Iterator<Item = u32>) -> Result<(Replacement, usize), Failure> {
    let bytes: Vec<u8> = bad.take_while(|cp| (0xDC80..=0xDCFF).contains(cp)).map(|cp| (cp - 0xDC00) as u8).collect();
    let end = fault.start + bytes.len();
    let partial = end < fault.end;
    if bytes.is_empty() || (partial && fault.codec == Codec::Charmap) {
        return Err(Failure::Fault(fault.clone()));
    }
    Ok((Replacement::Bytes(bytes), end))
}

/// The bytes of `bad` if the codec is a Unicode transformation and all are
/// surrogates.
fn pass_surrogates(codec: Codec, bad: impl Iterator<Item = u32>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for cp in bad {
        if !is_surrogate(cp) {
            return None;
        }
        match codec {
            Codec::Utf8 => utf8::push(cp, &mut bytes),
            Codec::Utf16(order) => bytes.extend(match order.unwrap_or(ByteOrder::NATIVE) {
                ByteOrder::Little => (cp as u16).to_le_bytes(),
                ByteOrder::Big => (cp as u16).to_be_bytes(),
            }),
            Codec::Utf32(order) => bytes.extend(match order.unwrap_or(ByteOrder::NATIVE) {
                ByteOrder::Little => cp.to_le_bytes(),
                ByteOrder::Big => cp.to_be_bytes(),
            }),
            _ => return None,
        }
    }
    Some(bytes)
}
