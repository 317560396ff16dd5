//! `math.gcd` and `math.isqrt`.

use super::convert::{digits_of, to_biguint};
use super::{Int, IntRef};
use crate::error::{NumError, NumResult};
use num_integer::Integer;

/// Greatest common divisor, never negative.
pub fn gcd(a: IntRef, b: IntRef) -> Int {
    if let (Some(x), Some(y)) = (a.magnitude_u64(), b.magnitude_u64()) {
        return Int::from_u64(x.gcd(&y));
    }
    if a.is_zero() {
        return b.abs().to_int();
    }
    if b.is_zero() {
        return a.abs().to_int();
    }
    // Binary gcd takes a step per bit of the longer number, so first bring both to one size.
    let (long, short) = if a.digits.len() >= b.digits.len() { (a, b) } else { (b, a) };
    let (_, rem) = super::div::divmod_magnitude(long.digits, short.digits);
    if rem.is_empty() {
        return short.abs().to_int();
    }
    Int { negative: false, digits: digits_of(&to_biguint(short.digits).gcd(&to_biguint(&rem))) }
}

/// The largest int whose square is not above `a`.
pub fn isqrt(a: IntRef) -> NumResult<Int> {
    if a.negative {
        return Err(NumError::value("isqrt() argument must be nonnegative"));
    }
    if let Some(small) = a.magnitude_u64() {
        return Ok(Int::from_u64(small.isqrt()));
    }
    Ok(Int { negative: false, digits: digits_of(&to_biguint(a.digits).sqrt()) })
}
