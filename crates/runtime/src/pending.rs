//! What is asked of a running thread from outside: asynchronous exceptions and pending calls.
//!
//! **Invariant**: an asynchronous exception waits in its thread's state (`async_exc`) until that thread comes to a
//! safepoint; taking the GIL asks for one if something waits. Pending calls are made by the main thread only.

use std::collections::VecDeque;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use pyston_object::abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_object::tstate;

use crate::breaker::{self, request};
use crate::lifecycle;

/// A call that is made by the main thread; a result that is not 0 says that an exception is set.
pub type Call = unsafe extern "C" fn(*mut c_void) -> c_int;

/// As many calls may wait as in CPython.
const MAX_CALLS: usize = 32;

static CALLS: Mutex<VecDeque<(Call, usize)>> = Mutex::new(VecDeque::new());
/// The main thread's state.
static MAIN: AtomicUsize = AtomicUsize::new(0);
static IS_CALLING: AtomicBool = AtomicBool::new(false);

/// Has the exception `exception`, a class or none, raised in the threads of a number; gives how many there are.
pub fn set_async_exception(thread: u64, exception: Option<&Object>) -> usize {
    for state in lifecycle::thread_states() {
        // SAFETY: states in the list are alive; the GIL protects their fields. What is replaced dies last.
        unsafe {
            if (*state).thread_id as u64 != thread {
                continue;
            }
            let new = exception.map_or(std::ptr::null_mut(), |exception| exception.new_ref().into_ptr());
            let old = std::mem::replace(&mut (*state).async_exc, new);
            breaker::set(request::CALL);
            drop(Py::<Object>::from_nullable(old));
        }
        return 1;
    }
    0
}

/// Asks for a safepoint if an exception waits for the thread that has just taken the GIL.
pub(crate) fn note_switch(state: *mut PyThreadState) {
    // SAFETY: the state is the current thread's.
    if !state.is_null() && unsafe { !(*state).async_exc.is_null() } {
        breaker::set(request::CALL);
    }
    if state as usize == MAIN.load(Ordering::Relaxed) && has_calls() {
        breaker::set(request::CALL);
    }
}

fn calls() -> std::sync::MutexGuard<'static, VecDeque<(Call, usize)>> {
    CALLS.lock().unwrap_or_else(PoisonError::into_inner)
}

static N_CALLS: AtomicUsize = AtomicUsize::new(0);

fn has_calls() -> bool {
    N_CALLS.load(Ordering::Relaxed) != 0
}

/// Has the main thread make a call soon; false if too many wait. Any thread may ask, with or without the GIL.
pub fn add_call(call: Call, argument: *mut c_void) -> bool {
    let mut calls = calls();
    if calls.len() >= MAX_CALLS {
        return false;
    }
    calls.push_back((call, argument as usize));
    N_CALLS.store(calls.len(), Ordering::Relaxed);
    drop(calls);
    breaker::set(request::CALL);
    true
}

/// Makes the calls that wait, if this is the main thread and does not do so already.
///
/// # Errors
/// What a call raises; the others wait on.
pub fn make_calls() -> PyResult<()> {
    if tstate::current() as usize != MAIN.load(Ordering::Relaxed) || IS_CALLING.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let result = make_waiting();
    IS_CALLING.store(false, Ordering::Relaxed);
    if result.is_err() && has_calls() {
        breaker::set(request::CALL);
    }
    result
}

/// No more than can wait at once: what a call asks for waits until the next time.
fn make_waiting() -> PyResult<()> {
    for _ in 0..MAX_CALLS {
        let next = {
            let mut calls = calls();
            let next = calls.pop_front();
            N_CALLS.store(calls.len(), Ordering::Relaxed);
            next
        };
        let Some((call, argument)) = next else { break };
        // SAFETY: the function and its argument are as they were given to `add_call`.
        if unsafe { call(argument as *mut c_void) } != 0 {
            return Err(Raised);
        }
    }
    Ok(())
}

fn serve() -> PyResult<()> {
    make_calls()?;
    // SAFETY: the state is this thread's; the reference moves out of it.
    let exception = unsafe {
        let field = &mut (*tstate::current()).async_exc;
        Py::<Object>::from_nullable(std::mem::replace(field, std::ptr::null_mut()))
    };
    match exception {
        Some(exception) => Err(errors::raise_given(&exception, None)),
        None => Ok(()),
    }
}

/// The current thread is the main thread from now on.
pub(crate) fn start() {
    MAIN.store(tstate::current() as usize, Ordering::Relaxed);
    breaker::install(|handlers| handlers.call = serve);
}

/// The thread that goes on in a forked child is its main thread.
pub(crate) fn after_fork() {
    MAIN.store(tstate::current() as usize, Ordering::Relaxed);
}
