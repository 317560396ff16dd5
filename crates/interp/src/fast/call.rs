//! Calls of Python functions and classes that the loop runs without native recursion.

use pyston_builtins::descriptors::super_;
use pyston_object::descr::call_native;
use pyston_object::prelude::*;
use pyston_object::statics::{PyFunction_Type, PyMethod_Type, PyType_Type};
use pyston_runtime::call_frame::{self, Laid};
use pyston_runtime::frame::Frame;
use pyston_runtime::function::{self, Function};

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
        && let Some(pushed) = unsafe { call_frame::push_simple(function, caller, args, argcount as usize) }
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

/// The arguments of a `CallEx` in a row, as other calls have them in registers.
pub struct Spread {
    positional: Py<Tuple>,
    /// With keyword arguments: all values, and the names of the last ones.
    named: Option<(Vec<Py>, Py<Tuple>)>,
}

impl Spread {
    /// `None` if the call has to go the general way: the callable is nothing that the loop could run, or the
    /// arguments are no exact tuple or list, and dict.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn of(parts: &[&Object]) -> PyResult<Option<Spread>> {
        let ty = parts[0].ty();
        if ![&PyFunction_Type, &PyMethod_Type, &PyType_Type].into_iter().any(|known| std::ptr::eq(ty, known)) {
            return Ok(None);
        }
        let positional = match (parts[1].downcast_exact::<Tuple>(), parts[1].downcast_exact::<List>()) {
            (Some(tuple), _) => tuple.new_ref(),
            (_, Some(list)) => Tuple::from_vec(list.to_vec())?,
            _ => return Ok(None),
        };
        let Some(kwargs) = parts.get(2) else { return Ok(Some(Spread { positional, named: None })) };
        let Some(kwargs) = kwargs.downcast_exact::<Dict>() else { return Ok(None) };
        let named = if kwargs.is_empty() { None } else { Some(in_a_row(&positional, kwargs)?) };
        Ok(Some(Spread { positional, named }))
    }

    #[inline]
    pub fn laid(&self) -> Laid<'_> {
        match &self.named {
            None => Laid::all(self.positional.as_slice()),
            Some((values, names)) => Laid::named(values, names),
        }
    }
}

/// All values, and the names of the last ones.
fn in_a_row(positional: &Tuple, kwargs: &Dict) -> PyResult<(Vec<Py>, Py<Tuple>)> {
    let mut values: Vec<Py> = positional.as_slice().iter().map(|value| value.new_ref()).collect();
    let mut names = Vec::with_capacity(kwargs.len());
    let mut position = 0;
    while let Some((name, value)) = kwargs.next(&mut position) {
        names.push(name);
        values.push(value);
    }
    Ok((values, Tuple::from_vec(names)?))
}

#[inline(never)]
unsafe fn push_general(function: &Function, args: Laid<'_>) -> PyResult<Py<Frame>> {
    // SAFETY: live objects, non-null pointers.
    unsafe {
        let rest = std::slice::from_raw_parts(args.rest.cast::<&Object>(), args.n_rest);
        let names = args.names.map_or(&[][..], Tuple::as_slice);
        let (rest, values) = rest.split_at(args.n_rest - names.len());
        match Object::from_nullable(args.first) {
            None => call_frame::make_frame(function, Args { positional: rest, names, values }),
            Some(first) if rest.len() < 8 => {
                let mut whole = [first; 8];
                whole[1..=rest.len()].copy_from_slice(rest);
                call_frame::make_frame(function, Args { positional: &whole[..=rest.len()], names, values })
            }
            Some(first) => {
                let whole: Vec<&Object> = std::iter::once(first).chain(rest.iter().copied()).collect();
                call_frame::make_frame(function, Args { positional: &whole, names, values })
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
