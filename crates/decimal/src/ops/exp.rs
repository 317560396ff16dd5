//! The exponential function, correctly rounded.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::natural::{Natural, divide, subtract};
use crate::number::Decimal;
use crate::ops::fixed::{self, ERROR};
use crate::round::Rounding;
use crate::status::{INEXACT, ROUNDED, Status};
use crate::word::LIMB_DIGITS;

/// From which exponent of the first digit on every result is out of range.
const OUT_OF_RANGE: i64 = 19;

/// e^x as a fixed-point number from 1 to 10 and a power of ten.
struct Power {
    mantissa: Natural,
    exponent: i64,
}

/// e^±x of a fixed-point number below 10^20 in a scale with one limb more than the result's.
fn split_power(x: &[u64], negative: bool, scale: usize) -> Power {
    let ln10 = fixed::ln10(scale + 1);
    let (count, mut rest) = divide(x, &ln10);
    let mut exponent = crate::natural::to_wide(&count).map_or(i64::MAX / 4, |count| count as i64);
    if negative {
        exponent = -exponent;
        if !rest.is_empty() {
            rest = subtract(&ln10, &rest);
            exponent -= 1;
        }
    }
    Power { mantissa: fixed::exp(&fixed::drop_limbs(rest, 1), scale), exponent }
}

impl Context {
    /// One as an inexact result.
    pub(super) fn inexact_one(&self, negative: bool, status: &mut Status) -> Decimal {
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        *status |= INEXACT | ROUNDED;
        let shift = self.prec - 1;
        self.finalize(Decimal::finite(negative, Coefficient::power_of_ten(shift as u64), -shift), status)
    }

    /// A result beyond every exponent.
    pub(super) fn out_of_range(&self, negative: bool, large: bool, status: &mut Status) -> Decimal {
        let exponent = if large { i64::MAX / 4 } else { -(i64::MAX / 4) };
        self.finish(negative, Coefficient::ONE, exponent, true, status)
    }

    /// e^a, rounded half to even.
    pub fn exp(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        if a.is_infinite() {
            return if a.negative { Decimal::zero(false, 0) } else { a.clone() };
        }
        if a.coefficient.is_zero() {
            return Decimal::finite(false, Coefficient::ONE, 0);
        }
        let context = Context { rounding: Rounding::HalfEven, ..*self };
        if a.adjusted() >= OUT_OF_RANGE {
            return context.out_of_range(false, !a.negative, status);
        }
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        if a.adjusted() <= -self.prec - 2 {
            if a.negative {
                let nines = Coefficient::nines(self.prec as u64 + 1);
                return context.finish(false, nines, -self.prec - 1, true, status);
            }
            return context.inexact_one(false, status);
        }
        let mut scale = self.prec as usize / LIMB_DIGITS + 2;
        loop {
            let power = split_power(&fixed::from_decimal(a, scale + 1), a.negative, scale);
            let exponent = power.exponent - (scale * LIMB_DIGITS) as i64;
            if let Some(result) = context.settle(false, &power.mantissa, ERROR, exponent, status) {
                return result;
            }
            scale += scale / 2 + 1;
        }
    }
}
