//! `float.hex` and `float.fromhex`.

use super::convert::compose;
use super::parse::strip;
use crate::error::{NumError, NumResult};

/// `x.hex()`.
pub fn to_hex(x: f64) -> String {
    if !x.is_finite() {
        return super::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let (field, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    let (lead, exponent) = if field == 0 { (0, -1022) } else { (1, field - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

fn bad() -> NumError {
    NumError::value("invalid hexadecimal floating-point string")
}

/// `float.fromhex(text)`.
pub fn from_hex(text: &[u8]) -> NumResult<f64> {
    let body = strip(text);
    let negative = body.first() == Some(&b'-');
    let body = if matches!(body.first(), Some(b'+' | b'-')) { &body[1..] } else { body };
    let signed = |x: f64| if negative { -x } else { x };
    if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if body.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => body,
    };
    let end = body.iter().position(|b| !b.is_ascii_hexdigit() && *b != b'.').unwrap_or(body.len());
    let (digits, tail) = body.split_at(end);
    let exponent = match tail {
        [] => 0,
        [b'p' | b'P', rest @ ..] => exponent(rest)?,
        _ => return Err(bad()),
    };
    magnitude(digits, exponent).map(signed)
}

/// A signed decimal number, held within bounds that no number of digits can make up for.
fn exponent(text: &[u8]) -> NumResult<i64> {
    let negative = text.first() == Some(&b'-');
    let digits = if matches!(text.first(), Some(b'+' | b'-')) { &text[1..] } else { text };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(bad());
    }
    let size = digits.iter().fold(0i64, |acc, &d| (acc * 10 + i64::from(d - b'0')).min(1 << 56));
    Ok(if negative { -size } else { size })
}

fn magnitude(digits: &[u8], exponent: i64) -> NumResult<f64> {
    let (mut mantissa, mut sticky, mut scale) = (0u64, false, exponent);
    let (mut seen_point, mut count) = (false, 0);
    for &b in digits {
        if b == b'.' {
            if seen_point {
                return Err(bad());
            }
            seen_point = true;
            continue;
        }
        count += 1;
        let value = u64::from((b as char).to_digit(16).unwrap_or(0));
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | value;
            scale -= if seen_point { 4 } else { 0 };
        } else {
            sticky |= value != 0;
            scale += if seen_point { 0 } else { 4 };
        }
    }
    if count == 0 {
        return Err(bad());
    }
    compose(mantissa, sticky, scale)
        .ok_or_else(|| NumError::overflow("hexadecimal value too large to represent as a float"))
}
