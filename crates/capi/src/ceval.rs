//! `ceval.h`, `code.h`: running code, code objects and what hangs on them.

use std::ffi::{c_int, c_void};

use pyston_object::abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_object::tstate;
use pyston_runtime::code::{Code, CodeParts};
use pyston_runtime::frame::Frame;
use pyston_runtime::{code_extra, gil, lifecycle, pending};

use crate::answer::Borrowed;
use crate::capi;
use crate::text::{CText, Out};

/// Gives the GIL up.
fn save() -> *mut PyThreadState {
    if tstate::current().is_null() {
        (pyston_object::hooks::get().fatal)("PyEval_SaveThread: NULL tstate");
    }
    gil::release()
}

/// Takes the GIL; `errno` stays.
fn restore(state: *mut PyThreadState) {
    let errno = errors::last_errno();
    gil::acquire(state);
    errors::set_errno(errno);
}

/// The parts of a code object in the order of C's parameters.
macro_rules! code_of {
    ($($field:ident),*) => { Code::new(CodeParts { $($field: own($field)),* }) };
}

/// A part as a code object takes it.
fn own<T: Part>(part: T) -> T::Owned {
    part.owned()
}

trait Part {
    type Owned;
    fn owned(self) -> Self::Owned;
}

impl Part for c_int {
    type Owned = c_int;
    fn owned(self) -> c_int {
        self
    }
}

impl<T: Layout> Part for &T {
    type Owned = Py<T>;
    fn owned(self) -> Py<T> {
        self.new_ref()
    }
}

