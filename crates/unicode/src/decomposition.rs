//! Decomposition mappings, one step deep, and the composition of two.
//!
//! An entry of the data is a header (`tag << 8 | length`) and its code points.
//! Tag 0 is a canonical mapping. Hangul syllables are not in the table; their
//! parts are arithmetic (see `normalization`).

use std::fmt::Write;

use crate::tables::decompositions::*;
use crate::types::leaf;

/// One mapping: its tag (`"<compat>"`, empty if canonical) and code points.
#[derive(Clone, Copy)]
pub(crate) struct Mapping {
    tag: u32,
    pub(crate) points: &'static [u32],
}

impl Mapping {
    pub(crate) fn canonical(points: &'static [u32]) -> Self {
        Self { tag: 0, points }
    }

    pub(crate) fn is_canonical(self) -> bool {
        self.tag == 0
    }
}

#[inline]
pub(crate) fn mapping(cp: u32) -> Option<Mapping> {
    if cp < 0xA0 {
        return None;
    }
    let at = DECOMPOSITION_LEAVES[leaf(&DECOMPOSITION_BLOCKS, DECOMPOSITION_SHIFT, cp)];
    if at == 0 {
        return None;
    }
    let (header, rest) = DECOMPOSITION_DATA[usize::from(at)..].split_first()?;
    Some(Mapping { tag: header >> 8, points: &rest[..(header & 0xFF) as usize] })
}

/// The text of `unicodedata.decomposition`: `"0041 0300"`, `"<super> 0032"`.
pub fn decomposition(cp: u32) -> String {
    let mut text = String::new();
    let Some(mapping) = mapping(cp) else {
        return text;
    };
    text.push_str(TAGS[mapping.tag as usize]);
    for point in mapping.points {
        if !text.is_empty() {
            text.push(' ');
        }
        write!(text, "{point:04X}").expect("writing to a String cannot fail");
    }
    text
}

/// The primary composite of two code points, Hangul aside.
pub fn compose(first: u32, second: u32) -> Option<u32> {
    PAIRS.binary_search_by_key(&(first, second), |&(a, b, _)| (a, b)).ok().map(|at| PAIRS[at].2)
}
