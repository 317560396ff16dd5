//! Native modules of the standard library, a file or folder each.

pub mod gc;
pub mod weakref;
