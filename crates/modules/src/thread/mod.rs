//! `_thread`: threads and locks of the system.

mod hook;
mod local;
mod lock;
mod rlock;

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_runtime::{gil, lifecycle};

use crate::time::duration::{NS_PER_SECOND, Rounding, nanoseconds};

pub use local::{Local, ThreadLocal_Type};
pub use lock::{Lock, Lock_Type};
pub use rlock::{RLock, RLock_Type};

/// Seconds: what fits a wait in microseconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// How many threads started here are running.
static COUNT: GilCell<usize> = GilCell::new(0);
static STACK_SIZE: GilCell<usize> = GilCell::new(0);

pub struct ThreadModule;

/// The number of this thread.
pub fn ident() -> u64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as u64 }
}

/// A timeout argument: `None` waits forever, zero not at all.
pub fn timeout(blocking: bool, timeout: Option<&Object>) -> PyResult<Option<std::time::Duration>> {
    const FOREVER: i64 = -NS_PER_SECOND;
    const MAX_MICROSECONDS: i64 = i64::MAX / 1000;
    let wait = timeout.map_or(Ok(FOREVER), |timeout| nanoseconds(timeout, Rounding::Up))?;
    if !blocking && wait != FOREVER {
        return Err(raise!(ValueError, "can't specify a timeout for a non-blocking call"));
    }
    if wait < 0 && wait != FOREVER {
        return Err(raise!(ValueError, "timeout value must be positive"));
    }
    if !blocking {
        return Ok(Some(std::time::Duration::ZERO));
    }
    if wait == FOREVER {
        return Ok(None);
    }
    if Rounding::Up.divide(wait, 1000) >= MAX_MICROSECONDS {
        return Err(raise!(OverflowError, "timeout value is too large"));
    }
    Ok(Some(std::time::Duration::from_nanos(wait as u64)))
}

/// What a new thread runs; the references travel with it under the GIL's rules.
struct Start {
    function: Py,
    args: Py<Tuple>,
    kwargs: Option<Py<Dict>>,
}

// SAFETY: only moved to the new thread, which touches it after taking the GIL.
unsafe impl Send for Start {}

fn run(start: Start) {
    gil::acquire(lifecycle::new_thread_state());
    lifecycle::note_stack_limit();
    // After a fork there may be leavings of a thread of this number.
    local::forget_thread(ident());
    crate::asyncio::forget_running_loop();
    COUNT.set(COUNT.get() + 1);
    let Start { function, args, kwargs } = start;
    if let Err(raised) = call::call_tuple(&function, &args, kwargs.as_deref()) {
        if raised.is(&exc::SystemExit) {
            raised.clear();
        } else {
            let report = pyston_object::hooks::get().unraisable;
            report(errors::take(raised), Some(&function), Some("Exception ignored in thread started by"));
        }
    }
    drop((function, args, kwargs));
    COUNT.set(COUNT.get() - 1);
    local::forget_thread(ident());
    crate::asyncio::forget_running_loop();
    lifecycle::end_thread();
    gil::release();
}

/// Calls `function` in a new thread and waits until that has ended.
pub fn call_in_thread(function: &Object) -> PyResult<()> {
    let start = Start { function: function.new_ref(), args: Tuple::from_vec(Vec::new())?, kwargs: None };
    let spawned = std::thread::Builder::new().stack_size(64 << 20).spawn(move || run(start));
    let joined = spawned.map(|handle| gil::allow_threads(|| handle.join().is_ok()));
    if matches!(joined, Ok(true)) { Ok(()) } else { Err(raise!(RuntimeError, "unable to start the thread")) }
}

