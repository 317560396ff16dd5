//! `math.gcd` and `math.isqrt`.

use super::add::cmp_magnitude;
use super::convert::{digits_of, to_biguint};
use super::div::divmod_magnitude;
use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use crate::error::{NumError, NumResult};
use num_integer::Integer;
use std::cmp::Ordering;

/// Greatest common divisor, never negative.
pub fn gcd(a: IntRef, b: IntRef) -> Int {
    if let (Some(x), Some(y)) = (a.magnitude_u64(), b.magnitude_u64()) {
        return Int::from_u64(x.gcd(&y));
    }
    if a.digits.len() <= 4 && b.digits.len() <= 4 {
        return Int::from_u128(false, word(a.digits).gcd(&word(b.digits)));
    }
    if a.is_zero() {
        return b.abs().to_int();
    }
    if b.is_zero() {
        return a.abs().to_int();
    }
    lehmer(a, b)
}

/// The value of at most four digits.
fn word(digits: &[u32]) -> u128 {
    digits.iter().rev().fold(0u128, |word, &digit| word << SHIFT | u128::from(digit))
}

/// Lehmer's algorithm: the leading 60 bits of both numbers tell a run of quotients, whose product is
/// applied to the whole numbers at once.
fn lehmer(a: IntRef, b: IntRef) -> Int {
    let (mut a, mut b) = (Digits::from_slice(a.digits), Digits::from_slice(b.digits));
    if cmp_magnitude(&a, &b) == Ordering::Less {
        std::mem::swap(&mut a, &mut b);
    }
    while b.len() > 2 {
        match leading_steps(&a, &b) {
            Some([[p, q], [r, s]]) => {
                let next = combine(&a, &b, p, q);
                b = combine(&a, &b, r, s);
                a = next;
            }
            None => {
                let (_, rest) = divmod_magnitude(&a, &b);
                a = std::mem::replace(&mut b, rest);
            }
        }
    }
    let word = |digits: &[u32]| digits.iter().rev().fold(0u64, |word, &d| word << SHIFT | u64::from(d));
    if b.is_empty() {
        return Int { negative: false, digits: a };
    }
    let (_, rest) = divmod_magnitude(&a, &b);
    Int::from_u64(word(&b).gcd(&word(&rest)))
}

/// The matrix of the division steps that the leading bits of `a >= b` prove; `None`: not even one.
/// (Knuth, volume 2, 4.5.2, Algorithm L.)
fn leading_steps(a: &[u32], b: &[u32]) -> Option<[[i64; 2]; 2]> {
    let (mut x, mut y) = leading_bits(a, b);
    let [[mut p, mut q], [mut r, mut s]] = [[1i64, 0], [0, 1i64]];
    while y + r != 0 && y + s != 0 {
        let quotient = (x + p) / (y + r);
        // The other bound must give the same quotient.
        let low = i128::from(quotient) * i128::from(y + s);
        let value = i128::from(x + q);
        if low > value || value - low >= i128::from(y + s) {
            break;
        }
        (p, q, r, s) = (r, s, p - quotient * r, q - quotient * s);
        (x, y) = (y, x - quotient * y);
    }
    (q != 0).then_some([[p, q], [r, s]])
}

/// The 60 leading bits of `a`, and the bits of `b` at the same places; `a` has three digits at least.
fn leading_bits(a: &[u32], b: &[u32]) -> (i64, i64) {
    let len = a.len();
    let spare = a[len - 1].leading_zeros() - (u32::BITS - SHIFT);
    let word = |digits: &[u32]| {
        let at = |index: usize| u64::from(digits.get(index).copied().unwrap_or(0));
        let three = u128::from(at(len - 1)) << (2 * SHIFT) | u128::from(at(len - 2) << SHIFT | at(len - 3));
        (three >> (SHIFT - spare)) as i64
    };
    (word(a), word(b))
}

/// `p * a + q * b`, which is not negative; `a` is not shorter than `b`.
fn combine(a: &[u32], b: &[u32], p: i64, q: i64) -> Digits {
    let mut out = Digits::with_capacity(a.len() + 1);
    let mut carry = 0i128;
    out.extend(a.iter().enumerate().map(|(i, &x)| {
        let y = b.get(i).copied().unwrap_or(0);
        carry += i128::from(p) * i128::from(x) + i128::from(q) * i128::from(y);
        let digit = carry as u32 & MASK;
        carry >>= SHIFT;
        digit
    }));
    debug_assert_eq!(carry, 0);
    trim(&mut out);
    out
}

/// The largest int whose square is not above `a`.
pub fn isqrt(a: IntRef) -> NumResult<Int> {
    if a.negative {
        return Err(NumError::value("isqrt() argument must be nonnegative"));
    }
    if let Some(small) = a.magnitude_u64() {
        return Ok(Int::from_u64(small.isqrt()));
    }
    Ok(Int { negative: false, digits: digits_of(&to_biguint(a.digits).sqrt()) })
}
