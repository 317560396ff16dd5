//! Structs of the other parts of the C interface: writers of text, memory, argument parsing, tables of modules.
//!
//! **Invariant**: as in the whole crate, offsets are CPython's; who may change a field is said where it is used.

use crate::*;

layouts! {
    _PyUnicodeWriter, size 56 {
        buffer: *mut PyObject = 0,
        data: *mut c_void = 8,
        kind: c_uint = 16,
        maxchar: u32 = 20,
        size: isize = 24,
        pos: isize = 32,
        min_length: isize = 40,
        min_char: u32 = 48,
        overallocate: u8 = 52,
        readonly: u8 = 53,
    }
    _PyBytesWriter, size 552 {
        buffer: *mut PyObject = 0,
        allocated: isize = 8,
        min_size: isize = 16,
        use_bytearray: c_int = 24,
        overallocate: c_int = 28,
        use_small_buffer: c_int = 32,
        small_buffer: [c_char; 512] = 36,
    }
    _PyArg_Parser, size 64 {
        format: *const c_char = 0,
        keywords: *const *const c_char = 8,
        fname: *const c_char = 16,
        custom_msg: *const c_char = 24,
        pos: c_int = 32,
        min: c_int = 36,
        max: c_int = 40,
        kwtuple: *mut PyObject = 48,
        next: *mut _PyArg_Parser = 56,
    }
    PyCompilerFlags, size 8 {
        cf_flags: c_int = 0,
        cf_feature_version: c_int = 4,
    }
    PyFutureFeatures, size 8 {
        ff_features: c_int = 0,
        ff_lineno: c_int = 4,
    }
    PyAddrPair, size 8 {
        ap_lower: c_int = 0,
        ap_upper: c_int = 4,
    }
    PyMemAllocatorEx, size 40 {
        ctx: *mut c_void = 0,
        malloc: Option<unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void> = 8,
        calloc: Option<unsafe extern "C" fn(*mut c_void, usize, usize) -> *mut c_void> = 16,
        realloc: Option<unsafe extern "C" fn(*mut c_void, *mut c_void, usize) -> *mut c_void> = 24,
        free: Option<unsafe extern "C" fn(*mut c_void, *mut c_void)> = 32,
    }
    PyObjectArenaAllocator, size 24 {
        ctx: *mut c_void = 0,
        alloc: Option<unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void> = 8,
        free: Option<unsafe extern "C" fn(*mut c_void, *mut c_void, usize)> = 16,
    }
    PyHash_FuncDef, size 24 {
        hash: Option<unsafe extern "C" fn(*const c_void, isize) -> isize> = 0,
        name: *const c_char = 8,
        hash_bits: c_int = 16,
        seed_bits: c_int = 20,
    }
    _PyTraceMalloc_Config, size 16 {
        initialized: c_int = 0,
        tracing: c_int = 4,
        max_nframe: c_int = 8,
        use_domain: c_int = 12,
    }
    _Py_clock_info_t, size 24 {
        implementation: *const c_char = 0,
        monotonic: c_int = 8,
        adjustable: c_int = 12,
        resolution: f64 = 16,
    }
    _PyCrossInterpreterData, size 40 {
        data: *mut c_void = 0,
        obj: *mut PyObject = 8,
        interp: i64 = 16,
        new_object: Option<unsafe extern "C" fn(*mut _PyCrossInterpreterData) -> *mut PyObject> = 24,
        free: Option<unsafe extern "C" fn(*mut c_void)> = 32,
    }
    _inittab, size 16 {
        name: *const c_char = 0,
        initfunc: Option<unsafe extern "C" fn() -> *mut PyObject> = 8,
    }
    _frozen, size 24 {
        name: *const c_char = 0,
        code: *const u8 = 8,
        size: c_int = 16,
    }
    _PyUnicode_Name_CAPI, size 24 {
        size: c_int = 0,
        getname: Option<unsafe extern "C" fn(*mut PyObject, u32, *mut c_char, c_int, c_int) -> c_int> = 8,
        getcode: Option<unsafe extern "C" fn(*const c_char, c_int, *mut u32, c_int) -> c_int> = 16,
    }
}
