//! Rounding modes, and what a rounding discards.

use std::cmp::Ordering;

/// How results are rounded; the order is that of CPython's constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// Discarded digits, compared with half a unit of the last place that is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Discarded {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

impl Discarded {
    /// `rest`, with `half` known, and `sticky` when lower digits are not all zero.
    #[inline]
    pub fn compare(rest: u64, half: u64, sticky: bool) -> Discarded {
        Discarded::compare_wide(rest.into(), half.into(), sticky)
    }

    #[inline]
    pub fn compare_wide(rest: u128, half: u128, sticky: bool) -> Discarded {
        match rest.cmp(&half) {
            Ordering::Less if rest == 0 && !sticky => Discarded::Nothing,
            Ordering::Less => Discarded::BelowHalf,
            Ordering::Equal if sticky => Discarded::AboveHalf,
            Ordering::Equal => Discarded::Half,
            Ordering::Greater => Discarded::AboveHalf,
        }
    }

    /// With more digits below that are not all zero if `sticky`.
    pub fn with_sticky(self, sticky: bool) -> Discarded {
        match self {
            Discarded::Nothing if sticky => Discarded::BelowHalf,
            Discarded::Half if sticky => Discarded::AboveHalf,
            other => other,
        }
    }
}

impl Rounding {
    /// Whether the coefficient's magnitude is increased.
    #[inline]
    pub fn increments(self, discarded: Discarded, negative: bool, last_digit: u8) -> bool {
        if discarded == Discarded::Nothing {
            return false;
        }
        match self {
            Rounding::Up => true,
            Rounding::Down => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => discarded != Discarded::BelowHalf,
            Rounding::HalfDown => discarded == Discarded::AboveHalf,
            Rounding::HalfEven => {
                discarded == Discarded::AboveHalf || discarded == Discarded::Half && last_digit % 2 == 1
            }
            Rounding::ZeroFiveUp => last_digit == 0 || last_digit == 5,
        }
    }
}
