//! `Context`: precision, range and rounding; and how exact results are made to fit it.

use crate::coefficient::{Coefficient, shift_right_wide};
use crate::number::{Decimal, Kind};
use crate::round::Rounding;
use crate::status::*;
use crate::word::{WIDE_POWERS, digits_of_wide};

/// Bounds of what a context may say.
pub const MAX_PREC: i64 = 999_999_999_999_999_999;
pub const MAX_EMAX: i64 = 999_999_999_999_999_999;
pub const MIN_EMIN: i64 = -999_999_999_999_999_999;
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);

/// Coefficients longer than this are refused as if there were no memory for them.
pub const MAX_DIGITS: i64 = 1_000_000_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context {
    pub prec: i64,
    pub emax: i64,
    pub emin: i64,
    pub rounding: Rounding,
    /// Whether exponents are bounded so that the coefficient always fits the precision.
    pub clamp: bool,
}

impl Context {
    /// The widest context: in it conversions are exact or fail.
    pub const MAX: Context =
        Context { prec: MAX_PREC, emax: MAX_EMAX, emin: MIN_EMIN, rounding: Rounding::HalfEven, clamp: false };

    pub fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }
    pub fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }

    /// A quiet NaN for a failed operation.
    #[cold]
    pub fn fail(&self, condition: Status, status: &mut Status) -> Decimal {
        *status |= condition;
        Decimal::nan()
    }

    /// Whether a coefficient of this many digits cannot be had.
    pub fn refuses(&self, digits: i64, status: &mut Status) -> bool {
        if digits > MAX_DIGITS {
            *status |= MALLOC_ERROR;
        }
        digits > MAX_DIGITS
    }

    /// A NaN operand as a result: quiet, its payload cut to the precision.
    pub fn quieted(&self, nan: &Decimal) -> Decimal {
        Decimal { kind: Kind::Quiet, ..self.payload_cut(nan) }
    }

    fn payload_cut(&self, nan: &Decimal) -> Decimal {
        let room = self.prec - i64::from(self.clamp);
        if nan.coefficient.digits() <= room {
            return nan.clone();
        }
        Decimal { coefficient: nan.coefficient.lowest(room.max(0) as u64), ..nan.clone() }
    }

    /// If an operand is a NaN: the result. A signalling NaN comes before a quiet one.
    #[inline]
    pub fn nan_of(&self, operands: &[&Decimal], status: &mut Status) -> Option<Decimal> {
        if operands.iter().all(|operand| !operand.is_nan()) {
            return None;
        }
        if let Some(nan) = operands.iter().find(|operand| operand.is_signaling()) {
            *status |= INVALID_OPERATION;
            return Some(self.quieted(nan));
        }
        operands.iter().find(|operand| operand.is_nan()).map(|nan| self.quieted(nan))
    }

    /// The number rounded and clamped to the context.
    pub fn finalize(&self, value: Decimal, status: &mut Status) -> Decimal {
        match value.kind {
            Kind::Finite => self.finish(value.negative, value.coefficient, value.exponent, false, status),
            Kind::Infinite => value,
            _ => self.payload_cut(&value),
        }
    }

    /// As [`Context::finish`], for a double word.
    #[inline]
    pub fn finish_wide(
        &self,
        negative: bool,
        value: u128,
        exponent: i64,
        sticky: bool,
        status: &mut Status,
    ) -> Decimal {
        let digits = i64::from(digits_of_wide(value));
        let adjusted = exponent + digits - 1;
        if adjusted > self.emax || adjusted < self.emin || self.clamp {
            return self.finish(negative, Coefficient::from_wide(value), exponent, sticky, status);
        }
        if digits <= self.prec && !sticky {
            return Decimal::finite(negative, Coefficient::from_wide(value), exponent);
        }
        let dropped = (digits - self.prec).max(0);
        let (quotient, discarded) = shift_right_wide(value, dropped as u64);
        let discarded = discarded.with_sticky(sticky);
        self.finish_rounded(negative, quotient, exponent + dropped, discarded, status)
    }

    /// The end of rounding to a normal number of at most `prec` digits.
    #[inline]
    pub fn finish_rounded(
        &self,
        negative: bool,
        mut quotient: u128,
        mut exponent: i64,
        discarded: crate::Discarded,
        status: &mut Status,
    ) -> Decimal {
        *status |= ROUNDED;
        if discarded != crate::Discarded::Nothing {
            *status |= INEXACT;
            if self.rounding.increments(discarded, negative, (quotient % 10) as u8) {
                quotient += 1;
                if self.prec <= 38 && quotient == WIDE_POWERS[self.prec as usize] {
                    quotient /= 10;
                    exponent += 1;
                    if exponent + self.prec - 1 > self.emax {
                        return self.overflow(negative, status);
                    }
                }
            }
        }
        Decimal::finite(negative, Coefficient::from_wide(quotient), exponent)
    }

    /// The value `coefficient * 10^exponent`, or a little more if `sticky`, rounded and clamped.
    pub fn finish(
        &self,
        negative: bool,
        coefficient: Coefficient,
        exponent: i64,
        sticky: bool,
        status: &mut Status,
    ) -> Decimal {
        if coefficient.is_zero() && !sticky {
            return self.finish_zero(negative, exponent, status);
        }
        let digits = coefficient.digits();
        let adjusted = exponent + digits - 1;
        if adjusted > self.emax {
            return self.overflow(negative, status);
        }
        let mut dropped = (digits - self.prec).max(0);
        let subnormal = adjusted < self.emin;
        if subnormal {
            *status |= SUBNORMAL;
            dropped = dropped.max(self.etiny() - exponent);
        }
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        if dropped > 0 || sticky {
            let (quotient, discarded) = coefficient.shift_right(dropped as u64);
            let discarded = discarded.with_sticky(sticky);
            exponent += dropped;
            *status |= ROUNDED;
            coefficient = quotient;
            if discarded != crate::Discarded::Nothing {
                *status |= if subnormal { INEXACT | UNDERFLOW } else { INEXACT };
                if self.rounding.increments(discarded, negative, coefficient.last_digit()) {
                    coefficient = coefficient.increment();
                    if coefficient.digits() > self.prec {
                        coefficient = Coefficient::power_of_ten(self.prec as u64 - 1);
                        exponent += 1;
                        if exponent + self.prec - 1 > self.emax {
                            return self.overflow(negative, status);
                        }
                    }
                }
            }
            if coefficient.is_zero() {
                *status |= CLAMPED;
            }
        }
        if self.clamp && exponent > self.etop() {
            return self.fold_down(negative, coefficient, exponent, status);
        }
        Decimal::finite(negative, coefficient, exponent)
    }

    fn fold_down(&self, negative: bool, coefficient: Coefficient, exponent: i64, status: &mut Status) -> Decimal {
        let shift = exponent - self.etop();
        if self.refuses(coefficient.digits() + shift, status) {
            return Decimal::nan();
        }
        *status |= CLAMPED;
        Decimal::finite(negative, coefficient.shift_left(shift as u64), self.etop())
    }

    fn finish_zero(&self, negative: bool, exponent: i64, status: &mut Status) -> Decimal {
        let top = if self.clamp { self.etop() } else { self.emax };
        let within = if exponent > top { top } else { exponent.max(self.etiny()) };
        if within != exponent {
            *status |= CLAMPED;
        }
        Decimal::zero(negative, within)
    }

    /// The result of an operation whose result is too large.
    #[cold]
    pub fn overflow(&self, negative: bool, status: &mut Status) -> Decimal {
        *status |= OVERFLOW | INEXACT | ROUNDED;
        let to_largest = match self.rounding {
            Rounding::Down | Rounding::ZeroFiveUp => true,
            Rounding::Ceiling => negative,
            Rounding::Floor => !negative,
            _ => false,
        };
        if to_largest { self.largest(negative, status) } else { Decimal::infinity(negative) }
    }

    /// The largest finite number.
    pub fn largest(&self, negative: bool, status: &mut Status) -> Decimal {
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        Decimal::finite(negative, Coefficient::nines(self.prec as u64), self.etop())
    }
}
