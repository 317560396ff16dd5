//! `dir()` of objects and classes: the names in their dictionaries and those of their bases.

use pyston_object::attr;
use pyston_object::prelude::*;

/// Adds the names of a class and of its bases, also of what only looks like a class.
pub fn merge_class(names: &Dict, class: &Object) -> PyResult<()> {
    if let Some(own) = attr::find_attr(class, name!("__dict__"))? {
        names.merge(&own, true)?;
    }
    let Some(bases) = attr::find_attr(class, name!("__bases__"))? else { return Ok(()) };
    for index in 0..protocol::len(&bases)? {
        let base = protocol::sequence_item(&bases, index as isize)?;
        merge_class(names, &base)?;
    }
    Ok(())
}

fn key_list(names: &Dict) -> PyResult {
    List::from_vec(names.keys()).map(Py::into_object)
}

/// The names of a class, as a list.
pub fn class_names(class: &Object) -> PyResult {
    let names = Dict::new()?;
    merge_class(&names, class)?;
    key_list(&names)
}

/// The names of an object: its own and those of its class.
pub(super) fn object_names(object: &Object) -> PyResult {
    let own = attr::find_attr(object, name!("__dict__"))?;
    let names = match own.as_ref().and_then(|own| own.downcast::<Dict>()) {
        Some(own) => own.copy()?,
        None => Dict::new()?,
    };
    if let Some(class) = attr::find_attr(object, name!("__class__"))? {
        merge_class(&names, &class)?;
    }
    key_list(&names)
}
