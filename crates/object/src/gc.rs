//! The cycle collector: CPython 3.8's algorithm over `tp_traverse` and `tp_clear`.

use pyston_abi::{PyGC_Head, PyObject};

use crate::alloc::GC_HEAD;

fn head(object: *mut PyObject) -> *mut PyGC_Head {
    object.cast::<u8>().wrapping_sub(GC_HEAD).cast()
}

/// # Safety
/// `object` has a collector's header and is fully initialised for its `tp_traverse`.
pub unsafe fn track(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { (*head(object))._gc_next = 1 }
}

/// # Safety
/// `object` has a collector's header.
pub unsafe fn untrack(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { (*head(object))._gc_next = 0 }
}

/// # Safety
/// `object` has a collector's header.
pub unsafe fn is_tracked(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*head(object))._gc_next != 0 }
}

/// A collectable object was freed.
pub fn note_free() {}
