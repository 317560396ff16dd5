//! Arithmetic on whole microseconds, exact at any size.
//!
//! **Invariant**: a timedelta has less than 2**67 microseconds, so `i128` holds it and its product with any
//! machine word; factors beyond that go through big integers.

use num_bigint::{BigInt, Sign};
use pyston_object::prelude::*;

use super::layout::Delta;

pub const US_PER_SECOND: i128 = 1_000_000;
pub const US_PER_DAY: i128 = 86_400 * US_PER_SECOND;
const MAX_DAYS: i32 = 999_999_999;

impl Delta {
    /// The whole of it in microseconds.
    pub fn total(&self) -> i128 {
        let seconds = i64::from(self.days) * 86_400 + i64::from(self.seconds);
        i128::from(seconds) * US_PER_SECOND + i128::from(self.microseconds)
    }

    /// An instance of `ty` from a number of days and the rest, in any ranges.
    pub fn normal(ty: &Type, days: i64, seconds: i64, microseconds: i64) -> PyResult<Py<Instance<Delta>>> {
        let seconds = seconds + microseconds.div_euclid(1_000_000);
        let days = days + seconds.div_euclid(86_400);
        if days.unsigned_abs() > MAX_DAYS as u64 {
            return Err(too_many_days(days.into()));
        }
        let (seconds, microseconds) = (seconds.rem_euclid(86_400), microseconds.rem_euclid(1_000_000));
        Delta::make(ty, days as i32, seconds as i32, microseconds as i32)
    }

    /// A plain timedelta from parts in any ranges.
    pub fn of(days: i64, seconds: i64, microseconds: i64) -> PyResult<Py<Instance<Delta>>> {
        Delta::normal(<Delta as Payload>::static_type(), days, seconds, microseconds)
    }

    /// An instance of `ty` from the whole in microseconds.
    pub fn of_total(ty: &Type, total: i128) -> PyResult<Py<Instance<Delta>>> {
        let (days, rest) = (total.div_euclid(US_PER_DAY), total.rem_euclid(US_PER_DAY) as i64);
        match i64::try_from(days) {
            Ok(days) if days.unsigned_abs() <= MAX_DAYS as u64 => {
                Delta::make(ty, days as i32, (rest / 1_000_000) as i32, (rest % 1_000_000) as i32)
            }
            _ => Err(too_many_days(days)),
        }
    }

    /// As [`Delta::of_total`], from a number of any size.
    pub fn of_big_total(ty: &Type, total: &BigInt) -> PyResult<Py<Instance<Delta>>> {
        match i128::try_from(total) {
            Ok(total) => Delta::of_total(ty, total),
            Err(_) => Err(too_large()),
        }
    }
}

fn too_large() -> Raised {
    raise!(OverflowError, "Python int too large to convert to C int")
}

#[cold]
fn too_many_days(days: i128) -> Raised {
    match i32::try_from(days) {
        Ok(days) => raise!(OverflowError, "days={days}; must have magnitude <= {MAX_DAYS}"),
        Err(_) => too_large(),
    }
}

/// `a / b` to the nearest integer, ties to even; `b` is not zero.
pub fn divide_nearest(a: i128, b: i128) -> i128 {
    // A negative divisor is the same as two changed signs, so that the rest is not negative.
    let (a, b) = if b < 0 { (-a, -b) } else { (a, b) };
    let (quotient, rest) = (a.div_euclid(b), a.rem_euclid(b));
    let twice = rest.unsigned_abs() * 2;
    let half = b.unsigned_abs();
    quotient + i128::from(twice > half || (twice == half && quotient & 1 == 1))
}

pub fn division_by_zero() -> Raised {
    raise!(ZeroDivisionError, "integer division or modulo by zero")
}

/// As [`divide_nearest`], at any size; `b` may be zero.
pub fn divide_nearest_big(a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    if b.sign() == Sign::NoSign {
        return Err(division_by_zero());
    }
    let (a, b) = if b.sign() == Sign::Minus { (-a, -b) } else { (a.clone(), b.clone()) };
    let (quotient, rest) = floor_divide_big(&a, &b);
    let twice = rest * 2u32;
    let up = twice > b || (twice == b && quotient.bit(0));
    Ok(if up { quotient + 1u32 } else { quotient })
}

/// Quotient towards minus infinity, and the rest.
pub fn floor_divide_big(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (a / b, a % b);
    if rest.sign() != Sign::NoSign && rest.sign() != b.sign() { (quotient - 1u32, rest + b) } else { (quotient, rest) }
}

/// The floor of `a / b`.
pub fn floor_divide(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// What a float says of itself as a fraction: an exact one's in lowest terms.
pub fn ratio_of(number: &Float) -> PyResult<(BigInt, BigInt)> {
    if Float::check_exact(number) {
        return ratio(number.value());
    }
    let answer = pyston_object::call::call_method(number, name!("as_integer_ratio"), &[])?;
    let Some(pair) = answer.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "unexpected return type from as_integer_ratio(): expected tuple, got '{:.200}'",
            answer.type_name()
        ));
    };
    let [numerator, denominator] = pair.as_slice() else {
        return Err(raise!(ValueError, "as_integer_ratio() must return a 2-tuple"));
    };
    let part = |part: &Object| match part.downcast::<Int>() {
        Some(part) => Ok(part.to_bigint()),
        None => Err(raise!(TypeError, "non-integer arguments in division")),
    };
    Ok((part(numerator)?, part(denominator)?))
}

/// A float as a fraction in lowest terms.
pub fn ratio(value: f64) -> PyResult<(BigInt, BigInt)> {
    if value.is_nan() {
        return Err(raise!(ValueError, "cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(raise!(OverflowError, "cannot convert Infinity to integer ratio"));
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mut mantissa, mut exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    if mantissa == 0 {
        return Ok((BigInt::ZERO, BigInt::from(1)));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i32;
    let numerator = BigInt::from(mantissa) * if value < 0.0 { -1 } else { 1 };
    let shift = exponent.unsigned_abs() as usize;
    let one = BigInt::from(1);
    Ok(if exponent >= 0 { (numerator << shift, one) } else { (numerator, one << shift) })
}

/// A sum of numbers of microseconds, of which the first to leave `i128` makes it big.
pub enum Sum {
    Small(i128),
    Big(BigInt),
}

impl Sum {
    pub fn add(&mut self, term: i128) {
        *self = match self {
            Sum::Small(sum) => match sum.checked_add(term) {
                Some(sum) => Sum::Small(sum),
                None => Sum::Big(BigInt::from(*sum) + term),
            },
            Sum::Big(sum) => Sum::Big(&*sum + term),
        };
    }

    pub fn add_big(&mut self, term: BigInt) {
        *self = match self {
            Sum::Small(sum) => Sum::Big(term + *sum),
            Sum::Big(sum) => Sum::Big(&*sum + term),
        };
    }

    pub fn is_odd(&self) -> bool {
        match self {
            Sum::Small(sum) => sum & 1 == 1,
            Sum::Big(sum) => sum.bit(0),
        }
    }
}
