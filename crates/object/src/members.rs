//! Member definitions of built-in types: attributes that are fields of the C struct.

use std::ffi::{CStr, c_int};

use pyston_abi::PyMemberDef;

/// One row of `tp_members`.
///
/// The offset must be that of a field of the named kind in the instances of the type.
pub const fn member(name: &'static CStr, kind: c_int, offset: usize, flags: c_int) -> PyMemberDef {
    PyMemberDef { name: name.as_ptr(), r#type: kind, offset: offset as isize, flags, doc: std::ptr::null() }
}

/// The last row.
pub const END: PyMemberDef =
    PyMemberDef { name: std::ptr::null(), r#type: 0, offset: 0, flags: 0, doc: std::ptr::null() };
