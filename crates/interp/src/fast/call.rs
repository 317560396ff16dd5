//! Calls of Python functions and classes that the loop runs without native recursion.

use pyston_object::abi::PyObject;
use pyston_object::abi::flags::*;
use pyston_object::prelude::*;
use pyston_object::{alloc, attr, base_object, slots, statics};
use pyston_opcode::regcode::Instr;
use pyston_runtime::frame::Frame;
use pyston_runtime::function::{self, Function, Laid};

use super::{pointer, store_pointer};
use crate::modes;
use crate::ops;
use crate::translation;

/// Positional arguments of a call.
#[derive(Clone, Copy)]
pub struct Arguments {
    pub first: *mut PyObject,
    pub rest: *const *mut PyObject,
    pub n_rest: usize,
}

/// A frame for the call, if the loop can run the function.
///
/// # Safety
/// `caller` is the running frame; the arguments are live objects.
#[inline(always)]
pub unsafe fn push(function: &Function, caller: &Frame, args: Arguments) -> Option<PyResult<Py<Frame>>> {
    let code = match translation::of(function.code()) {
        Ok(code) => code,
        Err(raised) => return Some(Err(raised)),
    };
    if let Some(argcount) = code.simple_arguments {
        let laid = Laid { first: args.first, rest: args.rest, n_rest: args.n_rest };
        // SAFETY: the caller's promise; the translation is that of the function's code.
        let pushed = unsafe {
            function::push_simple(
                function,
                caller,
                laid,
                argcount as usize,
                std::ptr::from_ref(code).cast(),
                code.instrs.as_ptr().cast(),
            )
        };
        if pushed.is_some() {
            return pushed;
        }
    }
    // SAFETY: as above.
    unsafe { push_general(function, args) }
}

#[inline(never)]
unsafe fn push_general(function: &Function, args: Arguments) -> Option<PyResult<Py<Frame>>> {
    if !ops::is_inlinable(function) {
        return None;
    }
    // SAFETY: live objects, non-null pointers.
    unsafe {
        let rest = std::slice::from_raw_parts(args.rest.cast::<&Object>(), args.n_rest);
        let whole: Vec<&Object>;
        let positional = match Object::from_nullable(args.first) {
            None => rest,
            Some(first) => {
                whole = std::iter::once(first).chain(rest.iter().copied()).collect();
                &whole
            }
        };
        Some(function::make_frame(function, Args { positional, names: &[], values: &[] }))
    }
}

/// The new instance and its `__init__`, for a call of a plain class whose `__new__` is that of `object`.
/// Cache units: the version of the class in the first one's `a`, the function in the second.
///
/// # Safety
/// `pc` is a `Call` with its cache units, in writable code.
#[inline(always)]
pub unsafe fn construct<'a>(pc: *mut Instr, callable: &'a Object) -> Option<PyResult<(Py, &'a Function)>> {
    // SAFETY: the caller's promise; an instance of `type` is a type. The version proves that the class
    // still has the function.
    unsafe {
        if !std::ptr::eq(callable.ty(), &statics::PyType_Type) {
            return None;
        }
        let class: &Type = callable.cast_unchecked();
        let unit = &mut *pc.add(1);
        let second = &mut *pc.add(2);
        let version = class.tp().tp_version_tag;
        if version == 0 || version != unit.a {
            let init = plain_init(class)?;
            unit.a = attr::version_tag(class);
            store_pointer(second, init.as_ptr());
        }
        let init: &'a Function = Object::from_ptr(pointer(second)).cast_unchecked();
        Some(alloc::alloc(class, 0).map(|instance| (instance, init)))
    }
}

/// The `__init__` of a class that a call may run directly.
#[inline(never)]
fn plain_init(class: &Type) -> Option<&Function> {
    if !modes::quickens() {
        return None;
    }
    let tp = class.tp();
    let is_plain = tp.tp_new.is_some_and(|new| new as usize == base_object::object_new as *const () as usize)
        && tp.tp_init.is_some_and(|init| init as usize == slots::methods::slot_init as *const () as usize)
        && tp.tp_itemsize == 0
        && !class.has_flag(Py_TPFLAGS_IS_ABSTRACT)
        && attr::version_tag(class) != 0;
    if !is_plain {
        return None;
    }
    // SAFETY: borrowed from the class, which the caller checks again before each use.
    let init = unsafe { Object::from_nullable(attr::type_lookup_ptr(class, name!("__init__")))? };
    let function: &Function = init.downcast_exact()?;
    ops::is_inlinable(function).then_some(function)
}

/// The result of a frame that ran `__init__`.
///
/// # Errors
/// `TypeError` unless `value` is `None`.
#[inline(always)]
pub fn constructed(instance: Py, value: Py) -> PyResult {
    if value.is_none() {
        return Ok(instance);
    }
    Err(raise!(TypeError, "__init__() should return None, not '{:.200}'", value.type_name()))
}
