//! The event loop that runs in each thread.
//!
//! **Invariant**: an entry lives from `set` to the next `set` of its thread, or to the thread's end. A fork makes all entries of the
//! child void, for a loop runs in the process that started it only; a counter raised in the child tells so
//! without a system call at every look.

use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;
use pyston_object::tstate;

/// A thread, by its state's number, with its loop and the generation of processes that it runs in.
struct Entry {
    thread: u64,
    generation: u32,
    running: Py,
}

static ENTRIES: GilRefCell<Vec<Entry>> = GilRefCell::new(Vec::new());
/// How often this process has been forked off another.
static GENERATION: AtomicU32 = AtomicU32::new(0);
static WATCH_FORKS: Once = Once::new();

extern "C" fn after_fork_in_child() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
}

/// Notices forks from now on.
pub fn watch_forks() {
    WATCH_FORKS.call_once(|| {
        // SAFETY: the handler only adds to a number, which it may do in a forked child.
        unsafe { libc::pthread_atfork(None, None, Some(after_fork_in_child)) };
    });
}

fn thread() -> u64 {
    // SAFETY: the current thread's state is ours.
    unsafe { (*tstate::current()).id }
}

/// The loop that runs in this thread.
pub fn get() -> Option<Py> {
    let (thread, generation) = (thread(), GENERATION.load(Ordering::Relaxed));
    let entries = ENTRIES.borrow();
    let entry = entries.iter().find(|entry| entry.thread == thread)?;
    (entry.generation == generation).then(|| entry.running.clone())
}

/// Makes a loop the one that runs in this thread.
pub fn set(running: Option<&Object>) {
    let thread = thread();
    let mut entries = ENTRIES.borrow_mut();
    let old = entries.iter().position(|entry| entry.thread == thread).map(|at| entries.swap_remove(at));
    if let Some(running) = running {
        let generation = GENERATION.load(Ordering::Relaxed);
        entries.push(Entry { thread, generation, running: running.new_ref() });
    }
    // The old loop may die, and run code that asks for the running one.
    drop(entries);
    drop(old);
}
