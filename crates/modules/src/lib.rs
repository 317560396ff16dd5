//! Native modules of the standard library, a file or folder each.

use pyston_object::prelude::*;

pub mod codecs;
pub mod gc;
pub mod math;
pub mod string;
pub mod weakref;

/// What makes a module.
pub type Create = fn() -> PyResult<Py<Module>>;

/// Every module of this crate by its name.
pub static MODULES: &[(&str, Create)] = &[
    (gc::GcModule::NAME, gc::GcModule::create),
    (weakref::WeakrefModule::NAME, weakref::WeakrefModule::create),
    (codecs::CodecsModule::NAME, codecs::CodecsModule::create),
    (string::StringModule::NAME, string::StringModule::create),
    (math::MathModule::NAME, math::MathModule::create),
];
