//! Multiplication: by one limb at a time or by columns of products of limbs while small, num-bigint
//! (Karatsuba, Toom-3) above.

use super::convert::{digits_of, to_biguint};
use super::limb::{self, BITS, LOW, SPARE, join, split};
use super::{Digits, Int, IntRef, MASK, SHIFT};
use smallvec::smallvec;

/// From this many digits in the shorter operand num-bigint is faster (measured, conversions included).
pub(crate) const MUL_CUTOFF: usize = 120;

/// `out = digits * by` for a factor of one limb, with as many digits more than `digits` as it has.
fn mul_limb(digits: &[u32], by: u64, out: &mut [u32]) {
    let (pairs, rest) = digits.as_chunks::<2>();
    let (slots, top) = out.split_at_mut(2 * pairs.len());
    let shifted = u128::from(by << SPARE);
    // What the product before left above its limb, and the carry of the sum, apart: only the carry has
    // to wait for the limb before.
    let (mut above, mut carry) = (0u64, 0u64);
    for (slot, &pair) in slots.as_chunks_mut::<2>().0.iter_mut().zip(pairs) {
        let product = shifted * u128::from(join(pair));
        let sum = ((product as u64 >> SPARE) + above) + carry;
        *slot = split(sum & LOW);
        carry = sum >> BITS;
        above = (product >> 64) as u64;
    }
    let mut left = u128::from(above + carry);
    if let [last] = *rest {
        left += u128::from(by) * u128::from(last);
    }
    for slot in top {
        *slot = left as u32 & MASK;
        left >>= SHIFT;
    }
}

/// Sums the products of limbs column by column: up to 256 products of 120 bits fit the sum, so that no
/// carry is taken inside a column. `out` has room for the digits of both.
fn mul_columns(a: &[u64], b: &[u64], out: &mut [u32]) {
    debug_assert!(a.len() <= b.len() && a.len() < 255);
    let mut sum = 0u128;
    let mut next = |column: usize| {
        // Rows whose partner column - row is a limb of `b`; none in the last column.
        let first_row = (column + 1).saturating_sub(b.len());
        let end_row = (column + 1).min(a.len());
        let partners = &b[column + 1 - end_row..(column + 1 - first_row).min(b.len())];
        for (&x, &y) in a[first_row..end_row].iter().zip(partners.iter().rev()) {
            sum += u128::from(x) * u128::from(y);
        }
        let value = sum as u64 & LOW;
        sum >>= BITS;
        value
    };
    let (pairs, rest) = out.as_chunks_mut::<2>();
    for (column, pair) in pairs.iter_mut().enumerate() {
        *pair = split(next(column));
    }
    for slot in rest {
        *slot = next(pairs.len()) as u32;
    }
}

/// Is the product of magnitudes of these sizes made in place by [`mul_into`]?
pub(crate) fn is_small_product(a: &[u32], b: &[u32]) -> bool {
    a.len().min(b.len()) < MUL_CUTOFF
}

/// `out = a * b` for factors that are not zero, the shorter below the cutoff; `out` has a digit for each
/// of theirs, and all are written. The top digit may come out zero.
pub(crate) fn mul_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match short.len() {
        1 | 2 => mul_limb(long, limb::short(short), out),
        _ => mul_columns(&limb::from_digits(short), &limb::from_digits(long), out),
    }
}

pub(crate) fn mul_magnitude(a: &[u32], b: &[u32]) -> Digits {
    match (a, b) {
        ([], _) | (_, []) => Digits::new(),
        ([x], [y]) => Int::from_u64(u64::from(*x) * u64::from(*y)).digits,
        _ if is_small_product(a, b) => {
            let mut out: Digits = smallvec![0; a.len() + b.len()];
            mul_into(a, b, &mut out);
            super::trim(&mut out);
            out
        }
        _ => digits_of(&(to_biguint(a) * to_biguint(b))),
    }
}

/// The digits to give to [`product_into`] for `a * b`; `None`: too large for it, or zero.
pub fn product_len(a: IntRef, b: IntRef) -> Option<usize> {
    (!a.is_zero() && !b.is_zero() && is_small_product(a.digits, b.digits)).then(|| a.digits.len() + b.digits.len())
}

/// `a * b` written to [`product_len`] digits, all of them; tells whether it is negative. The top digit may
/// come out zero.
pub fn product_into(a: IntRef, b: IntRef, out: &mut [u32]) -> bool {
    mul_into(a.digits, b.digits, out);
    a.negative != b.negative
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
