//! The current thread's state: CPython's `PyThreadState`, where C extensions also look.
//!
//! **Invariant**: the pointer is that of the thread which holds the GIL; taking the GIL sets it.

use std::sync::atomic::{AtomicPtr, Ordering};

use pyston_abi::PyThreadState;

use crate::ptr::Raised;

static CURRENT: AtomicPtr<PyThreadState> = AtomicPtr::new(std::ptr::null_mut());

/// The state of the thread that holds the GIL: ourselves.
#[inline]
pub fn current() -> *mut PyThreadState {
    CURRENT.load(Ordering::Relaxed)
}

/// Makes `state` current (the GIL was just taken), or null (it is about to be released). Returns the
/// one before.
pub fn swap(state: *mut PyThreadState) -> *mut PyThreadState {
    CURRENT.swap(state, Ordering::AcqRel)
}

/// `sys.setrecursionlimit`; C code counts against it, too (`Py_EnterRecursiveCall`).
#[unsafe(no_mangle)]
pub static _Py_CheckRecursionLimit: crate::ptr::GilCell<i32> = crate::ptr::GilCell::new(1000);
use _Py_CheckRecursionLimit as RECURSION_LIMIT;

pub fn recursion_limit() -> i32 {
    RECURSION_LIMIT.get()
}

pub fn set_recursion_limit(limit: i32) {
    RECURSION_LIMIT.set(limit);
}

/// How many levels of recursion this thread is in.
pub fn recursion_depth() -> i32 {
    // SAFETY: the current thread's state is ours.
    unsafe { (*current()).recursion_depth }
}

/// A level of recursion, given back when dropped.
pub struct Recursion(());

/// Enters one level of recursion through native code. `what` completes the message "maximum
/// recursion depth exceeded...", for example " while calling a Python object".
///
/// # Errors
/// `RecursionError` at the recursion limit or when the native stack runs low, whatever recurses.
#[inline]
pub fn enter_recursive(what: &str) -> Result<Recursion, Raised> {
    // SAFETY: the current thread's state is ours.
    let depth = unsafe {
        (*current()).recursion_depth += 1;
        (*current()).recursion_depth
    };
    let guard = Recursion(());
    if depth > recursion_limit() || stack_is_low() {
        too_deep(depth, what)?;
    }
    Ok(guard)
}

/// The level that CPython's built-in functions of the older calling convention take beside that of any
/// call: programs see it in how deep they get.
///
/// # Errors
/// As [`enter_recursive`].
pub fn enter_varargs() -> Result<Recursion, Raised> {
    enter_recursive(" while calling a Python object")
}

/// Counts a Python frame without a native one. Pair with [`leave_frame`].
///
/// # Errors
/// `RecursionError` at the limit; the level is then not entered.
#[inline]
pub fn enter_frame() -> Result<(), Raised> {
    let guard = enter_recursive("")?;
    std::mem::forget(guard);
    Ok(())
}

#[inline]
pub fn leave_frame() {
    drop(Recursion(()));
}

#[cold]
fn too_deep(depth: i32, what: &str) -> Result<(), Raised> {
    // SAFETY: the current thread's state is ours.
    unsafe {
        let state = &mut *current();
        // A handler of RecursionError gets 50 levels of headroom until it unwinds, as in CPython.
        if state.overflowed != 0 && !stack_is_low() {
            if depth <= recursion_limit() + 50 {
                return Ok(());
            }
            (crate::hooks::get().fatal)("Cannot recover from stack overflow.");
        }
        state.overflowed = 1;
    }
    Err(crate::raise!(RecursionError, "maximum recursion depth exceeded{what}"))
}

impl Drop for Recursion {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the current thread's state is ours.
        unsafe {
            let state = &mut *current();
            state.recursion_depth -= 1;
            if state.overflowed != 0 {
                let limit = recursion_limit();
                let low = if limit > 200 { limit - 50 } else { 3 * (limit >> 2) };
                if state.recursion_depth < low {
                    state.overflowed = 0;
                }
            }
        }
    }
}

thread_local! {
    static STACK_LIMIT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Tells where this thread's native stack ends: below `limit` plus a reserve no recursion goes on.
pub fn set_stack_limit(limit: usize) {
    STACK_LIMIT.set(limit);
}

/// Is the native stack nearly used up?
#[inline]
fn stack_is_low() -> bool {
    let here = 0u8;
    (&raw const here as usize) < STACK_LIMIT.get()
}

/// The current context (`contextvars`), if the thread has one already.
pub fn context() -> Option<crate::Py> {
    // SAFETY: the thread's state is ours; the field is null or an owned object.
    unsafe { crate::Object::from_nullable((*current()).context).map(crate::Layout::new_ref) }
}

/// Makes another context the current one.
pub fn set_context(context: Option<crate::Py>) {
    // SAFETY: the thread's state is ours; the old reference is dropped when the new one is in place.
    unsafe {
        let state = &mut *current();
        let new = context.map_or(std::ptr::null_mut(), crate::Py::into_ptr);
        let old = std::mem::replace(&mut state.context, new);
        state.context_ver += 1;
        drop(crate::Py::<crate::Object>::from_nullable(old));
    }
}

/// What tells one state of the current context from another: of which thread, and how often it changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ContextKey(usize, u64, u64);

impl ContextKey {
    /// The key of no context.
    pub const NONE: ContextKey = ContextKey(0, 0, 0);
}

/// The key of the current context's values: while it is the same, so are they.
#[inline]
pub fn context_key() -> ContextKey {
    let state = current();
    // SAFETY: the thread's state is ours.
    unsafe { ContextKey(state as usize, (*state).id, (*state).context_ver) }
}

/// Notes that a variable of the current context has another value.
pub fn context_changed() {
    // SAFETY: the thread's state is ours.
    unsafe { (*current()).context_ver += 1 }
}
