//! The layouts of the built-in data types.

use crate::*;

layouts! {
    PyLongObject, size 32 {
        ob_base: PyVarObject = 0,
        ob_digit: [u32; 1] = 24,
    }
    PyFloatObject, size 24 {
        ob_base: PyObject = 0,
        ob_fval: f64 = 16,
    }
    Py_complex, size 16 {
        real: f64 = 0,
        imag: f64 = 8,
    }
    PyComplexObject, size 32 {
        ob_base: PyObject = 0,
        cval: Py_complex = 16,
    }
    PyBytesObject, size 40 {
        ob_base: PyVarObject = 0,
        ob_shash: isize = 24,
        ob_sval: [c_char; 1] = 32,
    }
    PyByteArrayObject, size 56 {
        ob_base: PyVarObject = 0,
        ob_alloc: isize = 24,
        ob_bytes: *mut c_char = 32,
        ob_start: *mut c_char = 40,
        ob_exports: c_int = 48,
    }
    PyASCIIObject, size 48 {
        ob_base: PyObject = 0,
        length: isize = 16,
        hash: isize = 24,
        state: u32 = 32,
        wstr: *mut u32 = 40,
    }
    PyCompactUnicodeObject, size 72 {
        _base: PyASCIIObject = 0,
        utf8_length: isize = 48,
        utf8: *mut c_char = 56,
        wstr_length: isize = 64,
    }
    PyUnicodeObject, size 80 {
        _base: PyCompactUnicodeObject = 0,
        data: *mut c_void = 72,
    }
    PyTupleObject, size 32 {
        ob_base: PyVarObject = 0,
        ob_item: [*mut PyObject; 1] = 24,
    }
    PyListObject, size 40 {
        ob_base: PyVarObject = 0,
        ob_item: *mut *mut PyObject = 24,
        allocated: isize = 32,
    }
    PyDictObject, size 48 {
        ob_base: PyObject = 0,
        ma_used: isize = 16,
        ma_version_tag: u64 = 24,
        ma_keys: *mut c_void = 32,
        ma_values: *mut *mut PyObject = 40,
    }
    _PyDictViewObject, size 24 {
        ob_base: PyObject = 0,
        dv_dict: *mut PyDictObject = 16,
    }
    setentry, size 16 {
        key: *mut PyObject = 0,
        hash: isize = 8,
    }
    PySetObject, size 200 {
        ob_base: PyObject = 0,
        fill: isize = 16,
        used: isize = 24,
        mask: isize = 32,
        table: *mut setentry = 40,
        hash: isize = 48,
        finger: isize = 56,
        smalltable: [setentry; 8] = 64,
        weakreflist: *mut PyObject = 192,
    }
    PySliceObject, size 40 {
        ob_base: PyObject = 0,
        start: *mut PyObject = 16,
        stop: *mut PyObject = 24,
        step: *mut PyObject = 32,
    }
    PyCellObject, size 24 {
        ob_base: PyObject = 0,
        ob_ref: *mut PyObject = 16,
    }
    _PyManagedBufferObject, size 112 {
        ob_base: PyObject = 0,
        flags: c_int = 16,
        exports: isize = 24,
        master: Py_buffer = 32,
    }
    PyMemoryViewObject, size 152 {
        ob_base: PyVarObject = 0,
        mbuf: *mut _PyManagedBufferObject = 24,
        hash: isize = 32,
        flags: c_int = 40,
        exports: isize = 48,
        view: Py_buffer = 56,
        weakreflist: *mut PyObject = 136,
        ob_array: [isize; 1] = 144,
    }
}
