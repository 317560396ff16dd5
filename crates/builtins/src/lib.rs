//! The built-in types and functions: one folder (or file) a type, safe Rust over `pyston_object`.
//!
//! **Architecture Invariant**: no `unsafe`; memory layouts are touched only in `pyston_object`.
#![forbid(unsafe_code)]

pub mod bool_;
pub mod complex;
pub mod float;
pub mod int;
pub mod singletons;

use pyston_object::prelude::*;

/// Fills every static type of this crate and makes all of them ready. Once, at start-up.
pub fn install() -> PyResult<()> {
    singletons::install();
    int::install();
    bool_::install();
    float::install();
    complex::install();
    Ok(())
}
