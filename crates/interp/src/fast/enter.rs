//! Entering the frame of whatever Python callable a call names, out of the loop's line: for the rarer calls.
//!
//! **Invariant**: as for the same steps in the loop: the frame that is entered is the loop's.

use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_opcode::regcode::Instr;
use pyston_runtime::call_frame::Laid;
use pyston_runtime::frame::Returns;
use pyston_runtime::function::Function;

use super::call::{self, Called};
use super::{construct, plain};
use crate::running::{Running, activate};

/// What became of a call.
pub enum Entered<'a> {
    /// This frame runs now.
    Frame(Running<'a>),
    /// The call is done: a generator.
    Done(Py),
    /// The callable is nothing that the loop could run; nothing was done.
    No,
}

/// Calls a function, a plain class or a bound method. `n_passed` registers of the caller hold the call.
///
/// # Safety
/// `pc` is the call with its cache units, in writable code, the instruction of the running frame; the arguments are
/// live objects.
#[inline(never)]
pub unsafe fn callable<'a>(
    running: Running<'a>,
    pc: *mut Instr,
    callable: &Object,
    mut args: Laid<'_>,
    n_passed: u32,
) -> PyResult<Entered<'a>> {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(function) = callable.downcast_exact::<Function>() {
            return python(running, pc, function, args, n_passed);
        }
        if let Some(made) = construct::construct(pc, callable) {
            let (instance, function, level) = made?;
            args.first = instance.as_ptr();
            let result_register = (*pc).a;
            let entered = plain::enter_plain(function, running, args, Returns::Plain, result_register, n_passed);
            return match entered {
                Some(frame) => Ok(Entered::Frame(construct::owning(frame, instance, level))),
                None => init(running, pc, (instance, function, level), args),
            };
        }
        if let Some(method) = callable.downcast_exact::<BoundMethod>()
            && let Some(function) = method.function().downcast_exact::<Function>()
        {
            args.first = method.this().as_ptr();
            return python(running, pc, function, args, n_passed);
        }
        Ok(Entered::No)
    }
}

/// # Safety
/// As [`callable`].
unsafe fn python<'a>(
    running: Running<'a>,
    pc: *mut Instr,
    function: &Function,
    args: Laid<'_>,
    n_passed: u32,
) -> PyResult<Entered<'a>> {
    // SAFETY: the caller's promise.
    unsafe {
        match plain::enter_plain(function, running, args, Returns::Plain, (*pc).a, n_passed) {
            Some(frame) => Ok(Entered::Frame(frame)),
            None => bound(running, pc, function, args),
        }
    }
}

/// Calls a function that is [not plain](plain::enter_plain).
///
/// # Safety
/// As [`callable`].
#[inline(never)]
pub unsafe fn bound<'a>(
    running: Running<'a>,
    pc: *mut Instr,
    function: &Function,
    args: Laid<'_>,
) -> PyResult<Entered<'a>> {
    // SAFETY: the caller's promise.
    unsafe {
        Ok(match call::call(function, running.frame(), args)? {
            Called::Frame(frame) => {
                (*frame.state()).result_register = (*pc).a;
                Entered::Frame(activate(frame)?)
            }
            Called::Done(value) => Entered::Done(value),
        })
    }
}

/// Calls the `__init__` of a new instance, which is not plain.
///
/// # Safety
/// As [`callable`]; the instance is the first argument.
#[inline(never)]
pub unsafe fn init<'a>(
    running: Running<'a>,
    pc: *mut Instr,
    (instance, function, level): construct::Constructed<'_>,
    args: Laid<'_>,
) -> PyResult<Entered<'a>> {
    // SAFETY: the caller's promise.
    unsafe {
        Ok(match bound(running, pc, function, args)? {
            Entered::Frame(frame) => Entered::Frame(construct::owning(frame, instance, level)),
            entered => entered,
        })
    }
}
