//! Start-up and shutdown of the interpreter.
//!
//! **Invariant**: start-up goes thread state → types → hooks → `sys` → `builtins` → importlib → encodings,
//! standard streams, `site`; shutdown undoes it in reverse, so that code which runs late finds what it
//! was promised.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use pyston_object::abi::{_PyErr_StackItem, PyThreadState};
use pyston_object::hooks::{self, Hooks};
use pyston_object::prelude::*;
use pyston_object::{attr, call, gc, hash, tstate};

use crate::config::Config;
use crate::frame::Frame;
use crate::{audit, breaker, builtins_module, gil, import, sys, unraisable, warnings};

static FINALIZING: GilCell<bool> = GilCell::new(false);

/// Is the interpreter shutting down?
pub fn is_finalizing() -> bool {
    FINALIZING.get()
}

/// Is the interpreter up? Until its end is over it is.
pub fn is_initialized() -> bool {
    !lock_states().is_empty()
}

/// From here on the interpreter is shutting down.
pub(crate) fn begin_finalizing() {
    FINALIZING.set(true);
}

pub use crate::shutdown::{at_shutdown, set_exit_functions, shut_down};

/// Makes this thread's state; the caller makes it current with the GIL.
pub fn new_thread_state() -> *mut PyThreadState {
    // SAFETY: zero is a valid state of every field; the chain of handled exceptions starts in itself.
    unsafe {
        let state: *mut PyThreadState = Box::leak(Box::new(std::mem::zeroed()));
        (*state).exc_info = &raw mut (*state).exc_state;
        (*state).thread_id = libc::pthread_self() as _;
        (*state).id = LAST_STATE_ID.fetch_add(1, Ordering::Relaxed) + 1;
        (*state).gilstate_counter = 1;
        lock_states().push(state as usize);
        OWN_STATE.set(state);
        state
    }
}

thread_local! {
    /// The state of this thread, whether it holds the GIL or not.
    static OWN_STATE: Cell<*mut PyThreadState> = const { Cell::new(std::ptr::null_mut()) };
}

/// The state of this thread, whether it holds the GIL or not; null if it has none.
pub fn own_thread_state() -> *mut PyThreadState {
    OWN_STATE.get()
}

/// The number of the newest thread state: no two in a process have the same.
static LAST_STATE_ID: AtomicU64 = AtomicU64::new(0);

/// The states of threads that have not ended. The lock is held for a moment only.
static THREAD_STATES: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn lock_states() -> MutexGuard<'static, Vec<usize>> {
    THREAD_STATES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets the states of other threads: a forked child has none.
pub fn keep_only_this_thread() {
    let me = tstate::current() as usize;
    let others: Vec<usize> = lock_states().extract_if(.., |known| *known != me).collect();
    for state in others {
        crate::trace::forget_thread(state as *mut PyThreadState);
    }
}

/// Keeps the list of states still until the result is dropped: around a fork.
pub(crate) fn hold_states() -> impl Sized {
    lock_states()
}

/// Shows `visit` the states of all threads, the oldest first, without memory of the heap. It sees none if
/// the list is just being changed.
pub fn visit_thread_states(mut visit: impl FnMut(*mut PyThreadState)) {
    if let Ok(states) = THREAD_STATES.try_lock() {
        for &state in states.iter() {
            visit(state as *mut PyThreadState);
        }
    }
}

/// The states of all threads, for the one that holds the GIL.
pub fn thread_states() -> Vec<*mut PyThreadState> {
    lock_states().iter().map(|&state| state as *mut PyThreadState).collect()
}

const _: () = assert!(size_of::<_PyErr_StackItem>() == 32);

type AtEnd = (usize, Py, fn(&Object));

/// What to do when threads end: thread state, object, action.
static AT_THREAD_END: GilCell<Vec<AtEnd>> = GilCell::new(Vec::new());

/// Runs `action` on `object` when this thread's state goes away, replacing what was to run before.
pub fn at_thread_end(object: Py, action: fn(&Object)) {
    let me = tstate::current() as usize;
    // SAFETY: borrowed only for the change; what is replaced dies afterwards.
    let entries = unsafe { AT_THREAD_END.get_mut() };
    let old = entries.iter().position(|entry| entry.0 == me).map(|index| entries.swap_remove(index));
    entries.push((me, object, action));
    drop(old);
}

/// Gives up this thread's state; the GIL is still held and released next.
pub fn end_thread() {
    let state = tstate::current();
    lock_states().retain(|&known| known != state as usize);
    crate::trace::forget_thread(state);
    // SAFETY: the state is this thread's and not used again; the entry is taken out before it runs.
    unsafe {
        OWN_STATE.set(std::ptr::null_mut());
        for field in [
            &raw mut (*state).dict,
            &raw mut (*state).context,
            &raw mut (*state).exc_state.exc_type,
            &raw mut (*state).async_exc,
        ] {
            pyston_object::exception::set_field(field, None);
        }
        let entries = AT_THREAD_END.get_mut();
        let found = entries.iter().position(|entry| entry.0 == state as usize).map(|index| entries.swap_remove(index));
        if let Some((_, object, action)) = found {
            action(&object);
        }
    }
}