/// Threads and locks; the threading module builds on it.
#[pymodule("_thread")]
impl ThreadModule {
    /// Starts a thread that calls function(*args, **kwargs); gives its number.
    #[function]
    fn start_new_thread(args: Args<'_>) -> PyResult<u64> {
        args.no_keywords("start_new_thread")?;
        let (function, arguments, kwargs) = match args.positional {
            [function, arguments] => (function, arguments, None),
            [function, arguments, kwargs] => (function, arguments, Some(kwargs)),
            _ => {
                let n = args.positional.len();
                let bound = if n < 2 { "at least 2" } else { "at most 3" };
                return Err(raise!(TypeError, "start_new_thread expected {bound} arguments, got {n}"));
            }
        };
        if function.ty().tp().tp_call.is_none() {
            return Err(raise!(TypeError, "first arg must be callable"));
        }
        let Some(arguments) = arguments.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "2nd arg must be a tuple"));
        };
        let kwargs = match kwargs {
            None => None,
            Some(kwargs) => match kwargs.downcast::<Dict>() {
                Some(kwargs) => Some(kwargs.new_ref()),
                None => return Err(raise!(TypeError, "optional 3rd arg must be a dictionary")),
            },
        };
        let start = Start { function: function.new_ref(), args: arguments.new_ref(), kwargs };
        let size = match STACK_SIZE.get() {
            0 => 64 << 20,
            // What is asked for is meant for CPython's frames; the stack is committed lazily.
            size => size + (4 << 20),
        };
        let spawned = std::thread::Builder::new().stack_size(size).spawn(move || run(start));
        match spawned {
            Ok(handle) => {
                use std::os::unix::thread::JoinHandleExt;
                Ok(handle.as_pthread_t())
            }
            Err(_) => Err(raise!(RuntimeError, "can't start new thread")),
        }
    }

    /// Starts a thread, as start_new_thread does.
    #[function]
    fn start_new(args: Args<'_>) -> PyResult<u64> {
        args.no_keywords("start_new")?;
        ThreadModule::start_new_thread(args)
    }

    /// A new lock.
    #[function(args = "()")]
    fn allocate_lock() -> PyResult<Py<Instance<Lock>>> {
        Lock::new()
    }

    /// A new lock.
    #[function(args = "()")]
    fn allocate() -> PyResult<Py<Instance<Lock>>> {
        Lock::new()
    }

    /// The number of this thread.
    #[function(args = "()")]
    fn get_ident() -> u64 {
        ident()
    }

    /// The system's number of this thread.
    #[function(args = "()")]
    fn get_native_id() -> i64 {
        // SAFETY: no preconditions.
        unsafe { libc::syscall(libc::SYS_gettid) }
    }

    /// Ends this thread by SystemExit.
    #[function(args = "()")]
    fn exit() -> PyResult {
        Err(raise!(SystemExit))
    }

    /// Ends this thread, as exit does.
    #[function(args = "()")]
    fn exit_thread() -> PyResult {
        ThreadModule::exit()
    }

    /// How many threads run beside the main one.
    #[function(args = "()")]
    fn _count() -> usize {
        COUNT.get()
    }

    /// Sets the stack size of new threads; gives the one before.
    #[function(args = "(size=0, /)", parsed)]
    fn stack_size(size: isize) -> PyResult<usize> {
        if size < 0 {
            return Err(raise!(ValueError, "size must be 0 or a positive value"));
        }
        if size != 0 && size < 32 * 1024 {
            return Err(raise!(ValueError, "size not valid: {size} bytes"));
        }
        let old = STACK_SIZE.get();
        STACK_SIZE.set(size as usize);
        Ok(old)
    }

    /// Raises KeyboardInterrupt in the main thread.
    #[function(args = "()")]
    fn interrupt_main() {
        crate::signal::state::simulate(libc::SIGINT);
    }

    /// A lock that is released when this thread's state goes away.
    #[function(args = "()")]
    fn _set_sentinel() -> PyResult<Py<Instance<Lock>>> {
        let lock = Lock::new()?;
        lifecycle::at_thread_end(lock.clone().into_object(), |lock| {
            if let Some(lock) = lock.downcast::<Instance<Lock>>() {
                lock.release_if_held();
            }
        });
        Ok(lock)
    }

    /// Reports an exception that has ended a thread; args is an ExceptHookArgs.
    #[function]
    fn _excepthook(args: Args<'_>) -> PyResult<()> {
        args.no_keywords("_excepthook")?;
        match args.positional {
            [args] => hook::report(args),
            all => Err(raise!(TypeError, "_excepthook() takes exactly one argument ({} given)", all.len())),
        }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (install, ty) in
            [(Lock::install as fn(), &Lock_Type), (RLock::install, &RLock_Type), (Local::install, &ThreadLocal_Type)]
        {
            if !ty.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
                install();
                pyston_object::ready::ready(ty)?;
            }
        }
        module.add("LockType", Lock_Type.new_ref())?;
        module.add("RLock", RLock_Type.new_ref())?;
        module.add("_local", ThreadLocal_Type.new_ref())?;
        module.add("_ExceptHookArgs", hook::args_type()?.new_ref())?;
        module.add("error", exc::RuntimeError.new_ref())?;
        module.add("TIMEOUT_MAX", TIMEOUT_MAX)?;
        Ok(())
    }
}
