//! `pyerrors.h`: exception instances.

use crate::*;

layouts! {
    PyBaseExceptionObject, size 64 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
    }
    PySyntaxErrorObject, size 112 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        msg: *mut PyObject = 64,
        filename: *mut PyObject = 72,
        lineno: *mut PyObject = 80,
        offset: *mut PyObject = 88,
        text: *mut PyObject = 96,
        print_file_and_line: *mut PyObject = 104,
    }
    PyImportErrorObject, size 88 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        msg: *mut PyObject = 64,
        name: *mut PyObject = 72,
        path: *mut PyObject = 80,
    }
    PyUnicodeErrorObject, size 104 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        encoding: *mut PyObject = 64,
        object: *mut PyObject = 72,
        start: isize = 80,
        end: isize = 88,
        reason: *mut PyObject = 96,
    }
    PySystemExitObject, size 72 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        code: *mut PyObject = 64,
    }
    PyOSErrorObject, size 104 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        myerrno: *mut PyObject = 64,
        strerror: *mut PyObject = 72,
        filename: *mut PyObject = 80,
        filename2: *mut PyObject = 88,
        written: isize = 96,
    }
    PyStopIterationObject, size 72 {
        ob_base: PyObject = 0,
        dict: *mut PyObject = 16,
        args: *mut PyObject = 24,
        traceback: *mut PyObject = 32,
        context: *mut PyObject = 40,
        cause: *mut PyObject = 48,
        suppress_context: c_char = 56,
        value: *mut PyObject = 64,
    }
}
