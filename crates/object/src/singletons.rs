//! `None`, `NotImplemented`, `Ellipsis`, `True`, `False`.

use pyston_abi::{PyLongObject, PyObject, PyTypeObject, PyVarObject};

use crate::int::Int;
use crate::ptr::{Layout, Object, Py};
use crate::statics::{_PyNone_Type, _PyNotImplemented_Type, PyBool_Type, PyEllipsis_Type};
use crate::ty::{IMMORTAL, Type};

/// An immortal static object.
#[repr(transparent)]
pub struct Static<T>(std::cell::UnsafeCell<T>);

// SAFETY: touched only under the GIL.
unsafe impl<T> Sync for Static<T> {}

const fn header(ty: *const Type) -> PyObject {
    PyObject { ob_refcnt: IMMORTAL, ob_type: ty as *mut PyTypeObject }
}

const fn bool_object(value: u32) -> Static<PyLongObject> {
    Static(std::cell::UnsafeCell::new(PyLongObject {
        ob_base: PyVarObject { ob_base: header(&raw const PyBool_Type), ob_size: value as isize },
        ob_digit: [value],
    }))
}

#[unsafe(no_mangle)]
pub static _Py_NoneStruct: Static<PyObject> = Static(std::cell::UnsafeCell::new(header(&raw const _PyNone_Type)));
#[unsafe(no_mangle)]
pub static _Py_NotImplementedStruct: Static<PyObject> =
    Static(std::cell::UnsafeCell::new(header(&raw const _PyNotImplemented_Type)));
#[unsafe(no_mangle)]
pub static _Py_EllipsisObject: Static<PyObject> =
    Static(std::cell::UnsafeCell::new(header(&raw const PyEllipsis_Type)));
#[unsafe(no_mangle)]
pub static _Py_FalseStruct: Static<PyLongObject> = bool_object(0);
#[unsafe(no_mangle)]
pub static _Py_TrueStruct: Static<PyLongObject> = bool_object(1);

#[inline]
pub fn none() -> &'static Object {
    // SAFETY: an immortal object.
    unsafe { Object::from_ptr(_Py_NoneStruct.0.get()) }
}

#[inline]
pub fn not_implemented() -> &'static Object {
    // SAFETY: an immortal object.
    unsafe { Object::from_ptr(_Py_NotImplementedStruct.0.get()) }
}

#[inline]
pub fn ellipsis() -> &'static Object {
    // SAFETY: an immortal object.
    unsafe { Object::from_ptr(_Py_EllipsisObject.0.get()) }
}

/// `True` or `False`.
#[inline]
pub fn bool(value: bool) -> &'static Int {
    let object = if value { &_Py_TrueStruct } else { &_Py_FalseStruct };
    // SAFETY: an immortal object with the layout of an int.
    unsafe { Object::from_ptr(object.0.get().cast()).cast_unchecked() }
}

/// An owned `None`.
#[inline]
pub fn py_none() -> Py {
    none().new_ref()
}

/// An owned `NotImplemented`.
pub fn py_not_implemented() -> Py {
    not_implemented().new_ref()
}

/// An owned `True` or `False`.
#[inline]
pub fn py_bool(value: bool) -> Py {
    bool(value).as_object().new_ref()
}
