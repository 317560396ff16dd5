//! The type objects: metatypes, and the classes that programs derive theirs from.
//!
//! **Invariant**: a metatype is `type` with methods, of the same size; a base class is `_CData` with methods.
//! The collector's slots and the rest come from there.

use pyston_abi::flags::Py_TPFLAGS_BASETYPE;
use pyston_abi::{PyHeapTypeObject, PyMemberDef};
use pyston_object::prelude::*;

use super::data::CDataObject;

macro_rules! metatypes {
    ($($name:ident = $text:literal;)*) => {
        $(#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        pub static $name: Type =
            Type::declare($text, size_of::<PyHeapTypeObject>(), size_of::<PyMemberDef>(), Py_TPFLAGS_BASETYPE);)*
    };
}

metatypes! {
    PyCStructType_Type = c"_ctypes.PyCStructType";
    UnionType_Type = c"_ctypes.UnionType";
    PyCPointerType_Type = c"_ctypes.PyCPointerType";
    PyCArrayType_Type = c"_ctypes.PyCArrayType";
    PyCSimpleType_Type = c"_ctypes.PyCSimpleType";
}

macro_rules! bases {
    ($($name:ident = $text:literal;)*) => {
        $(#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        pub static $name: Type = Type::declare($text, size_of::<CDataObject>(), 0, Py_TPFLAGS_BASETYPE);)*
    };
}

bases! {
    Structure_Type = c"_ctypes.Structure";
    Union_Type = c"_ctypes.Union";
    Pointer_Type = c"_ctypes._Pointer";
    Array_Type = c"_ctypes.Array";
    SimpleCData_Type = c"_ctypes._SimpleCData";
}

/// Makes a base class an instance of its metatype, before it is ready.
pub fn set_metatype(base: &Type, metatype: &'static Type) {
    base.fill(|raw| raw.ob_base.ob_base.ob_type = metatype.as_type_ptr());
}
