//! Death and traversal of objects whose C struct owns a fixed set of references.
//!
//! **Invariant**: the fields listed are all that the struct owns, each an owned reference or null.

use std::ffi::{c_int, c_void};

use pyston_abi::{PyObject, visitproc};

use crate::exception::set_field;
use crate::ptr::{Layout, Object};
use crate::trace::Visitor;
use crate::{alloc, gc, weakref};

/// A layout whose owned references are known.
///
/// # Safety
/// `owned` must point at fields of the object that hold owned references or null, at each once.
pub unsafe trait OwnedFields<const N: usize>: Layout {
    /// Fields that the collector's clearing must leave alone, because the object is not valid
    /// without them, come first: this many.
    const ESSENTIAL: usize;
    fn owned(&self) -> [*mut *mut PyObject; N];
}

/// `tp_dealloc`.
///
/// # Safety
/// A slot: `this` is a dead object of the layout.
pub unsafe extern "C" fn dealloc<T: OwnedFields<N>, const N: usize>(this: *mut PyObject) {
    // SAFETY: the slot's contract; nobody sees the object once its count is zero.
    unsafe {
        let object = Object::from_ptr(this);
        if object.ty().is_gc() {
            gc::untrack(this);
        }
        if weakref::is_supported(object.ty()) {
            weakref::clear_all(this);
        }
        for field in object.cast_unchecked::<T>().owned() {
            // The field keeps its dead value: nobody can look at it any more.
            let value = *field;
            if !value.is_null() {
                crate::ptr::decref(value);
            }
        }
        alloc::free_object(this);
    }
}

/// `tp_traverse`.
///
/// # Safety
/// A slot: `this` is a live object of the layout.
pub unsafe extern "C" fn traverse<T: OwnedFields<N>, const N: usize>(
    this: *mut PyObject,
    visit: visitproc,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        for field in Object::from_ptr(this).cast_unchecked::<T>().owned() {
            visitor.pointer(*field);
        }
        visitor.finish()
    }
}

/// `tp_clear`.
///
/// # Safety
/// A slot: `this` is a live object of the layout.
pub unsafe extern "C" fn clear<T: OwnedFields<N>, const N: usize>(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        for field in &Object::from_ptr(this).cast_unchecked::<T>().owned()[T::ESSENTIAL..] {
            set_field(*field, None);
        }
    }
    0
}

/// `impl OwnedFields for` a layout: `owned_fields!(Cell, essential 0, [ob_ref])`.
#[macro_export]
macro_rules! owned_fields {
    ($ty:ty, $n:literal, essential $essential:literal, [$($($field:ident).+),*]) => {
        // SAFETY: the fields are those of the C struct that own references.
        unsafe impl $crate::fields::OwnedFields<$n> for $ty {
            const ESSENTIAL: usize = $essential;
            fn owned(&self) -> [*mut *mut pyston_abi::PyObject; $n] {
                // SAFETY: places in a live object.
                unsafe { [$((&raw mut (*self.raw()).$($field).+).cast()),*] }
            }
        }
    };
}
