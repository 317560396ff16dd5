//! Forking with the runtime's own locks held, so that the child finds none taken by a thread that it
//! does not have.
//!
//! **Invariant**: nothing but the system call runs while the locks are held.

use pyston_object::prelude::*;

use crate::{gil, import_lock, lifecycle};

/// Does `system_call`, which forks; gives its result and leaves its `errno`.
pub fn fork(system_call: impl FnOnce() -> i32) -> i32 {
    let states = lifecycle::hold_states();
    let import = import_lock::hold_still();
    let gil = gil::hold_still();
    let pid = system_call();
    let errno = errors::last_errno();
    drop(gil);
    drop(import);
    drop(states);
    errors::set_errno(errno);
    pid
}
