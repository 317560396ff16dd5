//! Calling a slot as the Python method that shows it (`int.__add__`).

use std::ffi::c_int;

use pyston_abi::*;

use super::{SlotDef, SlotPtr};
use crate::dict::Dict;
use crate::protocol::CompareOp;
use crate::ptr::{Object, Py, PyResult, Raised};
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{glue, protocol, raise, singletons};

/// How a slot's signature maps to a Python call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// Not shown as a wrapper.
    None,
    Unary,
    /// A binary function whose first argument is always the instance.
    Binary,
    /// A number slot called with the instance on the left.
    BinaryL,
    /// A number slot called with the instance on the right.
    BinaryR,
    Ternary,
    TernaryR,
    Inquiry,
    Len,
    Hash,
    Call,
    Compare(CompareOp),
    Next,
    DescrGet,
    DescrSet,
    DescrDelete,
    Init,
    SetAttr,
    DelAttr,
    Del,
    SetItem,
    DelItem,
    IndexArg,
    SqItem,
    SqSetItem,
    SqDelItem,
    Contains,
}

fn expect(args: &Tuple, n: usize) -> PyResult<&[&Object]> {
    if args.len() == n {
        return Ok(args.as_slice());
    }
    // CPython parses two arguments as those of a function with an empty name.
    let name = if n == 2 { " " } else { "" };
    let plural = if n == 1 { "" } else { "s" };
    Err(raise!(TypeError, "{name}expected {n} argument{plural}, got {}", args.len()))
}

fn optional(args: &Tuple, min: usize, max: usize) -> PyResult<&[&Object]> {
    if (min..=max).contains(&args.len()) {
        return Ok(args.as_slice());
    }
    let (which, n) = if args.len() < min { ("at least", min) } else { ("at most", max) };
    let plural = if n == 1 { "" } else { "s" };
    Err(raise!(TypeError, " expected {which} {n} argument{plural}, got {}", args.len()))
}

/// The index argument of a sequence slot, counted from the start.
fn sequence_index(this: &Object, index: &Object) -> PyResult<isize> {
    let index = protocol::index_as_ssize_for(index, Some(&crate::exc::OverflowError))?;
    if index < 0 && protocol::has_len(this) {
        return Ok(index + protocol::len(this)? as isize);
    }
    Ok(index)
}

/// A slot function as what it is.
///
/// # Safety
/// `slot` must be a function of type `F`.
unsafe fn function<F: Copy>(slot: SlotPtr) -> F {
    const { assert!(size_of::<F>() == size_of::<SlotPtr>()) }
    // SAFETY: the caller's promise.
    unsafe { std::mem::transmute_copy(&slot) }
}

