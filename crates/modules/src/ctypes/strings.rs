//! Functions that `ctypes` calls by their addresses: text and bytes from memory, casts of pointers.
//!
//! **Invariant**: they have C's calling convention and CPython's signatures, and give a new reference or null
//! with an exception set, as functions of Python's do.

use std::ffi::{c_int, c_void};

use pyston_abi::PyObject;
use pyston_object::glue;
use pyston_object::prelude::*;
use pyston_object::{call, hooks};

use super::convert::wide_text;
use super::data::{self, as_data};
use super::function_type::PyCFuncPtrType_Type;
use super::layout::{CLayout, layout_of_object};
use super::memory::Address;
use super::types::PyCPointerType_Type;

/// A function by its address, and the name under which the module shows it.
pub fn addresses() -> [(&'static str, usize); 5] {
    let memmove: unsafe extern "C" fn(*mut c_void, *const c_void, usize) -> *mut c_void = libc::memmove;
    let memset: unsafe extern "C" fn(*mut c_void, c_int, usize) -> *mut c_void = libc::memset;
    [
        ("_memmove_addr", memmove as usize),
        ("_memset_addr", memset as usize),
        ("_string_at_addr", string_at as *const () as usize),
        ("_wstring_at_addr", wide_string_at as *const () as usize),
        ("_cast_addr", cast as *const () as usize),
    ]
}

/// How many items there are: `size`, or as many as `count` finds before a zero if that is -1.
fn item_count(size: c_int, function: &str, count: impl FnOnce() -> usize) -> PyResult<usize> {
    match size {
        -1 => Ok(count()),
        size => usize::try_from(size).map_err(|_| raise!(SystemError, "Negative size passed to {function}")),
    }
}

extern "C" fn string_at(place: *mut c_void, size: c_int) -> *mut PyObject {
    let place = Address::of(place);
    let read = || {
        hooks::audit("ctypes.string_at", || Ok([place.value().into_py()?, size.into_py()?]))?;
        if size == -1 {
            return place.c_string(None)?.into_py();
        }
        place.to_bytes(item_count(size, "PyBytes_FromStringAndSize", || 0)?)?.into_py()
    };
    glue::ret(read())
}

extern "C" fn wide_string_at(place: *mut c_void, size: c_int) -> *mut PyObject {
    let place = Address::of(place);
    let read = || {
        hooks::audit("ctypes.wstring_at", || Ok([place.value().into_py()?, size.into_py()?]))?;
        let count = item_count(size, "PyUnicode_New", || place.wide_string(None).len())?;
        let units: Vec<u32> = (0..count).map(|index| place.wide_at(index)).collect();
        wide_text(&units)?.into_py()
    };
    glue::ret(read())
}

extern "C" fn cast(pointer: *mut c_void, source: *mut PyObject, class: *mut PyObject) -> *mut PyObject {
    // SAFETY: called with `py_object` arguments, which are live objects.
    let (source, class) = unsafe { (Object::from_ptr(source), Object::from_ptr(class)) };
    glue::ret(cast_to(Address::of(pointer), source, class))
}

fn cast_to(pointer: Address, source: &Object, class: &Object) -> PyResult {
    check_pointer_class(class)?;
    let made = call::call(class, &[])?;
    let Some(result) = as_data(&made) else { return Err(raise!(TypeError, "cast() did not make a ctypes object")) };
    if let Some(source) = as_data(source) {
        data::share_kept(result, source)?;
    }
    result.address().write_address(pointer);
    Ok(made)
}

/// Is the class one whose instances hold a pointer?
fn check_pointer_class(class: &Object) -> PyResult<()> {
    let is_pointer = class.is_instance_of(&PyCPointerType_Type) || class.is_instance_of(&PyCFuncPtrType_Type);
    let simple = layout_of_object(class).and_then(CLayout::simple);
    if is_pointer || simple.is_some_and(|simple| matches!(simple.code, b'P' | b'z' | b'Z' | b'U' | b'X' | b'O')) {
        return Ok(());
    }
    let name = class.downcast::<Type>().map_or_else(|| class.type_name(), Type::tp_name);
    Err(raise!(TypeError, "cast() argument 2 must be a pointer type, not {name}"))
}
