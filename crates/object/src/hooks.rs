//! What the object layer needs of the layers above: importing, warnings, unraisable exceptions.
//!
//! **Invariant**: the runtime installs the hooks at start-up, before any Python code runs. They keep
//! the dependency arrows pointing down.

use crate::errors::Pending;
use crate::ptr::{GilCell, Object, Py, PyResult};
use crate::ty::Type;

/// Services of the runtime.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Imports a module by its absolute name.
    pub import: fn(&str) -> PyResult,
    /// Issues a warning of `category` at `stack_level` frames above.
    pub warn: fn(&Type, &str, isize) -> PyResult<()>,
    /// `sys.unraisablehook`: exception, place, message.
    pub unraisable: fn(Pending, Option<&Object>, Option<&str>),
    /// The globals, builtins, locals of the running Python frame.
    pub current_globals: fn() -> Option<Py<crate::dict::Dict>>,
    /// Handles pending signals and requests (Ctrl-C in long native loops).
    pub check_signals: fn() -> PyResult<()>,
    /// `iter()` of an object with `__getitem__` only.
    pub sequence_iterator: fn(&Object) -> PyResult,
    /// `staticmethod(function)`, for the method tables of types.
    pub static_method: fn(&Object) -> PyResult,
    /// `classmethod(function)`, for the special methods of classes.
    pub class_method: fn(&Object) -> PyResult,
    /// The class and the first argument that `super()` takes from the running frame.
    pub super_context: fn() -> PyResult<(Py<Type>, Py)>,
    /// Raises an audit event.
    pub audit: fn(&str, &[&Object]) -> PyResult<()>,
    /// `repr` of a module, which is `importlib`'s business.
    pub module_repr: fn(&Object) -> PyResult,
    /// Runs a class statement's body, a Python function, in a namespace; gives its `__class__` cell or None.
    pub class_body: fn(&Object, &Object) -> PyResult,
    /// `locals()` of the running Python frame.
    pub current_locals: fn() -> PyResult,
    /// An entry of the `sys` module's own namespace (`PySys_GetObject`).
    pub sys_object: fn(&str) -> Option<Py>,
    /// Shows where the program is: the running frame's file and line, and those of its callers, until the
    /// visitor has enough. It runs inside allocations: it makes no objects.
    pub visit_lines: fn(&mut dyn FnMut(Option<&crate::str::Str>, u32) -> bool),
    /// Ends a process that cannot go on, with a message.
    pub fatal: fn(&str) -> !,
}

static HOOKS: GilCell<Hooks> = GilCell::new(Hooks {
    import: |name| Err(crate::raise!(ImportError, "no import system to import {name}")),
    warn: |_, _, _| Ok(()),
    unraisable: |pending, _, _| drop(pending),
    current_globals: || None,
    check_signals: || Ok(()),
    sequence_iterator: |_| Err(crate::raise!(SystemError, "no sequence iterator type")),
    static_method: |_| Err(crate::raise!(SystemError, "no staticmethod type")),
    class_method: |_| Err(crate::raise!(SystemError, "no classmethod type")),
    super_context: || Err(crate::raise!(RuntimeError, "super(): no current frame")),
    audit: |_, _| Ok(()),
    module_repr: |_| Err(crate::raise!(ImportError, "import system is not set up")),
    class_body: |_, _| Err(crate::raise!(SystemError, "no interpreter")),
    current_locals: || Err(crate::raise!(SystemError, "frame does not exist")),
    sys_object: |_| None,
    visit_lines: |_| (),
    fatal: |message| {
        eprintln!("Fatal Python error: {message}");
        std::process::abort()
    },
});

pub fn get() -> Hooks {
    HOOKS.get()
}

pub fn install(hooks: Hooks) {
    HOOKS.set(hooks);
    ARE_INSTALLED.set(true);
}

static ARE_INSTALLED: GilCell<bool> = GilCell::new(false);

/// Are there no hooks yet?
pub fn is_starting() -> bool {
    !ARE_INSTALLED.get()
}

static IS_AUDITED: GilCell<bool> = GilCell::new(false);

/// Notes that there is an audit hook from now on.
pub fn set_audited() {
    IS_AUDITED.set(true);
}

/// Is there an audit hook? Asked first where making an event's arguments costs something.
#[inline]
pub fn is_audited() -> bool {
    IS_AUDITED.get()
}

/// Raises an audit event whose arguments are made only if somebody listens.
pub fn audit<const N: usize>(event: &str, args: impl FnOnce() -> PyResult<[Py; N]>) -> PyResult<()> {
    if !is_audited() {
        return Ok(());
    }
    let args = args()?;
    (get().audit)(event, &args.each_ref().map(|arg| &**arg))
}

/// `warnings.warn(message, category, stack_level)`.
pub fn warn(category: &Type, message: &str, stack_level: isize) -> PyResult<()> {
    (get().warn)(category, message, stack_level)
}

/// `import name`, giving the module itself.
pub fn import(name: &str) -> PyResult {
    (get().import)(name)
}
