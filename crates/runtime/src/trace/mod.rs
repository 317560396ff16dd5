//! Trace and profile functions (`sys.settrace`, `sys.setprofile`): who they are and how events reach
//! them.
//!
//! **Invariants**
//! - The functions are where CPython has them, C functions in the thread state (`c_tracefunc`,
//!   `c_profilefunc`), so that those of compiled extensions and of `_lsprof` work like Python's.
//! - While any thread has one, the eval breaker's `TRACE` request is set: running code looks at nothing
//!   else to learn of it. `use_tracing` says whether the current thread wants events now.
//! - No events come from what a trace function itself runs.

mod jump;
mod trampoline;

use std::ffi::c_int;

use pyston_object::abi::{Py_tracefunc, PyObject, PyThreadState};
use pyston_object::prelude::*;
use pyston_object::{exception, tstate};

use crate::breaker::{self, request};
use crate::eval;
use crate::frame::Frame;

pub use jump::{Jump, set_line};
pub use trampoline::{NativeProfile, set_native_profile, set_profile_function, set_trace_function};

/// The numbers of the events.
pub mod what {
    use std::ffi::c_int;

    pub const CALL: c_int = 0;
    pub const EXCEPTION: c_int = 1;
    pub const LINE: c_int = 2;
    pub const RETURN: c_int = 3;
    pub const C_CALL: c_int = 4;
    pub const C_EXCEPTION: c_int = 5;
    pub const C_RETURN: c_int = 6;
    pub const OPCODE: c_int = 7;
}

/// Which of a thread's two functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Trace,
    Profile,
}

/// Where the thread state has a function and its object.
type Places = (*mut Option<Py_tracefunc>, *mut *mut PyObject);

impl Role {
    fn places(self, state: *mut PyThreadState) -> Places {
        // SAFETY: fields of a live thread state.
        unsafe {
            match self {
                Role::Trace => (&raw mut (*state).c_tracefunc, &raw mut (*state).c_traceobj),
                Role::Profile => (&raw mut (*state).c_profilefunc, &raw mut (*state).c_profileobj),
            }
        }
    }

    fn event(self) -> &'static str {
        match self {
            Role::Trace => "sys.settrace",
            Role::Profile => "sys.setprofile",
        }
    }

    /// The object of the thread's function.
    pub fn object(self) -> Option<Py> {
        let (_, object) = self.places(tstate::current());
        // SAFETY: a field of the thread state, null or owned.
        unsafe { exception::get_field(object) }
    }
}

/// How many functions all threads have.
static FUNCTIONS: GilCell<usize> = GilCell::new(0);

fn count(had: bool, has: bool) {
    let before = FUNCTIONS.get();
    let after = (before + usize::from(has)).saturating_sub(usize::from(had));
    FUNCTIONS.set(after);
    if after == 0 {
        breaker::clear(request::TRACE);
        if before > 0 {
            (eval::hooks().tracing_ended)();
        }
    } else {
        breaker::set(request::TRACE);
    }
}

fn update_use(state: *mut PyThreadState) {
    // SAFETY: fields of a live thread state.
    unsafe {
        (*state).use_tracing = c_int::from((*state).c_tracefunc.is_some() || (*state).c_profilefunc.is_some());
    }
}

/// Sets or removes this thread's function (`PyEval_SetTrace`, `PyEval_SetProfile`).
///
/// # Errors
/// What an audit hook raises; then nothing has changed.
pub fn set(role: Role, function: Option<Py_tracefunc>, object: Option<Py>) -> PyResult<()> {
    crate::audit::raise(role.event(), &[])?;
    let state = tstate::current();
    let (function_place, object_place) = role.places(state);
    // SAFETY: the thread state is ours; the old object dies when no function refers to it.
    unsafe {
        let had = (*function_place).take().is_some();
        update_use(state);
        exception::set_field(object_place, None);
        *function_place = function;
        exception::set_field(object_place, object);
        update_use(state);
        count(had, function.is_some());
    }
    if function.is_some() {
        (eval::hooks().tracing_started)();
    }
    Ok(())
}

/// Takes an ended thread's functions away.
pub fn forget_thread(state: *mut PyThreadState) {
    for role in [Role::Trace, Role::Profile] {
        let (function, object) = role.places(state);
        // SAFETY: fields of a thread state that runs nothing any more.
        unsafe {
            let had = (*function).take().is_some();
            update_use(state);
            count(had, false);
            exception::set_field(object, None);
        }
    }
}

/// Does the current thread want events now?
#[inline]
pub fn is_on() -> bool {
    // SAFETY: the thread state is ours.
    unsafe { (*tstate::current()).use_tracing != 0 }
}

/// Does the thread have that function, and may it be called now?
#[inline]
pub fn has(role: Role) -> bool {
    let state = tstate::current();
    // SAFETY: the thread state is ours.
    unsafe { (*role.places(state).0).is_some() && (*state).tracing == 0 }
}

/// Tells the thread's function of an event, if it has one and is not in it.
///
/// # Errors
/// What the function raised.
pub fn tell(role: Role, frame: &Frame, what: c_int, arg: Option<&Object>) -> PyResult<()> {
    let state = tstate::current();
    let (function, object) = role.places(state);
    // SAFETY: the thread state is ours; the function is called as CPython calls it.
    unsafe {
        let Some(function) = *function else { return Ok(()) };
        if (*state).tracing != 0 {
            return Ok(());
        }
        (*state).tracing += 1;
        (*state).use_tracing = 0;
        let arg = arg.map_or(std::ptr::null_mut(), Object::as_ptr);
        let result = function(*object, frame.raw(), what, arg);
        update_use(state);
        (*state).tracing -= 1;
        if result == 0 { Ok(()) } else { Err(Raised) }
    }
}

