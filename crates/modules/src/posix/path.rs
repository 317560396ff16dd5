//! Path arguments: str, bytes or path objects, and results of the same kind.

use std::ffi::CString;

use pyston_object::call;
use pyston_object::prelude::*;

/// A path argument as the system's bytes.
pub struct Path {
    pub bytes: Vec<u8>,
    /// Was it given as bytes? Then results are bytes too.
    pub is_bytes: bool,
}

impl Path {
    /// The path of an argument; `function` is named in messages.
    pub fn of(object: &Object, function: &'static str) -> PyResult<Path> {
        if let Some(text) = object.downcast::<Str>() {
            let bytes = pyston_builtins::codecs::encode_file_name(text)?;
            return Ok(Path { bytes: bytes.as_slice().to_vec(), is_bytes: false });
        }
        if let Some(bytes) = object.downcast::<Bytes>() {
            return Ok(Path { bytes: bytes.as_slice().to_vec(), is_bytes: true });
        }
        match call::call_special(object, name!("__fspath__"), &[])? {
            Some(path) if Str::check(&path) || Bytes::check(&path) => Path::of(&path, function),
            Some(path) => Err(raise!(
                TypeError,
                "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
                object.type_name(),
                path.type_name()
            )),
            None => Err(raise!(
                TypeError,
                "{function}: path should be string, bytes or os.PathLike, not {:.200}",
                object.type_name()
            )),
        }
    }

    pub fn c_string(&self) -> PyResult<CString> {
        CString::new(self.bytes.as_slice()).map_err(|_| raise!(ValueError, "embedded null byte"))
    }
}

/// A path argument as a C string.
pub fn c_path(object: &Object, function: &'static str) -> PyResult<CString> {
    Path::of(object, function)?.c_string()
}

/// A name of the system as str or bytes.
pub fn result_text(bytes: &[u8], is_bytes: bool) -> PyResult {
    if is_bytes {
        return Bytes::new(bytes).map(Py::into_object);
    }
    pyston_builtins::codecs::decode_file_name(bytes).map(Py::into_object)
}

/// A `dir_fd` argument.
pub fn directory(dir_fd: Option<&Object>) -> PyResult<i32> {
    match dir_fd {
        None => Ok(libc::AT_FDCWD),
        Some(dir_fd) if protocol::has_index(dir_fd) => Ok(protocol::as_c_long(dir_fd)? as i32),
        Some(dir_fd) => Err(raise!(TypeError, "argument should be integer or None, not {:.200}", dir_fd.type_name())),
    }
}

/// The result of a call, or its error.
pub fn check(status: i32, path: Option<&Object>) -> PyResult<i32> {
    if status < 0 { Err(errors::os_error(errors::last_errno(), path)) } else { Ok(status) }
}

/// `os.fspath`.
pub fn fspath(path: &Object) -> PyResult {
    if Str::check(path) || Bytes::check(path) {
        return Ok(path.new_ref());
    }
    match call::call_special(path, name!("__fspath__"), &[])? {
        Some(result) if Str::check(&result) || Bytes::check(&result) => Ok(result),
        Some(result) => Err(raise!(
            TypeError,
            "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
            path.type_name(),
            result.type_name()
        )),
        None => Err(raise!(TypeError, "expected str, bytes or os.PathLike object, not {:.200}", path.type_name())),
    }
}
