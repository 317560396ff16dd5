//! Addition, subtraction and comparison on digit slices.

use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use smallvec::smallvec;
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

/// `out = a + b`, with one digit more than the longer; the top digit may come out zero.
pub(crate) fn add_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (both, above) = long.split_at(short.len());
    let (out_both, out_above) = out.split_at_mut(short.len());
    let mut carry = 0;
    for ((slot, &x), &y) in out_both.iter_mut().zip(both).zip(short) {
        carry += x + y;
        *slot = carry & MASK;
        carry >>= SHIFT;
    }
    for (slot, &x) in out_above.iter_mut().zip(above) {
        carry += x;
        *slot = carry & MASK;
        carry >>= SHIFT;
    }
    out_above[above.len()] = carry;
}

/// `out = a - b` for magnitudes with `a >= b`; `out` is as long as `a`, its top digits may come out zero.
pub(crate) fn sub_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (both, above) = a.split_at(b.len());
    let (out_both, out_above) = out.split_at_mut(b.len());
    let mut borrow = 0u32;
    for ((slot, &x), &y) in out_both.iter_mut().zip(both).zip(b) {
        let d = x.wrapping_sub(y).wrapping_sub(borrow);
        *slot = d & MASK;
        borrow = d >> 31;
    }
    for (slot, &x) in out_above.iter_mut().zip(above) {
        let d = x.wrapping_sub(borrow);
        *slot = d & MASK;
        borrow = d >> 31;
    }
    debug_assert_eq!(borrow, 0);
}

pub(crate) fn add_magnitude(a: &[u32], b: &[u32]) -> Digits {
    let mut out: Digits = smallvec![0; a.len().max(b.len()) + 1];
    add_into(a, b, &mut out);
    trim(&mut out);
    out
}

/// `a - b` for magnitudes with `a >= b`.
pub(crate) fn sub_magnitude(a: &[u32], b: &[u32]) -> Digits {
    let mut out: Digits = smallvec![0; a.len()];
    sub_into(a, b, &mut out);
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

/// `a + b` written to zeroed digits, one more than the longer operand has; tells whether it is negative.
/// The top digits may come out zero.
pub fn sum_into(a: IntRef, b: IntRef, out: &mut [u32]) -> bool {
    if a.negative == b.negative {
        add_into(a.digits, b.digits, out);
        return a.negative;
    }
    match cmp_magnitude(a.digits, b.digits) {
        Ordering::Equal => false,
        Ordering::Greater => {
            sub_into(a.digits, b.digits, &mut out[..a.digits.len()]);
            a.negative
        }
        Ordering::Less => {
            sub_into(b.digits, a.digits, &mut out[..b.digits.len()]);
            b.negative
        }
    }
}
