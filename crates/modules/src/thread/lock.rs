//! `_thread.lock`.

use std::cell::Cell;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil;

/// The lock itself, apart from the object: a waiter keeps it alive without the GIL.
#[derive(Default)]
pub struct RawLock {
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    held: bool,
    /// Without threads that wait nobody is told of a release, which would cost a system call.
    waiting: u32,
}

impl RawLock {
    /// Takes the lock if it is free.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(&mut state.held, true)
    }

    /// Waits at most `wait` (forever without) for the lock; the GIL must not be held.
    fn wait(&self, wait: Option<Duration>) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let deadline = wait.map(|wait| Instant::now() + wait);
        while state.held {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return false;
            }
            state.waiting += 1;
            state = match left {
                None => self.freed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(left) => self.freed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
            state.waiting -= 1;
        }
        state.held = true;
        true
    }

    pub fn release(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let was = std::mem::replace(&mut state.held, false);
        let waiting = state.waiting > 0;
        drop(state);
        if waiting {
            self.freed.notify_one();
        }
        was
    }
}

/// Waits in slices, so that signals (Ctrl-C) are handled meanwhile. `None` waits forever.
pub fn acquire(lock: &Arc<RawLock>, wait: Option<Duration>) -> PyResult<bool> {
    if lock.try_acquire() {
        return Ok(true);
    }
    if wait.is_some_and(|wait| wait.is_zero()) {
        return Ok(false);
    }
    const SLICE: Duration = Duration::from_millis(50);
    let deadline = wait.map(|wait| Instant::now() + wait);
    let lock = lock.clone();
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let slice = left.map_or(SLICE, |left| left.min(SLICE));
        if gil::allow_threads(|| lock.wait(Some(slice))) {
            return Ok(true);
        }
        (pyston_object::hooks::get().check_signals)()?;
        if left.is_some_and(|left| left.is_zero()) {
            return Ok(false);
        }
    }
}

#[pyclass(Lock_Type = "_thread.lock", weaklist = weaklist)]
#[derive(Default)]
pub struct Lock {
    raw: Arc<RawLock>,
    /// Is it held as far as programs are told? A waiter that got it says so only once it has the GIL, or
    /// another thread could see it held right after releasing it.
    held: Cell<bool>,
    weaklist: WeakList,
}

impl_trace!(Lock {});

impl Lock {
    pub fn new() -> PyResult<Py<Instance<Lock>>> {
        Instance::new(Lock::default())
    }

    pub fn release_if_held(&self) {
        self.held.set(false);
        self.raw.release();
    }

    fn acquire_by(&self, args: Args<'_>) -> PyResult<bool> {
        let (blocking, timeout) = super::rlock::acquire_arguments(args)?;
        let got = acquire(&self.raw, super::timeout(blocking, timeout)?)?;
        if got {
            self.held.set(true);
        }
        Ok(got)
    }
}

/// A lock: one thread at a time has it, and any thread may give it back.
#[pytype(Lock_Type, payload)]
impl Lock {
    #[slot]
    fn tp_repr(this: &Instance<Lock>) -> String {
        let state = if this.held.get() { "locked" } else { "unlocked" };
        format!("<{state} {} object at {:#x}>", this.object().type_name(), this.object().as_ptr() as usize)
    }

    /// Takes the lock; tells whether it did.
    #[method]
    fn acquire(this: &Instance<Lock>, args: Args<'_>) -> PyResult<bool> {
        this.acquire_by(args)
    }

    /// Takes the lock; tells whether it did.
    #[method]
    fn acquire_lock(this: &Instance<Lock>, args: Args<'_>) -> PyResult<bool> {
        this.acquire_by(args)
    }

    /// Acquires the lock, as acquire() does.
    #[method]
    fn __enter__(this: &Instance<Lock>, args: Args<'_>) -> PyResult<bool> {
        this.acquire_by(args)
    }

    /// Gives the lock back.
    #[method(args = "($self, /)")]
    fn release(this: &Instance<Lock>) -> PyResult<()> {
        if !this.held.replace(false) {
            return Err(raise!(RuntimeError, "release unlocked lock"));
        }
        this.raw.release();
        Ok(())
    }

    /// Gives the lock back.
    #[method(args = "($self, /)")]
    fn release_lock(this: &Instance<Lock>) -> PyResult<()> {
        Lock::release(this)
    }

    /// Releases the lock.
    #[method]
    fn __exit__(this: &Instance<Lock>, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        Lock::release(this)
    }

    /// Is the lock held?
    #[method(args = "($self, /)")]
    fn locked(this: &Instance<Lock>) -> bool {
        this.held.get()
    }

    /// Is the lock held?
    #[method(args = "($self, /)")]
    fn locked_lock(this: &Instance<Lock>) -> bool {
        this.held.get()
    }
}
