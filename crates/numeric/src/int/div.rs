//! Division: by one digit, Knuth's algorithm D while small, num-bigint (Burnikel and Ziegler) above.

use super::add::{add_magnitude, cmp_magnitude, sub_magnitude};
use super::convert::{digits_of, to_biguint};
use super::{BASE, Digits, Int, IntRef, MASK, SHIFT, trim};
use crate::error::{NumError, NumResult};
use num_integer::Integer;
use smallvec::smallvec;
use std::cmp::Ordering;

/// From this many digits in divisor and quotient num-bigint is faster (measured).
pub(crate) const DIV_CUTOFF: usize = 28;

/// Divides in place by one digit and returns the remainder.
pub(crate) fn div_small(digits: &mut [u32], by: u32) -> u32 {
    let by = u64::from(by);
    let mut rem = 0u64;
    for d in digits.iter_mut().rev() {
        let value = rem << SHIFT | u64::from(*d);
        *d = (value / by) as u32;
        rem = value % by;
    }
    rem as u32
}

/// Shifts left by less than a digit, with room for the digit that may come out at the top.
fn shifted(digits: &[u32], bits: u32) -> Digits {
    let mut out: Digits = smallvec![0; digits.len() + 1];
    let mut carry = 0;
    for (slot, &d) in out.iter_mut().zip(digits) {
        *slot = (d << bits & MASK) | carry;
        carry = d >> (SHIFT - bits);
    }
    out[digits.len()] = carry;
    out
}

/// Knuth's algorithm D; `b` has at least two digits and `a >= b`.
pub(crate) fn knuth(a: &[u32], b: &[u32]) -> (Digits, Digits) {
    let bits = b[b.len() - 1].leading_zeros() - (32 - SHIFT);
    let mut divisor = shifted(b, bits);
    trim(&mut divisor);
    let mut rest = shifted(a, bits);
    let n = divisor.len();
    let (top, next) = (u64::from(divisor[n - 1]), u64::from(divisor[n - 2]));
    let count = rest.len() - n;
    let mut quotient: Digits = smallvec![0; count];
    for j in (0..count).rev() {
        let head = u64::from(rest[j + n]) << SHIFT | u64::from(rest[j + n - 1]);
        let (mut q, mut r) = (head / top, head % top);
        while q >= BASE || q * next > (r << SHIFT | u64::from(rest[j + n - 2])) {
            q -= 1;
            r += top;
            if r >= BASE {
                break;
            }
        }
        quotient[j] = subtract_row(&mut rest[j..=j + n], &divisor, q as u32);
    }
    rest.truncate(n);
    let mut carry = 0u32;
    for d in rest.iter_mut().rev() {
        let low = *d & ((1 << bits) - 1);
        *d = ((u64::from(carry) << SHIFT | u64::from(*d)) >> bits) as u32;
        carry = low;
    }
    trim(&mut quotient);
    trim(&mut rest);
    (quotient, rest)
}

/// `row -= q * divisor`; when that falls below zero adds the divisor back. Returns the true quotient digit.
fn subtract_row(row: &mut [u32], divisor: &[u32], q: u32) -> u32 {
    let mut borrow = 0i64;
    for (slot, &d) in row.iter_mut().zip(divisor) {
        let value = i64::from(*slot) - i64::from(q) * i64::from(d) + borrow;
        *slot = value as u32 & MASK;
        borrow = value >> SHIFT;
    }
    let last = divisor.len();
    let value = i64::from(row[last]) + borrow;
    row[last] = value as u32 & MASK;
    if value >= 0 {
        return q;
    }
    let mut carry = 0u32;
    for (slot, &d) in row.iter_mut().zip(divisor) {
        carry += *slot + d;
        *slot = carry & MASK;
        carry >>= SHIFT;
    }
    row[last] = (row[last] + carry) & MASK;
    q - 1
}

/// Quotient and remainder of magnitudes; `b` is not zero.
pub(crate) fn divmod_magnitude(a: &[u32], b: &[u32]) -> (Digits, Digits) {
    if cmp_magnitude(a, b) == Ordering::Less {
        return (Digits::new(), Digits::from_slice(a));
    }
    if let ([_, _] | [_], [_, _] | [_]) = (a, b) {
        let word = |d: &[u32]| d.iter().rev().fold(0u64, |acc, &x| acc << SHIFT | u64::from(x));
        let (x, y) = (word(a), word(b));
        return (Int::from_u64(x / y).digits, Int::from_u64(x % y).digits);
    }
    if let [by] = *b {
        let mut quotient = Digits::from_slice(a);
        let rem = div_small(&mut quotient, by);
        trim(&mut quotient);
        return (quotient, Int::from_u64(u64::from(rem)).digits);
    }
    if b.len() < DIV_CUTOFF || a.len() - b.len() < DIV_CUTOFF {
        return knuth(a, b);
    }
    let (q, r) = to_biguint(a).div_rem(&to_biguint(b));
    (digits_of(&q), digits_of(&r))
}

fn nonzero(b: IntRef) -> NumResult<()> {
    if b.is_zero() { Err(NumError::zero_division("integer division or modulo by zero")) } else { Ok(()) }
}

/// Quotient towards zero, remainder with the dividend's sign.
pub fn truncated_divmod(a: IntRef, b: IntRef) -> NumResult<(Int, Int)> {
    nonzero(b)?;
    let (q, r) = divmod_magnitude(a.digits, b.digits);
    Ok((Int::normalized(a.negative != b.negative, q), Int::normalized(a.negative, r)))
}

/// `divmod(a, b)`: quotient towards minus infinity, remainder with the divisor's sign.
pub fn divmod(a: IntRef, b: IntRef) -> NumResult<(Int, Int)> {
    nonzero(b)?;
    let (q, r) = divmod_magnitude(a.digits, b.digits);
    if a.negative == b.negative {
        return Ok((Int::normalized(false, q), Int::normalized(b.negative, r)));
    }
    if r.is_empty() {
        return Ok((Int::normalized(true, q), Int::zero()));
    }
    Ok((Int::normalized(true, add_magnitude(&q, &[1])), Int::normalized(b.negative, sub_magnitude(b.digits, &r))))
}

/// `a // b`.
pub fn floor_div(a: IntRef, b: IntRef) -> NumResult<Int> {
    divmod(a, b).map(|(q, _)| q)
}

/// `a % b`.
pub fn modulo(a: IntRef, b: IntRef) -> NumResult<Int> {
    nonzero(b)?;
    if let [by] = *b.digits {
        let by = u64::from(by);
        let rem = a.digits.iter().rev().fold(0u64, |rem, &d| (rem << SHIFT | u64::from(d)) % by);
        let rem = if rem != 0 && a.negative != b.negative { by - rem } else { rem };
        return Ok(Int::normalized(b.negative, Int::from_u64(rem).digits));
    }
    divmod(a, b).map(|(_, r)| r)
}
