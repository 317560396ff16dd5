//! `Decimal`: sign, coefficient, exponent; or infinity; or NaN with a payload.

use crate::coefficient::Coefficient;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Finite,
    Infinite,
    Quiet,
    Signaling,
}

/// A decimal number. The coefficient of a NaN is its payload; zero stands for none.
#[derive(Clone)]
pub struct Decimal {
    pub coefficient: Coefficient,
    pub exponent: i64,
    pub kind: Kind,
    pub negative: bool,
}

impl Decimal {
    #[inline]
    pub const fn finite(negative: bool, coefficient: Coefficient, exponent: i64) -> Decimal {
        Decimal { coefficient, exponent, kind: Kind::Finite, negative }
    }

    pub const fn zero(negative: bool, exponent: i64) -> Decimal {
        Decimal::finite(negative, Coefficient::ZERO, exponent)
    }

    pub const fn infinity(negative: bool) -> Decimal {
        Decimal { coefficient: Coefficient::ZERO, exponent: 0, kind: Kind::Infinite, negative }
    }

    pub const fn nan() -> Decimal {
        Decimal { coefficient: Coefficient::ZERO, exponent: 0, kind: Kind::Quiet, negative: false }
    }

    pub fn from_i64(value: i64) -> Decimal {
        Decimal::finite(value < 0, Coefficient::from_wide(value.unsigned_abs().into()), 0)
    }

    #[inline]
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }
    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }
    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }
    pub fn is_signaling(&self) -> bool {
        self.kind == Kind::Signaling
    }
    /// A finite zero.
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.kind == Kind::Finite && self.coefficient.is_zero()
    }

    /// The exponent of the first digit, of a finite number.
    #[inline]
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.coefficient.digits() - 1
    }

    pub fn with_sign(&self, negative: bool) -> Decimal {
        Decimal { negative, ..self.clone() }
    }
    pub fn negated(&self) -> Decimal {
        self.with_sign(!self.negative)
    }
    pub fn absolute(&self) -> Decimal {
        self.with_sign(false)
    }

    /// Is a finite number an integer?
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0 || self.coefficient.is_zero() || self.coefficient.trailing_zeros() >= -self.exponent
    }

    /// Is an integer odd?
    pub fn is_odd_integer(&self) -> bool {
        if self.exponent > 0 || self.coefficient.is_zero() {
            return false;
        }
        if self.exponent == 0 {
            self.coefficient.is_odd()
        } else {
            self.coefficient.digit_at((-self.exponent) as u64) % 2 == 1
        }
    }
}
