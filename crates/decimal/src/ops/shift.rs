//! Moving digits and exponents: shift, rotate, scaleb, logb.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::status::{DIVISION_BY_ZERO, INVALID_OPERATION, Status};

/// The value of an integer operand with exponent 0.
fn small_integer(b: &Decimal) -> Option<i64> {
    if !b.is_finite() || b.exponent != 0 {
        return None;
    }
    let magnitude = i64::try_from(b.coefficient.wide()?).ok()?;
    Some(if b.negative { -magnitude } else { magnitude })
}

impl Context {
    /// The count of `shift` and `rotate`: within the precision.
    fn count(&self, b: &Decimal, status: &mut Status) -> Option<i64> {
        let count = small_integer(b).filter(|count| count.abs() <= self.prec);
        if count.is_none() {
            *status |= INVALID_OPERATION;
        }
        count
    }

    /// The digits moved left or right within the precision.
    pub fn shift(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let Some(count) = self.count(b, status) else { return Decimal::nan() };
        if a.is_infinite() {
            return a.clone();
        }
        let coefficient = if count >= 0 {
            if self.refuses(a.coefficient.digits().min(self.prec) + count, status) {
                return Decimal::nan();
            }
            a.coefficient.lowest((self.prec - count) as u64).shift_left(count as u64)
        } else {
            a.coefficient.lowest(self.prec as u64).shift_right((-count) as u64).0
        };
        Decimal::finite(a.negative, coefficient, a.exponent)
    }

    /// The digits moved round the precision.
    pub fn rotate(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let Some(count) = self.count(b, status) else { return Decimal::nan() };
        if a.is_infinite() {
            return a.clone();
        }
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        let left = count.rem_euclid(self.prec);
        let kept = a.coefficient.lowest(self.prec as u64);
        let high = kept.lowest((self.prec - left) as u64).shift_left(left as u64);
        let low = if left == 0 { Coefficient::ZERO } else { kept.shift_right((self.prec - left) as u64).0 };
        Decimal::finite(a.negative, high.add(&low), a.exponent)
    }

    /// `a * 10^b`.
    pub fn scaleb(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let limit = 2 * (self.emax + self.prec);
        let Some(shift) = small_integer(b).filter(|shift| shift.abs() <= limit) else {
            return self.fail(INVALID_OPERATION, status);
        };
        if a.is_infinite() {
            return a.clone();
        }
        let exponent = a.exponent.saturating_add(shift);
        self.finalize(Decimal::finite(a.negative, a.coefficient.clone(), exponent), status)
    }

    /// The exponent of the first digit, as a number.
    pub fn logb(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        if a.is_infinite() {
            return Decimal::infinity(false);
        }
        if a.coefficient.is_zero() {
            *status |= DIVISION_BY_ZERO;
            return Decimal::infinity(true);
        }
        self.finalize(Decimal::from_i64(a.adjusted()), status)
    }
}
