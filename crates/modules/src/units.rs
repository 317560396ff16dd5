//! The units of strings, so that a reader of text is compiled once for each width.
//!
//! **Invariant**: strings never change, so their units may be read in place as long as they are kept.

use pyston_object::prelude::*;

/// A unit of a string as it is stored.
pub(crate) trait Unit: Copy {
    fn point(self) -> u32;
    /// The units as what a new string can be made of.
    fn data(units: &[Self], is_ascii: bool) -> StrData<'_>;
    /// The units as bytes, if they are bytes.
    fn bytes(units: &[Self]) -> Option<&[u8]>;
}

impl Unit for u8 {
    #[inline]
    fn point(self) -> u32 {
        self.into()
    }
    fn data(units: &[u8], is_ascii: bool) -> StrData<'_> {
        if is_ascii { StrData::Ascii(units) } else { StrData::Ucs1(units) }
    }
    fn bytes(units: &[u8]) -> Option<&[u8]> {
        Some(units)
    }
}

macro_rules! wide_unit {
    ($ty:ty, $data:ident) => {
        impl Unit for $ty {
            #[inline]
            fn point(self) -> u32 {
                self.into()
            }
            fn data(units: &[$ty], _: bool) -> StrData<'_> {
                StrData::$data(units)
            }
            fn bytes(_: &[$ty]) -> Option<&[u8]> {
                None
            }
        }
    };
}
wide_unit!(u16, Ucs2);
wide_unit!(u32, Ucs4);
