//! Products, and products with a sum (fma).

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::round::Discarded;
use crate::status::{INVALID_OPERATION, Status};
use crate::word::{LIMB_DIGITS, POWERS, RADIX, digits_of_word, divide_by_power, split, split_any};

impl Context {
    pub fn multiply(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if !(a.is_finite() && b.is_finite()) {
            return self.multiply_special(a, b, status);
        }
        let negative = a.negative != b.negative;
        let exponent = a.exponent + b.exponent;
        if let (Some(x), Some(y)) = (a.coefficient.wide(), b.coefficient.wide()) {
            if let Some(product) = x.checked_mul(y) {
                if product == 0 {
                    return self.finish(negative, Coefficient::ZERO, exponent, false, status);
                }
                return self.finish_wide(negative, product, exponent, false, status);
            }
            if self.prec <= 37 && !self.clamp {
                let product = Four::product(x, y);
                let digits = product.digits();
                let adjusted = exponent + digits - 1;
                if adjusted <= self.emax && adjusted >= self.emin {
                    let dropped = digits - self.prec;
                    let (quotient, discarded) = product.shift_right(dropped as usize);
                    return self.finish_rounded(negative, quotient, exponent + dropped, discarded, status);
                }
            }
        }
        self.finish(negative, a.coefficient.multiply(&b.coefficient), exponent, false, status)
    }

    #[cold]
    fn multiply_special(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        if a.is_zero() || b.is_zero() {
            return self.fail(INVALID_OPERATION, status);
        }
        Decimal::infinity(a.negative != b.negative)
    }

    /// `a * b + c`, rounded once.
    pub fn fma(&self, a: &Decimal, b: &Decimal, c: &Decimal, status: &mut Status) -> Decimal {
        if !(a.is_finite() && b.is_finite()) {
            let mut product_status = 0;
            let product = self.multiply_special(a, b, &mut product_status);
            *status |= product_status;
            return if product_status == 0 { self.add(&product, c, status) } else { product };
        }
        let coefficient = a.coefficient.multiply(&b.coefficient);
        let product = Decimal::finite(a.negative != b.negative, coefficient, a.exponent + b.exponent);
        self.add(&product, c, status)
    }
}

/// A product of two small coefficients: four limbs.
struct Four([u64; 4]);

impl Four {
    #[inline]
    fn product(x: u128, y: u128) -> Four {
        let (x1, x0) = split_any(x);
        let (y1, y0) = split_any(y);
        let (x1, y1) = (x1 as u64, y1 as u64);
        let wide = |a: u64, b: u64| u128::from(a) * u128::from(b);
        let (c0, l0) = split(wide(x0, y0));
        // Two products and a carry are below 3 * 10^38.
        let (c1, l1) = split_any(wide(x0, y1) + wide(x1, y0) + u128::from(c0));
        let (l3, l2) = split(wide(x1, y1) + c1);
        Four([l0, l1, l2, l3])
    }

    fn digits(&self) -> i64 {
        let top = if self.0[3] != 0 { 3 } else { 2 };
        (top * LIMB_DIGITS) as i64 + i64::from(digits_of_word(self.0[top]))
    }

    /// By 10^`count`, 1 to 75, with a quotient below 10^38.
    fn shift_right(&self, count: usize) -> (u128, Discarded) {
        let (limbs, rest) = (count / LIMB_DIGITS, count % LIMB_DIGITS);
        let dropped = &self.0[..limbs];
        if rest == 0 {
            let sticky = dropped[..limbs - 1].iter().any(|&limb| limb != 0);
            let quotient =
                self.0[limbs..].iter().rev().fold(0, |value, &limb| value * u128::from(RADIX) + u128::from(limb));
            return (quotient, Discarded::compare(dropped[limbs - 1], RADIX / 2, sticky));
        }
        let sticky = dropped.iter().any(|&limb| limb != 0);
        let (low, remainder) = divide_by_power(self.0[limbs].into(), rest as u32);
        let scale = u128::from(POWERS[LIMB_DIGITS - rest]);
        let above =
            self.0[limbs + 1..].iter().rev().fold(0, |value, &limb| value * u128::from(RADIX) + u128::from(limb));
        (above * scale + low, Discarded::compare_wide(remainder, u128::from(POWERS[rest] / 2), sticky))
    }
}
