//! The built-in types and functions: one folder (or file) a type, safe Rust over `pyston_object`.
//!
//! **Architecture Invariant**: no `unsafe`; memory layouts are touched only in `pyston_object`.
#![forbid(unsafe_code)]

pub mod arguments;
pub mod bool_;
pub mod builtin_functions;
pub mod bytearray;
pub mod bytes;
pub mod codecs;
pub mod complex;
pub mod descriptors;
pub mod dict;
pub mod exceptions;
pub mod float;
pub mod int;
pub mod iterators;
pub mod list;
pub mod memoryview;
pub mod module;
pub mod namespace;
pub mod object_;
pub mod range;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod text;
pub mod tuple;
pub mod type_;
pub mod weakref;

use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::statics::CORE_TYPES;

/// What fills the types, one line a folder.
const INSTALL: &[fn()] = &[
    object_::install,
    type_::install,
    bool_::install,
    bytearray::install,
    bytes::install,
    codecs::install,
    complex::install,
    descriptors::install,
    dict::install,
    exceptions::install,
    float::install,
    int::install,
    iterators::install,
    list::install,
    memoryview::install,
    module::install,
    namespace::install,
    range::install,
    set::install,
    singletons::install,
    slice::install,
    str::install,
    tuple::install,
    weakref::install,
];

/// Types of strings and bytes that the core does not name.
const TEXT_TYPES: &[&Type] = &[
    &codecs::charmap::EncodingMap_Type,
    &bytes::iterator::PyByteArrayIter_Type,
    &bytes::iterator::PyBytesIter_Type,
    &str::iterator::PyUnicodeIter_Type,
];

/// Fills every static type of this crate and makes all of them ready. Once, at start-up.
pub fn install() -> PyResult<()> {
    install_slots();
    make_ready()
}

/// Fills every static type of this crate. The runtime fills its own types next.
pub fn install_slots() {
    for install in INSTALL {
        install();
    }
}

/// Completes the types: those of the core, then the exceptions, bases first, then the others.
pub fn make_ready() -> PyResult<()> {
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
    let own = [TEXT_TYPES, namespace::TYPES, list::TYPES, tuple::TYPES, range::TYPES, iterators::TYPES].concat();
    for ty in dict::types().into_iter().chain(set::types()).chain(own) {
        ready(ty)?;
    }
    Ok(())
}
