//! The global interpreter lock.
//!
//! **Invariant**: the thread whose state is `tstate::current()` holds the lock. A thread that wants it
//! asks for it after the switch interval, by the eval breaker.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use pyston_object::abi::PyThreadState;
use pyston_object::tstate;

use crate::breaker::{self, request};

struct Gil {
    locked: bool,
    /// How often the lock changed hands, so that who gives it up can wait until somebody had it.
    switches: u64,
    /// Threads waiting on `RELEASED` and on `SWITCHED`: without any, nobody is told, which would cost a
    /// system call.
    waiting: u32,
    yielding: u32,
    /// The only thread state that may still take the lock; 0: all.
    reserved: usize,
}

static GIL: Mutex<Gil> = Mutex::new(Gil { locked: false, switches: 0, waiting: 0, yielding: 0, reserved: 0 });
static RELEASED: Condvar = Condvar::new();
static SWITCHED: Condvar = Condvar::new();
/// Microseconds.
static INTERVAL: AtomicU64 = AtomicU64::new(5000);

/// Seconds a thread may keep the lock while others wait.
pub fn switch_interval() -> f64 {
    INTERVAL.load(Ordering::Relaxed) as f64 * 1e-6
}

pub fn set_switch_interval(seconds: f64) {
    INTERVAL.store(((seconds * 1e6) as u64).max(1), Ordering::Relaxed);
}

impl Gil {
    fn is_closed_to(&self, state: *mut PyThreadState) -> bool {
        self.reserved != 0 && self.reserved != state as usize
    }
}

/// What is left of a thread when the interpreter shuts down: its objects stay, the process ends soon.
fn rest_in_peace() -> ! {
    loop {
        std::thread::park();
    }
}

/// Lets no thread but this one, which holds the lock, take it ever again.
pub(crate) fn close_to_others() {
    GIL.lock().unwrap_or_else(PoisonError::into_inner).reserved = tstate::current() as usize;
}

/// Waits for the lock and makes `state` the current thread's.
pub fn acquire(state: *mut PyThreadState) {
    let mut gil = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    while gil.locked || gil.is_closed_to(state) {
        if gil.is_closed_to(state) {
            drop(gil);
            rest_in_peace();
        }
        let before = gil.switches;
        let interval = Duration::from_micros(INTERVAL.load(Ordering::Relaxed));
        gil.waiting += 1;
        let (again, timeout) = RELEASED.wait_timeout(gil, interval).unwrap_or_else(PoisonError::into_inner);
        gil = again;
        gil.waiting -= 1;
        if timeout.timed_out() && gil.locked && gil.switches == before {
            breaker::set(request::GIL);
        }
    }
    gil.locked = true;
    gil.switches += 1;
    breaker::clear(request::GIL);
    let yielding = gil.yielding != 0;
    drop(gil);
    if yielding {
        SWITCHED.notify_all();
    }
    tstate::swap(state);
    crate::pending::note_switch(state);
}

/// Gives the lock up; gives the state to take it again with.
pub fn release() -> *mut PyThreadState {
    let state = tstate::swap(std::ptr::null_mut());
    let mut gil = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    gil.locked = false;
    let waiting = gil.waiting != 0;
    drop(gil);
    if waiting {
        RELEASED.notify_one();
    }
    state
}

/// Lets another thread that asked run.
pub fn yield_to_others() {
    let before = GIL.lock().unwrap_or_else(PoisonError::into_inner).switches;
    let state = release();
    let mut gil = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    while !gil.locked && gil.switches == before {
        // Somebody asked for it and is waking up; do not take it back before.
        gil.yielding += 1;
        let (again, timeout) =
            SWITCHED.wait_timeout(gil, Duration::from_millis(1)).unwrap_or_else(PoisonError::into_inner);
        gil = again;
        gil.yielding -= 1;
        if timeout.timed_out() {
            break;
        }
    }
    drop(gil);
    acquire(state);
}

/// Runs `f`, which touches no Python object, without the lock.
pub fn allow_threads<T>(f: impl FnOnce() -> T) -> T {
    let state = release();
    let result = f();
    // The value of `errno` must survive the wait for the lock.
    let errno = std::io::Error::last_os_error().raw_os_error();
    acquire(state);
    if let Some(errno) = errno {
        // SAFETY: the thread's own errno.
        unsafe { *libc::__errno_location() = errno }
    }
    result
}

/// Keeps the lock's own state still until the result is dropped: around a fork.
pub(crate) fn hold_still() -> impl Sized {
    GIL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the lock a fresh one in a forked child.
pub fn reset_after_fork() {
    let mut gil = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    gil.locked = true;
    gil.switches += 1;
    (gil.waiting, gil.yielding) = (0, 0);
    drop(gil);
    breaker::clear(request::GIL);
    crate::lifecycle::keep_only_this_thread();
    crate::pending::after_fork();
}
