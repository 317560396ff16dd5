//! Sums and differences; plus, minus, absolute value.

use std::cmp::Ordering;

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::round::Rounding;
use crate::status::{INVALID_OPERATION, Status};
use crate::word::{WIDE_POWERS, digits_of_wide};

impl Context {
    pub fn add(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.add_signed(a, b, b.negative, status)
    }

    pub fn subtract(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.add_signed(a, b, !b.negative, status)
    }

    /// `a` plus the magnitude of `b` with the given sign.
    #[inline]
    fn add_signed(&self, a: &Decimal, b: &Decimal, negative: bool, status: &mut Status) -> Decimal {
        if !(a.is_finite() && b.is_finite()) {
            return self.add_special(a, b, negative, status);
        }
        if a.exponent == b.exponent
            && let (Some(x), Some(y)) = (a.coefficient.wide(), b.coefficient.wide())
        {
            return self.add_wide(a.negative, x, negative, y, a.exponent, status);
        }
        self.add_finite(a, b, negative, status)
    }

    #[cold]
    fn add_special(&self, a: &Decimal, b: &Decimal, negative: bool, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        match (a.is_infinite(), b.is_infinite()) {
            (true, true) if a.negative != negative => self.fail(INVALID_OPERATION, status),
            (true, _) => a.clone(),
            _ => b.with_sign(negative),
        }
    }

    /// The sum of aligned magnitudes below 10^38.
    #[inline]
    fn add_wide(&self, a_sign: bool, a: u128, b_sign: bool, b: u128, exponent: i64, status: &mut Status) -> Decimal {
        let (negative, sum) = if a_sign == b_sign {
            (a_sign, a + b)
        } else {
            match a.cmp(&b) {
                Ordering::Greater => (a_sign, a - b),
                Ordering::Less => (b_sign, b - a),
                Ordering::Equal => (self.rounding == Rounding::Floor, 0),
            }
        };
        if sum == 0 {
            return self.finish(negative, Coefficient::ZERO, exponent, false, status);
        }
        self.finish_wide(negative, sum, exponent, false, status)
    }

    fn add_finite(&self, a: &Decimal, b: &Decimal, b_sign: bool, status: &mut Status) -> Decimal {
        // `high` has the greater exponent and is moved left to meet the other.
        let swapped = a.exponent < b.exponent;
        let (high, high_sign, low, low_sign) =
            if swapped { (b, b_sign, a, a.negative) } else { (a, a.negative, b, b_sign) };
        let mut tiny = None;
        if !high.coefficient.is_zero() {
            // What is far below the last place of the result matters by its sign alone.
            let digits = high.coefficient.digits();
            let floor = high.exponent - 1 + if digits > self.prec { 0 } else { digits - self.prec - 1 };
            if low.adjusted() < floor {
                let unit = if low.coefficient.is_zero() { Coefficient::ZERO } else { Coefficient::ONE };
                tiny = Some(Decimal::finite(low_sign, unit, floor));
            }
        }
        let low = tiny.as_ref().unwrap_or(low);
        let shift = high.exponent - low.exponent;
        if let (Some(x), Some(y)) = (high.coefficient.wide(), low.coefficient.wide()) {
            if x == 0 {
                return self.add_wide(high_sign, 0, low_sign, y, low.exponent, status);
            }
            if i64::from(digits_of_wide(x)) + shift <= 38 {
                return self.add_wide(high_sign, x * WIDE_POWERS[shift as usize], low_sign, y, low.exponent, status);
            }
        }
        let exponent = low.exponent;
        let (x, y) = if high.coefficient.is_zero() {
            (Coefficient::ZERO, &low.coefficient)
        } else {
            if self.refuses(high.coefficient.digits() + shift, status) {
                return Decimal::nan();
            }
            (high.coefficient.shift_left(shift as u64), &low.coefficient)
        };
        let (negative, sum) = if high_sign == low_sign {
            (high_sign, x.add(y))
        } else {
            match x.compare(y) {
                Ordering::Greater => (high_sign, x.subtract(y)),
                Ordering::Less => (low_sign, y.subtract(&x)),
                Ordering::Equal => (self.rounding == Rounding::Floor, Coefficient::ZERO),
            }
        };
        self.finish(negative, sum, exponent, false, status)
    }

    /// `+a`: rounded; zero loses its sign unless rounding is to the floor.
    pub fn plus(&self, a: &Decimal, status: &mut Status) -> Decimal {
        self.signed(a, a.negative, status)
    }

    /// `-a`, as [`Context::plus`].
    pub fn minus(&self, a: &Decimal, status: &mut Status) -> Decimal {
        self.signed(a, !a.negative, status)
    }

    pub fn abs(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if a.negative { self.minus(a, status) } else { self.plus(a, status) }
    }

    fn signed(&self, a: &Decimal, negative: bool, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        let negative = negative && !(a.is_zero() && self.rounding != Rounding::Floor);
        self.finalize(a.with_sign(negative), status)
    }
}
