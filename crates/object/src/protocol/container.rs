//! Sequences and mappings: length, items, containment, slices.

use pyston_abi::{PyMappingMethods, PySequenceMethods};

use crate::dict::Dict;
use crate::glue;
use crate::list::List;
use crate::ptr::{Layout, Object, Py, PyResult, Raised};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{name, raise};

pub(super) fn sequence_methods(object: &Object) -> Option<PySequenceMethods> {
    // SAFETY: the table belongs to the type.
    unsafe { object.ty().tp().tp_as_sequence.as_ref().copied() }
}

pub(super) fn mapping_methods(object: &Object) -> Option<PyMappingMethods> {
    // SAFETY: the table belongs to the type.
    unsafe { object.ty().tp().tp_as_mapping.as_ref().copied() }
}

/// `PySequence_Check`: has it items by index, and is it no dict?
pub fn is_sequence(object: &Object) -> bool {
    !Dict::check(object) && sequence_methods(object).is_some_and(|table| table.sq_item.is_some())
}

/// `PyMapping_Check`: has it `__getitem__`?
pub fn is_mapping(object: &Object) -> bool {
    mapping_methods(object).is_some_and(|table| table.mp_subscript.is_some())
}

/// Can `len()` be asked?
pub fn has_len(object: &Object) -> bool {
    sequence_methods(object).is_some_and(|table| table.sq_length.is_some())
        || mapping_methods(object).is_some_and(|table| table.mp_length.is_some())
}

