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

/// The bits of a word of two digits that no digit uses. Set before an addition, they carry what leaves
/// the lower digit on to the upper one, and what leaves that out of the word.
const GAPS: u64 = 0xC000_0000_C000_0000;

/// Two digits side by side as they lie in memory.
#[inline(always)]
fn word([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The digits of a word, whatever is in its gaps.
#[inline(always)]
fn pair(word: u64) -> [u32; 2] {
    let word = word & !GAPS;
    [word as u32, (word >> 32) as u32]
}

/// `out = a + b`, with one digit more than the longer; the top digit may come out zero.
pub(crate) fn add_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (both, above) = long.split_at(short.len());
    let (out_both, out_above) = out.split_at_mut(short.len());
    let (x_pairs, x_rest) = both.as_chunks::<2>();
    let (y_pairs, y_rest) = short.as_chunks::<2>();
    let (pairs, rest) = out_both.as_chunks_mut::<2>();
    let mut carry = false;
    for ((slot, &x), &y) in pairs.iter_mut().zip(x_pairs).zip(y_pairs) {
        let sum;
        (sum, carry) = (word(x) | GAPS).carrying_add(word(y), carry);
        *slot = pair(sum);
    }
    let mut carry = u32::from(carry);
    for ((slot, &x), &y) in rest.iter_mut().zip(x_rest).zip(y_rest) {
        carry += x + y;
        *slot = carry & MASK;
        carry >>= SHIFT;
    }
    let (top, out_above) = out_above.split_last_mut().expect("one digit more");
    let mut done = 0;
    while carry != 0 && done < above.len() {
        carry += above[done];
        out_above[done] = carry & MASK;
        carry >>= SHIFT;
        done += 1;
    }
    out_above[done..].copy_from_slice(&above[done..]);
    *top = carry;
}

/// `out = a - b` for magnitudes with `a >= b`; `out` is as long as `a`, its top digits may come out zero.
pub(crate) fn sub_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (both, above) = a.split_at(b.len());
    let (out_both, out_above) = out.split_at_mut(b.len());
    let (x_pairs, x_rest) = both.as_chunks::<2>();
    let (y_pairs, y_rest) = b.as_chunks::<2>();
    let (pairs, rest) = out_both.as_chunks_mut::<2>();
    let mut borrow = false;
    for ((slot, &x), &y) in pairs.iter_mut().zip(x_pairs).zip(y_pairs) {
        let difference;
        (difference, borrow) = word(x).borrowing_sub(word(y), borrow);
        *slot = pair(difference);
    }
    let mut borrow = u32::from(borrow);
    for ((slot, &x), &y) in rest.iter_mut().zip(x_rest).zip(y_rest) {
        let d = x.wrapping_sub(y).wrapping_sub(borrow);
        *slot = d & MASK;
        borrow = d >> 31;
    }
    let mut done = 0;
    while borrow != 0 && done < above.len() {
        let d = above[done].wrapping_sub(borrow);
        out_above[done] = d & MASK;
        borrow = d >> 31;
        done += 1;
    }
    out_above[done..].copy_from_slice(&above[done..]);
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

/// `a + b` written to digits, all of them, one more than the longer operand has; tells whether it is
/// negative. The top digits may come out zero.
pub fn sum_into(a: IntRef, b: IntRef, out: &mut [u32]) -> bool {
    if a.negative == b.negative {
        add_into(a.digits, b.digits, out);
        return a.negative;
    }
    let (larger, smaller) = match cmp_magnitude(a.digits, b.digits) {
        Ordering::Equal => {
            out.fill(0);
            return false;
        }
        Ordering::Greater => (a, b),
        Ordering::Less => (b, a),
    };
    let (digits, top) = out.split_at_mut(larger.digits.len());
    sub_into(larger.digits, smaller.digits, digits);
    top.fill(0);
    larger.negative
}