/// Calls the slot function `slot` of the row `def` as a method of `this`.
///
/// # Safety
/// `slot` must be a function for that row, and `this` an object it serves.
pub unsafe fn call_wrapper(
    def: &SlotDef,
    slot: SlotPtr,
    this: &Object,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) && !matches!(def.wrapper, Wrapper::Call | Wrapper::Init) {
        return Err(raise!(TypeError, "wrapper {}() takes no keyword arguments", def.name));
    }
    let none = || Ok(singletons::py_none());
    let s = this.as_ptr();
    let kwargs_ptr = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: the row says what the function is.
    unsafe {
        match def.wrapper {
            Wrapper::None => Err(crate::errors::bad_internal_call()),
            Wrapper::Unary => {
                expect(args, 0)?;
                Py::from_result(function::<unaryfunc>(slot)(s))
            }
            Wrapper::Binary | Wrapper::BinaryL => {
                Py::from_result(function::<binaryfunc>(slot)(s, expect(args, 1)?[0].as_ptr()))
            }
            Wrapper::BinaryR => Py::from_result(function::<binaryfunc>(slot)(expect(args, 1)?[0].as_ptr(), s)),
            Wrapper::Ternary | Wrapper::TernaryR => {
                let args = optional(args, 1, 2)?;
                let third = args.get(1).copied().unwrap_or(singletons::none());
                let (a, b) =
                    if def.wrapper == Wrapper::Ternary { (s, args[0].as_ptr()) } else { (args[0].as_ptr(), s) };
                Py::from_result(function::<ternaryfunc>(slot)(a, b, third.as_ptr()))
            }
            Wrapper::Inquiry => {
                expect(args, 0)?;
                truth(function::<inquiry>(slot)(s))
            }
            Wrapper::Len | Wrapper::Hash => {
                expect(args, 0)?;
                match function::<lenfunc>(slot)(s) {
                    -1 if crate::errors::occurred() => Err(Raised),
                    size => crate::int::Int::from_i64(size as i64).map(Py::into_object),
                }
            }
            Wrapper::Call => Py::from_result(function::<ternaryfunc>(slot)(s, args.as_ptr(), kwargs_ptr)),
            Wrapper::Compare(op) => {
                Py::from_result(function::<richcmpfunc>(slot)(s, expect(args, 1)?[0].as_ptr(), op as c_int))
            }
            Wrapper::Next => {
                expect(args, 0)?;
                let result = function::<iternextfunc>(slot)(s);
                if result.is_null() && !crate::errors::occurred() {
                    return Err(raise!(StopIteration));
                }
                Py::from_result(result)
            }
            Wrapper::DescrGet => {
                let args = optional(args, 1, 2)?;
                let instance = if args[0].is_none() { std::ptr::null_mut() } else { args[0].as_ptr() };
                let owner =
                    args.get(1).filter(|owner| !owner.is_none()).map_or(std::ptr::null_mut(), |owner| owner.as_ptr());
                if instance.is_null() && owner.is_null() {
                    return Err(raise!(TypeError, "__get__(None, None) is invalid"));
                }
                Py::from_result(function::<descrgetfunc>(slot)(s, instance, owner))
            }
            Wrapper::DescrSet => {
                let args = expect(args, 2)?;
                glue::status(function::<descrsetfunc>(slot)(s, args[0].as_ptr(), args[1].as_ptr()))?;
                none()
            }
            Wrapper::DescrDelete => {
                glue::status(function::<descrsetfunc>(slot)(s, expect(args, 1)?[0].as_ptr(), std::ptr::null_mut()))?;
                none()
            }
            Wrapper::Init => {
                glue::status(function::<initproc>(slot)(s, args.as_ptr(), kwargs_ptr))?;
                none()
            }
            Wrapper::SetAttr => {
                let args = expect(args, 2)?;
                check_setattr(def, slot, this, "__setattr__")?;
                glue::status(function::<setattrofunc>(slot)(s, args[0].as_ptr(), args[1].as_ptr()))?;
                none()
            }
            Wrapper::DelAttr => {
                let args = expect(args, 1)?;
                check_setattr(def, slot, this, "__delattr__")?;
                glue::status(function::<setattrofunc>(slot)(s, args[0].as_ptr(), std::ptr::null_mut()))?;
                none()
            }
            Wrapper::Del => {
                expect(args, 0)?;
                function::<destructor>(slot)(s);
                none()
            }
            Wrapper::SetItem => {
                let args = expect(args, 2)?;
                glue::status(function::<objobjargproc>(slot)(s, args[0].as_ptr(), args[1].as_ptr()))?;
                none()
            }
            Wrapper::DelItem => {
                glue::status(function::<objobjargproc>(slot)(s, expect(args, 1)?[0].as_ptr(), std::ptr::null_mut()))?;
                none()
            }
            Wrapper::IndexArg => {
                // CPython's other way to count arguments; its message names no function.
                let &[count] = args.as_slice() else {
                    return Err(raise!(TypeError, " expected 1 argument, got {}", args.len()));
                };
                let count = protocol::index_as_ssize_for(count, Some(&crate::exc::OverflowError))?;
                Py::from_result(function::<ssizeargfunc>(slot)(s, count))
            }
            Wrapper::SqItem => {
                let index = sequence_index(this, expect(args, 1)?[0])?;
                Py::from_result(function::<ssizeargfunc>(slot)(s, index))
            }
            Wrapper::SqSetItem => {
                let args = expect(args, 2)?;
                let index = sequence_index(this, args[0])?;
                glue::status(function::<ssizeobjargproc>(slot)(s, index, args[1].as_ptr()))?;
                none()
            }
            Wrapper::SqDelItem => {
                let index = sequence_index(this, expect(args, 1)?[0])?;
                glue::status(function::<ssizeobjargproc>(slot)(s, index, std::ptr::null_mut()))?;
                none()
            }
            Wrapper::Contains => truth(function::<objobjproc>(slot)(s, expect(args, 1)?[0].as_ptr())),
        }
    }
}

