//! Exceptions in running frames: finding the handler, the state of `finally` and `with` blocks,
//! delegation to sub-iterators.
//!
//! A handler is entered with six values from its base register:
//! ```text
//! base+0 .. base+2   traceback, value, type of the exception handled before
//! base+3 .. base+5   traceback, value, type of the one caught
//! ```
//! A `finally` body entered normally has null in `base+5`, one entered by `CALL_FINALLY` the index of
//! the instruction to return to, as an int.

use pyston_object::abi::_PyErr_StackItem;
use pyston_object::exception::{self, Exception};
use pyston_object::prelude::*;
use pyston_object::{attr, call, protocol, tstate};
use pyston_opcode::regcode::{Handler, Instr};
use pyston_runtime::frame::Frame;
use pyston_runtime::generator::{self, Kind, Resumed};
use pyston_runtime::{trace, traceback};

use crate::registers::Registers;
use crate::translate::RegCode;

/// Where an exception goes.
pub enum Unwound {
    /// To a handler of the frame: instruction index.
    Handler(u32),
    /// Out of the frame.
    Leave,
}

fn handled() -> *mut _PyErr_StackItem {
    // SAFETY: the thread state is ours.
    unsafe { (*tstate::current()).exc_info }
}

/// Finds the handler for the pending exception raised at the frame's instruction, noting the frame in
/// its traceback unless it was raised `again` and has the frame already.
pub fn unwind(frame: &Frame, registers: Registers, code: &RegCode, again: bool) -> Unwound {
    if !again {
        traceback::add_here(frame);
        if trace::is_on() {
            trace::on_exception(frame);
        }
    }
    // SAFETY: the state is inside the live frame and its `pc` in the code.
    let index = unsafe { (*frame.state()).pc.cast::<Instr>().offset_from(code.instrs.as_ptr()) };
    let mut number = code.handler(index as usize);
    while number != 0 {
        let block = code.blocks[number as usize - 1];
        match block.handler {
            Handler::Except { base } => {
                registers.drop_run(base + 3, code.n_registers - base - 3);
                restore_handled(registers, base);
            }
            Handler::Finally { base } => {
                // A body entered by CALL_FINALLY is in the blocks that its call is in, which may be fewer.
                let address = registers.peek(base + 5).and_then(|value| value.downcast::<Int>()?.to_i64());
                if let Some(address) = address {
                    registers.drop_run(base, code.n_registers.saturating_sub(base));
                    number = code.handler(address as usize - 1);
                    continue;
                }
                registers.drop_run(base + 6, code.n_registers.saturating_sub(base + 6));
                pop_finally(registers, base);
            }
            Handler::Catch { target, base } => {
                registers.drop_run(base, code.n_registers - base);
                catch(registers, base);
                // SAFETY: the state is inside the live frame.
                unsafe { (*frame.state()).thrown_past_delegate = false };
                return Unwound::Handler(target);
            }
        }
        number = block.outer;
    }
    drop_stack(registers, code);
    if trace::is_on() {
        let (Ok(()) | Err(Raised)) = trace::on_return(frame, None);
    }
    Unwound::Leave
}

/// Empties the value stack of a frame that is left.
pub fn drop_stack(registers: Registers, code: &RegCode) {
    registers.drop_run(code.n_variables, code.n_registers - code.n_variables);
}

/// Makes the pending exception the handled one and fills the handler's registers.
fn catch(registers: Registers, base: u32) {
    let mut pending = errors::fetch().unwrap_or_else(|| errors::Pending {
        ty: exc::SystemError.new_ref(),
        value: None,
        traceback: None,
    });
    pending.normalize();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
        exception.set_traceback(pending.traceback.clone());
    }
    // SAFETY: the handled exception's fields are owned references or null.
    unsafe {
        let info = handled();
        let old =
            [(*info).exc_traceback, (*info).exc_value, (*info).exc_type].map(|ptr| Py::<Object>::from_nullable(ptr));
        let value = pending.value.unwrap_or_else(singletons::py_none);
        (*info).exc_type = pending.ty.clone().into_ptr();
        (*info).exc_value = value.clone().into_ptr();
        (*info).exc_traceback = pending.traceback.clone().map_or(std::ptr::null_mut(), Py::into_ptr);
        let [old_traceback, old_value, old_type] = old;
        registers.write_optional(base, old_traceback);
        registers.write_optional(base + 1, old_value);
        registers.write_optional(base + 2, old_type);
        registers.write(base + 3, pending.traceback.unwrap_or_else(singletons::py_none));
        registers.write(base + 4, value);
        registers.write(base + 5, pending.ty.into_object());
    }
}

/// The handled exception becomes the three values at `base` again.
pub fn restore_handled(registers: Registers, base: u32) {
    let (traceback, value, ty) = (registers.take(base), registers.take(base + 1), registers.take(base + 2));
    // SAFETY: the handled exception's fields are owned references or null.
    unsafe {
        let info = handled();
        exception::set_field(&raw mut (*info).exc_type, ty);
        exception::set_field(&raw mut (*info).exc_value, value);
        exception::set_field(&raw mut (*info).exc_traceback, traceback);
    }
}

/// Forgets a `finally` state, whatever it was entered by.
pub fn pop_finally(registers: Registers, base: u32) {
    let ty = registers.take(base + 5);
    drop((registers.take(base + 4), registers.take(base + 3)));
    if ty.is_some_and(|ty| Type::check(&ty)) {
        restore_handled(registers, base);
    }
}

