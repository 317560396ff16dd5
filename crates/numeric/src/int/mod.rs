//! Arbitrary precision ints as CPython stores them: a sign and 30-bit digits, least significant first.
//!
//! Invariant: the digit slice has no trailing zero digit and zero is the empty slice, never negative.
//! Small sizes are worked on the digits directly, mostly two at a time ([`limb`]); large ones go through num-bigint, whose
//! multiplication is sub-quadratic.

mod add;
mod bitwise;
mod bytes;
mod convert;
mod div;
mod gcd;
mod isqrt;
mod limb;
mod mul;
mod pow;
mod shift;
mod text;
pub(crate) use text::is_c_space;
mod truediv;

pub use add::{abs_diff, add, cmp, cmp_magnitude, sub, sum_into};
pub use bitwise::{and, bit_count, invert, or, xor};
pub use bytes::{from_bytes, to_bytes};
pub(crate) use convert::words32;
pub use convert::{from_digits30, to_digits30};
pub use div::{divmod, floor_div, modulo, truncated_divmod};
pub use gcd::gcd;
pub use isqrt::isqrt;
pub use mul::{mul, product_into, product_len, square};
pub use pow::{pow, pow_mod};
pub use shift::{shl, shl_into, shl_len, shr};
pub use text::{
    DEFAULT_MAX_STR_DIGITS, MAX_STR_DIGITS_THRESHOLD, ParseIntError, decimal_text, parse, radix_magnitude, radix_text,
};
pub use truediv::true_div;

use smallvec::SmallVec;

/// Bits in a digit.
pub const SHIFT: u32 = 30;
/// One more than the largest digit.
pub const BASE: u64 = 1 << SHIFT;
/// The largest digit.
pub const MASK: u32 = (1 << SHIFT) - 1;

/// Owned digits: six (180 bits) in place, more on the heap.
pub type Digits = SmallVec<[u32; 6]>;

/// An int borrowed from wherever its digits lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntRef<'a> {
    pub negative: bool,
    pub digits: &'a [u32],
}

/// An owned int.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Int {
    pub negative: bool,
    pub digits: Digits,
}

impl<'a> IntRef<'a> {
    /// `digits` must have no trailing zero digit; zero must not be negative.
    pub fn new(negative: bool, digits: &'a [u32]) -> Self {
        debug_assert!(digits.last().is_none_or(|&top| top != 0 && top <= MASK));
        debug_assert!(!(negative && digits.is_empty()));
        Self { negative, digits }
    }
    pub fn is_zero(self) -> bool {
        self.digits.is_empty()
    }
    pub fn is_odd(self) -> bool {
        self.digits.first().is_some_and(|d| d & 1 == 1)
    }
    /// The same value with the opposite sign.
    pub fn negated(self) -> Self {
        Self { negative: !self.negative && !self.digits.is_empty(), digits: self.digits }
    }
    pub fn abs(self) -> Self {
        Self { negative: false, digits: self.digits }
    }
    pub fn to_int(self) -> Int {
        Int { negative: self.negative, digits: Digits::from_slice(self.digits) }
    }
    /// Bits of the magnitude, without leading zeros.
    pub fn bit_length(self) -> u64 {
        match self.digits.last() {
            None => 0,
            Some(top) => (self.digits.len() as u64 - 1) * u64::from(SHIFT) + u64::from(32 - top.leading_zeros()),
        }
    }
    /// The magnitude if it fits.
    pub fn magnitude_u64(self) -> Option<u64> {
        match *self.digits {
            [] => Some(0),
            [a] => Some(u64::from(a)),
            [a, b] => Some(u64::from(a) | u64::from(b) << 30),
            [a, b, c] if c < 16 => Some(u64::from(a) | u64::from(b) << 30 | u64::from(c) << 60),
            _ => None,
        }
    }
    pub fn to_i64(self) -> Option<i64> {
        let magnitude = self.magnitude_u64()?;
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
    }
    pub fn to_u64(self) -> Option<u64> {
        if self.negative { None } else { self.magnitude_u64() }
    }
    /// The value modulo 2**64, as `PyLong_AsUnsignedLongLongMask` gives it.
    pub fn wrapping_u64(self) -> u64 {
        let low = self.digits.iter().take(3).enumerate().fold(0u64, |acc, (i, &d)| acc | u64::from(d) << (30 * i));
        if self.negative { low.wrapping_neg() } else { low }
    }
}

impl Int {
    pub fn zero() -> Self {
        Self::default()
    }
    pub fn as_ref(&self) -> IntRef<'_> {
        IntRef { negative: self.negative, digits: &self.digits }
    }
    /// Makes a valid int of a sign and digits that may end in zero digits.
    pub fn normalized(negative: bool, mut digits: Digits) -> Self {
        trim(&mut digits);
        Self { negative: negative && !digits.is_empty(), digits }
    }
    pub fn from_u128(negative: bool, mut magnitude: u128) -> Self {
        let mut digits = Digits::new();
        while magnitude != 0 {
            digits.push(magnitude as u32 & MASK);
            magnitude >>= SHIFT;
        }
        Self { negative: negative && !digits.is_empty(), digits }
    }
    pub fn from_u64(value: u64) -> Self {
        Self::from_magnitude(false, value)
    }
    pub fn from_i64(value: i64) -> Self {
        Self::from_magnitude(value < 0, value.unsigned_abs())
    }
    fn from_magnitude(negative: bool, mut magnitude: u64) -> Self {
        let mut digits = Digits::new();
        while magnitude != 0 {
            digits.push(magnitude as u32 & MASK);
            magnitude >>= SHIFT;
        }
        Self { negative: negative && !digits.is_empty(), digits }
    }
}

/// Drops zero digits from the top.
pub(crate) fn trim(digits: &mut Digits) {
    while digits.last() == Some(&0) {
        digits.pop();
    }
}
