//! Between floats and ints, exactly or correctly rounded.

use crate::error::{NumError, NumResult};
use crate::int::{self, Int, IntRef, SHIFT};
use std::cmp::Ordering;

/// The float nearest to `mantissa * 2**exponent`, ties to even; `sticky` says that the true value lies
/// a little above. None when it is too large for a float. Subnormal results are rounded once.
pub fn compose(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa << zeros;
    let exponent = exponent - i64::from(zeros);
    // The value is mantissa * 2**exponent with mantissa in [2**63, 2**64).
    let biased = exponent + 63 + 1023;
    if biased >= 2047 {
        return None;
    }
    let drop = if biased >= 1 { 11 } else { 12 - biased };
    if drop > 64 {
        return Some(0.0);
    }
    let (kept, lost, half) = if drop == 64 {
        (0, u128::from(mantissa), 1u128 << 63)
    } else {
        (mantissa >> drop, u128::from(mantissa & ((1 << drop) - 1)), 1u128 << (drop - 1))
    };
    let up = lost > half || lost == half && (sticky || kept & 1 == 1);
    let base = if biased >= 1 { (biased as u64 - 1) << 52 } else { 0 };
    // A carry out of the fraction moves into the exponent, which is just what rounding up needs.
    let value = f64::from_bits(base + kept + u64::from(up));
    value.is_finite().then_some(value)
}

/// Mantissa and exponent of a finite float: `|x| == mantissa * 2**exponent`.
pub fn split(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let (field, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) }
}

/// `float(a)` for an int.
pub fn from_int(a: IntRef) -> NumResult<f64> {
    let too_large = || NumError::overflow("int too large to convert to float");
    let magnitude = match a.magnitude_u64() {
        Some(small) => small as f64,
        None => {
            let bits = a.bit_length();
            if bits > 1024 {
                return Err(too_large());
            }
            let drop = bits - 64;
            let top = int::shr(a.abs(), drop);
            let sticky = lowest_bit(a.digits) < drop;
            compose(top.as_ref().magnitude_u64().unwrap_or(0), sticky, drop as i64).ok_or_else(too_large)?
        }
    };
    Ok(if a.negative { -magnitude } else { magnitude })
}

fn lowest_bit(digits: &[u32]) -> u64 {
    let words = digits.iter().position(|&d| d != 0).unwrap_or(0);
    words as u64 * u64::from(SHIFT) + u64::from(digits.get(words).map_or(0, |d| d.trailing_zeros()))
}

/// `int(x)`: towards zero.
pub fn to_int(x: f64) -> NumResult<Int> {
    if x.is_nan() {
        return Err(NumError::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(NumError::overflow("cannot convert float infinity to integer"));
    }
    let (mantissa, exponent) = split(x);
    let whole = match exponent {
        0.. => int::shl(Int::from_u64(mantissa).as_ref(), exponent as u64)?,
        -63..=-1 => Int::from_u64(mantissa >> -exponent),
        _ => Int::zero(),
    };
    Ok(if x < 0.0 { whole.negate() } else { whole })
}

/// `x.as_integer_ratio()`: numerator and denominator in lowest terms.
pub fn as_integer_ratio(x: f64) -> NumResult<(Int, Int)> {
    if x.is_nan() {
        return Err(NumError::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(NumError::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mut mantissa, mut exponent) = split(x);
    if mantissa == 0 {
        return Ok((Int::zero(), Int::from_u64(1)));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i32;
    let mut numerator = Int::from_u64(mantissa);
    let mut denominator = Int::from_u64(1);
    if exponent >= 0 {
        numerator = int::shl(numerator.as_ref(), exponent as u64)?;
    } else {
        denominator = int::shl(denominator.as_ref(), u64::from(exponent.unsigned_abs()))?;
    }
    Ok((if x < 0.0 { numerator.negate() } else { numerator }, denominator))
}

/// `x.is_integer()`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.floor() == x
}

/// Compares a float with an int exactly; None for NaN.
pub fn cmp_int(x: f64, a: IntRef) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    if let Some(small) = a.to_i64()
        && small.unsigned_abs() <= 1 << 53
    {
        return x.partial_cmp(&(small as f64));
    }
    let whole = to_int(x).ok()?;
    // The int is beyond 2**53, where a float with a fraction never is: on equal wholes nothing is left over.
    Some(int::cmp(whole.as_ref(), a))
}
