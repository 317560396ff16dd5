//! Multiplication: rows of digit products while small, num-bigint (Karatsuba, Toom-3) above.

use super::convert::{digits_of, to_biguint};
use super::{Digits, Int, IntRef, MASK, SHIFT};
use smallvec::smallvec;

/// From this many digits in the shorter operand num-bigint is faster (measured, conversions included).
pub(crate) const MUL_CUTOFF: usize = 28;

pub(crate) fn mul_schoolbook(a: &[u32], b: &[u32]) -> Digits {
    let mut out: Digits = smallvec![0; a.len() + b.len()];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0u64;
        let row = &mut out[i..];
        for (slot, &y) in row.iter_mut().zip(b) {
            carry += u64::from(*slot) + u64::from(x) * u64::from(y);
            *slot = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        row[b.len()] = carry as u32;
    }
    super::trim(&mut out);
    out
}

pub(crate) fn mul_magnitude(a: &[u32], b: &[u32]) -> Digits {
    match (a, b) {
        ([], _) | (_, []) => Digits::new(),
        ([x], [y]) => Int::from_u64(u64::from(*x) * u64::from(*y)).digits,
        _ if a.len().min(b.len()) < MUL_CUTOFF => {
            if a.len() < b.len() {
                mul_schoolbook(a, b)
            } else {
                mul_schoolbook(b, a)
            }
        }
        _ => digits_of(&(to_biguint(a) * to_biguint(b))),
    }
}

/// `a * b`.
pub fn mul(a: IntRef, b: IntRef) -> Int {
    let digits = mul_magnitude(a.digits, b.digits);
    Int { negative: a.negative != b.negative && !digits.is_empty(), digits }
}

/// `a * a`.
pub fn square(a: IntRef) -> Int {
    if a.digits.len() < MUL_CUTOFF {
        return Int { negative: false, digits: mul_magnitude(a.digits, a.digits) };
    }
    let big = to_biguint(a.digits);
    Int { negative: false, digits: digits_of(&(&big * &big)) }
}
