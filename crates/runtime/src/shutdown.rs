//! The end of the interpreter.
//!
//! **Invariant**: things go away in CPython's order: threads are waited for, exit functions run, then every
//! module that nothing else holds dies as a whole (its globals are still there for destructors that the
//! collector runs), then what is left of the others is emptied, `sys` and `builtins` last. Other threads never
//! get the lock again. If nobody could notice any of it, the objects stay as they are.

use pyston_object::prelude::*;
use pyston_object::{alloc, call, gc, weakref};

use crate::{builtins_module, gil, lifecycle, quiet_end, sys, warnings};

type ExitFunctions = fn() -> PyResult<()>;

/// Runs the functions registered with `atexit`, once that module is loaded.
static EXIT_FUNCTIONS: GilCell<Option<ExitFunctions>> = GilCell::new(None);

/// What modules have to forget before the program's objects go away.
static FORGETTERS: GilCell<Vec<fn()>> = GilCell::new(Vec::new());

/// Makes `run` what runs the registered exit functions; it prints their exceptions itself.
pub fn set_exit_functions(run: ExitFunctions) {
    EXIT_FUNCTIONS.set(Some(run));
}

/// Has `forget` called when the program has ended and its objects are about to go away.
pub fn at_shutdown(forget: fn()) {
    // SAFETY: borrowed for the change only.
    let forgetters = unsafe { FORGETTERS.get_mut() };
    if !forgetters.iter().any(|known| std::ptr::fn_addr_eq(*known, forget)) {
        forgetters.push(forget);
    }
}

/// Shuts the interpreter down; `status` is the program's. Gives the exit status.
pub fn shut_down(status: i32) -> i32 {
    let mut status = status;
    wait_for_threads();
    run_exit_functions();
    lifecycle::begin_finalizing();
    gil::close_to_others();
    let is_flushed = lifecycle::flush_streams();
    if !is_flushed && status == 0 {
        status = 120;
    }
    // SAFETY: taken out before they run.
    for forget in std::mem::take(unsafe { FORGETTERS.get_mut() }) {
        forget();
    }
    if is_flushed && quiet_end::is_possible() {
        return status;
    }
    if gc::is_enabled() {
        gc::collect(if has_hardly_run() { 1 } else { 2 });
    }
    alloc::leave_pages();
    forget_modules();
    if !lifecycle::flush_streams() && status == 0 {
        status = 120;
    }
    status
}

/// Has the program made so little that nothing was ever collected? Then the oldest generation is what the start
/// made, which modules hold: looking through it for garbage would be a good part of such a process's time. Should the
/// program have taken start-up's modules apart, their garbage dies with the others.
fn has_hardly_run() -> bool {
    const LITTLE: i32 = 600;
    let [young, middle, old] = gc::count();
    young < LITTLE && middle == 0 && old == 0 && gc::stats().iter().all(|stats| stats.collections == 0)
}

/// `threading._shutdown()`.
fn wait_for_threads() {
    let threading = sys::modules().and_then(|modules| modules.get_str(name!("threading")));
    if let Ok(Some(threading)) = threading
        && !threading.is_none()
        && let Err(raised) = call::call_method(&threading, name!("_shutdown"), &[])
    {
        errors::write_unraisable(raised, Some(&threading));
    }
    errors::clear();
}

fn run_exit_functions() {
    if let Some(run) = EXIT_FUNCTIONS.get()
        && let Err(raised) = run()
    {
        raised.clear();
    }
}

/// Names of `sys` that may hold objects of the program.
const FORGOTTEN: [&str; 11] = [
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
    "__interactivehook__",
];

/// Streams that the program may have replaced, and where the first ones are.
const STREAMS: [(&str, &str); 3] = [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")];

fn ignore<T>(result: PyResult<T>) {
    if let Err(raised) = result {
        raised.clear();
    }
}

/// Drops all modules.
fn forget_modules() {
    let Ok(modules) = sys::modules() else { return errors::clear() };
    let builtins = modules.get_str(name!("builtins")).ok().flatten().and_then(|module| module.downcast_into().ok());
    let builtins: Option<Py<Dict>> = builtins.and_then(|module: Py<Module>| module.try_dict());
    let Some(sys) = sys::module().and_then(Module::try_dict) else { return };
    if let Some(builtins) = &builtins {
        ignore(builtins.set_str(name!("_"), singletons::py_none()));
    }
    for name in FORGOTTEN {
        ignore(sys.set_str(&Str::intern(name), singletons::py_none()));
    }
    for (name, first) in STREAMS {
        let stream = sys.get_str(&Str::intern(first)).ok().flatten().unwrap_or_else(singletons::py_none);
        ignore(sys.set_str(&Str::intern(name), stream));
    }
    let kept = release(&modules);
    if let Some(builtins) = &builtins {
        ignore(builtins_module::restore(builtins));
    }
    gc::collect_quietly();
    report_garbage();
    for reference in kept {
        let Some(dict) = weakref::referent(&reference).and_then(|module| module.downcast::<Module>()?.try_dict())
        else {
            continue;
        };
        if !dict.is(&*sys) && builtins.as_ref().is_none_or(|builtins| !dict.is(&**builtins)) {
            empty_namespace(&dict);
        }
    }
    empty_namespace(&sys);
    if let Some(builtins) = &builtins {
        empty_namespace(builtins);
    }
    drop(modules);
    gc::collect_quietly();
}

/// Warns of objects that the collector could not free, and names them if asked to.
fn report_garbage() {
    let flags = gc::debug_flags();
    let Ok(garbage) = gc::garbage() else { return errors::clear() };
    if flags & gc::SAVEALL != 0 || garbage.is_empty() {
        return;
    }
    let listed = flags & gc::UNCOLLECTABLE != 0;
    let hint = if listed { "" } else { "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them" };
    let message = format!("gc: {} uncollectable objects at shutdown{hint}", garbage.len());
    let report = || -> PyResult<()> {
        warnings::explicit_in(&exc::ResourceWarning, &message, "gc", 0, "gc")?;
        if listed {
            sys::write_stderr(&format!("      {}\n", protocol::repr_string(&garbage)?))?;
        }
        Ok(())
    };
    if let Err(raised) = report() {
        errors::write_unraisable(raised, None);
    }
}

/// Empties `sys.modules`; gives weak references to the modules, in the order of import.
fn release(modules: &Dict) -> Vec<Py<weakref::WeakRef>> {
    let mut kept = Vec::new();
    for name in modules.keys() {
        let Ok(Some(module)) = modules.get(&name) else {
            errors::clear();
            continue;
        };
        if Module::check(&module) {
            match weakref::new_ref(&module, None, &pyston_object::statics::_PyWeakref_RefType) {
                Ok(reference) => kept.push(reference),
                Err(raised) => raised.clear(),
            }
            ignore(modules.set(&name, singletons::py_none()));
        }
    }
    Dict::clear(modules);
    kept
}

/// Sets a module's globals to `None`: first names with one underscore, then the others but `__builtins__`.
fn empty_namespace(dict: &Dict) {
    let underscores = |name: &Str| name.data().iter().take(2).take_while(|&point| point == u32::from(b'_')).count();
    for pass in 0..2 {
        for name in dict.keys() {
            let Some(text) = name.downcast::<Str>() else { continue };
            let wanted = if pass == 0 { underscores(text) == 1 } else { !text.eq_str("__builtins__") };
            let is_set = || matches!(dict.get(&name), Ok(Some(value)) if !value.is_none());
            if wanted && is_set() {
                ignore(dict.set(&name, singletons::py_none()));
            }
        }
    }
    errors::clear();
}
