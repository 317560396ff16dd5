//! The attributes of types: reading and assigning, with the checks that protect built-in types.

use std::ffi::CStr;

use pyston_abi::flags::Py_TPFLAGS_IS_ABSTRACT;

use crate::cfunction::split_doc;
use crate::exception::{get_field, set_field};
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::ty::Type;
use crate::{attr, errors, exc, hooks, name, protocol, raise, singletons, slots, volatile};

pub use super::members::{generic_get_dict, generic_set_dict};

/// A value that may be assigned to a special attribute of a type.
pub(super) fn check_special<'a>(ty: &Type, value: Option<&'a Object>, attribute: &str) -> PyResult<&'a Object> {
    if !ty.is_heap_type() {
        return Err(raise!(TypeError, "can't set {}.{attribute}", ty.tp_name()));
    }
    let value = value.ok_or_else(|| raise!(TypeError, "can't delete {}.{attribute}", ty.tp_name()))?;
    hooks::audit("object.__setattr__", || {
        Ok([ty.new_ref().into_object(), Str::new(attribute)?.into_object(), value.new_ref()])
    })?;
    Ok(value)
}

fn check_string<'a>(ty: &Type, value: &'a Object, attribute: &str) -> PyResult<&'a Str> {
    value.downcast::<Str>().ok_or_else(|| {
        raise!(TypeError, "can only assign string to {}.{attribute}, not '{}'", ty.tp_name(), value.ty().tp_name())
    })
}

/// `__name__`.
pub fn type_name(ty: &Type) -> PyResult {
    // SAFETY: a field of a live heap type.
    match ty.heap().and_then(|heap| unsafe { get_field(&raw const (*heap).ht_name) }) {
        Some(name) => Ok(name),
        None => Ok(Str::new(&ty.name())?.into_object()),
    }
}

/// Assigns `__name__`.
pub fn set_type_name(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_special(ty, value, "__name__")?;
    let name = check_string(ty, value, "__name__")?;
    let text = super::c_name(name)?;
    if let Some(heap) = ty.heap() {
        // SAFETY: fields of a live heap type; the text lives as long as the new name.
        unsafe {
            let old = get_field(&raw const (*heap).ht_name);
            (*heap).ht_type.tp_name = text;
            set_field(&raw mut (*heap).ht_name, Some(value.new_ref()));
            drop(old);
        }
    }
    Ok(())
}

/// `__qualname__`.
pub fn type_qualname(ty: &Type) -> PyResult {
    // SAFETY: a field of a live heap type.
    match ty.heap().and_then(|heap| unsafe { get_field(&raw const (*heap).ht_qualname) }) {
        Some(name) => Ok(name),
        None => type_name(ty),
    }
}

/// Assigns `__qualname__`.
pub fn set_type_qualname(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_special(ty, value, "__qualname__")?;
    check_string(ty, value, "__qualname__")?;
    store_qualname(ty, value.new_ref());
    Ok(())
}

pub(super) fn store_qualname(ty: &Type, qualname: Py) {
    if let Some(heap) = ty.heap() {
        // SAFETY: a field of a live heap type.
        unsafe { set_field(&raw mut (*heap).ht_qualname, Some(qualname)) }
    }
}

/// `__module__`.
pub fn type_module(ty: &Type) -> PyResult {
    if ty.is_heap_type() {
        return super::own_entry(ty, name!("__module__"))?
            .ok_or_else(|| errors::raise_object(&exc::AttributeError, name!("__module__").as_object().new_ref()));
    }
    let full = ty.tp_name();
    Ok(Str::intern(full.rsplit_once('.').map_or("builtins", |(module, _)| module)).into_object())
}

/// Assigns `__module__`.
pub fn set_type_module(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_special(ty, value, "__module__")?;
    store(ty, name!("__module__"), value)
}

fn store(ty: &Type, key: &Str, value: &Object) -> PyResult<()> {
    attr::type_modified(ty);
    match ty.dict().map(Layout::new_ref) {
        Some(dict) => dict.set_str(key, value.new_ref()),
        None => Err(errors::bad_internal_call()),
    }
}

/// `__abstractmethods__`; `type` itself has none.
pub fn abstract_methods(ty: &Type) -> PyResult {
    let missing = || errors::raise_object(&exc::AttributeError, name!("__abstractmethods__").as_object().new_ref());
    if ty == &crate::statics::PyType_Type {
        return Err(missing());
    }
    super::own_entry(ty, name!("__abstractmethods__"))?.ok_or_else(missing)
}

