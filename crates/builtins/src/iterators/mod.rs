//! Iterators over sequences and callables, and the iterator types with names in `builtins`.

mod callable;
mod enumerate;
mod filter;
mod map;
mod reversed;
pub mod sequence;
mod zip;

use pyston_object::prelude::*;

pub use callable::{CallableIterator, PyCallIter_Type};
pub use enumerate::PyEnum_Type;
pub use filter::PyFilter_Type;
pub use map::PyMap_Type;
pub use reversed::PyReversed_Type;
pub use zip::PyZip_Type;

/// The name of an iterator type's constructor when exactly it, not a subtype, is called with keywords.
fn no_keywords(class: &Type, base: &Type, name: &str, kwargs: Option<&Dict>) -> PyResult<()> {
    crate::arguments::no_keywords_unless_subtype(class, base, name, kwargs)
}

/// The types declared here, to be made ready.
pub const TYPES: &[&Type] = &[
    &sequence::PySeqIter_Type,
    &callable::PyCallIter_Type,
    &enumerate::PyEnum_Type,
    &filter::PyFilter_Type,
    &map::PyMap_Type,
    &reversed::PyReversed_Type,
    &zip::PyZip_Type,
];

pub fn install() {
    sequence::SequenceIterator::install();
    CallableIterator::install();
    enumerate::Enumerate::install();
    filter::Filter::install();
    map::Map::install();
    reversed::Reversed::install();
    zip::Zip::install();
    let hooks = pyston_object::hooks::Hooks {
        sequence_iterator: sequence::SequenceIterator::over,
        ..pyston_object::hooks::get()
    };
    pyston_object::hooks::install(hooks);
}
