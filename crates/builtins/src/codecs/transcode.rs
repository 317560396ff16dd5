//! `str.encode`, `bytes.decode`, `str(bytes, encoding)`.

use pyston_object::buffer;
use pyston_object::prelude::*;

use super::{Standard, errors, lookup_text_encoding, run_decoder, run_encoder, standard};

/// `text.encode(encoding, errors)`: bytes.
pub fn encode_text(text: &Str, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    let name = encoding.unwrap_or("utf-8");
    if let Some(codec) = Standard::from_name(name) {
        return standard::encode(codec, text, errors).map(Py::into_object);
    }
    let codec = lookup_text_encoding(name, "codecs.encode()")?;
    let result = run_encoder(&codec, text, errors, name)?;
    if Bytes::check(&result) {
        return Ok(result);
    }
    if let Some(array) = result.downcast::<ByteArray>() {
        let message = format!(
            "encoder {name} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
        );
        pyston_object::hooks::warn(&exc::RuntimeWarning, &message, 1)?;
        return Bytes::new(&array.to_vec()).map(Py::into_object);
    }
    Err(raise!(
        TypeError,
        "'{name:.400}' encoder returned '{:.400}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
        result.type_name()
    ))
}

/// `object.decode(encoding, errors)` for any object with the buffer protocol.
pub fn decode_bytes(object: &Object, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Py<Str>> {
    decode_object(object, encoding, errors)
}

fn decode_buffer(buffer: &Buffer, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Py<Str>> {
    let name = encoding.unwrap_or("utf-8");
    if let Some(codec) = Standard::from_name(name) {
        // A handler in Python might write to memory that is not read-only.
        return if buffer.is_readonly() || errors::is_builtin(errors) {
            standard::decode(codec, buffer.as_slice(), errors)
        } else {
            standard::decode(codec, &buffer.to_vec(), errors)
        };
    }
    let codec = lookup_text_encoding(name, "codecs.decode()")?;
    let input = Bytes::new(buffer.as_slice())?;
    let result = run_decoder(&codec, &input, errors, name)?;
    result.downcast_into().map_err(|other| {
        raise!(
            TypeError,
            "'{name:.400}' decoder returned '{:.400}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
            other.type_name()
        )
    })
}

/// `str(object, encoding, errors)`.
pub fn decode_object(object: &Object, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Py<Str>> {
    if Str::check(object) {
        return Err(raise!(TypeError, "decoding str is not supported"));
    }
    if !buffer::has_buffer(object) {
        return Err(raise!(TypeError, "decoding to str: need a bytes-like object, {:.80} found", object.type_name()));
    }
    let buffer = Buffer::new(object)?;
    if buffer.is_empty() {
        return Ok(Str::empty());
    }
    decode_buffer(&buffer, encoding, errors)
}
