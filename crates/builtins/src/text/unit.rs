//! A stored unit: a byte, or a code point in one of the widths of strings.

use std::ops::ControlFlow;

use memchr::memmem;

use super::two_way::TwoWay;

/// Told of each match; breaks off the search.
pub type OnMatch<'f> = &'f mut dyn FnMut(usize) -> ControlFlow<()>;

/// A unit of text, and the fastest searches for its width. Needles are not empty.
pub trait Unit: Copy + Eq + Ord + Into<u32> + 'static {
    /// The unit for a code point, if the width holds it.
    fn from_point(point: u32) -> Option<Self>;
    fn find_one(hay: &[Self], unit: Self) -> Option<usize>;
    fn rfind_one(hay: &[Self], unit: Self) -> Option<usize>;
    fn find(hay: &[Self], needle: &[Self]) -> Option<usize>;
    fn rfind(hay: &[Self], needle: &[Self]) -> Option<usize>;
    /// Matches from the left that do not overlap.
    fn each(hay: &[Self], needle: &[Self], on_match: OnMatch);
    /// Matches from the right that do not overlap.
    fn each_reversed(hay: &[Self], needle: &[Self], on_match: OnMatch);
}

impl Unit for u8 {
    fn from_point(point: u32) -> Option<u8> {
        u8::try_from(point).ok()
    }
    fn find_one(hay: &[u8], unit: u8) -> Option<usize> {
        memchr::memchr(unit, hay)
    }
    fn rfind_one(hay: &[u8], unit: u8) -> Option<usize> {
        memchr::memrchr(unit, hay)
    }
    fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
        memmem::find(hay, needle)
    }
    fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
        memmem::rfind(hay, needle)
    }
    fn each(hay: &[u8], needle: &[u8], on_match: OnMatch) {
        let _ = memmem::find_iter(hay, needle).try_for_each(on_match);
    }
    fn each_reversed(hay: &[u8], needle: &[u8], on_match: OnMatch) {
        let _ = memmem::rfind_iter(hay, needle).try_for_each(on_match);
    }
}

macro_rules! wide_unit {
    ($ty:ty) => {
        impl Unit for $ty {
            fn from_point(point: u32) -> Option<$ty> {
                point.try_into().ok()
            }
            fn find_one(hay: &[$ty], unit: $ty) -> Option<usize> {
                hay.iter().position(|&other| other == unit)
            }
            fn rfind_one(hay: &[$ty], unit: $ty) -> Option<usize> {
                hay.iter().rposition(|&other| other == unit)
            }
            fn find(hay: &[$ty], needle: &[$ty]) -> Option<usize> {
                TwoWay::<$ty, false>::new(needle).find(hay)
            }
            fn rfind(hay: &[$ty], needle: &[$ty]) -> Option<usize> {
                TwoWay::<$ty, true>::new(needle).find(hay)
            }
            fn each(hay: &[$ty], needle: &[$ty], on_match: OnMatch) {
                let searcher = TwoWay::<$ty, false>::new(needle);
                let mut from = 0;
                while let Some(at) = searcher.find(&hay[from..]) {
                    if on_match(from + at).is_break() {
                        return;
                    }
                    from += at + needle.len();
                }
            }
            fn each_reversed(hay: &[$ty], needle: &[$ty], on_match: OnMatch) {
                let searcher = TwoWay::<$ty, true>::new(needle);
                let mut to = hay.len();
                while let Some(at) = searcher.find(&hay[..to]) {
                    if on_match(at).is_break() {
                        return;
                    }
                    to = at;
                }
            }
        }
    };
}

wide_unit!(u16);
wide_unit!(u32);
