//! Fixed-point numbers without sign, for the transcendental functions.
//!
//! A number is a natural in units of 10^(-19 * scale). Functions say by how many units they may be off;
//! callers keep a limb more than their result needs, and ask [`Context::settle`] whether the error can
//! matter. So results are correctly rounded without analysis of the last bit.

use std::cell::RefCell;

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::natural::{self, Natural, add, compare, divide, divide_small, multiply, multiply_small, subtract};
use crate::number::Decimal;
use crate::status::Status;
use crate::word::{LIMB_DIGITS, POWERS};

/// By how many units of its last place a fixed-point result may be off, unless a function says more.
pub const ERROR: u64 = POWERS[16];

/// `number` without its lowest limbs.
pub fn drop_limbs(mut number: Natural, count: usize) -> Natural {
    number.drain(..count.min(number.len()));
    number
}

/// The product in units of the same scale, rounded down.
pub fn product(a: &[u64], b: &[u64], scale: usize) -> Natural {
    drop_limbs(multiply(a, b), scale)
}

/// The quotient in units of the same scale, rounded down.
pub fn quotient(a: &[u64], b: &[u64], scale: usize) -> Natural {
    let mut dividend = vec![0; scale];
    dividend.extend_from_slice(a);
    divide(&dividend, b).0
}

/// One in units of a scale.
pub fn one(scale: usize) -> Natural {
    let mut number = vec![0; scale];
    number.push(1);
    number
}

/// The magnitude of a finite number in units of a scale, rounded down.
pub fn from_decimal(a: &Decimal, scale: usize) -> Natural {
    let shift = a.exponent + (scale * LIMB_DIGITS) as i64;
    let moved =
        if shift >= 0 { a.coefficient.shift_left(shift as u64) } else { a.coefficient.shift_right((-shift) as u64).0 };
    moved.limbs().to_vec()
}

/// How many halvings balance the terms of the series against the squarings.
fn halvings(scale: usize) -> u32 {
    (63 * scale).isqrt() as u32 * 3 / 5 + 2
}

/// `e^x` for x below 3, off by less than 2^8 units times the square of what `halvings` doubles; the
/// extra limbs taken here make that less than 1000 units.
pub fn exp(x: &[u64], scale: usize) -> Natural {
    let halvings = halvings(scale);
    let extra = halvings as usize / 63 + 1;
    let wide = scale + extra;
    let mut small = vec![0; extra];
    small.extend_from_slice(x);
    let mut left = halvings;
    while left > 0 {
        let step = left.min(62);
        divide_small(&mut small, 1 << step);
        left -= step;
    }
    let mut sum = one(wide);
    let mut term = small.clone();
    let mut index = 1;
    while !term.is_empty() {
        sum = add(&sum, &term);
        index += 1;
        // Limbs of x below the reach of the term cannot show in the product.
        let cut = (wide - term.len().min(wide)).saturating_sub(2).min(small.len());
        let lost = wide - cut;
        term = drop_limbs(multiply(&term, &small[cut..]), lost);
        divide_small(&mut term, index);
    }
    for _ in 0..halvings {
        sum = product(&sum, &sum, wide);
    }
    drop_limbs(sum, extra)
}

/// atanh(1 / n), off by less than the number of its terms.
fn inverse_atanh(n: u64, scale: usize) -> Natural {
    let mut power = one(scale);
    divide_small(&mut power, n);
    let mut sum = Vec::new();
    let mut divisor = 1;
    while !power.is_empty() {
        let mut term = power.clone();
        divide_small(&mut term, divisor);
        sum = add(&sum, &term);
        divide_small(&mut power, n * n);
        divisor += 2;
    }
    sum
}

thread_local! {
    /// ln 10 in the finest scale that was needed so far.
    static LN10: RefCell<(usize, Natural)> = const { RefCell::new((0, Vec::new())) };
}

/// ln 10, off by one unit at most.
pub fn ln10(scale: usize) -> Natural {
    LN10.with_borrow_mut(|(known, value)| {
        if *known < scale {
            *value = compute_ln10(scale);
            *known = scale;
        }
        value[*known - scale..].to_vec()
    })
}

/// By Machin-like terms: 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161).
fn compute_ln10(scale: usize) -> Natural {
    let wide = scale + 1;
    let mut sum = Vec::new();
    for (factor, n) in [(46, 31), (34, 49), (20, 161)] {
        let mut part = inverse_atanh(n, wide);
        multiply_small(&mut part, factor);
        sum = add(&sum, &part);
    }
    drop_limbs(sum, 1)
}

/// e^y for y below 3, and its logarithm: ln x for x in 1..10, off by less than [`ERROR`] units.
pub fn ln(x: &[u64], scale: usize) -> Natural {
    // Digits that each step of Halley's iteration reaches: three times those before it.
    let mut reach = vec![(scale * LIMB_DIGITS) as u64 - 16];
    while let Some(&digits) = reach.last()
        && digits > 45
    {
        reach.push(digits / 3 + 3);
    }
    let leading = x.get(scale).copied().unwrap_or(0) as f64 + x.get(scale - 1).copied().unwrap_or(0) as f64 / 1e19;
    let mut y_scale = 1;
    let mut y = natural::from_wide((leading.ln().max(0.0) * 1e19) as u128);
    for (index, digits) in reach.iter().enumerate().rev() {
        let step = if index == 0 { scale } else { ((digits / 19 + 2) as usize).min(scale) };
        y = rescale(y, y_scale, step);
        y_scale = step;
        y = halley(&rescale(x.to_vec(), scale, step), &y, step);
    }
    y
}

fn rescale(number: Natural, from: usize, to: usize) -> Natural {
    if to <= from {
        return drop_limbs(number, from - to);
    }
    let mut result = vec![0; to - from];
    result.extend(number);
    natural::trim(&mut result);
    result
}

/// A better logarithm: y + 2 (x - e^y) / (x + e^y).
fn halley(x: &[u64], y: &[u64], scale: usize) -> Natural {
    let power = exp(y, scale);
    let sum = add(x, &power);
    let is_below = compare(x, &power).is_ge();
    let mut difference = if is_below { subtract(x, &power) } else { subtract(&power, x) };
    multiply_small(&mut difference, 2);
    let step = quotient(&difference, &sum, scale);
    if is_below {
        add(y, &step)
    } else if compare(y, &step).is_lt() {
        Vec::new()
    } else {
        subtract(y, &step)
    }
}

impl Context {
    /// The result of `value * 10^exponent`, known up to `error` units, if the error cannot matter. Such a
    /// result is never exact.
    pub fn settle(
        &self,
        negative: bool,
        value: &Natural,
        error: u64,
        exponent: i64,
        status: &mut Status,
    ) -> Option<Decimal> {
        if compare(value, &[error]).is_le() {
            return None;
        }
        let bound = |number: Natural, status: &mut Status| {
            self.finish(negative, Coefficient::from_natural(number), exponent, true, status)
        };
        let (mut low_status, mut high_status) = (0, 0);
        let low = bound(subtract(value, &[error]), &mut low_status);
        let high = bound(add(value, &[error]), &mut high_status);
        let agree = low.kind == high.kind
            && low.exponent == high.exponent
            && low.coefficient == high.coefficient
            && low_status == high_status;
        if agree {
            *status |= low_status;
        }
        agree.then_some(low)
    }
}
