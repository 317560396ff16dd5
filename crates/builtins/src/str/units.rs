//! From a string's storage to slices of one width, so that algorithms are written once.

use std::borrow::Cow;

use pyston_object::str::StrData;

/// Runs `$body` with `$units` bound to the slice of code points, whatever its width.
macro_rules! with_units {
    ($data:expr, $units:ident => $body:expr) => {
        match $data {
            pyston_object::str::StrData::Ascii($units) | pyston_object::str::StrData::Ucs1($units) => $body,
            pyston_object::str::StrData::Ucs2($units) => $body,
            pyston_object::str::StrData::Ucs4($units) => $body,
        }
    };
}
pub(crate) use with_units;

/// A text and something to look for in it, in the width of the text.
pub enum Pair<'a> {
    Narrow(&'a [u8], &'a [u8]),
    Ucs2(&'a [u16], Cow<'a, [u16]>),
    Ucs4(&'a [u32], Cow<'a, [u32]>),
    /// The needle has code points that the text's width does not hold, so it cannot occur.
    Never,
}

impl<'a> Pair<'a> {
    /// `hay` may be part of a string; `needle` is a whole one, as narrow as it can be.
    pub fn of(hay: StrData<'a>, needle: StrData<'a>) -> Pair<'a> {
        use StrData::{Ascii, Ucs1, Ucs2, Ucs4};
        match (hay, needle) {
            (Ascii(_), Ucs1(_)) => Pair::Never,
            (Ascii(hay) | Ucs1(hay), Ascii(needle) | Ucs1(needle)) => Pair::Narrow(hay, needle),
            (Ascii(_) | Ucs1(_), _) | (Ucs2(_), Ucs4(_)) => Pair::Never,
            (Ucs2(hay), Ucs2(needle)) => Pair::Ucs2(hay, needle.into()),
            (Ucs2(hay), Ascii(needle) | Ucs1(needle)) => {
                Pair::Ucs2(hay, needle.iter().map(|&unit| unit.into()).collect())
            }
            (Ucs4(hay), Ucs4(needle)) => Pair::Ucs4(hay, needle.into()),
            (Ucs4(hay), _) => Pair::Ucs4(hay, needle.iter().collect()),
        }
    }
}

/// Runs `$body` with text and needle in one width, or `$never` if the needle cannot occur.
macro_rules! with_pair {
    ($hay:expr, $needle:expr, ($h:ident, $n:ident) => $body:expr, else $never:expr) => {
        match $crate::str::units::Pair::of($hay, $needle) {
            $crate::str::units::Pair::Narrow($h, $n) => $body,
            $crate::str::units::Pair::Ucs2($h, needle) => {
                let $n: &[u16] = &needle;
                $body
            }
            $crate::str::units::Pair::Ucs4($h, needle) => {
                let $n: &[u32] = &needle;
                $body
            }
            $crate::str::units::Pair::Never => $never,
        }
    };
}
pub(crate) use with_pair;

/// The order of two texts by code points.
pub fn compare(a: StrData<'_>, b: StrData<'_>) -> std::cmp::Ordering {
    match (a, b) {
        (StrData::Ascii(a) | StrData::Ucs1(a), StrData::Ascii(b) | StrData::Ucs1(b)) => a.cmp(b),
        (StrData::Ucs2(a), StrData::Ucs2(b)) => a.cmp(b),
        (StrData::Ucs4(a), StrData::Ucs4(b)) => a.cmp(b),
        _ => a.iter().cmp(b.iter()),
    }
}
