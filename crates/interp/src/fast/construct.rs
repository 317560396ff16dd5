//! Calls of plain classes: the instance is made and its `__init__` runs in the loop.

use pyston_object::abi::flags::*;
use pyston_object::prelude::*;
use pyston_object::{alloc, attr, base_object, slots, statics, tstate};
use pyston_opcode::regcode::Instr;
use pyston_runtime::function::Function;

use super::{pointer, store_pointer};
use crate::modes;
use crate::ops;
use crate::running::Running;

/// An instance, the `__init__` to be run, and the level of recursion that the call of the class takes. A
/// frame that has `constructed` owns that level too.
pub type Constructed<'a> = (Py, &'a Function, tstate::Recursion);

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

/// The frame of an `__init__` that has been entered, which now owns the instance and the level.
///
/// # Safety
/// The frame is fresh.
#[inline(always)]
pub unsafe fn owning<'a>(frame: Running<'a>, instance: Py, level: tstate::Recursion) -> Running<'a> {
    std::mem::forget(level);
    // SAFETY: the loop owns the frame.
    unsafe { (*frame.state()).constructed = instance.into_ptr() };
    frame
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
