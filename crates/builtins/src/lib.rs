//! The built-in types and functions: one folder (or file) a type, safe Rust over `pyston_object`.
//!
//! **Architecture Invariant**: no `unsafe`; memory layouts are touched only in `pyston_object`.
#![forbid(unsafe_code)]

pub mod arguments;
pub mod exceptions;
pub mod iterators;
pub mod list;
pub mod range;
pub mod singletons;
pub mod slice;
pub mod tuple;

use pyston_object::prelude::*;

/// Fills every static type of this crate and makes all of them ready. Once, at start-up.
pub fn install() -> PyResult<()> {
    singletons::install();
    exceptions::install();
    iterators::install();
    range::install();
    list::install();
    tuple::install();
    slice::install();
    Ok(())
}
