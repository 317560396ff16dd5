//! Calls of Python functions and classes that the loop runs without native recursion.

use pyston_builtins::descriptors::super_;
use pyston_object::abi::flags::*;
use pyston_object::abi::{PyFrameObject, PyObject};
use pyston_object::descr::call_native;
use pyston_object::prelude::*;
use pyston_object::{alloc, attr, base_object, ptr, slots, statics, tstate};
use pyston_opcode::regcode::Instr;
use pyston_runtime::breaker;
use pyston_runtime::code::Code;
use pyston_runtime::frame::{Frame, Returns};
use pyston_runtime::function::{self, Function, Laid};

use super::{pointer, store_pointer};
use crate::modes;
use crate::ops;
use crate::running::Running;
use crate::translate::RegCode;
use crate::translation;

/// What becomes of a call of a Python function.
pub enum Called {
    /// The loop runs the frame.
    Frame(Py<Frame>),
    /// The call is done: a generator, suspended before its first instruction.
    Done(Py),
}

/// Makes a frame for a call of a function with positional parameters only the running one; default values and keyword
/// arguments are put in their places. `None`, with nothing done, if the call is not as plain as that, something waits
/// to be served, or there is no spare frame.
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
        if !has_room || !function.globals().is(caller.globals()) {
            return None;
        }
        let or_fresh = returns != Returns::Plain;
        let frame: &'a Frame = plain_frame(function, caller.builtins(), args, or_fresh)?;
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
fn fits_as_it_is(function: &Function, args: Laid<'_>) -> bool {
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

/// The most parameters that [`enter_gathered`] gathers arguments for.
const MAX_GATHERED: usize = 12;

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
    let mut room = [std::ptr::null_mut(); MAX_GATHERED];
    let all = room.get_mut(..n)?;
    // SAFETY: the caller's promise.
    unsafe { gather(function, args, all)? }
    let args = Laid { first: std::ptr::null_mut(), rest: all.as_ptr(), n_rest: n, names: None };
    // SAFETY: the caller's promise; the function keeps its default values.
    unsafe { enter_plain(function, running, args, returns, result_register, n_passed) }
}

/// Puts the argument for each parameter into `all`, borrowed. `None` if that is not plain to see: the general binding
/// knows what to say.
///
/// # Safety
/// The arguments are live objects.
unsafe fn gather(function: &Function, args: Laid<'_>, all: &mut [*mut PyObject]) -> Option<()> {
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

/// The arguments of a `CallEx` as those of a plain call: a tuple and no keyword arguments.
pub fn spread<'a>(parts: &[&'a Object]) -> Option<Laid<'a>> {
    let positional = parts[1].downcast_exact::<Tuple>()?;
    let is_plain =
        parts.get(2).is_none_or(|kwargs| kwargs.downcast_exact::<Dict>().is_some_and(|kwargs| kwargs.is_empty()));
    is_plain.then(|| Laid::all(positional.as_slice()))
}

/// A spare frame made ready to run a call whose arguments fit as they are. `None`, with nothing done, if they do not,
/// something waits to be served, or there is no spare frame and none is to be made (`or_fresh`).
///
/// # Safety
/// The arguments are live objects. The caller owns the reference to the frame.
#[inline(always)]
pub unsafe fn plain_frame<'a>(
    function: &Function,
    builtins: &Object,
    args: Laid<'_>,
    or_fresh: bool,
) -> Option<&'a Frame> {
    // SAFETY: only translations are kept with code objects; the registers of a spare frame are null.
    unsafe {
        if !fits_as_it_is(function, args) || breaker::is_set() {
            return None;
        }
        let code = function.code();
        let n_first = usize::from(!args.first.is_null());
        let raw = match Frame::reuse(code, function.globals(), builtins) {
            Some(raw) => raw,
            None if or_fresh => fresh(code, function.globals(), builtins)?,
            None => return None,
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

/// An instance, the `__init__` to be run, and the level of recursion that the call of the class takes. A
/// frame that has `constructed` owns that level too.
type Constructed<'a> = (Py, &'a Function, tstate::Recursion);

/// The new instance and its `__init__`, for a call of a plain class whose `__new__` is that of `object`.
/// Cache units: the version of the class in the first one's `a`, the function in the second.
///
/// # Safety
/// `pc` is a `Call` with its cache units, in writable code.
#[inline(always)]
pub unsafe fn construct<'a>(pc: *mut Instr, callable: &'a Object) -> Option<PyResult<Constructed<'a>>> {
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
        let level = tstate::enter_recursive(" while calling a Python object");
        Some(level.and_then(|level| alloc::alloc(class, 0).map(|instance| (instance, init, level))))
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
    let init = unsafe { Object::from_nullable(attr::type_peek_ptr(class, name!("__init__"))?)? };
    let function: &Function = init.downcast_exact()?;
    ops::is_inlinable(function).then_some(function)
}

/// The result of a frame that ran `__init__` and is left; ends the level of the class's call.
///
/// # Errors
/// `TypeError` unless `value` is `None`.
#[inline(always)]
pub fn constructed(instance: Py, value: Py) -> PyResult {
    tstate::leave_frame();
    if value.is_none() {
        return Ok(instance);
    }
    Err(raise!(TypeError, "__init__() should return None, not '{:.200}'", value.type_name()))
}
