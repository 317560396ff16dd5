//! The slots the collector and the last reference call.

use std::ffi::{c_int, c_void};

use pyston_abi::{PyObject, visitproc};

use crate::ptr::{Object, Py};
use crate::set::{Set, dummy};
use crate::{alloc, gc, weakref};

/// `tp_traverse` of sets and frozensets.
///
/// # Safety
/// A slot: `this` is a live set.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract; visitors do not change objects.
    unsafe {
        let set: &Set = Object::from_ptr(this).cast_unchecked();
        if set.table().is_null() {
            return 0;
        }
        for index in 0..=set.mask() {
            let key = set.slot(index).key;
            if !key.is_null() && key != dummy() {
                let result = visit(key, arg);
                if result != 0 {
                    return result;
                }
            }
        }
        0
    }
}

/// `tp_clear` of sets and frozensets.
///
/// # Safety
/// A slot: `this` is a live set.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe { Object::from_ptr(this).cast_unchecked::<Set>() }.clear();
    0
}

/// `tp_dealloc` of sets and frozensets.
///
/// # Safety
/// A slot: `this` is a dead set.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; nobody reaches the set any more.
    unsafe {
        gc::untrack(this);
        let set: &Set = Object::from_ptr(this).cast_unchecked();
        if !(*set.raw()).weakreflist.is_null() {
            weakref::clear_all(this);
        }
        if !set.table().is_null() {
            for index in 0..=set.mask() {
                let key = set.slot(index).key;
                if !key.is_null() && key != dummy() {
                    drop(Py::<Object>::from_owned(key));
                }
            }
            set.free_table();
        }
        alloc::free_object(this);
    }
}
