//! `import.h`: importing modules.

use std::ffi::{c_char, c_int, c_long};

use pyston_object::prelude::*;
use pyston_runtime::{import, import_lock, sys};

use crate::answer::Borrowed;
use crate::capi;
use crate::text::CText;

/// `import a.b` as a statement does, with the functions that a program may have put in their place.
fn by_statement(name: &Object) -> PyResult {
    let globals = match (pyston_object::hooks::get().current_globals)() {
        Some(globals) => globals,
        None => {
            let globals = Dict::new()?;
            globals.set_str(name!("__builtins__"), import::import_module("builtins")?)?;
            globals
        }
    };
    let import = pyston_builtins::arguments::builtin("__import__")?;
    let (fromlist, level) = (List::new()?, Int::from_i64(0)?);
    drop(pyston_object::call::call(&import, &[name, &globals, &globals, &fromlist, &level])?);
    loaded(name)?.ok_or_else(|| errors::raw_key_error(name))
}

fn loaded(name: &Object) -> PyResult<Option<Py>> {
    sys::modules()?.get(name)
}

/// The module of a name, a new one if there is none.
fn added(name: &Object) -> PyResult<Borrowed> {
    if let Some(module) = loaded(name)?.filter(|module| Module::check(module)) {
        return Ok(Borrowed::new(&module));
    }
    let Some(text) = name.downcast::<Str>() else { return Err(errors::bad_internal_call()) };
    let module = Module::new_object(text.new_ref())?;
    sys::modules()?.set(name, module.clone().into_object())?;
    Ok(Borrowed::new(&module))
}

capi! {
    fn PyImport_ImportModule(name: CText<'_>) -> PyResult { by_statement(&*name.decode()?) }

    fn PyImport_ImportModuleNoBlock(name: CText<'_>) -> PyResult { by_statement(&*name.decode()?) }

    fn PyImport_Import(name: &Object) -> PyResult { by_statement(name) }

    fn PyImport_ImportModuleLevel(
        name: CText<'_>, globals: Option<&Object>, _locals: Option<&Object>, fromlist: Option<&Object>, level: c_int,
    ) -> PyResult {
        import::import(&*name.decode()?, globals, fromlist, level.into())
    }

    fn PyImport_ImportModuleLevelObject(
        name: Option<&Object>, globals: Option<&Object>, _locals: Option<&Object>, fromlist: Option<&Object>,
        level: c_int,
    ) -> PyResult {
        match name {
            Some(name) => import::import(name, globals, fromlist, level.into()),
            None => Err(raise!(ValueError, "Empty module name")),
        }
    }

    fn PyImport_ReloadModule(module: &Object) -> PyResult {
        let library = import::import_module("importlib")?;
        pyston_object::call::call_method(&library, name!("reload"), &[module])
    }

    /// A borrowed reference.
    fn PyImport_GetModuleDict() -> PyResult<Borrowed> { sys::modules().map(|modules| Borrowed::new(&modules)) }

    /// Null without an exception if there is none.
    fn PyImport_GetModule(name: &Object) -> PyResult<Option<Py>> { loaded(name) }

    /// A borrowed reference.
    fn PyImport_AddModule(name: CText<'_>) -> PyResult<Borrowed> { added(&*name.decode()?) }

    fn PyImport_AddModuleObject(name: &Object) -> PyResult<Borrowed> { added(name) }

    fn PyImport_GetMagicNumber() -> c_long {
        // What begins a .pyc file of Python 3.8, as a little-endian number.
        c_long::from(u32::from_le_bytes([85, 13, b'\r', b'\n']))
    }

    fn PyImport_GetMagicTag() -> *const c_char { c"cpython-38".as_ptr() }

    fn _PyImport_AcquireLock() { import_lock::acquire() }

    fn _PyImport_ReleaseLock() -> c_int {
        match import_lock::release() {
            Ok(()) => 1,
            Err(raised) => {
                raised.clear();
                -1
            }
        }
    }
}
