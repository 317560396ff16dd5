//! The Unicode 12.1 character database, as CPython 3.8 answers questions about it.
//!
//! Every function takes a code point as `u32`, surrogates included, because a
//! Python string is a sequence of such numbers; a number past U+10FFFF behaves
//! as an unassigned code point. The tables are generated from CPython's own
//! answers (`generate.py`), so that they are equal by construction; the digests
//! in `tests/` prove that nothing was lost on the way. Names live in their own
//! module: a program that never asks for one does not carry their tables.
#![forbid(unsafe_code)]

mod case;
mod decomposition;
mod kind;
pub mod name;
mod normalization;
mod property;
#[rustfmt::skip]
mod tables;
mod types;
pub mod ucd_3_2;

pub use case::{FullMapping, full_fold, full_lower, full_title, full_upper, to_lower, to_title, to_upper};
pub use decomposition::{compose, decomposition};
pub use kind::*;
pub use normalization::{Form, QuickCheck, is_normalized, normalize, quick_check};
pub use property::*;

/// The version that `unicodedata.unidata_version` names.
pub const UNICODE_VERSION: &str = "12.1.0";
