//! The list of weak references in their referent: walking, linking, unlinking.

use pyston_abi::PyWeakReference;

use super::{WeakRef, is_proxy_type, is_supported};
use crate::ptr::{Layout, Object, Py};

type Link = *mut PyWeakReference;

/// Where the object keeps its list of weak references.
fn list_of(object: &Object) -> Option<*mut Link> {
    is_supported(object.ty()).then(|| {
        let offset = object.ty().tp().tp_weaklistoffset as usize;
        object.as_ptr().cast::<u8>().wrapping_add(offset).cast()
    })
}

/// The first weak reference in the object's list.
pub(crate) fn first(object: &Object) -> Option<&WeakRef> {
    // SAFETY: the list holds live references: they take themselves out when they die.
    list_of(object).and_then(|list| unsafe { (*list).cast::<WeakRef>().as_ref() })
}

/// The object's list from the front. Nothing may change it meanwhile.
fn members(object: &Object) -> impl Iterator<Item = &WeakRef> {
    // SAFETY: as in `first`.
    std::iter::successors(first(object), |reference| unsafe { (*reference.raw()).wr_next.cast::<WeakRef>().as_ref() })
}

/// The members that are not dying: one whose own destruction waits is still in the list.
fn living(object: &Object) -> impl Iterator<Item = &WeakRef> {
    members(object).filter(|reference| reference.refcnt() > 0)
}

/// The shared reference and the shared proxy of the object's list.
pub(super) fn basics(object: &Object) -> (Option<&WeakRef>, Option<&WeakRef>) {
    let mut leading = living(object).take_while(|reference| reference.is_basic()).peekable();
    let reference = leading.next_if(|reference| WeakRef::check_exact(reference));
    let proxy = leading.next_if(|proxy| is_proxy_type(proxy.ty()));
    (reference, proxy)
}

/// `weakref.getweakrefcount(object)`.
pub fn count(object: &Object) -> usize {
    living(object).count()
}

/// `weakref.getweakrefs(object)`.
pub fn all(object: &Object) -> Vec<Py> {
    living(object).map(|reference| reference.as_object().new_ref()).collect()
}

/// Puts `made` behind `prev`, or at the front.
pub(super) fn link(object: &Object, made: &WeakRef, prev: Option<&WeakRef>) {
    let Some(list) = list_of(object) else { return };
    // SAFETY: list members and the list's anchor in the referent are alive.
    unsafe {
        let node = made.raw();
        let prev = prev.map_or(std::ptr::null_mut(), WeakRef::raw);
        let next = if prev.is_null() { *list } else { (*prev).wr_next };
        (*node).wr_prev = prev;
        (*node).wr_next = next;
        if !next.is_null() {
            (*next).wr_prev = node;
        }
        *(if prev.is_null() { list } else { &raw mut (*prev).wr_next }) = node;
    }
}

/// Makes the reference dead: out of the list, referring to None. The callback stays.
pub fn clear_keeping_callback(reference: &WeakRef) {
    // SAFETY: the fields of a live object; a referent that is not None is alive, and so are the
    // neighbours.
    unsafe {
        let node = reference.raw();
        let object = Object::from_ptr((*node).wr_object);
        if object.is_none() {
            return;
        }
        (*node).wr_object = crate::singletons::none().as_ptr();
        let (prev, next) = ((*node).wr_prev, (*node).wr_next);
        if let Some(list) = list_of(object)
            && *list == node
        {
            *list = next;
        }
        if !prev.is_null() {
            (*prev).wr_next = next;
        }
        if !next.is_null() {
            (*next).wr_prev = prev;
        }
        (*node).wr_prev = std::ptr::null_mut();
        (*node).wr_next = std::ptr::null_mut();
    }
}

/// Makes the reference dead and gives its callback to the caller, who decides what it is for.
pub(super) fn clear_taking_callback(reference: &WeakRef) -> Option<Py> {
    clear_keeping_callback(reference);
    // SAFETY: a field of a live object, which owns it; taken out before it can be dropped.
    unsafe { Py::from_nullable(std::ptr::replace(&raw mut (*reference.raw()).wr_callback, std::ptr::null_mut())) }
}

/// Makes all of an object's weak references dead without calling anything back.
pub fn clear_silently(object: &Object) {
    while let Some(reference) = first(object) {
        clear_keeping_callback(reference);
    }
}
