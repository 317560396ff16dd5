//! Decimal digits of naturals: counting, shifting, text. All of it is linear.

use super::{Natural, trim};
use crate::round::Discarded;
use crate::word::{DIVISORS, LIMB_DIGITS, POWERS, RADIX, digits_of_word, split};

/// How many digits; zero has none.
pub fn digits(number: &[u64]) -> u64 {
    match number {
        [] => 0,
        [rest @ .., top] => (rest.len() * LIMB_DIGITS) as u64 + u64::from(digits_of_word(*top)),
    }
}

/// The digit of weight 10^`place`.
pub fn digit_at(number: &[u64], place: u64) -> u8 {
    let limb = number.get((place / 19) as usize).copied().unwrap_or(0);
    (limb / POWERS[(place % 19) as usize] % 10) as u8
}

/// A natural of digits given as bytes 0..=9, the greatest weight first.
pub fn pack(digits: &[u8]) -> Natural {
    let value = |chunk: &[u8]| chunk.iter().fold(0, |value, &digit| value * 10 + u64::from(digit));
    let mut number: Natural = digits.rchunks(LIMB_DIGITS).map(value).collect();
    trim(&mut number);
    number
}

/// A natural of ASCII digits.
pub fn parse(digits: &[u8]) -> Natural {
    let value = |chunk: &[u8]| chunk.iter().fold(0, |value, &digit| value * 10 + u64::from(digit - b'0'));
    let mut number: Natural = digits.rchunks(LIMB_DIGITS).map(value).collect();
    trim(&mut number);
    number
}

const PAIRS: [[u8; 2]; 100] = {
    let mut table = [[0; 2]; 100];
    let mut index = 0;
    while index < 100 {
        table[index] = [b'0' + (index / 10) as u8, b'0' + (index % 10) as u8];
        index += 1;
    }
    table
};

/// Writes the lowest `text.len()` digits of a word.
pub fn write_word(mut word: u64, text: &mut [u8]) {
    let mut end = text.len();
    while end >= 2 {
        text[end - 2..end].copy_from_slice(&PAIRS[(word % 100) as usize]);
        word /= 100;
        end -= 2;
    }
    if end == 1 {
        text[0] = b'0' + (word % 10) as u8;
    }
}

/// Appends the digits as ASCII; nothing for zero.
pub fn write(number: &[u64], text: &mut Vec<u8>) {
    let [rest @ .., top] = number else { return };
    let from = text.len();
    let first = digits_of_word(*top) as usize;
    text.resize(from + first + rest.len() * LIMB_DIGITS, b'0');
    let (head, tail) = text[from..].split_at_mut(first);
    write_word(*top, head);
    for (chunk, &limb) in tail.chunks_exact_mut(LIMB_DIGITS).zip(rest.iter().rev()) {
        write_word(limb, chunk);
    }
}

pub fn power_of_ten(exponent: u64) -> Natural {
    let mut number = vec![0; (exponent / 19) as usize];
    number.push(POWERS[(exponent % 19) as usize]);
    number
}

/// `number * 10^count`.
pub fn shift_left(number: &[u64], count: u64) -> Natural {
    if number.is_empty() {
        return Vec::new();
    }
    let (limbs, rest) = ((count / 19) as usize, (count % 19) as usize);
    let mut result = Vec::with_capacity(number.len() + limbs + 1);
    result.resize(limbs, 0);
    if rest == 0 {
        result.extend_from_slice(number);
        return result;
    }
    let mut carry = 0;
    for &limb in number {
        // The low part ends with zeros in the carry's place.
        let (high, low) = split(u128::from(limb) * u128::from(POWERS[rest]));
        result.push(low + carry);
        carry = high;
    }
    if carry != 0 {
        result.push(carry);
    }
    result
}

/// `number / 10^count`, and what the discarded digits are compared with half a unit.
pub fn shift_right(number: &[u64], count: u64) -> (Natural, Discarded) {
    if count > digits(number) {
        return (Vec::new(), if number.is_empty() { Discarded::Nothing } else { Discarded::BelowHalf });
    }
    let (limbs, rest) = ((count / 19) as usize, (count % 19) as usize);
    let (dropped, kept) = number.split_at(limbs);
    if rest == 0 {
        let discarded = match dropped {
            [] => Discarded::Nothing,
            [lower @ .., top] => Discarded::compare(*top, RADIX / 2, lower.iter().any(|&limb| limb != 0)),
        };
        return (kept.to_vec(), discarded);
    }
    let sticky = dropped.iter().any(|&limb| limb != 0);
    let mut result = vec![0; kept.len()];
    let mut above = 0;
    for (to, &limb) in result.iter_mut().zip(kept).rev() {
        let (quotient, remainder) = DIVISORS[rest].divide_to_word(limb.into());
        *to = quotient + above * POWERS[LIMB_DIGITS - rest];
        above = remainder;
    }
    trim(&mut result);
    (result, Discarded::compare(above, POWERS[rest] / 2, sticky))
}

/// How many zeros a nonzero number ends with.
pub fn trailing_zeros(number: &[u64]) -> u64 {
    let limbs = number.iter().take_while(|&&limb| limb == 0).count();
    let zeros = number.get(limbs).map_or(0, |&limb| crate::word::trailing_zeros(limb.into()));
    (limbs * LIMB_DIGITS) as u64 + u64::from(zeros)
}
