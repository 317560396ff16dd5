//! How heap types die, and what the collector sees of types.
//!
//! **Invariant**: static types are never collected: `tp_is_gc` says no for them, and their counts
//! never reach zero.

use std::ffi::{c_int, c_void};

use pyston_abi::{PyHeapTypeObject, PyObject, visitproc};

use crate::dict::Dict;
use crate::dict::SharedKeys;
use crate::exception::set_field;
use crate::ptr::{Layout, Object, Py};
use crate::trace::Visitor;
use crate::ty::Type;
use crate::{alloc, errors, ready, weakref};

/// `tp_is_gc` of `type`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn type_is_gc(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract: a type.
    unsafe { crate::ptr::type_from_ptr(this.cast()) }.is_heap_type().into()
}

/// `tp_dealloc` of `type`.
///
/// # Safety
/// A slot: `this` is a dead heap type.
pub unsafe extern "C" fn type_dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; every field is an owned reference or null.
    unsafe {
        let ty = crate::ptr::type_from_ptr(this.cast());
        super::untrack(ty);
        let pending = errors::fetch();
        if let Some(bases) = ty.bases().map(Layout::new_ref) {
            for base in bases.as_slice().iter().filter_map(|base| base.downcast::<Type>()) {
                ready::remove_subclass(base, ty);
            }
        }
        if let Some(pending) = pending {
            let _ = errors::restore(pending);
        }
        weakref::clear_all(this);
        let heap: *mut PyHeapTypeObject = this.cast();
        let tp = &mut (*heap).ht_type;
        let doc = std::mem::replace(&mut tp.tp_doc, std::ptr::null());
        let keys = std::mem::replace(&mut (*heap).ht_cached_keys, std::ptr::null_mut());
        let owned = [
            tp.tp_base.cast::<PyObject>(),
            tp.tp_dict,
            tp.tp_bases,
            tp.tp_mro,
            tp.tp_cache,
            tp.tp_subclasses,
            (*heap).ht_name,
            (*heap).ht_qualname,
            (*heap).ht_slots,
        ];
        drop(owned.map(|field| Py::<Object>::from_nullable(field)));
        drop(SharedKeys::from_raw(keys.cast()));
        alloc::free(doc.cast_mut().cast());
        alloc::free_object(this);
    }
}

/// `tp_traverse` of `type`.
///
/// # Safety
/// A slot: `this` is a heap type.
pub unsafe extern "C" fn type_traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract. The names are strings, the subclasses weak references: neither can
    // be part of a cycle.
    unsafe {
        let ty = crate::ptr::type_from_ptr(this.cast());
        if !ty.is_heap_type() {
            return 0;
        }
        let tp = ty.tp();
        let mut visitor = Visitor::new(visit, arg);
        visitor.pointer(tp.tp_dict);
        visitor.pointer(tp.tp_cache);
        visitor.pointer(tp.tp_mro);
        visitor.pointer(tp.tp_bases);
        visitor.pointer(tp.tp_base.cast());
        visitor.finish()
    }
}

/// `tp_clear` of `type`: the namespace and the resolution order; the bases and the base stay, for
/// instances may still need them to die.
///
/// # Safety
/// A slot: `this` is a heap type.
pub unsafe extern "C" fn type_clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        let ty = crate::ptr::type_from_ptr(this.cast());
        crate::attr::type_modified(ty);
        if let Some(dict) = ty.dict().map(Layout::new_ref) {
            Dict::clear(&dict);
        }
        set_field(&raw mut (*ty.raw()).tp_mro, None);
    }
    0
}