fn truth(answer: c_int) -> PyResult {
    if answer < 0 { Err(Raised) } else { Ok(singletons::py_bool(answer != 0)) }
}

/// `object.__setattr__` must not go around the `__setattr__` of a static type below it.
fn check_setattr(def: &SlotDef, slot: SlotPtr, this: &Object, what: &str) -> PyResult<()> {
    let mut ty = Some(this.ty());
    while let Some(candidate) = ty {
        if !candidate.is_heap_type() {
            if def.get(candidate) != slot {
                return Err(raise!(TypeError, "can't apply this {what} to {} object", candidate.tp_name()));
            }
            break;
        }
        ty = candidate.base();
    }
    Ok(())
}

/// `T.__new__(S, ...)` of a static type `T`: checks that making an `S` by `T`'s `tp_new` is sound.
///
/// # Safety
/// `METH_VARARGS | METH_KEYWORDS` with `T` as `self`.
pub unsafe extern "C" fn new_wrapper(this: *mut PyObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    // SAFETY: the calling convention's promise.
    let (this, args) = unsafe { (Object::from_ptr(this), Object::from_ptr(args).cast_unchecked::<Tuple>()) };
    glue::ret(new_checked(this, args, kwargs))
}

fn new_checked(this: &Object, args: &Tuple, kwargs: *mut PyObject) -> PyResult {
    let _level = crate::tstate::enter_varargs()?;
    let Some(ty) = this.downcast::<Type>() else {
        return Err(raise!(SystemError, "__new__() called with non-type 'self'"));
    };
    let Some(first) = args.get(0) else {
        return Err(raise!(TypeError, "{:.100}.__new__(): not enough arguments", ty.tp_name()));
    };
    let Some(subtype) = first.downcast::<Type>() else {
        return Err(raise!(
            TypeError,
            "{:.100}.__new__(X): X is not a type object ({:.100})",
            ty.tp_name(),
            first.type_name()
        ));
    };
    if !subtype.is_subtype(ty) {
        let (ty, subtype) = (ty.tp_name(), subtype.tp_name());
        return Err(raise!(
            TypeError,
            "{ty:.100}.__new__({subtype:.100}): {subtype:.100} is not a subtype of {ty:.100}"
        ));
    }
    // The nearest static base decides how instances are made.
    let heap_new = super::methods::slot_new as *const () as usize;
    let mut base = Some(subtype);
    while let Some(candidate) = base.filter(|base| base.tp().tp_new.is_some_and(|new| new as usize == heap_new)) {
        base = candidate.base();
    }
    let own = ty.tp().tp_new;
    if let Some(base) = base
        && base.tp().tp_new.map(|new| new as usize) != own.map(|new| new as usize)
    {
        let (ty, subtype) = (ty.tp_name(), subtype.tp_name());
        return Err(raise!(
            TypeError,
            "{ty:.100}.__new__({subtype:.100}) is not safe, use {:.100}.__new__()",
            base.tp_name()
        ));
    }
    let rest = args.slice(1, args.len())?;
    match own {
        // SAFETY: a slot called as CPython calls it.
        Some(new) => unsafe { Py::from_result(new(subtype.raw(), rest.as_ptr(), kwargs)) },
        None => Err(raise!(TypeError, "cannot create '{:.100}' instances", subtype.tp_name())),
    }
}
