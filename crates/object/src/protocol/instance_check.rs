//! `isinstance` and `issubclass`: with the hooks of metaclasses, and without.

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyType_Type;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{attr, call, name, raise, tstate};

/// `isinstance(object, class)`: a class or a tuple of them, nested at will.
pub fn is_instance(object: &Object, class: &Object) -> PyResult<bool> {
    if std::ptr::eq(object.ty().as_object(), class) {
        return Ok(true);
    }
    // The metaclass `type` has no opinion of its own.
    if std::ptr::eq(class.ty(), &raw const PyType_Type) {
        return is_instance_plain(object, class);
    }
    if let Some(classes) = class.downcast::<Tuple>() {
        let _level = tstate::enter_recursive(" in __instancecheck__")?;
        for class in classes.as_slice() {
            if is_instance(object, class)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(checker) = attr::lookup_special(class, name!("__instancecheck__"))? {
        let _level = tstate::enter_recursive(" in __instancecheck__")?;
        return super::is_true(&*call::call(&checker, &[object])?);
    }
    is_instance_plain(object, class)
}

/// `type.__instancecheck__(class, object)`: by type or by `__class__`, for classes and for objects
/// that only look like one by their `__bases__`.
pub fn is_instance_plain(object: &Object, class: &Object) -> PyResult<bool> {
    if let Some(class) = class.downcast::<Type>() {
        if object.is_instance_of(class) {
            return Ok(true);
        }
        let claimed = attr::find_attr(object, name!("__class__"))?;
        let claimed = claimed.as_ref().and_then(|claimed| claimed.downcast::<Type>());
        return Ok(claimed.is_some_and(|claimed| claimed != object.ty() && claimed.is_subtype(class)));
    }
    check_class(class, "isinstance() arg 2 must be a type or tuple of types")?;
    match attr::find_attr(object, name!("__class__"))? {
        Some(claimed) => abstract_is_subclass(&claimed, class),
        None => Ok(false),
    }
}

/// `issubclass(derived, class)`.
pub fn is_subclass(derived: &Object, class: &Object) -> PyResult<bool> {
    if std::ptr::eq(class.ty(), &raw const PyType_Type) {
        return if derived.is(class) { Ok(true) } else { is_subclass_plain(derived, class) };
    }
    if let Some(classes) = class.downcast::<Tuple>() {
        let _level = tstate::enter_recursive(" in __subclasscheck__")?;
        for class in classes.as_slice() {
            if is_subclass(derived, class)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(checker) = attr::lookup_special(class, name!("__subclasscheck__"))? {
        let _level = tstate::enter_recursive(" in __subclasscheck__")?;
        return super::is_true(&*call::call(&checker, &[derived])?);
    }
    is_subclass_plain(derived, class)
}

/// `type.__subclasscheck__(class, derived)`.
pub fn is_subclass_plain(derived: &Object, class: &Object) -> PyResult<bool> {
    if let (Some(derived), Some(class)) = (derived.downcast::<Type>(), class.downcast::<Type>()) {
        return Ok(derived.is_subtype(class));
    }
    check_class(derived, "issubclass() arg 1 must be a class")?;
    check_class(class, "issubclass() arg 2 must be a class or tuple of classes")?;
    abstract_is_subclass(derived, class)
}

/// The `__bases__` of anything, if they are a tuple.
fn abstract_bases(class: &Object) -> PyResult<Option<Py<Tuple>>> {
    Ok(attr::find_attr(class, name!("__bases__"))?.and_then(|bases| bases.downcast_into::<Tuple>().ok()))
}

fn check_class(class: &Object, message: &str) -> PyResult<()> {
    match abstract_bases(class)? {
        Some(_) => Ok(()),
        None => Err(raise!(TypeError, "{message}")),
    }
}

fn abstract_is_subclass(derived: &Object, class: &Object) -> PyResult<bool> {
    let mut derived = derived.new_ref();
    loop {
        if derived.is(class) {
            return Ok(true);
        }
        let Some(bases) = abstract_bases(&derived)? else { return Ok(false) };
        match bases.as_slice() {
            [] => return Ok(false),
            // The common case needs no native stack.
            [base] => derived = base.new_ref(),
            bases => {
                let _level = tstate::enter_recursive(" in __issubclass__")?;
                for base in bases {
                    if abstract_is_subclass(base, class)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
        }
    }
}
