//! `object.h`: what every object can do, and types.

use std::ffi::{c_int, c_uint, c_ulong, c_void};

use pyston_object::abi::{PyObject, PyTypeObject};
use pyston_object::prelude::*;
use pyston_object::protocol::CompareOp;
use pyston_object::{attr, heap_type, ready, weakref};

use crate::answer::Borrowed;
use crate::capi;
use crate::text::{CText, Out};

/// The text that `text` makes of an object; of null it is `<NULL>`.
pub(crate) fn text_of(object: Option<&Object>, text: fn(&Object) -> PyResult<Py<Str>>) -> PyResult<Py<Str>> {
    object.map_or_else(|| Str::new("<NULL>"), text)
}

/// An argument that C passed as null where there must be an object.
///
/// # Errors
/// `SystemError`, if no other exception is set that the null comes from.
pub(crate) fn not_null<T>(argument: Option<T>) -> PyResult<T> {
    argument.ok_or_else(|| {
        if errors::occurred() { Raised } else { raise!(SystemError, "null argument to internal routine") }
    })
}

fn compare_op(op: c_int) -> PyResult<CompareOp> {
    CompareOp::from_c(op).ok_or_else(errors::bad_internal_call)
}

capi! {
    fn Py_IncRef(object: Option<&Object>) {
        if let Some(object) = object {
            std::mem::forget(object.new_ref());
        }
    }

    /// Takes over one reference.
    fn Py_DecRef(object: Option<Py>) { drop(object) }

    fn _Py_Dealloc(object: *mut PyObject) {
        // SAFETY: the caller counted the last reference down.
        unsafe { pyston_object::alloc::dealloc(object) }
    }

    fn PyObject_Repr(object: Option<&Object>) -> PyResult<Py<Str>> { text_of(object, protocol::repr) }

    fn PyObject_Str(object: Option<&Object>) -> PyResult<Py<Str>> { text_of(object, protocol::str) }

    fn PyObject_ASCII(object: Option<&Object>) -> PyResult<Py<Str>> { text_of(object, protocol::ascii) }

    fn PyObject_Bytes(object: Option<&Object>) -> PyResult<Py<Bytes>> {
        let Some(object) = object else { return Bytes::new(b"<NULL>") };
        if let Some(bytes) = object.downcast_exact::<Bytes>() {
            return Ok(bytes.new_ref());
        }
        match protocol::call_bytes(object)? {
            Some(bytes) => Ok(bytes),
            None => pyston_builtins::bytes::from_object(object),
        }
    }

    fn PyObject_RichCompare(a: Option<&Object>, b: Option<&Object>, op: c_int) -> PyResult {
        match (a, b) {
            (Some(a), Some(b)) => protocol::compare(a, b, compare_op(op)?),
            _ if errors::occurred() => Err(Raised),
            _ => Err(errors::bad_internal_call()),
        }
    }

    fn PyObject_RichCompareBool(a: &Object, b: &Object, op: c_int) -> PyResult<bool> {
        protocol::compare_bool(a, b, compare_op(op)?)
    }

    fn PyObject_Hash(object: &Object) -> PyResult<isize> { protocol::hash(object) }

    fn PyObject_HashNotImplemented(object: &Object) -> PyResult<isize> { Err(protocol::unhashable(object)) }

    fn PyObject_IsTrue(object: &Object) -> PyResult<bool> { protocol::is_true(object) }

    fn PyObject_Not(object: &Object) -> PyResult<bool> { protocol::is_true(object).map(|truth| !truth) }

    fn PyCallable_Check(object: Option<&Object>) -> bool {
        object.is_some_and(|object| object.ty().tp().tp_call.is_some())
    }

    fn PyObject_GetAttr(object: &Object, name: &Object) -> PyResult { attr::getattr(object, name) }

    fn PyObject_GetAttrString(object: &Object, name: CText<'_>) -> PyResult {
        attr::getattr_str(object, &*name.decode()?)
    }

    fn PyObject_SetAttr(object: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
        attr::setattr(object, name, value)
    }

    fn PyObject_SetAttrString(object: &Object, name: CText<'_>, value: Option<&Object>) -> PyResult<()> {
        attr::setattr_str(object, &*name.intern()?, value)
    }

    /// Any exception says that there is none.
    fn PyObject_HasAttr(object: &Object, name: &Object) -> bool {
        attr::getattr(object, name).map_err(Raised::clear).is_ok()
    }

    fn PyObject_HasAttrString(object: &Object, name: CText<'_>) -> bool {
        name.decode().and_then(|name| attr::getattr_str(object, &name)).map_err(Raised::clear).is_ok()
    }

    fn PyObject_GenericGetAttr(object: &Object, name: &Object) -> PyResult { attr::generic_getattr_of(object, name) }

    fn PyObject_GenericSetAttr(object: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
        attr::generic_setattr_of(object, name, value)
    }

    fn PyObject_GenericGetDict(object: &Object, _context: *mut c_void) -> PyResult {
        heap_type::generic_get_dict(object)
    }

    fn PyObject_GenericSetDict(object: &Object, value: Option<&Object>, _context: *mut c_void) -> PyResult<()> {
        heap_type::generic_set_dict(object, value)
    }

    fn PyObject_SelfIter(object: &Object) -> Option<Py> { Some(object.new_ref()) }

    fn PyObject_Dir(object: Option<&Object>) -> PyResult {
        let args: Vec<&Object> = object.into_iter().collect();
        pyston_object::call::call(&*pyston_builtins::arguments::builtin("dir")?, &args)
    }

    fn PyObject_ClearWeakRefs(object: *mut PyObject) {
        // SAFETY: the destructor of an object calls this, whose weak references end here.
        unsafe { weakref::clear_all(object) }
    }

    /// 1 if a representation of the object is being made already.
    fn Py_ReprEnter(object: &Object) -> PyResult<bool> {
        protocol::enter_repr(object).map(|guard| match guard {
            Some(guard) => {
                std::mem::forget(guard);
                false
            }
            None => true,
        })
    }

    fn Py_ReprLeave(object: &Object) { protocol::leave_repr(object) }

    fn PyType_Ready(ty: &Type) -> PyResult<()> { ready::ready(ty) }

    fn PyType_IsSubtype(ty: &Type, other: &Type) -> bool { ty.is_subtype(other) }

    fn PyType_Modified(ty: &Type) { attr::type_modified(ty) }

    fn PyType_GetFlags(ty: &Type) -> c_ulong { ty.tp().tp_flags }

    fn PyType_ClearCache() -> c_uint { 0 }

    fn PyType_GenericAlloc(ty: *mut PyTypeObject, items: isize) -> PyResult {
        // SAFETY: the type is C's, for which zero is a valid state (the function's contract).
        unsafe { Py::from_result(pyston_object::alloc::generic_alloc(ty, items)) }
    }

    fn PyType_GenericNew(ty: &Type, _args: Option<&Object>, _kwargs: Option<&Object>) -> PyResult {
        pyston_object::alloc::alloc(ty, 0)
    }

    /// A borrowed reference, or null without an exception.
    fn _PyType_Lookup(ty: &Type, name: &Object) -> Borrowed {
        name.downcast::<Str>().map_or(Borrowed::NULL, |name| Borrowed::kept(attr::type_lookup(ty, name)))
    }

    /// Null, without an exception, if there is no dict, or no memory to make one of inline values.
    fn _PyObject_GetDictPtr(object: &Object) -> *mut *mut PyObject {
        match attr::dict_field(object) {
            Ok(field) => field.unwrap_or(std::ptr::null_mut()),
            Err(raised) => {
                raised.clear();
                std::ptr::null_mut()
            }
        }
    }

    /// Missing is null without an exception.
    fn _PyObject_LookupAttr(object: &Object, name: &Object, result: Out<'_, *mut PyObject>) -> PyResult<bool> {
        result.give(None);
        let Some(name) = name.downcast::<Str>() else {
            return attr::getattr(object, name).map(|_| false);
        };
        let found = attr::find_attr(object, name)?;
        let is_there = found.is_some();
        result.give(found);
        Ok(is_there)
    }

    fn PyObject_CallFinalizer(object: &Object) { pyston_object::instance::call_finalizer(object) }

    fn PyObject_CallFinalizerFromDealloc(object: *mut PyObject) -> c_int {
        // SAFETY: the destructor of an object calls this.
        if unsafe { pyston_object::instance::call_finalizer_from_dealloc(object) } { -1 } else { 0 }
    }

    fn _PyObject_IsAbstract(object: Option<&Object>) -> PyResult<bool> {
        let Some(object) = object else { return Ok(false) };
        match attr::find_attr(object, name!("__isabstractmethod__"))? {
            Some(answer) => protocol::is_true(&answer),
            None => Ok(false),
        }
    }

    fn _PyObject_NextNotImplemented(object: &Object) -> PyResult {
        Err(raise!(TypeError, "'{:.200}' object is not iterable", object.type_name()))
    }
}
