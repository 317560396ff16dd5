//! Calls of Python functions and classes that the loop runs without native recursion.

use pyston_builtins::descriptors::super_;
use pyston_object::abi::flags::*;
use pyston_object::descr::call_native;
use pyston_object::prelude::*;
use pyston_object::{alloc, attr, base_object, ptr, slots, statics, tstate};
use pyston_opcode::regcode::Instr;
use pyston_runtime::breaker;
use pyston_runtime::frame::Frame;
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

/// Makes a frame for a call with positional arguments only, as many as there are parameters, the running
/// one. `None`, with nothing done, if the call is not as plain as that, something waits to be served, or
/// there is no spare frame.
///
/// # Safety
/// The arguments are live objects in registers of the running frame, whose instruction is the call.
#[inline(always)]
pub unsafe fn enter_plain<'a>(
    function: &Function,
    running: Running<'a>,
    args: Laid<'_>,
    result_register: u32,
    n_passed: u32,
) -> Option<Running<'a>> {
    // SAFETY: only translations are kept with code objects; the registers of a spare frame are null, and
    // the loop owns the frame from here on.
    unsafe {
        let code = function.code();
        let translation = code.translation();
        let n_first = usize::from(!args.first.is_null());
        let n_given = args.n_rest + n_first;
        if translation.is_null() || (*translation.cast::<RegCode>()).plain_arguments as usize != n_given {
            return None;
        }
        let (caller, thread) = (running.frame(), tstate::current());
        let has_room = (*thread).recursion_depth < tstate::recursion_limit();
        if breaker::is_set() || !has_room || !function.globals().is(caller.globals()) {
            return None;
        }
        let raw = Frame::reuse(code, function.globals(), caller.builtins())?;
        (*thread).recursion_depth += 1;
        (*thread).frame = raw;
        (*raw).f_executing = 1;
        let frame: &'a Frame = Object::from_ptr(raw.cast()).cast_unchecked();
        let state = frame.state();
        (*state).translation = translation;
        (*state).result_register = result_register;
        (*state).n_passed = n_passed;
        (*state).started = true;
        (*state).is_plain = true;
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
        Some(Running::new(frame))
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
