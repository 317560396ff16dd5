//! The numbers of a range: machine words where they suffice, big integers else.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};
use pyston_object::prelude::*;

/// A range whose numbers and length fit machine words.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub start: i64,
    pub step: i64,
    pub len: i64,
}

impl Words {
    /// The value at `index`, which must be in bounds, or at the end.
    #[inline]
    pub fn at(self, index: i64) -> i64 {
        self.start.wrapping_add(index.wrapping_mul(self.step))
    }
}

/// Start, step and length as big integers.
#[derive(Clone, Debug)]
pub struct Big {
    pub start: BigInt,
    pub step: BigInt,
    pub len: BigInt,
}

impl Big {
    pub fn at(&self, index: &BigInt) -> BigInt {
        &self.start + index * &self.step
    }
}

/// How many numbers there are from `start` to before `stop` by `step`, which is not zero.
pub fn length(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let (low, high) = if step.is_negative() { (stop, start) } else { (start, stop) };
    if low >= high {
        return BigInt::zero();
    }
    let span: BigInt = high - low;
    (span - 1u32) / step.abs() + 1u32
}

/// As [`length`], for words; `None` if the length does not fit.
pub fn length_of_words(start: i64, stop: i64, step: i64) -> Option<i64> {
    let (low, high) = if step < 0 { (stop, start) } else { (start, stop) };
    if low >= high {
        return Some(0);
    }
    let count = (i128::from(high) - i128::from(low) - 1) / i128::from(step).abs() + 1;
    i64::try_from(count).ok()
}

/// The index at which `value` stands in the range.
pub fn position(big: &Big, value: &BigInt) -> Option<BigInt> {
    let (index, rest) = (value - &big.start).div_rem(&big.step);
    (rest.is_zero() && !index.is_negative() && index < big.len).then_some(index)
}

/// As [`position`], for words.
pub fn position_in_words(words: Words, value: i64) -> Option<i64> {
    let distance = i128::from(value) - i128::from(words.start);
    let step = i128::from(words.step);
    let index = distance / step;
    (distance % step == 0 && (0..i128::from(words.len)).contains(&index)).then_some(index as i64)
}

/// An object that counts as an int for ranges' fast paths: exactly `int`, or a bool.
pub fn plain_int(value: &Object) -> Option<&Int> {
    value.downcast::<Int>().filter(|_| Int::check_exact(value) || value.ty() == &pyston_object::statics::PyBool_Type)
}
