//! `faulthandler`: tracebacks on demand and on fatal signals.
//!
//! **Invariant**: a traceback is written without touching Python objects' counts or memory of the heap,
//! as far as names are ASCII: the dump also runs inside handlers of fatal signals.

use std::io::Write;

use pyston_object::prelude::*;
use pyston_runtime::fatal::{self, Raw};

use crate::posix::path::file_descriptor;

pub struct FaulthandlerModule;

static ENABLED: GilCell<bool> = GilCell::new(false);
/// Where fatal signals are reported.
static FD: std::sync::atomic::AtomicI32 = std::sync::atomic::AtomicI32::new(2);

const FATAL: [(i32, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

fn dump(fd: i32) {
    // A descriptor that cannot be written to is nothing to report.
    let _ = writeln!(Raw(fd), "Stack (most recent call first):");
    fatal::dump_frames(fd);
}

extern "C" fn on_fatal(number: i32) {
    let fd = FD.load(std::sync::atomic::Ordering::Relaxed);
    let text = FATAL.iter().find(|(known, _)| *known == number).map_or("Unknown signal", |(_, text)| text);
    let _ = writeln!(Raw(fd), "Fatal Python error: {text}\n");
    // SAFETY: the thread's own pointer, null while the GIL is not held.
    if !pyston_object::tstate::current().is_null() {
        fatal::dump_current_thread(fd);
    }
    // SAFETY: the default action ends the process when the signal comes again.
    unsafe {
        libc::signal(number, libc::SIG_DFL);
        libc::raise(number);
    }
}

fn descriptor(file: Option<&Object>) -> PyResult<i32> {
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file.new_ref(),
        None => match (pyston_object::hooks::get().sys_object)("stderr") {
            Some(file) if !file.is_none() => file,
            Some(_) => return Err(raise!(RuntimeError, "sys.stderr is None")),
            None => return Err(raise!(RuntimeError, "unable to get sys.stderr")),
        },
    };
    let fd = file_descriptor(&file)?;
    if !Int::check(&file) {
        drop(pyston_object::call::call_method(&file, name!("flush"), &[]).map_err(Raised::clear));
    }
    Ok(fd)
}

/// Tracebacks on demand and on fatal signals.
#[pymodule("faulthandler")]
impl FaulthandlerModule {
    /// Reports fatal signals from now on.
    #[function(args = "($module, /, file=None, all_threads=True)")]
    fn enable(file: Option<&Object>, _all_threads: bool) -> PyResult<()> {
        FD.store(descriptor(file)?, std::sync::atomic::Ordering::Relaxed);
        for (number, _) in FATAL {
            // SAFETY: a complete action.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = on_fatal as extern "C" fn(i32) as usize;
                action.sa_flags = libc::SA_NODEFER | libc::SA_ONSTACK;
                libc::sigaction(number, &action, std::ptr::null_mut());
            }
        }
        ENABLED.set(true);
        Ok(())
    }

    /// Stops reporting fatal signals; were they?
    #[function(args = "($module, /)")]
    fn disable() -> bool {
        let was = ENABLED.get();
        if was {
            for (number, _) in FATAL {
                // SAFETY: numbers.
                unsafe { libc::signal(number, libc::SIG_DFL) };
            }
        }
        ENABLED.set(false);
        was
    }

    /// Are fatal signals reported?
    #[function(args = "($module, /)")]
    fn is_enabled() -> bool {
        ENABLED.get()
    }

    /// Writes the stack of this thread to a file.
    #[function(args = "($module, /, file=None, all_threads=True)")]
    fn dump_traceback(file: Option<&Object>, _all_threads: bool) -> PyResult<()> {
        dump(descriptor(file)?);
        Ok(())
    }

    /// Forgets what dump_traceback_later asked for: nothing, as it is not supported.
    #[function(args = "($module, /)")]
    fn cancel_dump_traceback_later() {}

    /// Not supported.
    #[function]
    fn dump_traceback_later(_args: Args<'_>) -> PyResult {
        Err(raise!(NotImplementedError, "dump_traceback_later is not supported"))
    }

    /// Not supported.
    #[function]
    fn register(_args: Args<'_>) -> PyResult {
        Err(raise!(NotImplementedError, "register is not supported"))
    }

    /// Forgets a registered signal: there is none.
    #[function(args = "($module, signum, /)")]
    fn unregister(_signum: i32) -> bool {
        false
    }

    /// Raises SIGSEGV.
    #[function]
    fn _sigsegv(_args: Args<'_>) {
        // SAFETY: ends the process.
        unsafe { libc::raise(libc::SIGSEGV) };
    }

    /// Raises SIGABRT.
    #[function(args = "($module, /)")]
    fn _sigabrt() {
        // SAFETY: ends the process.
        unsafe { libc::abort() }
    }

    /// Raises SIGFPE.
    #[function(args = "($module, /)")]
    fn _sigfpe() {
        // SAFETY: ends the process.
        unsafe { libc::raise(libc::SIGFPE) };
    }
}
