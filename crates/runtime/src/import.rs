//! Import: `__import__`, `from m import x`, `from m import *`. Finding and loading is the business of
//! `importlib._bootstrap`, which runs as Python code.

use std::time::{Duration, Instant};

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::builtins_module::import_function;
use crate::frame::Frame;
use crate::sys;

/// `importlib._bootstrap`, once it is set up.
static BOOTSTRAP: GilCell<*mut pyston_object::abi::PyObject> = GilCell::new(std::ptr::null_mut());

pub fn set_bootstrap(module: Py) {
    BOOTSTRAP.set(module.into_ptr());
}

/// `importlib._bootstrap`.
pub fn bootstrap() -> PyResult<&'static Object> {
    // SAFETY: the reference stored is never dropped.
    unsafe { Object::from_nullable(BOOTSTRAP.get()) }.ok_or_else(|| raise!(ImportError, "import system is not set up"))
}

/// The module in `sys.modules`, ready for use: waits for one being imported by another thread.
fn loaded(name: &Str) -> PyResult<Option<Py>> {
    let modules = sys::modules()?;
    let Some(module) = modules.get_str(name)?.filter(|module| !module.is_none()) else { return Ok(None) };
    if let Some(spec) = attr::find_attr(&module, name!("__spec__"))?
        && let Some(initializing) = attr::find_attr(&spec, name!("_initializing"))?
        && protocol::is_true(&initializing)?
    {
        call::call_method(bootstrap()?, name!("_lock_unlock_module"), &[name])?;
    }
    Ok(Some(module))
}

/// What `-X importtime` knows while modules import others.
#[derive(Clone, Copy, Default)]
struct Timing {
    has_header: bool,
    level: usize,
    /// Time of the modules imported inside the one being imported.
    inner: Duration,
}

static TIMING: GilCell<Timing> = GilCell::new(Timing { has_header: false, level: 0, inner: Duration::ZERO });

fn find_and_load(name: &Str) -> PyResult {
    if crate::config::get().import_time { timed(name) } else { find_and_load_untimed(name) }
}

/// Finds and loads a module, and tells how long it took.
fn timed(name: &Str) -> PyResult {
    let before = TIMING.get();
    if !before.has_header {
        eprintln!("import time: self [us] | cumulative | imported package");
    }
    TIMING.set(Timing { has_header: true, level: before.level + 1, inner: Duration::ZERO });
    let start = Instant::now();
    let loaded = find_and_load_untimed(name);
    let took = start.elapsed();
    let micros = |time: Duration| time.as_nanos().div_ceil(1000);
    let own = took.saturating_sub(TIMING.get().inner);
    let (level, name) = (before.level * 2, name.to_string_lossy());
    eprintln!("import time: {:9} | {:10} | {:level$}{name}", micros(own), micros(took), "");
    TIMING.set(Timing { has_header: true, level: before.level, inner: before.inner + took });
    loaded
}

fn find_and_load_untimed(name: &Str) -> PyResult {
    if let Some(module) = crate::startup_import::import(name)? {
        return Ok(module);
    }
    pyston_object::hooks::audit("import", || {
        let get = |entry: &Str| sys::get(entry).map(|found| found.unwrap_or_else(singletons::py_none));
        let none = singletons::py_none();
        let (path, finders, hooks) = (get(name!("path"))?, get(name!("meta_path"))?, get(name!("path_hooks"))?);
        Ok([name.new_ref().into_object(), none, path, finders, hooks])
    })?;
    let function = attr::getattr_str(bootstrap()?, name!("_find_and_load"))?;
    let default = import_function()?;
    call::call(&function, &[name, &default]).map_err(strip_frames)
}

/// `import name` of an absolute name, giving the module itself.
pub fn import_module(name: &str) -> PyResult {
    let name = Str::intern(name);
    match loaded(&name)? {
        Some(module) => Ok(module),
        None => find_and_load(&name),
    }
}

