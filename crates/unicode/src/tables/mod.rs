//! The generated tables, a module for each group that is used together.
//!
//! Tries have two levels: `BLOCKS[cp >> SHIFT]` numbers a block of `LEAVES`.

pub(crate) mod decompositions;
pub(crate) mod kinds;
pub(crate) mod names;
pub(crate) mod properties;
