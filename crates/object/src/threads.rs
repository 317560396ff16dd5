//! Letting other threads run around a blocking call.
//!
//! **Invariant**: inside [`allow_threads`] no object is touched: the closure sees plain Rust values,
//! and memory that an export pins. The runtime installs the two functions once it has more than one
//! thread to choose from.

use pyston_abi::PyThreadState;

use crate::ptr::GilCell;

/// How the GIL is given up and taken back.
#[derive(Clone, Copy)]
pub struct Gil {
    /// Gives the GIL up; the result is handed back to `restore`.
    pub save: fn() -> *mut PyThreadState,
    /// Takes the GIL for the thread that gave it up.
    pub restore: fn(*mut PyThreadState),
}

static GIL: GilCell<Option<Gil>> = GilCell::new(None);

/// Installs the runtime's functions.
pub fn install(gil: Gil) {
    GIL.set(Some(gil));
}

/// Runs `blocking` without the GIL. `errno` is that of `blocking` afterwards.
#[inline]
pub fn allow_threads<R>(blocking: impl FnOnce() -> R) -> R {
    let Some(gil) = GIL.get() else { return blocking() };
    let state = (gil.save)();
    let result = blocking();
    let errno = crate::errors::last_errno();
    (gil.restore)(state);
    crate::errors::set_errno(errno);
    result
}
