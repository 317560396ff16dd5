//! `_signal`: handlers, masks and waiting.

mod info;
mod set;
pub mod state;
mod timer;

use pyston_object::prelude::*;
use pyston_object::{hooks, name};
use pyston_runtime::breaker;
use pyston_runtime::gil::allow_threads;

use crate::time::duration::{self, Deadline, Rounding};
use state::{Disposition, NSIG};

pub struct SignalModule;

const SIG_DFL: i64 = 0;
const SIG_IGN: i64 = 1;

/// Takes over the process's signals: this thread becomes the main one, broken pipes and too large
/// files are errors instead of deadly, Ctrl-C raises KeyboardInterrupt.
///
/// # Errors
/// As importing `_signal`.
pub fn init() -> PyResult<()> {
    state::become_main_thread();
    breaker::install(|handlers| handlers.signal = state::serve);
    for number in [libc::SIGPIPE, libc::SIGXFSZ] {
        // The numbers are valid, so it cannot fail.
        let _ = state::set_disposition(number, Disposition::Ignore);
    }
    pyston_runtime::lifecycle::at_shutdown(state::forget_handlers);
    hooks::import("_signal").map(drop)
}

fn in_range(number: i32) -> PyResult<()> {
    if (1..NSIG).contains(&number) { Ok(()) } else { Err(raise!(ValueError, "signal number out of range")) }
}

fn check_signals() -> PyResult<()> {
    (hooks::get().check_signals)()
}

fn status(errno: i32) -> PyResult<()> {
    if errno == 0 { Ok(()) } else { Err(errors::os_error(errno, None)) }
}

/// Waits for one of the signals; `None` if the time is up first.
fn wait(mask: &libc::sigset_t, nanoseconds: Option<i64>) -> PyResult<Option<Py>> {
    let deadline = Deadline::after(nanoseconds);
    loop {
        // SAFETY: zero is a valid value of every field.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        let left = deadline
            .left()
            .map(|left| libc::timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) });
        let left = left.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
        // SAFETY: values of the right types that live through the call.
        let number = allow_threads(|| unsafe { libc::sigtimedwait(mask, &mut info, left) });
        if number >= 0 {
            return info::make(&info).map(Some);
        }
        match errors::last_errno() {
            libc::EINTR => check_signals()?,
            libc::EAGAIN => return Ok(None),
            errno => return Err(errors::os_error(errno, None)),
        }
    }
}

/// Handlers of signals, masks and waiting.
#[pymodule("_signal")]
impl SignalModule {
    /// Asks for SIGALRM after some seconds; gives what was left of the alarm before.
    #[function("($module, seconds, /)")]
    fn alarm(seconds: i32) -> u32 {
        // SAFETY: no preconditions.
        unsafe { libc::alarm(seconds as u32) }
    }

    /// Raises KeyboardInterrupt.
    #[function]
    fn default_int_handler(_args: Args<'_>) -> PyResult {
        Err(raise!(KeyboardInterrupt))
    }

    /// What an interval timer is.
    #[function("($module, which, /)")]
    fn getitimer(which: i32) -> PyResult<(f64, f64)> {
        timer::get(which)
    }

    /// Sets an interval timer; gives what it was.
    #[function("($module, which, seconds, interval=0.0, /)")]
    fn setitimer(which: i32, seconds: &Object, interval: Option<&Object>) -> PyResult<(f64, f64)> {
        timer::set(which, seconds, interval)
    }

    /// The handler of a signal: a callable, SIG_DFL, SIG_IGN, or None if it is not Python's.
    #[function("($module, signalnum, /)")]
    fn getsignal(signalnum: i32) -> PyResult<Option<Py>> {
        in_range(signalnum)?;
        Ok(state::handler(signalnum))
    }

