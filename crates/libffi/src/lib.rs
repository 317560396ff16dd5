//! Crate `libffi` together with the C library under it, which `build.rs` compiles.
//!
//! **Invariant**: whoever calls libffi names it through this crate; with `libffi` or `libffi-sys` alone nothing
//! would bring the C library into the link. They are told to leave it out (`check_only`), as their own build of it
//! needs `make` and a run of `configure`.

pub use libffi::{low, raw};
