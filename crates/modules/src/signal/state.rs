//! Signals on their way from the system to Python handlers.
//!
//! **Invariant**: the C handler only sets flags and writes one byte to the wake-up descriptor, all of
//! it safe inside a signal handler; Python handlers run in the main thread at a safepoint.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};

use pyston_object::prelude::*;
use pyston_object::{call, hooks};
use pyston_runtime::breaker::{self, request};
use pyston_runtime::frame::Frame;

/// One more than the greatest signal number.
pub const NSIG: i32 = 65;

/// What is known of a signal.
struct Slot {
    tripped: AtomicBool,
    /// A callable, the number of `SIG_DFL` or `SIG_IGN`; empty: a handler that is not Python's.
    handler: Field,
}

// SAFETY: handlers are touched only under the GIL.
unsafe impl Sync for Slot {}

static SLOTS: [Slot; NSIG as usize] =
    [const { Slot { tripped: AtomicBool::new(false), handler: Field::empty() } }; NSIG as usize];
static WAKEUP_FD: AtomicI32 = AtomicI32::new(-1);
static WARN_ON_FULL: AtomicBool = AtomicBool::new(true);
/// The error of the last failed write to the wake-up descriptor that was not yet reported.
static WAKEUP_ERROR: AtomicI32 = AtomicI32::new(0);
static MAIN_THREAD: AtomicU64 = AtomicU64::new(0);

fn this_thread() -> u64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as u64 }
}

/// Is this the thread that runs Python handlers?
pub fn is_main_thread() -> bool {
    MAIN_THREAD.load(Ordering::Relaxed) == this_thread()
}

/// Makes this thread the one that runs handlers.
pub fn become_main_thread() {
    MAIN_THREAD.store(this_thread(), Ordering::Relaxed);
}

/// Forgets signals that came before the fork; they are the parent's.
pub fn after_fork_child() {
    become_main_thread();
    for slot in &SLOTS {
        slot.tripped.store(false, Ordering::Relaxed);
    }
    breaker::clear(request::SIGNAL);
}

extern "C" fn on_signal(number: i32) {
    let errno = errors::last_errno();
    trip(number);
    errors::set_errno(errno);
}

/// Notes that a signal arrived.
pub fn trip(number: i32) {
    SLOTS[number as usize].tripped.store(true, Ordering::Relaxed);
    breaker::set(request::SIGNAL);
    let fd = WAKEUP_FD.load(Ordering::Relaxed);
    if fd == -1 {
        return;
    }
    let byte = number as u8;
    loop {
        // SAFETY: one byte of this frame.
        let n = unsafe { libc::write(fd, (&raw const byte).cast(), 1) };
        if n >= 0 {
            return;
        }
        let errno = errors::last_errno();
        if errno == libc::EINTR {
            continue;
        }
        let is_full = errno == libc::EAGAIN || errno == libc::EWOULDBLOCK;
        if WARN_ON_FULL.load(Ordering::Relaxed) || !is_full {
            WAKEUP_ERROR.store(errno, Ordering::Relaxed);
        }
        return;
    }
}

/// The Python side of a signal's handling.
pub fn handler(number: i32) -> Option<Py> {
    SLOTS[number as usize].handler.get()
}

/// Acts as if the signal had arrived, if there is a Python function for it now.
pub fn simulate(number: i32) {
    if handler(number).is_some_and(|handler| !handler.is_none() && !Int::check(&handler)) {
        trip(number);
    }
}

/// Sets the Python side; gives the one before.
pub fn set_handler(number: i32, handler: Option<Py>) -> Option<Py> {
    SLOTS[number as usize].handler.replace(handler)
}

/// Takes the Python handlers away when the interpreter shuts down.
pub fn forget_handlers() {
    for number in 1..NSIG {
        SLOTS[number as usize].tripped.store(false, Ordering::Relaxed);
        let old = set_handler(number, None);
        if old.is_some_and(|handler| !handler.is_none() && !Int::check(&handler)) {
            // The number is one that had a handler, so it cannot fail.
            let _ = set_disposition(number, Disposition::Default);
        }
    }
}

/// What the system does on a signal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    Default,
    Ignore,
    /// The C handler of this module.
    Python,
    /// Somebody else's handler.
    Foreign,
}

/// Sets what the system does; system calls are interrupted.
pub fn set_disposition(number: i32, disposition: Disposition) -> Result<(), i32> {
    // SAFETY: a complete action; the C handler only does what is safe in one.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = match disposition {
            Disposition::Ignore => libc::SIG_IGN,
            Disposition::Python => on_signal as extern "C" fn(i32) as usize,
            Disposition::Default | Disposition::Foreign => libc::SIG_DFL,
        };
        libc::sigemptyset(&mut action.sa_mask);
        // A handler runs on the alternate stack if the thread has one: its own may be used up.
        action.sa_flags = libc::SA_ONSTACK;
        if libc::sigaction(number, &action, std::ptr::null_mut()) != 0 {
            return Err(errors::last_errno());
        }
    }
    Ok(())
}

/// What the system does on a signal now.
pub fn disposition(number: i32) -> Disposition {
    // SAFETY: a result of the right type.
    let action = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(number, std::ptr::null(), &mut action) != 0 {
            return Disposition::Foreign;
        }
        action.sa_sigaction
    };
    match action {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignore,
        own if own == on_signal as extern "C" fn(i32) as usize => Disposition::Python,
        _ => Disposition::Foreign,
    }
}

/// Sets the wake-up descriptor (-1: none); gives the one before.
pub fn set_wakeup_fd(fd: i32, warn_on_full: bool) -> i32 {
    WARN_ON_FULL.store(warn_on_full, Ordering::Relaxed);
    WAKEUP_FD.swap(fd, Ordering::Relaxed)
}

fn report_wakeup_error() {
    let errno = WAKEUP_ERROR.swap(0, Ordering::Relaxed);
    if errno != 0 {
        let raised = errors::os_error(errno, None);
        let message = "Exception ignored when trying to write to the signal wakeup fd";
        (hooks::get().unraisable)(errors::take(raised), None, Some(message));
    }
}

fn any_tripped() -> bool {
    SLOTS.iter().any(|slot| slot.tripped.load(Ordering::Relaxed))
}

/// Runs the Python handlers of the signals that arrived; in other threads than the main one, leaves
/// them to it.
pub fn serve() -> PyResult<()> {
    if !is_main_thread() {
        if any_tripped() {
            breaker::set(request::SIGNAL);
        }
        return Ok(());
    }
    report_wakeup_error();
    for number in 1..NSIG {
        if !SLOTS[number as usize].tripped.swap(false, Ordering::Relaxed) {
            continue;
        }
        if let Err(raised) = run_handler(number) {
            if any_tripped() {
                breaker::set(request::SIGNAL);
            }
            return Err(raised);
        }
    }
    Ok(())
}

fn run_handler(number: i32) -> PyResult<()> {
    // The handler may have been taken away since the signal arrived.
    let Some(handler) = handler(number).filter(|handler| !Int::check(handler)) else { return Ok(()) };
    let frame: Py = match Frame::current() {
        Some(frame) => frame.new_ref().into_object(),
        None => singletons::py_none(),
    };
    call::call(&handler, &[&*number.into_py()?, &frame]).map(drop)
}
