//! Products: by columns, by Karatsuba's method, and by number-theoretic transforms.

use super::add::{add_limbs, add_to, subtract_from};
use super::{Natural, transform, trim, trimmed};
use crate::word::{RADIX, split};

/// From how many limbs of the shorter factor on Karatsuba's method pays.
const KARATSUBA: usize = 40;
/// From how many limbs of the shorter factor on transforms pay.
const TRANSFORM: usize = 700;

/// A sum of products of limbs: three words.
#[derive(Default, Clone, Copy)]
struct Column {
    low: u128,
    high: u64,
}

impl Column {
    #[inline(always)]
    fn add(&mut self, product: u128) {
        let (sum, carry) = self.low.overflowing_add(product);
        self.low = sum;
        self.high += u64::from(carry);
    }

    /// Takes the lowest limb off.
    #[inline(always)]
    fn take(&mut self) -> u64 {
        // The sum of n products is below n * RADIX^2, so that `high` is far below the radix.
        let (top, rest) = split(u128::from(self.high) << 64 | self.low >> 64);
        let (bottom, limb) = split(u128::from(rest) << 64 | u128::from(self.low as u64));
        *self = Column { low: u128::from(top) << 64 | u128::from(bottom), high: 0 };
        limb
    }
}

/// Each limb of the result from the sum of a column of products: one division a column.
fn by_columns(a: &[u64], b: &[u64], result: &mut [u64]) {
    let mut column = Column::default();
    let last = a.len() + b.len() - 1;
    for (place, limb) in result.iter_mut().enumerate().take(last) {
        let from = (place + 1).saturating_sub(b.len());
        let until = (place + 1).min(a.len());
        let others = &b[place + 1 - until..place + 1 - from];
        for (&x, &y) in a[from..until].iter().zip(others.iter().rev()) {
            column.add(u128::from(x) * u128::from(y));
        }
        *limb = column.take();
    }
    result[last] = column.take();
}

/// As [`by_columns`], of a number with itself: each pair is multiplied once.
fn square_by_columns(a: &[u64], result: &mut [u64]) {
    let mut carry = Column::default();
    let last = 2 * a.len() - 1;
    for (place, limb) in result.iter_mut().enumerate().take(last) {
        let from = (place + 1).saturating_sub(a.len());
        let middle = place.div_ceil(2);
        let mut half = Column::default();
        for index in from..middle {
            half.add(u128::from(a[index]) * u128::from(a[place - index]));
        }
        let mut column = Column { low: half.low << 1, high: half.high << 1 | (half.low >> 127) as u64 };
        if place % 2 == 0 {
            column.add(u128::from(a[middle]) * u128::from(a[middle]));
        }
        column.add(carry.low);
        *limb = column.take();
        carry = column;
    }
    result[last] = carry.take();
}

/// `result = a * b`; `result` has the length of both together, none is empty.
pub(super) fn multiply_into(a: &[u64], b: &[u64], result: &mut [u64]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < KARATSUBA {
        if std::ptr::eq(a, b) {
            return square_by_columns(a, result);
        }
        return by_columns(long, short, result);
    }
    if short.len() >= TRANSFORM {
        return transform::multiply_into(long, short, result);
    }
    if long.len() > short.len() * 3 / 2 {
        return by_blocks(long, short, result);
    }
    karatsuba(long, short, result);
}

/// A long factor in blocks of the short one's length.
fn by_blocks(long: &[u64], short: &[u64], result: &mut [u64]) {
    result.fill(0);
    let mut product = vec![0; 2 * short.len()];
    for (index, block) in long.chunks(short.len()).enumerate() {
        let product = &mut product[..block.len() + short.len()];
        multiply_into(short, block, product);
        add_to(&mut result[index * short.len()..], product);
    }
}

fn karatsuba(long: &[u64], short: &[u64], result: &mut [u64]) {
    let half = long.len().div_ceil(2);
    let is_square = std::ptr::eq(long, short);
    let (a0, a1) = long.split_at(half);
    let (b0, b1) = short.split_at(half);
    let (low, high) = result.split_at_mut(2 * half);
    multiply_into(a0, b0, low);
    multiply_into(a1, b1, high);
    let total = |low: &[u64], high: &[u64]| {
        let mut sum = vec![0; half + 1];
        sum[..half].copy_from_slice(low);
        add_to(&mut sum, high);
        sum
    };
    let a = total(a0, a1);
    let mut middle = vec![0; 2 * half + 2];
    if is_square {
        multiply_into(&a, &a, &mut middle);
    } else {
        multiply_into(&a, &total(b0, b1), &mut middle);
    }
    subtract_from(&mut middle, low);
    subtract_from(&mut middle, high);
    add_to(&mut result[half..], trimmed(&middle));
}

pub fn multiply(a: &[u64], b: &[u64]) -> Natural {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    if let ([factor], number) | (number, [factor]) = (a, b) {
        let mut product = Vec::with_capacity(number.len() + 1);
        product.extend_from_slice(number);
        multiply_small(&mut product, *factor);
        return product;
    }
    let mut product = vec![0; a.len() + b.len()];
    multiply_into(a, b, &mut product);
    trim(&mut product);
    product
}

/// `a *= factor`; the factor is below the radix.
pub fn multiply_small(a: &mut Natural, factor: u64) {
    debug_assert!(factor < RADIX);
    let mut carry = 0u64;
    for x in a.iter_mut() {
        let (high, low) = split(u128::from(*x) * u128::from(factor));
        let carried;
        (*x, carried) = add_limbs(low, carry);
        carry = high + u64::from(carried);
    }
    if carry != 0 {
        a.push(carry);
    }
    trim(a);
}