/// Reserve of native stack that recursion may not use up.
const STACK_RESERVE: usize = 256 * 1024;

/// Tells the recursion check where this thread's native stack ends.
pub fn note_stack_limit() {
    // SAFETY: the attributes are those of this thread and are freed again.
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return;
        }
        let (mut low, mut size) = (std::ptr::null_mut(), 0);
        libc::pthread_attr_getstack(&attributes, &mut low, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        tstate::set_stack_limit(low as usize + STACK_RESERVE);
    }
}

fn install_hooks() {
    hooks::install(Hooks {
        import: import::import_module,
        warn: warnings::warn,
        unraisable: unraisable::report,
        current_globals: || Frame::current().map(|frame| frame.globals().new_ref()),
        check_signals: || if breaker::is_set() { breaker::serve() } else { Ok(()) },
        super_context: crate::super_context::get,
        audit: audit::raise,
        module_repr: |module| call::call_method(import::bootstrap()?, name!("_module_repr"), &[module]),
        class_body: builtins_module::run_class_body,
        current_locals: || match Frame::current() {
            Some(frame) => crate::frame_locals::of(frame),
            None => Err(raise!(SystemError, "frame does not exist")),
        },
        visit_lines: crate::fatal::visit_lines,
        fatal: crate::fatal::end,
        sys_object: |name| sys::get(&Str::intern(name)).ok().flatten(),
        ..hooks::get()
    });
    breaker::install(|handlers| handlers.gil = gil::yield_to_others);
    breaker::listen_to_collector();
}

fn set_hash_secret(config: &Config) {
    match config.hash_seed {
        Some(seed) => {
            let (k0, k1) = pyston_numeric::hash::HashSecret::from_seed(seed).keys();
            hash::set_secret(k0, k1);
        }
        None => {
            let mut keys = [0u8; 16];
            // SAFETY: fills the buffer; zeros stay if the system has no randomness.
            unsafe { libc::getrandom(keys.as_mut_ptr().cast(), keys.len(), libc::GRND_NONBLOCK) };
            let word = |bytes: &[u8]| bytes.iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
            hash::set_secret(word(&keys[..8]), word(&keys[8..]));
        }
    }
}

/// Brings the interpreter up, without importlib: types, `sys`, `builtins`, `__main__`.
pub fn start_core(config: Config) -> PyResult<()> {
    let config = crate::config::set(config);
    pyston_builtins::codecs::set_file_system_codec(&config.locale.codeset);
    if let Some(limit) = config.int_max_str_digits {
        pyston_object::int::set_max_str_digits(limit);
    }
    set_hash_secret(config);
    pyston_object::bytes::set_warning_level(config.flags.bytes_warning.max(0) as u32);
    gil::acquire(new_thread_state());
    crate::pending::start();
    gc::hold_back();
    note_stack_limit();
    pyston_builtins::install_slots();
    crate::types::install();
    crate::std_printer::StdPrinter::install();
    crate::native_importer::NativeImporter::install();
    install_hooks();
    pyston_builtins::make_ready()?;
    crate::types::make_ready()?;
    pyston_object::ready::ready(&crate::std_printer::PyStdPrinter_Type)?;
    let sys = sys::create(config)?;
    sys.add("stderr", crate::std_printer::new(2)?)?;
    sys.add("__stderr__", sys.get("stderr")?)?;
    sys.add("stdout", crate::std_printer::new(1)?)?;
    let modules = sys::modules()?;
    let builtins = builtins_module::create()?;
    modules.set_str(name!("builtins"), builtins.clone().into_object())?;
    builtins_module::remember(&builtins)?;
    let main = Module::new("__main__")?;
    main.add("__annotations__", Dict::new()?)?;
    main.add("__builtins__", builtins)?;
    modules.set_str(name!("__main__"), main.into_object())
}

/// Brings up the import system and the codecs.
pub fn start_importlib() -> PyResult<()> {
    crate::imp::start()?;
    import::import_module("encodings").map(drop)
}

/// Brings up the standard streams and `site`.
pub fn start_library() -> PyResult<()> {
    crate::streams::start()?;
    if !crate::config::get().warn_options.is_empty()
        && let Err(raised) = import::import_module("warnings")
    {
        sys::stderr_sink().write("'import warnings' failed; traceback:\n")?;
        report_exit(raised);
    }
    if crate::config::get().flags.no_site == 0 {
        import::import_module("site")?;
    }
    crate::startup_import::end();
    gc::count_from_here();
    Ok(())
}

