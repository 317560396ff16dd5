//! Addition, subtraction and comparison on digit slices.

use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use std::cmp::Ordering;

/// Compares magnitudes; both slices without trailing zero digits.
pub fn cmp_magnitude(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// Compares two ints.
pub fn cmp(a: IntRef, b: IntRef) -> Ordering {
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => cmp_magnitude(a.digits, b.digits),
        (true, true) => cmp_magnitude(b.digits, a.digits),
    }
}

pub(crate) fn add_magnitude(a: &[u32], b: &[u32]) -> Digits {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut out = Digits::with_capacity(long.len() + 1);
    let mut carry = 0;
    for (&x, &y) in long.iter().zip(short) {
        carry += x + y;
        out.push(carry & MASK);
        carry >>= SHIFT;
    }
    for &x in &long[short.len()..] {
        carry += x;
        out.push(carry & MASK);
        carry >>= SHIFT;
    }
    if carry != 0 {
        out.push(carry);
    }
    out
}

/// `a - b` for magnitudes with `a >= b`.
pub(crate) fn sub_magnitude(a: &[u32], b: &[u32]) -> Digits {
    let mut out = Digits::with_capacity(a.len());
    let mut borrow = 0u32;
    for (i, &x) in a.iter().enumerate() {
        let d = x.wrapping_sub(b.get(i).copied().unwrap_or(0)).wrapping_sub(borrow);
        out.push(d & MASK);
        borrow = d >> 31;
    }
    debug_assert_eq!(borrow, 0);
    trim(&mut out);
    out
}

/// `|a| - |b|` with its sign.
pub fn abs_diff(a: &[u32], b: &[u32]) -> Int {
    match cmp_magnitude(a, b) {
        Ordering::Equal => Int::zero(),
        Ordering::Greater => Int { negative: false, digits: sub_magnitude(a, b) },
        Ordering::Less => Int { negative: true, digits: sub_magnitude(b, a) },
    }
}

/// `a + b`.
pub fn add(a: IntRef, b: IntRef) -> Int {
    if a.negative == b.negative {
        return Int { negative: a.negative, digits: add_magnitude(a.digits, b.digits) };
    }
    if a.negative { abs_diff(b.digits, a.digits) } else { abs_diff(a.digits, b.digits) }
}

/// `a - b`.
pub fn sub(a: IntRef, b: IntRef) -> Int {
    add(a, b.negated())
}