capi! {
    fn PyEval_SaveThread() -> *mut PyThreadState { save() }

    fn PyEval_RestoreThread(state: *mut PyThreadState) { restore(state) }

    fn PyEval_AcquireThread(state: *mut PyThreadState) { restore(state) }

    fn PyEval_ReleaseThread(_state: *mut PyThreadState) { gil::release(); }

    fn PyEval_InitThreads() {}

    fn PyEval_ThreadsInitialized() -> c_int { 1 }

    /// A borrowed reference.
    fn PyEval_GetBuiltins() -> Borrowed {
        match Frame::current() {
            Some(frame) => Borrowed::new(frame.builtins()),
            None => {
                let module = pyston_runtime::import::import_module("builtins").ok();
                Borrowed::kept(module.and_then(|module| module.downcast::<Module>().map(|module| module.dict().into_object())))
            }
        }
    }

    /// A borrowed reference, null if no Python code runs.
    fn PyEval_GetGlobals() -> Borrowed {
        Frame::current().map_or(Borrowed::NULL, |frame| Borrowed::new(frame.globals()))
    }

    /// A borrowed reference.
    fn PyEval_GetLocals() -> PyResult<Borrowed> {
        (pyston_object::hooks::get().current_locals)().map(|locals| Borrowed::new(&locals))
    }

    /// A borrowed reference, null if no Python code runs.
    fn PyEval_GetFrame() -> Borrowed { Frame::current().map_or(Borrowed::NULL, |frame| Borrowed::new(frame)) }

    fn PyEval_CallObjectWithKeywords(callable: &Object, args: Option<&Object>, kwargs: Option<&Object>) -> PyResult {
        let args = match args {
            None => Tuple::empty(),
            Some(args) => match args.downcast::<Tuple>() {
                Some(args) => args.new_ref(),
                None => return Err(raise!(TypeError, "argument list must be a tuple")),
            },
        };
        let kwargs = match kwargs {
            None => None,
            Some(kwargs) => match kwargs.downcast::<Dict>() {
                Some(kwargs) => Some(kwargs),
                None => return Err(raise!(TypeError, "keyword list must be a dictionary")),
            },
        };
        pyston_object::call::call_tuple(callable, &args, kwargs)
    }

    fn Py_GetRecursionLimit() -> c_int { tstate::recursion_limit() }

    fn Py_SetRecursionLimit(limit: c_int) { tstate::set_recursion_limit(limit) }

    /// A native recursion that went deeper: the caller's counter is over the limit.
    fn _Py_CheckRecursiveCall(place: CText<'_>) -> PyResult<()> {
        let place = place.name().unwrap_or_default();
        // The caller counted its level already, and does not give it back if this fails.
        tstate::enter_recursive(&place).map(drop).inspect_err(|_| tstate::leave_frame())
    }

    fn Py_AddPendingCall(call: Option<pending::Call>, argument: *mut c_void) -> c_int {
        match call {
            Some(call) if pending::add_call(call, argument) => 0,
            _ => -1,
        }
    }

    fn Py_MakePendingCalls() -> PyResult<()> { pending::make_calls() }

    fn _PyEval_SliceIndex(object: &Object, result: Out<'_, isize>) -> c_int {
        if object.is_none() {
            return 1;
        }
        slice_index(object, result)
    }

    fn _PyEval_SliceIndexNotNone(object: &Object, result: Out<'_, isize>) -> c_int { slice_index(object, result) }

    fn _PyEval_RequestCodeExtraIndex(free: code_extra::Free) -> isize {
        code_extra::request_index(free).map_or(-1, |index| index as isize)
    }

    fn _PyCode_GetExtra(code: &Object, index: isize, value: Out<'_, *mut c_void>) -> PyResult<()> {
        let code = code.downcast::<Code>().ok_or_else(errors::bad_internal_call)?;
        value.set(code.extra(index));
        Ok(())
    }

    fn _PyCode_SetExtra(code: &Object, index: isize, value: *mut c_void) -> PyResult<()> {
        code.downcast::<Code>().ok_or_else(errors::bad_internal_call)?.set_extra(index, value)
    }

    fn PyCode_New(
        argcount: c_int, kwonlyargcount: c_int, nlocals: c_int, stacksize: c_int, flags: c_int, code: &Bytes,
        consts: &Tuple, names: &Tuple, varnames: &Tuple, freevars: &Tuple, cellvars: &Tuple, filename: &Str, name: &Str,
        firstlineno: c_int, lnotab: &Bytes,
    ) -> PyResult<Py<Code>> {
        let posonlyargcount = 0;
        code_of!(
            argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, code, consts, names, varnames,
            freevars, cellvars, filename, name, firstlineno, lnotab
        )
    }

    fn PyCode_NewWithPosOnlyArgs(
        argcount: c_int, posonlyargcount: c_int, kwonlyargcount: c_int, nlocals: c_int, stacksize: c_int, flags: c_int,
        code: &Bytes, consts: &Tuple, names: &Tuple, varnames: &Tuple, freevars: &Tuple, cellvars: &Tuple,
        filename: &Str, name: &Str, firstlineno: c_int, lnotab: &Bytes,
    ) -> PyResult<Py<Code>> {
        code_of!(
            argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, code, consts, names, varnames,
            freevars, cellvars, filename, name, firstlineno, lnotab
        )
    }

    fn PyCode_NewEmpty(filename: CText<'_>, name: CText<'_>, firstlineno: c_int) -> PyResult<Py<Code>> {
        let empty = Tuple::empty();
        let (filename, name) = (pyston_builtins::codecs::decode_file_name(filename.bytes().unwrap_or_default())?, name.decode()?);
        let none = Bytes::new(b"")?;
        Code::new(CodeParts {
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            nlocals: 0,
            stacksize: 0,
            flags: 0,
            firstlineno,
            code: none.clone(),
            consts: empty.clone(),
            names: empty.clone(),
            varnames: empty.clone(),
            freevars: empty.clone(),
            cellvars: empty,
            filename,
            name,
            lnotab: none,
        })
    }

    fn PyCode_Addr2Line(code: &Code, offset: c_int) -> c_int { code.line_of(offset) }

    fn _PyThread_CurrentFrames() -> PyResult { pyston_object::call::call(&*current_frames()?, &[]) }

    /// How many threads got the exception: 1 or 0.
    fn PyThreadState_SetAsyncExc(thread: std::ffi::c_ulong, exception: Option<&Object>) -> c_int {
        pending::set_async_exception(thread, exception) as c_int
    }

    fn PyEval_GetFuncName(function: &Object) -> *const std::ffi::c_char { function.ty().tp().tp_name }

    fn _PyThreadState_UncheckedGet() -> *mut PyThreadState { tstate::current() }

    fn Py_IsInitialized() -> bool { lifecycle::is_initialized() }
}

fn current_frames() -> PyResult {
    let found = pyston_runtime::sys::get(name!("_current_frames"))?;
    found.ok_or_else(|| raise!(RuntimeError, "lost sys._current_frames"))
}

/// 1 with the index clamped to a machine word, 0 with an exception set.
fn slice_index(object: &Object, result: Out<'_, isize>) -> c_int {
    match pyston_object::slice::bound_not_none(Some(object), 0) {
        Ok(index) => {
            result.set(index);
            1
        }
        Err(Raised) => 0,
    }
}
