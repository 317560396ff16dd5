//! `int(x, base)` and `int.from_bytes`' argument.

use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::prelude::*;
use pyston_object::statics::{PyByteArray_Type, PyLong_Type};

use super::text::{number_bytes, parse_int};

/// The exact int of the arguments of `int()`.
pub fn construct(x: Option<&Object>, base: Option<&Object>) -> PyResult<Py<Int>> {
    let Some(x) = x else {
        return match base {
            Some(_) => Err(raise!(TypeError, "int() missing string argument")),
            None => Int::from_i64(0),
        };
    };
    let Some(base) = base else { return from_object(x) };
    let base = protocol::index_as_ssize_for(base, None)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(raise!(ValueError, "int() base must be >= 2 and <= 36, or 0"));
    }
    match from_text(x, base as u32)? {
        Some(value) => Ok(value),
        None => Err(raise!(TypeError, "int() can't convert non-string with explicit base")),
    }
}

/// From a str, bytes or bytearray.
fn from_text(x: &Object, base: u32) -> PyResult<Option<Py<Int>>> {
    if let Some(text) = x.downcast::<Str>() {
        return parse_int(&number_bytes(text), base, x).map(Some);
    }
    if let Some(bytes) = x.downcast::<Bytes>() {
        return from_bytes_text(bytes.as_slice(), base).map(Some);
    }
    if x.is_instance_of(&PyByteArray_Type) {
        let bytes = Buffer::new(x)?.to_vec();
        return from_bytes_text(&bytes, base).map(Some);
    }
    Ok(None)
}

/// The error shows the text as `bytes`, whatever exported it.
fn from_bytes_text(text: &[u8], base: u32) -> PyResult<Py<Int>> {
    let original = Bytes::new(text)?;
    parse_int(original.as_slice(), base, &original)
}

/// `int(x)`.
pub fn from_object(x: &Object) -> PyResult<Py<Int>> {
    if let Some(value) = protocol::number_to_int(x)? {
        return Ok(value);
    }
    if let Some(value) = from_text(x, 10)? {
        return Ok(value);
    }
    if has_buffer(x)
        && let Some(buffer) = pyston_object::errors::catch(Buffer::new(x), &exc::BufferError)?
    {
        let bytes = buffer.to_vec();
        drop(buffer);
        return from_bytes_text(&bytes, 10);
    }
    Err(raise!(
        TypeError,
        "int() argument must be a string, a bytes-like object or a number, not '{:.200}'",
        x.type_name()
    ))
}

/// `value` as an instance of `class`: `int` itself or a subtype.
pub fn of_class(class: &Type, value: Py<Int>) -> PyResult {
    let exact: &Type = &PyLong_Type;
    if class == exact { Ok(value.into_object()) } else { value.copy_as(class).map(Py::into_object) }
}

/// The bytes of `bytes(object)` for objects that are no ints.
pub fn bytes_of(object: &Object) -> PyResult<Vec<u8>> {
    if let Some(bytes) = object.downcast_exact::<Bytes>() {
        return Ok(bytes.as_slice().to_vec());
    }
    if let Some(bytes) = protocol::call_bytes(object)? {
        return Ok(bytes.as_slice().to_vec());
    }
    crate::bytes::new::from_object(object).map(|bytes| bytes.as_slice().to_vec())
}
