//! The import lock (`imp.acquire_lock`): one thread holds it, as often as it likes.
//!
//! **Invariant**: whoever waits for it has given up the GIL. The lock is held across a fork, so that the
//! child never finds it taken by a thread that it does not have.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use pyston_object::prelude::*;

use crate::gil;

struct State {
    /// The holder's thread, if there is one.
    owner: Option<u64>,
    depth: u32,
    /// Without threads that wait nobody is told of a release, which would cost a system call.
    waiting: u32,
}

static STATE: Mutex<State> = Mutex::new(State { owner: None, depth: 0, waiting: 0 });
static RELEASED: Condvar = Condvar::new();

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn me() -> u64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as u64 }
}

/// Is the lock held by any thread?
pub fn is_held() -> bool {
    lock().owner.is_some()
}

fn try_acquire(state: &mut State) -> bool {
    let is_mine = *state.owner.get_or_insert_with(me) == me();
    state.depth += u32::from(is_mine);
    is_mine
}

pub fn acquire() {
    if try_acquire(&mut lock()) {
        return;
    }
    gil::allow_threads(|| {
        let mut state = lock();
        while !try_acquire(&mut state) {
            state.waiting += 1;
            state = RELEASED.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
    });
}

/// # Errors
/// `RuntimeError` if this thread does not hold the lock.
pub fn release() -> PyResult<()> {
    let mut state = lock();
    if state.owner != Some(me()) {
        drop(state);
        return Err(raise!(RuntimeError, "not holding the import lock"));
    }
    state.depth -= 1;
    if state.depth == 0 {
        state.owner = None;
        if state.waiting > 0 {
            RELEASED.notify_one();
        }
    }
    Ok(())
}

/// Keeps the lock's own state still until the result is dropped: around a fork.
pub(crate) fn hold_still() -> impl Sized {
    lock()
}