/// `len(object)`.
pub fn len(object: &Object) -> PyResult<usize> {
    let sequence = sequence_methods(object).and_then(|table| table.sq_length);
    let Some(length) = sequence.or_else(|| mapping_methods(object).and_then(|table| table.mp_length)) else {
        return Err(raise!(TypeError, "object of type '{:.200}' has no len()", object.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    usize::try_from(unsafe { length(object.as_ptr()) }).map_err(|_| Raised)
}

/// `object[key]`.
pub fn getitem(object: &Object, key: &Object) -> PyResult {
    // SAFETY: slots called as CPython calls them.
    unsafe {
        if let Some(subscript) = mapping_methods(object).and_then(|table| table.mp_subscript) {
            return Py::from_result(subscript(object.as_ptr(), key.as_ptr()));
        }
        if sequence_methods(object).is_some_and(|table| table.sq_item.is_some()) {
            if super::has_index(key) {
                return sequence_item(object, super::index_as_ssize_for(key, Some(&crate::exc::IndexError))?);
            }
            return Err(raise!(TypeError, "sequence index must be integer, not '{:.200}'", key.type_name()));
        }
    }
    if let Some(class) = object.downcast::<Type>() {
        // `type[...]` through the metaclass was tried above; now `__class_getitem__`.
        if let Some(method) = crate::attr::find_attr(class, name!("__class_getitem__"))? {
            return crate::call::call(&method, &[key]);
        }
    }
    Err(raise!(TypeError, "'{:.200}' object is not subscriptable", object.type_name()))
}

/// `object[key] = value`; `None` deletes.
pub fn setitem(object: &Object, key: &Object, value: Option<&Object>) -> PyResult<()> {
    let value_ptr = value.map_or(std::ptr::null_mut(), Object::as_ptr);
    let table = sequence_methods(object);
    // SAFETY: slots called as CPython calls them.
    unsafe {
        if let Some(subscript) = mapping_methods(object).and_then(|table| table.mp_ass_subscript) {
            return glue::status(subscript(object.as_ptr(), key.as_ptr(), value_ptr));
        }
        if let Some(table) = table {
            if super::has_index(key) {
                let index = super::index_as_ssize_for(key, Some(&crate::exc::IndexError))?;
                return set_sequence_item(object, index, value);
            }
            if table.sq_ass_item.is_some() {
                return Err(raise!(TypeError, "sequence index must be integer, not '{:.200}'", key.type_name()));
            }
        }
    }
    let what = if value.is_some() { "assignment" } else { "deletion" };
    Err(raise!(TypeError, "'{:.200}' object does not support item {what}", object.type_name()))
}

/// `PySequence_GetItem`: negative indices count from the end.
pub fn sequence_item(object: &Object, index: isize) -> PyResult {
    let Some(item) = sequence_methods(object).and_then(|table| table.sq_item) else {
        if is_mapping(object) {
            return Err(raise!(TypeError, "{:.200} is not a sequence", object.type_name()));
        }
        return Err(raise!(TypeError, "'{:.200}' object does not support indexing", object.type_name()));
    };
    let index = from_end(object, index)?;
    // SAFETY: a slot called as CPython calls it.
    unsafe { Py::from_result(item(object.as_ptr(), index)) }
}

fn from_end(object: &Object, index: isize) -> PyResult<isize> {
    if index < 0
        && let Some(length) = sequence_methods(object).and_then(|table| table.sq_length)
    {
        // SAFETY: a slot called as CPython calls it.
        let length = unsafe { length(object.as_ptr()) };
        return if length < 0 { Err(Raised) } else { Ok(index + length) };
    }
    Ok(index)
}

fn set_sequence_item(object: &Object, index: isize, value: Option<&Object>) -> PyResult<()> {
    let Some(assign) = sequence_methods(object).and_then(|table| table.sq_ass_item) else {
        // Not the words that other keys than indices get.
        let what = if value.is_some() { "does not support item assignment" } else { "doesn't support item deletion" };
        return Err(raise!(TypeError, "'{:.200}' object {what}", object.type_name()));
    };
    let index = from_end(object, index)?;
    // SAFETY: a slot called as CPython calls it.
    unsafe { glue::status(assign(object.as_ptr(), index, value.map_or(std::ptr::null_mut(), Object::as_ptr))) }
}

/// `value in object`.
pub fn contains(object: &Object, value: &Object) -> PyResult<bool> {
    if let Some(contains) = sequence_methods(object).and_then(|table| table.sq_contains) {
        // SAFETY: a slot called as CPython calls it.
        let answer = unsafe { contains(object.as_ptr(), value.as_ptr()) };
        return if answer < 0 { Err(Raised) } else { Ok(answer != 0) };
    }
    let iterator = super::iter(object).map_err(|raised| {
        if raised.is(&crate::exc::TypeError) {
            return raise!(TypeError, "argument of type '{:.200}' is not iterable", object.type_name());
        }
        raised
    })?;
    while let Some(item) = super::next(&iterator)? {
        if super::compare_eq(value, &item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `a + b` of sequences (`operator.concat`).
pub fn concat(a: &Object, b: &Object) -> PyResult {
    if let Some(concat) = sequence_methods(a).and_then(|table| table.sq_concat) {
        // SAFETY: a slot called as CPython calls it.
        return unsafe { Py::from_result(concat(a.as_ptr(), b.as_ptr())) };
    }
    if is_sequence(a) && is_sequence(b) {
        let result = super::binary_op1(a, b, super::BinaryOp::Add)?;
        if !result.is(crate::singletons::not_implemented()) {
            return Ok(result);
        }
    }
    Err(raise!(TypeError, "'{:.200}' object can't be concatenated", a.type_name()))
}

/// `method()` of a mapping, as a list (`PyMapping_Keys` and the like).
pub fn mapping_list(object: &Object, method: &Str) -> PyResult<Py<List>> {
    let bound = crate::attr::getattr_str(object, method)?;
    if bound.ty().tp().tp_call.is_none() {
        return Err(raise!(TypeError, "attribute of type '{:.200}' is not callable", bound.type_name()));
    }
    let result = crate::call::call(&bound, &[])?;
    if let Some(list) = result.downcast_exact::<List>() {
        return Ok(list.new_ref());
    }
    let iterator = super::iter(&result).map_err(|raised| {
        if raised.is(&crate::exc::TypeError) {
            return raise!(
                TypeError,
                "{:.200}.{method}() returned a non-iterable (type {:.200})",
                object.type_name(),
                result.type_name()
            );
        }
        raised
    })?;
    super::to_list(&iterator)
}

/// The items of a list, a tuple or another iterable; `TypeError(message)` if it is none.
pub fn fast_items(object: &Object, message: &str) -> PyResult<Vec<Py>> {
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        return Ok(tuple.as_slice().iter().map(|item| item.new_ref()).collect());
    }
    if let Some(list) = object.downcast_exact::<List>() {
        return Ok(list.to_vec());
    }
    let iterator = super::iter(object)
        .map_err(|raised| if raised.is(&crate::exc::TypeError) { raise!(TypeError, "{message}") } else { raised })?;
    super::collect(&iterator)
}
