//! The Python types of what runs code: functions, code objects, frames, tracebacks, generators.
//!
//! **Invariant**: [`install`] runs before the core types are made ready, [`make_ready`] after. Memory
//! layouts are touched only in the layout files of this crate; here are the Python attributes.

mod asend;
mod async_generator;
mod athrow;
mod code;
mod coroutine;
mod frame;
mod function;
mod generator;
mod traceback;

use pyston_object::prelude::*;
use pyston_object::ready::ready;

/// Fills the types. Once, at start-up, between `pyston_builtins::install_slots` and `make_ready`.
pub fn install() {
    function::install();
    code::install();
    frame::install();
    traceback::install();
    generator::install();
    coroutine::install();
    async_generator::install();
}

/// Completes the types that are not among the core's, when those are complete.
pub fn make_ready() -> PyResult<()> {
    let types = [
        &coroutine::PyCoroWrapper_Type,
        &asend::PyAsyncGenASend_Type,
        &athrow::PyAsyncGenAThrow_Type,
        &crate::asyncgen::PyAsyncGenWrappedValue_Type,
    ];
    types.into_iter().try_for_each(ready)
}

/// `<noun name at 0x...>`.
fn repr_at(noun: &str, name: &Str, object: &Object) -> PyResult<Py<Str>> {
    let mut text = StrBuilder::new();
    text.push_str(&format!("<{noun} "));
    text.push_py(name);
    text.push_str(&format!(" at {:#x}>", object.as_ptr() as usize));
    text.finish()
}

/// The value assigned to `__name__` or `__qualname__`.
fn name_value<'a>(value: Option<&'a Object>, attribute: &str) -> PyResult<&'a Str> {
    value
        .and_then(|value| value.downcast::<Str>())
        .ok_or_else(|| raise!(TypeError, "{attribute} must be set to a string object"))
}

/// The one to three arguments of `throw`: exception type or instance, value, traceback.
fn throw_arguments<'a>(
    args: Args<'a>,
    function: &str,
) -> PyResult<(&'a Object, Option<&'a Object>, Option<&'a Object>)> {
    args.no_keywords(function)?;
    match *args.positional {
        [ty] => Ok((ty, None, None)),
        [ty, value] => Ok((ty, Some(value), None)),
        [ty, value, traceback] => Ok((ty, Some(value), Some(traceback))),
        [] => Err(raise!(TypeError, "{function} expected at least 1 argument, got 0")),
        _ => Err(raise!(TypeError, "{function} expected at most 3 arguments, got {}", args.positional.len())),
    }
}
