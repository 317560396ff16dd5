//! What strings and bytes have in common: algorithms over slices of units of 1, 2 or 4 bytes.
//!
//! **Invariant**: nothing here but `args` knows an object; results are positions and ranges.

pub mod args;
pub mod layout;
pub mod search;
pub mod split;
mod two_way;
pub mod unit;

pub use unit::Unit;
