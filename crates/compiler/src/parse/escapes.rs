//! Backslash escapes in literals.
//!
//! **Invariant**: positions in errors are CPython's: those in a copy of the body in which every
//! non-ASCII character stands as a ten-byte `\U` escape, and a backslash before one as `\u005c`.

use super::unicode::{Database, Unanswered};
use crate::{source::utf8_error, wstr::push_code_point};

/// Why a body could not be decoded, under the heading of CPython's message.
#[derive(Debug, PartialEq, Eq)]
pub enum EscapeError {
    Unicode(String),
    Value(String),
}

/// Decodes a text body to generalised UTF-8; `invalid` gets the first unknown escape.
pub fn text(body: &[u8], database: &Database, invalid: &mut Option<u8>) -> Result<Vec<u8>, EscapeError> {
    let body = &ascii_form(body)?[..];
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'\\', &body[at..]) {
        out.extend_from_slice(&body[at..at + offset]);
        let start = at + offset;
        let Some(&escape) = body.get(start + 1) else {
            return Err(unicode_error(body, start, body.len(), "\\ at end of string"));
        };
        at = start + 2;
        match escape {
            b'x' => at = hex(body, at, 2, "truncated \\xXX escape", &mut out)?,
            b'u' => at = hex(body, at, 4, "truncated \\uXXXX escape", &mut out)?,
            b'U' => at = hex(body, at, 8, "truncated \\UXXXXXXXX escape", &mut out)?,
            b'N' => at = named(body, at, database, &mut out)?,
            b'0'..=b'7' => at = octal(body, at - 1, &mut out),
            b'\n' => {}
            _ => match simple(escape) {
                Some(byte) => out.push(byte),
                None => {
                    invalid.get_or_insert(escape);
                    out.extend([b'\\', escape]);
                }
            },
        }
    }
    out.extend_from_slice(&body[at..]);
    Ok(out)
}

/// Decodes a bytes body.
pub fn bytes(body: &[u8], invalid: &mut Option<u8>) -> Result<Vec<u8>, EscapeError> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'\\', &body[at..]) {
        out.extend_from_slice(&body[at..at + offset]);
        let start = at + offset;
        let Some(&escape) = body.get(start + 1) else {
            return Err(EscapeError::Value("Trailing \\ in string".to_string()));
        };
        at = start + 2;
        match escape {
            b'x' => {
                let digits = body.get(at..at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                let valid = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let Some(value) = valid.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                    return Err(EscapeError::Value(format!("invalid \\x escape at position {start}")));
                };
                out.push(value);
                at += 2;
            }
            b'0'..=b'7' => {
                let (value, next) = octal_value(body, at - 1);
                out.push(value as u8);
                at = next;
            }
            b'\n' => {}
            _ => match simple(escape) {
                Some(byte) => out.push(byte),
                None => {
                    invalid.get_or_insert(escape);
                    out.extend([b'\\', escape]);
                }
            },
        }
    }
    out.extend_from_slice(&body[at..]);
    Ok(out)
}

fn simple(escape: u8) -> Option<u8> {
    Some(match escape {
        b'\\' | b'\'' | b'"' => escape,
        b'b' => 8,
        b'f' => 12,
        b't' => b'\t',
        b'n' => b'\n',
        b'r' => b'\r',
        b'v' => 11,
        b'a' => 7,
        _ => return None,
    })
}

fn ascii_form(body: &[u8]) -> Result<Vec<u8>, EscapeError> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        if body[at] == b'\\' {
            out.push(b'\\');
            at += 1;
            if body.get(at).is_none_or(|byte| !byte.is_ascii()) {
                out.extend_from_slice(b"u005c");
                continue;
            }
        }
        if body[at].is_ascii() {
            out.push(body[at]);
            at += 1;
            continue;
        }
        let len = body[at..].iter().take_while(|byte| !byte.is_ascii()).count();
        let run = &body[at..at + len];
        let run = std::str::from_utf8(run).map_err(|_| EscapeError::Unicode(utf8_error(run)))?;
        for c in run.chars() {
            out.extend_from_slice(format!("\\U{:08x}", u32::from(c)).as_bytes());
        }
        at += len;
    }
    Ok(out)
}

fn unicode_error(body: &[u8], start: usize, end: usize, reason: &str) -> EscapeError {
    EscapeError::Unicode(if end - start == 1 {
        format!("'unicodeescape' codec can't decode byte 0x{:02x} in position {start}: {reason}", body[start])
    } else {
        format!("'unicodeescape' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
    })
}

fn hex(body: &[u8], at: usize, count: usize, reason: &str, out: &mut Vec<u8>) -> Result<usize, EscapeError> {
    let mut value = 0;
    for offset in 0..count {
        let digit = body.get(at + offset).and_then(|&byte| char::from(byte).to_digit(16));
        let Some(digit) = digit else {
            return Err(unicode_error(body, at - 2, at + offset, reason));
        };
        value = value << 4 | digit;
    }
    if value > 0x10_FFFF {
        return Err(unicode_error(body, at - 2, at + count, "illegal Unicode character"));
    }
    push_code_point(out, value);
    Ok(at + count)
}

fn octal_value(body: &[u8], at: usize) -> (u32, usize) {
    let digits = body[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold((0, at), |(value, next), byte| (value << 3 | u32::from(byte - b'0'), next + 1))
}

fn octal(body: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let (value, next) = octal_value(body, at);
    push_code_point(out, value);
    next
}

/// `\N{name}`; `at` is after the `N`.
fn named(body: &[u8], at: usize, database: &Database, out: &mut Vec<u8>) -> Result<usize, EscapeError> {
    const MALFORMED: &str = "malformed \\N character escape";
    if body.get(at) != Some(&b'{') {
        return Err(unicode_error(body, at - 2, at, MALFORMED));
    }
    let start = at + 1;
    let Some(len) = memchr::memchr(b'}', &body[start..]) else {
        return Err(unicode_error(body, at - 2, body.len(), MALFORMED));
    };
    if len == 0 {
        return Err(unicode_error(body, at - 2, start, MALFORMED));
    }
    let end = start + len + 1;
    let name = std::str::from_utf8(&body[start..start + len]).ok();
    let found = name.map_or(Ok(None), database.character).map_err(|Unanswered| {
        EscapeError::Unicode("\\N escapes not supported (can't load unicodedata module)".to_string())
    })?;
    let Some(found) = found else {
        return Err(unicode_error(body, at - 2, end, "unknown Unicode character name"));
    };
    push_code_point(out, u32::from(found));
    Ok(end)
}
