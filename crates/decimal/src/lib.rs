//! Decimal floating point arithmetic: numbers, contexts, signals.
//!
//! Object-free: an operation is a method of a [`Context`] on [`Decimal`]s that adds conditions to a
//! status word. Results, conditions and limits are those of libmpdec, which CPython's `_decimal` shows.
#![forbid(unsafe_code)]

mod coefficient;
mod context;
mod format;
pub mod natural;
mod number;
mod ops;
mod round;
pub mod status;
mod text;
mod word;

pub use coefficient::Coefficient;
pub use context::{Context, MAX_DIGITS, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY};
pub use format::{FormatSpec, Punctuation};
pub use number::{Decimal, Kind};
pub use ops::compare::{order, same_quantum, total_magnitudes, total_order};
pub use round::{Discarded, Rounding};
