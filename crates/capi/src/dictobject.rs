//! `dictobject.h`: dictionaries.

use std::ffi::c_int;

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;

use crate::answer::Borrowed;
use crate::capi;
use crate::text::{CText, Out};

fn dict(object: Option<&Object>) -> PyResult<&Dict> {
    object.and_then(|object| object.downcast()).ok_or_else(errors::bad_internal_call)
}

/// The items of a dictionary as a list of pairs.
pub(crate) fn items(dict: &Dict) -> PyResult<Py<List>> {
    let pairs = dict.items().into_iter();
    List::from_vec(pairs.map(|(key, value)| Tuple::pair(key, value).map(Py::into_object)).collect::<PyResult<_>>()?)
}

/// The value of a key, with every exception forgotten; one that is pending stays.
fn get_silently(object: Option<&Object>, get: impl FnOnce(&Dict) -> PyResult<Option<Py>>) -> Borrowed {
    let Some(dict) = object.and_then(|object| object.downcast::<Dict>()) else { return Borrowed::NULL };
    let pending = errors::fetch();
    let found = get(dict).unwrap_or_else(|raised| {
        raised.clear();
        None
    });
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
    Borrowed::kept(found)
}

fn remove(object: Option<&Object>, key: &Object) -> PyResult<()> {
    match dict(object)?.remove(key)? {
        Some(_) => Ok(()),
        None => Err(errors::raw_key_error(key)),
    }
}

/// The entry at a position, which moves on.
fn next(
    object: Option<&Object>,
    position: &mut isize,
    key: Out<'_, *mut PyObject>,
    value: Out<'_, *mut PyObject>,
    hash: Out<'_, isize>,
) -> bool {
    let Some(dict) = object.and_then(|object| object.downcast::<Dict>()) else { return false };
    let Ok(mut at) = usize::try_from(*position) else { return false };
    let Some((found_key, found_value, found_hash)) = dict.next_with_hash(&mut at) else { return false };
    *position = at as isize;
    key.lend(Some(&found_key));
    value.lend(Some(&found_value));
    hash.set(found_hash);
    true
}

capi! {
    fn PyDict_New() -> PyResult<Py<Dict>> { Dict::new() }

    fn _PyDict_NewPresized(len: isize) -> PyResult<Py<Dict>> { Dict::with_capacity(len.max(0) as usize) }

    fn PyDict_Size(object: Option<&Object>) -> PyResult<usize> { dict(object).map(Dict::len) }

    /// A borrowed reference, or null without an exception whatever happened.
    fn PyDict_GetItem(object: Option<&Object>, key: &Object) -> Borrowed { get_silently(object, |dict| dict.get(key)) }

    fn PyDict_GetItemString(object: Option<&Object>, key: CText<'_>) -> Borrowed {
        get_silently(object, |dict| dict.get(&*key.decode()?))
    }

    /// A borrowed reference; missing is null without an exception.
    fn PyDict_GetItemWithError(object: Option<&Object>, key: &Object) -> PyResult<Borrowed> {
        dict(object)?.get(key).map(Borrowed::kept)
    }

    fn _PyDict_GetItemStringWithError(object: Option<&Object>, key: CText<'_>) -> PyResult<Borrowed> {
        dict(object)?.get(&*key.decode()?).map(Borrowed::kept)
    }

    fn _PyDict_GetItem_KnownHash(object: Option<&Object>, key: &Object, hash: isize) -> PyResult<Borrowed> {
        dict(object)?.get_with_hash(key, hash).map(Borrowed::kept)
    }

    fn PyDict_SetItem(object: Option<&Object>, key: &Object, value: &Object) -> PyResult<()> {
        dict(object)?.set(key, value.new_ref())
    }

    fn PyDict_SetItemString(object: Option<&Object>, key: CText<'_>, value: &Object) -> PyResult<()> {
        dict(object)?.set(&*key.intern()?, value.new_ref())
    }

    fn _PyDict_SetItem_KnownHash(object: Option<&Object>, key: &Object, value: &Object, hash: isize) -> PyResult<()> {
        dict(object)?.set_with_hash(key, hash, value.new_ref())
    }

    /// A borrowed reference.
    fn PyDict_SetDefault(object: Option<&Object>, key: &Object, default: &Object) -> PyResult<Borrowed> {
        dict(object)?.setdefault(key, default).map(|value| Borrowed::new(&value))
    }

    fn PyDict_DelItem(object: Option<&Object>, key: &Object) -> PyResult<()> { remove(object, key) }

    fn PyDict_DelItemString(object: Option<&Object>, key: CText<'_>) -> PyResult<()> { remove(object, &*key.decode()?) }

    fn _PyDict_Pop(object: Option<&Object>, key: &Object, default: Option<&Object>) -> PyResult {
        let found = dict(object)?.pop(key)?.or_else(|| default.map(Layout::new_ref));
        found.ok_or_else(|| errors::raw_key_error(key))
    }

    fn PyDict_Contains(object: Option<&Object>, key: &Object) -> PyResult<bool> { dict(object)?.contains(key) }

    fn PyDict_Clear(object: Option<&Object>) {
        if let Some(dict) = object.and_then(|object| object.downcast::<Dict>()) {
            Dict::clear(dict);
        }
    }

    fn PyDict_Copy(object: Option<&Object>) -> PyResult<Py<Dict>> { dict(object)?.copy() }

    fn PyDict_Update(object: Option<&Object>, other: &Object) -> PyResult<()> { dict(object)?.merge(other, true) }

    fn PyDict_Merge(object: Option<&Object>, other: &Object, replace: c_int) -> PyResult<()> {
        dict(object)?.merge(other, replace != 0)
    }

    fn PyDict_MergeFromSeq2(object: Option<&Object>, pairs: &Object, replace: c_int) -> PyResult<()> {
        dict(object)?.merge_pairs(pairs, replace != 0)
    }

    fn PyDict_Keys(object: Option<&Object>) -> PyResult<Py<List>> { List::from_vec(dict(object)?.keys()) }

    fn PyDict_Values(object: Option<&Object>) -> PyResult<Py<List>> { List::from_vec(dict(object)?.values()) }

    fn PyDict_Items(object: Option<&Object>) -> PyResult<Py<List>> { items(dict(object)?) }

    /// Borrowed references; 0 at the end.
    fn PyDict_Next(
        object: Option<&Object>, position: &mut isize, key: Out<'_, *mut PyObject>, value: Out<'_, *mut PyObject>,
    ) -> bool {
        next(object, position, key, value, Out::nowhere())
    }

    fn _PyDict_Next(
        object: Option<&Object>, position: &mut isize, key: Out<'_, *mut PyObject>, value: Out<'_, *mut PyObject>,
        hash: Out<'_, isize>,
    ) -> bool {
        next(object, position, key, value, hash)
    }

    fn PyDict_ClearFreeList() -> c_int { 0 }
}