/// As [`tell`], keeping a pending exception unless the function raises another.
pub fn tell_protected(role: Role, frame: &Frame, what: c_int, arg: Option<&Object>) -> PyResult<()> {
    let pending = errors::fetch();
    tell(role, frame, what, arg)?;
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
    Ok(())
}

/// A frame begins to run, or goes on.
///
/// # Errors
/// What a function raised: the frame must not run.
pub fn on_call(frame: &Frame) -> PyResult<()> {
    tell_protected(Role::Trace, frame, what::CALL, Some(singletons::none()))?;
    tell_protected(Role::Profile, frame, what::CALL, Some(singletons::none()))
}

/// A frame is left: with a value, or with the pending exception.
///
/// # Errors
/// What a function raised: the frame is left with that.
pub fn on_return(frame: &Frame, value: Option<&Object>) -> PyResult<()> {
    let traced = tell_protected(Role::Trace, frame, what::RETURN, value);
    let value = value.filter(|_| traced.is_ok());
    tell_protected(Role::Profile, frame, what::RETURN, value)?;
    traced
}

/// The pending exception was raised in a frame, or came to it.
pub fn on_exception(frame: &Frame) {
    if !has(Role::Trace) {
        return;
    }
    let Some(mut pending) = errors::fetch() else { return };
    if pending.value.is_none() {
        pending.value = Some(singletons::py_none());
    }
    pending.normalize();
    let none = singletons::none();
    let triple: [&Object; 3] =
        [&pending.ty, pending.value.as_deref().unwrap_or(none), pending.traceback.as_deref().unwrap_or(none)];
    let told = match Tuple::from_slice(&triple) {
        Ok(arg) => tell(Role::Trace, frame, what::EXCEPTION, Some(&arg)),
        Err(raised) => {
            raised.clear();
            Ok(())
        }
    };
    if told.is_ok() {
        let Raised = errors::restore(pending);
    }
}

/// The stretch of bytecode that belongs to one line, as far as line events need it.
#[derive(Clone, Copy)]
pub struct Window {
    lower: i32,
    upper: i32,
    previous: i32,
}

impl Window {
    /// At entry: no line has been seen. What happens while nobody traces changes nothing, so that a frame
    /// which is traced again before the place seen last is at a line event.
    pub const START: Window = Window { lower: 0, upper: -1, previous: -1 };
}

/// An instruction is about to be executed: a line event if it starts a line or control went back, an
/// opcode event if the frame asks for them.
///
/// # Errors
/// What the function raised.
pub fn on_instruction(frame: &Frame) -> PyResult<()> {
    let lasti = frame.lasti();
    let (raw, state) = (frame.raw(), frame.state());
    // SAFETY: fields of this live frame.
    unsafe {
        if !std::mem::replace(&mut (*state).has_window, true) {
            (*state).window = Window::START;
        }
        let window = &mut (*state).window;
        let mut line = (*raw).f_lineno;
        if lasti < window.lower || lasti >= window.upper {
            (line, window.lower, window.upper) = frame.code().line_range(lasti);
        }
        (*state).can_jump = true;
        let mut result = Ok(());
        if lasti == window.lower || lasti < window.previous {
            (*raw).f_lineno = line;
            if (*raw).f_trace_lines != 0 {
                result = tell(Role::Trace, frame, what::LINE, Some(singletons::none()));
            }
        }
        if (*raw).f_trace_opcodes != 0 {
            let told = tell(Role::Trace, frame, what::OPCODE, Some(singletons::none()));
            result = result.and(told);
        }
        (*state).window.previous = frame.lasti();
        (*state).can_jump = false;
        result
    }
}

/// Runs `work` as a trace function runs: it, and what it calls, causes no events.
pub fn without_events<T>(work: impl FnOnce() -> T) -> T {
    let state = tstate::current();
    // SAFETY: the thread state is ours.
    unsafe {
        (*state).tracing += 1;
        (*state).use_tracing = 0;
    }
    let result = work();
    resume_events(state);
    result
}

/// Within [`without_events`], runs `work` as if outside.
pub fn with_events_again<T>(work: impl FnOnce() -> T) -> T {
    let state = tstate::current();
    resume_events(state);
    let result = work();
    // SAFETY: the thread state is ours.
    unsafe {
        (*state).tracing += 1;
        (*state).use_tracing = 0;
    }
    result
}

/// Leaves one level of what causes no events. Work may have set or removed the functions.
fn resume_events(state: *mut PyThreadState) {
    // SAFETY: the thread state is ours.
    unsafe {
        (*state).tracing -= 1;
        if (*state).tracing == 0 {
            update_use(state);
        }
    }
}

/// Calls `function` with events on, for debuggers of trace functions (`sys.call_tracing`).
pub fn call_tracing(function: &Object, args: &Tuple) -> PyResult {
    let state = tstate::current();
    // SAFETY: the thread state is ours.
    unsafe {
        let saved = ((*state).tracing, (*state).use_tracing);
        (*state).tracing = 0;
        update_use(state);
        let result = pyston_object::call::call_tuple(function, args, None);
        ((*state).tracing, (*state).use_tracing) = saved;
        result
    }
}
