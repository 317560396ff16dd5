//! Coefficients: natural numbers, small ones in place.
//!
//! **Invariant**: a coefficient below 10^38 is `Small` and any other is `Big`, so that equal numbers
//! have equal representations. 38 digits cover sums and most products of the usual 28-digit numbers.

use std::cmp::Ordering;
use std::ops::Deref;

use crate::natural::{self, Natural};
use crate::round::Discarded;
use crate::word::{WIDE_POWERS, digits_of_wide, divide_by_power, split_any};

/// Digits of the longest small coefficient.
pub const SMALL_DIGITS: u32 = 38;

#[derive(Clone, PartialEq, Eq)]
pub struct Coefficient(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// Low and high word: two words need no stricter alignment than a pointer.
    Small([u64; 2]),
    Big(Natural),
}

/// The limbs of a coefficient, in place or borrowed.
pub enum Limbs<'a> {
    Place([u64; 2], usize),
    Borrowed(&'a [u64]),
}

impl Deref for Limbs<'_> {
    type Target = [u64];
    fn deref(&self) -> &[u64] {
        match self {
            Limbs::Place(limbs, len) => &limbs[..*len],
            Limbs::Borrowed(limbs) => limbs,
        }
    }
}

impl Coefficient {
    pub const ZERO: Coefficient = Coefficient(Form::Small([0, 0]));
    pub const ONE: Coefficient = Coefficient(Form::Small([1, 0]));

    #[inline(always)]
    const fn small(value: u128) -> Coefficient {
        Coefficient(Form::Small([value as u64, (value >> 64) as u64]))
    }

    #[inline]
    pub fn from_wide(value: u128) -> Coefficient {
        if value < WIDE_POWERS[38] { Coefficient::small(value) } else { Coefficient::big_from_wide(value) }
    }

    #[cold]
    fn big_from_wide(value: u128) -> Coefficient {
        Coefficient(Form::Big(natural::from_wide(value)))
    }

    pub fn from_natural(number: Natural) -> Coefficient {
        match natural::to_wide(&number) {
            Some(value) => Coefficient::small(value),
            None => Coefficient(Form::Big(number)),
        }
    }

    pub fn power_of_ten(exponent: u64) -> Coefficient {
        if exponent < 38 {
            Coefficient::small(WIDE_POWERS[exponent as usize])
        } else {
            Coefficient(Form::Big(natural::power_of_ten(exponent)))
        }
    }

    /// `count` nines.
    pub fn nines(count: u64) -> Coefficient {
        if count <= 38 {
            return Coefficient::small(WIDE_POWERS[count as usize] - 1);
        }
        Coefficient::from_natural(natural::subtract(&natural::power_of_ten(count), &[1]))
    }

    /// The value of a small coefficient.
    #[inline(always)]
    pub fn wide(&self) -> Option<u128> {
        match self.0 {
            Form::Small([low, high]) => Some(u128::from(high) << 64 | u128::from(low)),
            Form::Big(_) => None,
        }
    }

