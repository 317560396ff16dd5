//! `faulthandler`: tracebacks on demand, on signals and after a time.
//!
//! **Invariant**: a traceback is written without Python code and without touching Python objects' counts
//! (`dump`); the file objects that were given live as long as their descriptors may be written to.

mod dump;
mod later;
mod signals;

use std::time::Duration;

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_runtime::{gil, lifecycle};

pub use dump::{fatal_error, install_panic_hook};

use crate::arguments::{parse_count, parse_int};
use crate::signal::state::NSIG;
use crate::time::duration::{self, Rounding};
use signals::Target;

pub struct FaulthandlerModule;

static ENABLED: GilCell<bool> = GilCell::new(false);
/// Files in use: of fatal signals (0), of the watchdog (-1), of the signals registered.
static FILES: GilCell<Vec<(i32, Py)>> = GilCell::new(Vec::new());
const FATAL_FILE: i32 = 0;
const WATCHDOG_FILE: i32 = -1;

/// Keeps the file of a use, instead of the one before.
fn keep(purpose: i32, file: Option<Py>) {
    // SAFETY: borrowed for the change; what is replaced dies afterwards.
    let files = unsafe { FILES.get_mut() };
    let old = files.iter().position(|known| known.0 == purpose).map(|index| files.swap_remove(index));
    if let Some(file) = file {
        files.push((purpose, file));
    }
    drop(old);
}

/// The descriptor of a file, and the file if it is an object that has to live on.
fn target(file: Option<&Object>) -> PyResult<(i32, Option<Py>)> {
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file.new_ref(),
        None => match (pyston_object::hooks::get().sys_object)("stderr") {
            Some(file) if !file.is_none() => file,
            Some(_) => return Err(raise!(RuntimeError, "sys.stderr is None")),
            None => return Err(raise!(RuntimeError, "unable to get sys.stderr")),
        },
    };
    if let Some(fd) = file.downcast::<Int>() {
        return match fd.to_i64().and_then(|fd| i32::try_from(fd).ok()).filter(|&fd| fd >= 0) {
            Some(fd) => Ok((fd, None)),
            None => Err(raise!(ValueError, "file is not a valid file descripter")),
        };
    }
    let number = call::call_method(&file, name!("fileno"), &[])?;
    let fd = number.downcast::<Int>().and_then(Int::to_i64).and_then(|fd| i32::try_from(fd).ok());
    let Some(fd) = fd.filter(|&fd| fd >= 0) else {
        return Err(raise!(RuntimeError, "file.fileno() is not a valid file descriptor"));
    };
    drop(call::call_method(&file, name!("flush"), &[]).map_err(Raised::clear));
    Ok((fd, Some(file)))
}

fn registrable(number: i32) -> PyResult<()> {
    if signals::FATAL.iter().any(|(known, _)| *known == number) {
        return Err(raise!(RuntimeError, "signal {number} cannot be registered, use enable() instead"));
    }
    if (1..NSIG).contains(&number) { Ok(()) } else { Err(raise!(ValueError, "signal number out of range")) }
}

fn os_result(result: Result<(), i32>) -> PyResult<()> {
    result.map_err(|errno| errors::os_error(errno, None))
}

/// At the end of the interpreter nothing is reported any more.
fn forget() {
    later::cancel();
    signals::forget();
    ENABLED.set(false);
}

/// Runs `fault` as a program that does not hold the GIL would.
fn without_gil(release: bool, fault: impl Fn()) {
    if release { gil::allow_threads(fault) } else { fault() }
}

/// Uses native stack until it is used up, or `limit` bytes are.
fn use_stack(depth: usize, start: usize, limit: usize) -> (usize, usize) {
    let buffer = std::hint::black_box([1u8; 4096]);
    let used = start.abs_diff(buffer.as_ptr() as usize);
    if used >= limit {
        return (used, depth);
    }
    let deeper = use_stack(depth + 1, start, limit);
    std::hint::black_box(&buffer);
    deeper
}

/// Tracebacks on demand, on signals and after a time.
#[pymodule("faulthandler")]
impl FaulthandlerModule {
    /// Reports fatal signals from now on.
    #[function(args = "($module, /, file=None, all_threads=1)", parsed)]
    fn enable(file: Option<&Object>, all_threads: i32) -> PyResult<()> {
        let all_threads = all_threads != 0;
        let (fd, file) = target(file)?;
        keep(FATAL_FILE, file);
        os_result(signals::enable(Target { fd, all_threads, chain: false }))?;
        ENABLED.set(true);
        Ok(())
    }

    /// Stops reporting fatal signals; were they?
    #[function(args = "($module, /)")]
    fn disable() -> bool {
        let was = ENABLED.get();
        if was {
            signals::disable();
            ENABLED.set(false);
            keep(FATAL_FILE, None);
        }
        was
    }

