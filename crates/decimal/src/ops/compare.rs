//! Order: by value, total, of magnitudes; minimum and maximum; kinds of numbers.

use std::cmp::Ordering;

use crate::context::Context;
use crate::number::{Decimal, Kind};
use crate::status::{INVALID_OPERATION, Status};

/// The order of the magnitudes of finite numbers.
pub fn magnitudes(a: &Decimal, b: &Decimal) -> Ordering {
    if a.exponent == b.exponent {
        return a.coefficient.compare(&b.coefficient);
    }
    match (a.coefficient.is_zero(), b.coefficient.is_zero()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Less,
        (false, true) => return Ordering::Greater,
        _ => {}
    }
    let order = a.adjusted().cmp(&b.adjusted());
    if order.is_ne() {
        return order;
    }
    // The shift is less than the length of the other coefficient.
    if a.exponent > b.exponent {
        a.coefficient.shift_left((a.exponent - b.exponent) as u64).compare(&b.coefficient)
    } else {
        a.coefficient.compare(&b.coefficient.shift_left((b.exponent - a.exponent) as u64))
    }
}

/// The order of numbers that are no NaNs.
pub fn order(a: &Decimal, b: &Decimal) -> Ordering {
    let sign = |number: &Decimal| match (number.is_zero(), number.negative) {
        (true, _) => 0,
        (_, true) => -1,
        _ => 1,
    };
    let (a_sign, b_sign) = (sign(a), sign(b));
    if a_sign != b_sign || a_sign == 0 {
        return a_sign.cmp(&b_sign);
    }
    let order = match (a.is_infinite(), b.is_infinite()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        _ => magnitudes(a, b),
    };
    if a_sign < 0 { order.reverse() } else { order }
}

fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Finite => 0,
        Kind::Infinite => 1,
        Kind::Signaling => 2,
        Kind::Quiet => 3,
    }
}

/// The total order of magnitudes: of representations, NaNs included.
pub fn total_magnitudes(a: &Decimal, b: &Decimal) -> Ordering {
    rank(a.kind).cmp(&rank(b.kind)).then_with(|| match a.kind {
        Kind::Finite => magnitudes(a, b).then_with(|| a.exponent.cmp(&b.exponent)),
        Kind::Infinite => Ordering::Equal,
        _ => a.coefficient.compare(&b.coefficient),
    })
}

/// The total order.
pub fn total_order(a: &Decimal, b: &Decimal) -> Ordering {
    match (a.negative, b.negative) {
        (false, false) => total_magnitudes(a, b),
        (true, true) => total_magnitudes(b, a),
        (negative, _) => {
            if negative {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
    }
}

impl Context {
    pub fn compare(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        match self.nan_of(&[a, b], status) {
            Some(nan) => nan,
            None => Decimal::from_i64(order(a, b) as i64),
        }
    }

    /// As [`Context::compare`]; every NaN is an invalid operation.
    pub fn compare_signal(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            *status |= INVALID_OPERATION;
            return nan;
        }
        Decimal::from_i64(order(a, b) as i64)
    }

    /// The operand that `prefer_first` prefers; a number is preferred to a quiet NaN.
    fn choose(&self, a: &Decimal, b: &Decimal, status: &mut Status, prefer_first: impl FnOnce() -> bool) -> Decimal {
        let chosen = match (a.kind, b.kind) {
            (Kind::Quiet, kind) if !b.is_nan() => {
                debug_assert!(kind != Kind::Quiet);
                b
            }
            (_, Kind::Quiet) if !a.is_nan() => a,
            _ => {
                if let Some(nan) = self.nan_of(&[a, b], status) {
                    return nan;
                }
                if prefer_first() { a } else { b }
            }
        };
        self.finalize(chosen.clone(), status)
    }

    pub fn max(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.choose(a, b, status, || order(a, b).then_with(|| total_order(a, b)).is_ge())
    }

    pub fn min(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.choose(a, b, status, || order(a, b).then_with(|| total_order(a, b)).is_le())
    }

    pub fn max_mag(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        let by_magnitude = || order(&a.absolute(), &b.absolute()).then_with(|| total_order(a, b)).is_ge();
        self.choose(a, b, status, by_magnitude)
    }

    pub fn min_mag(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        let by_magnitude = || order(&a.absolute(), &b.absolute()).then_with(|| total_order(a, b)).is_le();
        self.choose(a, b, status, by_magnitude)
    }

    pub fn is_normal(&self, a: &Decimal) -> bool {
        a.is_finite() && !a.is_zero() && a.adjusted() >= self.emin
    }

    pub fn is_subnormal(&self, a: &Decimal) -> bool {
        a.is_finite() && !a.is_zero() && a.adjusted() < self.emin
    }

    /// The kind of a number in words.
    pub fn number_class(&self, a: &Decimal) -> &'static str {
        match (a.kind, a.negative) {
            (Kind::Quiet, _) => "NaN",
            (Kind::Signaling, _) => "sNaN",
            (Kind::Infinite, false) => "+Infinity",
            (Kind::Infinite, true) => "-Infinity",
            (_, negative) => match (a.is_zero(), self.is_subnormal(a), negative) {
                (true, _, false) => "+Zero",
                (true, _, true) => "-Zero",
                (_, true, false) => "+Subnormal",
                (_, true, true) => "-Subnormal",
                (_, _, false) => "+Normal",
                (_, _, true) => "-Normal",
            },
        }
    }
}

/// Do the numbers have the same exponent, or are both infinite or both NaN?
pub fn same_quantum(a: &Decimal, b: &Decimal) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exponent == b.exponent,
        (false, false) => a.is_nan() == b.is_nan(),
        _ => false,
    }
}
