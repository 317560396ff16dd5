//! The call protocol (PEP 590).
//!
//! **Invariant**: arguments are borrowed from the caller for the whole call.

use pyston_abi::flags::{PY_VECTORCALL_ARGUMENTS_OFFSET, Py_TPFLAGS_HAVE_VECTORCALL};
use pyston_abi::{PyObject, vectorcallfunc};

use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{errors, raise, tstate};

/// The vectorcall function of `callable`, if it has one.
#[inline]
pub fn vectorcall_function(callable: &Object) -> Option<vectorcallfunc> {
    let ty = callable.ty();
    if !ty.has_flag(Py_TPFLAGS_HAVE_VECTORCALL) {
        return None;
    }
    // SAFETY: the flag promises a function pointer at the offset.
    unsafe { *callable.as_ptr().cast::<u8>().offset(ty.tp().tp_vectorcall_offset).cast::<Option<vectorcallfunc>>() }
}

/// Calls with positional arguments, and keyword arguments whose values follow them in `args` and whose
/// names are in `kwnames`.
#[inline]
pub fn vectorcall(callable: &Object, args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    let n_args = args.len() - kwnames.map_or(0, Tuple::len);
    // SAFETY: `&Object` has the representation of a non-null object pointer.
    unsafe { vectorcall_raw(callable, args.as_ptr().cast(), n_args, kwnames) }
}

/// As [`vectorcall`], from raw parts; `nargsf` may carry `PY_VECTORCALL_ARGUMENTS_OFFSET`.
///
/// # Safety
/// `args` must point to the positional and then the keyword values, all live objects.
#[inline]
pub unsafe fn vectorcall_raw(
    callable: &Object,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let names = kwnames.filter(|names| !names.is_empty()).map_or(std::ptr::null_mut(), |names| names.as_ptr());
    // SAFETY: called as PEP 590 says.
    unsafe {
        match vectorcall_function(callable) {
            Some(function) => {
                let result = function(callable.as_ptr(), args, nargsf, names);
                check_result(Some(callable), result)
            }
            None => {
                let n_args = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET;
                let all = std::slice::from_raw_parts(args.cast::<&Object>(), n_args + kwnames.map_or(0, Tuple::len));
                let (positional, keywords) = all.split_at(n_args);
                let tuple = Tuple::from_slice(positional)?;
                let kwargs = match kwnames {
                    Some(names) if !names.is_empty() => Some(keywords_dict(names, keywords)?),
                    _ => None,
                };
                call_tp_call(callable, &tuple, kwargs.as_deref())
            }
        }
    }
}

/// A dict of keyword arguments.
pub fn keywords_dict(names: &Tuple, values: &[&Object]) -> PyResult<Py<Dict>> {
    let dict = Dict::new()?;
    for (name, value) in names.as_slice().iter().zip(values) {
        dict.set(name, value.new_ref())?;
    }
    Ok(dict)
}

fn call_tp_call(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let Some(tp_call) = callable.ty().tp().tp_call else {
        return Err(raise!(TypeError, "'{:.200}' object is not callable", callable.type_name()));
    };
    let _level = tstate::enter_recursive(" while calling a Python object")?;
    let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: a slot of the object's type, called as CPython calls it.
    unsafe { check_result(Some(callable), tp_call(callable.as_ptr(), args.as_ptr(), kwargs)) }
}

/// Takes over a C function's result, checking that an exception is set exactly if it is null.
///
/// # Safety
/// `result` must be an owned reference or null.
#[inline]
pub unsafe fn check_result(callable: Option<&Object>, result: *mut PyObject) -> PyResult {
    // SAFETY: the caller's promise.
    let result = unsafe { Py::from_result(result) };
    if result.is_ok() == errors::occurred() { Err(inconsistent_result(callable, result)) } else { result }
}

#[cold]
fn inconsistent_result(callable: Option<&Object>, result: PyResult) -> crate::ptr::Raised {
    let place = callable.and_then(|callable| crate::protocol::repr_string(callable).ok()).unwrap_or_default();
    match result {
        Ok(value) => {
            let cause = errors::fetch();
            drop(value);
            let raised = raise!(SystemError, "{place} returned a result with an error set");
            if let Some(cause) = cause {
                return chain(raised, cause);
            }
            raised
        }
        Err(_) => raise!(SystemError, "{place} returned NULL without setting an error"),
    }
}