    /// Are fatal signals reported?
    #[function(args = "($module, /)")]
    fn is_enabled() -> bool {
        ENABLED.get()
    }

    /// Writes the stacks of all threads, or of this one, to a file.
    #[function(args = "($module, /, file=None, all_threads=1)", parsed)]
    fn dump_traceback(file: Option<&Object>, all_threads: i32) -> PyResult<()> {
        let all_threads = all_threads != 0;
        let (fd, _file) = target(file)?;
        if all_threads {
            dump::all_threads(fd, dump::own_state());
        } else {
            dump::this_thread(fd);
        }
        Ok(())
    }

    /// Writes the stacks of all threads when the time is up, once or again and again; may end the process.
    #[function(args = "($module, /, timeout, repeat=0, file=None, exit=0)", parsed)]
    fn dump_traceback_later(timeout: &Object, repeat: i32, file: Option<&Object>, exit: i32) -> PyResult<()> {
        let nanoseconds = duration::nanoseconds(timeout, Rounding::Up)?;
        let patience = Rounding::Up.divide(nanoseconds, 1000);
        if patience <= 0 {
            return Err(raise!(ValueError, "timeout must be greater than 0"));
        }
        let patience = Duration::from_micros(patience.unsigned_abs());
        let (repeat, exit) = (repeat != 0, exit != 0);
        let (fd, file) = target(file)?;
        later::cancel();
        keep(WATCHDOG_FILE, file);
        if later::arm(later::Watch { patience, repeat, fd, exit }) {
            Ok(())
        } else {
            Err(raise!(RuntimeError, "unable to start watchdog thread"))
        }
    }

    /// Forgets what dump_traceback_later asked for.
    #[function(args = "($module, /)")]
    fn cancel_dump_traceback_later() {
        later::cancel();
        keep(WATCHDOG_FILE, None);
    }

    /// Writes the stacks of all threads, or of the one that gets it, when a signal arrives.
    #[function(args = "($module, /, signum, file=None, all_threads=1, chain=0)", parsed)]
    fn register(signum: i32, file: Option<&Object>, all_threads: i32, chain: i32) -> PyResult<()> {
        registrable(signum)?;
        let (all_threads, chain) = (all_threads != 0, chain != 0);
        let (fd, file) = target(file)?;
        os_result(signals::register(signum, Target { fd, all_threads, chain }))?;
        keep(signum, file);
        Ok(())
    }

    /// Forgets a registered signal; was it one?
    // (Keyword arguments are not looked at: so CPython.)
    #[function]
    fn unregister(args: Args<'_>) -> PyResult<bool> {
        parse_count("unregister()", args.positional.len(), 1, 1)?;
        let signum = parse_int(args.positional[0])?;
        registrable(signum)?;
        let was = signals::unregister(signum);
        keep(signum, None);
        Ok(was)
    }

    /// Reads from address 0.
    #[function(args = "($module, /)")]
    fn _read_null() {
        // SAFETY: faults, which is what it is for.
        unsafe { std::ptr::without_provenance::<u8>(std::hint::black_box(1)).read_volatile() };
    }

    /// Raises SIGSEGV.
    #[function(args = "($module, release_gil=False, /)")]
    fn _sigsegv(release_gil: Option<&Object>) -> PyResult<()> {
        let release = release_gil.map_or(Ok(0), protocol::as_c_long)? != 0;
        without_gil(release, || {
            // SAFETY: ends the process.
            unsafe { libc::raise(libc::SIGSEGV) };
        });
        Ok(())
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

    /// Ends the process with a message.
    #[function(args = "($module, message, release_gil=False, /)")]
    fn _fatal_error(message: &Bytes, release_gil: Option<&Object>) -> PyResult<()> {
        let release = release_gil.map_or(Ok(0), protocol::as_c_long)? != 0;
        let text = String::from_utf8_lossy(message.as_slice()).into_owned();
        without_gil(release, || dump::fatal_error(&text));
        Ok(())
    }

    /// Ends the process with a message from a thread that Python does not know.
    #[function(args = "($module, /)")]
    fn _fatal_error_c_thread() {
        let thread = std::thread::spawn(|| dump::fatal_error("in new thread"));
        gil::allow_threads(|| drop(thread.join()));
    }

    /// Uses up the native stack.
    #[function(args = "($module, /)")]
    fn _stack_overflow() -> PyResult<()> {
        const LIMIT: usize = 100 << 20;
        let here = 0u8;
        let (used, depth) = use_stack(1, &raw const here as usize, LIMIT);
        Err(raise!(
            RuntimeError,
            "unable to raise a stack overflow (allocated {used} bytes on the stack, {depth} recursive calls)"
        ))
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        lifecycle::at_shutdown(forget);
        Ok(())
    }
}
