//! Multiplication: columns of products of digit pairs while small, num-bigint (Karatsuba, Toom-3) above.

use super::convert::{digits_of, to_biguint};
use super::{Digits, Int, IntRef, MASK, SHIFT};
use smallvec::{SmallVec, smallvec};

/// From this many digits in the shorter operand num-bigint is faster (measured, conversions included).
pub(crate) const MUL_CUTOFF: usize = 120;

/// Bits of a limb: two digits.
const LIMB_SHIFT: u32 = 2 * SHIFT;
const LIMB_MASK: u128 = (1 << LIMB_SHIFT) - 1;

/// Digits in pairs.
type Limbs = SmallVec<[u64; 16]>;

fn limbs(digits: &[u32]) -> Limbs {
    let (pairs, rest) = digits.as_chunks::<2>();
    let mut out = Limbs::with_capacity(pairs.len() + 1);
    out.extend(pairs.iter().map(|&[low, high]| u64::from(low) | u64::from(high) << SHIFT));
    out.extend(rest.iter().map(|&last| u64::from(last)));
    out
}

/// `out = digits * by`, with one digit more than `digits`.
fn mul_digit(digits: &[u32], by: u32, out: &mut [u32]) {
    let mut carry = 0u64;
    for (slot, &digit) in out.iter_mut().zip(digits) {
        carry += u64::from(digit) * u64::from(by);
        *slot = carry as u32 & MASK;
        carry >>= SHIFT;
    }
    out[digits.len()] = carry as u32;
}

/// `out = digits * by` for a factor of two digits, with two digits more than `digits`.
fn mul_two_digits(digits: &[u32], by: u64, out: &mut [u32]) {
    let mut carry = 0u64;
    for (slot, &digit) in out.iter_mut().zip(digits) {
        let product = u128::from(digit) * u128::from(by) + u128::from(carry);
        *slot = product as u32 & MASK;
        carry = (product >> SHIFT) as u64;
    }
    out[digits.len()] = carry as u32 & MASK;
    out[digits.len() + 1] = (carry >> SHIFT) as u32;
}

/// Up to this many digits in the shorter operand, pairing the digits costs more than it saves.
const SCHOOL_CUTOFF: usize = 6;

/// `out = a * b` row by row; `out` is zero.
fn mul_rows(a: &[u32], b: &[u32], out: &mut [u32]) {
    for (row, &x) in a.iter().enumerate() {
        let mut carry = 0u64;
        let (slots, above) = out[row..].split_at_mut(b.len());
        for (slot, &y) in slots.iter_mut().zip(b) {
            carry += u64::from(*slot) + u64::from(x) * u64::from(y);
            *slot = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        above[0] = carry as u32;
    }
}

/// Sums the products of limbs column by column: up to 256 products of 120 bits fit the sum, so that no
/// carry is taken inside a column. `out` has room for the digits of both, rounded up to pairs.
fn mul_columns(a: &[u64], b: &[u64], out: &mut [u32]) {
    debug_assert!(a.len() <= b.len() && a.len() < 255);
    let mut sum = 0u128;
    let mut store = |column: usize, value: u64| {
        for (slot, digit) in out.iter_mut().skip(2 * column).zip([value as u32 & MASK, (value >> SHIFT) as u32]) {
            *slot = digit;
        }
    };
    let last = a.len() + b.len() - 2;
    for column in 0..=last {
        // Rows whose partner column - row is a limb of `b`.
        let first_row = (column + 1).saturating_sub(b.len());
        let end_row = (column + 1).min(a.len());
        let partners = &b[column + 1 - end_row..=column - first_row];
        for (&x, &y) in a[first_row..end_row].iter().zip(partners.iter().rev()) {
            sum += u128::from(x) * u128::from(y);
        }
        store(column, (sum & LIMB_MASK) as u64);
        sum >>= LIMB_SHIFT;
    }
    store(last + 1, sum as u64);
}

/// Is the product of magnitudes of these sizes made in place by [`mul_into`]?
pub(crate) fn is_small_product(a: &[u32], b: &[u32]) -> bool {
    a.len().min(b.len()) < MUL_CUTOFF
}

/// `out = a * b` for factors that are not zero, the shorter below the cutoff; `out` is zero and has a
/// digit for each of theirs. The top digit may come out zero.
pub(crate) fn mul_into(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match *short {
        [by] => mul_digit(long, by, out),
        [low, high] => mul_two_digits(long, u64::from(low) | u64::from(high) << SHIFT, out),
        _ if short.len() <= SCHOOL_CUTOFF => mul_rows(short, long, out),
        _ => mul_columns(&limbs(short), &limbs(long), out),
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

/// `a * b` written to [`product_len`] zeroed digits; tells whether it is negative. The top digit may come
/// out zero.
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
