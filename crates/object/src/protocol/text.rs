//! `repr`, `str`, `ascii`, `bytes`, `format`, `hash`, truth.

use crate::bytes::Bytes;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::{Str, StrBuilder};
use crate::{glue, name, raise, singletons, tstate};

/// `repr(object)`.
pub fn repr(object: &Object) -> PyResult<Py<Str>> {
    let Some(tp_repr) = object.ty().tp().tp_repr else {
        return Str::new(&format!("<{} object at {:#x}>", object.type_name(), object.as_ptr() as usize));
    };
    let _level = tstate::enter_recursive(" while getting the repr of an object")?;
    // SAFETY: a slot called as CPython calls it.
    let result = unsafe { Py::<Object>::from_result(tp_repr(object.as_ptr()))? };
    result
        .downcast_into::<Str>()
        .map_err(|other| raise!(TypeError, "__repr__ returned non-string (type {:.200})", other.type_name()))
}

/// What the type's `__repr__` gives, be it a string or not: the default of `__str__`.
pub fn repr_unchecked(object: &Object) -> PyResult {
    match object.ty().tp().tp_repr {
        // SAFETY: a slot called as CPython calls it.
        Some(tp_repr) => unsafe { Py::from_result(tp_repr(object.as_ptr())) },
        None => repr(object).map(Py::into_object),
    }
}

/// `repr(object)` as Rust text, for messages.
pub fn repr_string(object: &Object) -> PyResult<String> {
    Ok(repr(object)?.to_string())
}

/// `str(object)`.
pub fn str(object: &Object) -> PyResult<Py<Str>> {
    if let Some(text) = object.downcast_exact::<Str>() {
        return Ok(text.new_ref());
    }
    let Some(tp_str) = object.ty().tp().tp_str else { return repr(object) };
    let _level = tstate::enter_recursive(" while getting the str of an object")?;
    // SAFETY: a slot called as CPython calls it.
    let result = unsafe { Py::<Object>::from_result(tp_str(object.as_ptr()))? };
    result
        .downcast_into::<Str>()
        .map_err(|other| raise!(TypeError, "__str__ returned non-string (type {:.200})", other.type_name()))
}

/// `ascii(object)`.
pub fn ascii(object: &Object) -> PyResult<Py<Str>> {
    let text = repr(object)?;
    if text.is_ascii() {
        return Ok(text);
    }
    let mut out = StrBuilder::with_capacity(text.len() * 2);
    for point in text.data().iter() {
        match point {
            0..0x80 => out.push(point),
            0x80..0x100 => out.push_str(&format!("\\x{point:02x}")),
            0x100..0x1_0000 => out.push_str(&format!("\\u{point:04x}")),
            _ => out.push_str(&format!("\\U{point:08x}")),
        }
    }
    out.finish()
}

/// `format(object, spec)`.
pub fn format(object: &Object, spec: Option<&Object>) -> PyResult<Py<Str>> {
    if let Some(spec) = spec
        && !Str::check(spec)
    {
        return Err(raise!(SystemError, "Format specifier must be a string, not {:.200}", spec.type_name()));
    }
    let is_empty = spec.and_then(|spec| spec.downcast::<Str>()).is_none_or(|spec| spec.is_empty());
    if is_empty {
        if let Some(text) = object.downcast_exact::<Str>() {
            return Ok(text.new_ref());
        }
        if crate::int::Int::check_exact(object) {
            return str(object);
        }
    }
    let empty = Str::empty();
    let spec = spec.unwrap_or(&empty);
    let Some(result) = crate::call::call_special(object, name!("__format__"), &[spec])? else {
        return Err(raise!(TypeError, "Type {:.100} doesn't define __format__", object.type_name()));
    };
    result
        .downcast_into::<Str>()
        .map_err(|other| raise!(TypeError, "__format__ must return a str, not {:.200}", other.type_name()))
}

/// `bytes(object)` for objects with `__bytes__`; `None` without.
pub fn call_bytes(object: &Object) -> PyResult<Option<Py<Bytes>>> {
    let Some(result) = crate::call::call_special(object, name!("__bytes__"), &[])? else { return Ok(None) };
    match result.downcast_into::<Bytes>() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(other) => Err(raise!(TypeError, "__bytes__ returned non-bytes (type {:.200})", other.type_name())),
    }
}

/// `hash(object)`.
#[inline]
pub fn hash(object: &Object) -> PyResult<isize> {
    if let Some(text) = object.downcast_exact::<Str>() {
        return Ok(text.hash());
    }
    match object.ty().tp().tp_hash {
        // SAFETY: a slot called as CPython calls it.
        Some(tp_hash) => match unsafe { tp_hash(object.as_ptr()) } {
            -1 => Err(crate::ptr::Raised),
            hash => Ok(hash),
        },
        None => Err(unhashable(object)),
    }
}

/// `TypeError: unhashable type: 'list'`.
#[cold]
pub fn unhashable(object: &Object) -> crate::ptr::Raised {
    raise!(TypeError, "unhashable type: '{:.200}'", object.type_name())
}

/// The `tp_hash` of types whose instances cannot be hashed.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn hash_not_implemented(object: *mut pyston_abi::PyObject) -> isize {
    // SAFETY: the slot's contract.
    let raised = unhashable(unsafe { Object::from_ptr(object) });
    glue::ret_size(Err(raised))
}

/// `bool(object)`.
#[inline]
pub fn is_true(object: &Object) -> PyResult<bool> {
    if object.is(singletons::bool(true)) {
        return Ok(true);
    }
    if object.is(singletons::bool(false)) || object.is_none() {
        return Ok(false);
    }
    let tp = object.ty().tp();
    // SAFETY: slots called as CPython calls them; the tables belong to the type.
    let truth = unsafe {
        if let Some(nb_bool) = tp.tp_as_number.as_ref().and_then(|table| table.nb_bool) {
            nb_bool(object.as_ptr()) as isize
        } else if let Some(length) = tp.tp_as_mapping.as_ref().and_then(|table| table.mp_length) {
            length(object.as_ptr())
        } else if let Some(length) = tp.tp_as_sequence.as_ref().and_then(|table| table.sq_length) {
            length(object.as_ptr())
        } else {
            1
        }
    };
    if truth < 0 { Err(crate::ptr::Raised) } else { Ok(truth > 0) }
}

/// Marks `object` as being represented on this thread; `None` if it is already, so that a container
/// inside itself shows as `...`.
pub fn enter_repr(object: &Object) -> PyResult<Option<ReprGuard>> {
    // SAFETY: borrowed only here, under the GIL, while nothing else runs.
    let active = unsafe { ACTIVE.get_mut() };
    let key = (tstate::current() as usize, object.as_ptr() as usize);
    if active.contains(&key) {
        return Ok(None);
    }
    active.push(key);
    Ok(Some(ReprGuard(key)))
}

/// Ends what [`enter_repr`] began, for C code that forgot the guard.
pub fn leave_repr(object: &Object) {
    drop(ReprGuard((tstate::current() as usize, object.as_ptr() as usize)));
}

static ACTIVE: crate::ptr::GilCell<Vec<(usize, usize)>> = crate::ptr::GilCell::new(Vec::new());

/// Ends the representation when dropped.
pub struct ReprGuard((usize, usize));

impl Drop for ReprGuard {
    fn drop(&mut self) {
        // SAFETY: as in `enter_repr`.
        let active = unsafe { ACTIVE.get_mut() };
        if let Some(index) = active.iter().rposition(|key| *key == self.0) {
            active.swap_remove(index);
        }
    }
}
