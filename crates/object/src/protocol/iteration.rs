//! Iteration.

use crate::list::List;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::tuple::Tuple;
use crate::{errors, exc, name, raise};

/// `iter(object)`.
pub fn iter(object: &Object) -> PyResult {
    match object.ty().tp().tp_iter {
        Some(tp_iter) => {
            // SAFETY: a slot called as CPython calls it.
            let iterator = unsafe { Py::<Object>::from_result(tp_iter(object.as_ptr()))? };
            if !is_iterator(&iterator) {
                return Err(raise!(TypeError, "iter() returned non-iterator of type '{:.100}'", iterator.type_name()));
            }
            Ok(iterator)
        }
        None if super::is_sequence(object) => (crate::hooks::get().sequence_iterator)(object),
        None => Err(raise!(TypeError, "'{:.200}' object is not iterable", object.type_name())),
    }
}

/// Has the object a `__next__`?
pub fn is_iterator(object: &Object) -> bool {
    object.ty().tp().tp_iternext.is_some_and(|next| next as usize != next_not_implemented as *const () as usize)
}

/// The `tp_iternext` of a type whose `__next__` is `None`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn next_not_implemented(object: *mut pyston_abi::PyObject) -> *mut pyston_abi::PyObject {
    // SAFETY: the slot's contract.
    let object = unsafe { Object::from_ptr(object) };
    crate::glue::ret(Err(raise!(TypeError, "'{:.200}' object is not iterable", object.type_name())))
}

