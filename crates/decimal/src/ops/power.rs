//! Powers: by products for integer exponents, by logarithms for others; and modular powers.

use std::cmp::Ordering;

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::natural;
use crate::number::Decimal;
use crate::ops::compare::{magnitudes, order};
use crate::ops::ln::leading_zeros;
use crate::round::Rounding;
use crate::status::*;
use crate::word::LIMB_DIGITS;

/// The highest exponent whose bits are looked at one by one.
const MAX_EXPONENT_DIGITS: i64 = 100_000;

impl Context {
    pub fn power(&self, base: &Decimal, exponent: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[base, exponent], status) {
            return nan;
        }
        let is_integer = exponent.is_finite() && exponent.is_integer();
        let negative = is_integer && base.negative && exponent.is_odd_integer();
        if let Some(result) = self.power_special(base, exponent, is_integer, negative, status) {
            return result;
        }
        let one = Decimal::from_i64(1);
        if magnitudes(base, &one).is_eq() {
            return self.power_of_one(base, exponent, is_integer, negative, status);
        }
        if let Some(result) = self.power_beyond(base, exponent, negative, status) {
            return result;
        }
        let size = estimate(base, exponent);
        if size.abs() > 4e18 {
            return self.out_of_range(negative, size > 0.0, status);
        }
        if is_integer {
            return self.integer_power(base, exponent, negative, status);
        }
        self.real_power(base, exponent, status)
    }

    /// Zeros, infinities, and what has no power.
    fn power_special(
        &self,
        base: &Decimal,
        exponent: &Decimal,
        is_integer: bool,
        negative: bool,
        status: &mut Status,
    ) -> Option<Decimal> {
        if base.is_zero() {
            return Some(if exponent.is_zero() {
                self.fail(INVALID_OPERATION, status)
            } else if exponent.negative {
                Decimal::infinity(negative)
            } else {
                Decimal::zero(negative, 0)
            });
        }
        if base.negative && (!is_integer || exponent.is_infinite()) {
            return Some(self.fail(INVALID_OPERATION, status));
        }
        if exponent.is_infinite() {
            return Some(match order(base, &Decimal::from_i64(1)) {
                Ordering::Equal => self.inexact_one(false, status),
                side if (side == Ordering::Less) != exponent.negative => Decimal::zero(negative, 0),
                _ => Decimal::infinity(negative),
            });
        }
        if base.is_infinite() {
            return Some(if exponent.is_zero() {
                Decimal::finite(negative, Coefficient::ONE, 0)
            } else if exponent.negative {
                Decimal::zero(negative, 0)
            } else {
                Decimal::infinity(negative)
            });
        }
        exponent.is_zero().then(|| Decimal::finite(negative, Coefficient::ONE, 0))
    }

    /// A power whose exponent has obviously more digits than those of the context.
    fn power_beyond(&self, base: &Decimal, exponent: &Decimal, negative: bool, status: &mut Status) -> Option<Decimal> {
        let digits = |value: i64| Coefficient::from_wide(value.unsigned_abs().into()).digits();
        let bound = exponent.adjusted() + logarithm_bound(base);
        let is_large = magnitudes(base, &Decimal::from_i64(1)).is_gt() != exponent.negative;
        let (limit, beyond) = if is_large { (self.emax, self.emax + 1) } else { (self.etiny(), self.etiny() - 1) };
        let is_beyond = bound > digits(limit);
        is_beyond.then(|| self.finish(negative, Coefficient::ONE, beyond, false, status))
    }

    /// Powers of one and minus one keep as many places as products would.
    fn power_of_one(
        &self,
        base: &Decimal,
        exponent: &Decimal,
        is_integer: bool,
        negative: bool,
        status: &mut Status,
    ) -> Decimal {
        if !is_integer {
            return self.inexact_one(false, status);
        }
        if exponent.negative {
            return Decimal::finite(negative, Coefficient::ONE, 0);
        }
        let places = self.multiply(exponent, &Decimal::from_i64(-base.exponent), &mut 0);
        let most = Decimal::from_i64(self.prec - 1);
        let mut shift = self.prec - 1;
        if order(&places, &most).is_gt() {
            *status |= ROUNDED;
        } else if !places.negative || places.is_zero() {
            let integer = if places.exponent < 0 { places.to_integer(Rounding::Down).0 } else { places };
            shift = integer.coefficient.shift_left(integer.exponent as u64).wide().map_or(0, |value| value as i64);
        }
        if self.refuses(shift, status) {
            return Decimal::nan();
        }
        Decimal::finite(negative, Coefficient::power_of_ten(shift as u64), -shift)
    }

    fn integer_power(&self, base: &Decimal, exponent: &Decimal, negative: bool, status: &mut Status) -> Decimal {
        let digits = exponent.coefficient.digits() + exponent.exponent;
        let mut work = Context { rounding: Rounding::HalfEven, clamp: false, ..*self };
        work.prec += digits + 2;
        if digits > MAX_EXPONENT_DIGITS {
            return self.fail(MALLOC_ERROR, status);
        }
        let base = if exponent.negative {
            work.prec += 1;
            work.divide(&Decimal::from_i64(1), base, status)
        } else {
            base.clone()
        };
        let count = if exponent.exponent >= 0 {
            exponent.coefficient.shift_left(exponent.exponent as u64)
        } else {
            exponent.coefficient.shift_right((-exponent.exponent) as u64).0
        };
        let mut work_status = 0;
        let result = match count.wide().and_then(|count| u64::try_from(count).ok()) {
            Some(word) => {
                let bit = |place: u64| word >> place & 1 == 1;
                work.power_by_bits(&base, u64::from(64 - word.leading_zeros()), bit, &mut work_status)
            }
            None => {
                let number = natural::to_binary(&count.limbs());
                work.power_by_bits(&base, number.bits(), |place| number.bit(place), &mut work_status)
            }
        };
        *status |= work_status;
        if result.is_nan() {
            return result;
        }
        if result.is_infinite() {
            return self.out_of_range(negative, true, status);
        }
        self.finalize(result.with_sign(negative), status)
    }

    /// The power by squarings and products, from the highest of the exponent's bits down.
    fn power_by_bits(&self, base: &Decimal, bits: u64, bit: impl Fn(u64) -> bool, status: &mut Status) -> Decimal {
        let mut result = base.clone();
        for place in (0..bits - 1).rev() {
            result = self.multiply(&result, &result, status);
            if bit(place) {
                result = self.multiply(&result, base, status);
            }
            if !result.is_finite() || result.is_zero() && *status & CLAMPED != 0 {
                break;
            }
        }
        result
    }

    /// A positive base and an exponent that is no integer: as libmpdec defines it, by logarithm, product and
    /// exponential function, each rounded half to even to many digits.
    fn real_power(&self, base: &Decimal, exponent: &Decimal, status: &mut Status) -> Decimal {
        let mut work = Context { rounding: Rounding::HalfEven, ..Context::MAX };
        work.prec = self.prec.max(base.coefficient.digits()) + 4 + LIMB_DIGITS as i64;
        if self.refuses(work.prec, status) {
            return Decimal::nan();
        }
        let logarithm = work.ln(base, status);
        let product = work.multiply(&logarithm, exponent, status);
        let result = work.exp(&product, status);
        if result.is_infinite() {
            return self.out_of_range(false, true, status);
        }
        if result.is_finite() && order(&result, &Decimal::from_i64(1)).is_eq() {
            return self.inexact_one(false, status);
        }
        self.finalize(result, status)
    }

    /// `base ** exponent % modulus` of integers.
    pub fn power_modulo(&self, base: &Decimal, exponent: &Decimal, modulus: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[base, exponent, modulus], status) {
            return nan;
        }
        let is_integer = |number: &Decimal| number.is_finite() && number.is_integer();
        if !(is_integer(base) && is_integer(exponent) && is_integer(modulus))
            || modulus.is_zero()
            || exponent.negative
            || base.is_zero() && exponent.is_zero()
            || modulus.adjusted() + 1 > self.prec
        {
            return self.fail(INVALID_OPERATION, status);
        }
        if exponent.adjusted() > MAX_EXPONENT_DIGITS {
            return self.fail(MALLOC_ERROR, status);
        }
        let negative = base.negative && exponent.is_odd_integer();
        let modulus = natural::to_binary(&integer(modulus).limbs());
        let power = if base.exponent > 0 {
            let tens = num_bigint::BigUint::from(10u32).modpow(&base.exponent.unsigned_abs().into(), &modulus);
            natural::to_binary(&base.coefficient.limbs()) * tens
        } else {
            natural::to_binary(&integer(base).limbs())
        };
        let result = power.modpow(&natural::to_binary(&integer(exponent).limbs()), &modulus);
        let digits: Vec<u32> = binary_digits(&result);
        Decimal::finite(negative, Coefficient::from_natural(natural::from_binary(&digits)), 0)
    }
}

