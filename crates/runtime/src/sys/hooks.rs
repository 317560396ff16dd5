//! Behind `sys.set_asyncgen_hooks`, `sys.breakpointhook`, `sys._current_frames` and the settings that
//! programs read back.

use pyston_object::attr::getattr_str;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};
use pyston_object::{call, exception, tstate};

use crate::frame::Frame;

const ASYNCGEN_HOOKS: &[Field] =
    &[(Some("firstiter"), "Hook to intercept first iteration"), (Some("finalizer"), "Hook to intercept finalization")];

static ASYNCGEN_HOOKS_TYPE: Once<Type> = Once::new();

/// `sys.setcheckinterval`, which nothing looks at but programs.
pub static CHECK_INTERVAL: GilCell<i32> = GilCell::new(100);
/// `sys.setdlopenflags`: how extension modules are opened.
pub static DLOPEN_FLAGS: GilCell<i32> = GilCell::new(libc::RTLD_NOW);
/// The least limit that `sys.set_int_max_str_digits` takes.
const MIN_STR_DIGITS: i32 = 640;

/// Sets the limit on decimal digits in conversions between int and text; 0 is none.
pub fn set_int_max_str_digits(limit: i32) -> PyResult<()> {
    if limit != 0 && limit < MIN_STR_DIGITS {
        return Err(raise!(ValueError, "maxdigits must be 0 or larger than {MIN_STR_DIGITS}"));
    }
    pyston_object::int::set_max_str_digits(limit as usize);
    Ok(())
}

/// A C `int` (`_PyLong_AsInt`).
pub fn c_int(object: &Object) -> PyResult<i32> {
    let too_large = || raise!(OverflowError, "Python int too large to convert to C int");
    match protocol::as_c_long(object) {
        Ok(value) => i32::try_from(value).map_err(|_| too_large()),
        Err(raised) if raised.is(&exc::OverflowError) => {
            raised.clear();
            Err(too_large())
        }
        Err(raised) => Err(raised),
    }
}

/// The thread's hooks for asynchronous generators.
pub fn asyncgen_hooks() -> PyResult {
    let ty = ASYNCGEN_HOOKS_TYPE.get_or_try_init(|| {
        let doc = "Hooks of asynchronous generators, as a read-only named tuple.";
        Ok(structseq::new_type("asyncgen_hooks", doc, ASYNCGEN_HOOKS, ASYNCGEN_HOOKS.len())?.new_ref())
    })?;
    // SAFETY: fields of this thread's state.
    let hooks = unsafe {
        let state = tstate::current();
        [
            exception::get_field(&raw const (*state).async_gen_firstiter),
            exception::get_field(&raw const (*state).async_gen_finalizer),
        ]
    };
    structseq::make(ty, hooks.map(|hook| hook.unwrap_or_else(singletons::py_none)).into())
}

/// Sets the hooks that are given; `None` takes one away.
pub fn set_asyncgen_hooks(args: Args<'_>) -> PyResult<()> {
    let n_args = args.positional.len() + args.names.len();
    if n_args > 2 {
        return Err(raise!(TypeError, "function takes at most 2 arguments ({n_args} given)"));
    }
    let mut hooks = [args.positional.first().copied(), args.positional.get(1).copied()];
    for (name, value) in args.keywords() {
        let place = ["firstiter", "finalizer"]
            .iter()
            .position(|known| name.downcast::<Str>().is_some_and(|name| name.eq_str(known)));
        let Some(place) = place else {
            let name = protocol::str(name)?;
            return Err(raise!(TypeError, "'{name}' is an invalid keyword argument for this function"));
        };
        if hooks[place].is_some() {
            let name = protocol::str(name)?;
            return Err(raise!(
                TypeError,
                "argument for function given by name ('{name}') and position ({})",
                place + 1
            ));
        }
        hooks[place] = Some(value);
    }
    for (place, name) in [(1, "finalizer"), (0, "firstiter")] {
        let Some(hook) = hooks[place] else { continue };
        if !hook.is_none() && hook.ty().tp().tp_call.is_none() {
            return Err(raise!(TypeError, "callable {name} expected, got {:.50}", hook.type_name()));
        }
        crate::audit::raise(&format!("sys.set_asyncgen_hook_{name}"), &[])?;
        let hook = (!hook.is_none()).then(|| hook.new_ref());
        // SAFETY: fields of this thread's state; what is replaced dies after it has been replaced.
        unsafe {
            let state = tstate::current();
            let field = match place {
                0 => &raw mut (*state).async_gen_firstiter,
                _ => &raw mut (*state).async_gen_finalizer,
            };
            exception::set_field(field, hook);
        }
    }
    Ok(())
}

/// The innermost frame of each thread by the thread's number.
pub fn current_frames() -> PyResult<Py<Dict>> {
    (pyston_object::hooks::get().audit)("sys._current_frames", &[])?;
    let frames = Dict::new()?;
    for state in crate::lifecycle::thread_states() {
        // SAFETY: the states of threads that have not ended; the GIL keeps their frames as they are.
        let (id, frame) = unsafe {
            let frame = Object::from_nullable((*state).frame.cast());
            ((*state).thread_id, frame.and_then(|frame| frame.downcast::<Frame>()))
        };
        if let Some(frame) = frame {
            frames.set(&*Int::from_u64(id)?, frame.new_ref().into_object())?;
        }
    }
    Ok(frames)
}

/// Calls what `$PYTHONBREAKPOINT` names, `pdb.set_trace` by default; "0" is nothing.
pub fn breakpointhook(args: Args<'_>) -> PyResult {
    let variable = std::env::var("PYTHONBREAKPOINT").unwrap_or_default();
    let path = match &*variable {
        "0" => return Ok(singletons::py_none()),
        "" => "pdb.set_trace",
        path => path,
    };
    let (module, attribute) = match path.rsplit_once('.') {
        // A leading dot belongs to the name.
        Some(("", _)) | None => ("builtins", path),
        Some(split) => split,
    };
    let name = Str::new(attribute)?;
    let hook = match pyston_object::hooks::import(module).and_then(|module| getattr_str(&module, &name)) {
        Ok(hook) => hook,
        Err(raised) if raised.is(&exc::ImportError) || raised.is(&exc::AttributeError) => {
            raised.clear();
            let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{path}\"");
            pyston_object::hooks::warn(&exc::RuntimeWarning, &message, 1)?;
            return Ok(singletons::py_none());
        }
        Err(raised) => return Err(raised),
    };
    let all: Vec<&Object> = args.positional.iter().chain(args.values).copied().collect();
    call::vectorcall(&hook, &all, Some(&*Tuple::from_slice(args.names)?))
}
