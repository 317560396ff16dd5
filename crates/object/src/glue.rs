//! Between C's calling conventions and safe Rust functions: results, arguments. The code that the
//! macros generate is made of calls into this module.

use std::ffi::c_int;

use pyston_abi::PyObject;

use crate::convert::IntoPy;
use crate::ptr::{Py, PyResult, Raised};

/// A result as a C function returns it: null says that an exception is set.
#[inline]
pub fn ret(result: PyResult) -> *mut PyObject {
    match result {
        Ok(value) => value.into_ptr(),
        Err(Raised) => std::ptr::null_mut(),
    }
}

/// As [`ret`], converting the value.
#[inline]
pub fn ret_into<T: IntoPy>(value: T) -> *mut PyObject {
    ret(value.into_py())
}

/// The result of `tp_iternext`: the end of the iteration is null without an exception.
#[inline]
pub fn ret_next<T: IntoPy>(result: PyResult<Option<T>>) -> *mut PyObject {
    match result {
        Ok(Some(value)) => ret(value.into_py()),
        Ok(None) | Err(Raised) => std::ptr::null_mut(),
    }
}

/// 0, or -1 with an exception set.
#[inline]
pub fn ret_status(result: PyResult<()>) -> c_int {
    if result.is_ok() { 0 } else { -1 }
}

/// A C status as a result.
#[inline]
pub fn status(status: c_int) -> PyResult<()> {
    if status < 0 { Err(Raised) } else { Ok(()) }
}

/// 0 or 1, or -1 with an exception set.
#[inline]
pub fn ret_bool(result: PyResult<bool>) -> c_int {
    result.map_or(-1, c_int::from)
}

/// A size or hash, or -1 with an exception set.
#[inline]
pub fn ret_size(result: PyResult<isize>) -> isize {
    result.unwrap_or(-1)
}

/// What a slot that answers a truth value may return in Rust.
pub trait IntoBool {
    fn into_bool(self) -> PyResult<bool>;
}
impl IntoBool for bool {
    fn into_bool(self) -> PyResult<bool> {
        Ok(self)
    }
}
impl IntoBool for PyResult<bool> {
    fn into_bool(self) -> PyResult<bool> {
        self
    }
}

/// What a slot that answers a size may return in Rust.
pub trait IntoSize {
    fn into_size(self) -> PyResult<isize>;
}
impl IntoSize for isize {
    fn into_size(self) -> PyResult<isize> {
        Ok(self)
    }
}
impl IntoSize for usize {
    fn into_size(self) -> PyResult<isize> {
        Ok(self as isize)
    }
}
impl IntoSize for PyResult<isize> {
    fn into_size(self) -> PyResult<isize> {
        self
    }
}
impl IntoSize for PyResult<usize> {
    fn into_size(self) -> PyResult<isize> {
        self.map(|size| size as isize)
    }
}

/// What a slot that answers a status may return in Rust.
pub trait IntoStatus {
    fn into_status(self) -> PyResult<()>;
}
impl IntoStatus for () {
    fn into_status(self) -> PyResult<()> {
        Ok(())
    }
}
impl IntoStatus for PyResult<()> {
    fn into_status(self) -> PyResult<()> {
        self
    }
}

/// What `tp_iternext` may return in Rust.
pub trait IntoNext {
    fn into_next(self) -> *mut PyObject;
}
impl<T: IntoPy> IntoNext for Option<T> {
    fn into_next(self) -> *mut PyObject {
        ret_next(Ok(self))
    }
}
impl<T: IntoPy> IntoNext for PyResult<Option<T>> {
    fn into_next(self) -> *mut PyObject {
        ret_next(self)
    }
}

/// A pointer table in a static.
#[repr(transparent)]
pub struct Table<T>(pub T);

// SAFETY: tables are built at compile time and only read.
unsafe impl<T> Sync for Table<T> {}

/// Drops a value outside the expression that made it; keeps generated code free of `unsafe`.
pub fn forget_py(value: Py) {
    std::mem::forget(value);
}
