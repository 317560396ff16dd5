//! One-word and two-word arithmetic: limbs of base 10^19 and the powers of ten that fit machine words.
//!
//! **Invariant**: no division instruction in the hot paths: divisors are powers of ten, whose
//! reciprocals are known at compile time (Möller and Granlund, "Improved division by invariant
//! integers"). 10^19 is the largest power of ten in a word and has its top bit set, so that it needs no
//! normalisation.

/// The base of big coefficients.
pub const RADIX: u64 = 10_000_000_000_000_000_000;
/// Decimal digits in a limb.
pub const LIMB_DIGITS: usize = 19;

/// 10^0 .. 10^19.
pub const POWERS: [u64; 20] = {
    let mut table = [1; 20];
    let mut index = 1;
    while index < 20 {
        table[index] = table[index - 1] * 10;
        index += 1;
    }
    table
};

/// 10^0 .. 10^38.
pub const WIDE_POWERS: [u128; 39] = {
    let mut table = [1; 39];
    let mut index = 1;
    while index < 39 {
        table[index] = table[index - 1] * 10;
        index += 1;
    }
    table
};

/// A divisor with its reciprocal.
#[derive(Clone, Copy)]
pub struct Divisor {
    /// The divisor moved up until its top bit is set.
    normalized: u64,
    /// floor((2^128 - 1) / normalized) - 2^64.
    reciprocal: u64,
    shift: u32,
}

impl Divisor {
    pub const fn new(value: u64) -> Divisor {
        let shift = value.leading_zeros();
        let normalized = value << shift;
        let reciprocal = (u128::MAX / normalized as u128 - (1 << 64)) as u64;
        Divisor { normalized, reciprocal, shift }
    }

    /// Quotient and remainder of two words, the higher less than the normalised divisor.
    #[inline(always)]
    fn step(self, high: u64, low: u64) -> (u64, u64) {
        let product = u128::from(self.reciprocal) * u128::from(high) + (u128::from(high) << 64 | u128::from(low));
        let mut quotient = ((product >> 64) as u64).wrapping_add(1);
        let mut remainder = low.wrapping_sub(quotient.wrapping_mul(self.normalized));
        if remainder > product as u64 {
            quotient = quotient.wrapping_sub(1);
            remainder = remainder.wrapping_add(self.normalized);
        }
        if remainder >= self.normalized {
            quotient += 1;
            remainder -= self.normalized;
        }
        (quotient, remainder)
    }

    /// Quotient and remainder of a double word whose quotient fits a word.
    #[inline(always)]
    pub fn divide_to_word(self, value: u128) -> (u64, u64) {
        let shifted = value << self.shift;
        let (quotient, remainder) = self.step((shifted >> 64) as u64, shifted as u64);
        (quotient, remainder >> self.shift)
    }

    /// Quotient and remainder of any double word.
    #[inline(always)]
    pub fn divide(self, value: u128) -> (u128, u64) {
        let top = if self.shift == 0 { 0 } else { ((value >> 64) as u64) >> (64 - self.shift) };
        let shifted = value << self.shift;
        let (high, remainder) = if self.shift == 0 {
            let word = (shifted >> 64) as u64;
            if word >= self.normalized { (1, word - self.normalized) } else { (0, word) }
        } else {
            self.step(top, (shifted >> 64) as u64)
        };
        let (low, remainder) = self.step(remainder, shifted as u64);
        (u128::from(high) << 64 | u128::from(low), remainder >> self.shift)
    }
}

/// Divisors 10^0 .. 10^19.
pub static DIVISORS: [Divisor; 20] = {
    let mut table = [Divisor::new(1); 20];
    let mut index = 1;
    while index < 20 {
        table[index] = Divisor::new(POWERS[index]);
        index += 1;
    }
    table
};

const RADIX_DIVISOR: Divisor = Divisor::new(RADIX);

/// A double word less than RADIX * 2^64, by the radix.
#[inline(always)]
pub fn split(value: u128) -> (u64, u64) {
    RADIX_DIVISOR.step((value >> 64) as u64, value as u64)
}

/// Any double word, by the radix.
#[inline(always)]
pub fn split_any(value: u128) -> (u128, u64) {
    RADIX_DIVISOR.divide(value)
}

/// `value` by 10^`exponent`: quotient and remainder. Up to 10^38.
#[inline]
pub fn divide_by_power(value: u128, exponent: u32) -> (u128, u128) {
    if exponent == 0 {
        return (value, 0);
    }
    if exponent <= 19 {
        let (quotient, remainder) = DIVISORS[exponent as usize].divide(value);
        return (quotient, remainder.into());
    }
    let (quotient, low) = split_any(value);
    let (quotient, high) = DIVISORS[exponent as usize - 19].divide(quotient);
    (quotient, u128::from(high) * u128::from(RADIX) + u128::from(low))
}

/// How many decimal digits a word has; 1 for zero.
#[inline]
pub fn digits_of_word(value: u64) -> u32 {
    let guess = ((64 - (value | 1).leading_zeros()) * 1233) >> 12;
    guess + u32::from(value >= POWERS[guess as usize]) + u32::from(value == 0)
}

/// How many decimal digits a double word below 10^38 has; 1 for zero.
#[inline]
pub fn digits_of_wide(value: u128) -> u32 {
    if value >> 64 == 0 {
        return digits_of_word(value as u64);
    }
    let guess = ((128 - value.leading_zeros()) * 1233) >> 12;
    guess + u32::from(guess < 39 && value >= WIDE_POWERS[guess as usize])
}

/// How many zeros a nonzero double word ends with.
pub fn trailing_zeros(mut value: u128) -> u32 {
    let mut count = 0;
    for step in [16, 16, 8, 4, 2, 1] {
        let (quotient, remainder) = DIVISORS[step].divide(value);
        if remainder == 0 {
            value = quotient;
            count += step as u32;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisors_agree_with_the_operator() {
        let mut value = u128::MAX / 3;
        for _ in 0..2000 {
            value = value.wrapping_mul(0x2545_F491_4F6C_DD1D_9E37_79B9_7F4A_7C15).wrapping_add(12345);
            for shift in [0, 30, 64, 90, 120] {
                let value = value >> shift;
                for exponent in 0..39 {
                    let power = WIDE_POWERS[exponent as usize];
                    assert_eq!(divide_by_power(value, exponent), (value / power, value % power));
                }
            }
        }
    }

    #[test]
    fn digits_and_trailing_zeros() {
        for exponent in 1..38 {
            let power = WIDE_POWERS[exponent as usize];
            assert_eq!(digits_of_wide(power - 1), exponent);
            assert_eq!(digits_of_wide(power), exponent + 1);
            assert_eq!(trailing_zeros(power), exponent);
            assert_eq!(trailing_zeros(power + 1), 0);
        }
        assert_eq!(digits_of_wide(WIDE_POWERS[38] - 1), 38);
        assert_eq!(digits_of_word(0), 1);
    }
}
