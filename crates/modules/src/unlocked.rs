//! What native code needs that computes without the GIL on data of Python objects.

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

/// Locks the state of an object. Who must wait gives the GIL up meanwhile, so the lock may be held by
/// a thread that waits for the GIL.
pub fn enter<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    match lock.try_lock() {
        Ok(state) => state,
        Err(TryLockError::Poisoned(error)) => error.into_inner(),
        Err(TryLockError::WouldBlock) => allow_threads(|| lock.lock().unwrap_or_else(PoisonError::into_inner)),
    }
}

/// The content of a buffer for use without the GIL: what other threads may change is copied.
pub fn stable(buffer: &Buffer) -> Cow<'_, [u8]> {
    let is_immutable = buffer.view().is_none();
    if is_immutable { Cow::Borrowed(buffer.as_slice()) } else { Cow::Owned(buffer.to_vec()) }
}
