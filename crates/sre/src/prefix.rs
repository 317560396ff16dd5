//! Search for the literal that every match starts with.
//!
//! Scans by vector for its first and last character together; where a text
//! makes that pay badly, KMP search with the overlap table of the INFO block
//! keeps the whole linear.

use crate::program::Prefix;
use crate::text::{Unit, find, find_pair};

/// A prefix in the units of one text.
pub(crate) struct Needle<'p, U> {
    units: Vec<U>,
    overlap: &'p [u32],
    /// Comparisons beyond one a character that are left before KMP takes over.
    patience: usize,
}

impl<'p, U: Unit> Needle<'p, U> {
    /// None if the prefix cannot occur in a text of this unit width.
    pub(crate) fn new(prefix: &'p Prefix) -> Option<Needle<'p, U>> {
        let units: Option<Vec<U>> = prefix.literal.iter().map(|&ch| U::from_code(ch)).collect();
        Some(Needle { units: units?, overlap: &prefix.overlap, patience: 1024 })
    }

    /// The first occurrence that begins at `from` or later.
    pub(crate) fn find(&mut self, text: &[U], from: usize) -> Option<usize> {
        let [first, .., last] = self.units[..] else {
            return find(text.get(from..)?, *self.units.first()?).map(|at| from + at);
        };
        let len = self.units.len();
        let mut from = from;
        while self.patience >= len {
            let at = from + find_pair(text.get(from..)?, first, last, len - 1)?;
            if text[at..at + len] == self.units {
                return Some(at);
            }
            self.patience = (self.patience + (at - from)).min(1 << 20).saturating_sub(len);
            from = at + 1;
        }
        self.find_kmp(text, from)
    }

    fn find_kmp(&self, text: &[U], from: usize) -> Option<usize> {
        let mut matched = 0;
        for (at, &unit) in text.iter().enumerate().skip(from) {
            while matched > 0 && self.units[matched] != unit {
                matched = self.overlap[matched - 1] as usize;
            }
            if self.units[matched] == unit {
                matched += 1;
            }
            if matched == self.units.len() {
                return Some(at + 1 - matched);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Needle;

    #[test]
    fn kmp_takes_over_and_agrees() {
        let overlap = [0, 1, 2, 0, 1];
        let units = b"aaaba".to_vec();
        let mut text = b"aaaaa".repeat(3000);
        text.extend_from_slice(b"aaaba");
        let mut needle = Needle { units, overlap: &overlap, patience: 5 };
        assert_eq!(needle.find(&text, 0), Some(15000));
        assert!(needle.patience < 5);
        assert_eq!(needle.find(&text, 15001), None);
    }
}
