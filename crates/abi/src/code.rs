//! Functions, code objects, frames, tracebacks and generators.

use crate::*;

layouts! {
    PyFunctionObject, size 120 {
        ob_base: PyObject = 0,
        func_code: *mut PyObject = 16,
        func_globals: *mut PyObject = 24,
        func_defaults: *mut PyObject = 32,
        func_kwdefaults: *mut PyObject = 40,
        func_closure: *mut PyObject = 48,
        func_doc: *mut PyObject = 56,
        func_name: *mut PyObject = 64,
        func_dict: *mut PyObject = 72,
        func_weakreflist: *mut PyObject = 80,
        func_module: *mut PyObject = 88,
        func_annotations: *mut PyObject = 96,
        func_qualname: *mut PyObject = 104,
        vectorcall: Option<vectorcallfunc> = 112,
    }
    PyCFunctionObject, size 56 {
        ob_base: PyObject = 0,
        m_ml: *mut PyMethodDef = 16,
        m_self: *mut PyObject = 24,
        m_module: *mut PyObject = 32,
        m_weakreflist: *mut PyObject = 40,
        vectorcall: Option<vectorcallfunc> = 48,
    }
    PyMethodObject, size 48 {
        ob_base: PyObject = 0,
        im_func: *mut PyObject = 16,
        im_self: *mut PyObject = 24,
        im_weakreflist: *mut PyObject = 32,
        vectorcall: Option<vectorcallfunc> = 40,
    }
    PyInstanceMethodObject, size 24 {
        ob_base: PyObject = 0,
        func: *mut PyObject = 16,
    }
    PyCodeObject, size 176 {
        ob_base: PyObject = 0,
        co_argcount: c_int = 16,
        co_posonlyargcount: c_int = 20,
        co_kwonlyargcount: c_int = 24,
        co_nlocals: c_int = 28,
        co_stacksize: c_int = 32,
        co_flags: c_int = 36,
        co_firstlineno: c_int = 40,
        co_code: *mut PyObject = 48,
        co_consts: *mut PyObject = 56,
        co_names: *mut PyObject = 64,
        co_varnames: *mut PyObject = 72,
        co_freevars: *mut PyObject = 80,
        co_cellvars: *mut PyObject = 88,
        co_cell2arg: *mut isize = 96,
        co_filename: *mut PyObject = 104,
        co_name: *mut PyObject = 112,
        co_lnotab: *mut PyObject = 120,
        co_zombieframe: *mut c_void = 128,
        co_weakreflist: *mut PyObject = 136,
        co_extra: *mut c_void = 144,
        co_opcache_map: *mut u8 = 152,
        co_opcache: *mut c_void = 160,
        co_opcache_flag: c_int = 168,
        co_opcache_size: u8 = 172,
    }
    PyFrameObject, size 368 {
        ob_base: PyVarObject = 0,
        f_back: *mut PyFrameObject = 24,
        f_code: *mut PyCodeObject = 32,
        f_builtins: *mut PyObject = 40,
        f_globals: *mut PyObject = 48,
        f_locals: *mut PyObject = 56,
        f_valuestack: *mut *mut PyObject = 64,
        f_stacktop: *mut *mut PyObject = 72,
        f_trace: *mut PyObject = 80,
        f_trace_lines: c_char = 88,
        f_trace_opcodes: c_char = 89,
        f_gen: *mut PyObject = 96,
        f_lasti: c_int = 104,
        f_lineno: c_int = 108,
        f_iblock: c_int = 112,
        f_executing: c_char = 116,
        f_blockstack: [PyTryBlock; 20] = 120,
        f_localsplus: [*mut PyObject; 1] = 360,
    }
    PyTryBlock, size 12 {
        b_type: c_int = 0,
        b_handler: c_int = 4,
        b_level: c_int = 8,
    }
    PyTracebackObject, size 40 {
        ob_base: PyObject = 0,
        tb_next: *mut PyTracebackObject = 16,
        tb_frame: *mut PyFrameObject = 24,
        tb_lasti: c_int = 32,
        tb_lineno: c_int = 36,
    }
    PyGenObject, size 96 {
        ob_base: PyObject = 0,
        gi_frame: *mut PyFrameObject = 16,
        gi_running: c_char = 24,
        gi_code: *mut PyObject = 32,
        gi_weakreflist: *mut PyObject = 40,
        gi_name: *mut PyObject = 48,
        gi_qualname: *mut PyObject = 56,
        gi_exc_state: _PyErr_StackItem = 64,
    }
    PyCoroObject, size 104 {
        ob_base: PyObject = 0,
        cr_frame: *mut PyFrameObject = 16,
        cr_running: c_char = 24,
        cr_code: *mut PyObject = 32,
        cr_weakreflist: *mut PyObject = 40,
        cr_name: *mut PyObject = 48,
        cr_qualname: *mut PyObject = 56,
        cr_exc_state: _PyErr_StackItem = 64,
        cr_origin: *mut PyObject = 96,
    }
    PyAsyncGenObject, size 120 {
        ob_base: PyObject = 0,
        ag_frame: *mut PyFrameObject = 16,
        ag_running: c_char = 24,
        ag_code: *mut PyObject = 32,
        ag_weakreflist: *mut PyObject = 40,
        ag_name: *mut PyObject = 48,
        ag_qualname: *mut PyObject = 56,
        ag_exc_state: _PyErr_StackItem = 64,
        ag_finalizer: *mut PyObject = 96,
        ag_hooks_inited: c_int = 104,
        ag_closed: c_int = 108,
        ag_running_async: c_int = 112,
    }
}
