//! The one error type of the crate: which Python exception to raise and with which text.
//!
//! The crate knows no objects, so an error is data; the caller makes the exception of it.

use std::borrow::Cow;

/// The Python exception a failure stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    ValueError,
    OverflowError,
    ZeroDivisionError,
    TypeError,
    MemoryError,
    /// OverflowError whose arguments are `(34, text)`: a C `errno` of ERANGE reported by the C library.
    OverflowErrno,
}

/// A failure: exception kind and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumError {
    pub kind: ErrorKind,
    pub text: Cow<'static, str>,
}

/// Result of everything in this crate that can fail.
pub type NumResult<T> = Result<T, NumError>;

impl NumError {
    pub fn new(kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, text: text.into() }
    }
    pub fn value(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::ValueError, text)
    }
    pub fn overflow(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::OverflowError, text)
    }
    pub fn zero_division(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::ZeroDivisionError, text)
    }
    pub fn type_error(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::TypeError, text)
    }
    /// ERANGE as the C library reports it.
    pub fn erange() -> Self {
        Self::new(ErrorKind::OverflowErrno, "Numerical result out of range")
    }
    pub fn memory() -> Self {
        Self::new(ErrorKind::MemoryError, "")
    }
}

/// Is there room for `bytes`? For work that cannot fail halfway and of which a program chose the size.
pub(crate) fn probe(bytes: usize) -> NumResult<()> {
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| NumError::memory())
}

impl std::fmt::Display for NumError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.text)
    }
}

impl std::error::Error for NumError {}
