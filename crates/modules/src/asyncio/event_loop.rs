//! Calls of event loops.

use pyston_object::attr::{Method, lookup_method};
use pyston_object::call::{call, call_method, vectorcall};
use pyston_object::prelude::*;

use super::library::library;
use super::running_loop;

/// The loop that runs, or that of the policy.
pub fn current() -> PyResult {
    if let Some(running) = running_loop::get() {
        return Ok(running);
    }
    let policy = call(&library()?.get_event_loop_policy, &[])?;
    call_method(&policy, name!("get_event_loop"), &[])
}

/// The names of keyword arguments in `call_soon` and `add_done_callback`: `context` alone.
pub fn context_keyword() -> PyResult<&'static Tuple> {
    static NAMES: GilCell<Option<&'static Py<Tuple>>> = GilCell::new(None);
    if let Some(names) = NAMES.get() {
        return Ok(names);
    }
    let names: &'static Py<Tuple> = Box::leak(Box::new(Tuple::from_slice(&[name!("context")])?));
    NAMES.set(Some(names));
    Ok(names)
}

/// `loop.call_soon(callback[, arg], context=context)`.
pub fn call_soon(event_loop: &Object, callback: &Object, arg: Option<&Object>, context: &Object) -> PyResult<()> {
    let names = Some(context_keyword()?);
    let method = lookup_method(event_loop, name!("call_soon"))?;
    match (&method, arg) {
        (Method::Unbound(method), Some(arg)) => vectorcall(method, &[event_loop, callback, arg, context], names),
        (Method::Unbound(method), None) => vectorcall(method, &[event_loop, callback, context], names),
        (Method::Bound(method), Some(arg)) => vectorcall(method, &[callback, arg, context], names),
        (Method::Bound(method), None) => vectorcall(method, &[callback, context], names),
    }
    .map(drop)
}

/// `loop.call_exception_handler(context)` from a finaliser: what goes wrong is only reported.
pub fn report(event_loop: &Object, context: &Dict) {
    let result = pyston_object::attr::getattr_str(event_loop, name!("call_exception_handler")).and_then(|handler| {
        call(&handler, &[context]).map(drop).or_else(|raised| {
            errors::write_unraisable(raised, Some(&handler));
            Ok(())
        })
    });
    if let Err(raised) = result {
        errors::write_unraisable(raised, Some(event_loop));
    }
}
