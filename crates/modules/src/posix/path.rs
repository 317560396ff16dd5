//! Path arguments: str, bytes, path objects, maybe descriptors; and results of the same kind.

use std::ffi::CString;

use pyston_object::args::FunctionName;
use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::convert::ArgPlace;
use pyston_object::prelude::*;
use pyston_object::{call, hooks};

use crate::arguments::CInt;

/// What an argument may be and how messages call it.
#[derive(Clone, Copy)]
pub struct Spec {
    pub function: &'static str,
    pub argument: &'static str,
    /// May it be a descriptor?
    pub allow_fd: bool,
    /// May it be missing, which means the current folder?
    pub nullable: bool,
}

/// An argument that is a path.
pub const fn path(function: &'static str) -> Spec {
    Spec { function, argument: "path", allow_fd: false, nullable: false }
}

/// An argument of another name that is a path.
pub const fn named(function: &'static str, argument: &'static str) -> Spec {
    Spec { function, argument, allow_fd: false, nullable: false }
}

/// An argument that is a path or a descriptor.
pub const fn path_or_fd(function: &'static str) -> Spec {
    Spec { function, argument: "path", allow_fd: true, nullable: false }
}

impl Spec {
    fn expected(self) -> &'static str {
        match (self.allow_fd, self.nullable) {
            (true, true) => "string, bytes, os.PathLike, integer or None",
            (true, false) => "string, bytes, os.PathLike or integer",
            (false, true) => "string, bytes, os.PathLike or None",
            (false, false) => "string, bytes or os.PathLike",
        }
    }

    fn mismatch(self, object: &Object) -> String {
        format!("{}: {} should be {}, not {:.200}", self.function, self.argument, self.expected(), object.type_name())
    }
}

/// A path argument as the system's bytes, or a descriptor.
pub struct Path {
    pub bytes: Vec<u8>,
    /// Was it given as bytes? Then results are bytes too.
    pub is_bytes: bool,
    /// Set if a descriptor was given instead.
    pub fd: Option<i32>,
    /// What errors name; `None` if nothing was given.
    pub object: Option<Py>,
    spec: Spec,
}

impl Path {
    /// The path of an argument.
    pub fn of(object: &Object, spec: Spec) -> PyResult<Path> {
        let made = |bytes: &[u8], is_bytes| Path {
            bytes: bytes.to_vec(),
            is_bytes,
            fd: None,
            object: Some(object.new_ref()),
            spec,
        };
        if spec.nullable && object.is_none() {
            return Ok(Path { object: None, ..made(b".", false) });
        }
        if let Some(text) = object.downcast::<Str>() {
            let bytes = pyston_builtins::codecs::encode_file_name(text)?;
            return if bytes.as_slice().contains(&0) {
                Err(raise!(ValueError, "embedded null byte"))
            } else {
                Ok(made(bytes.as_slice(), false))
            };
        }
        if let Some(bytes) = object.downcast::<Bytes>() {
            return made(bytes.as_slice(), true).without_nul();
        }
        if has_buffer(object) {
            hooks::warn(&exc::DeprecationWarning, &spec.mismatch(object), 1)?;
            let bytes = Buffer::new(object)?.to_vec();
            return made(&bytes, true).without_nul();
        }
        if protocol::has_index(object) {
            if !spec.allow_fd {
                return Err(raise!(TypeError, "{}", spec.mismatch(object)));
            }
            return Ok(Path { fd: Some(descriptor(object)?), ..made(b"", false) });
        }
        match call::call_special(object, name!("__fspath__"), &[])? {
            Some(path) if Str::check(&path) || Bytes::check(&path) => Path::of(&path, spec),
            Some(path) => Err(raise!(
                TypeError,
                "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
                object.type_name(),
                path.type_name()
            )),
            None => Err(raise!(TypeError, "{}", spec.mismatch(object))),
        }
    }

    fn without_nul(self) -> PyResult<Path> {
        if self.bytes.contains(&0) {
            return Err(raise!(
                ValueError,
                "{}: embedded null character in {}",
                self.spec.function,
                self.spec.argument
            ));
        }
        Ok(self)
    }

    pub fn c_string(&self) -> CString {
        CString::new(self.bytes.as_slice()).expect("a path without NUL")
    }

    /// The result of a call on this path, or its error.
    pub fn check(&self, status: i32) -> PyResult<i32> {
        if status < 0 { Err(self.error()) } else { Ok(status) }
    }

    /// The error of the last call, on this path.
    pub fn error(&self) -> Raised {
        errors::os_error(errors::last_errno(), self.object.as_deref())
    }

    /// `dir_fd` makes no sense with a descriptor.
    pub fn no_dir_fd(&self, dir_fd: Option<&Object>, message: &str) -> PyResult<()> {
        if self.fd.is_some() && dir_fd.is_some() {
            return Err(raise!(ValueError, "{}: {message}", self.spec.function));
        }
        Ok(())
    }

