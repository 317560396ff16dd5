//! The fields of `UnicodeEncodeError`, `UnicodeDecodeError` and `UnicodeTranslateError` instances.
//!
//! **Invariant**: Python code can set every attribute to anything, so the checked getters look at the
//! types and clamp the positions, as the C API's do.

use pyston_abi::exceptions::PyUnicodeErrorObject;

use crate::bytes::Bytes;
use crate::exception::{get_field, set_field};
use crate::int::Int;
use crate::ptr::{Layout, Object, Py, PyResult, Raised};
use crate::str::Str;
use crate::{call, exc, object_layout, raise};

object_layout! {
    /// An instance of one of the three exceptions that say where a text could not be converted.
    UnicodeError = PyUnicodeErrorObject, crate::exc::UnicodeEncodeError
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Encode,
    Decode,
    Translate,
}

/// `object` as one of the three.
pub fn of(object: &Object) -> Option<(&UnicodeError, Kind)> {
    let kind = if object.is_instance_of(&exc::UnicodeEncodeError) {
        Kind::Encode
    } else if object.is_instance_of(&exc::UnicodeDecodeError) {
        Kind::Decode
    } else if object.is_instance_of(&exc::UnicodeTranslateError) {
        Kind::Translate
    } else {
        return None;
    };
    // SAFETY: all three types have the layout.
    Some((unsafe { object.cast_unchecked() }, kind))
}

fn text(value: Option<Py>, name: &str) -> PyResult<Py<Str>> {
    let value = value.ok_or_else(|| raise!(TypeError, "{name} attribute not set"))?;
    value.downcast_into().map_err(|_| raise!(TypeError, "{name} attribute must be unicode"))
}

impl UnicodeError {
    pub fn encoding(&self) -> PyResult<Py<Str>> {
        // SAFETY: a field of this live object.
        text(unsafe { get_field(&raw const (*self.raw()).encoding) }, "encoding")
    }

    fn object(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { get_field(&raw const (*self.raw()).object) }
    }

    /// The text that could not be encoded or translated.
    pub fn text(&self) -> PyResult<Py<Str>> {
        text(self.object(), "object")
    }

    /// The bytes that could not be decoded.
    pub fn bytes(&self) -> PyResult<Py<Bytes>> {
        let value = self.object().ok_or_else(|| raise!(TypeError, "object attribute not set"))?;
        value.downcast_into().map_err(|_| raise!(TypeError, "object attribute must be bytes"))
    }

    /// `start` and `end`, within an object of `len` units.
    pub fn range(&self, len: usize) -> (usize, usize) {
        // SAFETY: fields of this live object.
        let (start, end) = unsafe { ((*self.raw()).start, (*self.raw()).end) };
        let len = len as isize;
        let start = start.min(len - 1).max(0);
        let end = end.max(1).min(len);
        (start as usize, end as usize)
    }

    pub fn set_place(&self, start: usize, end: usize, reason: &str) -> PyResult<()> {
        let reason = Str::new(reason)?;
        // SAFETY: fields of this live object.
        unsafe {
            (*self.raw()).start = start as isize;
            (*self.raw()).end = end as isize;
            set_field(&raw mut (*self.raw()).reason, Some(reason.into_object()));
        }
        Ok(())
    }
}

fn make(class: &Object, encoding: &str, object: Py, start: usize, end: usize, reason: &str) -> PyResult {
    let args = vec![
        Str::new(encoding)?.into_object(),
        object,
        Int::from_usize(start)?.into_object(),
        Int::from_usize(end)?.into_object(),
        Str::new(reason)?.into_object(),
    ];
    call::call_owned(class, args)
}

/// `UnicodeDecodeError(encoding, object, start, end, reason)`.
pub fn new_decode(encoding: &str, object: &[u8], start: usize, end: usize, reason: &str) -> PyResult {
    make(&exc::UnicodeDecodeError, encoding, Bytes::new(object)?.into_object(), start, end, reason)
}

/// `UnicodeEncodeError(encoding, text, start, end, reason)`.
pub fn new_encode(encoding: &str, text: &Str, start: usize, end: usize, reason: &str) -> PyResult {
    make(&exc::UnicodeEncodeError, encoding, text.as_object().new_ref(), start, end, reason)
}

/// Raises an instance, or what making it raised.
pub fn raise_made(made: PyResult) -> Raised {
    match made {
        Ok(instance) => crate::errors::raise_instance(instance),
        Err(raised) => raised,
    }
}