/// Raises the pending exception with `cause` as its cause and context.
pub fn chain(raised: crate::ptr::Raised, cause: errors::Pending) -> crate::ptr::Raised {
    after(raised, cause, true)
}

/// Raises the pending exception with `cause` as its cause only.
pub fn set_cause(raised: crate::ptr::Raised, cause: errors::Pending) -> crate::ptr::Raised {
    after(raised, cause, false)
}

fn after(raised: crate::ptr::Raised, cause: errors::Pending, is_context: bool) -> crate::ptr::Raised {
    let mut pending = errors::take(raised);
    pending.normalize();
    let cause = cause.into_instance();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<crate::exception::Exception>()) {
        exception.set_cause(Some(cause.clone()));
        if is_context {
            exception.set_context(Some(cause));
        }
    }
    errors::restore(pending)
}

/// `callable(*args)`.
#[inline]
pub fn call(callable: &Object, args: &[&Object]) -> PyResult {
    vectorcall(callable, args, None)
}

/// `callable(*args)` with owned arguments.
pub fn call_owned(callable: &Object, args: Vec<Py>) -> PyResult {
    let borrowed: Vec<&Object> = args.iter().map(|arg| &**arg).collect();
    call(callable, &borrowed)
}

/// `callable(*args, **kwargs)`.
pub fn call_tuple(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let kwargs = kwargs.filter(|kwargs| !kwargs.is_empty());
    if vectorcall_function(callable).is_none() {
        return call_tp_call(callable, args, kwargs);
    }
    let Some(kwargs) = kwargs else { return vectorcall(callable, args.as_slice(), None) };
    let mut all: Vec<Py> = args.as_slice().iter().map(|arg| arg.new_ref()).collect();
    let mut names = Vec::with_capacity(kwargs.len());
    let mut position = 0;
    while let Some((name, value)) = kwargs.next(&mut position) {
        // Whether it is a string, the callee checks: its message names the function.
        names.push(name);
        all.push(value);
    }
    let names = Tuple::from_vec(names)?;
    let borrowed: Vec<&Object> = all.iter().map(|arg| &**arg).collect();
    vectorcall(callable, &borrowed, Some(&names))
}

/// `tp_call` of types that have a vectorcall function.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn vectorcall_call(
    callable: *mut PyObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the slot's contract: a tuple and a dict or null.
    unsafe {
        let args: &Tuple = Object::from_ptr(args).cast_unchecked();
        let kwargs = Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>());
        crate::glue::ret(call_tuple(Object::from_ptr(callable), args, kwargs))
    }
}

/// `function(object, *args)`.
#[inline]
fn call_with_self(function: &Object, object: &Object, args: &[&Object]) -> PyResult {
    match *args {
        [] => call(function, &[object]),
        [a] => call(function, &[object, a]),
        [a, b] => call(function, &[object, a, b]),
        _ => {
            let mut all: Vec<&Object> = Vec::with_capacity(args.len() + 1);
            all.push(object);
            all.extend(args);
            call(function, &all)
        }
    }
}

/// `object.name(*args)`, without making a bound method where the type allows.
pub fn call_method(object: &Object, name: &Str, args: &[&Object]) -> PyResult {
    match crate::attr::lookup_method(object, name)? {
        crate::attr::Method::Unbound(function) => call_with_self(&function, object, args),
        crate::attr::Method::Bound(callable) => call(&callable, args),
    }
}

/// `type(object).name(object, *args)`: the way special methods are called. `None` if there is none.
pub fn call_special(object: &Object, name: &Str, args: &[&Object]) -> PyResult<Option<Py>> {
    let Some(function) = crate::attr::type_lookup(object.ty(), name) else { return Ok(None) };
    if function.ty().has_flag(pyston_abi::flags::Py_TPFLAGS_METHOD_DESCRIPTOR) {
        return call_with_self(&function, object, args).map(Some);
    }
    let bound = crate::attr::bind(&function, Some(object), object.ty())?;
    call(&bound, args).map(Some)
}
