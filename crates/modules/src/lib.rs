//! Native modules of the standard library, a file or folder each.

pub mod codecs;
pub mod gc;
pub mod string;
pub mod weakref;
