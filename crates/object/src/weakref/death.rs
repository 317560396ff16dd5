//! The end of weak references: their referent's, and their own.

use pyston_abi::{PyObject, PyWeakReference, visitproc};

use super::list::clear_taking_callback;
use super::{WeakRef, first};
use crate::ptr::{Layout, Object};
use crate::{alloc, gc};

/// Calls the reference's callback with it. An exception cannot propagate.
pub(crate) fn call_callback(reference: &WeakRef) {
    if let Some(callback) = reference.callback() {
        call(&callback, reference);
    }
}

fn call(callback: &Object, reference: &WeakRef) {
    if let Err(raised) = crate::call::call(callback, &[reference.as_object()]) {
        crate::errors::write_unraisable(raised, Some(callback));
    }
}

/// Clears the weak references to a dying object and calls their callbacks, the newest first. All are
/// dead before the first callback runs. A pending exception survives.
///
/// # Safety
/// `object` is being deallocated; its type has a `tp_weaklistoffset`.
pub unsafe fn clear_all(object: *mut PyObject) {
    // SAFETY: the object's memory is whole until its destructor ends.
    let object = unsafe { Object::from_ptr(object) };
    if first(object).is_none() {
        return;
    }
    let mut to_call = Vec::new();
    // Callbacks whose reference is dying too die uncalled, but only after the list is done.
    let mut uncalled = Vec::new();
    while let Some(reference) = first(object) {
        let callback = clear_taking_callback(reference);
        match callback {
            Some(callback) if reference.refcnt() > 0 => to_call.push((reference.new_ref(), callback)),
            callback => uncalled.push(callback),
        }
    }
    if to_call.is_empty() && uncalled.iter().all(Option::is_none) {
        return;
    }
    let pending = crate::errors::fetch();
    drop(uncalled);
    for (reference, callback) in &to_call {
        call(callback, reference);
    }
    drop(to_call);
    if let Some(pending) = pending {
        let _ = crate::errors::restore(pending);
    }
}

/// `tp_dealloc` of weak references and proxies.
///
/// # Safety
/// A slot: `this` is a dead weak reference.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract.
    unsafe {
        gc::untrack(this);
        drop(clear_taking_callback(Object::from_ptr(this).cast_unchecked()));
        alloc::free_object(this);
    }
}

/// `tp_traverse` of weak references and proxies: only the callback is owned.
///
/// # Safety
/// A slot: `this` is a weak reference.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut std::ffi::c_void) -> i32 {
    // SAFETY: the slot's contract; the collector's visitor gets its own argument.
    unsafe {
        let callback = (*this.cast::<PyWeakReference>()).wr_callback;
        if callback.is_null() { 0 } else { visit(callback, arg) }
    }
}

/// `tp_clear` of weak references and proxies.
///
/// # Safety
/// A slot: `this` is a weak reference.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> i32 {
    // SAFETY: the slot's contract.
    drop(unsafe { clear_taking_callback(Object::from_ptr(this).cast_unchecked()) });
    0
}
