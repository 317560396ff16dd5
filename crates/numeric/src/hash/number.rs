//! Hashes of numbers: the value modulo a Mersenne prime, so that equal numbers of any type hash alike.

use super::not_minus_one;
use crate::float::split;
use crate::int::{IntRef, SHIFT};

const BITS: u32 = 61;
/// `sys.hash_info.modulus`.
pub const MODULUS: u64 = (1 << BITS) - 1;
/// `sys.hash_info.inf`.
pub const HASH_INF: i64 = 314_159;
/// `sys.hash_info.nan`.
pub const HASH_NAN: i64 = 0;
/// `sys.hash_info.imag`.
const HASH_IMAG: u64 = 1_000_003;

/// Times a power of two modulo the prime.
fn rotate(value: u64, by: u32) -> u64 {
    (value << by & MODULUS) | value >> (BITS - by)
}

fn signed(value: u64, negative: bool) -> i64 {
    not_minus_one(if negative { -(value as i64) } else { value as i64 })
}

/// `hash(int)`.
pub fn int(value: IntRef) -> i64 {
    let residue = value.digits.iter().rev().fold(0, |acc, &d| {
        let sum = rotate(acc, SHIFT) + u64::from(d);
        if sum >= MODULUS { sum - MODULUS } else { sum }
    });
    signed(residue, value.negative)
}

/// `hash(float)`.
pub fn float(value: f64) -> i64 {
    if value.is_nan() {
        return HASH_NAN;
    }
    if value.is_infinite() {
        return if value > 0.0 { HASH_INF } else { -HASH_INF };
    }
    let (mantissa, exponent) = split(value);
    signed(rotate(mantissa, exponent.rem_euclid(BITS as i32) as u32), value < 0.0)
}

/// `hash(complex)`.
pub fn complex(re: f64, im: f64) -> i64 {
    let sum = (float(re) as u64).wrapping_add((float(im) as u64).wrapping_mul(HASH_IMAG));
    not_minus_one(sum as i64)
}
