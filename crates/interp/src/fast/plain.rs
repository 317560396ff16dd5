//! Plain calls: arguments that only have to be put into the registers of a frame, which the loop then runs.
//!
//! **Invariant**: nothing is done before it is clear that the call is plain; others go the general way
//! ([`super::call`]), which knows what to complain about.

use pyston_object::abi::PyFrameObject;
use pyston_object::prelude::*;
use pyston_object::{ptr, tstate};
use pyston_runtime::breaker;
use pyston_runtime::call_frame::{self, Laid};
use pyston_runtime::code::Code;
use pyston_runtime::frame::{Frame, Returns};
use pyston_runtime::function::{Function, builtins_for};

use crate::running::Running;
use crate::translate::RegCode;

/// Makes a frame for a call of a function with positional parameters only the running one; default values and keyword
/// arguments are put in their places. `None`, with nothing done, if the call is not as plain as that, or something
/// waits to be served.
///
/// # Safety
/// The arguments are live objects in registers of the running frame, whose instruction is the call.
#[inline(always)]
pub unsafe fn enter_plain<'a>(
    function: &Function,
    running: Running<'a>,
    args: Laid<'_>,
    returns: Returns,
    result_register: u32,
    n_passed: u32,
) -> Option<Running<'a>> {
    // SAFETY: the loop owns the frame from here on.
    unsafe {
        if !fits_as_it_is(function, args) {
            return enter_gathered(function, running, args, returns, result_register, n_passed);
        }
        let (caller, thread) = (running.frame(), tstate::current());
        let has_room = (*thread).recursion_depth + returns.levels() <= tstate::recursion_limit();
        if !has_room {
            return None;
        }
        let frame: &'a Frame = if function.globals().is(caller.globals()) {
            frame_of(function, caller.builtins(), args)?
        } else {
            frame_elsewhere(function, args)?
        };
        (*thread).recursion_depth += returns.levels();
        (*thread).frame = frame.raw();
        let state = frame.state();
        (*state).result_register = result_register;
        (*state).n_passed = n_passed;
        (*state).returns = returns;
        Some(Running::new(frame))
    }
}

/// Are these positional arguments, as many as there are parameters? Not of functions that take others, too, of
/// generators and of those that have not run yet.
#[inline(always)]
pub fn fits_as_it_is(function: &Function, args: Laid<'_>) -> bool {
    let n_given = args.n_rest + usize::from(!args.first.is_null());
    args.names.is_none() && n_given == n_parameters(function)
}

/// How many parameters a function has that may be called plainly; else more than any.
#[inline(always)]
fn n_parameters(function: &Function) -> usize {
    let translation = function.code().translation().cast::<RegCode>();
    // SAFETY: only translations are kept with code objects.
    if translation.is_null() { usize::MAX } else { unsafe { (*translation).plain_arguments as usize } }
}

/// As [`enter_plain`], for a call with default values or keyword arguments.
///
/// # Safety
/// As there.
#[inline(never)]
unsafe fn enter_gathered<'a>(
    function: &Function,
    running: Running<'a>,
    args: Laid<'_>,
    returns: Returns,
    result_register: u32,
    n_passed: u32,
) -> Option<Running<'a>> {
    let n = n_parameters(function);
    let mut room = [std::ptr::null_mut(); call_frame::MAX_GATHERED];
    let all = room.get_mut(..n)?;
    // SAFETY: the caller's promise.
    unsafe { call_frame::gather(function, args, all)? }
    let args = Laid { first: std::ptr::null_mut(), rest: all.as_ptr(), n_rest: n, names: None };
    // SAFETY: the caller's promise; the function keeps its default values.
    unsafe { enter_plain(function, running, args, returns, result_register, n_passed) }
}

/// A frame made ready to run a call. `None`, with nothing done, if something waits to be served, or memory is short.
///
/// # Safety
/// The arguments are live objects and [fit as they are](fits_as_it_is). The caller owns the reference to the frame.
#[inline(always)]
pub unsafe fn frame_of<'a>(function: &Function, builtins: &Object, args: Laid<'_>) -> Option<&'a Frame> {
    // SAFETY: only translations are kept with code objects; the registers of a fresh frame are null.
    unsafe {
        if breaker::is_set() {
            return None;
        }
        let code = function.code();
        let n_first = usize::from(!args.first.is_null());
        let raw = match Frame::reuse(code, function.globals(), builtins) {
            Some(raw) => raw,
            None => fresh(code, function.globals(), builtins)?,
        };
        (*raw).f_executing = 1;
        let frame: &'a Frame = Object::from_ptr(raw.cast()).cast_unchecked();
        let state = frame.state();
        (*state).translation = code.translation();
        (*state).started = true;
        let registers = frame.registers();
        if n_first != 0 {
            ptr::incref(args.first);
            *registers = args.first;
        }
        for index in 0..args.n_rest {
            let argument = *args.rest.add(index);
            ptr::incref(argument);
            *registers.add(n_first + index) = argument;
        }
        if let Some(closure) = function.closure() {
            let first = registers.add(code.nlocals());
            for (index, cell) in closure.as_slice().iter().enumerate() {
                *first.add(index) = cell.new_ref().into_ptr();
            }
        }
        Some(frame)
    }
}

/// As [`frame_of`], for a function of another module than the running one.
///
/// # Safety
/// As there.
#[inline(never)]
unsafe fn frame_elsewhere<'a>(function: &Function, args: Laid<'_>) -> Option<&'a Frame> {
    match builtins_for(function.globals()) {
        // SAFETY: the caller's promise.
        Ok(builtins) => unsafe { frame_of(function, &builtins, args) },
        Err(raised) => {
            raised.clear();
            None
        }
    }
}

/// A new frame; `None` if memory is short, about which the general way complains.
#[cold]
#[inline(never)]
fn fresh(code: &Code, globals: &Dict, builtins: &Object) -> Option<*mut PyFrameObject> {
    match Frame::for_call(code, globals, builtins) {
        Ok(frame) => Some(frame.into_ptr().cast()),
        Err(raised) => {
            raised.clear();
            None
        }
    }
}
