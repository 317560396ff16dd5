//! Conversions of arguments that only streams use.

use pyston_object::prelude::*;

/// An index or `None`: how many to read.
#[derive(Clone, Copy)]
pub struct Size(pub Option<isize>);

impl FromArg<'_> for Size {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        if object.is_none() {
            return Ok(Size(None));
        }
        if !protocol::has_index(object) {
            return Err(raise!(TypeError, "argument should be integer or None, not '{:.200}'", object.type_name()));
        }
        protocol::index_as_ssize_for(object, Some(&exc::OverflowError)).map(|size| Size(Some(size)))
    }
}

/// The size argument, -1 if absent or `None`.
pub fn size_or_all(size: Option<Size>) -> isize {
    size.and_then(|size| size.0).unwrap_or(-1)
}

/// Exported memory to write to (C format `w*`).
pub struct Target(pub Buffer);

impl FromArg<'_> for Target {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        match Buffer::writable(object) {
            Ok(buffer) => Ok(Target(buffer)),
            Err(raised) => {
                raised.clear();
                Err(context.must_be("read-write bytes-like object", object))
            }
        }
    }
}

/// Text without NUL (C format `s`, and `z` as an `Option`).
#[derive(Clone, Copy)]
pub struct CStrArg<'a>(pub &'a str);

impl<'a> FromArg<'a> for CStrArg<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        pyston_builtins::codecs::c_text(<&Str>::from_arg(object, context)?).map(CStrArg)
    }
}

/// An int as a flag (C format `i`).
#[derive(Clone, Copy)]
pub struct IntFlag(pub bool);

impl FromArg<'_> for IntFlag {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        i32::from_arg(object, context).map(|flag| IntFlag(flag != 0))
    }
}

/// What a stream gives as a position, or is given: something with `__index__`.
pub fn offset(object: &Object) -> PyResult<i64> {
    let value = protocol::index(object)?.to_i64();
    let given = object.type_name();
    value.ok_or_else(|| raise!(ValueError, "cannot fit '{given:.200}' into an offset-sized integer"))
}

/// A file position: an int, not a float.
pub fn file_offset(object: &Object) -> PyResult<i64> {
    if Float::check(object) {
        return Err(raise!(TypeError, "an integer is required"));
    }
    protocol::as_c_long(object)
}
