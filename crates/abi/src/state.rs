//! Thread state and runtime state.

use crate::*;

layouts! {
    PyThreadState, size 264 {
        prev: *mut PyThreadState = 0,
        next: *mut PyThreadState = 8,
        interp: *mut c_void = 16,
        frame: *mut PyFrameObject = 24,
        recursion_depth: c_int = 32,
        overflowed: c_char = 36,
        recursion_critical: c_char = 37,
        stackcheck_counter: c_int = 40,
        tracing: c_int = 44,
        use_tracing: c_int = 48,
        c_profilefunc: Option<Py_tracefunc> = 56,
        c_tracefunc: Option<Py_tracefunc> = 64,
        c_profileobj: *mut PyObject = 72,
        c_traceobj: *mut PyObject = 80,
        curexc_type: *mut PyObject = 88,
        curexc_value: *mut PyObject = 96,
        curexc_traceback: *mut PyObject = 104,
        exc_state: _PyErr_StackItem = 112,
        exc_info: *mut _PyErr_StackItem = 144,
        dict: *mut PyObject = 152,
        gilstate_counter: c_int = 160,
        async_exc: *mut PyObject = 168,
        thread_id: c_ulong = 176,
        trash_delete_nesting: c_int = 184,
        trash_delete_later: *mut PyObject = 192,
        on_delete: *mut c_void = 200,
        on_delete_data: *mut c_void = 208,
        coroutine_origin_tracking_depth: c_int = 216,
        async_gen_firstiter: *mut PyObject = 224,
        async_gen_finalizer: *mut PyObject = 232,
        context: *mut PyObject = 240,
        context_ver: u64 = 248,
        id: u64 = 256,
    }
    _PyErr_StackItem, size 32 {
        exc_type: *mut PyObject = 0,
        exc_value: *mut PyObject = 8,
        exc_traceback: *mut PyObject = 16,
        previous_item: *mut _PyErr_StackItem = 24,
    }
    _Py_HashSecret_t, size 24 {
        uc: [u8; 24] = 0,
    }
    Py_tss_t, size 8 {
        _is_initialized: c_int = 0,
        _key: u32 = 4,
    }
}