/// `next(iterator)`; the end is `None`.
#[inline]
pub fn next(iterator: &Object) -> PyResult<Option<Py>> {
    let Some(tp_iternext) = iterator.ty().tp().tp_iternext else {
        return Err(raise!(TypeError, "'{:.200}' object is not an iterator", iterator.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    match unsafe { Py::from_nullable(tp_iternext(iterator.as_ptr())) } {
        Some(value) => Ok(Some(value)),
        None => end_of_iteration().map(|()| None),
    }
}

/// `next(iterator)` of Python code: the end is a pending `StopIteration`, with its value if it has one.
pub fn next_or_raise(iterator: &Object) -> PyResult {
    let Some(tp_iternext) = iterator.ty().tp().tp_iternext.filter(|_| is_iterator(iterator)) else {
        return Err(raise!(TypeError, "'{:.200}' object is not an iterator", iterator.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    match unsafe { Py::from_nullable(tp_iternext(iterator.as_ptr())) } {
        Some(value) => Ok(value),
        None if errors::occurred() => Err(crate::ptr::Raised),
        None => Err(raise!(StopIteration)),
    }
}

/// After a null of `tp_iternext`: an error, or the end (a pending `StopIteration` is forgotten).
#[inline]
fn end_of_iteration() -> PyResult<()> {
    if !errors::occurred() {
        return Ok(());
    }
    if errors::pending_is(&exc::StopIteration) {
        errors::clear();
        return Ok(());
    }
    Err(crate::ptr::Raised)
}

/// Calls `f` for each item of an iterable.
pub fn for_each(iterable: &Object, mut f: impl FnMut(Py) -> PyResult<()>) -> PyResult<()> {
    let iterator = iter(iterable)?;
    while let Some(item) = next(&iterator)? {
        f(item)?;
    }
    Ok(())
}

/// All items of an iterable, owned.
pub fn collect(iterable: &Object) -> PyResult<Vec<Py>> {
    if let Some(list) = iterable.downcast_exact::<List>() {
        return Ok(list.to_vec());
    }
    if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
        return Ok(tuple.as_slice().iter().map(|item| item.new_ref()).collect());
    }
    let iterator = iter(iterable)?;
    let mut items = Vec::new();
    crate::room::reserve(&mut items, length_hint(iterable, 8)?)?;
    while let Some(item) = next(&iterator)? {
        crate::room::push(&mut items, item)?;
    }
    Ok(items)
}

/// `tuple(iterable)`.
pub fn to_tuple(iterable: &Object) -> PyResult<Py<Tuple>> {
    match iterable.downcast_exact::<Tuple>() {
        Some(tuple) => Ok(tuple.new_ref()),
        None => Tuple::from_vec(collect(iterable)?),
    }
}

/// `list(iterable)`.
pub fn to_list(iterable: &Object) -> PyResult<Py<List>> {
    List::from_vec(collect(iterable)?)
}

/// `operator.length_hint(object, default)`.
pub fn length_hint(object: &Object, default: usize) -> PyResult<usize> {
    if super::has_len(object) {
        match super::len(object) {
            Ok(len) => return Ok(len),
            Err(raised) if raised.is(&exc::TypeError) => raised.clear(),
            Err(raised) => return Err(raised),
        }
    }
    let Some(method) = crate::attr::lookup_special(object, name!("__length_hint__"))? else { return Ok(default) };
    let Some(hint) = errors::catch(crate::call::call(&method, &[]), &exc::TypeError)? else { return Ok(default) };
    if hint.is(crate::singletons::not_implemented()) {
        return Ok(default);
    }
    let Some(hint) = hint.downcast::<crate::int::Int>() else {
        return Err(raise!(TypeError, "__length_hint__ must be an integer, not {:.100}", hint.type_name()));
    };
    let hint = super::index_as_ssize(hint)?;
    usize::try_from(hint).map_err(|_| raise!(ValueError, "__length_hint__() should return >= 0"))
}

/// Exactly `n` items of an iterable, with the messages of unpacking.
pub fn unpack(iterable: &Object, n: usize) -> PyResult<Vec<Py>> {
    let items = match iterable.downcast_exact::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().map(|item| item.new_ref()).collect(),
        None => match iterable.downcast_exact::<List>() {
            Some(list) => list.to_vec(),
            None => return unpack_iterator(iterable, n),
        },
    };
    check_unpacked(items, n)
}

fn check_unpacked(items: Vec<Py>, n: usize) -> PyResult<Vec<Py>> {
    if items.len() < n {
        return Err(raise!(ValueError, "not enough values to unpack (expected {n}, got {})", items.len()));
    }
    if items.len() > n {
        return Err(raise!(ValueError, "too many values to unpack (expected {n})"));
    }
    Ok(items)
}

fn iter_to_unpack(iterable: &Object) -> PyResult {
    iter(iterable).map_err(|raised| {
        if raised.is(&exc::TypeError) && iterable.ty().tp().tp_iter.is_none() && !super::is_sequence(iterable) {
            return raise!(TypeError, "cannot unpack non-iterable {:.200} object", iterable.type_name());
        }
        raised
    })
}

fn unpack_iterator(iterable: &Object, n: usize) -> PyResult<Vec<Py>> {
    let iterator = iter_to_unpack(iterable)?;
    let mut items = Vec::with_capacity(n);
    while items.len() < n {
        match next(&iterator)? {
            Some(item) => items.push(item),
            None => return check_unpacked(items, n),
        }
    }
    if next(&iterator)?.is_some() {
        return Err(raise!(ValueError, "too many values to unpack (expected {n})"));
    }
    Ok(items)
}

/// `a, *rest, z = iterable` with `before` and `after` names around the star.
pub fn unpack_ex(iterable: &Object, before: usize, after: usize) -> PyResult<Vec<Py>> {
    let iterator = iter_to_unpack(iterable)?;
    let mut items = Vec::with_capacity(before + after + 1);
    while items.len() < before {
        match next(&iterator)? {
            Some(item) => items.push(item),
            None => {
                let least = before + after;
                let got = items.len();
                return Err(raise!(ValueError, "not enough values to unpack (expected at least {least}, got {got})"));
            }
        }
    }
    // As `list(iterator)`: an iterator written in Python is asked for its `__iter__` again.
    let mut rest = collect(&iterator)?;
    if rest.len() < after {
        let (least, got) = (before + after, before + rest.len());
        return Err(raise!(ValueError, "not enough values to unpack (expected at least {least}, got {got})"));
    }
    let tail = rest.split_off(rest.len() - after);
    items.push(List::from_vec(rest)?.into_object());
    items.extend(tail);
    Ok(items)
}
