//! Ints from and to text, with the limit on decimal digits that 3.8's last releases have.
//!
//! Large conversions cost like multiplication, not quadratic time.

use super::convert::{digits_of, to_biguint};
use super::div::div_limb;
use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use crate::error::{NumError, NumResult};
use num_bigint::BigUint;
use std::f64::consts::LOG10_2;
use std::fmt::Write as _;

/// `sys.int_info.default_max_str_digits`.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;
/// `sys.int_info.str_digits_check_threshold`: up to this many digits are never refused.
pub const MAX_STR_DIGITS_THRESHOLD: usize = 640;

/// Eighteen decimal digits at a time.
const CHUNK_BASE: u64 = 1_000_000_000_000_000_000;
/// Up to this many 30-bit digits, repeated division beats num-bigint on the way to decimal (measured
/// with chunks of nine digits; with eighteen the limit could be higher).
const QUADRATIC_DIGITS: usize = 16;
/// Up to this many characters, repeated multiplication beats num-bigint on the way from text (measured).
const QUADRATIC_CHARS: usize = 300;
/// Above this many characters text splits in halves, because num-bigint's conversion from text is quadratic.
const SPLIT_CHARS: usize = 10_000;

/// Why text is no int.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseIntError {
    /// The base is neither 0 nor in 2..=36.
    BadBase,
    /// Not a literal in this base; the caller words it with the repr of its object.
    Invalid,
    /// More digits than the limit allows; the text is complete.
    Limit(NumError),
}

/// White space to C's `isspace`.
pub(crate) fn is_c_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

fn digit_value(b: u8) -> u32 {
    (b as char).to_digit(36).unwrap_or(37)
}