    /// Sets the handler of a signal; gives the one before.
    #[function("($module, signalnum, handler, /)")]
    fn signal(signalnum: i32, handler: &Object) -> PyResult<Option<Py>> {
        if !state::is_main_thread() {
            return Err(raise!(ValueError, "signal only works in main thread"));
        }
        in_range(signalnum)?;
        let disposition = match handler.downcast_exact::<Int>().and_then(Int::to_i64) {
            Some(SIG_DFL) => Disposition::Default,
            Some(SIG_IGN) => Disposition::Ignore,
            _ if crate::arguments::is_callable(handler) => Disposition::Python,
            _ => {
                return Err(raise!(
                    TypeError,
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
                ));
            }
        };
        check_signals()?;
        state::set_disposition(signalnum, disposition).map_err(|errno| errors::os_error(errno, None))?;
        Ok(state::set_handler(signalnum, Some(handler.new_ref())))
    }

    /// Waits until a signal arrives.
    #[function("($module, /)")]
    fn pause() -> PyResult<()> {
        // SAFETY: no preconditions.
        allow_threads(|| unsafe { libc::pause() });
        check_signals()
    }

    /// Sends a signal to a thread.
    #[function("($module, thread_id, signalnum, /)")]
    fn pthread_kill(thread_id: &Object, signalnum: i32) -> PyResult<()> {
        let Some(thread) = thread_id.downcast::<Int>() else {
            return Err(raise!(TypeError, "pthread_kill() argument 1 must be int, not {}", thread_id.type_name()));
        };
        (hooks::get().audit)("signal.pthread_kill", &[thread_id, &*signalnum.into_py()?])?;
        // SAFETY: the caller names a thread that lives, as the C function wants.
        status(unsafe { libc::pthread_kill(thread.to_u64_wrapping() as libc::pthread_t, signalnum) })?;
        check_signals()
    }

    /// Changes which signals this thread blocks; gives which it did.
    #[function("($module, how, mask, /)")]
    fn pthread_sigmask(how: i32, mask: &Object) -> PyResult<Py<Set>> {
        let mask = set::from_iterable(mask)?;
        let mut old = mask;
        // SAFETY: values of the right type.
        status(unsafe { libc::pthread_sigmask(how, &mask, &mut old) })?;
        check_signals()?;
        set::to_set(&old)
    }

