//! Quotients and remainders.

use std::cmp::Ordering;

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::status::{CLAMPED, DIVISION_BY_ZERO, DIVISION_IMPOSSIBLE, DIVISION_UNDEFINED, INVALID_OPERATION, Status};
use crate::word::{Divisor, WIDE_POWERS, digits_of_wide};

impl Context {
    pub fn divide(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if !(a.is_finite() && b.is_finite()) {
            return self.divide_special(a, b, status);
        }
        let negative = a.negative != b.negative;
        if b.coefficient.is_zero() {
            if a.coefficient.is_zero() {
                return self.fail(DIVISION_UNDEFINED, status);
            }
            *status |= DIVISION_BY_ZERO;
            return Decimal::infinity(negative);
        }
        let ideal = a.exponent - b.exponent;
        if a.coefficient.is_zero() {
            return self.finish(negative, Coefficient::ZERO, ideal, false, status);
        }
        if let (Some(x), Some(y)) = (a.coefficient.wide(), b.coefficient.wide()) {
            if let (Ok(x), Ok(y)) = (u64::try_from(x), u64::try_from(y))
                && x % y == 0
            {
                return self.finish_wide(negative, (x / y).into(), ideal, false, status);
            }
            if self.prec <= 36 {
                return self.divide_wide(negative, x, y, ideal, status);
            }
        }
        self.divide_long(negative, &a.coefficient, &b.coefficient, ideal, status)
    }

    #[cold]
    fn divide_special(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let negative = a.negative != b.negative;
        match (a.is_infinite(), b.is_infinite()) {
            (true, true) => self.fail(INVALID_OPERATION, status),
            (true, false) => Decimal::infinity(negative),
            _ => {
                *status |= CLAMPED;
                Decimal::zero(negative, self.etiny())
            }
        }
    }

    /// Nonzero coefficients below 10^38 with a quotient of at most `prec` + 2 digits, 38 at most.
    fn divide_wide(&self, negative: bool, x: u128, y: u128, ideal: i64, status: &mut Status) -> Decimal {
        let shift = i64::from(digits_of_wide(y)) - i64::from(digits_of_wide(x)) + self.prec + 1;
        let (quotient, remainder) = if shift <= 0 {
            let y = y * WIDE_POWERS[(-shift) as usize];
            (x / y, x % y)
        } else if shift <= 38 {
            divide_product(x, WIDE_POWERS[shift as usize], y)
        } else {
            return self.divide_long(negative, &Coefficient::from_wide(x), &Coefficient::from_wide(y), ideal, status);
        };
        let mut exponent = ideal - shift;
        if remainder != 0 {
            return self.finish_wide(negative, quotient, exponent, true, status);
        }
        let mut quotient = quotient;
        if exponent < ideal {
            let trimmed = i64::from(crate::word::trailing_zeros(quotient)).min(ideal - exponent);
            quotient = crate::word::divide_by_power(quotient, trimmed as u32).0;
            exponent += trimmed;
        }
        self.finish_wide(negative, quotient, exponent, false, status)
    }

    fn divide_long(
        &self,
        negative: bool,
        x: &Coefficient,
        y: &Coefficient,
        ideal: i64,
        status: &mut Status,
    ) -> Decimal {
        let shift = y.digits() - x.digits() + self.prec + 1;
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        let (quotient, remainder) =
            if shift >= 0 { x.shift_left(shift as u64).divide(y) } else { x.divide(&y.shift_left((-shift) as u64)) };
        let mut exponent = ideal - shift;
        let is_exact = remainder.is_zero();
        let mut quotient = quotient;
        if is_exact && exponent < ideal {
            let trimmed = quotient.trailing_zeros().min(ideal - exponent);
            quotient = quotient.shift_right(trimmed as u64).0;
            exponent += trimmed;
        }
        self.finish(negative, quotient, exponent, !is_exact, status)
    }

