//! Python's float arithmetic where it differs from the hardware's.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

/// The outcome of a power of floats.
pub(super) enum Power {
    Real(f64),
    /// A negative base and a fractional exponent.
    Complex,
}

/// Bits of the quotient that is rounded: more than 53, so that a sticky bit below them decides.
const QUOTIENT_BITS: i64 = 66;
/// Bits of a float's significand, and the exponent below which there are fewer.
const PRECISION: i64 = 53;
const MIN_EXPONENT: i64 = -1021;

/// `left / right` of ints, correctly rounded; `None` for division by zero and overflow.
pub(super) fn true_divide(left: &BigInt, right: &BigInt) -> Option<f64> {
    if right.is_zero() {
        return None;
    }
    let negative = left.is_negative() != right.is_negative();
    let (left, right) = (left.magnitude(), right.magnitude());
    if left.is_zero() {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    let shift = QUOTIENT_BITS - (left.bits() as i64 - right.bits() as i64);
    let (scaled, divisor) =
        if shift >= 0 { (left << shift as u64, right.clone()) } else { (left.clone(), right << (-shift) as u64) };
    let quotient = &scaled / &divisor;
    let sticky = u128::from(&quotient * &divisor != scaled);
    let value = round(quotient.to_u128()? | sticky, -shift);
    value.is_finite().then_some(if negative { -value } else { value })
}

/// `mantissa * 2**exponent`, rounded half to even once, also where the result is subnormal.
fn round(mantissa: u128, exponent: i64) -> f64 {
    let bits = 128 - i64::from(mantissa.leading_zeros());
    let precision = PRECISION.min(PRECISION - (MIN_EXPONENT - exponent - bits));
    if precision < 0 {
        return 0.0;
    }
    let dropped = bits - precision;
    let (kept, rest) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1));
    let half = 1u128 << (dropped - 1);
    let kept = kept + u128::from(rest > half || (rest == half && kept & 1 == 1));
    scale(kept as f64, exponent + dropped)
}

/// `value * 2**exponent` in steps that no power of two overflows in.
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent.abs() > 1000 {
        let step = exponent.signum() * 1000;
        value *= 2f64.powi(step as i32);
        exponent -= step;
        if value == 0.0 || value.is_infinite() {
            return value;
        }
    }
    value * 2f64.powi(exponent as i32)
}

/// Quotient rounded down and remainder; `None` for division by zero.
pub(super) fn floor_divmod(left: f64, right: f64) -> Option<(f64, f64)> {
    if right == 0.0 {
        return None;
    }
    let mut remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder == 0.0 {
        remainder = 0f64.copysign(right);
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder += right;
        quotient -= 1.0;
    }
    let floored = if quotient == 0.0 {
        0f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    Some((floored, remainder))
}

/// `base ** exponent`; `None` where Python raises.
pub(super) fn power(base: f64, exponent: f64) -> Option<Power> {
    if base == 0.0 && exponent < 0.0 {
        return None;
    }
    if base < 0.0 && base.is_finite() && exponent.is_finite() && exponent != exponent.floor() {
        return Some(Power::Complex);
    }
    let result = base.powf(exponent);
    let overflow = result.is_infinite() && base.is_finite() && exponent.is_finite();
    (!overflow).then_some(Power::Real(result))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divide(left: i64, right: i64, shift: u32) -> Option<f64> {
        true_divide(&left.into(), &(BigInt::from(right) << shift))
    }

    #[test]
    fn division_of_ints_rounds_once() {
        assert_eq!(divide(1, 3, 0), Some(1.0 / 3.0));
        assert_eq!(divide(-7, 2, 0), Some(-3.5));
        assert_eq!(divide(i64::MAX, 3, 0), Some(i64::MAX as f64 / 3.0));
        assert_eq!(divide(1, 1, 1074), Some(f64::from_bits(1)));
        assert_eq!(divide(3, 1, 1075), Some(f64::from_bits(2)));
        assert_eq!(divide(1, 1, 1075), Some(0.0));
        assert_eq!(divide(1, 0, 0), None);
        assert_eq!(true_divide(&(BigInt::from(1) << 2000u32), &1.into()), None);
    }

    #[test]
    fn remainders_have_the_sign_of_the_divisor() {
        assert_eq!(floor_divmod(5.5, -2.0), Some((-3.0, -0.5)));
        assert_eq!(floor_divmod(-4.0, 2.0).map(|(_, r)| r.to_bits()), Some(0f64.to_bits()));
        assert_eq!(floor_divmod(1.0, 0.0), None);
    }
}
