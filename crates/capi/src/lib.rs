//! The C API of Python 3.8: what extension modules, embedders and `ctypes.pythonapi` call.
//!
//! One file a header, functions named as in C, each declared once by [`capi!`](crate::capi). What a function means is
//! not here but in `object`, `builtins` and `runtime`; here are C's types, its reference rules and its errors.
//!
//! **Architecture Invariant**: nothing in Rust calls these functions; they stay in the executable because the linker
//! exports them.
//! **Invariant**: a panic ends the process at the function that it would leave (`extern "C"`), it never crosses into C.

pub mod answer;
pub mod declare;
mod format;
pub mod text;
pub mod va;

pub mod bytesobject;
pub mod object;
pub mod unicodeobject;

/// The functions that are exported, by header.
pub static TABLE: &[(&str, &[&str])] = &[
    ("bytesobject.h", bytesobject::SYMBOLS),
    ("object.h", object::SYMBOLS),
    ("unicodeobject.h", unicodeobject::SYMBOLS),
];
