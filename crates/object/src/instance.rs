//! Instances of classes made by `class` statements: how they die and what the collector sees of them.
//!
//! A class adds up to three things to the layout of its base: `__slots__` members, a `__dict__` (or the
//! inline values that stand for it) and a list of weak references. These functions handle what was added and leave the rest to the first
//! base type with another function in the slot.
//!
//! **Invariant**: a type with a native `tp_dealloc` of our own is static. So when an instance's type
//! has [`subtype_dealloc`], that one drops the reference to the type, not `alloc::free_object`.

use std::ffi::{c_int, c_void};

use pyston_abi::flags::T_OBJECT_EX;
use pyston_abi::{PyMemberDef, PyObject, PyTypeObject, destructor, visitproc};

use crate::attr::raw_dict_field;
use crate::dict::InlineValues;
use crate::ptr::{Object, Py, decref};
use crate::ty::Type;
use crate::{gc, weakref};

/// Does the type's destructor drop the instance's reference to the type itself?
pub(crate) fn drops_type(ty: &Type) -> bool {
    is_subtype_dealloc(ty.tp().tp_dealloc)
}

fn is_subtype_dealloc(slot: Option<destructor>) -> bool {
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, subtype_dealloc as destructor))
}

/// The type and its bases, nearest first.
fn lineage(ty: &Type) -> impl Iterator<Item = &Type> {
    std::iter::successors(Some(ty), |ty| ty.base())
}

/// The places of the `__slots__` members that the class itself adds to its instances.
fn slots<'a>(ty: &'a Type, object: &'a Object) -> impl Iterator<Item = *mut *mut PyObject> + 'a {
    // SAFETY: a heap type's member definitions follow its struct, whose size its metatype tells;
    // `ob_size` of them.
    let members: &[PyMemberDef] = unsafe {
        match ty.heap() {
            Some(heap) => {
                let raw: *mut PyTypeObject = ty.as_type_ptr();
                let meta = (*raw).ob_base.ob_base.ob_type;
                let start = heap.cast::<u8>().offset((*meta).tp_basicsize).cast::<PyMemberDef>();
                std::slice::from_raw_parts(start, (*raw).ob_base.ob_size.max(0) as usize)
            }
            None => &[],
        }
    };
    members
        .iter()
        .filter(|member| member.r#type == T_OBJECT_EX)
        .map(|member| object.as_ptr().cast::<u8>().wrapping_offset(member.offset).cast())
}

/// Empties a place that owns a reference or null.
///
/// # Safety
/// It must be one, in a live object.
unsafe fn clear_place(place: *mut *mut PyObject) {
    // SAFETY: the caller's promise; the place is empty before the old value dies.
    drop(unsafe { Py::<Object>::from_nullable(std::ptr::replace(place, std::ptr::null_mut())) });
}

/// Drops the attributes: inline values, or the dict.
///
/// # Safety
/// The object is dead, or the collector takes it apart.
unsafe fn clear_attributes(object: &Object) {
    if let Some(values) = InlineValues::of(object).filter(|values| values.is_in_use()) {
        // A dict that somebody makes meanwhile stays, as when a dict is cleared.
        values.clear();
    } else if let Some(dict) = raw_dict_field(object) {
        // SAFETY: the field of the object.
        unsafe { clear_place(dict) }
    }
}

/// `PyObject_CallFinalizer`: runs `tp_finalize`, once in the life of a collectable object.
pub fn call_finalizer(object: &Object) {
    let ty = object.ty();
    let Some(finalize) = ty.tp().tp_finalize else { return };
    let has_head = ty.is_gc();
    // SAFETY: the header is there if the type says so; a slot of a live type with its instance.
    unsafe {
        if has_head && gc::is_finalized(object.as_ptr()) {
            return;
        }
        finalize(object.as_ptr());
        if has_head {
            gc::set_finalized(object.as_ptr());
        }
    }
}

/// `PyObject_CallFinalizerFromDealloc`: as [`call_finalizer`] for a dead object, which the finaliser
/// may bring back to life. Answers true if it did: then the destructor must stop.
///
/// # Safety
/// The object's count is zero and it is whole.
#[must_use = "a resurrected object must not be destroyed"]
pub unsafe fn call_finalizer_from_dealloc(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise; the count is ours while the finaliser runs.
    unsafe {
        debug_assert_eq!((*object).ob_refcnt, 0);
        (*object).ob_refcnt = 1;
        call_finalizer(Object::from_ptr(object));
        (*object).ob_refcnt -= 1;
        (*object).ob_refcnt != 0
    }
}

/// `tp_dealloc` of classes.
///
/// # Safety
/// A slot: `this` is dead and an instance of a heap type.
pub unsafe extern "C" fn subtype_dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract, handed on.
    unsafe {
        let is_gc = Object::from_ptr(this).ty().is_gc();
        if is_gc {
            gc::untrack(this);
        }
        if finalize_dying(this, is_gc) || !destroy_added(this) {
            return;
        }
        // Only now is the type final: a finaliser may have assigned `__class__`.
        let ty = Object::from_ptr(this).ty();
        let Some(base) = lineage(ty).find(|ty| !is_subtype_dealloc(ty.tp().tp_dealloc)) else { return };
        let Some(base_dealloc) = base.tp().tp_dealloc else { return };
        // A destructor that knows of the collector expects a tracked object.
        if base.is_gc() {
            gc::track(this);
        }
        let ty: *mut PyTypeObject = ty.as_type_ptr();
        let base_is_heap_type = base.is_heap_type();
        base_dealloc(this);
        // The destructor of a C extension's heap type has dropped the type already.
        if !base_is_heap_type {
            decref(ty.cast());
        }
    }
}

