//! Source bytes to the text the tokenizer reads: PEP 263 encodings, line ends, NUL.
//!
//! **Invariant**: the result has `\n` line ends only, no NUL, and no byte order mark that came as
//! bytes. Without a declared encoding the bytes pass unchecked, as in CPython, where only the
//! places that look at them (names, literals) object to bad UTF-8.

mod charset;
pub mod cookie;
mod multibyte;

use std::borrow::Cow;

pub use charset::{Decoder, decode, utf8_error};

pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Why bytes are no source text.
#[derive(Debug, PartialEq, Eq)]
pub enum SourceError {
    Nul,
    /// CPython's `SyntaxError` message, without a place.
    Encoding(String),
}

/// What is done to the end of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastLine {
    Keep,
    /// End the last line.
    Complete,
    /// End the last line, and after a final `\r\n` once more: what `compile()` does.
    CompleteTwice,
}

/// Decodes and normalises. Without a `decoder` the bytes are the UTF-8 of a `str`: a cookie means
/// nothing.
pub fn prepare(source: &[u8], decoder: Option<Decoder>, last_line: LastLine) -> Result<Cow<'_, [u8]>, SourceError> {
    if memchr::memchr(0, source).is_some() {
        return Err(SourceError::Nul);
    }
    let text = normalize_newlines(source, last_line);
    match decoder {
        Some(decoder) => decoded(text, decoder),
        None => Ok(text),
    }
}

fn decoded(text: Cow<'_, [u8]>, decoder: Decoder) -> Result<Cow<'_, [u8]>, SourceError> {
    let has_bom = text.starts_with(BOM);
    let body = if has_bom { &text[BOM.len()..] } else { &text[..] };
    match cookie::declared_encoding(body) {
        Some(name) if name != "utf-8" && has_bom => {
            Err(SourceError::Encoding(format!("encoding problem: {name} with BOM")))
        }
        Some(name) if name != "utf-8" => {
            decoder(body, &name).map(|text| Cow::Owned(text.into_bytes())).map_err(SourceError::Encoding)
        }
        _ if has_bom => Ok(Cow::Owned(body.to_vec())),
        _ => Ok(text),
    }
}

pub fn normalize_newlines(text: &[u8], last_line: LastLine) -> Cow<'_, [u8]> {
    let missing = match last_line {
        LastLine::Keep => false,
        LastLine::CompleteTwice if text.ends_with(b"\r\n") => true,
        _ => !text.is_empty() && !text.ends_with(b"\n") && !text.ends_with(b"\r"),
    };
    let has_return = memchr::memchr(b'\r', text).is_some();
    if !missing && !has_return {
        return Cow::Borrowed(text);
    }
    let mut result = Vec::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest) {
        result.extend_from_slice(&rest[..at]);
        result.push(b'\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    result.extend_from_slice(rest);
    if missing {
        result.push(b'\n');
    }
    Cow::Owned(result)
}

/// A file as the tokenizer reads it, if that differs: from a null byte on, the rest of a line is lost, its
/// end too, so that the next line goes on there.
pub fn without_lost_parts(source: &[u8]) -> Option<Vec<u8>> {
    memchr::memchr(0, source)?;
    let mut kept = Vec::with_capacity(source.len());
    for line in source.split_inclusive(|&byte| byte == b'\n') {
        kept.extend_from_slice(&line[..memchr::memchr(0, line).unwrap_or(line.len())]);
    }
    Some(kept)
}

/// Does nothing say what encoding a file is in? Then each of its lines must be UTF-8.
pub fn is_undeclared(source: &[u8]) -> bool {
    !source.starts_with(BOM) && cookie::declared_encoding(source).is_none()
}
