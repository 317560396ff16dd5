//! Texts and sizes as C passes them.
//!
//! **Invariant**: a [`CText`] comes from C's callers only, who promise that it is null or a text with a NUL at its end
//! that stays as it is during the call.

use std::ffi::{CStr, c_char};
use std::marker::PhantomData;

use pyston_builtins::codecs::standard::{self, Standard};
use pyston_object::prelude::*;

/// `const char *`.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct CText<'a>(*const c_char, PhantomData<&'a CStr>);

impl<'a> CText<'a> {
    /// The text behind a pointer.
    ///
    /// # Safety
    /// It must be null or a text with a NUL at its end, for `'a`.
    pub unsafe fn from_ptr(pointer: *const c_char) -> CText<'a> {
        CText(pointer, PhantomData)
    }

    pub fn as_ptr(self) -> *const c_char {
        self.0
    }

    /// The bytes before the NUL, if there is a text.
    pub fn bytes(self) -> Option<&'a [u8]> {
        // SAFETY: the type's invariant.
        (!self.0.is_null()).then(|| unsafe { CStr::from_ptr(self.0) }.to_bytes())
    }

    /// At most `limit` of the bytes before the NUL, which need not be there then.
    pub fn prefix(self, limit: usize) -> &'a [u8] {
        // SAFETY: the type's invariant, but for the NUL, which is looked for in the first `limit` bytes only.
        unsafe { std::slice::from_raw_parts(self.0.cast(), libc::strnlen(self.0, limit)) }
    }

    /// The first `size` bytes, among which there may be NULs.
    ///
    /// # Safety
    /// There must be so many; null will do for none.
    pub unsafe fn sized(self, size: usize) -> &'a [u8] {
        if size == 0 {
            return &[];
        }
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.0.cast(), size) }
    }

    /// The text as a string.
    ///
    /// # Errors
    /// `UnicodeDecodeError` if it is not UTF-8.
    pub fn decode(self) -> PyResult<Py<Str>> {
        decode_utf8(self.bytes().unwrap_or_default())
    }

    /// The text for a Rust function that takes names of codecs, error handlers or the like.
    pub fn name(self) -> Option<std::borrow::Cow<'a, str>> {
        self.bytes().map(String::from_utf8_lossy)
    }

    /// The text as an interned string.
    ///
    /// # Errors
    /// As [`CText::decode`].
    pub fn intern(self) -> PyResult<Py<Str>> {
        self.decode().map(Str::intern_object)
    }
}

/// UTF-8 as a string.
///
/// # Errors
/// `UnicodeDecodeError` if it is not.
pub fn decode_utf8(bytes: &[u8]) -> PyResult<Py<Str>> {
    standard::decode(Standard::Utf8, bytes, None)
}

/// A size that C passed, which must not be negative.
///
/// # Errors
/// `SystemError`, as CPython.
pub fn size(size: isize) -> PyResult<usize> {
    usize::try_from(size).map_err(|_| errors::bad_internal_call())
}