/// Assigns `__abstractmethods__`, and with it whether the class can have instances.
pub fn set_abstract_methods(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let key = name!("__abstractmethods__");
    let Some(dict) = ty.dict().map(Layout::new_ref) else { return Err(errors::bad_internal_call()) };
    let is_abstract = match value {
        Some(value) => {
            let truth = protocol::is_true(value)?;
            dict.set_str(key, value.new_ref())?;
            truth
        }
        None => {
            if dict.remove(key)?.is_none() {
                return Err(errors::raise_object(&exc::AttributeError, key.as_object().new_ref()));
            }
            false
        }
    };
    attr::type_modified(ty);
    // SAFETY: a field of a live type.
    unsafe {
        let raw = ty.raw();
        if is_abstract {
            (*raw).tp_flags |= Py_TPFLAGS_IS_ABSTRACT;
        } else {
            (*raw).tp_flags &= !Py_TPFLAGS_IS_ABSTRACT;
        }
    }
    Ok(())
}

/// `tp_doc`, if it is UTF-8.
fn internal_doc(ty: &Type) -> Option<String> {
    let doc = ty.tp().tp_doc;
    // SAFETY: null or a C string that lives as long as the type.
    (!doc.is_null()).then(|| unsafe { CStr::from_ptr(doc) }.to_string_lossy().into_owned())
}

/// `__doc__`.
pub fn type_doc(ty: &Type) -> PyResult {
    if !ty.is_heap_type()
        && let Some(doc) = internal_doc(ty)
    {
        return Ok(Str::new(split_doc(&ty.tp_name(), &doc).1)?.into_object());
    }
    match super::own_entry(ty, name!("__doc__"))? {
        Some(doc) => attr::bind(&doc, None, ty),
        None => Ok(singletons::py_none()),
    }
}

/// Assigns `__doc__`.
pub fn set_type_doc(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_special(ty, value, "__doc__")?;
    store(ty, name!("__doc__"), value)
}

/// `__text_signature__`.
pub fn text_signature(ty: &Type) -> PyResult {
    let doc = internal_doc(ty);
    match doc.as_deref().and_then(|doc| split_doc(&ty.tp_name(), doc).0) {
        Some(signature) => Ok(Str::new(signature)?.into_object()),
        None => Ok(singletons::py_none()),
    }
}

/// `type.__setattr__(ty, name, value)`; `None` deletes. Built-in types cannot be changed.
pub fn set_type_attr(ty: &Type, name: &Object, value: Option<&Object>) -> PyResult<()> {
    if !ty.is_heap_type() {
        return Err(raise!(TypeError, "can't set attributes of built-in/extension type '{}'", ty.tp_name()));
    }
    let Some(text) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    // The cache of lookups knows interned names by address.
    let text = Str::intern_object(text.new_ref());
    if let Some(value) = value
        && volatile::assign(ty, &text, value)?
    {
        return Ok(());
    }
    volatile::note_assignment(&text);
    attr::type_modified(ty);
    let result = attr::generic_setattr_of(ty, &text, value);
    // Code that ran meanwhile may have looked the name up.
    attr::type_modified(ty);
    result?;
    slots::update_slots(ty, &text);
    Ok(())
}

/// `type.__getattribute__(ty, name)`: descriptors of the metatype, then the type's own attributes.
pub fn type_getattr(ty: &Type, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    find_type_attr(ty, name)?
        .ok_or_else(|| raise!(AttributeError, "type object '{:.50}' has no attribute '{name:.400}'", ty.tp_name()))
}

/// As [`type_getattr`], where a missing attribute is no error.
pub fn find_type_attr(ty: &Type, name: &Str) -> PyResult<Option<Py>> {
    if ty.dict().is_none() {
        crate::ready::ready(ty)?;
    }
    let meta = ty.as_object().ty();
    let meta_attribute = attr::type_lookup(meta, name);
    if let Some(descr) = &meta_attribute
        && attr::is_data_descriptor(descr)
        && descr.ty().tp().tp_descr_get.is_some()
    {
        return attr::bind(descr, Some(ty), meta).map(Some);
    }
    if let Some(attribute) = attr::type_lookup(ty, name) {
        return attr::bind(&attribute, None, ty).map(Some);
    }
    match meta_attribute {
        Some(attribute) => attr::bind(&attribute, Some(ty), meta).map(Some),
        None => Ok(None),
    }
}
