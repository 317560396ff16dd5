//! Finding garbage: which members of a list are reachable only from one another.
//!
//! **Invariant**: nothing here runs Python code or frees an object, so the lists stay as they are
//! between two steps.

use std::ffi::{c_int, c_void};

use pyston_abi::PyObject;

use super::head::{Head, List};
use super::{has_head, traverse};
use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py};
use crate::tuple::Tuple;

/// Moves everything in `young` that is reachable only from within `young` to `unreachable`, whose
/// members stay marked as *collecting*.
///
/// Both lists have their links in order afterwards, except that the forward links of `unreachable`
/// carry marks until [`unmark`].
pub(super) fn move_unreachable(young: List<'_>, unreachable: List<'_>) {
    count_outside_references(young);
    let mut prev = young.end();
    let mut at = prev.next();
    while at != young.end() {
        if at.refs() != 0 {
            // Reachable from outside, so what it refers to is too. Members to the right get a count;
            // members moved away too early come back to the end of `young` and are met again.
            let mut list = young;
            // SAFETY: the object is tracked, so alive and traversable.
            unsafe { traverse(at.object(), visit_reachable, (&raw mut list).cast()) };
            at.set_prev(prev);
            at.clear_collecting();
            prev = at;
        } else {
            at.move_marked(prev, unreachable);
        }
        at = prev.next();
    }
    young.set_last(prev);
    unreachable.clear_mark();
}

/// Leaves in each member of `list` the number of references that do not come from `list`.
fn count_outside_references(list: List<'_>) {
    for head in list.iter() {
        // SAFETY: a tracked object is alive.
        head.start_refs(unsafe { (*head.object()).ob_refcnt } as usize);
    }
    for head in list.iter() {
        // SAFETY: as above; traversable because tracked.
        unsafe { traverse(head.object(), visit_subtract, std::ptr::null_mut()) };
    }
}

/// The head of what is visited, if it is a member of the set looked at.
///
/// # Safety
/// `object` is alive.
unsafe fn collecting_head(object: *mut PyObject) -> Option<Head> {
    // SAFETY: the caller's promise; `has_head` proves the header.
    unsafe { has_head(Object::from_ptr(object)).then(|| Head::of(object)).filter(|head| head.is_collecting()) }
}

unsafe extern "C" fn visit_subtract(object: *mut PyObject, _: *mut c_void) -> c_int {
    // SAFETY: visited objects are alive.
    if let Some(head) = unsafe { collecting_head(object) } {
        head.drop_ref();
    }
    0
}

/// `arg` points to the `List` of reachable objects.
unsafe extern "C" fn visit_reachable(object: *mut PyObject, arg: *mut c_void) -> c_int {
    // SAFETY: visited objects are alive.
    if let Some(head) = unsafe { collecting_head(object) } {
        if head.is_unreachable() {
            // SAFETY: `move_unreachable` passes its list.
            head.rescue_to(unsafe { *arg.cast::<List<'_>>() });
            head.set_refs(1);
        } else if head.refs() == 0 {
            head.set_refs(1);
        }
    }
    0
}

/// Removes the marks of the unreachable list and moves objects with an old-style destructor
/// (`tp_del`), and all that they reach, to `legacy`: they cannot be freed safely.
pub(super) fn move_legacy_finalizers(unreachable: List<'_>, legacy: List<'_>) {
    for head in unreachable.iter() {
        head.clear_unreachable();
        // SAFETY: a live object has a live type.
        if unsafe { (*(*head.object()).ob_type).tp_del }.is_some() {
            head.clear_collecting();
            head.move_to(legacy);
        }
    }
    let mut at = legacy.end().next();
    while at != legacy.end() {
        let mut list = legacy;
        // SAFETY: the object is alive and traversable.
        unsafe { traverse(at.object(), visit_move, (&raw mut list).cast()) };
        at = at.next();
    }
}

/// `arg` points to the `List` that collects what is visited.
unsafe extern "C" fn visit_move(object: *mut PyObject, arg: *mut c_void) -> c_int {
    // SAFETY: visited objects are alive; `move_legacy_finalizers` passes its list.
    unsafe {
        if let Some(head) = collecting_head(object) {
            head.move_to(*arg.cast::<List<'_>>());
            head.clear_collecting();
        }
    }
    0
}

/// After finalisers have run: is some member referred to from outside the list again?
pub(super) fn is_resurrected(list: List<'_>) -> bool {
    count_outside_references(list);
    let mut resurrected = false;
    let mut prev = list.end();
    for head in list.iter() {
        resurrected |= head.refs() != 0;
        head.set_prev(prev);
        head.clear_collecting();
        prev = head;
    }
    resurrected
}

/// Stops tracking tuples that cannot be part of a cycle any more: all they hold is untracked.
pub(super) fn untrack_tuples(young: List<'_>) {
    for head in young.iter() {
        // SAFETY: a tracked object is alive.
        let object = unsafe { Object::from_ptr(head.object()) };
        if object.downcast_exact::<Tuple>().is_some_and(is_free_of_containers) {
            head.untrack();
        }
    }
}

fn is_free_of_containers(tuple: &Tuple) -> bool {
    (0..tuple.len()).all(|index| {
        // SAFETY: in bounds; an item of a tuple under construction by C code may still be null.
        match unsafe { Object::from_nullable(*tuple.items_ptr().add(index)) } {
            Some(item) => !may_be_tracked(item),
            None => false,
        }
    })
}

/// Can the object be tracked, now or later? Tuples, once untracked, stay so.
pub fn may_be_tracked(object: &Object) -> bool {
    has_head(object)
        // SAFETY: the header is there.
        && (object.downcast_exact::<Tuple>().is_none() || unsafe { super::is_tracked(object.as_ptr()) })
}

/// Stops tracking dicts that cannot be part of a cycle.
pub(super) fn untrack_dicts(list: List<'_>) {
    for head in list.iter() {
        // SAFETY: a tracked object is alive.
        let object = unsafe { Object::from_ptr(head.object()) };
        if Dict::check_exact(object) {
            crate::dict::maybe_untrack(object);
        }
    }
}

/// An owned reference to the head's object.
pub(super) fn hold(head: Head) -> Py {
    // SAFETY: a head stands for a live object.
    unsafe { Object::from_ptr(head.object()) }.new_ref()
}