/// The weak references the class itself added to its base's layout.
fn adds_weak_list(ty: &Type) -> bool {
    weakref::is_supported(ty)
        && lineage(ty)
            .find(|ty| !is_subtype_dealloc(ty.tp().tp_dealloc))
            .is_some_and(|base| base.tp().tp_weaklistoffset == 0)
}

/// Runs finalisers and the callbacks of weak references, in CPython's order. True if the object came
/// back to life; it is tracked again then.
///
/// # Safety
/// `this` is dead, whole and untracked.
unsafe fn finalize_dying(this: *mut PyObject, is_gc: bool) -> bool {
    // SAFETY: the caller's promise; finalisers see a tracked object, as while it lived. The type is
    // read anew after each, for they may assign `__class__`.
    unsafe {
        let has_finalize = Object::from_ptr(this).ty().tp().tp_finalize.is_some();
        if has_finalize && while_tracked(this, is_gc, || call_finalizer_from_dealloc(this)) {
            return true;
        }
        if adds_weak_list(Object::from_ptr(this).ty()) {
            weakref::clear_all(this);
        }
        let tp_del = Object::from_ptr(this).ty().tp().tp_del;
        if let Some(tp_del) = tp_del {
            let revive = || {
                tp_del(this);
                (*this).ob_refcnt > 0
            };
            if while_tracked(this, is_gc, revive) {
                return true;
            }
        }
        // References made by a finaliser see parts of the object already finalised: no callbacks.
        if (has_finalize || tp_del.is_some()) && adds_weak_list(Object::from_ptr(this).ty()) {
            weakref::clear_silently(Object::from_ptr(this));
        }
    }
    false
}

/// Runs a finaliser with the object tracked; afterwards it is tracked only if revived (true).
///
/// # Safety
/// `this` is untracked, and has a collector's header if `is_gc`.
unsafe fn while_tracked(this: *mut PyObject, is_gc: bool, finalizer: impl FnOnce() -> bool) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        if is_gc {
            gc::track(this);
        }
        let revived = finalizer();
        if is_gc && !revived {
            gc::untrack(this);
        }
        revived
    }
}

/// Drops what the classes above the first base with another destructor have added: `__slots__`
/// members, then the `__dict__`. False if there is no such base, which cannot be.
///
/// # Safety
/// `this` is dead and finalised.
unsafe fn destroy_added(this: *mut PyObject) -> bool {
    // SAFETY: the places own their references.
    unsafe {
        let object = Object::from_ptr(this);
        for ty in lineage(object.ty()) {
            if is_subtype_dealloc(ty.tp().tp_dealloc) {
                slots(ty, object).for_each(|place| clear_place(place));
                continue;
            }
            if ty.tp().tp_dictoffset == 0 {
                clear_attributes(object);
            }
            return true;
        }
        false
    }
}

/// `tp_traverse` of classes.
///
/// # Safety
/// A slot: `this` is an instance of a heap type; `visit` accepts `arg`.
pub unsafe extern "C" fn subtype_traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract; every place owns its reference or is null.
    unsafe {
        let object = Object::from_ptr(this);
        let ty = object.ty();
        let mut visitor = crate::trace::Visitor::new(visit, arg);
        let mut base = ty;
        while is_subtype_traverse(base) {
            slots(base, object).for_each(|place| visitor.pointer(*place));
            let Some(next) = base.base() else { break };
            base = next;
        }
        if ty.tp().tp_dictoffset != base.tp().tp_dictoffset
            && let Some(dict) = raw_dict_field(object)
        {
            visitor.pointer(*dict);
        }
        if let Some(values) = InlineValues::of(object) {
            values.traverse(&mut visitor);
        }
        // An instance of a class owns a reference to it, which cycles through class bodies need.
        if ty.is_heap_type() {
            visitor.object(ty);
        }
        match base.tp().tp_traverse {
            Some(base_traverse) if !visitor.is_done() && !is_subtype_traverse(base) => base_traverse(this, visit, arg),
            _ => visitor.finish(),
        }
    }
}

fn is_subtype_traverse(ty: &Type) -> bool {
    ty.tp().tp_traverse.is_some_and(|slot| std::ptr::fn_addr_eq(slot, subtype_traverse as pyston_abi::traverseproc))
}

fn is_subtype_clear(ty: &Type) -> bool {
    ty.tp().tp_clear.is_some_and(|slot| std::ptr::fn_addr_eq(slot, subtype_clear as pyston_abi::inquiry))
}

/// `tp_clear` of classes.
///
/// # Safety
/// A slot: `this` is an instance of a heap type.
pub unsafe extern "C" fn subtype_clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract; every place owns its reference or is null.
    unsafe {
        let object = Object::from_ptr(this);
        let ty = object.ty();
        let mut base = ty;
        while is_subtype_clear(base) {
            slots(base, object).for_each(|place| clear_place(place));
            let Some(next) = base.base() else { break };
            base = next;
        }
        if ty.tp().tp_dictoffset != base.tp().tp_dictoffset {
            clear_attributes(object);
        }
        match base.tp().tp_clear {
            Some(base_clear) if !is_subtype_clear(base) => base_clear(this),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests;
