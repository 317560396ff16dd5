//! Exception instances: the fields all of them share.

pub mod kinds;

use pyston_abi::PyObject;
use pyston_abi::exceptions::PyBaseExceptionObject;
use pyston_abi::flags::Py_TPFLAGS_BASE_EXC_SUBCLASS;

use crate::object_layout;
use crate::ptr::{Layout, Object, Py};
use crate::tuple::Tuple;

object_layout! {
    /// An instance of `BaseException`.
    Exception = PyBaseExceptionObject, crate::exc::BaseException, flag Py_TPFLAGS_BASE_EXC_SUBCLASS
}

/// Swaps an owned reference into a field of a C struct; the old value dies after the new one is in place.
///
/// # Safety
/// `field` must be a live object's field holding an owned reference or null.
pub unsafe fn set_field(field: *mut *mut PyObject, value: Option<Py>) {
    // SAFETY: the caller's promise.
    unsafe {
        let old = std::ptr::replace(field, value.map_or(std::ptr::null_mut(), Py::into_ptr));
        drop(Py::<Object>::from_nullable(old));
    }
}

/// An owned copy of a field of a C struct.
///
/// # Safety
/// As [`set_field`].
pub unsafe fn get_field(field: *const *mut PyObject) -> Option<Py> {
    // SAFETY: the caller's promise.
    unsafe { Object::from_nullable(*field).map(|value| value.new_ref()) }
}

macro_rules! field {
    ($get:ident, $set:ident, $field:ident) => {
        pub fn $get(&self) -> Option<Py> {
            // SAFETY: a field of this live object.
            unsafe { get_field(&raw const (*self.raw()).$field) }
        }
        pub fn $set(&self, value: Option<Py>) {
            // SAFETY: a field of this live object.
            unsafe { set_field(&raw mut (*self.raw()).$field, value) }
        }
    };
}

impl Exception {
    field!(traceback, set_traceback, traceback);
    field!(context, set_context, context);
    field!(dict, set_dict, dict);

    pub fn cause(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { get_field(&raw const (*self.raw()).cause) }
    }

    /// Sets `__cause__` and with it `__suppress_context__`.
    pub fn set_cause(&self, value: Option<Py>) {
        // SAFETY: fields of this live object.
        unsafe {
            (*self.raw()).suppress_context = 1;
            set_field(&raw mut (*self.raw()).cause, value);
        }
    }

    pub fn suppress_context(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).suppress_context != 0 }
    }

    pub fn set_suppress_context(&self, suppress: bool) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).suppress_context = suppress.into() }
    }

    /// `args`; an empty tuple if never set.
    pub fn args(&self) -> Py<Tuple> {
        // SAFETY: a field of this live object, null or a tuple.
        unsafe {
            Object::from_nullable((*self.raw()).args)
                .and_then(Object::downcast::<Tuple>)
                .map_or_else(Tuple::empty, Layout::new_ref)
        }
    }

    pub fn set_args(&self, args: Py<Tuple>) {
        // SAFETY: a field of this live object.
        unsafe { set_field(&raw mut (*self.raw()).args, Some(args.into_object())) }
    }
}
