//! The built-in types and functions: one folder (or file) a type, safe Rust over `pyston_object`.
//!
//! **Architecture Invariant**: no `unsafe`; memory layouts are touched only in `pyston_object`.
#![forbid(unsafe_code)]

pub mod dict;
pub mod object_;
pub mod set;
pub mod exceptions;
pub mod singletons;
pub mod weakref;
pub mod type_;
pub mod bool_;
pub mod codecs;
pub mod float;
pub mod int;
pub mod singletons;
pub mod str;
pub mod text;

use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::statics::CORE_TYPES;

/// Fills every static type of this crate and makes all of them ready. Once, at start-up.
pub fn install() -> PyResult<()> {
    object_::install();
    type_::install();
    dict::install();
    set::install();
    singletons::install();
    weakref::install();
    make_ready()
}

/// Completes the types: those of the core, then the exceptions, bases first.
fn make_ready() -> PyResult<()> {
    for ty in CORE_TYPES {
        ready(ty)?;
    }
    for (ty, base, _) in exc::EXCEPTIONS {
        if ty.base().is_none() {
            ty.fill(|raw| raw.tp_base = base.as_type_ptr());
        }
        ready(ty)?;
    }
    int::install();
    bool_::install();
    str::install();
    exceptions::install();
    Ok(())
}
