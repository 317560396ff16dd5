//! Calls of Python functions and classes that the loop runs without native recursion.

use pyston_builtins::descriptors::super_;
use pyston_object::abi::flags::*;
use pyston_object::descr::call_native;
use pyston_object::prelude::*;
use pyston_runtime::frame::Frame;
use pyston_runtime::function::{self, Function, Laid};

use crate::translation;

/// What becomes of a call of a Python function.
pub enum Called {
    /// The loop runs the frame.
    Frame(Py<Frame>),
    /// The call is done: a generator, suspended before its first instruction.
    Done(Py),
}

/// Calls a function as far as that is possible without running it.
///
/// # Safety
/// `caller` is the running frame; the arguments are live objects.
#[inline(always)]
pub unsafe fn call(function: &Function, caller: &Frame, args: Laid<'_>) -> PyResult<Called> {
    let code = translation::of(function.code())?;
    if let Some(argcount) = code.simple_arguments
        // SAFETY: the caller's promise.
        && let Some(pushed) = unsafe { function::push_simple(function, caller, args, argcount as usize) }
    {
        let frame = pushed?;
        if code.is_suspended {
            return function::run_or_suspend(function, frame).map(Called::Done);
        }
        return Ok(Called::Frame(frame));
    }
    // SAFETY: as above.
    let frame = unsafe { push_general(function, args)? };
    if code.is_suspended {
        return function::run_or_suspend(function, frame).map(Called::Done);
    }
    Ok(Called::Frame(frame))
}

/// Calls a function with the arguments of a `CallEx`, as far as [`call`] does. `None` if they are not an
/// exact tuple and dict.
pub fn call_ex(function: &Function, parts: &[&Object]) -> Option<PyResult<Called>> {
    let positional = parts[1].downcast_exact::<Tuple>()?.as_slice();
    let (mut names, mut values) = (Vec::new(), Vec::new());
    if let Some(kwargs) = parts.get(2) {
        let kwargs = kwargs.downcast_exact::<Dict>()?;
        let mut position = 0;
        while let Some((name, value)) = kwargs.next(&mut position) {
            names.push(name);
            values.push(value);
        }
    }
    let names: Vec<&Object> = names.iter().map(|name| &**name).collect();
    let values: Vec<&Object> = values.iter().map(|value| &**value).collect();
    let frame = match function::make_frame(function, Args { positional, names: &names, values: &values }) {
        Ok(frame) => frame,
        Err(raised) => return Some(Err(raised)),
    };
    if frame.code().flags() & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) != 0 {
        return Some(function::run_or_suspend(function, frame).map(Called::Done));
    }
    Some(Ok(Called::Frame(frame)))
}

#[inline(never)]
unsafe fn push_general(function: &Function, args: Laid<'_>) -> PyResult<Py<Frame>> {
    // SAFETY: live objects, non-null pointers.
    unsafe {
        let rest = std::slice::from_raw_parts(args.rest.cast::<&Object>(), args.n_rest);
        let names = args.names.map_or(&[][..], Tuple::as_slice);
        let (rest, values) = rest.split_at(args.n_rest - names.len());
        match Object::from_nullable(args.first) {
            None => function::make_frame(function, Args { positional: rest, names, values }),
            Some(first) if rest.len() < 8 => {
                let mut whole = [first; 8];
                whole[1..=rest.len()].copy_from_slice(rest);
                function::make_frame(function, Args { positional: &whole[..=rest.len()], names, values })
            }
            Some(first) => {
                let whole: Vec<&Object> = std::iter::once(first).chain(rest.iter().copied()).collect();
                function::make_frame(function, Args { positional: &whole, names, values })
            }
        }
    }
}

/// A call of what is no Python function, with positional arguments.
///
/// # Errors
/// Those of the call.
#[inline(always)]
pub fn native(callable: &Object, args: &[&Object]) -> PyResult {
    if args.is_empty() && callable.is(&super_::PySuper_Type) {
        return super_::from_context();
    }
    call_native(callable, args)
}
