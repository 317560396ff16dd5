//! Native modules of the standard library, a file or folder each.
