//! `int / int`, correctly rounded whatever the sizes.

use super::IntRef;
use super::convert::to_biguint;
use crate::error::{NumError, NumResult};
use crate::float::compose;
use num_integer::Integer;

/// `a / b` as a float.
pub fn true_div(a: IntRef, b: IntRef) -> NumResult<f64> {
    if b.is_zero() {
        return Err(NumError::zero_division("division by zero"));
    }
    let negative = a.negative != b.negative;
    let signed = |x: f64| if negative { -x } else { x };
    const EXACT: u64 = 1 << 53;
    if a.is_zero() {
        return Ok(signed(0.0));
    }
    if let (Some(x), Some(y)) = (a.magnitude_u64(), b.magnitude_u64())
        && x <= EXACT
        && y <= EXACT
    {
        return Ok(signed(x as f64 / y as f64));
    }
    // Scale so that the quotient has 63 or 64 bits; the remainder only says whether it is exact.
    let shift = 64 - (a.bit_length() as i64 - b.bit_length() as i64) - 1;
    if shift < -1100 {
        return Err(too_large());
    }
    if shift > 1300 {
        return Ok(signed(0.0));
    }
    let (mut x, mut y) = (to_biguint(a.digits), to_biguint(b.digits));
    if shift >= 0 {
        x <<= shift as u64;
    } else {
        y <<= shift.unsigned_abs();
    }
    let (q, r) = x.div_rem(&y);
    let mantissa = q.iter_u64_digits().next().unwrap_or(0);
    compose(mantissa, r.bits() != 0, -shift).map(signed).ok_or_else(too_large)
}

fn too_large() -> NumError {
    NumError::overflow("integer division result too large for a float")
}