/// `__import__(name, globals, locals, fromlist, level)`.
pub fn import(name: &Object, globals: Option<&Object>, fromlist: Option<&Object>, level: i64) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "module name must be a string"));
    };
    if level < 0 {
        return Err(raise!(ValueError, "level must be >= 0"));
    }
    let absolute = if level > 0 {
        resolve(name, globals, level)?
    } else {
        if name.is_empty() {
            return Err(raise!(ValueError, "Empty module name"));
        }
        name.new_ref()
    };
    let module = match loaded(&absolute)? {
        Some(module) => module,
        None => find_and_load(&absolute)?,
    };
    let has_fromlist = match fromlist {
        Some(fromlist) if !fromlist.is_none() => protocol::is_true(fromlist)?,
        _ => false,
    };
    if has_fromlist {
        return match (attr::find_attr(&module, name!("__path__"))?, fromlist) {
            (Some(_), Some(fromlist)) => {
                let default = import_function()?;
                let handle = attr::getattr_str(bootstrap()?, name!("_handle_fromlist"))?;
                call::call(&handle, &[&module, fromlist, &default]).map_err(strip_frames)
            }
            _ => Ok(module),
        };
    }
    top_level(name, &absolute, level, module)
}

/// `import a.b` binds `a`: the package at the head of the name.
fn top_level(name: &Str, absolute: &Str, level: i64, module: Py) -> PyResult {
    if level > 0 && name.is_empty() {
        return Ok(module);
    }
    let Some(dot) = name.data().iter().position(|point| point == u32::from(b'.')) else { return Ok(module) };
    if level == 0 {
        let head = name.substring(0, dot)?;
        return match loaded(&Str::intern_object(head.clone()))? {
            Some(module) => Ok(module),
            None => find_and_load(&head),
        };
    }
    let cut = name.len() - dot;
    let head = absolute.substring(0, absolute.len() - cut)?;
    match sys::modules()?.get_str(&head)? {
        Some(module) => Ok(module),
        None => Err(raise!(KeyError, "'{head}' not in sys.modules as expected")),
    }
}

/// The absolute name of a relative import.
fn resolve(name: &Str, globals: Option<&Object>, level: i64) -> PyResult<Py<Str>> {
    let Some(globals) = globals else { return Err(raise!(KeyError, "'__name__' not in globals")) };
    let Some(globals) = globals.downcast::<Dict>() else { return Err(raise!(TypeError, "globals must be a dict")) };
    let mut package = package_of(globals)?;
    if package.is_empty() {
        return Err(raise!(ImportError, "attempted relative import with no known parent package"));
    }
    for _ in 1..level {
        let dot = package.data().iter().rposition(|point| point == u32::from(b'.'));
        let Some(dot) = dot else {
            return Err(raise!(ValueError, "attempted relative import beyond top-level package"));
        };
        package = package.substring(0, dot)?;
    }
    if name.is_empty() {
        return Ok(package);
    }
    Str::from_display(&format!("{package}.{name}"))
}

fn package_of(globals: &Dict) -> PyResult<Py<Str>> {
    let get = |name: &Str| -> PyResult<Option<Py>> { Ok(globals.get_str(name)?.filter(|value| !value.is_none())) };
    let spec = get(name!("__spec__"))?;
    if let Some(package) = get(name!("__package__"))? {
        let Ok(package) = package.downcast_into::<Str>() else {
            return Err(raise!(TypeError, "package must be a string"));
        };
        if let Some(spec) = &spec {
            let parent = attr::getattr_str(spec, name!("parent"))?;
            if !protocol::compare_eq(&package, &parent)? {
                pyston_object::hooks::warn(&exc::ImportWarning, "__package__ != __spec__.parent", 1)?;
            }
        }
        return Ok(package);
    }
    if let Some(spec) = &spec {
        let parent = attr::getattr_str(spec, name!("parent"))?;
        return parent.downcast_into().map_err(|_| raise!(TypeError, "__spec__.parent must be a string"));
    }
    pyston_object::hooks::warn(
        &exc::ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
        1,
    )?;
    let Some(name) = get(name!("__name__"))? else { return Err(raise!(KeyError, "'__name__' not in globals")) };
    let Ok(name) = name.downcast_into::<Str>() else { return Err(raise!(TypeError, "__name__ must be a string")) };
    if globals.get_str(name!("__path__"))?.is_some() {
        return Ok(name);
    }
    match name.data().iter().rposition(|point| point == u32::from(b'.')) {
        Some(dot) => name.substring(0, dot),
        None => Err(raise!(ImportError, "attempted relative import with no known parent package")),
    }
}

