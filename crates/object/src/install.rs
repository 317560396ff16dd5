//! Filling static types at start-up: the tables that a type's slots need, made on demand.

use std::ffi::CStr;

use pyston_abi::*;

macro_rules! tables {
    ($($(#[$meta:meta])* $function:ident = $field:ident: $table:ty;)*) => {
        $(
            $(#[$meta])*
            pub fn $function(raw: &mut PyTypeObject) -> &mut $table {
                // SAFETY: the table is null or one made here, which lives forever; zero is an empty table.
                unsafe {
                    if raw.$field.is_null() {
                        raw.$field = Box::leak(Box::new(std::mem::zeroed()));
                    }
                    &mut *raw.$field
                }
            }
        )*
    };
}

tables! {
    /// `tp_as_number`.
    number = tp_as_number: PyNumberMethods;
    /// `tp_as_sequence`.
    sequence = tp_as_sequence: PySequenceMethods;
    /// `tp_as_mapping`.
    mapping = tp_as_mapping: PyMappingMethods;
    /// `tp_as_async`.
    asynchronous = tp_as_async: PyAsyncMethods;
    /// `tp_as_buffer`.
    buffer = tp_as_buffer: PyBufferProcs;
}

/// Sets `tp_doc`; with a signature, the type's name goes before it.
pub fn document(raw: &mut PyTypeObject, has_signature: bool, text: &str) {
    // SAFETY: a static type's name is a C string.
    let name = unsafe { CStr::from_ptr(raw.tp_name) }.to_str().unwrap_or("?");
    let name = name.rsplit('.').next().unwrap_or(name);
    let text = if has_signature { format!("{name}{text}") } else { text.to_owned() };
    raw.tp_doc = Box::leak(std::ffi::CString::new(text).unwrap_or_default().into_boxed_c_str()).as_ptr();
}
