//! Numbers that pickles have as text, in lines.
//!
//! **Invariant**: a line is read as C reads a string: what follows a NUL does not count. The three opcodes differ in
//! what they accept, and what they say of the rest.

use pyston_builtins::codecs::{self, Standard};
use pyston_numeric::int::{ParseIntError, parse};
use pyston_object::int::max_str_digits;
use pyston_object::prelude::*;

use super::unpickling_error;

/// Errors show at most so much of a line.
const SHOWN_MOST: usize = 200;

/// The text of a line argument, without its end.
pub(super) fn line_text(line: &[u8]) -> PyResult<&[u8]> {
    if line.len() < 2 {
        return Err(unpickling_error("pickle data was truncated"));
    }
    Ok(&line[..line.len() - 1])
}

fn before_nul(line: &[u8]) -> &[u8] {
    &line[..memchr::memchr(0, line).unwrap_or(line.len())]
}

/// A whole number: base 10, or 0 for what the prefix says.
fn whole(line: &[u8], base: u32) -> PyResult<Py<Int>> {
    let text = before_nul(line);
    match parse(text, base, max_str_digits()) {
        Ok(value) => Int::from_numeric(&value),
        Err(ParseIntError::Limit(error)) => Err(error.into()),
        Err(_) => {
            let shown = codecs::decode(Standard::Utf8, &text[..text.len().min(SHOWN_MOST)], None)?;
            let (base, shown) = (if base == 0 { said_base(text) } else { base }, protocol::repr(&shown)?);
            Err(raise!(ValueError, "invalid literal for int() with base {base}: {shown:.200}"))
        }
    }
}

/// The base that a number's prefix says; 0 for a prefix of zeros, which says none.
fn said_base(text: &[u8]) -> u32 {
    match unsigned(text) {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        [b'0', ..] => 0,
        _ => 10,
    }
}

/// A number without white space and sign before it.
fn unsigned(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !is_space(*byte)).unwrap_or(text.len());
    let text = &text[start..];
    text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text)
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'\x0b'
}

/// The number of an entry of the memo.
pub(super) fn index(line: &[u8]) -> PyResult<i64> {
    let value = whole(line, 10)?;
    value.to_i64().ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C ssize_t"))
}

/// `LONG`: a whole number, perhaps with an `L` behind it.
pub(super) fn long(line: &[u8]) -> PyResult<Py<Int>> {
    line_text(line)?;
    whole(line.strip_suffix(b"L\n").unwrap_or(line), 0)
}

/// `INT`: a whole number as C writes it, in octal with a 0 before it. Two characters that say 0 or 1 are a bool.
pub(super) fn int(line: &[u8]) -> PyResult {
    line_text(line)?;
    match c_long(line) {
        Some(value @ 0..=1) if line.len() == 3 => Ok(singletons::py_bool(value == 1)),
        Some(value) => Ok(value.into_py()?),
        None => match errors::catch(whole(line, 0), &exc::ValueError)? {
            Some(value) => Ok(value.into_object()),
            None => Err(raise!(ValueError, "could not convert string to int")),
        },
    }
}

/// What C's `strtol` makes of all of a line with base 0; `None` if something is left or it is too large.
fn c_long(line: &[u8]) -> Option<i64> {
    let text = before_nul(line);
    let digits = unsigned(text);
    let is_negative = text.get((text.len() - digits.len()).wrapping_sub(1)) == Some(&b'-');
    let (base, digits) = match digits {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', rest @ ..] if !matches!(rest, [] | [b'\n']) => (8, rest),
        _ => (10, digits),
    };
    let digits = digits.strip_suffix(b"\n").unwrap_or(digits);
    if digits.is_empty() {
        // Nothing before a NUL is 0.
        return text.is_empty().then_some(0);
    }
    let mut value = 0_i64;
    for &digit in digits {
        let digit = i64::from(char::from(digit).to_digit(base)?);
        let digit = if is_negative { -digit } else { digit };
        value = value.checked_mul(base.into())?.checked_add(digit)?;
    }
    Some(value)
}

/// `FLOAT`.
pub(super) fn float(line: &[u8]) -> PyResult<f64> {
    line_text(line)?;
    let text = before_nul(line);
    let shown = || String::from_utf8_lossy(&text[..text.len().min(SHOWN_MOST)]).into_owned();
    let Some((value, used)) = pyston_numeric::float::parse_prefix(text) else {
        return Err(raise!(ValueError, "could not convert string to float: '{}'", shown()));
    };
    if value.is_infinite() && text[..used].iter().any(u8::is_ascii_digit) {
        return Err(raise!(OverflowError, "value too large to convert to float: '{}'", shown()));
    }
    if !matches!(text[used..], [] | [b'\n', ..]) {
        return Err(raise!(ValueError, "could not convert string to float"));
    }
    Ok(value)
}