/// Raises the exception of the state at `base` again, whose type was taken out.
pub fn reraise(registers: Registers, base: u32, ty: Py) {
    let value = registers.take(base + 4);
    let traceback = registers.take(base + 3).filter(|traceback| !traceback.is_none());
    let Raised = match ty.downcast_into::<Type>() {
        Ok(ty) if is_pending(&ty, value.as_deref(), traceback.as_deref()) => {
            errors::restore(errors::Pending { ty, value, traceback })
        }
        _ => raise!(SystemError, "'finally' pops bad exception"),
    };
    // What the state saved is put back by the handler table's Except or Finally entry; a Finally entry
    // recognises it by a type in the last register.
    registers.write(base + 5, exc::BaseException.new_ref().into_object());
}

/// May these be raised? They may not if bytecode of no compiler put other values into a state.
fn is_pending(ty: &Type, value: Option<&Object>, traceback: Option<&Object>) -> bool {
    ty.is_subtype(&exc::BaseException)
        && value.is_none_or(|value| value.is_none() || value.is_instance_of(&exc::BaseException))
        && traceback.is_none_or(|traceback| std::ptr::eq(traceback.ty(), &pyston_object::statics::PyTraceBack_Type))
}

/// Calls the exit method below the state at `base`, which then moves down by one register; leaves the
/// exception (or `None`) and the method's result behind the state.
pub fn with_start(registers: Registers, base: u32) -> PyResult<()> {
    let none = singletons::none();
    let exit = registers.take(base - 1);
    for index in base - 1..base + 5 {
        registers.swap(index, index + 1);
    }
    let base = base - 1;
    let Some(exit) = exit else { return Err(raise!(SystemError, "no exit method")) };
    let exception = registers.peek(base + 5).filter(|ty| Type::check(ty)).map(|ty| {
        let value = registers.peek(base + 4).unwrap_or(none);
        let traceback = registers.peek(base + 3).unwrap_or(none);
        (ty.new_ref(), value.new_ref(), traceback.new_ref())
    });
    let result = match &exception {
        Some((ty, value, traceback)) => call::call(&exit, &[ty, value, traceback])?,
        None => call::call(&exit, &[none, none, none])?,
    };
    registers.write(base + 6, exception.map_or_else(singletons::py_none, |(ty, _, _)| ty));
    registers.write(base + 7, result);
    Ok(())
}

/// Swallows the exception of the state at `base` if the exit method's result is true.
pub fn with_finish(registers: Registers, base: u32) -> PyResult<()> {
    let result = registers.take(base + 7);
    let exception = registers.take(base + 6);
    if exception.is_none_or(|exception| exception.is_none()) {
        return Ok(());
    }
    let swallow = match &result {
        Some(result) => protocol::is_true(result)?,
        None => false,
    };
    if swallow {
        pop_finally(registers, base);
    }
    Ok(())
}

/// Sends `value` to the iterator that `instr` delegates to: `Ok(Some(yielded))`, or `Ok(None)` at its
/// end, when its result has been stored.
pub fn send_on(frame: &Frame, registers: Registers, instr: Instr, value: Py) -> PyResult<Option<Py>> {
    // SAFETY: the state is inside the live frame.
    let done = unsafe { std::mem::replace(&mut (*frame.state()).delegation_done, false) };
    if done {
        registers.write(instr.c, value);
        return Ok(None);
    }
    let Some(iterator) = registers.peek(instr.a).map(Layout::new_ref) else {
        return Err(raise!(SystemError, "nothing to delegate to"));
    };
    let known = generator::as_generator(&iterator).filter(|inner| inner.kind() != Kind::AsyncGenerator);
    let result = match known {
        Some(inner) => match inner.resume(Ok(value), false) {
            Ok(Resumed::Yielded(value)) => Ok(Some(value)),
            Ok(Resumed::Returned(value)) => {
                if trace::is_on() {
                    // Events show the end as CPython's generators tell it.
                    let Raised = generator::stop_iteration(value.clone());
                    trace::on_exception(frame);
                    errors::clear();
                }
                registers.write(instr.c, value);
                return Ok(None);
            }
            Err(raised) => Err(raised),
        },
        None if value.is_none() => match iterator.ty().tp().tp_iternext {
            Some(_) => next_or_stop(&iterator),
            None => call::call_method(&iterator, name!("send"), &[&value]).map(Some),
        },
        None => call::call_method(&iterator, name!("send"), &[&value]).map(Some),
    };
    match result {
        Ok(Some(value)) => Ok(Some(value)),
        Ok(None) => {
            registers.write(instr.c, singletons::py_none());
            Ok(None)
        }
        Err(raised) => {
            if trace::is_on() && raised.is(&exc::StopIteration) {
                trace::on_exception(frame);
            }
            let value = generator::stop_value(raised)?;
            registers.write(instr.c, value);
            Ok(None)
        }
    }
}

/// `next(iterator)` that keeps a `StopIteration` with its value.
fn next_or_stop(iterator: &Object) -> PyResult<Option<Py>> {
    let Some(next) = iterator.ty().tp().tp_iternext else {
        return Err(attr::no_attribute(iterator, name!("__next__")));
    };
    // SAFETY: a slot called as CPython calls it.
    match unsafe { Py::<Object>::from_nullable(next(iterator.as_ptr())) } {
        Some(value) => Ok(Some(value)),
        None if errors::occurred() => Err(Raised),
        None => Ok(None),
    }
}