/// Takes the frames of `importlib` out of the traceback of an `ImportError` (and of any exception
/// raised by the module's own code), unless `-v` is given.
fn strip_frames(raised: Raised) -> Raised {
    if crate::config::get().flags.verbose > 0 {
        return raised;
    }
    let always = raised.is(&exc::ImportError);
    let mut pending = errors::take(raised);
    pending.traceback = crate::traceback::without_importlib(pending.traceback, always);
    errors::restore(pending)
}

/// `from module import name`.
pub fn import_from(module: &Object, name: &Str) -> PyResult {
    if let Some(value) = attr::find_attr(module, name)? {
        return Ok(value);
    }
    // A submodule that is being imported may not be an attribute of its package yet.
    let package = attr::find_attr(module, name!("__name__"))?.and_then(|name| name.downcast_into::<Str>().ok());
    if let Some(package) = &package {
        let full = Str::from_display(&format!("{package}.{name}"))?;
        if let Some(module) = sys::modules()?.get_str(&full)? {
            return Ok(module);
        }
    }
    Err(cannot_import(module, name, package))
}

fn cannot_import(module: &Object, name: &Str, package: Option<Py<Str>>) -> Raised {
    let build = || -> PyResult {
        let shown = match &package {
            Some(package) => protocol::repr_string(package)?,
            None => "'<unknown module name>'".into(),
        };
        let file = match attr::find_attr(module, name!("__file__"))? {
            Some(file) if Str::check(&file) => Some(file),
            _ => None,
        };
        let place = match &file {
            Some(file) => protocol::str(file)?.to_string(),
            None => "unknown location".into(),
        };
        let initializing = match attr::find_attr(module, name!("__spec__"))? {
            Some(spec) => match attr::find_attr(&spec, name!("_initializing"))? {
                Some(flag) => protocol::is_true(&flag)?,
                None => false,
            },
            None => false,
        };
        let partly = if initializing && file.is_some() { "partially initialized module " } else { "" };
        let hint = if initializing && file.is_some() { "most likely due to a circular import) (" } else { "" };
        let message = Str::from_display(&format!(
            "cannot import name {} from {partly}{shown} ({hint}{place})",
            protocol::repr_string(name)?
        ))?;
        let kwargs = Dict::new()?;
        kwargs.set_str(name!("name"), package.clone().map_or_else(singletons::py_none, Py::into_object))?;
        kwargs.set_str(name!("path"), file.unwrap_or_else(singletons::py_none))?;
        call::call_tuple(&exc::ImportError, &*Tuple::from_slice(&[&message])?, Some(&kwargs))
    };
    match build() {
        Ok(instance) => errors::raise_instance(instance),
        Err(raised) => raised,
    }
}

/// `from module import *` into the frame's locals.
pub fn import_star(frame: &Frame, module: &Object) -> PyResult<()> {
    let Some(locals) = frame.locals().map(Layout::new_ref) else {
        return Err(raise!(SystemError, "no locals found during 'import *'"));
    };
    let (names, skip_private) = match attr::find_attr(module, name!("__all__"))? {
        Some(all) => (protocol::collect(&all)?, false),
        None => {
            let Some(dict) = attr::find_attr(module, name!("__dict__"))? else {
                return Err(raise!(ImportError, "from-import-* object has no __dict__ and no __all__"));
            };
            (protocol::collect(&protocol::mapping_list(&dict, name!("keys"))?.into_object())?, true)
        }
    };
    for name in names {
        let Some(text) = name.downcast::<Str>() else { return Err(not_a_name(module, &name, skip_private)) };
        if skip_private && text.data().iter().next() == Some(u32::from(b'_')) {
            continue;
        }
        let value = attr::getattr_str(module, text)?;
        match locals.downcast_exact::<Dict>() {
            Some(dict) => dict.set(&name, value)?,
            None => protocol::setitem(&locals, &name, Some(&value))?,
        }
    }
    Ok(())
}

fn not_a_name(module: &Object, name: &Object, from_dict: bool) -> Raised {
    let module = match attr::getattr_str(module, name!("__name__")).and_then(|name| protocol::str(&name)) {
        Ok(module) => module,
        Err(raised) => return raised,
    };
    let (what, place) = if from_dict { ("Key", "__dict__") } else { ("Item", "__all__") };
    raise!(TypeError, "{what} in {module}.{place} must be str, not {:.100}", name.type_name())
}