    /// Integer quotient and remainder of finite numbers, the divisor not zero; not finalized.
    pub(super) fn divide_integer(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Option<(Decimal, Decimal)> {
        let negative = a.negative != b.negative;
        let ideal = a.exponent.min(b.exponent);
        if a.coefficient.is_zero() {
            return Some((Decimal::zero(negative, 0), Decimal::zero(a.negative, ideal)));
        }
        let difference = a.adjusted() - b.adjusted();
        if difference < 0 {
            let remainder = if a.exponent > ideal {
                a.coefficient.shift_left((a.exponent - ideal) as u64)
            } else {
                a.coefficient.clone()
            };
            return Some((Decimal::zero(negative, 0), Decimal::finite(a.negative, remainder, ideal)));
        }
        if difference > self.prec {
            *status |= DIVISION_IMPOSSIBLE;
            return None;
        }
        let shift = a.exponent - b.exponent;
        if self.refuses(a.coefficient.digits().max(b.coefficient.digits()) + shift.abs(), status) {
            return None;
        }
        let (quotient, remainder) = match shift.cmp(&0) {
            Ordering::Greater => a.coefficient.shift_left(shift as u64).divide(&b.coefficient),
            Ordering::Less => a.coefficient.divide(&b.coefficient.shift_left((-shift) as u64)),
            Ordering::Equal => a.coefficient.divide(&b.coefficient),
        };
        if quotient.digits() > self.prec {
            *status |= DIVISION_IMPOSSIBLE;
            return None;
        }
        Some((Decimal::finite(negative, quotient, 0), Decimal::finite(a.negative, remainder, ideal)))
    }

    /// `a // b`: the integer part of the quotient.
    pub fn divide_int(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let negative = a.negative != b.negative;
        match (a.is_infinite(), b.is_infinite()) {
            (true, true) => return self.fail(INVALID_OPERATION, status),
            (true, false) => return Decimal::infinity(negative),
            (false, true) => return Decimal::zero(negative, 0),
            _ => {}
        }
        if b.is_zero() {
            if a.is_zero() {
                return self.fail(DIVISION_UNDEFINED, status);
            }
            *status |= DIVISION_BY_ZERO;
            return Decimal::infinity(negative);
        }
        match self.divide_integer(a, b, status) {
            Some((quotient, _)) => self.finalize(quotient, status),
            None => Decimal::nan(),
        }
    }

    /// The cases of a remainder that need no division.
    fn remainder_special(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Option<Decimal> {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return Some(nan);
        }
        if a.is_infinite() {
            return Some(self.fail(INVALID_OPERATION, status));
        }
        if b.is_infinite() {
            return Some(self.finalize(a.clone(), status));
        }
        if b.is_zero() {
            let condition = if a.is_zero() { DIVISION_UNDEFINED } else { INVALID_OPERATION };
            return Some(self.fail(condition, status));
        }
        None
    }

    /// `a % b`, with the sign of `a`.
    pub fn remainder(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(result) = self.remainder_special(a, b, status) {
            return result;
        }
        match self.divide_integer(a, b, status) {
            Some((_, remainder)) => self.finalize(remainder, status),
            None => Decimal::nan(),
        }
    }

    pub fn divmod(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> (Decimal, Decimal) {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return (nan.clone(), nan);
        }
        let negative = a.negative != b.negative;
        if a.is_infinite() {
            *status |= INVALID_OPERATION;
            let quotient = if b.is_infinite() { Decimal::nan() } else { Decimal::infinity(negative) };
            return (quotient, Decimal::nan());
        }
        if b.is_infinite() {
            return (Decimal::zero(negative, 0), self.finalize(a.clone(), status));
        }
        if b.is_zero() {
            if a.is_zero() {
                *status |= DIVISION_UNDEFINED;
                return (Decimal::nan(), Decimal::nan());
            }
            *status |= DIVISION_BY_ZERO | INVALID_OPERATION;
            return (Decimal::infinity(negative), Decimal::nan());
        }
        match self.divide_integer(a, b, status) {
            Some((quotient, remainder)) => (self.finalize(quotient, status), self.finalize(remainder, status)),
            None => (Decimal::nan(), Decimal::nan()),
        }
    }

    /// `a - b * n`, where n is the integer nearest to the quotient, of two the even one.
    pub fn remainder_near(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(result) = self.remainder_special(a, b, status) {
            return result;
        }
        let Some((quotient, remainder)) = self.divide_integer(a, b, status) else { return Decimal::nan() };
        if remainder.coefficient.is_zero() || b.adjusted() - remainder.adjusted() > 1 {
            return self.finalize(remainder, status);
        }
        let scaled = b.coefficient.shift_left((b.exponent - remainder.exponent) as u64);
        let order = remainder.coefficient.add(&remainder.coefficient).compare(&scaled);
        if order.is_lt() || order.is_eq() && !quotient.coefficient.is_odd() {
            return self.finalize(remainder, status);
        }
        if quotient.coefficient.increment().digits() > self.prec {
            return self.fail(DIVISION_IMPOSSIBLE, status);
        }
        let rest = scaled.subtract(&remainder.coefficient);
        self.finalize(Decimal::finite(!remainder.negative, rest, remainder.exponent), status)
    }
}

/// `x * scale / y`, whose quotient is below 10^38.
fn divide_product(x: u128, scale: u128, y: u128) -> (u128, u128) {
    let (low, high) = x.carrying_mul(scale, 0);
    if high == 0 {
        return match u64::try_from(y) {
            Ok(divisor) => {
                let (quotient, remainder) = Divisor::new(divisor).divide(low);
                (quotient, remainder.into())
            }
            Err(_) => (low / y, low % y),
        };
    }
    if let Ok(divisor) = u64::try_from(y) {
        // The upper half is below the divisor, since the quotient fits two words.
        let by = Divisor::new(divisor);
        let (upper, rest) = by.divide_to_word(high << 64 | low >> 64);
        let (lower, rest) = by.divide_to_word(u128::from(rest) << 64 | u128::from(low as u64));
        return (u128::from(upper) << 64 | u128::from(lower), rest.into());
    }
    WideDivisor::new(y).divide(high, low)
}

/// A divisor of two words with its reciprocal (Möller and Granlund's division of three words by two).
struct WideDivisor {
    normalized: u128,
    reciprocal: u64,
    shift: u32,
}

impl WideDivisor {
    fn new(value: u128) -> WideDivisor {
        let shift = value.leading_zeros();
        let normalized = value << shift;
        let (d1, d0) = ((normalized >> 64) as u64, normalized as u64);
        let mut v = (u128::MAX / u128::from(d1) - (1 << 64)) as u64;
        let mut p = d1.wrapping_mul(v).wrapping_add(d0);
        if p < d0 {
            v = v.wrapping_sub(1);
            if p >= d1 {
                v = v.wrapping_sub(1);
                p = p.wrapping_sub(d1);
            }
            p = p.wrapping_sub(d1);
        }
        let t = u128::from(v) * u128::from(d0);
        let (t1, t0) = ((t >> 64) as u64, t as u64);
        p = p.wrapping_add(t1);
        if p < t1 {
            v = v.wrapping_sub(1);
            if (u128::from(p) << 64 | u128::from(t0)) >= normalized {
                v = v.wrapping_sub(1);
            }
        }
        WideDivisor { normalized, reciprocal: v, shift }
    }

