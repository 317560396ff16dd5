//! Decimal floating point arithmetic: numbers, contexts, signals.
#![forbid(unsafe_code)]

pub mod natural;
mod round;
pub mod word;
pub use round::{Discarded, Rounding};
