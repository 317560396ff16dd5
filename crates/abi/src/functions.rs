//! The function pointer types of CPython's slots and tables (`object.h`, `methodobject.h`).

use crate::*;

type Obj = *mut PyObject;

pub type unaryfunc = unsafe extern "C" fn(Obj) -> Obj;
pub type binaryfunc = unsafe extern "C" fn(Obj, Obj) -> Obj;
pub type ternaryfunc = unsafe extern "C" fn(Obj, Obj, Obj) -> Obj;
pub type inquiry = unsafe extern "C" fn(Obj) -> c_int;
pub type lenfunc = unsafe extern "C" fn(Obj) -> isize;
pub type ssizeargfunc = unsafe extern "C" fn(Obj, isize) -> Obj;
pub type ssizeobjargproc = unsafe extern "C" fn(Obj, isize, Obj) -> c_int;
pub type objobjproc = unsafe extern "C" fn(Obj, Obj) -> c_int;
pub type objobjargproc = unsafe extern "C" fn(Obj, Obj, Obj) -> c_int;
pub type destructor = unsafe extern "C" fn(Obj);
pub type getattrfunc = unsafe extern "C" fn(Obj, *mut c_char) -> Obj;
pub type setattrfunc = unsafe extern "C" fn(Obj, *mut c_char, Obj) -> c_int;
pub type getattrofunc = unsafe extern "C" fn(Obj, Obj) -> Obj;
pub type setattrofunc = unsafe extern "C" fn(Obj, Obj, Obj) -> c_int;
pub type reprfunc = unsafe extern "C" fn(Obj) -> Obj;
pub type hashfunc = unsafe extern "C" fn(Obj) -> isize;
pub type richcmpfunc = unsafe extern "C" fn(Obj, Obj, c_int) -> Obj;
pub type getiterfunc = unsafe extern "C" fn(Obj) -> Obj;
pub type iternextfunc = unsafe extern "C" fn(Obj) -> Obj;
pub type descrgetfunc = unsafe extern "C" fn(Obj, Obj, Obj) -> Obj;
pub type descrsetfunc = unsafe extern "C" fn(Obj, Obj, Obj) -> c_int;
pub type initproc = unsafe extern "C" fn(Obj, Obj, Obj) -> c_int;
pub type newfunc = unsafe extern "C" fn(*mut PyTypeObject, Obj, Obj) -> Obj;
pub type allocfunc = unsafe extern "C" fn(*mut PyTypeObject, isize) -> Obj;
pub type freefunc = unsafe extern "C" fn(*mut c_void);
pub type visitproc = unsafe extern "C" fn(Obj, *mut c_void) -> c_int;
pub type traverseproc = unsafe extern "C" fn(Obj, visitproc, *mut c_void) -> c_int;
/// `(callable, args, nargsf, kwnames)`, PEP 590.
pub type vectorcallfunc = unsafe extern "C" fn(Obj, *const Obj, usize, Obj) -> Obj;
pub type getbufferproc = unsafe extern "C" fn(Obj, *mut Py_buffer, c_int) -> c_int;
pub type releasebufferproc = unsafe extern "C" fn(Obj, *mut Py_buffer);
pub type getter = unsafe extern "C" fn(Obj, *mut c_void) -> Obj;
pub type setter = unsafe extern "C" fn(Obj, Obj, *mut c_void) -> c_int;
/// The declared type of a method's function; what it really is follows from the `METH_*` flags.
pub type PyCFunction = unsafe extern "C" fn(Obj, Obj) -> Obj;
pub type PyCFunctionWithKeywords = unsafe extern "C" fn(Obj, Obj, Obj) -> Obj;
pub type PyCFunctionFast = unsafe extern "C" fn(Obj, *const Obj, isize) -> Obj;
pub type PyCFunctionFastWithKeywords = unsafe extern "C" fn(Obj, *const Obj, isize, Obj) -> Obj;
pub type Py_tracefunc = unsafe extern "C" fn(Obj, *mut PyFrameObject, c_int, Obj) -> c_int;
pub type wrapperfunc = unsafe extern "C" fn(Obj, Obj, *mut c_void) -> Obj;
