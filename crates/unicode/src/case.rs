//! Case mappings: simple (one code point) and full (up to three).
//!
//! As in CPython 3.8, the simple mapping of a code point whose full mapping is
//! longer is the first code point of the full one (U+00DF to_upper is `S`).
//! `str.lower` turns U+03A3 into a final sigma by context; the caller decides
//! that with `is_cased` and `is_case_ignorable`.

use crate::kind::kind;
use crate::tables::kinds::SPECIALS;

/// One to three code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullMapping {
    points: [u32; 3],
    len: u8,
}

impl FullMapping {
    #[inline]
    fn one(cp: u32) -> Self {
        Self { points: [cp, 0, 0], len: 1 }
    }

    /// `points` ends at its first zero: no character maps to U+0000 within a
    /// longer mapping.
    fn several(points: [u32; 3]) -> Self {
        let len = points.iter().take_while(|&&cp| cp != 0).count() as u8;
        Self { points, len }
    }

    #[inline]
    pub fn as_slice(&self) -> &[u32] {
        &self.points[..usize::from(self.len)]
    }
}

impl std::ops::Deref for FullMapping {
    type Target = [u32];

    #[inline]
    fn deref(&self) -> &[u32] {
        self.as_slice()
    }
}

#[inline]
fn ascii_lower(cp: u32) -> u32 {
    if cp.wrapping_sub(0x41) < 26 { cp + 0x20 } else { cp }
}

#[inline]
fn ascii_upper(cp: u32) -> u32 {
    if cp.wrapping_sub(0x61) < 26 { cp - 0x20 } else { cp }
}

/// Defines a simple mapping and the full one that extends it; `$column` is the
/// place of the full one in a row of `SPECIALS`.
macro_rules! mapping {
    ($simple:ident, $full:ident, $distance:ident, $ascii:ident, $column:literal) => {
        #[inline]
        pub fn $simple(cp: u32) -> u32 {
            if cp < 128 {
                return $ascii(cp);
            }
            cp.wrapping_add_signed(kind(cp).$distance)
        }

        #[inline]
        pub fn $full(cp: u32) -> FullMapping {
            if cp < 128 {
                return FullMapping::one($ascii(cp));
            }
            let kind = kind(cp);
            match kind.special {
                0 => FullMapping::one(cp.wrapping_add_signed(kind.$distance)),
                row => FullMapping::several(SPECIALS[usize::from(row) - 1][$column]),
            }
        }
    };
}

mapping!(to_lower, full_lower, lower, ascii_lower, 0);
mapping!(to_upper, full_upper, upper, ascii_upper, 1);
mapping!(to_title, full_title, title, ascii_upper, 2);

/// Case folding of `str.casefold`; it is the lower case where Unicode gives
/// no mapping of its own.
#[inline]
pub fn full_fold(cp: u32) -> FullMapping {
    if cp < 128 {
        return FullMapping::one(ascii_lower(cp));
    }
    let kind = kind(cp);
    match kind.special {
        0 => FullMapping::one(cp.wrapping_add_signed(kind.lower)),
        row => FullMapping::several(SPECIALS[usize::from(row) - 1][3]),
    }
}
