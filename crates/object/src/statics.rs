//! The static type objects of the core: those that this crate or the runtime names.
//!
//! **Invariant**: each is declared once, with its C symbol, name, size and flags; the crate that
//! implements the type fills the slots at start-up (`#[pytype]`), then `ready` completes it.

use pyston_abi::flags::*;
use pyston_abi::*;

use crate::ty::Type;

macro_rules! static_types {
    ($($symbol:ident = $name:literal, $layout:ty $(, items $item:ty)?, [$($flag:ident)|*];)*) => {
        $(
            #[unsafe(no_mangle)]
            pub static $symbol: Type = Type::declare(
                // SAFETY: the literal ends with the NUL added here and has no other.
                unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(concat!($name, "\0").as_bytes()) },
                size_of::<$layout>() $(- size_of::<[$item; 1]>().next_multiple_of(8))?,
                0 $(+ size_of::<$item>())?,
                0 $(| $flag)*,
            );
        )*
        /// Every type declared here.
        pub static CORE_TYPES: &[&Type] = &[$(&$symbol),*];
    };
}

const BASE: std::ffi::c_ulong = Py_TPFLAGS_BASETYPE;
const GC: std::ffi::c_ulong = Py_TPFLAGS_HAVE_GC;
const VEC: std::ffi::c_ulong = Py_TPFLAGS_HAVE_VECTORCALL;
const METH: std::ffi::c_ulong = Py_TPFLAGS_METHOD_DESCRIPTOR;
const LONG: std::ffi::c_ulong = Py_TPFLAGS_LONG_SUBCLASS;
const LIST: std::ffi::c_ulong = Py_TPFLAGS_LIST_SUBCLASS;
const TUPLE: std::ffi::c_ulong = Py_TPFLAGS_TUPLE_SUBCLASS;
const BYTES: std::ffi::c_ulong = Py_TPFLAGS_BYTES_SUBCLASS;
const STR: std::ffi::c_ulong = Py_TPFLAGS_UNICODE_SUBCLASS;
const DICT: std::ffi::c_ulong = Py_TPFLAGS_DICT_SUBCLASS;
const TYPE: std::ffi::c_ulong = Py_TPFLAGS_TYPE_SUBCLASS;

static_types! {
    PyBaseObject_Type = "object", PyObject, [BASE];
    PyType_Type = "type", TypeHead, items PyMemberDef, [BASE | GC | TYPE];
    _PyNone_Type = "NoneType", PyObject, [];
    _PyNotImplemented_Type = "NotImplementedType", PyObject, [];
    PyEllipsis_Type = "ellipsis", PyObject, [];
    PyBool_Type = "bool", PyLongObject, items u32, [LONG];
    PyLong_Type = "int", PyLongObject, items u32, [BASE | LONG];
    PyFloat_Type = "float", PyFloatObject, [BASE];
    PyComplex_Type = "complex", PyComplexObject, [BASE];
    PyUnicode_Type = "str", PyUnicodeObject, [BASE | STR];
    PyBytes_Type = "bytes", PyBytesHead, items u8, [BASE | BYTES];
    PyByteArray_Type = "bytearray", PyByteArrayObject, [BASE];
    PyMemoryView_Type = "memoryview", PyMemoryViewObject, items isize, [GC];
    _PyManagedBuffer_Type = "managedbuffer", _PyManagedBufferObject, [GC];
    PyTuple_Type = "tuple", PyTupleObject, items *mut PyObject, [BASE | GC | TUPLE];
    PyList_Type = "list", PyListObject, [BASE | GC | LIST];
    PyDict_Type = "dict", PyDictObject, [BASE | GC | DICT];
    PyDictKeys_Type = "dict_keys", _PyDictViewObject, [GC];
    PyDictValues_Type = "dict_values", _PyDictViewObject, [GC];
    PyDictItems_Type = "dict_items", _PyDictViewObject, [GC];
    PySet_Type = "set", PySetObject, [BASE | GC];
    PyFrozenSet_Type = "frozenset", PySetObject, [BASE | GC];
    PySlice_Type = "slice", PySliceObject, [GC];
    PyCell_Type = "cell", PyCellObject, [GC];
    PyModule_Type = "module", ModuleLayout, [BASE | GC];
    PyFunction_Type = "function", PyFunctionObject, [GC | VEC | METH];
    PyMethod_Type = "method", PyMethodObject, [GC | VEC];
    PyInstanceMethod_Type = "instancemethod", PyInstanceMethodObject, [GC];
    PyCFunction_Type = "builtin_function_or_method", PyCFunctionObject, [GC | VEC];
    PyMethodDescr_Type = "method_descriptor", PyMethodDescrObject, [GC | VEC | METH];
    PyClassMethodDescr_Type = "classmethod_descriptor", PyMethodDescrObject, [GC];
    PyMemberDescr_Type = "member_descriptor", PyMemberDescrObject, [GC];
    PyGetSetDescr_Type = "getset_descriptor", PyGetSetDescrObject, [GC];
    PyWrapperDescr_Type = "wrapper_descriptor", PyWrapperDescrObject, [GC | METH];
    _PyMethodWrapper_Type = "method-wrapper", MethodWrapperLayout, [GC];
    PyDictProxy_Type = "mappingproxy", MappingProxyLayout, [GC];
    PyCode_Type = "code", PyCodeObject, [];
    PyFrame_Type = "frame", FrameHead, items *mut PyObject, [GC];
    PyTraceBack_Type = "traceback", PyTracebackObject, [GC];
    PyGen_Type = "generator", PyGenObject, [GC];
    PyCoro_Type = "coroutine", PyCoroObject, [GC];
    PyAsyncGen_Type = "async_generator", PyAsyncGenObject, [GC];
    _PyWeakref_RefType = "weakref", PyWeakReference, [BASE | GC];
    _PyWeakref_ProxyType = "weakproxy", PyWeakReference, [GC];
    _PyWeakref_CallableProxyType = "weakcallableproxy", PyWeakReference, [GC];
}

/// `PyBytesObject` up to and with one byte, and the word that the declaration takes off for the items:
/// `tp_basicsize` is 33, the text and its NUL.
#[repr(C, packed)]
pub struct PyBytesHead([u8; 41]);

/// `PyFrameObject` and one more register: `tp_basicsize` counts one, as CPython's does.
#[repr(C)]
pub struct FrameHead(PyFrameObject, *mut PyObject);

/// `PyHeapTypeObject` followed by one member definition of `__slots__`.
#[repr(C)]
pub struct TypeHead(PyHeapTypeObject, PyMemberDef);

/// `PyModuleObject` (opaque in the headers).
#[repr(C)]
pub struct ModuleLayout {
    pub ob_base: PyObject,
    pub md_dict: *mut PyObject,
    pub md_def: *mut PyModuleDef,
    pub md_state: *mut std::ffi::c_void,
    pub md_weaklist: *mut PyObject,
    pub md_name: *mut PyObject,
}

/// A slot wrapper bound to an object.
#[repr(C)]
pub struct MethodWrapperLayout {
    pub ob_base: PyObject,
    pub descr: *mut PyObject,
    pub self_: *mut PyObject,
}

/// A read-only view of a mapping.
#[repr(C)]
pub struct MappingProxyLayout {
    pub ob_base: PyObject,
    pub mapping: *mut PyObject,
}
