//! Sums, differences and order.

use std::cmp::Ordering;

use super::{Natural, trim};
use crate::word::RADIX;

/// The sum of two limbs, and whether it carries.
#[inline(always)]
pub(super) fn add_limbs(a: u64, b: u64) -> (u64, bool) {
    // Both are below the radix: the sum may wrap around the word.
    let (sum, wrapped) = a.overflowing_add(b);
    let carry = wrapped || sum >= RADIX;
    (if carry { sum.wrapping_sub(RADIX) } else { sum }, carry)
}

/// `a += b` over slices, `a` at least as long as `b`; gives the carry out.
pub(super) fn add_to(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut carry = false;
    for (x, &y) in low.iter_mut().zip(b) {
        (*x, carry) = add_limbs(*x, y + u64::from(carry));
    }
    carry && increment_slice(high)
}

fn increment_slice(a: &mut [u64]) -> bool {
    for x in a {
        if *x != RADIX - 1 {
            *x += 1;
            return false;
        }
        *x = 0;
    }
    true
}

/// `a -= b` over slices, `a` at least as long as `b`; gives the borrow out.
pub(super) fn subtract_from(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut borrow = false;
    for (x, &y) in low.iter_mut().zip(b) {
        let (difference, wrapped) = x.overflowing_sub(y + u64::from(borrow));
        borrow = wrapped;
        *x = if wrapped { difference.wrapping_add(RADIX) } else { difference };
    }
    if !borrow {
        return false;
    }
    for x in high {
        if *x != 0 {
            *x -= 1;
            return false;
        }
        *x = RADIX - 1;
    }
    true
}

pub fn add(a: &[u64], b: &[u64]) -> Natural {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut sum = Vec::with_capacity(long.len() + 1);
    sum.extend_from_slice(long);
    if add_to(&mut sum, short) {
        sum.push(1);
    }
    sum
}

/// `a + 1` in place.
pub fn increment(a: &mut Natural) {
    if increment_slice(a) {
        a.push(1);
    }
}

/// `a - b`; `a` must not be less.
pub fn subtract(a: &[u64], b: &[u64]) -> Natural {
    let mut difference = a.to_vec();
    let borrow = subtract_from(&mut difference, b);
    debug_assert!(!borrow);
    trim(&mut difference);
    difference
}

/// The order of two numbers without leading zeros.
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}
