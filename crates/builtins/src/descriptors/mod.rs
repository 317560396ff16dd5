//! Descriptors and methods: native ones, `property`, `classmethod`, `staticmethod`, `super`, bound
//! methods, built-in functions, cells.

mod cell;
mod class_method;
mod function;
mod method;
mod native;
mod property;
mod static_method;
pub mod super_;
mod wrapper;

pub use class_method::{ClassMethod, PyClassMethod_Type};
pub use property::{Property, PyProperty_Type, getter as property_getter};
pub use static_method::{PyStaticMethod_Type, StaticMethod};
pub use super_::{PySuper_Type, Super};

use pyston_object::prelude::*;
use pyston_object::{attr, hooks};

/// Fills the types; functions of classes that are to become static or class methods come here.
pub fn install() {
    native::install();
    wrapper::install();
    function::install();
    method::install();
    cell::install();
    class_method::install();
    static_method::install();
    property::install();
    super_::install();
    hooks::install(hooks::Hooks {
        static_method: |function| StaticMethod::of(function).map(Py::into_object),
        class_method: |function| ClassMethod::of(function).map(Py::into_object),
        ..hooks::get()
    });
}

/// The types of this folder that the core does not name, to be made ready.
pub fn types() -> [&'static Type; 4] {
    [&PyClassMethod_Type, &PyStaticMethod_Type, &PyProperty_Type, &PySuper_Type]
}

/// `getattr`, with which natively bound things pickle: `(getattr, (object, name))`.
fn reduce_to_getattr(object: &Object, name: &Object) -> PyResult {
    let getattr = attr::getattr_str(&*hooks::import("builtins")?, name!("getattr"))?;
    (getattr, (object, name)).into_py()
}

/// Does a function say that it is abstract?
fn is_abstract(function: Option<Py>) -> PyResult<bool> {
    let Some(function) = function else { return Ok(false) };
    match attr::find_attr(&function, name!("__isabstractmethod__"))? {
        Some(answer) => protocol::is_true(&answer),
        None => Ok(false),
    }
}
