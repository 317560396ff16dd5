//! Handlers of signals that write tracebacks: of fatal ones, and of those that a program registers.
//!
//! **Invariant**: a slot's settings are complete before its handler is installed, and the previous action is
//! kept for as long as ours is in place. Handlers run on an alternate stack: the thread's own may be used up.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use pyston_object::prelude::*;

use super::dump;

/// Fatal signals and what they are called.
pub const FATAL: [(i32, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

const NSIG: usize = crate::signal::state::NSIG as usize;

struct Slot {
    is_installed: AtomicBool,
    fd: AtomicI32,
    all_threads: AtomicBool,
    chain: AtomicBool,
    previous: UnsafeCell<libc::sigaction>,
}

// SAFETY: `previous` is written under the GIL while no handler of ours is installed that reads it.
unsafe impl Sync for Slot {}

static SLOTS: [Slot; NSIG] = [const {
    Slot {
        is_installed: AtomicBool::new(false),
        fd: AtomicI32::new(2),
        all_threads: AtomicBool::new(true),
        chain: AtomicBool::new(false),
        // SAFETY: zero is a valid action.
        previous: UnsafeCell::new(unsafe { std::mem::zeroed() }),
    }
}; NSIG];

fn write(slot: &Slot) {
    let fd = slot.fd.load(Ordering::Relaxed);
    if slot.all_threads.load(Ordering::Relaxed) {
        dump::all_threads(fd, dump::own_state());
    } else {
        dump::this_thread(fd);
    }
}

/// Makes the previous action the signal's again.
fn uninstall(number: i32) -> bool {
    let slot = &SLOTS[number as usize];
    if !slot.is_installed.swap(false, Ordering::Relaxed) {
        return false;
    }
    // SAFETY: an action that the system gave.
    unsafe { libc::sigaction(number, slot.previous.get(), std::ptr::null_mut()) };
    true
}

extern "C" fn on_fatal(number: i32) {
    let slot = &SLOTS[number as usize];
    // A fault of the dump itself shall end the process.
    uninstall(number);
    let text = FATAL.iter().find(|(known, _)| *known == number).map_or("unknown signal", |(_, text)| text);
    dump::say(slot.fd.load(Ordering::Relaxed), format_args!("Fatal Python error: {text}\n\n"));
    write(slot);
    // SAFETY: the previous action, mostly the end of the process, takes over.
    unsafe { libc::raise(number) };
}

fn action(handler: extern "C" fn(i32), flags: i32) -> libc::sigaction {
    // SAFETY: zero is a valid action; the rest is filled in.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = handler as usize;
    action.sa_flags = flags | libc::SA_ONSTACK;
    action
}

fn user_action(chain: bool) -> libc::sigaction {
    action(on_user, if chain { libc::SA_NODEFER } else { libc::SA_RESTART })
}

extern "C" fn on_user(number: i32) {
    let slot = &SLOTS[number as usize];
    if !slot.is_installed.load(Ordering::Relaxed) {
        return;
    }
    let errno = errors::last_errno();
    write(slot);
    if slot.chain.load(Ordering::Relaxed) {
        // SAFETY: complete actions; the previous handler runs now, ours is put back afterwards.
        unsafe {
            libc::sigaction(number, slot.previous.get(), std::ptr::null_mut());
            errors::set_errno(errno);
            libc::raise(number);
            let own = user_action(true);
            libc::sigaction(number, &own, std::ptr::null_mut());
        }
    }
    errors::set_errno(errno);
}

/// Where and what a handler writes.
#[derive(Clone, Copy)]
pub struct Target {
    pub fd: i32,
    pub all_threads: bool,
    pub chain: bool,
}

fn install(number: i32, target: Target, action: &libc::sigaction) -> Result<(), i32> {
    let slot = &SLOTS[number as usize];
    slot.fd.store(target.fd, Ordering::Relaxed);
    slot.all_threads.store(target.all_threads, Ordering::Relaxed);
    slot.chain.store(target.chain, Ordering::Relaxed);
    if slot.is_installed.load(Ordering::Relaxed) {
        return Ok(());
    }
    // SAFETY: a complete action; the slot takes the previous one.
    if unsafe { libc::sigaction(number, action, slot.previous.get()) } != 0 {
        return Err(errors::last_errno());
    }
    slot.is_installed.store(true, Ordering::Relaxed);
    Ok(())
}

/// Reports fatal signals from now on.
pub fn enable(target: Target) -> Result<(), i32> {
    use_alternate_stack();
    let action = action(on_fatal, libc::SA_NODEFER);
    FATAL.iter().try_for_each(|&(number, _)| install(number, target, &action))
}

/// Stops reporting fatal signals.
pub fn disable() {
    for (number, _) in FATAL {
        uninstall(number);
    }
}

/// Writes tracebacks on a signal from now on.
pub fn register(number: i32, target: Target) -> Result<(), i32> {
    use_alternate_stack();
    install(number, target, &user_action(target.chain))
}

/// Stops writing tracebacks on a signal; did it?
pub fn unregister(number: i32) -> bool {
    uninstall(number)
}

/// Takes all handlers away.
pub fn forget() {
    for number in 1..NSIG as i32 {
        uninstall(number);
    }
}

/// Gives this thread a stack for handlers, unless it has one.
fn use_alternate_stack() {
    const SIZE: usize = 128 * 1024;
    // SAFETY: memory that is never given back becomes the thread's alternate stack.
    unsafe {
        let mut stack: libc::stack_t = std::mem::zeroed();
        if libc::sigaltstack(std::ptr::null(), &mut stack) != 0 || stack.ss_flags & libc::SS_DISABLE == 0 {
            return;
        }
        stack.ss_sp = Box::leak(vec![0u8; SIZE].into_boxed_slice()).as_mut_ptr().cast();
        stack.ss_size = SIZE;
        stack.ss_flags = 0;
        libc::sigaltstack(&stack, std::ptr::null_mut());
    }
}
