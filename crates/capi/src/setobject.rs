//! `setobject.h`: sets and frozen sets.

use std::ffi::c_int;

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;
use pyston_object::statics;

use crate::capi;
use crate::text::Out;

fn any(object: &Object) -> PyResult<&Set> {
    Set::any(object).ok_or_else(errors::bad_internal_call)
}

/// A set that can change.
fn set(object: &Object) -> PyResult<&Set> {
    any(object).and_then(|set| if is_frozen(object) { Err(errors::bad_internal_call()) } else { Ok(set) })
}

fn is_frozen(object: &Object) -> bool {
    object.is_instance_of(&statics::PyFrozenSet_Type)
}

fn made(items: Option<&Object>, ty: &Type) -> PyResult<Py<Set>> {
    match items {
        Some(items) => Set::from_iterable(ty, items),
        None => Set::new_as(ty),
    }
}

capi! {
    fn PySet_New(items: Option<&Object>) -> PyResult<Py<Set>> { made(items, &statics::PySet_Type) }

    fn PyFrozenSet_New(items: Option<&Object>) -> PyResult<Py<Set>> {
        match items {
            Some(items) if items.ty() == &statics::PyFrozenSet_Type => any(items).map(Layout::new_ref),
            // C may fill it: not the shared empty one.
            _ => made(items, &statics::PyFrozenSet_Type),
        }
    }

    fn PySet_Size(object: &Object) -> PyResult<usize> { any(object).map(Set::len) }

    fn PySet_Contains(object: &Object, key: &Object) -> PyResult<bool> { any(object)?.contains(key) }

    /// Frozen sets, too, as long as nobody else has them.
    fn PySet_Add(object: &Object, key: &Object) -> PyResult<()> {
        let set = any(object)?;
        if is_frozen(object) && object.refcnt() != 1 {
            return Err(errors::bad_internal_call());
        }
        set.add(key).map(drop)
    }

    fn PySet_Discard(object: &Object, key: &Object) -> PyResult<bool> { set(object)?.remove(key) }

    fn PySet_Pop(object: &Object) -> PyResult {
        set(object)?.pop().ok_or_else(|| raise!(KeyError, "pop from an empty set"))
    }

    fn PySet_Clear(object: &Object) -> PyResult<()> { set(object).map(Set::clear) }

    fn _PySet_Update(object: &Object, items: &Object) -> PyResult<()> { set(object)?.update(items) }

    /// Borrowed references; 0 at the end.
    fn _PySet_NextEntry(
        object: &Object, position: &mut isize, key: Out<'_, *mut PyObject>, hash: Out<'_, isize>,
    ) -> PyResult<bool> {
        let set = any(object)?;
        let mut at = *position as usize;
        let Some((found, found_hash)) = set.next(&mut at) else { return Ok(false) };
        *position = at as isize;
        key.lend(Some(&found));
        hash.set(found_hash);
        Ok(true)
    }

    fn PySet_ClearFreeList() -> c_int { 0 }
}
