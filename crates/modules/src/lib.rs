//! Native modules of the standard library, a file or folder each.

mod arguments;
pub mod functools;
pub mod gc;
pub mod weakref;
