//! The `sys` module: its namespace, functions and fixed values.

mod display;
mod functions;
mod hooks;
mod values;

pub(crate) use display::{Sink, print_one as print_unchained};
pub use display::{display_exception, excepthook, print_exception, print_traceback_to};

use pyston_object::prelude::*;
use pyston_object::{exception, tstate};

use crate::config::Config;

/// The module itself, once made.
static MODULE: GilCell<*mut pyston_object::abi::PyObject> = GilCell::new(std::ptr::null_mut());

/// The `sys` module.
pub fn module() -> Option<&'static Module> {
    // SAFETY: the reference stored is never dropped.
    unsafe { Object::from_nullable(MODULE.get()).map(|module| module.cast_unchecked()) }
}

/// `sys.name`, if set.
pub fn get(name: &Str) -> PyResult<Option<Py>> {
    match module() {
        Some(module) => module.dict().get_str(name),
        None => Ok(None),
    }
}

/// `sys.name = value`.
pub fn set(name: &str, value: impl IntoPy) -> PyResult<()> {
    match module() {
        Some(module) => module.add(name, value),
        None => Err(raise!(RuntimeError, "no sys module")),
    }
}

/// Where messages of the interpreter go: `sys.stderr`, or the process's if it is gone.
pub(crate) fn stderr_sink() -> Sink {
    Sink::stderr()
}

/// Writes to `sys.stderr`, whatever the program made of it.
///
/// # Errors
/// What its `write` raises.
pub fn write_stderr(text: &str) -> PyResult<()> {
    stderr_sink().write(text)
}

/// `sys.version`.
pub fn version() -> String {
    values::version()
}

/// `sys.modules`.
pub fn modules() -> PyResult<Py<Dict>> {
    match get(name!("modules"))?.map(Py::downcast_into::<Dict>) {
        Some(Ok(modules)) => Ok(modules),
        _ => Err(raise!(RuntimeError, "unable to get sys.modules")),
    }
}

/// `sys.exc_info()[2]`.
pub fn handled_traceback() -> Option<Py> {
    // SAFETY: the chain of handled exceptions belongs to this thread.
    unsafe {
        let mut item = (*tstate::current()).exc_info;
        while !item.is_null() {
            if !(*item).exc_type.is_null() && !Object::from_ptr((*item).exc_type).is_none() {
                return exception::get_field(&raw const (*item).exc_traceback);
            }
            item = (*item).previous_item;
        }
        None
    }
}

/// Makes the module and puts it into `sys.modules`.
pub fn create(config: &Config) -> PyResult<Py<Module>> {
    let module = functions::SysModule::create()?;
    MODULE.set(module.clone().into_ptr());
    let modules = Dict::new()?;
    modules.set_str(name!("sys"), module.clone().into_object())?;
    module.add("modules", modules)?;
    values::fill(&module, config)?;
    Ok(module)
}
