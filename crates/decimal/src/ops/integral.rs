//! Rounding to integers; normal form; truncation, floor and ceiling of exact numbers.

use crate::context::Context;
use crate::number::Decimal;
use crate::round::{Discarded, Rounding};
use crate::status::{INEXACT, ROUNDED, Status};

impl Context {
    /// Rounded to an integer, if there are digits after the point.
    fn integral(&self, a: &Decimal, rounding: Rounding, quiet: bool, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        if a.is_infinite() || a.exponent >= 0 {
            return a.clone();
        }
        if a.coefficient.is_zero() {
            return Decimal::zero(a.negative, 0);
        }
        let (result, discarded) = a.to_integer(rounding);
        if !quiet {
            *status |= if discarded == Discarded::Nothing { ROUNDED } else { ROUNDED | INEXACT };
        }
        result
    }

    pub fn to_integral_exact(&self, a: &Decimal, status: &mut Status) -> Decimal {
        self.integral(a, self.rounding, false, status)
    }

    pub fn to_integral_value(&self, a: &Decimal, status: &mut Status) -> Decimal {
        self.integral(a, self.rounding, true, status)
    }

    /// Without trailing zeros.
    pub fn normalize(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        let result = self.finalize(a.clone(), status);
        if !result.is_finite() {
            return result;
        }
        if result.coefficient.is_zero() {
            return Decimal::zero(result.negative, 0);
        }
        let top = if self.clamp { self.etop() } else { self.emax };
        let zeros = result.coefficient.trailing_zeros().min(top - result.exponent).max(0);
        let coefficient = result.coefficient.shift_right(zeros as u64).0;
        Decimal::finite(result.negative, coefficient, result.exponent + zeros)
    }
}

impl Decimal {
    /// A finite number with digits after the point, rounded to an integer with exponent 0.
    pub fn to_integer(&self, rounding: Rounding) -> (Decimal, Discarded) {
        let (quotient, discarded) = self.coefficient.shift_right((-self.exponent) as u64);
        let rounded = if rounding.increments(discarded, self.negative, quotient.last_digit()) {
            quotient.increment()
        } else {
            quotient
        };
        (Decimal::finite(self.negative, rounded, 0), discarded)
    }
}
