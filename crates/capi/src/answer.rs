//! What functions of the C API answer: Rust's results as C tells them.
//!
//! **Invariant**: an answer that says "failed" leaves the exception set, and only that one does (but where C's
//! interface itself has no failure to tell, as `PyObject_HasAttr`).

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

use pyston_object::abi::{PyObject, PyThreadState, PyTypeObject};
use pyston_object::prelude::*;

/// A result and the C type that it becomes.
pub trait Answer {
    type C;
    fn into_c(self) -> Self::C;
}

/// Runs the body of a function.
#[inline(always)]
pub fn run<A: Answer>(body: impl FnOnce() -> A) -> A::C {
    body().into_c()
}

/// A borrowed reference or null: an object that somebody else keeps.
#[derive(Clone, Copy)]
pub struct Borrowed(*mut PyObject);

impl Borrowed {
    /// What the function's callers may use as long as its owner has it: the caller of `new` says who that is.
    pub fn new(object: &Object) -> Borrowed {
        Borrowed(object.as_ptr())
    }

    /// What a field of a C struct keeps, null or a live object.
    pub fn field(pointer: *mut PyObject) -> Borrowed {
        Borrowed(pointer)
    }

    /// Nothing.
    pub const NULL: Borrowed = Borrowed(std::ptr::null_mut());

    /// Of an object that something else keeps, too.
    pub fn kept(object: Option<Py>) -> Borrowed {
        object.map_or(Borrowed::NULL, |object| Borrowed::new(&object))
    }
}

impl Answer for Borrowed {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self.0
    }
}

impl Answer for PyResult<Borrowed> {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self.unwrap_or(Borrowed::NULL).0
    }
}

/// A new reference, or null with an exception set.
impl<T: Layout> Answer for PyResult<Py<T>> {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self.map_or(std::ptr::null_mut(), Py::into_ptr)
    }
}

/// A new reference, or null without an exception.
impl<T: Layout> Answer for Option<Py<T>> {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self.map_or(std::ptr::null_mut(), Py::into_ptr)
    }
}

/// A new reference, or null either with an exception set or without (the end of an iteration).
impl<T: Layout> Answer for PyResult<Option<Py<T>>> {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self.unwrap_or(None).into_c()
    }
}

/// 0 or -1.
impl Answer for PyResult<()> {
    type C = c_int;
    fn into_c(self) -> c_int {
        pyston_object::glue::ret_status(self)
    }
}

/// 1, 0 or -1.
impl Answer for PyResult<bool> {
    type C = c_int;
    fn into_c(self) -> c_int {
        pyston_object::glue::ret_bool(self)
    }
}

impl Answer for bool {
    type C = c_int;
    fn into_c(self) -> c_int {
        self.into()
    }
}

/// A size, which is never too large to be told.
impl Answer for PyResult<usize> {
    type C = isize;
    fn into_c(self) -> isize {
        self.map_or(-1, |size| size as isize)
    }
}

/// A pointer, or null with an exception set.
impl<T> Answer for PyResult<*mut T> {
    type C = *mut T;
    fn into_c(self) -> *mut T {
        self.unwrap_or(std::ptr::null_mut())
    }
}

/// A text that lives as long as the object it belongs to, or null with an exception set.
impl Answer for PyResult<*const c_char> {
    type C = *const c_char;
    fn into_c(self) -> *const c_char {
        self.unwrap_or(std::ptr::null())
    }
}

macro_rules! with_minus_one {
    ($($type:ty),*) => { $(
        /// A number, or -1 with an exception set.
        impl Answer for PyResult<$type> {
            type C = $type;
            fn into_c(self) -> $type {
                self.unwrap_or(-1i8 as $type)
            }
        }
    )* };
}
with_minus_one!(c_int, c_uint, c_long, c_ulong, isize, f64);

macro_rules! as_they_are {
    ($($type:ty),*) => { $(
        impl Answer for $type {
            type C = $type;
            fn into_c(self) -> $type {
                self
            }
        }
    )* };
}
as_they_are!(
    (),
    c_int,
    c_uint,
    c_long,
    c_ulong,
    isize,
    f64,
    usize,
    *const c_char,
    *mut c_char,
    *mut c_void,
    *mut *mut PyObject,
    *mut PyTypeObject,
    *mut PyThreadState,
    *mut i32,
    *mut u32
);
