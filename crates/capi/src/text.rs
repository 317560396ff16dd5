//! Texts and sizes as C passes them.
//!
//! **Invariant**: a [`CText`] comes from C's callers only, who promise that it is null or a text with a NUL at its end
//! that stays as it is during the call.

use std::ffi::{CStr, c_char};
use std::marker::PhantomData;

use pyston_builtins::codecs::standard::{self, Standard};
use pyston_object::abi::PyObject;
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

    /// No text.
    pub const NULL: CText<'static> = CText(std::ptr::null(), PhantomData);

    pub fn as_ptr(self) -> *const c_char {
        self.0
    }

    /// The bytes before the NUL, if there is a text.
    pub fn bytes(self) -> Option<&'a [u8]> {
        // SAFETY: the type's invariant.
        (!self.0.is_null()).then(|| unsafe { CStr::from_ptr(self.0) }.to_bytes())
    }

    /// The first bytes, as many as a length that is not negative tells, else those before the NUL.
    pub fn bytes_of(self, length: Option<isize>) -> Option<&'a [u8]> {
        match length.and_then(|length| usize::try_from(length).ok()) {
            // SAFETY: a length that C passes with a text is that of its bytes (the type's invariant).
            Some(length) if !self.0.is_null() => Some(unsafe { self.sized(length) }),
            _ => self.bytes(),
        }
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

/// A place for a result that C's caller gave: null if it does not want it. What was there is not looked at.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Out<'a, T>(*mut T, PhantomData<&'a mut T>);

impl<T> Out<'_, T> {
    /// No place.
    pub fn nowhere() -> Self {
        Out(std::ptr::null_mut(), PhantomData)
    }

    pub fn set(self, value: T) {
        if !self.0.is_null() {
            // SAFETY: C's callers promise that the place can be written (as for a `CText`).
            unsafe { self.0.write(value) }
        }
    }

    pub fn is_null(self) -> bool {
        self.0.is_null()
    }
}

impl Out<'_, *mut PyObject> {
    /// Gives a reference away, or null.
    pub fn give(self, value: Option<Py>) {
        if !self.0.is_null() {
            self.set(value.map_or(std::ptr::null_mut(), Py::into_ptr));
        }
    }

    /// Drops the reference that stands there, if any.
    pub fn take(self) {
        if !self.0.is_null() {
            // SAFETY: the place holds an owned reference or null, as its contract says where this is called.
            drop(unsafe { Py::<Object>::from_nullable(self.0.replace(std::ptr::null_mut())) });
        }
    }

    /// Lends a reference that something else keeps, or null.
    pub fn lend(self, value: Option<&Object>) {
        self.set(value.map_or(std::ptr::null_mut(), Object::as_ptr));
    }
}

/// UTF-8 as a string.
///
/// # Errors
/// `UnicodeDecodeError` if it is not.
pub fn decode_utf8(bytes: &[u8]) -> PyResult<Py<Str>> {
    standard::decode(Standard::Utf8, bytes, None)
}

/// UTF-8 as a string, with what is wrong in it replaced.
///
/// # Errors
/// `MemoryError`.
pub fn decode_replacing(bytes: &[u8]) -> PyResult<Py<Str>> {
    standard::decode(Standard::Utf8, bytes, Some("replace"))
}

/// A size that C passed, which must not be negative.
///
/// # Errors
/// `SystemError`, as CPython.
pub fn size(size: isize) -> PyResult<usize> {
    usize::try_from(size).map_err(|_| errors::bad_internal_call())
}
