//! Looking at the heap: which objects exist, who refers to whom.

use std::ffi::{c_int, c_void};
use std::ops::Range;

use pyston_abi::PyObject;

use super::search::hold;
use super::state::{GENERATIONS, generation, permanent};
use super::{has_head, traverse};
use crate::dict::{InlineValues, inline};
use crate::list::List;
use crate::ptr::{Layout, Object, Py, PyResult};

/// Moves inline values of tracked objects to dicts, where CPython has them, before somebody looks.
pub(super) fn show_dicts(indices: Range<usize>, is_wanted: impl FnMut(InlineValues) -> bool) -> PyResult<()> {
    let objects: Vec<Py> = indices.flat_map(|index| generation(index).iter().map(hold)).collect();
    inline::move_out_of(&objects, is_wanted)
}

/// The tracked objects of one generation, or of all.
///
/// # Panics
/// If there is no such generation.
pub fn get_objects(index: Option<usize>) -> PyResult<Py<List>> {
    let indices = index.map_or(0..GENERATIONS, |index| index..index + 1);
    show_dicts(indices.clone(), InlineValues::has_container)?;
    List::from_vec(indices.flat_map(|index| generation(index).iter().map(hold)).collect())
}

/// Is there a tracked object, a frozen one included, for which `is_wanted` says so? It is told whether the object's
/// finaliser has run. It must not run Python code.
pub fn any_tracked(mut is_wanted: impl FnMut(&Object, bool) -> bool) -> bool {
    let lists = (0..GENERATIONS).map(generation).chain([permanent()]);
    // SAFETY: a tracked object is alive.
    lists
        .into_iter()
        .any(|list| list.iter().any(|head| is_wanted(unsafe { Object::from_ptr(head.object()) }, head.is_finalized())))
}

/// The tracked objects that refer directly to one of `objects`, except `skipped` (the argument
/// tuple).
pub fn get_referrers(objects: &[&Object], skipped: Option<&Object>) -> PyResult<Py<List>> {
    show_dicts(0..GENERATIONS, |values| values.refers_to(objects))?;
    let mut wanted = objects;
    let mut referrers = Vec::new();
    for head in (0..GENERATIONS).flat_map(|index| generation(index).iter()) {
        if skipped.is_some_and(|skipped| std::ptr::eq(skipped.as_ptr(), head.object())) {
            continue;
        }
        // SAFETY: a tracked object is alive and traversable; the visitor fits the argument.
        if unsafe { traverse(head.object(), visit_is_one_of, (&raw mut wanted).cast()) } != 0 {
            referrers.push(hold(head));
        }
    }
    List::from_vec(referrers)
}

/// `arg` points to the slice of objects looked for.
unsafe extern "C" fn visit_is_one_of(object: *mut PyObject, arg: *mut c_void) -> c_int {
    // SAFETY: `get_referrers` passes its slice.
    let wanted = unsafe { *arg.cast::<&[&Object]>() };
    wanted.iter().any(|wanted| std::ptr::eq(wanted.as_ptr(), object)).into()
}

/// The objects that `objects` refer to directly, as often as they do.
pub fn get_referents(objects: &[&Object]) -> PyResult<Py<List>> {
    let own: Vec<Py> = objects.iter().map(|object| object.new_ref()).collect();
    inline::move_out_of(&own, |_| true)?;
    let mut referents: Vec<Py> = Vec::new();
    for object in objects.iter().filter(|object| has_head(object)) {
        // SAFETY: an object handed to us is complete; the visitor fits the argument.
        unsafe { traverse(object.as_ptr(), visit_collect, (&raw mut referents).cast()) };
    }
    List::from_vec(referents)
}

/// `arg` points to the vector of owned references.
unsafe extern "C" fn visit_collect(object: *mut PyObject, arg: *mut c_void) -> c_int {
    // SAFETY: `get_referents` passes its vector; visited objects are alive.
    unsafe { (*arg.cast::<Vec<Py>>()).push(Object::from_ptr(object).new_ref()) };
    0
}
