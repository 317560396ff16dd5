//! The lock of a buffer: one operation at a time, even when the raw stream's calls let other threads
//! run.
//!
//! **Invariant**: `owner` tells which thread holds the lock, 0 if none; a second operation of the same
//! thread (from a signal handler, or a raw stream that calls back) is an error instead of a deadlock.

use std::cell::Cell;
use std::sync::{Condvar, Mutex, PoisonError};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;
use pyston_runtime::lifecycle;

#[derive(Default)]
pub struct Lock {
    owner: Cell<usize>,
    busy: Mutex<bool>,
    freed: Condvar,
}

thread_local! {
    static MARK: u8 = const { 0 };
}

/// A number that differs between running threads and is not 0.
fn thread_number() -> usize {
    MARK.with(|mark| std::ptr::from_ref(mark) as usize)
}

/// Gives the lock back when dropped.
pub struct Guard<'a>(&'a Lock);

impl Lock {
    /// Takes the lock for an operation of `object`.
    ///
    /// # Errors
    /// `RuntimeError` if this thread has it already.
    pub fn enter(&self, object: &Object) -> PyResult<Guard<'_>> {
        let own = thread_number();
        if self.owner.get() == own {
            return Err(raise!(RuntimeError, "reentrant call inside {}", protocol::repr_string(object)?));
        }
        let is_taken = self.try_take();
        if !is_taken && lifecycle::is_finalizing() {
            self.wait_late(object);
        } else if !is_taken {
            let (busy, freed) = (&self.busy, &self.freed);
            allow_threads(|| {
                let mut busy = busy.lock().unwrap_or_else(PoisonError::into_inner);
                while *busy {
                    busy = freed.wait(busy).unwrap_or_else(PoisonError::into_inner);
                }
                *busy = true;
            });
        }
        self.owner.set(own);
        Ok(Guard(self))
    }

    /// Waits for the lock during the shutdown: the thread that has it may never run again.
    fn wait_late(&self, object: &Object) {
        let own = std::mem::replace(&mut *self.busy.lock().unwrap_or_else(PoisonError::into_inner), true);
        let patience = std::time::Duration::from_secs(1);
        let is_free = !own
            || allow_threads(|| {
                let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = self.freed.wait_timeout_while(busy, patience, |busy| *busy);
                let (mut busy, outcome) = waited.unwrap_or_else(PoisonError::into_inner);
                *busy = true;
                !outcome.timed_out()
            });
        if !is_free {
            let name = protocol::repr_string(object).unwrap_or_default();
            crate::faulthandler::fatal_error(&format!(
                "could not acquire lock for {name} at interpreter shutdown, possibly due to daemon threads"
            ));
        }
    }

    fn try_take(&self) -> bool {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(&mut busy, true)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.owner.set(0);
        *self.0.busy.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.freed.notify_one();
    }
}