/// The `__main__` module's namespace.
pub fn main_namespace() -> PyResult<Py<Dict>> {
    match sys::modules()?.get_str(name!("__main__"))? {
        Some(main) => match main.downcast::<Module>() {
            Some(main) => Ok(main.dict()),
            None => Err(raise!(RuntimeError, "__main__ is not a module")),
        },
        None => Err(raise!(RuntimeError, "lost __main__")),
    }
}

/// Handles the exception that ends the program: prints it, or exits as `SystemExit` says. Gives the
/// exit status.
pub fn report_exit(raised: Raised) -> i32 {
    let pending = errors::take(raised);
    if pending.ty.is_subtype(&exc::SystemExit) {
        return exit_status(pending);
    }
    let ty = pending.ty.clone();
    let is_interrupt = ty.is_subtype(&exc::KeyboardInterrupt);
    let instance = pending.into_instance();
    let traceback = instance
        .downcast::<pyston_object::exception::Exception>()
        .and_then(|exception| exception.traceback())
        .unwrap_or_else(singletons::py_none);
    remember_last(&instance, &traceback);
    let hook = sys::get(name!("excepthook")).ok().flatten();
    let audited = audit::raise(
        "sys.excepthook",
        &[hook.as_deref().unwrap_or(singletons::none()), instance.ty(), &instance, &traceback],
    );
    if let Err(raised) = audited {
        // A hook that raises RuntimeError has the exception not shown.
        if raised.is(&exc::RuntimeError) {
            raised.clear();
            INTERRUPTED.set(is_interrupt);
            return if is_interrupt { 130 } else { 1 };
        }
        unraisable::report(errors::take(raised), None, Some("Exception ignored in audit hook"));
    }
    let shown = match hook {
        Some(hook) => call::call(&hook, &[instance.ty(), &instance, &traceback]).map(drop),
        None => {
            sys::stderr_sink().write("sys.excepthook is missing\n").and_then(|()| sys::print_exception(None, &instance))
        }
    };
    if let Err(raised) = shown {
        if raised.is(&exc::SystemExit) {
            return exit_status(errors::take(raised));
        }
        let failure = errors::take(raised).into_instance();
        let sink = sys::stderr_sink();
        let both = sink
            .write("Error in sys.excepthook:\n")
            .and_then(|()| sys::print_exception(None, &failure))
            .and_then(|()| sink.write("\nOriginal exception was:\n"))
            .and_then(|()| sys::print_exception(None, &instance));
        if both.is_err() {
            errors::clear();
        }
    }
    INTERRUPTED.set(is_interrupt);
    if is_interrupt { 130 } else { 1 }
}

/// Was the last exception reported a `KeyboardInterrupt`?
static INTERRUPTED: GilCell<bool> = GilCell::new(false);

/// Ends the process as SIGINT does if that is what ended the program, so that a shell knows.
pub fn die_of_interrupt(status: i32) {
    if status == 130 && INTERRUPTED.get() {
        // SAFETY: restores the default action and sends the signal to this process.
        unsafe {
            libc::signal(libc::SIGINT, libc::SIG_DFL);
            libc::kill(libc::getpid(), libc::SIGINT);
        }
    }
}

fn remember_last(instance: &Object, traceback: &Object) {
    let stored = sys::set("last_type", instance.ty().new_ref())
        .and_then(|()| sys::set("last_value", instance))
        .and_then(|()| sys::set("last_traceback", traceback));
    if stored.is_err() {
        errors::clear();
    }
}

fn exit_status(pending: errors::Pending) -> i32 {
    let instance = pending.into_instance();
    flush_streams();
    let code = match attr::getattr_str(&instance, name!("code")) {
        Ok(code) => code,
        Err(raised) => {
            raised.clear();
            instance
        }
    };
    if code.is_none() {
        return 0;
    }
    if let Some(status) = code.downcast::<Int>() {
        return status.to_i64().map_or(-1, |status| status as i32);
    }
    let text = protocol::str(&code).map(|text| text.to_string()).unwrap_or_default();
    let sink = sys::stderr_sink();
    if sink.write(&format!("{text}\n")).is_err() {
        errors::clear();
    }
    sink.flush();
    1
}

/// Flushes the standard streams; tells whether both worked.
pub fn flush_streams() -> bool {
    let mut fine = true;
    for (stream, report) in [(name!("stdout"), true), (name!("stderr"), false)] {
        let Ok(Some(file)) = sys::get(stream) else { continue };
        if file.is_none() {
            continue;
        }
        let closed = match attr::find_attr(&file, name!("closed")) {
            Ok(Some(closed)) => protocol::is_true(&closed).unwrap_or(false),
            _ => false,
        };
        errors::clear();
        if closed {
            continue;
        }
        if let Err(raised) = call::call_method(&file, name!("flush"), &[]) {
            fine = false;
            if report {
                errors::write_unraisable(raised, Some(&file));
            } else {
                raised.clear();
            }
        }
    }
    fine
}
