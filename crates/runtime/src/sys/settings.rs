//! Functions of `sys` that set how the interpreter works: limits, hooks of async generators, the
//! debugger's entry.
//!
//! **Invariant**: what is set here lives in the thread state or in the crate that obeys it; this file
//! keeps no copy, but for the flags of `dlopen`.

use std::sync::atomic::{AtomicI32, Ordering};

use pyston_object::args::{FunctionName, Signature};
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};
use pyston_object::{attr, call, exception, hooks, int, tstate};

pub struct SysSettings;

/// The smallest limit on digits that can be set.
const LEAST_MAX_STR_DIGITS: i32 = 640;
const ASYNCGEN_HOOKS: &[StructField] = &[(Some("firstiter"), "firstiter"), (Some("finalizer"), "finalizer")];

static DLOPEN_FLAGS: AtomicI32 = AtomicI32::new(libc::RTLD_NOW);
/// The type of `sys.get_asyncgen_hooks()`, once made.
static HOOKS_TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

static SET_ASYNCGEN_HOOKS: Signature = Signature {
    function: FunctionName::Text("set_asyncgen_hooks"),
    parameters: &["firstiter", "finalizer"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 0,
    required_keywords: &[],
};

#[pymodule("sys")]
impl SysSettings {
    /// The limit on decimal digits in conversions between int and str; 0 is none.
    #[function("()")]
    fn get_int_max_str_digits() -> usize {
        int::max_str_digits()
    }

    /// Sets the limit on decimal digits in conversions between int and str; 0 is none.
    #[function("(maxdigits)")]
    fn set_int_max_str_digits(maxdigits: i32) -> PyResult<()> {
        if maxdigits != 0 && maxdigits < LEAST_MAX_STR_DIGITS {
            return Err(raise!(ValueError, "maxdigits must be 0 or larger than {LEAST_MAX_STR_DIGITS}"));
        }
        int::set_max_str_digits(maxdigits as usize);
        Ok(())
    }

    /// The hooks of async generators: (firstiter, finalizer).
    #[function("()")]
    fn get_asyncgen_hooks() -> PyResult {
        let ty = match HOOKS_TYPE.get() {
            Some(ty) => ty,
            None => {
                let ty = structseq::new_type("asyncgen_hooks", "Hooks of async generators.", ASYNCGEN_HOOKS, 2)?;
                HOOKS_TYPE.set(Some(ty));
                ty
            }
        };
        // SAFETY: fields of our thread state.
        let (first, finalizer) = unsafe {
            let state = tstate::current();
            (
                exception::get_field(&raw const (*state).async_gen_firstiter),
                exception::get_field(&raw const (*state).async_gen_finalizer),
            )
        };
        let or_none = |hook: Option<Py>| hook.unwrap_or_else(singletons::py_none);
        structseq::make(ty, vec![or_none(first), or_none(finalizer)])
    }

    /// Sets the hooks called at the first iteration and at the end of async generators.
    #[function]
    fn set_asyncgen_hooks(args: Args<'_>) -> PyResult<()> {
        let total = args.positional.len() + args.names.len();
        if total > 2 {
            return Err(raise!(TypeError, "function takes at most 2 arguments ({total} given)"));
        }
        let mut bound = [None; 2];
        args.bind(&SET_ASYNCGEN_HOOKS, &mut bound)?;
        let [first, finalizer] = bound;
        let check = |hook: Option<&Object>, what: &str| match hook {
            Some(hook) if !hook.is_none() && hook.ty().tp().tp_call.is_none() => {
                Err(raise!(TypeError, "callable {what} expected, got {:.50}", hook.type_name()))
            }
            _ => Ok(()),
        };
        let value = |hook: &Object| (!hook.is_none()).then(|| hook.new_ref());
        check(finalizer, "finalizer")?;
        // SAFETY: fields of our thread state.
        unsafe {
            let state = tstate::current();
            if let Some(finalizer) = finalizer {
                exception::set_field(&raw mut (*state).async_gen_finalizer, value(finalizer));
            }
            check(first, "firstiter")?;
            if let Some(first) = first {
                exception::set_field(&raw mut (*state).async_gen_firstiter, value(first));
            }
        }
        Ok(())
    }

    /// Calls a function while tracing is on.
    #[function("(func, args, /)")]
    fn call_tracing(func: &Object, args: &Tuple) -> PyResult {
        call::call_tuple(func, args, None)
    }

    /// Deprecated; counts nothing.
    #[function("()")]
    fn callstats() -> PyResult<()> {
        let message = "sys.callstats() has been deprecated in Python 3.7 and will be removed in the future";
        hooks::warn(&exc::DeprecationWarning, message, 1)
    }

    /// Deprecated; the value means nothing.
    #[function("()")]
    fn getcheckinterval() -> PyResult<i32> {
        let message =
            "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.getswitchinterval() instead.";
        hooks::warn(&exc::DeprecationWarning, message, 1)?;
        Ok(100)
    }

    /// Flags for dlopen.
    #[function("()")]
    fn getdlopenflags() -> i32 {
        DLOPEN_FLAGS.load(Ordering::Relaxed)
    }

    /// Sets the flags with which extension modules are opened.
    #[function("(flags, /)")]
    fn setdlopenflags(flags: i32) {
        DLOPEN_FLAGS.store(flags, Ordering::Relaxed);
    }

    /// Writes the number of live memory blocks to the process's standard error.
    #[function("()")]
    fn _debugmallocstats() {
        eprintln!("{} memory blocks in use", pyston_object::alloc::live_blocks());
    }

    /// What breakpoint() calls: the function that $PYTHONBREAKPOINT names, else pdb.set_trace.
    #[function]
    fn breakpointhook(args: Args<'_>) -> PyResult {
        let chosen = std::env::var("PYTHONBREAKPOINT").ok();
        let chosen = chosen.filter(|name| !name.is_empty() && crate::config::get().flags.ignore_environment == 0);
        let path = chosen.as_deref().unwrap_or("pdb.set_trace");
        if path == "0" {
            return Ok(singletons::py_none());
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
        let found = hooks::import(module).and_then(|module| attr::getattr_str(&module, &Str::intern(name)));
        let hook = match found {
            Err(raised) if raised.is(&exc::ImportError) || raised.is(&exc::AttributeError) => {
                raised.clear();
                let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{path}\"");
                hooks::warn(&exc::RuntimeWarning, &message, 0)?;
                return Ok(singletons::py_none());
            }
            other => other?,
        };
        let all: Vec<&Object> = args.positional.iter().chain(args.values).copied().collect();
        call::vectorcall(&hook, &all, Some(&*Tuple::from_slice(args.names)?))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("__breakpointhook__", module.get("breakpointhook")?)
    }
}
