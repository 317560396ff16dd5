//! Conversion from and to binary numbers, by halves: a few products of half the size a level.

use num_bigint::BigUint;

use super::{Natural, add, multiply, trim};
use crate::word::{RADIX, split};

/// Bits of a digit of Python's ints.
const DIGIT_BITS: u32 = 30;
/// Up to how many binary digits, or limbs, conversion is by single words.
const SIMPLE_DIGITS: usize = 64;
const SIMPLE_LIMBS: usize = 32;

/// The number with these digits of 30 bits, least first.
pub fn from_binary(digits: &[u32]) -> Natural {
    let mut number = if digits.len() <= SIMPLE_DIGITS {
        simple_from_binary(digits)
    } else {
        let mut powers = vec![simple_from_binary(&power_digits())];
        while SIMPLE_DIGITS << powers.len() < digits.len() {
            let last = &powers[powers.len() - 1];
            powers.push(multiply(last, last));
        }
        by_halves(digits, &powers)
    };
    trim(&mut number);
    number
}

/// The digits of 2^(30 * SIMPLE_DIGITS).
fn power_digits() -> [u32; SIMPLE_DIGITS + 1] {
    let mut digits = [0; SIMPLE_DIGITS + 1];
    digits[SIMPLE_DIGITS] = 1;
    digits
}

fn by_halves(digits: &[u32], powers: &[Natural]) -> Natural {
    let Some((power, lower)) = powers.split_last() else { return simple_from_binary(digits) };
    let middle = SIMPLE_DIGITS << lower.len();
    if digits.len() <= middle {
        return by_halves(digits, lower);
    }
    let (low, high) = digits.split_at(middle);
    add(&multiply(&by_halves(high, lower), power), &by_halves(low, lower))
}

fn simple_from_binary(digits: &[u32]) -> Natural {
    let mut number: Natural = Vec::with_capacity(digits.len() / 2 + 1);
    // Pairs of digits, the highest first; the first may be a single one.
    let (pairs, single) = digits.as_chunks::<2>();
    let words = pairs.iter().map(|&[low, high]| u64::from(high) << DIGIT_BITS | u64::from(low));
    for word in single.iter().map(|&digit| digit.into()).chain(words.rev()) {
        let mut carry = word;
        for limb in &mut number {
            (carry, *limb) = split((u128::from(*limb) << (2 * DIGIT_BITS)) + u128::from(carry));
        }
        if carry != 0 {
            number.push(carry);
        }
    }
    trim(&mut number);
    number
}

/// The number in binary.
pub fn to_binary(number: &[u64]) -> BigUint {
    if number.len() <= SIMPLE_LIMBS {
        return simple_to_binary(number);
    }
    let mut powers = vec![BigUint::from(RADIX).pow(SIMPLE_LIMBS as u32)];
    while SIMPLE_LIMBS << powers.len() < number.len() {
        let last = &powers[powers.len() - 1];
        powers.push(last * last);
    }
    joined(number, &powers)
}

fn joined(number: &[u64], powers: &[BigUint]) -> BigUint {
    let Some((power, lower)) = powers.split_last() else { return simple_to_binary(number) };
    let middle = SIMPLE_LIMBS << lower.len();
    if number.len() <= middle {
        return joined(number, lower);
    }
    let (low, high) = number.split_at(middle);
    joined(high, lower) * power + joined(low, lower)
}

fn simple_to_binary(number: &[u64]) -> BigUint {
    let mut words: Vec<u64> = Vec::with_capacity(number.len());
    for &limb in number.iter().rev() {
        let mut carry = limb;
        for word in &mut words {
            let product = u128::from(*word) * u128::from(RADIX) + u128::from(carry);
            *word = product as u64;
            carry = (product >> 64) as u64;
        }
        if carry != 0 {
            words.push(carry);
        }
    }
    let halves = words.iter().flat_map(|&word| [word as u32, (word >> 32) as u32]).collect();
    BigUint::new(halves)
}