    pub fn limbs(&self) -> Limbs<'_> {
        match &self.0 {
            Form::Small([low, high]) => {
                let (high, low) = split_any(u128::from(*high) << 64 | u128::from(*low));
                let len = if high != 0 { 2 } else { usize::from(low != 0) };
                Limbs::Place([low, high as u64], len)
            }
            Form::Big(number) => Limbs::Borrowed(number),
        }
    }

    /// Bytes that a big coefficient takes.
    pub fn allocated(&self) -> usize {
        match &self.0 {
            Form::Small(_) => 0,
            Form::Big(number) => number.capacity() * size_of::<u64>(),
        }
    }

    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small([0, 0]))
    }

    /// How many digits; 1 for zero.
    #[inline]
    pub fn digits(&self) -> i64 {
        match self.wide() {
            Some(value) => digits_of_wide(value).into(),
            None => natural::digits(&self.limbs()) as i64,
        }
    }

    pub fn last_digit(&self) -> u8 {
        match self.wide() {
            Some(value) => (value % 10) as u8,
            None => (self.limbs()[0] % 10) as u8,
        }
    }

    /// The digit of weight 10^`place`.
    pub fn digit_at(&self, place: u64) -> u8 {
        natural::digit_at(&self.limbs(), place)
    }

    pub fn is_odd(&self) -> bool {
        match self.wide() {
            Some(value) => value & 1 == 1,
            None => self.limbs()[0] & 1 == 1,
        }
    }

    /// Zeros at the end of a nonzero coefficient.
    pub fn trailing_zeros(&self) -> i64 {
        match self.wide() {
            Some(value) => crate::word::trailing_zeros(value).into(),
            None => natural::trailing_zeros(&self.limbs()) as i64,
        }
    }

    /// `self * 10^count`. The caller has checked that the result is not too long.
    pub fn shift_left(&self, count: u64) -> Coefficient {
        if let Some(value) = self.wide()
            && (value == 0 || count + u64::from(digits_of_wide(value)) <= SMALL_DIGITS.into())
        {
            return Coefficient::small(if value == 0 { 0 } else { value * WIDE_POWERS[count as usize] });
        }
        Coefficient::from_natural(natural::shift_left(&self.limbs(), count))
    }

    /// `self / 10^count`, and what was discarded.
    pub fn shift_right(&self, count: u64) -> (Coefficient, Discarded) {
        if let Some(value) = self.wide() {
            let (quotient, discarded) = shift_right_wide(value, count);
            return (Coefficient::small(quotient), discarded);
        }
        let (quotient, discarded) = natural::shift_right(&self.limbs(), count);
        (Coefficient::from_natural(quotient), discarded)
    }

    pub fn increment(self) -> Coefficient {
        match self.0 {
            Form::Small([low, high]) => Coefficient::from_wide((u128::from(high) << 64 | u128::from(low)) + 1),
            Form::Big(mut number) => {
                natural::increment(&mut number);
                Coefficient(Form::Big(number))
            }
        }
    }

    /// `self mod 10^count`.
    pub fn lowest(&self, count: u64) -> Coefficient {
        if count >= self.digits() as u64 {
            return self.clone();
        }
        let kept = self.shift_right(count).0.shift_left(count);
        Coefficient::from_natural(natural::subtract(&self.limbs(), &kept.limbs()))
    }

    pub fn add(&self, other: &Coefficient) -> Coefficient {
        match (self.wide(), other.wide()) {
            (Some(a), Some(b)) => Coefficient::from_wide(a + b),
            _ => Coefficient::from_natural(natural::add(&self.limbs(), &other.limbs())),
        }
    }

    /// `self - other`, which is not greater.
    pub fn subtract(&self, other: &Coefficient) -> Coefficient {
        match (self.wide(), other.wide()) {
            (Some(a), Some(b)) => Coefficient::small(a - b),
            _ => Coefficient::from_natural(natural::subtract(&self.limbs(), &other.limbs())),
        }
    }

    pub fn multiply(&self, other: &Coefficient) -> Coefficient {
        if let (Some(a), Some(b)) = (self.wide(), other.wide())
            && let Some(product) = a.checked_mul(b)
        {
            return Coefficient::from_wide(product);
        }
        if std::ptr::eq(self, other) {
            let limbs = self.limbs();
            return Coefficient::from_natural(natural::multiply(&limbs, &limbs));
        }
        Coefficient::from_natural(natural::multiply(&self.limbs(), &other.limbs()))
    }

    /// Quotient and remainder by a nonzero coefficient.
    pub fn divide(&self, other: &Coefficient) -> (Coefficient, Coefficient) {
        if let (Some(a), Some(b)) = (self.wide(), other.wide()) {
            return (Coefficient::small(a / b), Coefficient::small(a % b));
        }
        let (quotient, remainder) = natural::divide(&self.limbs(), &other.limbs());
        (Coefficient::from_natural(quotient), Coefficient::from_natural(remainder))
    }

    #[inline]
    pub fn compare(&self, other: &Coefficient) -> Ordering {
        match (self.wide(), other.wide()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => natural::compare(&self.limbs(), &other.limbs()),
        }
    }

    /// Appends the digits as ASCII.
    pub fn write(&self, text: &mut Vec<u8>) {
        if self.is_zero() {
            text.push(b'0');
        } else {
            natural::write(&self.limbs(), text);
        }
    }

    /// The coefficient of ASCII digits.
    pub fn parse(digits: &[u8]) -> Coefficient {
        let word = |digits: &[u8]| digits.iter().fold(0u64, |value, &digit| value * 10 + u64::from(digit - b'0'));
        if digits.len() <= 19 {
            return Coefficient::small(word(digits).into());
        }
        if digits.len() <= 38 {
            let (high, low) = digits.split_at(digits.len() - 19);
            return Coefficient::small(u128::from(word(high)) * u128::from(crate::word::RADIX) + u128::from(word(low)));
        }
        Coefficient::from_natural(natural::parse(digits))
    }
}

/// `value / 10^count` for any double word.
#[inline]
pub fn shift_right_wide(value: u128, count: u64) -> (u128, Discarded) {
    match count {
        0 => (value, Discarded::Nothing),
        1..=38 => {
            let (quotient, remainder) = divide_by_power(value, count as u32);
            (quotient, Discarded::compare_wide(remainder, WIDE_POWERS[count as usize] / 2, false))
        }
        // Half of 10^39 is above every double word.
        _ => (0, if value == 0 { Discarded::Nothing } else { Discarded::BelowHalf }),
    }
}
