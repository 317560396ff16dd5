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

/// The name of an object's type, looked for when an error shows it.
pub struct TypeNameOf<'a>(pub &'a Object);

impl std::fmt::Display for TypeNameOf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.type_name())
    }
}

/// `str(int)`.
pub fn int_repr(value: &Int) -> PyResult<Py<Str>> {
    if let Some(value) = value.as_two_digits() {
        return Str::from_ascii(decimal(value, &mut [0; 20]));
    }
    Str::from_ascii(numeric::decimal_text(value.numeric(), max_str_digits())?.as_bytes())
}

/// Writes the decimal digits at the end of the buffer and gives them, with the sign.
fn decimal(value: i64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut rest = value.unsigned_abs();
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
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
    if !text.is_ascii() {
        return Str::from_points(&text.code_points().collect::<Vec<u32>>());
    }
    let len = text.left + text.head.len() + text.inner + text.body.len() + text.right;
    Str::filled_ascii(len, text.fill as u8, |out| {
        out[text.left..][..text.head.len()].copy_from_slice(text.head.as_bytes());
        out[text.left + text.head.len() + text.inner..][..text.body.len()].copy_from_slice(text.body.as_bytes());
    })
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
