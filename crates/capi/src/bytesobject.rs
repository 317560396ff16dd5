//! `bytesobject.h`: bytes.

use std::ffi::{c_char, c_int};

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;

use crate::capi;
use crate::format;
use crate::text::{CText, Out, size};
use crate::va::VaList;

fn bytes_of(object: &Object) -> PyResult<&Bytes> {
    object.downcast().ok_or_else(|| raise!(TypeError, "expected bytes, {:.200} found", object.type_name()))
}

/// The memory of the bytes, which C reads (and writes, as long as nobody else has seen the object).
fn memory(bytes: &Bytes) -> *mut c_char {
    bytes.as_slice().as_ptr().cast_mut().cast()
}

/// An object for C to write its bytes: not one of the shared ones.
fn fresh(len: usize) -> PyResult<Py<Bytes>> {
    match len {
        0 => Bytes::new(b""),
        1 => Bytes::new_as(Bytes::static_type(), &[0]),
        _ => Bytes::build(len, |_| ()),
    }
}

/// Joins what `left` holds with `right` there; null on failure.
fn concat(left: &mut *mut PyObject, right: Option<&Object>) {
    // SAFETY: the place holds an owned reference or null.
    let Some(owned) = (unsafe { Py::<Object>::from_nullable(std::mem::replace(left, std::ptr::null_mut())) }) else {
        return;
    };
    let Some(right) = right else { return };
    let joined = Buffer::new(&owned).and_then(|first| {
        let second = Buffer::new(right)?;
        Bytes::new(&[first.as_slice(), second.as_slice()].concat())
    });
    let joined = joined.map_err(|raised| {
        if raised.is(&exc::TypeError) {
            return raise!(TypeError, "can't concat {:.100} to {:.100}", right.type_name(), owned.type_name());
        }
        raised
    });
    *left = joined.map_or(std::ptr::null_mut(), Py::into_ptr);
}

capi! {
    /// Bytes by a format and its arguments.
    variadic fn PyBytes_FromFormat(format: CText<'_>; va) -> PyResult<Py<Bytes>> { format::bytes(format, va) }

    /// The same with a `va_list`.
    fn PyBytes_FromFormatV(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Bytes>> { format::bytes(format, va) }

    fn PyBytes_FromString(text: CText<'_>) -> PyResult<Py<Bytes>> { Bytes::new(text.bytes().unwrap_or_default()) }

    /// Of a null pointer come bytes that the caller fills.
    fn PyBytes_FromStringAndSize(text: CText<'_>, len: isize) -> PyResult<Py<Bytes>> {
        let Ok(len) = usize::try_from(len) else {
            return Err(raise!(SystemError, "Negative size passed to PyBytes_FromStringAndSize"));
        };
        if text.as_ptr().is_null() {
            // A shared object must not be written to.
            return fresh(len);
        }
        // SAFETY: the caller has so many bytes there.
        Bytes::new(unsafe { text.sized(len) })
    }

    fn PyBytes_FromObject(object: Option<&Object>) -> PyResult<Py<Bytes>> {
        let object = object.ok_or_else(errors::bad_internal_call)?;
        match object.downcast_exact::<Bytes>() {
            Some(bytes) => Ok(bytes.new_ref()),
            None => pyston_builtins::bytes::from_object(object),
        }
    }

    fn PyBytes_AsString(object: &Object) -> PyResult<*mut c_char> { bytes_of(object).map(memory) }

    fn PyBytes_Size(object: &Object) -> PyResult<usize> { bytes_of(object).map(Bytes::len) }

    /// Without a place for the length there may be no NUL among the bytes.
    fn PyBytes_AsStringAndSize(object: &Object, text: Out<'_, *mut c_char>, len: Out<'_, isize>) -> PyResult<()> {
        if text.is_null() {
            return Err(errors::bad_internal_call());
        }
        let bytes = bytes_of(object)?;
        text.set(memory(bytes));
        len.set(bytes.len() as isize);
        if len.is_null() && bytes.as_slice().contains(&0) {
            return Err(raise!(ValueError, "embedded null byte"));
        }
        Ok(())
    }

    /// Takes over what `left` holds, which may become null.
    fn PyBytes_Concat(left: &mut *mut PyObject, right: Option<&Object>) { concat(left, right) }

    fn PyBytes_ConcatAndDel(left: &mut *mut PyObject, right: Option<Py>) { concat(left, right.as_deref()) }

    fn PyBytes_Repr(object: &Bytes, _smart: c_int) -> PyResult<Py<Str>> {
        pyston_builtins::bytes::repr(object.as_slice())
    }

    fn _PyBytes_Join(separator: &Object, items: &Object) -> PyResult {
        pyston_object::call::call_method(separator, name!("join"), &[items])
    }

    /// Only for bytes that nobody else has seen.
    fn _PyBytes_Resize(place: &mut *mut PyObject, len: isize) -> PyResult<()> {
        // SAFETY: the place holds an owned reference.
        let old: Py = unsafe { Py::from_owned(std::mem::replace(place, std::ptr::null_mut())) };
        let len = size(len)?;
        let Some(bytes) = old.downcast::<Bytes>() else { return Err(errors::bad_internal_call()) };
        if bytes.len() == len {
            *place = old.into_ptr();
            return Ok(());
        }
        if !old.is_unique() && !bytes.is_empty() {
            return Err(errors::bad_internal_call());
        }
        let content = bytes.as_slice();
        let kept = &content[..len.min(content.len())];
        let new = match len {
            0 => Bytes::new(b"")?,
            1 => Bytes::new_as(Bytes::static_type(), &[kept.first().copied().unwrap_or(0)])?,
            _ => Bytes::build(len, |room| room[..kept.len()].copy_from_slice(kept))?,
        };
        *place = new.into_ptr();
        Ok(())
    }
}