/// The digits of 30 bits of a binary number.
fn binary_digits(value: &num_bigint::BigUint) -> Vec<u32> {
    use num_bigint::BigUint;
    let mask = BigUint::from((1u32 << 30) - 1);
    let mut rest = value.clone();
    let mut digits = Vec::new();
    while rest != BigUint::ZERO {
        digits.push(u32::try_from(&rest & &mask).unwrap_or(0));
        rest >>= 30u32;
    }
    digits
}

/// The magnitude of an integer.
fn integer(number: &Decimal) -> Coefficient {
    if number.exponent >= 0 {
        number.coefficient.shift_left(number.exponent as u64)
    } else {
        number.coefficient.shift_right((-number.exponent) as u64).0
    }
}

/// A lower bound of the adjusted exponent of the decimal logarithm.
fn logarithm_bound(base: &Decimal) -> i64 {
    let digits = |value: i64| Coefficient::from_wide(value.unsigned_abs().into()).digits();
    match base.adjusted() {
        adjusted @ 1.. => digits(adjusted) - 1,
        adjusted @ ..-1 => digits(adjusted + 1) - 1,
        adjusted => {
            let difference = Context::MAX.subtract(&base.absolute(), &Decimal::from_i64(1), &mut 0);
            difference.adjusted() - if adjusted == 0 { 2 } else { 1 }
        }
    }
}

/// About the decimal logarithm of a power.
fn estimate(base: &Decimal, exponent: &Decimal) -> f64 {
    let leading = |number: &Decimal| {
        let digits = number.coefficient.digits();
        let dropped = (digits - 18).max(0);
        let word = number.coefficient.shift_right(dropped as u64).0.wide().unwrap_or(0) as f64;
        (word, dropped + number.exponent)
    };
    let (word, scale) = leading(base);
    let zeros = leading_zeros(&base.absolute());
    let log_base = if zeros > 8 {
        let sign = if magnitudes(base, &Decimal::from_i64(1)).is_lt() { -1.0 } else { 1.0 };
        sign * 10f64.powi(-(zeros.min(300)) as i32) * std::f64::consts::LOG10_E
    } else {
        word.log10() + scale as f64
    };
    let (word, scale) = leading(exponent);
    let value = log_base * word * 10f64.powi(scale.clamp(-400, 300) as i32);
    if zeros > 300 && scale + 18 < zeros {
        return 0.0;
    }
    if exponent.negative { -value } else { value }
}
