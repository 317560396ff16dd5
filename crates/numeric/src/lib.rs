//! Numbers and text: float repr, parsing, the format mini-language.
//!
//! Object-free: everything works on `f64`, 30-bit digit slices, code points and bytes, and fails
//! with a [`NumError`] that names the exception and carries CPython 3.8's text.
#![forbid(unsafe_code)]

pub mod complex;
pub mod error;
pub mod float;
pub mod format;
pub mod hash;
pub mod int;
pub mod percent;
pub mod random;
pub mod template;
pub mod unidigit;

pub use error::{ErrorKind, NumError, NumResult};
pub use int::{Digits, Int, IntRef};
