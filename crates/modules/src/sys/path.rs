//! File names as the system wants them.

use std::ffi::CString;

use pyston_object::prelude::*;
use pyston_object::str::encode_error;

/// The bytes of a file name given as text: UTF-8, lone surrogates U+DC80..U+DCFF standing for the bytes
/// that are not (`surrogateescape`).
pub fn encode(text: &Str) -> PyResult<Vec<u8>> {
    if let Some(ascii) = text.as_ascii() {
        return Ok(ascii.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(text.len() * 2);
    for (index, point) in text.data().iter().enumerate() {
        match point {
            0xDC80..=0xDCFF => bytes.push((point - 0xDC00) as u8),
            0xD800..0xE000 => return Err(encode_error(text, "utf-8", index, index + 1, "surrogates not allowed")),
            _ => pyston_object::str::push_wtf8(&mut bytes, point),
        }
    }
    Ok(bytes)
}

/// `os.fspath(path)`.
pub fn fspath(path: &Object) -> PyResult {
    if Str::check(path) || Bytes::check(path) {
        return Ok(path.new_ref());
    }
    let Some(result) = pyston_object::call::call_special(path, name!("__fspath__"), &[])? else {
        return Err(raise!(TypeError, "expected str, bytes or os.PathLike object, not {:.200}", path.type_name()));
    };
    if Str::check(&result) || Bytes::check(&result) {
        return Ok(result);
    }
    Err(raise!(
        TypeError,
        "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
        path.type_name(),
        result.type_name()
    ))
}

/// A path argument as a C string (`PyUnicode_FSConverter`).
pub fn fs_converter(path: &Object) -> PyResult<CString> {
    let path = fspath(path)?;
    let bytes = match path.downcast::<Str>() {
        Some(text) => encode(text)?,
        None => pyston_object::bytes::of(&path).unwrap_or_default().to_vec(),
    };
    CString::new(bytes).map_err(|_| raise!(ValueError, "embedded null byte"))
}
