//! Natural numbers as limbs of base 10^19, least first.
//!
//! **Invariant**: the last limb of a number is not zero; zero has no limbs. Functions over slices say
//! what they need of them. A decimal base makes rounding, shifting and text linear.

mod add;
mod binary;
mod digits;
mod divide;
mod multiply;
mod root;
mod transform;

pub use add::{add, compare, increment, subtract};
pub use binary::{from_binary, to_binary};
pub use digits::{digit_at, digits, pack, parse, power_of_ten, shift_left, shift_right, trailing_zeros, write};
pub use divide::{divide, divide_small};
pub use multiply::{multiply, multiply_small};
pub use root::square_root;

/// The base of the limbs.
pub const RADIX: u64 = crate::word::RADIX;

/// Limbs, least first, without leading zeros.
pub type Natural = Vec<u64>;

/// Takes leading zeros off.
pub fn trim(number: &mut Natural) {
    while number.last() == Some(&0) {
        number.pop();
    }
}

/// The part of `number` without leading zeros.
pub fn trimmed(mut number: &[u64]) -> &[u64] {
    while let [rest @ .., 0] = number {
        number = rest;
    }
    number
}

pub fn from_wide(value: u128) -> Natural {
    let (rest, low) = crate::word::split_any(value);
    let (high, middle) = crate::word::split_any(rest);
    let mut number = vec![low, middle, high as u64];
    trim(&mut number);
    number
}

/// The number as a double word, if it is below 10^38.
pub fn to_wide(number: &[u64]) -> Option<u128> {
    match *number {
        [] => Some(0),
        [low] => Some(low.into()),
        [low, high] => Some(u128::from(high) * u128::from(crate::word::RADIX) + u128::from(low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
