//! The C API of Python 3.8: what extension modules, embedders and `ctypes.pythonapi` call.
//!
//! One file a header, functions named as in C, each declared once by [`capi!`](crate::capi). What a function means is
//! not here but in `object`, `builtins` and `runtime`; here are C's types, its reference rules and its errors.
//!
//! **Architecture Invariant**: nothing in Rust calls these functions; they stay in the executable because the linker
//! exports them.
//! **Invariant**: a panic ends the process at the function that it would leave (`extern "C"`), it never crosses into C.

// `capi!` takes one step a function.
#![recursion_limit = "512"]

pub mod answer;
pub mod declare;
mod format;
pub mod text;
pub mod va;

pub mod abstract_;
mod build;
pub mod bytesobject;
pub mod ceval;
pub mod dictobject;
pub mod exceptions;
pub mod import_;
pub mod longobject;
pub mod memory;
pub mod modsupport;
pub mod numbers;
pub mod object;
pub mod pyerrors;
pub mod pylifecycle;
pub mod pystate;
pub mod sequences;
pub mod setobject;
pub mod sysmodule;
pub mod unicodeobject;

/// What is exported here, a file each: functions, and the statics that are not those of `object`.
pub static TABLE: &[&[&str]] = &[
    abstract_::SYMBOLS,
    bytesobject::SYMBOLS,
    ceval::SYMBOLS,
    dictobject::SYMBOLS,
    exceptions::SYMBOLS,
    import_::SYMBOLS,
    longobject::SYMBOLS,
    memory::SYMBOLS,
    modsupport::SYMBOLS,
    numbers::SYMBOLS,
    object::SYMBOLS,
    pyerrors::SYMBOLS,
    pylifecycle::SYMBOLS,
    pystate::SYMBOLS,
    sequences::SYMBOLS,
    setobject::SYMBOLS,
    sysmodule::SYMBOLS,
    unicodeobject::SYMBOLS,
];
