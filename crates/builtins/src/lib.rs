//! The built-in types and functions: one folder (or file) a type, safe Rust over `pyston_object`.
//!
//! **Architecture Invariant**: no `unsafe`; memory layouts are touched only in `pyston_object`.
#![forbid(unsafe_code)]

pub mod descriptors;
pub mod dict;
pub mod object_;
pub mod set;
pub mod singletons;
pub mod type_;

use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::statics::CORE_TYPES;

/// Fills every static type of this crate and makes all of them ready. Once, at start-up.
pub fn install() -> PyResult<()> {
    object_::install();
    type_::install();
    descriptors::install();
    dict::install();
    set::install();
    singletons::install();
    make_ready()
}

/// Completes the types: those of the core, then the exceptions, bases first.
fn make_ready() -> PyResult<()> {
    for ty in CORE_TYPES {
        ready(ty)?;
    }
    for ty in descriptors::types() {
        ready(ty)?;
    }
    for (ty, base, _) in exc::EXCEPTIONS {
        if ty.base().is_none() {
            ty.fill(|raw| raw.tp_base = base.as_type_ptr());
        }
        ready(ty)?;
    }
    Ok(())
}
