//! The events of frames in the tracing form.

use pyston_object::prelude::*;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::frame::Frame;
use pyston_runtime::generator;
use pyston_runtime::trace::{self, Jump, Role};

use super::forms;

/// Before a bytecode instruction. Gives the instruction to go on at, which a trace function may have
/// chosen, or at which it raised.
///
/// # Safety
/// The frame runs and its instruction is `pc`, a `Trace`.
#[inline(never)]
pub unsafe fn event(frame: &Frame, pc: *const Instr) -> (*const Instr, PyResult<()>) {
    // SAFETY: the caller's promise.
    unsafe {
        if !trace::has(Role::Trace) {
            let back = if super::is_untraced() { back_to_plain(frame, (*pc).a as usize) } else { None };
            return (back.unwrap_or(pc.add(1)), Ok(()));
        }
        let result = trace::on_instruction(frame);
        let now: *const Instr = (*frame.state()).pc.cast();
        match result {
            Ok(()) => (now.add(1), Ok(())),
            Err(raised) => (now, Err(raised)),
        }
    }
}

fn back_to_plain(frame: &Frame, index: usize) -> Option<*const Instr> {
    forms::of(frame.code()).ok()?.back_to_plain(frame, index)
}

/// A frame returns or yields a value.
///
/// # Errors
/// What a trace function raised: the frame is left with that.
#[inline(never)]
pub fn returning(frame: &Frame, value: &Object, yields: bool) -> PyResult<()> {
    if !trace::is_on() {
        return Ok(());
    }
    // SAFETY: inside the live frame.
    let can_jump = unsafe { &mut (*frame.state()).can_jump };
    *can_jump = yields;
    let told = trace::on_return(frame, Some(value));
    *can_jump = false;
    told
}

/// `next(iterator)` of a `for` loop, with an exception event for `StopIteration`.
pub fn next(frame: &Frame, iterator: &Object) -> PyResult<Option<Py>> {
    let Some(next) = iterator.ty().tp().tp_iternext else {
        return Err(raise!(TypeError, "'{:.100}' object is not an iterator", iterator.type_name()));
    };
    // CPython's generators raise at their end, ours only if they must.
    let raises = generator::as_generator(iterator).is_some_and(|generator| generator.frame().is_some());
    // SAFETY: a slot called as CPython calls it.
    if let Some(value) = unsafe { Py::from_nullable(next(iterator.as_ptr())) } {
        return Ok(Some(value));
    }
    if raises && !errors::occurred() && trace::has(Role::Trace) {
        let Raised = generator::stop_iteration(singletons::py_none());
    }
    if errors::occurred() {
        if !errors::pending_is(&exc::StopIteration) {
            return Err(Raised);
        }
        trace::on_exception(frame);
        errors::clear();
    }
    Ok(None)
}

/// Makes a frame that is at a line event go on elsewhere.
///
/// # Errors
/// `ValueError` where the values on the stack do not fit.
pub fn jump(frame: &Frame, jump: Jump) -> PyResult<()> {
    // SAFETY: the state is inside the live frame; the caller checked that it is at an event.
    let instr = unsafe { &*(*frame.state()).pc.cast::<Instr>() };
    if instr.op != Op::Trace {
        return Err(raise!(ValueError, "can only jump from a 'line' trace event"));
    }
    forms::of(frame.code())?.jump(frame, instr.a as usize, jump)
}
