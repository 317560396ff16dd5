//! Flag bits and small enumerations of the C interface.

use crate::*;

/// `tp_flags`.
pub const Py_TPFLAGS_HEAPTYPE: c_ulong = 1 << 9;
pub const Py_TPFLAGS_BASETYPE: c_ulong = 1 << 10;
pub const Py_TPFLAGS_HAVE_VECTORCALL: c_ulong = 1 << 11;
pub const Py_TPFLAGS_READY: c_ulong = 1 << 12;
pub const Py_TPFLAGS_READYING: c_ulong = 1 << 13;
pub const Py_TPFLAGS_HAVE_GC: c_ulong = 1 << 14;
pub const Py_TPFLAGS_METHOD_DESCRIPTOR: c_ulong = 1 << 17;
pub const Py_TPFLAGS_HAVE_VERSION_TAG: c_ulong = 1 << 18;
pub const Py_TPFLAGS_VALID_VERSION_TAG: c_ulong = 1 << 19;
pub const Py_TPFLAGS_IS_ABSTRACT: c_ulong = 1 << 20;
pub const Py_TPFLAGS_LONG_SUBCLASS: c_ulong = 1 << 24;
pub const Py_TPFLAGS_LIST_SUBCLASS: c_ulong = 1 << 25;
pub const Py_TPFLAGS_TUPLE_SUBCLASS: c_ulong = 1 << 26;
pub const Py_TPFLAGS_BYTES_SUBCLASS: c_ulong = 1 << 27;
pub const Py_TPFLAGS_UNICODE_SUBCLASS: c_ulong = 1 << 28;
pub const Py_TPFLAGS_DICT_SUBCLASS: c_ulong = 1 << 29;
pub const Py_TPFLAGS_BASE_EXC_SUBCLASS: c_ulong = 1 << 30;
pub const Py_TPFLAGS_TYPE_SUBCLASS: c_ulong = 1 << 31;
pub const Py_TPFLAGS_DEFAULT: c_ulong = Py_TPFLAGS_HAVE_VERSION_TAG;

/// `PyMethodDef.ml_flags`.
pub const METH_VARARGS: c_int = 0x01;
pub const METH_KEYWORDS: c_int = 0x02;
pub const METH_NOARGS: c_int = 0x04;
pub const METH_O: c_int = 0x08;
pub const METH_CLASS: c_int = 0x10;
pub const METH_STATIC: c_int = 0x20;
pub const METH_COEXIST: c_int = 0x40;
pub const METH_FASTCALL: c_int = 0x80;

/// `PyMemberDef.type`.
pub const T_SHORT: c_int = 0;
pub const T_INT: c_int = 1;
pub const T_LONG: c_int = 2;
pub const T_FLOAT: c_int = 3;
pub const T_DOUBLE: c_int = 4;
pub const T_STRING: c_int = 5;
pub const T_OBJECT: c_int = 6;
pub const T_CHAR: c_int = 7;
pub const T_BYTE: c_int = 8;
pub const T_UBYTE: c_int = 9;
pub const T_USHORT: c_int = 10;
pub const T_UINT: c_int = 11;
pub const T_ULONG: c_int = 12;
pub const T_STRING_INPLACE: c_int = 13;
pub const T_BOOL: c_int = 14;
pub const T_OBJECT_EX: c_int = 16;
pub const T_LONGLONG: c_int = 17;
pub const T_ULONGLONG: c_int = 18;
pub const T_PYSSIZET: c_int = 19;
pub const T_NONE: c_int = 20;

/// `PyMemberDef.flags`.
pub const READONLY: c_int = 1;
/// Reading the member is an audit event.
pub const READ_RESTRICTED: c_int = 2;

/// The `op` of `tp_richcompare`.
pub const Py_LT: c_int = 0;
pub const Py_LE: c_int = 1;
pub const Py_EQ: c_int = 2;
pub const Py_NE: c_int = 3;
pub const Py_GT: c_int = 4;
pub const Py_GE: c_int = 5;

/// The top bit of a vectorcall's `nargsf`: `args[-1]` may be overwritten by the callee.
pub const PY_VECTORCALL_ARGUMENTS_OFFSET: usize = 1 << 63;

/// Requests of `bf_getbuffer`.
pub const PyBUF_SIMPLE: c_int = 0;
pub const PyBUF_WRITABLE: c_int = 0x1;
pub const PyBUF_FORMAT: c_int = 0x4;
pub const PyBUF_ND: c_int = 0x8;
pub const PyBUF_STRIDES: c_int = 0x10 | PyBUF_ND;
pub const PyBUF_C_CONTIGUOUS: c_int = 0x20 | PyBUF_STRIDES;
pub const PyBUF_F_CONTIGUOUS: c_int = 0x40 | PyBUF_STRIDES;
pub const PyBUF_ANY_CONTIGUOUS: c_int = 0x80 | PyBUF_STRIDES;
pub const PyBUF_INDIRECT: c_int = 0x100 | PyBUF_STRIDES;
pub const PyBUF_CONTIG: c_int = PyBUF_ND | PyBUF_WRITABLE;
pub const PyBUF_CONTIG_RO: c_int = PyBUF_ND;
pub const PyBUF_FULL: c_int = PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT;
pub const PyBUF_FULL_RO: c_int = PyBUF_INDIRECT | PyBUF_FORMAT;
pub const PyBUF_RECORDS_RO: c_int = PyBUF_STRIDES | PyBUF_FORMAT;

/// `co_flags`.
pub const CO_OPTIMIZED: c_int = 0x1;
pub const CO_NEWLOCALS: c_int = 0x2;
pub const CO_VARARGS: c_int = 0x4;
pub const CO_VARKEYWORDS: c_int = 0x8;
pub const CO_NESTED: c_int = 0x10;
pub const CO_GENERATOR: c_int = 0x20;
pub const CO_NOFREE: c_int = 0x40;
pub const CO_COROUTINE: c_int = 0x80;
pub const CO_ITERABLE_COROUTINE: c_int = 0x100;
pub const CO_ASYNC_GENERATOR: c_int = 0x200;
