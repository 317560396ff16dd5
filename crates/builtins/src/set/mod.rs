//! `set` and `frozenset`: their methods and iterator.
//!
//! The table and its operations are in `pyston_object::set`; here is what Python sees of them. The
//! operators take sets only, the methods any iterables.

mod iterator;
mod operations;
mod types;

pub use iterator::SetIterator;
use pyston_abi::PySetObject;
use pyston_object::prelude::*;
use pyston_object::statics::{PyFrozenSet_Type, PySet_Type};
pub use types::{FrozenSetType, SetType};

pub fn install() {
    for ty in [&PySet_Type, &PyFrozenSet_Type] {
        ty.fill(|raw| raw.tp_weaklistoffset = std::mem::offset_of!(PySetObject, weakreflist) as isize);
    }
    SetType::install();
    FrozenSetType::install();
    SetIterator::install();
}

/// The types that this module declares beside those of `pyston_object::statics`.
pub fn types() -> [&'static Type; 1] {
    [&iterator::PySetIter_Type]
}
