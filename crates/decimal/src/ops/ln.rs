//! Logarithms, correctly rounded.

use crate::context::Context;
use crate::natural::{Natural, add, compare, multiply_small, subtract};
use crate::number::Decimal;
use crate::ops::compare::order;
use crate::ops::fixed::{self, ERROR};
use crate::round::Rounding;
use crate::status::{INVALID_OPERATION, Status};
use crate::word::LIMB_DIGITS;

/// A fixed-point number with its sign.
struct Signed {
    negative: bool,
    magnitude: Natural,
}

/// `fraction + count * unit`.
fn combine(fraction: Natural, count: i64, unit: Natural) -> Signed {
    if count >= 0 {
        return Signed { negative: false, magnitude: add(&fraction, &unit) };
    }
    if compare(&fraction, &unit).is_lt() {
        Signed { negative: true, magnitude: subtract(&unit, &fraction) }
    } else {
        Signed { negative: false, magnitude: subtract(&fraction, &unit) }
    }
}

/// The mantissa from 1 to 10 of a positive number, in units of a scale.
fn mantissa(a: &Decimal, scale: usize) -> Natural {
    let exponent = 1 - a.coefficient.digits();
    fixed::from_decimal(&Decimal::finite(false, a.coefficient.clone(), exponent), scale)
}

/// ln of a positive number, off by less than [`ERROR`] units.
fn fixed_ln(a: &Decimal, scale: usize) -> Signed {
    let fraction = fixed::ln(&mantissa(a, scale), scale);
    let count = a.adjusted();
    let mut unit = fixed::ln10(scale + 1);
    multiply_small(&mut unit, count.unsigned_abs());
    combine(fraction, count, fixed::drop_limbs(unit, 1))
}

/// log10 of a positive number, off by less than [`ERROR`] units.
fn fixed_log10(a: &Decimal, scale: usize) -> Signed {
    let fraction = fixed::quotient(&fixed::ln(&mantissa(a, scale), scale), &fixed::ln10(scale), scale);
    let count = a.adjusted();
    let mut unit = fixed::one(scale);
    multiply_small(&mut unit, count.unsigned_abs());
    combine(fraction, count, unit)
}

/// How many zeros follow the point in the logarithm of a number near one.
pub fn leading_zeros(a: &Decimal) -> i64 {
    if !(-1..=0).contains(&a.adjusted()) {
        return 0;
    }
    let exact = Context { ..Context::MAX };
    let difference = exact.subtract(a, &Decimal::from_i64(1), &mut 0);
    (-difference.adjusted()).max(0)
}

impl Context {
    /// What the logarithms of special numbers are.
    fn logarithm_special(&self, a: &Decimal, status: &mut Status) -> Option<Decimal> {
        if let Some(nan) = self.nan_of(&[a], status) {
            return Some(nan);
        }
        if a.is_zero() {
            return Some(Decimal::infinity(true));
        }
        if a.negative {
            return Some(self.fail(INVALID_OPERATION, status));
        }
        a.is_infinite().then(|| a.clone())
    }

    fn logarithm(&self, a: &Decimal, status: &mut Status, compute: fn(&Decimal, usize) -> Signed) -> Decimal {
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        let context = Context { rounding: Rounding::HalfEven, ..*self };
        let mut scale = (self.prec + leading_zeros(a)) as usize / LIMB_DIGITS + 2;
        loop {
            let value = compute(a, scale);
            let exponent = -((scale * LIMB_DIGITS) as i64);
            if let Some(result) = context.settle(value.negative, &value.magnitude, ERROR, exponent, status) {
                return result;
            }
            scale += scale / 2 + 1;
        }
    }

    /// The natural logarithm, rounded half to even.
    pub fn ln(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(result) = self.logarithm_special(a, status) {
            return result;
        }
        if order(a, &Decimal::from_i64(1)).is_eq() {
            return Decimal::zero(false, 0);
        }
        self.logarithm(a, status, fixed_ln)
    }

    /// The logarithm to base 10, rounded half to even.
    pub fn log10(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(result) = self.logarithm_special(a, status) {
            return result;
        }
        let context = Context { rounding: Rounding::HalfEven, ..*self };
        if a.coefficient.trailing_zeros() == a.coefficient.digits() - 1
            && a.coefficient.digit_at(a.coefficient.digits() as u64 - 1) == 1
        {
            return context.finalize(Decimal::from_i64(a.adjusted()), status);
        }
        self.logarithm(a, status, fixed_log10)
    }
}
