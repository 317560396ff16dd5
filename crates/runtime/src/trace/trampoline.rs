//! Python functions as trace and profile functions: from the C interface of the thread state to a call
//! with frame, event name and argument.

use std::ffi::c_int;

use pyston_object::abi::{PyFrameObject, PyObject};
use pyston_object::prelude::*;

use super::{Role, set, what};
use crate::frame::Frame;
use crate::{frame_locals, traceback};

/// The name of an event.
fn name_of(event: c_int) -> &'static Str {
    match event {
        what::CALL => name!("call"),
        what::EXCEPTION => name!("exception"),
        what::LINE => name!("line"),
        what::RETURN => name!("return"),
        what::C_CALL => name!("c_call"),
        what::C_EXCEPTION => name!("c_exception"),
        what::C_RETURN => name!("c_return"),
        _ => name!("opcode"),
    }
}

/// Makes a Python function this thread's trace function.
pub fn set_trace_function(function: &Object) -> PyResult<()> {
    if function.is_none() {
        return set(Role::Trace, None, None);
    }
    set(Role::Trace, Some(trace), Some(function.new_ref()))
}

/// Makes a Python function this thread's profile function.
pub fn set_profile_function(function: &Object) -> PyResult<()> {
    if function.is_none() {
        return set(Role::Profile, None, None);
    }
    set(Role::Profile, Some(profile), Some(function.new_ref()))
}

/// Calls the function; what it did to the frame's namespace becomes the frame's variables.
fn call(function: &Object, frame: &Frame, event: c_int, arg: &Object) -> PyResult {
    frame_locals::of(frame)?;
    let result = pyston_object::call::call(function, &[frame, name_of(event), arg]);
    // Only the tracing form of the code expects any variable to be unbound.
    // SAFETY: inside the live frame.
    let clear = unsafe { (*frame.state()).traced };
    frame_locals::to_fast(frame, clear);
    if result.is_err() {
        traceback::add_here(frame);
    }
    result
}

/// A function that failed is not asked again.
fn unset(role: Role) {
    let pending = errors::fetch();
    if let Err(raised) = set(role, None, None) {
        raised.clear();
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}

unsafe extern "C" fn trace(
    object: *mut PyObject,
    frame: *mut PyFrameObject,
    event: c_int,
    arg: *mut PyObject,
) -> c_int {
    // SAFETY: the caller gives live objects; `arg` may be null. The function may be replaced while it
    // runs, so it is kept.
    unsafe {
        let frame: &Frame = Object::from_ptr(frame.cast()).cast_unchecked();
        let function = match event {
            what::CALL => Some(Object::from_ptr(object).new_ref()),
            _ => frame.trace_function(),
        };
        let Some(function) = function else { return 0 };
        let arg = Object::from_nullable(arg).map_or_else(singletons::py_none, |arg| arg.new_ref());
        match call(&function, frame, event, &arg) {
            Ok(result) => {
                if !result.is_none() {
                    pyston_object::exception::set_field(&raw mut (*frame.raw()).f_trace, Some(result));
                }
                0
            }
            Err(Raised) => {
                unset(Role::Trace);
                pyston_object::exception::set_field(&raw mut (*frame.raw()).f_trace, None);
                -1
            }
        }
    }
}

unsafe extern "C" fn profile(
    object: *mut PyObject,
    frame: *mut PyFrameObject,
    event: c_int,
    arg: *mut PyObject,
) -> c_int {
    // SAFETY: as above.
    unsafe {
        let frame: &Frame = Object::from_ptr(frame.cast()).cast_unchecked();
        let function = Object::from_ptr(object).new_ref();
        let arg = Object::from_nullable(arg).map_or_else(singletons::py_none, |arg| arg.new_ref());
        match call(&function, frame, event, &arg) {
            Ok(_) => 0,
            Err(Raised) => {
                unset(Role::Profile);
                -1
            }
        }
    }
}

/// A profile function written in Rust: object, frame, event, argument.
pub type NativeProfile = fn(&Object, &Frame, c_int, Option<&Object>);

/// The one that there is, set together with its object.
static NATIVE: GilCell<NativeProfile> = GilCell::new(|_, _, _, _| ());

/// Makes a native function this thread's profile function, with an object of its own.
pub fn set_native_profile(function: NativeProfile, object: &Object) -> PyResult<()> {
    NATIVE.set(function);
    set(Role::Profile, Some(native_profile), Some(object.new_ref()))
}

unsafe extern "C" fn native_profile(
    object: *mut PyObject,
    frame: *mut PyFrameObject,
    event: c_int,
    arg: *mut PyObject,
) -> c_int {
    // SAFETY: as above.
    unsafe {
        let object = Object::from_ptr(object).new_ref();
        let frame: &Frame = Object::from_ptr(frame.cast()).cast_unchecked();
        (NATIVE.get())(&object, frame, event, Object::from_nullable(arg));
    }
    0
}
