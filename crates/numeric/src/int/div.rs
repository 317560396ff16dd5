//! Division: by one limb, Knuth's algorithm D on limbs while small, num-bigint (Burnikel and Ziegler) above.

use super::add::{add_magnitude, cmp_magnitude, sub_magnitude};
use super::convert::{digits_of, to_biguint};
use super::limb::{self, BITS, LOW, Limbs, Reciprocal, SPARE, join, split};
use super::{Digits, Int, IntRef, SHIFT, trim};
use crate::error::{NumError, NumResult};
use num_integer::Integer;
use smallvec::smallvec;
use std::cmp::Ordering;

/// From this many digits in divisor and quotient num-bigint takes over. Measured when the algorithm went
/// digit by digit; by limbs the two cross later.
pub(crate) const DIV_CUTOFF: usize = 28;

/// Divides in place by a limb that is not zero and returns the remainder.
pub(crate) fn div_limb(digits: &mut [u32], by: u64) -> u64 {
    let by = Reciprocal::new(by);
    let (pairs, rest) = digits.as_chunks_mut::<2>();
    let mut rem = 0;
    let mut quotient;
    for top in rest {
        (quotient, rem) = by.step(rem, u64::from(*top));
        *top = quotient as u32;
    }
    for pair in pairs.iter_mut().rev() {
        (quotient, rem) = by.step(rem, join(*pair));
        *pair = split(quotient);
    }
    by.unscaled(rem)
}

/// The remainder of a division by a limb that is not zero.
pub(crate) fn rem_limb(digits: &[u32], by: u64) -> u64 {
    let by = Reciprocal::new(by);
    let (pairs, rest) = digits.as_chunks::<2>();
    let rem = rest.iter().fold(0, |rem, &top| by.step(rem, u64::from(top)).1);
    by.unscaled(pairs.iter().rev().fold(rem, |rem, &pair| by.step(rem, join(pair)).1))
}

/// Knuth's algorithm D; `b` has at least three digits and `a >= b`.
pub(crate) fn knuth(a: &[u32], b: &[u32]) -> (Digits, Digits) {
    let top = limb::short(&b[(b.len() - 1) & !1..]);
    let bits = top.leading_zeros() - SPARE;
    let mut divisor = limb::shifted_left(b, bits);
    divisor.pop();
    let mut rest = limb::shifted_left(a, bits);
    let n = divisor.len();
    let (top, next) = (divisor[n - 1], u128::from(divisor[n - 2]));
    let by = Reciprocal::new(top);
    let count = rest.len() - n;
    let mut quotient: Limbs = smallvec![0; count];
    for j in (0..count).rev() {
        let (mut q, r) = by.step(by.scaled(rest[j + n]), rest[j + n - 1]);
        let mut r = by.unscaled(r);
        while q > LOW || u128::from(q) * next > (u128::from(r) << BITS | u128::from(rest[j + n - 2])) {
            q -= 1;
            r += top;
            if r > LOW {
                break;
            }
        }
        quotient[j] = subtract_row(&mut rest[j..=j + n], &divisor, q);
    }
    rest.truncate(n);
    limb::shift_right(&mut rest, bits);
    (limb::to_digits(&quotient), limb::to_digits(&rest))
}

/// `row -= q * divisor`; when that falls below zero adds the divisor back. Returns the true quotient limb.
fn subtract_row(row: &mut [u64], divisor: &[u64], q: u64) -> u64 {
    let (last, row) = row.split_last_mut().expect("one limb more than the divisor");
    let shifted = u128::from(q << SPARE);
    let (mut above, mut borrow) = (0u64, 0i64);
    for (slot, &d) in row.iter_mut().zip(divisor) {
        let product = shifted * u128::from(d);
        let value = (*slot as i64 - (product as u64 >> SPARE) as i64 - above as i64) + borrow;
        *slot = value as u64 & LOW;
        borrow = value >> BITS;
        above = (product >> 64) as u64;
    }
    let value = *last as i64 - above as i64 + borrow;
    *last = value as u64 & LOW;
    if value >= 0 {
        return q;
    }
    let mut carry = 0;
    for (slot, &d) in row.iter_mut().zip(divisor) {
        carry += *slot + d;
        *slot = carry & LOW;
        carry >>= BITS;
    }
    *last = (*last + carry) & LOW;
    q - 1
}

/// The quotient of magnitudes if it is short and the leading bits prove it, and prove a remainder too.
fn leading_quotient(a: &[u32], b: &[u32]) -> Option<u64> {
    let same_len = a.len() == b.len();
    if a.len() < 5 || !(same_len || b.len() + 1 == a.len()) || (same_len && a.last() < b.last()) {
        return None;
    }
    let (x, y) = leading_bits(a, b);
    let quotient = x / (y + 1);
    let proved = x > quotient * (y + 1) && x < (quotient + 1) * y;
    (proved && quotient <= u128::from(LOW)).then_some(quotient as u64)
}

/// The leading bits of `a`, 121 to 126, and the bits of `b` at the same places; `a` has five digits at least.
fn leading_bits(a: &[u32], b: &[u32]) -> (u128, u128) {
    let len = a.len();
    let drop = (u32::BITS - a[len - 1].leading_zeros()).saturating_sub(6);
    let word = |digits: &[u32]| {
        let at = |index: usize| digits.get(index).copied().unwrap_or(0);
        let four = u128::from(join([at(len - 2), at(len - 1)])) << BITS | u128::from(join([at(len - 4), at(len - 3)]));
        four << (SHIFT - drop) | u128::from(at(len - 5) >> drop)
    };
    (word(a), word(b))
}

/// `a - q * b` for a true quotient.
fn rest_of(a: &[u32], b: &[u32], q: u64) -> Digits {
    let (mut rest, divisor) = (limb::from_digits(a), limb::from_digits(b));
    rest.resize(divisor.len() + 1, 0);
    subtract_row(&mut rest, &divisor, q);
    limb::to_digits(&rest)
}

/// Quotient and remainder of magnitudes; `b` is not zero.
pub(crate) fn divmod_magnitude(a: &[u32], b: &[u32]) -> (Digits, Digits) {
    if cmp_magnitude(a, b) == Ordering::Less {
        return (Digits::new(), Digits::from_slice(a));
    }
    if a.len() <= 2 {
        let (x, y) = (limb::short(a), limb::short(b));
        return (Int::from_u64(x / y).digits, Int::from_u64(x % y).digits);
    }
    if b.len() <= 2 {
        let mut quotient = Digits::from_slice(a);
        let rem = div_limb(&mut quotient, limb::short(b));
        trim(&mut quotient);
        return (quotient, Int::from_u64(rem).digits);
    }
    if let Some(quotient) = leading_quotient(a, b) {
        return (Int::from_u64(quotient).digits, rest_of(a, b, quotient));
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
    if let Some(quotient) = leading_quotient(a.digits, b.digits) {
        let negative = a.negative != b.negative;
        return Ok(Int::normalized(negative, Int::from_u64(quotient + u64::from(negative)).digits));
    }
    divmod(a, b).map(|(q, _)| q)
}

/// `a % b`.
pub fn modulo(a: IntRef, b: IntRef) -> NumResult<Int> {
    nonzero(b)?;
    if b.digits.len() <= 2 {
        let by = limb::short(b.digits);
        let rem = rem_limb(a.digits, by);
        let rem = if rem != 0 && a.negative != b.negative { by - rem } else { rem };
        return Ok(Int::normalized(b.negative, Int::from_u64(rem).digits));
    }
    divmod(a, b).map(|(_, r)| r)
}
