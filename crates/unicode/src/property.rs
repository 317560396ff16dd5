//! The properties that `unicodedata` reports, under the names it uses.

use crate::tables::properties::*;
use crate::types::{Property, leaf};

#[inline]
pub(crate) fn property(cp: u32) -> &'static Property {
    &PROPERTIES[usize::from(PROPERTY_LEAVES[leaf(&PROPERTY_BLOCKS, PROPERTY_SHIFT, cp)])]
}

/// General category: `"Lu"`, `"Cn"`, ...
#[inline]
pub fn category(cp: u32) -> &'static str {
    CATEGORIES[usize::from(property(cp).category)]
}

/// Bidirectional class: `"L"`, `"AN"`, ..., empty when there is none.
#[inline]
pub fn bidirectional(cp: u32) -> &'static str {
    BIDIRECTIONALS[usize::from(property(cp).bidirectional)]
}

/// Canonical combining class.
#[inline]
pub fn combining(cp: u32) -> u8 {
    if cp < 0x300 {
        return 0;
    }
    property(cp).combining
}

/// `"F"`, `"H"`, `"W"`, `"Na"`, `"A"` or `"N"`.
#[inline]
pub fn east_asian_width(cp: u32) -> &'static str {
    WIDTHS[usize::from(property(cp).width)]
}

#[inline]
pub fn mirrored(cp: u32) -> bool {
    property(cp).mirrored
}

/// Numeric value, fractions included.
#[inline]
pub fn numeric(cp: u32) -> Option<f64> {
    number(property(cp))
}

#[inline]
pub(crate) fn number(property: &Property) -> Option<f64> {
    (property.number != 0).then(|| NUMBERS[usize::from(property.number)])
}
