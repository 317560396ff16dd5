//! Frames made for calls of Python functions: arguments in their registers, cells behind them.
//!
//! **Invariant**: the two ways agree. What is plain to see goes into its place at once ([`gather`]); all else, and all
//! that is wrong, is left to the general binding ([`crate::binding`]), which knows what to say.

use pyston_object::abi::PyObject;
use pyston_object::abi::flags::*;
use pyston_object::prelude::*;
use pyston_object::ptr;

use crate::binding::bind_arguments;
use crate::code::Code;
use crate::frame::Frame;
use crate::function::{Function, builtins_for};

/// The arguments of a call as they lie in the caller's registers.
#[derive(Clone, Copy)]
pub struct Laid<'a> {
    /// An argument before the others: what a method is bound to; or null.
    pub first: *mut PyObject,
    /// Positional arguments, then the values of keyword arguments.
    pub rest: *const *mut PyObject,
    pub n_rest: usize,
    /// The names of the keyword arguments.
    pub names: Option<&'a Tuple>,
}

impl Laid<'_> {
    /// Positional arguments in consecutive registers.
    #[inline(always)]
    pub fn run(first: *mut *mut PyObject, n: usize) -> Self {
        Laid { first: std::ptr::null_mut(), rest: first.cast_const(), n_rest: n, names: None }
    }

    /// Positional arguments.
    #[inline(always)]
    pub fn all(args: &[&Object]) -> Self {
        // References are non-null pointers.
        Laid { first: std::ptr::null_mut(), rest: args.as_ptr().cast(), n_rest: args.len(), names: None }
    }

    /// Positional arguments, then keyword arguments with these names.
    pub fn named<'a>(args: &'a [Py], names: &'a Tuple) -> Laid<'a> {
        Laid { first: std::ptr::null_mut(), rest: args.as_ptr().cast(), n_rest: args.len(), names: Some(names) }
    }

    /// One argument.
    pub fn only(object: &Object) -> Self {
        Laid { first: object.as_ptr(), rest: std::ptr::NonNull::dangling().as_ptr(), n_rest: 0, names: None }
    }
}

/// The most parameters that arguments are gathered for; calls of functions with more go the general way.
pub const MAX_GATHERED: usize = 12;

/// Puts the argument for each parameter into `all`, borrowed. `None` if that is not plain to see: the general binding
/// knows what to say.
///
/// # Safety
/// The arguments are live objects.
pub unsafe fn gather(function: &Function, args: Laid<'_>, all: &mut [*mut PyObject]) -> Option<()> {
    let names = args.names.map_or(&[][..], Tuple::as_slice);
    let n_positional = args.n_rest - names.len();
    let mut given = 0;
    if !args.first.is_null() {
        *all.get_mut(0)? = args.first;
        given = 1;
    }
    for index in 0..n_positional {
        // SAFETY: the caller's promise.
        *all.get_mut(given)? = unsafe { *args.rest.add(index) };
        given += 1;
    }
    let code = function.code();
    for (index, name) in names.iter().enumerate() {
        // Names are interned on both sides, or else it is not worth while.
        let parameters = code.varnames().as_slice().get(..all.len())?;
        let place = parameters.iter().position(|parameter| parameter.is(*name))?;
        if place < code.posonlyargcount() || !all[place].is_null() {
            return None;
        }
        // SAFETY: the caller's promise; values of keyword arguments stand behind the positional ones.
        all[place] = unsafe { *args.rest.add(n_positional + index) };
    }
    if given + names.len() < all.len() {
        let defaults = function.defaults()?.as_slice();
        let n_required = all.len().checked_sub(defaults.len())?;
        for (place, slot) in all.iter_mut().enumerate().skip(given) {
            if slot.is_null() {
                *slot = defaults.get(place.checked_sub(n_required)?)?.as_ptr();
            }
        }
    }
    Some(())
}

/// A frame for a call from Python code of a function with `argcount` parameters, positional ones only.
/// `None` if the arguments do not fit, with defaults: the general binding knows what to say.
///
/// # Safety
/// `caller` is the running frame; the arguments are live objects.
#[inline]
pub unsafe fn push_simple(
    function: &Function,
    caller: &Frame,
    args: Laid<'_>,
    argcount: usize,
) -> Option<PyResult<Py<Frame>>> {
    let mut room = [std::ptr::null_mut(); MAX_GATHERED];
    let all = room.get_mut(..argcount)?;
    // SAFETY: the caller's promise.
    unsafe { gather(function, args, all)? }
    // SAFETY: each has its argument now.
    Some(unsafe { frame_with(function, caller, all) })
}

/// A frame whose first registers hold these objects, and then cells.
///
/// # Errors
/// `MemoryError`, and what comes of finding the built-ins of another module.
///
/// # Safety
/// The objects are live.
unsafe fn frame_with(function: &Function, caller: &Frame, arguments: &[*mut PyObject]) -> PyResult<Py<Frame>> {
    let globals = function.globals();
    let found;
    let builtins = if globals.is(caller.globals()) {
        caller.builtins()
    } else {
        found = builtins_for(globals)?;
        &*found
    };
    let code = function.code();
    let frame = Frame::for_call(code, globals, builtins)?;
    for (index, &argument) in arguments.iter().enumerate() {
        // SAFETY: the registers of a fresh frame are null, and there is one for each parameter; arguments are live.
        unsafe {
            ptr::incref(argument);
            *frame.registers().add(index) = argument;
        }
    }
    make_cells(&frame, code, function.closure())?;
    Ok(frame)
}

/// A frame for a call of `function`, its arguments bound; see [`Frame::for_call`].
pub fn make_frame(function: &Function, args: Args<'_>) -> PyResult<Py<Frame>> {
    const FLEXIBLE: i32 = CO_VARARGS | CO_VARKEYWORDS;
    let code = function.code();
    let builtins = builtins_for(function.globals())?;
    let frame = Frame::for_call(code, function.globals(), &builtins)?;
    let is_simple = code.flags() & FLEXIBLE == 0
        && args.names.is_empty()
        && args.positional.len() == code.argcount()
        && code.kwonlyargcount() == 0;
    if is_simple {
        for (index, value) in args.positional.iter().enumerate() {
            // SAFETY: the registers of a fresh frame are null, and there is one for each parameter.
            unsafe { *frame.registers().add(index) = value.new_ref().into_ptr() }
        }
    } else {
        bind_arguments(&frame, code, args, function.defaults(), function.kwdefaults())?;
    }
    make_cells(&frame, code, function.closure())?;
    Ok(frame)
}

/// Makes the cells of a fresh frame and puts the closure's behind them.
#[inline]
pub fn make_cells(frame: &Frame, code: &Code, closure: Option<&Tuple>) -> PyResult<()> {
    let mut index = code.nlocals();
    let n_cells = code.cellvars().len();
    // SAFETY: the registers of cells and free variables of a fresh frame are null; arguments are owned
    // references, which move into their cells.
    unsafe {
        let registers = frame.registers();
        for cell in 0..n_cells {
            let content = code.cell_argument(cell).and_then(|argument| {
                Py::from_nullable(std::ptr::replace(registers.add(argument), std::ptr::null_mut()))
            });
            *registers.add(index) = crate::cell::new(content)?.into_ptr();
            index += 1;
        }
        if let Some(closure) = closure {
            for cell in closure.as_slice() {
                *registers.add(index) = cell.new_ref().into_ptr();
                index += 1;
            }
        }
    }
    Ok(())
}
