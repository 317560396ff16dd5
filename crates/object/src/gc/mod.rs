//! The cycle collector: CPython 3.8's algorithm over `tp_traverse` and `tp_clear`.
//!
//! Objects of types with `Py_TPFLAGS_HAVE_GC` that may take part in cycles are linked, by the header
//! before them, into one of three generations. A collection of a generation subtracts from each
//! member's count the references that come from other members; what has references left over is
//! alive, and so is everything it refers to; the rest is garbage.
//!
//! **Architecture Invariant**: Python code never runs inside an allocation. CPython collects when a
//! container is allocated; we only *request* a collection there ([`note_alloc`]), and the
//! interpreter grants it at its next safe point ([`run_if_requested`]), as with signals. So native
//! code may allocate while it holds what a finaliser could invalidate, and an object is never
//! collected half built. A program sees the difference only in where exactly an automatic
//! collection falls.
//!
//! **Invariant**: a tracked object is initialised as far as its `tp_traverse` looks, and
//! `tp_traverse` neither runs Python code nor changes a count.

mod callbacks;
mod collect;
mod debug;
mod head;
mod inspect;
mod search;
mod state;
#[cfg(test)]
mod tests;

use std::ffi::c_void;

use pyston_abi::{PyObject, visitproc};

pub use callbacks::callbacks;
pub use collect::{collect, collect_quietly, garbage, run_if_requested};
pub use debug::{COLLECTABLE, LEAK, SAVEALL, STATS, UNCOLLECTABLE, set_stderr};
pub use inspect::{any_tracked, get_objects, get_referents, get_referrers};
pub use search::may_be_tracked;
pub use state::{
    GENERATIONS, Stats, count, count_from_here, debug_flags, disable, enable, freeze, freeze_count, hold_back,
    is_collecting, is_enabled, is_stressed, note_alloc, note_free, on_request, requested, set_debug_flags, set_stress,
    set_thresholds, stats, thresholds, unfreeze,
};

use crate::ptr::Object;
use crate::ty::Type;
use head::Head;

/// Adds an object to the youngest generation.
///
/// # Safety
/// `object` has a collector's header, is not tracked, and is fully initialised for its
/// `tp_traverse`.
#[inline]
pub unsafe fn track(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    let head = unsafe { Head::of(object) };
    debug_assert!(!head.is_tracked(), "an object is tracked twice");
    head.append_to(state::youngest());
}

/// As [`track`], for an object that takes over what another one has held: it is in the same generation and,
/// during a collection, garbage if the other is.
///
/// # Safety
/// As [`track`]; `other` has a collector's header.
pub unsafe fn track_beside(object: *mut PyObject, other: *mut PyObject) {
    // SAFETY: the caller's promise.
    let (head, other) = unsafe { (Head::of(object), Head::of(other)) };
    if other.is_tracked() {
        head.insert_behind(other);
    } else {
        head.append_to(state::youngest());
    }
}

/// Removes an object from its generation; nothing happens if it is in none.
///
/// # Safety
/// `object` has a collector's header.
#[inline]
pub unsafe fn untrack(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    let head = unsafe { Head::of(object) };
    if head.is_tracked() {
        head.untrack();
    }
}

/// A dead object goes to a list for reuse: counts it as freed and clears its header.
///
/// # Safety
/// `object` has a collector's header and is not tracked.
#[inline]
pub unsafe fn forget(object: *mut PyObject) {
    note_free();
    // SAFETY: the caller's promise.
    unsafe { Head::of(object) }.reset();
}

/// # Safety
/// `object` has a collector's header.
#[inline]
pub unsafe fn is_tracked(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { Head::of(object) }.is_tracked()
}

/// Has `tp_finalize` been called for this object?
///
/// # Safety
/// `object` has a collector's header.
pub unsafe fn is_finalized(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { Head::of(object) }.is_finalized()
}

/// Remembers that `tp_finalize` has been called for this object.
///
/// # Safety
/// `object` has a collector's header.
pub unsafe fn set_finalized(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { Head::of(object) }.set_finalized()
}

/// Does the object have a collector's header (`PyObject_IS_GC`)? Static types have none though their
/// type says yes; that needs no `tp_is_gc`, so it also holds while types are being made.
#[inline]
pub fn has_head(object: &Object) -> bool {
    let ty = object.ty();
    if !ty.is_gc() {
        return false;
    }
    if let Some(ty) = object.downcast::<Type>() {
        return ty.is_heap_type();
    }
    // SAFETY: `tp_is_gc` is a slot of a live type, called with its instance.
    ty.tp().tp_is_gc.is_none_or(|is_gc| unsafe { is_gc(object.as_ptr()) } != 0)
}

/// `gc.is_tracked(object)`.
pub fn is_object_tracked(object: &Object) -> bool {
    // SAFETY: the header is there.
    has_head(object) && unsafe { is_tracked(object.as_ptr()) }
}

/// Runs an object's `tp_traverse`; gives what the visitor broke off with, or 0.
///
/// # Safety
/// `object` must be alive and its fields initialised; `visit` must fit `arg`.
unsafe fn traverse(object: *mut PyObject, visit: visitproc, arg: *mut c_void) -> i32 {
    // SAFETY: a slot of a live type, called with its instance.
    unsafe {
        match (*(*object).ob_type).tp_traverse {
            Some(traverse) => traverse(object, visit, arg),
            None => 0,
        }
    }
}
