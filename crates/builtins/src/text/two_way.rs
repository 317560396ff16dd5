//! The two-way string search of Crochemore and Perrin: linear time, no tables.
//!
//! The needle is cut at a critical position: its right part is compared forwards, its left part then
//! backwards, and a mismatch shifts by as much as the cut and the period allow. With `REVERSED`, needle
//! and text are both read from their ends, which finds the last match.

use super::Unit;

/// A needle prepared for searching.
pub struct TwoWay<'n, U, const REVERSED: bool> {
    needle: &'n [U],
    /// Length of the left part.
    cut: usize,
    period: usize,
    /// Is the period that of the whole needle, so that a shift by it leaves a matching prefix?
    periodic: bool,
}

#[inline]
fn at<U: Unit, const REVERSED: bool>(units: &[U], index: usize) -> U {
    if REVERSED { units[units.len() - 1 - index] } else { units[index] }
}

impl<'n, U: Unit, const REVERSED: bool> TwoWay<'n, U, REVERSED> {
    /// Prepares a needle that is not empty.
    pub fn new(needle: &'n [U]) -> Self {
        let rising = Self::largest_suffix(needle, |a, b| a < b);
        let falling = Self::largest_suffix(needle, |a, b| a > b);
        let (cut, period) = if rising.0 >= falling.0 { rising } else { falling };
        let unit = |index| at::<U, REVERSED>(needle, index);
        let periodic = cut + period <= needle.len() && (0..cut).all(|index| unit(index) == unit(index + period));
        let period = if periodic { period } else { cut.max(needle.len() - cut) + 1 };
        TwoWay { needle, cut, period, periodic }
    }

    /// Start and period of the needle's largest suffix under an order of units.
    fn largest_suffix(needle: &[U], less: impl Fn(U, U) -> bool) -> (usize, usize) {
        let unit = |index| at::<U, REVERSED>(needle, index);
        // The suffix at `best` is compared with the one at `other`, `matched` units being equal.
        let (mut best, mut other, mut matched, mut period) = (0, 1, 0, 1);
        while other + matched < needle.len() {
            let (a, b) = (unit(other + matched), unit(best + matched));
            if less(a, b) {
                other += matched + 1;
                matched = 0;
                period = other - best;
            } else if a == b {
                matched += 1;
                if matched == period {
                    other += period;
                    matched = 0;
                }
            } else {
                best = other;
                other += 1;
                matched = 0;
                period = 1;
            }
        }
        (best, period)
    }

    /// The first match (with `REVERSED` the last), counted from the left.
    pub fn find(&self, hay: &[U]) -> Option<usize> {
        let len = self.needle.len();
        let needle = |index| at::<U, REVERSED>(self.needle, index);
        let text = |index| at::<U, REVERSED>(hay, index);
        let (mut position, mut known) = (0, 0);
        while position + len <= hay.len() {
            let right = (self.cut.max(known)..len).find(|&index| needle(index) != text(position + index));
            if let Some(index) = right {
                position += index - self.cut + 1;
                known = 0;
                continue;
            }
            if (known..self.cut).rev().all(|index| needle(index) == text(position + index)) {
                return Some(if REVERSED { hay.len() - position - len } else { position });
            }
            position += self.period;
            known = if self.periodic { len - self.period } else { 0 };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simple(hay: &[u16], needle: &[u16]) -> Vec<usize> {
        hay.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle).map(|(at, _)| at).collect()
    }

    /// All words over a small alphabet up to some length against all short needles.
    #[test]
    fn agrees_with_trying_every_place() {
        let words = |len: u32, letters: u16| {
            (0..u32::from(letters).pow(len)).map(move |mut number| {
                let mut word = Vec::new();
                for _ in 0..len {
                    word.push((number % u32::from(letters)) as u16);
                    number /= u32::from(letters);
                }
                word
            })
        };
        let texts: Vec<Vec<u16>> = words(9, 2).chain(words(6, 3)).collect();
        for needle in (1..=6).flat_map(|len| words(len, 2)).chain(words(3, 3)) {
            let (forward, backward) = (TwoWay::<u16, false>::new(&needle), TwoWay::<u16, true>::new(&needle));
            for text in &texts {
                let all = simple(text, &needle);
                assert_eq!(forward.find(text), all.first().copied(), "{needle:?} in {text:?}");
                assert_eq!(backward.find(text), all.last().copied(), "last {needle:?} in {text:?}");
            }
        }
    }
}
