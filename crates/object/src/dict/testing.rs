//! What unit tests need of a runtime: one thread at a time, and a thread state for exceptions.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyston_abi::PyThreadState;

/// Stands in for the GIL: tests run on several threads.
static LOCK: Mutex<()> = Mutex::new(());

/// Makes the calling test the only one that touches objects while the guard lives.
pub(crate) fn locked() -> MutexGuard<'static, ()> {
    let guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    if crate::tstate::current().is_null() {
        // SAFETY: all fields of a thread state may be zero.
        let state: Box<PyThreadState> = Box::new(unsafe { std::mem::zeroed() });
        crate::tstate::swap(Box::leak(state));
        crate::statics::PyDict_Type.fill(|ty| ty.tp_dealloc = Some(crate::dict::dealloc));
        crate::statics::PySet_Type.fill(|ty| ty.tp_dealloc = Some(crate::set::dealloc));
    }
    guard
}
