//! Which methods of a class are abstract: `__abstractmethods__`.

use pyston_object::attr::{find_attr, getattr_str, setattr_str};
use pyston_object::prelude::*;
use pyston_object::statics::PyFrozenSet_Type;

/// Sets `__abstractmethods__` to the abstract ones among the class's own attributes, and those of its
/// bases that it has not overridden.
pub fn compute(class: &Object) -> PyResult<()> {
    let names = Set::new_as(&PyFrozenSet_Type)?;
    let namespace = getattr_str(class, name!("__dict__"))?;
    let items = protocol::mapping_list(&namespace, name!("items"))?;
    for item in items.to_vec() {
        let pair = protocol::to_tuple(&item)?;
        let [name, value] = pair.as_slice() else {
            return Err(raise!(TypeError, "Iteration over non-tuple item"));
        };
        if is_abstract(value)? {
            names.add(name)?;
        }
    }
    let bases = getattr_str(class, name!("__bases__"))?;
    let Some(bases) = bases.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "__bases__ is not tuple"));
    };
    for base in bases.as_slice() {
        let Some(inherited) = find_attr(base, name!("__abstractmethods__"))? else { continue };
        let iterator = protocol::iter(&inherited)?;
        while let Some(name) = protocol::next(&iterator)? {
            if let Some(text) = name.downcast::<Str>()
                && let Some(value) = find_attr(class, text)?
                && is_abstract(&value)?
            {
                names.add(&name)?;
            }
        }
    }
    setattr_str(class, name!("__abstractmethods__"), Some(&names))
}

fn is_abstract(value: &Object) -> PyResult<bool> {
    find_attr(value, name!("__isabstractmethod__"))?.map_or(Ok(false), |mark| protocol::is_true(&mark))
}
