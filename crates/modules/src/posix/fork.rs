//! `fork` and what runs around it.
//!
//! **Invariant**: whoever forks calls [`before`], then [`after_in_child`] or [`after_in_parent`]; in the
//! child the interpreter's own state is mended before any Python code runs.

use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;
use pyston_object::{call, tstate};
use pyston_runtime::{forking, gil, import_lock};

use super::path::{audit, check};

pub struct ForkFunctions;

#[derive(Default)]
struct Registered {
    before: Vec<Py>,
    child: Vec<Py>,
    parent: Vec<Py>,
}

static REGISTERED: GilRefCell<Registered> =
    GilRefCell::new(Registered { before: Vec::new(), child: Vec::new(), parent: Vec::new() });

fn run(functions: Vec<Py>) {
    for function in functions {
        if let Err(raised) = call::call(&function, &[]) {
            errors::write_unraisable(raised, None);
        }
    }
}

/// Runs what is to run before a fork, the last registered first.
pub fn before() {
    let functions = REGISTERED.borrow().before.iter().rev().cloned().collect();
    run(functions);
    import_lock::acquire();
}

/// Gives back what [`before`] took; the thread that forked is the one that took it.
fn release_import_lock() {
    if let Err(raised) = import_lock::release() {
        raised.clear();
    }
}

/// Runs what is to run in the parent.
pub fn after_in_parent() {
    release_import_lock();
    let functions = REGISTERED.borrow().parent.clone();
    run(functions);
}

/// Mends the child's interpreter and runs what is to run in it.
pub fn after_in_child() {
    gil::reset_after_fork();
    crate::signal::state::after_fork_child();
    release_import_lock();
    // SAFETY: the state of this thread, which is the only one.
    unsafe { (*tstate::current()).thread_id = libc::pthread_self() as _ }
    let functions = REGISTERED.borrow().child.clone();
    run(functions);
}

fn callable<'a>(object: Option<&'a Object>, name: &str) -> PyResult<Option<&'a Object>> {
    match object {
        Some(object) if !crate::arguments::is_callable(object) => {
            Err(raise!(TypeError, "'{name}' must be callable, not {}", object.type_name()))
        }
        object => Ok(object),
    }
}

/// Forking.
#[pymodule("posix")]
impl ForkFunctions {
    /// Registers functions to run around a fork.
    #[function(
        sig = "($module, /, *, before=<unrepresentable>,\n                 after_in_child=<unrepresentable>,\n                 after_in_parent=<unrepresentable>)"
    )]
    fn register_at_fork(
        before: Option<&Object>,
        after_in_child: Option<&Object>,
        after_in_parent: Option<&Object>,
    ) -> PyResult<()> {
        if before.is_none() && after_in_child.is_none() && after_in_parent.is_none() {
            return Err(raise!(TypeError, "At least one argument is required."));
        }
        let before = callable(before, "before")?;
        let child = callable(after_in_child, "after_in_child")?;
        let parent = callable(after_in_parent, "after_in_parent")?;
        let mut registered = REGISTERED.borrow_mut();
        registered.before.extend(before.map(Layout::new_ref));
        registered.child.extend(child.map(Layout::new_ref));
        registered.parent.extend(parent.map(Layout::new_ref));
        Ok(())
    }

    /// Makes a copy of the process; gives 0 in it and its number in the parent.
    #[function("($module, /)")]
    fn fork() -> PyResult<i32> {
        audit("os.fork", &[])?;
        before();
        // SAFETY: the child goes on with this thread alone, whose state is mended next.
        let pid = forking::fork(|| unsafe { libc::fork() });
        let errno = errors::last_errno();
        if pid == 0 {
            after_in_child();
        } else {
            after_in_parent();
        }
        errors::set_errno(errno);
        check(pid)
    }

    /// As fork, with a new terminal for the child; gives the number and the terminal's other end.
    #[function("($module, /)")]
    fn forkpty() -> PyResult<(i32, i32)> {
        audit("os.forkpty", &[])?;
        before();
        let mut master = -1;
        // SAFETY: as above; the other results are not asked for.
        let pid = forking::fork(|| unsafe {
            libc::forkpty(&mut master, std::ptr::null_mut(), std::ptr::null(), std::ptr::null())
        });
        let errno = errors::last_errno();
        if pid == 0 {
            after_in_child();
        } else {
            after_in_parent();
        }
        errors::set_errno(errno);
        check(pid)?;
        Ok((pid, master))
    }
}