/// Reads `int(text, base)`; `limit` is `sys.get_int_max_str_digits()`, 0 for none.
/// Decimal digits and spaces outside ASCII are the caller's to translate before.
pub fn parse(text: &[u8], mut base: u32, limit: usize) -> Result<Int, ParseIntError> {
    if base == 1 || base > 36 {
        return Err(ParseIntError::BadBase);
    }
    let start = text.iter().position(|&b| !is_c_space(b)).ok_or(ParseIntError::Invalid)?;
    let end = text.iter().rposition(|&b| !is_c_space(b)).map_or(0, |i| i + 1);
    let mut body = &text[start..end];
    let negative = body[0] == b'-';
    if matches!(body[0], b'+' | b'-') {
        body = &body[1..];
    }
    let prefix = match body {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let mut must_be_zero = false;
    if base == 0 {
        base = if prefix != 0 { prefix } else { 10 };
        must_be_zero = prefix == 0 && body.first() == Some(&b'0');
    }
    if prefix == base {
        body = &body[2..];
        body = body.strip_prefix(b"_").unwrap_or(body);
    }
    let digits = values(body, base).ok_or(ParseIntError::Invalid)?;
    if must_be_zero && digits.iter().any(|&d| d != 0) {
        return Err(ParseIntError::Invalid);
    }
    if base.is_power_of_two() {
        return Ok(Int::normalized(negative, from_binary(&digits, base.trailing_zeros())));
    }
    if limit > 0 && digits.len() > MAX_STR_DIGITS_THRESHOLD && digits.len() > limit {
        return Err(ParseIntError::Limit(NumError::value(format!(
            "Exceeds the limit ({limit}) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        ))));
    }
    let magnitude = if digits.len() <= QUADRATIC_CHARS {
        from_values(&digits, base)
    } else {
        digits_of(&from_values_split(&digits, base, &mut Powers::new(base)))
    };
    Ok(Int::normalized(negative, magnitude))
}

/// The values of the digits, underscores only between digits.
fn values(body: &[u8], base: u32) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut after_digit = false;
    for &b in body {
        if b == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        let value = digit_value(b);
        if value >= base {
            return None;
        }
        out.push(value as u8);
        after_digit = true;
    }
    after_digit.then_some(out)
}

fn from_binary(values: &[u8], bits_each: u32) -> Digits {
    let mut out = Digits::with_capacity(values.len() * bits_each as usize / SHIFT as usize + 1);
    let (mut acc, mut bits) = (0u64, 0);
    for &v in values.iter().rev() {
        acc |= u64::from(v) << bits;
        bits += bits_each;
        if bits >= SHIFT {
            out.push(acc as u32 & MASK);
            acc >>= SHIFT;
            bits -= SHIFT;
        }
    }
    out.push(acc as u32);
    trim(&mut out);
    out
}

/// How many characters of `base` fit into one 30-bit factor.
fn chunk_len(base: u32) -> usize {
    (1..=SHIFT).take_while(|&n| u64::from(base).pow(n.min(12)) <= u64::from(MASK) && n <= 12).count().max(1)
}

fn from_values(values: &[u8], base: u32) -> Digits {
    let step = chunk_len(base);
    let mut out = Digits::new();
    for chunk in values.chunks(step) {
        let factor = u64::from(base.pow(chunk.len() as u32));
        let mut carry = chunk.iter().fold(0u64, |acc, &v| acc * u64::from(base) + u64::from(v));
        for d in out.iter_mut() {
            carry += u64::from(*d) * factor;
            *d = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        if carry != 0 {
            out.push(carry as u32);
        }
    }
    trim(&mut out);
    out
}

fn from_values_split(values: &[u8], base: u32, powers: &mut Powers) -> BigUint {
    if values.len() <= SPLIT_CHARS {
        return BigUint::from_radix_be(values, base).unwrap_or_default();
    }
    let level = Powers::level_below(values.len());
    let (high, low) = values.split_at(values.len() - Powers::exponent(level));
    let high = from_values_split(high, base, powers);
    let low = from_values_split(low, base, powers);
    high * powers.get(level) + low
}

/// `base ** (256 * 2**level)`, each made from the one before.
struct Powers(Vec<BigUint>);

impl Powers {
    fn new(base: u32) -> Self {
        Self(vec![BigUint::from(base).pow(Self::exponent(0) as u32)])
    }
    fn exponent(level: usize) -> usize {
        256 << level
    }
    /// The largest level whose exponent is below `count`.
    fn level_below(count: usize) -> usize {
        (0..).take_while(|&level| Self::exponent(level) < count).last().unwrap_or(0)
    }
    fn get(&mut self, level: usize) -> &BigUint {
        while self.0.len() <= level {
            let last = &self.0[self.0.len() - 1];
            let next = last * last;
            self.0.push(next);
        }
        &self.0[level]
    }
}

fn limit_error(limit: usize) -> NumError {
    NumError::value(format!(
        "Exceeds the limit ({limit}) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `str(a)`; `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn decimal_text(a: IntRef, limit: usize) -> NumResult<String> {
    let refused = |digits: u64| limit > 0 && digits > MAX_STR_DIGITS_THRESHOLD as u64 && digits > limit as u64;
    // A lower bound of the digit count, so that a refused conversion costs nothing.
    if refused((a.bit_length().saturating_sub(1) as f64 * LOG10_2) as u64) {
        return Err(limit_error(limit));
    }
    let mut out = String::with_capacity(a.digits.len() * 10 + 1);
    if a.negative {
        out.push('-');
    }
    if let Some(small) = a.magnitude_u64() {
        let _ = write!(out, "{small}");
    } else if a.digits.len() <= QUADRATIC_DIGITS {
        push_decimal(&mut out, Digits::from_slice(a.digits));
    } else {
        out.push_str(&to_biguint(a.digits).to_str_radix(10));
    }
    if refused((out.len() - usize::from(a.negative)) as u64) {
        return Err(limit_error(limit));
    }
    Ok(out)
}

/// Appends the decimal digits.
fn push_decimal(out: &mut String, mut digits: Digits) {
    let mut chunks = Vec::with_capacity(digits.len() / 2 + 2);
    while !digits.is_empty() {
        chunks.push(div_limb(&mut digits, CHUNK_BASE));
        trim(&mut digits);
    }
    for (i, chunk) in chunks.iter().rev().enumerate() {
        let _ = if i == 0 { write!(out, "{chunk}") } else { write!(out, "{chunk:018}") };
    }
}

/// The magnitude's digits in base 2, 8, 10 or 16, lower case, without sign, prefix or limit.
pub fn radix_magnitude(a: IntRef, base: u32) -> String {
    if base == 10 {
        return decimal_text(a.abs(), 0).unwrap_or_default();
    }
    if a.is_zero() {
        return "0".to_owned();
    }
    let bits_each = base.trailing_zeros();
    let count = a.bit_length().div_ceil(u64::from(bits_each)) as usize;
    let mut out = vec![b'0'; count];
    let (mut acc, mut bits) = (0u64, 0);
    let mut digits = a.digits.iter();
    for slot in out.iter_mut().rev() {
        if bits < bits_each {
            acc |= u64::from(digits.next().copied().unwrap_or(0)) << bits;
            bits += SHIFT;
        }
        *slot = b"0123456789abcdef"[acc as usize & (base as usize - 1)];
        acc >>= bits_each;
        bits -= bits_each;
    }
    String::from_utf8(out).unwrap_or_default()
}

/// `bin`, `oct` or `hex` of an int (base 2, 8, 16), or its text without a limit (base 10).
pub fn radix_text(a: IntRef, base: u32) -> String {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    };
    let magnitude = radix_magnitude(a, base);
    let mut out = String::with_capacity(1 + prefix.len() + magnitude.len());
    if a.negative {
        out.push('-');
    }
    out.push_str(prefix);
    out.push_str(&magnitude);
    out
}
