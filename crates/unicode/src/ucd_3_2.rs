//! The view of `unicodedata.ucd_3_2_0`, which IDNA 2003 and `stringprep` need.
//!
//! Properties have a table of their own. Mappings are today's without those of
//! later characters, with five corrections undone; combining classes used in
//! normalization are today's, as in CPython.

use crate::decomposition::{Mapping, mapping};
use crate::name::{self, Found};
use crate::normalization::{Form, transform};
use crate::property::number;
use crate::tables::decompositions::OLD_MAPPINGS;
use crate::tables::names::OLD_IDEOGRAPHS;
use crate::tables::properties::*;
use crate::types::{Property, leaf};

/// The version that `unicodedata.ucd_3_2_0.unidata_version` names.
pub const UNICODE_VERSION: &str = "3.2.0";

#[inline]
fn property(cp: u32) -> &'static Property {
    let row = OLD_PROPERTY_LEAVES[leaf(&OLD_PROPERTY_BLOCKS, OLD_PROPERTY_SHIFT, cp)];
    &OLD_PROPERTIES[usize::from(row)]
}

/// General category.
pub fn category(cp: u32) -> &'static str {
    CATEGORIES[usize::from(property(cp).category)]
}

fn is_assigned(cp: u32) -> bool {
    property(cp).category != 0
}

/// Bidirectional class.
pub fn bidirectional(cp: u32) -> &'static str {
    BIDIRECTIONALS[usize::from(property(cp).bidirectional)]
}

/// Canonical combining class.
pub fn combining(cp: u32) -> u8 {
    property(cp).combining
}

/// East Asian width.
pub fn east_asian_width(cp: u32) -> &'static str {
    WIDTHS[usize::from(property(cp).width)]
}

pub fn mirrored(cp: u32) -> bool {
    property(cp).mirrored
}

/// Numeric value.
pub fn numeric(cp: u32) -> Option<f64> {
    number(property(cp))
}

/// Value of a decimal digit.
pub fn decimal(cp: u32) -> Option<u32> {
    let value = property(cp).decimal;
    (value != 255).then_some(u32::from(value))
}

/// Value of a digit.
pub fn digit(cp: u32) -> Option<u32> {
    let value = property(cp).digit;
    (value != 255).then_some(u32::from(value))
}

/// The text of `decomposition`.
pub fn decomposition(cp: u32) -> String {
    if is_assigned(cp) { crate::decomposition(cp) } else { String::new() }
}

/// Name of `cp`, if 3.2 has it (or computes it: later ideographs have one).
pub fn name(cp: u32) -> Option<String> {
    let later = OLD_IDEOGRAPHS.iter().any(|&(a, b)| (a..=b).contains(&cp));
    (is_assigned(cp) || later).then(|| name::name(cp)).flatten()
}

/// The character of that name; aliases and sequences came after 3.2.
pub fn lookup(text: &[u8]) -> Option<u32> {
    match name::lookup_name(text)? {
        Found::Character(cp) => name(cp).map(|_| cp),
        Found::Sequence(_) => None,
    }
}

fn old_mapping(cp: u32) -> Option<Mapping> {
    if let Ok(at) = OLD_MAPPINGS.binary_search_by_key(&cp, |&(from, _)| from) {
        return Some(Mapping::canonical(std::slice::from_ref(&OLD_MAPPINGS[at].1)));
    }
    if is_assigned(cp) { mapping(cp) } else { None }
}

/// `text` in `form`.
pub fn normalize(form: Form, text: &[u32]) -> Vec<u32> {
    transform(form, text, old_mapping)
}

/// What CPython 3.8 answers for this version: no, save for the empty text. (Its
/// quick check declines old versions, and it takes that for a "no".)
pub fn is_normalized(_form: Form, text: &[u32]) -> bool {
    text.is_empty()
}
