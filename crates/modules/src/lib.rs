//! Native modules of the standard library, a file or folder each.

mod arguments;
pub mod collections;
pub mod functools;
pub mod gc;
pub mod itertools;
pub mod weakref;