    /// Sends a signal to the process itself.
    #[function("($module, signalnum, /)")]
    fn raise_signal(signalnum: i32) -> PyResult<()> {
        // SAFETY: no preconditions.
        if unsafe { libc::raise(signalnum) } != 0 {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        check_signals()
    }

    /// Sets the descriptor to which the numbers of signals are written; gives the one before.
    #[function(args = "($module, fd, /, *, warn_on_full_buffer=True)")]
    fn set_wakeup_fd(fd: i32, warn_on_full_buffer: bool) -> PyResult<i32> {
        if !state::is_main_thread() {
            return Err(raise!(ValueError, "set_wakeup_fd only works in main thread"));
        }
        if fd != -1 {
            // SAFETY: asks about a number.
            let flags = unsafe { libc::fcntl(fd, libc::F_GETFL) };
            if flags < 0 {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            if flags & libc::O_NONBLOCK == 0 {
                return Err(raise!(ValueError, "the fd {fd} must be in non-blocking mode"));
            }
        }
        Ok(state::set_wakeup_fd(fd, warn_on_full_buffer))
    }

    /// Should a signal interrupt system calls?
    #[function("($module, signalnum, flag, /)")]
    fn siginterrupt(signalnum: i32, flag: i32) -> PyResult<()> {
        in_range(signalnum)?;
        // SAFETY: the action is read and written with one flag changed.
        let result = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            if libc::sigaction(signalnum, std::ptr::null(), &mut action) != 0 {
                -1
            } else {
                if flag != 0 {
                    action.sa_flags &= !libc::SA_RESTART;
                } else {
                    action.sa_flags |= libc::SA_RESTART;
                }
                libc::sigaction(signalnum, &action, std::ptr::null_mut())
            }
        };
        if result < 0 { Err(errors::os_error(errors::last_errno(), None)) } else { Ok(()) }
    }

    /// The signals that are blocked and waiting.
    #[function("($module, /)")]
    fn sigpending() -> PyResult<Py<Set>> {
        // SAFETY: filled by the call.
        let (result, mask) = unsafe {
            let mut mask: libc::sigset_t = std::mem::zeroed();
            (libc::sigpending(&mut mask), mask)
        };
        if result != 0 { Err(errors::os_error(errors::last_errno(), None)) } else { set::to_set(&mask) }
    }

    /// Waits for one of the signals; gives its number.
    #[function("($module, sigset, /)")]
    fn sigwait(sigset: &Object) -> PyResult<i32> {
        let mask = set::from_iterable(sigset)?;
        let mut number = 0;
        // SAFETY: values of the right types.
        status(allow_threads(|| unsafe { libc::sigwait(&mask, &mut number) }))?;
        Ok(number)
    }

    /// Waits for one of the signals; gives facts about it.
    #[function("($module, sigset, /)")]
    fn sigwaitinfo(sigset: &Object) -> PyResult<Option<Py>> {
        wait(&set::from_iterable(sigset)?, None)
    }

    /// Waits some seconds for one of the signals; gives facts about it or None.
    #[function("($module, sigset, timeout, /)")]
    fn sigtimedwait(sigset: &Object, timeout: &Object) -> PyResult<Option<Py>> {
        let nanoseconds = duration::nanoseconds(timeout, Rounding::Up)?;
        if nanoseconds < 0 {
            return Err(raise!(ValueError, "timeout must be non-negative"));
        }
        wait(&set::from_iterable(sigset)?, Some(nanoseconds))
    }

    /// The system's name of a signal.
    #[function("($module, signalnum, /)")]
    fn strsignal(signalnum: i32) -> PyResult<Option<String>> {
        in_range(signalnum)?;
        // SAFETY: a C string or null; the GIL serialises its static buffer.
        let text = unsafe {
            let text = libc::strsignal(signalnum);
            if text.is_null() {
                return Ok(None);
            }
            std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned()
        };
        Ok(Some(text).filter(|text| !text.contains("Unknown signal")))
    }

    /// The signals there are.
    #[function("($module, /)")]
    fn valid_signals() -> PyResult<Py<Set>> {
        // SAFETY: filled by the call.
        let mask = unsafe {
            let mut mask: libc::sigset_t = std::mem::zeroed();
            libc::sigfillset(&mut mask);
            mask
        };
        set::to_set(&mask)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        module.add("SIGRTMIN", libc::SIGRTMIN())?;
        module.add("SIGRTMAX", libc::SIGRTMAX())?;
        module.add("ItimerError", timer::error_type()?.new_ref())?;
        module.add("struct_siginfo", info::type_of()?.new_ref())?;
        if state::is_main_thread() { learn_handlers(module) } else { Ok(()) }
    }
}

/// Notes what the process inherited, and takes SIGINT unless it is ignored.
fn learn_handlers(module: &Module) -> PyResult<()> {
    for number in 1..NSIG {
        let known = match state::disposition(number) {
            Disposition::Default => Some(SIG_DFL.into_py()?),
            Disposition::Ignore => Some(SIG_IGN.into_py()?),
            Disposition::Python => continue,
            Disposition::Foreign => None,
        };
        drop(state::set_handler(number, known));
    }
    if state::disposition(libc::SIGINT) == Disposition::Default {
        let handler = pyston_object::attr::getattr_str(module.as_object(), name!("default_int_handler"))?;
        drop(state::set_handler(libc::SIGINT, Some(handler)));
        state::set_disposition(libc::SIGINT, Disposition::Python).map_err(|errno| errors::os_error(errno, None))?;
    }
    Ok(())
}

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64),)* ("SIG_DFL", SIG_DFL), ("SIG_IGN", SIG_IGN),
        ("SIGCLD", libc::SIGCHLD as i64), ("NSIG", NSIG as i64)] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    SIG_BLOCK SIG_UNBLOCK SIG_SETMASK SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGIOT SIGABRT SIGFPE SIGKILL SIGBUS SIGSEGV
    SIGSYS SIGPIPE SIGALRM SIGTERM SIGUSR1 SIGUSR2 SIGCHLD SIGPWR SIGIO SIGURG SIGWINCH SIGPOLL SIGSTOP SIGTSTP SIGCONT
    SIGTTIN SIGTTOU SIGVTALRM SIGPROF SIGXCPU SIGXFSZ ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF
};

/// The mask of an iterable of signal numbers.
pub fn mask_of(iterable: &Object) -> PyResult<libc::sigset_t> {
    set::from_iterable(iterable)
}
