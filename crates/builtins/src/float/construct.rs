//! `float(x)`.

use pyston_numeric::float as numeric;
use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::prelude::*;
use pyston_object::statics::{PyByteArray_Type, PyFloat_Type};

use crate::int::text::number_bytes;

/// The result of `class(x)`.
pub fn construct(class: &Type, x: Option<&Object>) -> PyResult {
    let exact: &Type = &PyFloat_Type;
    let Some(x) = x else { return Float::new_as(class, 0.0).map(Py::into_object) };
    if class == exact && Float::check_exact(x) {
        return Ok(x.new_ref());
    }
    let value = if Str::check_exact(x) { parse_float(x)? } else { from_object(x)? };
    Float::new_as(class, value).map(Py::into_object)
}

/// `float(x)` of a number or of text.
pub fn from_object(x: &Object) -> PyResult<f64> {
    let converts = protocol::number_slots(x).is_some_and(|slots| slots.nb_float.is_some() || slots.nb_index.is_some());
    if converts { protocol::converted_f64(x) } else { parse_float(x) }
}

/// `float(x)` of text.
pub fn parse_float(x: &Object) -> PyResult<f64> {
    if let Some(text) = x.downcast::<Str>() {
        return parse(&number_bytes(text), x);
    }
    if let Some(bytes) = x.downcast::<Bytes>() {
        return parse(bytes.as_slice(), x);
    }
    if has_buffer(x) {
        let buffer = if x.is_instance_of(&PyByteArray_Type) {
            Some(Buffer::new(x)?)
        } else {
            errors::catch(Buffer::new(x), &exc::BufferError)?
        };
        if let Some(buffer) = buffer {
            let text = buffer.to_vec();
            drop(buffer);
            return parse(&text, x);
        }
    }
    Err(raise!(TypeError, "float() argument must be a string or a number, not '{:.200}'", x.type_name()))
}

fn parse(text: &[u8], original: &Object) -> PyResult<f64> {
    match numeric::parse(text) {
        Some(value) => Ok(value),
        None if numeric::strip(text).is_empty() => Err(raise!(ValueError, "could not convert string to float: ''")),
        None => Err(raise!(ValueError, "could not convert string to float: {}", protocol::repr(original)?)),
    }
}
