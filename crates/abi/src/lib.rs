//! The memory layouts of CPython 3.8: structs, function pointer types, flags and slot numbers,
//! without behaviour.
//!
//! **Invariant**: every offset and size equals CPython 3.8's on 64-bit System V targets. Each struct
//! states its offsets, the compiler checks them, and `tests/layouts.rs` compares them with the
//! table measured from CPython's headers.
//!
//! Names are CPython's, whatever Rust's conventions say, so that they can be searched for.
#![expect(non_camel_case_types, non_snake_case, non_upper_case_globals, reason = "CPython's names")]

pub(crate) use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};

/// A struct and where its fields are, for the test against the measured table.
pub struct LayoutInfo {
    pub name: &'static str,
    pub size: usize,
    /// Field name and offset in bytes.
    pub fields: &'static [(&'static str, usize)],
}

/// Declares `repr(C)` structs whose size and field offsets the compiler checks.
macro_rules! layouts {
    ($($name:ident, size $size:literal { $($field:ident : $ty:ty = $offset:literal,)* })*) => {
        $(
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct $name { $(pub $field: $ty,)* }
            const _: () = {
                assert!(std::mem::size_of::<$name>() == $size);
                $(assert!(std::mem::offset_of!($name, $field) == $offset);)*
            };
        )*
        pub(crate) const LAYOUTS: &[LayoutInfo] = &[$(LayoutInfo {
            name: stringify!($name),
            size: std::mem::size_of::<$name>(),
            fields: &[$((stringify!($field), std::mem::offset_of!($name, $field)),)*],
        },)*];
    };
}

pub mod code;
pub mod config;
pub mod datetime;
pub mod exceptions;
pub mod flags;
pub mod functions;
pub mod object;
pub mod runtime_state;
pub mod services;
pub mod state;
pub mod values;

pub use code::{
    PyAsyncGenObject, PyCFunctionObject, PyCodeObject, PyCoroObject, PyFrameObject, PyFunctionObject, PyGenObject,
    PyInstanceMethodObject, PyMethodObject, PyTracebackObject, PyTryBlock,
};
pub use config::{PyConfig, PyPreConfig, PyStatus, PyWideStringList};
pub use functions::*;
pub use object::*;
pub use runtime_state::*;
pub use services::*;
pub use state::{_Py_HashSecret_t, _PyErr_StackItem, PyThreadState};
pub use values::*;

/// Every mirrored struct.
pub fn all_layouts() -> impl Iterator<Item = &'static LayoutInfo> {
    [
        object::LAYOUTS,
        values::LAYOUTS,
        code::LAYOUTS,
        state::LAYOUTS,
        exceptions::LAYOUTS,
        datetime::LAYOUTS,
        config::LAYOUTS,
        services::LAYOUTS,
        runtime_state::LAYOUTS,
    ]
    .into_iter()
    .flatten()
}