    /// Nor does not following symbolic links.
    pub fn no_nofollow(&self, follow: bool) -> PyResult<()> {
        if self.fd.is_some() && !follow {
            return Err(raise!(ValueError, "{}: cannot use fd and follow_symlinks together", self.spec.function));
        }
        Ok(())
    }

    /// What `object` is for audit events.
    pub fn audited(&self) -> &Object {
        self.object.as_deref().unwrap_or(singletons::none())
    }
}

/// The parameter that is being read, as a path's.
fn spec_of(context: ArgContext, allow_fd: bool) -> Spec {
    let FunctionName::Text(function) = context.function else { return path("") };
    let argument = if let ArgPlace::Name(name) = context.place { name } else { "path" };
    Spec { function, argument, allow_fd, nullable: false }
}

impl FromArg<'_> for Path {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        Path::of(object, spec_of(context, false))
    }
}

/// An argument that is a path or a descriptor.
pub struct PathOrFd(pub Path);

impl FromArg<'_> for PathOrFd {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        Path::of(object, spec_of(context, true)).map(PathOrFd)
    }
}

/// A path argument as a C string.
pub fn c_path(object: &Object, spec: Spec) -> PyResult<CString> {
    Path::of(object, spec).map(|path| path.c_string())
}

fn descriptor(object: &Object) -> PyResult<i32> {
    let value = protocol::index(object)?;
    match value.to_i64().map(i32::try_from) {
        Some(Ok(fd)) => Ok(fd),
        _ if value.is_negative() => Err(raise!(OverflowError, "fd is less than minimum")),
        _ => Err(raise!(OverflowError, "fd is greater than maximum")),
    }
}

/// A descriptor argument: a number or an object with `fileno()`.
pub fn file_descriptor(object: &Object) -> PyResult<i32> {
    let number = if Int::check(object) {
        object.new_ref()
    } else {
        let Some(method) = pyston_object::attr::find_attr(object, name!("fileno"))? else {
            return Err(raise!(TypeError, "argument must be an int, or have a fileno() method."));
        };
        let number = call::call(&method, &[])?;
        if !Int::check(&number) {
            return Err(raise!(TypeError, "fileno() returned a non-integer"));
        }
        number
    };
    let CInt(fd) =
        CInt::from_arg(&number, ArgContext { function: FunctionName::Unnamed, place: ArgPlace::Only, or_none: false })?;
    if fd < 0 {
        return Err(raise!(ValueError, "file descriptor cannot be a negative integer ({fd})"));
    }
    Ok(fd)
}

/// An argument read by [`file_descriptor`].
pub struct FileDescriptor(pub i32);

impl FromArg<'_> for FileDescriptor {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        file_descriptor(object).map(FileDescriptor)
    }
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
        Some(dir_fd) if protocol::has_index(dir_fd) => descriptor(dir_fd),
        Some(dir_fd) => Err(raise!(TypeError, "argument should be integer or None, not {:.200}", dir_fd.type_name())),
    }
}

/// What a directory's descriptor is for audit events.
pub fn audited_directory(at: i32) -> PyResult {
    (if at == libc::AT_FDCWD { -1 } else { at }).into_py()
}

/// The result of a call that has no path, or its error.
pub fn check(status: i32) -> PyResult<i32> {
    if status < 0 { Err(errors::os_error(errors::last_errno(), None)) } else { Ok(status) }
}

/// As [`check`], for sizes and positions.
pub fn check_long(status: i64) -> PyResult<i64> {
    if status < 0 { Err(errors::os_error(errors::last_errno(), None)) } else { Ok(status) }
}

/// Repeats a call that signals interrupt, with their handlers run in between.
pub fn retry(mut call: impl FnMut() -> i64) -> PyResult<i64> {
    loop {
        let result = pyston_runtime::gil::allow_threads(&mut call);
        if result >= 0 || errors::last_errno() != libc::EINTR {
            return Ok(result);
        }
        (hooks::get().check_signals)()?;
    }
}

/// Raises an audit event.
pub fn audit(event: &str, args: &[&Object]) -> PyResult<()> {
    (hooks::get().audit)(event, args)
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

/// The system's bytes of a str, bytes or path object (`PyUnicode_FSConverter`).
pub fn fs_bytes(object: &Object) -> PyResult<CString> {
    let path = fspath(object)?;
    let bytes = match path.downcast::<Str>() {
        Some(text) => pyston_builtins::codecs::encode_file_name(text)?,
        None => path.downcast::<Bytes>().expect("str or bytes").new_ref(),
    };
    CString::new(bytes.as_slice()).map_err(|_| raise!(ValueError, "embedded null byte"))
}

/// Zeros to read so many bytes into, which are to become `bytes`.
pub fn bytes_block(len: usize) -> PyResult<Vec<u8>> {
    Bytes::check_len(len)?;
    pyston_object::room::filled(0, len)
}
