//! Between numbers and text, for all number types: what parsers read of a str, formatted output.

use std::borrow::Cow;

use pyston_numeric::format::Formatted;
use pyston_numeric::{NumResult, int as numeric};
use pyston_object::int::max_str_digits;
use pyston_object::prelude::*;

/// The text of a number in a str as bytes: decimal digits and spaces of all scripts become ASCII, and
/// the first other character becomes `?`, which no number has, and ends it.
pub fn number_bytes(text: &Str) -> Cow<'_, [u8]> {
    if let Some(text) = text.as_ascii() {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut bytes = Vec::with_capacity(text.len());
    for point in text.data().iter() {
        bytes.push(match point {
            0..0x7f => point as u8,
            _ if pyston_unicode::is_space(point) => b' ',
            _ => match pyston_unicode::decimal(point) {
                Some(digit) => b'0' + digit as u8,
                None => {
                    bytes.push(b'?');
                    break;
                }
            },
        });
    }
    Cow::Owned(bytes)
}

/// `str(int)`.
pub fn int_repr(value: &Int) -> PyResult<Py<Str>> {
    Str::from_ascii(numeric::decimal_text(value.numeric(), max_str_digits())?.as_bytes())
}

/// Reads `int(text, base)`; `original` is what the error shows.
pub fn parse_int(text: &[u8], base: u32, original: &Object) -> PyResult<Py<Int>> {
    match numeric::parse(text, base, max_str_digits()) {
        Ok(value) => Int::from_numeric(&value),
        Err(numeric::ParseIntError::BadBase) => Err(raise!(ValueError, "int() arg 2 must be >= 2 and <= 36")),
        Err(numeric::ParseIntError::Limit(error)) => Err(error.into()),
        Err(numeric::ParseIntError::Invalid) => {
            let shown = protocol::repr(original)?;
            Err(raise!(ValueError, "invalid literal for int() with base {base}: {shown:.200}"))
        }
    }
}

/// A formatted number as a str.
pub fn formatted(text: &Formatted) -> PyResult<Py<Str>> {
    if text.is_ascii() {
        return Str::new(&text.to_text().unwrap_or_default());
    }
    Str::from_points(&text.code_points().collect::<Vec<u32>>())
}

/// Applies `format` to the code units of a spec, whatever their width.
pub fn with_spec(
    spec: &Str,
    bytes: impl FnOnce(&[u8]) -> NumResult<Formatted>,
    points: impl FnOnce(&[u32]) -> NumResult<Formatted>,
) -> PyResult<Py<Str>> {
    let text = match spec.data() {
        StrData::Ascii(units) | StrData::Ucs1(units) => bytes(units)?,
        wide => points(&wide.iter().collect::<Vec<u32>>())?,
    };
    formatted(&text)
}
