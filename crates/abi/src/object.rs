//! `object.h`, `methodobject.h`, `descrobject.h`, `structmember.h`: headers, types and their tables.

use crate::*;

layouts! {
    PyObject, size 16 {
        ob_refcnt: isize = 0,
        ob_type: *mut PyTypeObject = 8,
    }
    PyVarObject, size 24 {
        ob_base: PyObject = 0,
        ob_size: isize = 16,
    }
    PyTypeObject, size 416 {
        ob_base: PyVarObject = 0,
        tp_name: *const c_char = 24,
        tp_basicsize: isize = 32,
        tp_itemsize: isize = 40,
        tp_dealloc: Option<destructor> = 48,
        tp_vectorcall_offset: isize = 56,
        tp_getattr: Option<getattrfunc> = 64,
        tp_setattr: Option<setattrfunc> = 72,
        tp_as_async: *mut PyAsyncMethods = 80,
        tp_repr: Option<reprfunc> = 88,
        tp_as_number: *mut PyNumberMethods = 96,
        tp_as_sequence: *mut PySequenceMethods = 104,
        tp_as_mapping: *mut PyMappingMethods = 112,
        tp_hash: Option<hashfunc> = 120,
        tp_call: Option<ternaryfunc> = 128,
        tp_str: Option<reprfunc> = 136,
        tp_getattro: Option<getattrofunc> = 144,
        tp_setattro: Option<setattrofunc> = 152,
        tp_as_buffer: *mut PyBufferProcs = 160,
        tp_flags: c_ulong = 168,
        tp_doc: *const c_char = 176,
        tp_traverse: Option<traverseproc> = 184,
        tp_clear: Option<inquiry> = 192,
        tp_richcompare: Option<richcmpfunc> = 200,
        tp_weaklistoffset: isize = 208,
        tp_iter: Option<getiterfunc> = 216,
        tp_iternext: Option<iternextfunc> = 224,
        tp_methods: *mut PyMethodDef = 232,
        tp_members: *mut PyMemberDef = 240,
        tp_getset: *mut PyGetSetDef = 248,
        tp_base: *mut PyTypeObject = 256,
        tp_dict: *mut PyObject = 264,
        tp_descr_get: Option<descrgetfunc> = 272,
        tp_descr_set: Option<descrsetfunc> = 280,
        tp_dictoffset: isize = 288,
        tp_init: Option<initproc> = 296,
        tp_alloc: Option<allocfunc> = 304,
        tp_new: Option<newfunc> = 312,
        tp_free: Option<freefunc> = 320,
        tp_is_gc: Option<inquiry> = 328,
        tp_bases: *mut PyObject = 336,
        tp_mro: *mut PyObject = 344,
        tp_cache: *mut PyObject = 352,
        tp_subclasses: *mut PyObject = 360,
        tp_weaklist: *mut PyObject = 368,
        tp_del: Option<destructor> = 376,
        tp_version_tag: c_uint = 384,
        tp_finalize: Option<destructor> = 392,
        tp_vectorcall: Option<vectorcallfunc> = 400,
        tp_print: *mut c_void = 408,
    }
    PyHeapTypeObject, size 880 {
        ht_type: PyTypeObject = 0,
        as_async: PyAsyncMethods = 416,
        as_number: PyNumberMethods = 440,
        as_mapping: PyMappingMethods = 728,
        as_sequence: PySequenceMethods = 752,
        as_buffer: PyBufferProcs = 832,
        ht_name: *mut PyObject = 848,
        ht_slots: *mut PyObject = 856,
        ht_qualname: *mut PyObject = 864,
        ht_cached_keys: *mut c_void = 872,
    }
    PyNumberMethods, size 288 {
        nb_add: Option<binaryfunc> = 0,
        nb_subtract: Option<binaryfunc> = 8,
        nb_multiply: Option<binaryfunc> = 16,
        nb_remainder: Option<binaryfunc> = 24,
        nb_divmod: Option<binaryfunc> = 32,
        nb_power: Option<ternaryfunc> = 40,
        nb_negative: Option<unaryfunc> = 48,
        nb_positive: Option<unaryfunc> = 56,
        nb_absolute: Option<unaryfunc> = 64,
        nb_bool: Option<inquiry> = 72,
        nb_invert: Option<unaryfunc> = 80,
        nb_lshift: Option<binaryfunc> = 88,
        nb_rshift: Option<binaryfunc> = 96,
        nb_and: Option<binaryfunc> = 104,
        nb_xor: Option<binaryfunc> = 112,
        nb_or: Option<binaryfunc> = 120,
        nb_int: Option<unaryfunc> = 128,
        nb_reserved: *mut c_void = 136,
        nb_float: Option<unaryfunc> = 144,
        nb_inplace_add: Option<binaryfunc> = 152,
        nb_inplace_subtract: Option<binaryfunc> = 160,
        nb_inplace_multiply: Option<binaryfunc> = 168,
        nb_inplace_remainder: Option<binaryfunc> = 176,
        nb_inplace_power: Option<ternaryfunc> = 184,
        nb_inplace_lshift: Option<binaryfunc> = 192,
        nb_inplace_rshift: Option<binaryfunc> = 200,
        nb_inplace_and: Option<binaryfunc> = 208,
        nb_inplace_xor: Option<binaryfunc> = 216,
        nb_inplace_or: Option<binaryfunc> = 224,
        nb_floor_divide: Option<binaryfunc> = 232,
        nb_true_divide: Option<binaryfunc> = 240,
        nb_inplace_floor_divide: Option<binaryfunc> = 248,
        nb_inplace_true_divide: Option<binaryfunc> = 256,
        nb_index: Option<unaryfunc> = 264,
        nb_matrix_multiply: Option<binaryfunc> = 272,
        nb_inplace_matrix_multiply: Option<binaryfunc> = 280,
    }
    PySequenceMethods, size 80 {
        sq_length: Option<lenfunc> = 0,
        sq_concat: Option<binaryfunc> = 8,
        sq_repeat: Option<ssizeargfunc> = 16,
        sq_item: Option<ssizeargfunc> = 24,
        was_sq_slice: *mut c_void = 32,
        sq_ass_item: Option<ssizeobjargproc> = 40,
        was_sq_ass_slice: *mut c_void = 48,
        sq_contains: Option<objobjproc> = 56,
        sq_inplace_concat: Option<binaryfunc> = 64,
        sq_inplace_repeat: Option<ssizeargfunc> = 72,
    }
    PyMappingMethods, size 24 {
        mp_length: Option<lenfunc> = 0,
        mp_subscript: Option<binaryfunc> = 8,
        mp_ass_subscript: Option<objobjargproc> = 16,
    }
    PyAsyncMethods, size 24 {
        am_await: Option<unaryfunc> = 0,
        am_aiter: Option<unaryfunc> = 8,
        am_anext: Option<unaryfunc> = 16,
    }
    PyBufferProcs, size 16 {
        bf_getbuffer: Option<getbufferproc> = 0,
        bf_releasebuffer: Option<releasebufferproc> = 8,
    }
    Py_buffer, size 80 {
        buf: *mut c_void = 0,
        obj: *mut PyObject = 8,
        len: isize = 16,
        itemsize: isize = 24,
        readonly: c_int = 32,
        ndim: c_int = 36,
        format: *mut c_char = 40,
        shape: *mut isize = 48,
        strides: *mut isize = 56,
        suboffsets: *mut isize = 64,
        internal: *mut c_void = 72,
    }
    PyGC_Head, size 16 {
        _gc_next: usize = 0,
        _gc_prev: usize = 8,
    }
    PyMethodDef, size 32 {
        ml_name: *const c_char = 0,
        ml_meth: Option<PyCFunction> = 8,
        ml_flags: c_int = 16,
        ml_doc: *const c_char = 24,
    }
    PyMemberDef, size 40 {
        name: *const c_char = 0,
        r#type: c_int = 8,
        offset: isize = 16,
        flags: c_int = 24,
        doc: *const c_char = 32,
    }
    PyGetSetDef, size 40 {
        name: *const c_char = 0,
        get: Option<getter> = 8,
        set: Option<setter> = 16,
        doc: *const c_char = 24,
        closure: *mut c_void = 32,
    }
    PyModuleDef_Base, size 40 {
        ob_base: PyObject = 0,
        m_init: *mut c_void = 16,
        m_index: isize = 24,
        m_copy: *mut PyObject = 32,
    }
    PyModuleDef, size 104 {
        m_base: PyModuleDef_Base = 0,
        m_name: *const c_char = 40,
        m_doc: *const c_char = 48,
        m_size: isize = 56,
        m_methods: *mut PyMethodDef = 64,
        m_slots: *mut PyModuleDef_Slot = 72,
        m_traverse: Option<traverseproc> = 80,
        m_clear: Option<inquiry> = 88,
        m_free: Option<freefunc> = 96,
    }
    PyModuleDef_Slot, size 16 {
        slot: c_int = 0,
        value: *mut c_void = 8,
    }
    PyType_Spec, size 32 {
        name: *const c_char = 0,
        basicsize: c_int = 8,
        itemsize: c_int = 12,
        flags: c_uint = 16,
        slots: *mut PyType_Slot = 24,
    }
    PyType_Slot, size 16 {
        slot: c_int = 0,
        pfunc: *mut c_void = 8,
    }
    _Py_Identifier, size 24 {
        next: *mut _Py_Identifier = 0,
        string: *const c_char = 8,
        object: *mut PyObject = 16,
    }
    wrapperbase, size 56 {
        name: *const c_char = 0,
        offset: c_int = 8,
        function: *mut c_void = 16,
        wrapper: Option<wrapperfunc> = 24,
        doc: *const c_char = 32,
        flags: c_int = 40,
        name_strobj: *mut PyObject = 48,
    }
    PyDescrObject, size 40 {
        ob_base: PyObject = 0,
        d_type: *mut PyTypeObject = 16,
        d_name: *mut PyObject = 24,
        d_qualname: *mut PyObject = 32,
    }
    PyMethodDescrObject, size 56 {
        d_common: PyDescrObject = 0,
        d_method: *mut PyMethodDef = 40,
        vectorcall: Option<vectorcallfunc> = 48,
    }
    PyMemberDescrObject, size 48 {
        d_common: PyDescrObject = 0,
        d_member: *mut PyMemberDef = 40,
    }
    PyGetSetDescrObject, size 48 {
        d_common: PyDescrObject = 0,
        d_getset: *mut PyGetSetDef = 40,
    }
    PyWrapperDescrObject, size 56 {
        d_common: PyDescrObject = 0,
        d_base: *mut wrapperbase = 40,
        d_wrapped: *mut c_void = 48,
    }
    PyWeakReference, size 56 {
        ob_base: PyObject = 0,
        wr_object: *mut PyObject = 16,
        wr_callback: *mut PyObject = 24,
        hash: isize = 32,
        wr_prev: *mut PyWeakReference = 40,
        wr_next: *mut PyWeakReference = 48,
    }
    PyStructSequence_Field, size 16 {
        name: *const c_char = 0,
        doc: *const c_char = 8,
    }
    PyStructSequence_Desc, size 32 {
        name: *const c_char = 0,
        doc: *const c_char = 8,
        fields: *mut PyStructSequence_Field = 16,
        n_in_sequence: c_int = 24,
    }
}
