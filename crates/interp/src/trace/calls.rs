//! Calls of native functions with profile events.

use std::ffi::c_int;

use pyston_object::cfunction::CFunction;
use pyston_object::prelude::*;
use pyston_object::{call, statics};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::frame::Frame;
use pyston_runtime::trace::{self, Role, what};

use crate::ops;
use crate::registers::Registers;

/// Does the call of `instr` if it is one of native code and the thread profiles: its result.
#[inline(never)]
pub fn native_call(frame: &Frame, r: Registers, instr: &Instr) -> PyResult<Option<Py>> {
    if !trace::is_on() || !trace::has(Role::Profile) {
        return Ok(None);
    }
    match instr.op {
        Op::CallMethod => {
            let is_method = r.peek(instr.b).is_some();
            let (at, n) = if is_method { (instr.b, instr.c + 1) } else { (instr.b + 1, instr.c) };
            native(frame, r.get(at), r.run(at + 1, n), None)
        }
        Op::CallKw => {
            let names: &Tuple = r.get(instr.b + instr.c + 1).downcast().ok_or_else(errors::bad_internal_call)?;
            native(frame, r.get(instr.b), r.run(instr.b + 1, instr.c), Some(names))
        }
        Op::CallEx => {
            let callable = r.get(instr.b);
            if !is_native(callable) {
                return Ok(None);
            }
            let (args, kwargs) = ops::call_ex_arguments(r.run(instr.b, 2 + (instr.c & 1)))?;
            let Some((function, skip)) = subject(callable, args.as_slice())? else { return Ok(None) };
            let rest = Tuple::from_slice(&args.as_slice()[skip..])?;
            profiled(frame, &function, || call::call_tuple(&function, &rest, kwargs.as_deref())).map(Some)
        }
        _ => native(frame, r.get(instr.b), r.run(instr.b + 1, instr.c), None),
    }
}

fn is_native(callable: &Object) -> bool {
    CFunction::check(callable) || std::ptr::eq(callable.ty(), &statics::PyMethodDescr_Type)
}

/// The function that events show, a method bound to its object, and how many of the arguments are in it.
fn subject(callable: &Object, args: &[&Object]) -> PyResult<Option<(Py, usize)>> {
    if CFunction::check(callable) {
        return Ok(Some((callable.new_ref(), 0)));
    }
    match args.first() {
        Some(this) if is_native(callable) => {
            let Some(get) = callable.ty().tp().tp_descr_get else { return Ok(None) };
            // SAFETY: a slot called as CPython calls it.
            let bound = unsafe { get(callable.as_ptr(), this.as_ptr(), this.ty().as_ptr()) };
            // SAFETY: the slot gives an owned reference or null with an exception.
            unsafe { Py::from_nullable(bound) }.map(|bound| Some((bound, 1))).ok_or(Raised)
        }
        _ => Ok(None),
    }
}

fn native(frame: &Frame, callable: &Object, args: &[&Object], names: Option<&Tuple>) -> PyResult<Option<Py>> {
    let Some((function, skip)) = subject(callable, args)? else { return Ok(None) };
    profiled(frame, &function, || call::vectorcall(&function, &args[skip..], names)).map(Some)
}

fn profiled(frame: &Frame, function: &Object, call: impl FnOnce() -> PyResult) -> PyResult {
    let tell = |event: c_int| trace::tell(Role::Profile, frame, event, Some(function));
    tell(what::C_CALL)?;
    match call() {
        Ok(value) => tell(what::C_RETURN).map(|()| value),
        Err(Raised) => {
            trace::tell_protected(Role::Profile, frame, what::C_EXCEPTION, Some(function))?;
            Err(Raised)
        }
    }
}
