//! Results with a given exponent.

use crate::context::{Context, MAX_EMAX, MIN_ETINY};
use crate::number::Decimal;
use crate::round::Discarded;
use crate::status::{INEXACT, INVALID_OPERATION, ROUNDED, Status};

impl Context {
    /// `a` with the exponent of `b`.
    pub fn quantize(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if !(a.is_finite() && b.is_finite()) {
            if let Some(nan) = self.nan_of(&[a, b], status) {
                return nan;
            }
            return if a.is_infinite() && b.is_infinite() { a.clone() } else { self.fail(INVALID_OPERATION, status) };
        }
        let exponent = b.exponent;
        if exponent > self.emax || exponent < self.etiny() {
            return self.fail(INVALID_OPERATION, status);
        }
        if a.coefficient.is_zero() {
            return self.finalize(Decimal::zero(a.negative, exponent), status);
        }
        let shift = a.exponent - exponent;
        if shift > 0 && a.coefficient.digits() + shift > self.prec {
            return self.fail(INVALID_OPERATION, status);
        }
        let mut move_status = 0;
        let Some(result) = self.moved(a, exponent, &mut move_status) else {
            return self.fail(move_status, status);
        };
        if result.coefficient.digits() > self.prec || result.adjusted() > self.emax {
            return self.fail(INVALID_OPERATION, status);
        }
        *status |= move_status;
        self.finalize(result, status)
    }

    /// `a` with another exponent, rounded; `None` if there is no memory for it.
    fn moved(&self, a: &Decimal, exponent: i64, status: &mut Status) -> Option<Decimal> {
        let shift = a.exponent - exponent;
        if shift >= 0 {
            if self.refuses(a.coefficient.digits() + shift, status) {
                return None;
            }
            return Some(Decimal::finite(a.negative, a.coefficient.shift_left(shift as u64), exponent));
        }
        let (quotient, discarded) = a.coefficient.shift_right((-shift) as u64);
        let increments = self.rounding.increments(discarded, a.negative, quotient.last_digit());
        let rounded = if increments { quotient.increment() } else { quotient };
        *status |= if discarded == Discarded::Nothing { ROUNDED } else { ROUNDED | INEXACT };
        Some(Decimal::finite(a.negative, rounded, exponent))
    }

    /// `a` with another exponent, as far as exponents go at all: for formatting and `round()`.
    pub fn rescale(&self, a: &Decimal, exponent: i64, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        if a.is_infinite() {
            return a.clone();
        }
        if !(MIN_ETINY..=MAX_EMAX + 1).contains(&exponent) {
            return self.fail(INVALID_OPERATION, status);
        }
        if a.coefficient.is_zero() {
            return Decimal::zero(a.negative, exponent);
        }
        match self.moved(a, exponent, status) {
            Some(result) => result,
            None => Decimal::nan(),
        }
    }
}
