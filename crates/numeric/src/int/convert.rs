//! Between 30-bit digits and num-bigint's ints, in time linear in the size.

use super::{Digits, Int, IntRef, SHIFT, trim};
use num_bigint::{BigInt, BigUint, Sign};

/// The magnitude in 32-bit words, least significant first, without zero words at the top.
pub(crate) fn words32(digits: &[u32]) -> Vec<u32> {
    let mut words = Vec::with_capacity(digits.len() + 1);
    let (mut acc, mut bits) = (0u64, 0);
    for &d in digits {
        acc |= u64::from(d) << bits;
        bits += SHIFT;
        if bits >= 32 {
            words.push(acc as u32);
            acc >>= 32;
            bits -= 32;
        }
    }
    words.push(acc as u32);
    while words.last() == Some(&0) {
        words.pop();
    }
    words
}

/// Packs 30-bit digits into a `BigUint`.
pub(crate) fn to_biguint(digits: &[u32]) -> BigUint {
    BigUint::new(words32(digits))
}

/// Unpacks a `BigUint` into 30-bit digits.
pub(crate) fn digits_of(value: &BigUint) -> Digits {
    let mut out = Digits::with_capacity((value.bits() / u64::from(SHIFT)) as usize + 3);
    let (mut acc, mut bits) = (0u128, 0);
    for word in value.iter_u64_digits() {
        acc |= u128::from(word) << bits;
        bits += 64;
        while bits >= SHIFT {
            out.push(acc as u32 & super::MASK);
            acc >>= SHIFT;
            bits -= SHIFT;
        }
    }
    out.push(acc as u32);
    trim(&mut out);
    out
}

/// The `BigInt` of a sign and digits.
pub fn from_digits30(negative: bool, digits: &[u32]) -> BigInt {
    BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, to_biguint(digits))
}

/// Sign and 30-bit digits of a `BigInt`.
pub fn to_digits30(value: &BigInt) -> (bool, Digits) {
    (value.sign() == Sign::Minus, digits_of(value.magnitude()))
}

impl From<&BigInt> for Int {
    fn from(value: &BigInt) -> Self {
        let (negative, digits) = to_digits30(value);
        Int { negative, digits }
    }
}

impl From<&BigUint> for Int {
    fn from(value: &BigUint) -> Self {
        Int { negative: false, digits: digits_of(value) }
    }
}

impl From<IntRef<'_>> for BigInt {
    fn from(value: IntRef<'_>) -> Self {
        from_digits30(value.negative, value.digits)
    }
}
