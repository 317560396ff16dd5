//! Limbs of 60 bits: two digits at once, so that one product of machine words does the work of four
//! products of digits.
//!
//! Invariant: a limb is below 2**60. Digits stay what ints are stored as; limbs live inside an operation.

use super::{Digits, MASK, SHIFT, trim};
use smallvec::{SmallVec, smallvec};

/// Bits of a limb.
pub(crate) const BITS: u32 = 2 * SHIFT;
/// The largest limb.
pub(crate) const LOW: u64 = (1 << BITS) - 1;
/// What a machine word has above a limb: a factor shifted by as much makes products whose upper word is
/// the upper limb.
pub(crate) const SPARE: u32 = u64::BITS - BITS;

/// Owned limbs, least significant first.
pub(crate) type Limbs = SmallVec<[u64; 16]>;

/// The limb of two digits.
#[inline(always)]
pub(crate) fn join([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << SHIFT
}

/// The two digits of a limb.
#[inline(always)]
pub(crate) fn split(limb: u64) -> [u32; 2] {
    [limb as u32 & MASK, (limb >> SHIFT) as u32]
}

/// The limb of one or two digits.
#[inline(always)]
pub(crate) fn short(digits: &[u32]) -> u64 {
    digits.iter().rev().fold(0, |limb, &digit| limb << SHIFT | u64::from(digit))
}

/// The limbs of a magnitude, the last one not zero.
pub(crate) fn from_digits(digits: &[u32]) -> Limbs {
    let (pairs, rest) = digits.as_chunks::<2>();
    let mut out = Limbs::with_capacity(pairs.len() + 1);
    out.extend(pairs.iter().map(|&pair| join(pair)));
    out.extend(rest.iter().map(|&last| u64::from(last)));
    out
}

/// The digits of limbs that may end in zeros.
pub(crate) fn to_digits(limbs: &[u64]) -> Digits {
    let mut out: Digits = smallvec![0; 2 * limbs.len()];
    for (pair, &limb) in out.as_chunks_mut::<2>().0.iter_mut().zip(limbs) {
        *pair = split(limb);
    }
    trim(&mut out);
    out
}

/// The limbs of `digits << bits` for less than a limb's bits, with one for what goes out at the top.
pub(crate) fn shifted_left(digits: &[u32], bits: u32) -> Limbs {
    let (pairs, rest) = digits.as_chunks::<2>();
    let mut out = Limbs::with_capacity(pairs.len() + 2);
    let mut below = 0;
    let mut next = |limb: u64| {
        let value = (limb << bits & LOW) | below >> (BITS - bits);
        below = limb;
        value
    };
    out.extend(pairs.iter().map(|&pair| next(join(pair))));
    out.extend(rest.iter().map(|&last| next(u64::from(last))));
    out.push(next(0));
    out
}

/// Shifts right in place by less than a limb's bits.
pub(crate) fn shift_right(limbs: &mut [u64], bits: u32) {
    let mut above = 0;
    for limb in limbs.iter_mut().rev() {
        let value = *limb;
        *limb = value >> bits | (above << (BITS - bits) & LOW);
        above = value;
    }
}

/// A divisor prepared for divisions of two limbs by one without the machine's own division.
/// (Möller and Granlund, Improved division by invariant integers, 2011.)
pub(crate) struct Reciprocal {
    /// The divisor with its top bit at the word's top.
    divisor: u64,
    shift: u32,
    /// `(2**128 - 1) / divisor - 2**64`.
    inverse: u64,
}

impl Reciprocal {
    /// Of a limb that is not zero.
    pub(crate) fn new(by: u64) -> Self {
        let shift = by.leading_zeros();
        let divisor = by << shift;
        let inverse = (u128::from(!divisor) << 64 | u128::from(u64::MAX)) / u128::from(divisor);
        Self { divisor, shift, inverse: inverse as u64 }
    }

    /// The remainder that [`Reciprocal::step`] takes for `rest`, which is at most the divisor.
    #[inline(always)]
    pub(crate) fn scaled(&self, rest: u64) -> u64 {
        rest << self.shift
    }

    /// The remainder that [`Reciprocal::step`] gave.
    #[inline(always)]
    pub(crate) fn unscaled(&self, rest: u64) -> u64 {
        rest >> self.shift
    }

    /// Quotient and scaled remainder of `rest * 2**60 + limb`, where `rest` is a scaled remainder. (One
    /// equal to the divisor is fine for divisors of 60 bits; the quotient is then above a limb.)
    #[inline(always)]
    pub(crate) fn step(&self, rest: u64, limb: u64) -> (u64, u64) {
        let value = u128::from(rest) << BITS | u128::from(limb) << self.shift;
        let (high, low) = ((value >> 64) as u64, value as u64);
        let estimate = u128::from(self.inverse) * u128::from(high) + value;
        let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if rest > estimate as u64 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.divisor);
        }
        if rest >= self.divisor {
            quotient += 1;
            rest -= self.divisor;
        }
        (quotient, rest)
    }
}
