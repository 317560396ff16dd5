//! `pystate.h`: states of threads, and the GIL for threads that Python did not start.

use std::ffi::c_int;
use std::ffi::c_void;

use pyston_object::abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_object::{exception, tstate};
use pyston_runtime::{gil, lifecycle};

use crate::answer::Borrowed;
use crate::capi;

/// `PyGILState_STATE`: did the thread hold the GIL before?
const LOCKED: c_int = 0;
const UNLOCKED: c_int = 1;

fn fatal(message: &str) -> ! {
    (pyston_object::hooks::get().fatal)(message)
}

/// Takes the GIL for this thread, which gets a state if it has none.
fn ensure() -> c_int {
    let own = lifecycle::own_thread_state();
    let is_new = own.is_null();
    let state = if is_new { lifecycle::new_thread_state() } else { own };
    let before = if !is_new && tstate::current() == state { LOCKED } else { UNLOCKED };
    if before == UNLOCKED {
        gil::acquire(state);
    }
    // SAFETY: the state is this thread's, and the GIL is held.
    unsafe {
        if is_new {
            (*state).gilstate_counter = 0;
            lifecycle::note_stack_limit();
        }
        (*state).gilstate_counter += 1;
    }
    before
}

/// Undoes one [`ensure`]; the last one ends the state of a thread that Python did not start.
fn release(before: c_int) {
    let state = lifecycle::own_thread_state();
    if state.is_null() {
        fatal("auto-releasing thread-state, but no thread-state for this thread");
    }
    if tstate::current() != state {
        fatal("This thread state must be current when releasing");
    }
    // SAFETY: the state is this thread's, and the GIL is held.
    let count = unsafe {
        (*state).gilstate_counter -= 1;
        (*state).gilstate_counter
    };
    if count == 0 {
        lifecycle::end_thread();
        gil::release();
    } else if before == UNLOCKED {
        gil::release();
    }
}

/// The one interpreter there is: a place that nobody looks into.
static INTERPRETER: u64 = 0;

fn interpreter() -> *mut c_void {
    (&raw const INTERPRETER).cast_mut().cast()
}

capi! {
    fn PyGILState_Ensure() -> c_int { ensure() }

    fn PyGILState_Release(before: c_int) { release(before) }

    fn PyGILState_Check() -> bool {
        let own = lifecycle::own_thread_state();
        !own.is_null() && tstate::current() == own
    }

    fn PyGILState_GetThisThreadState() -> *mut PyThreadState { lifecycle::own_thread_state() }

    fn PyThreadState_Get() -> *mut PyThreadState {
        let state = tstate::current();
        if state.is_null() {
            fatal("PyThreadState_Get: no current thread");
        }
        state
    }

    /// A borrowed reference, null without a current thread.
    fn PyThreadState_GetDict() -> PyResult<Borrowed> {
        let state = tstate::current();
        if state.is_null() {
            return Ok(Borrowed::NULL);
        }
        // SAFETY: the state is this thread's; the field is null or an owned object.
        unsafe {
            if (*state).dict.is_null() {
                exception::set_field(&raw mut (*state).dict, Some(Dict::new()?.into_object()));
            }
            Ok(Borrowed::field((*state).dict))
        }
    }

    fn PyInterpreterState_Main() -> *mut c_void { interpreter() }

    fn PyInterpreterState_Head() -> *mut c_void { interpreter() }

    fn _PyInterpreterState_Get() -> *mut c_void { interpreter() }

    fn PyInterpreterState_GetID(_interpreter: *mut c_void) -> i64 { 0 }
}