    /// Three words, the upper two below the divisor.
    fn step(&self, upper: u128, low: u64) -> (u64, u128) {
        let (d1, d0) = ((self.normalized >> 64) as u64, self.normalized as u64);
        let u2 = (upper >> 64) as u64;
        let q = (u128::from(self.reciprocal) * u128::from(u2)).wrapping_add(upper);
        let mut quotient = (q >> 64) as u64;
        let r1 = (upper as u64).wrapping_sub(quotient.wrapping_mul(d1));
        let t = u128::from(d0) * u128::from(quotient);
        let mut rest = (u128::from(r1) << 64 | u128::from(low)).wrapping_sub(t).wrapping_sub(self.normalized);
        quotient = quotient.wrapping_add(1);
        if (rest >> 64) as u64 >= q as u64 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.normalized);
        }
        if rest >= self.normalized {
            quotient = quotient.wrapping_add(1);
            rest -= self.normalized;
        }
        (quotient, rest)
    }

    /// Four words whose quotient fits two.
    fn divide(&self, high: u128, low: u128) -> (u128, u128) {
        let shifted_high = if self.shift == 0 { high } else { high << self.shift | low >> (128 - self.shift) };
        let shifted_low = low << self.shift;
        let (upper, rest) = self.step(shifted_high, (shifted_low >> 64) as u64);
        let (lower, rest) = self.step(rest, shifted_low as u64);
        (u128::from(upper) << 64 | u128::from(lower), rest >> self.shift)
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;

    use super::*;

    #[test]
    fn quotients_of_products() {
        let mut state = 0x1234_5678_9ABC_DEF0_u128;
        let mut random = |digits: u32| {
            state = state.wrapping_mul(0x2545_F491_4F6C_DD1D_9E37_79B9_7F4A_7C15).wrapping_add(987_654_321);
            (state >> 3) % WIDE_POWERS[digits as usize] + 1
        };
        for x_digits in 1..38 {
            for y_digits in 1..38 {
                let (x, y) = (random(x_digits), random(y_digits));
                let shift = (36 + digits_of_wide(y)).saturating_sub(digits_of_wide(x)).min(38);
                let scale = WIDE_POWERS[shift as usize];
                let (quotient, remainder) = divide_product(x, scale, y);
                assert!(remainder < y);
                assert_eq!(BigUint::from(quotient) * y + remainder, BigUint::from(x) * scale, "{x} {scale} {y}");
            }
        }
    }
}
