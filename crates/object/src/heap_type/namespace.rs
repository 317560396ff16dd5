//! The namespace of a new class: what is added, wrapped and taken out, and the hooks that are called.

use pyston_abi::PyCellObject;

use crate::dict::Dict;
use crate::errors;
use crate::exception::set_field;
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::{PyCell_Type, PyFunction_Type};
use crate::str::Str;
use crate::ty::Type;
use crate::{alloc, attr, call, hooks, name, raise};

/// Adds `__module__`, moves `__qualname__` to the type, and makes the special methods that take a
/// class static or class methods.
pub(super) fn complete(ty: &Type, dict: &Dict) -> PyResult<()> {
    if dict.get_str(name!("__module__"))?.is_none()
        && let Some(module) = super::current_module_name()?
    {
        dict.set_str(name!("__module__"), module)?;
    }
    if let Some(qualname) = dict.get_str(name!("__qualname__"))? {
        if !Str::check(&qualname) {
            return Err(raise!(TypeError, "type __qualname__ must be a str, not {}", qualname.type_name()));
        }
        dict.remove(name!("__qualname__"))?;
        super::attributes::store_qualname(ty, qualname);
    }
    if let Some(doc) = dict.get_str(name!("__doc__"))?
        && let Some(doc) = doc.downcast::<Str>()
    {
        store_doc(ty, doc)?;
    }
    let hooks = hooks::get();
    wrap(dict, name!("__new__"), hooks.static_method)?;
    wrap(dict, name!("__init_subclass__"), hooks.class_method)?;
    wrap(dict, name!("__class_getitem__"), hooks.class_method)
}

/// `tp_doc` for C code, in memory that the type frees.
fn store_doc(ty: &Type, doc: &Str) -> PyResult<()> {
    let text = doc.to_utf8()?;
    // SAFETY: the block has room for the text and its NUL; the type owns it.
    unsafe {
        let block: *mut u8 = alloc::malloc(text.len() + 1).cast();
        if block.is_null() {
            return Err(errors::no_memory());
        }
        std::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
        block.add(text.len()).write(0);
        (*ty.raw()).tp_doc = block.cast();
    }
    Ok(())
}

fn wrap(dict: &Dict, key: &Str, wrapper: fn(&Object) -> PyResult) -> PyResult<()> {
    match dict.get_str(key)? {
        Some(function) if function.ty() == &PyFunction_Type => dict.set_str(key, wrapper(&function)?),
        _ => Ok(()),
    }
}

/// Gives the class to the cell through which its methods find it (`super()`, `__class__`).
pub(super) fn store_in_cell(ty: &Type) -> PyResult<()> {
    let Some(dict) = ty.dict() else { return Ok(()) };
    let Some(cell) = dict.get_str(name!("__classcell__"))? else { return Ok(()) };
    if cell.ty() != &PyCell_Type {
        let given = protocol::repr_string(cell.ty())?;
        return Err(raise!(TypeError, "__classcell__ must be a nonlocal cell, not {given:.200}"));
    }
    // SAFETY: the type proves the layout.
    unsafe { set_field(&raw mut (*cell.as_ptr().cast::<PyCellObject>()).ob_ref, Some(ty.new_ref().into_object())) }
    dict.remove(name!("__classcell__"))?;
    Ok(())
}

/// Tells the values of the namespace under which name they are in which class.
pub(super) fn call_set_names(ty: &Type) -> PyResult<()> {
    let items = ty.dict().map(Dict::items).unwrap_or_default();
    for (key, value) in items {
        let Some(set_name) = attr::lookup_special(&value, name!("__set_name__"))? else { continue };
        if let Err(raised) = call::call(&set_name, &[ty, &key]) {
            let cause = errors::take(raised);
            let key = protocol::repr_string(&key)?;
            let raised = raise!(
                RuntimeError,
                "Error calling __set_name__ on '{:.100}' instance {key} in '{:.100}'",
                value.ty().tp_name(),
                ty.tp_name()
            );
            return Err(call::chain(raised, cause));
        }
    }
    Ok(())
}

/// `super(ty, ty).__init_subclass__(**kwargs)`.
pub(super) fn init_subclass(ty: &Type, kwargs: Option<&Dict>) -> PyResult<()> {
    let method = name!("__init_subclass__");
    let mut found: Option<Py> = None;
    if let Some(mro) = ty.mro().map(Layout::new_ref) {
        let behind = mro.as_slice().iter().skip_while(|class| !class.is(ty)).skip(1);
        for class in behind.filter_map(|class| class.downcast::<Type>()) {
            found = super::own_entry(class, method)?;
            if found.is_some() {
                break;
            }
        }
    }
    // In an order of its metaclass's own making the class may be the last one: then the super object
    // itself has the method from `object`.
    let Some(found) =
        found.map_or_else(|| super::own_entry(&crate::statics::PyBaseObject_Type, method), |found| Ok(Some(found)))?
    else {
        return Err(raise!(AttributeError, "'super' object has no attribute '__init_subclass__'"));
    };
    let bound = attr::bind(&found, None, ty)?;
    call::call_tuple(&bound, &crate::tuple::Tuple::empty(), kwargs).map(drop)
}
