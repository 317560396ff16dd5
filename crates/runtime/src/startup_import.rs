//! Imports while the interpreter starts: what they find is known, so nothing is searched.
//!
//! **Invariant**: a module imported here looks as if the import system had found it on `sys.path`: same spec, loader,
//! attributes, place in `sys.modules`. Where something could make a difference (paths before the library, other
//! finders, `-v`, which tells what is searched) the import system does it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::embedded::{self, Entry};
use crate::{builtins_module, imp, import, inittab, sys};

/// Is this the time?
static IS_STARTING: GilCell<bool> = GilCell::new(false);

/// The finders of start-up: built-in, frozen, on the path.
const FINDERS: usize = 3;

/// From here on imports are those of start-up, if nothing stands before the library.
pub(crate) fn begin() {
    let config = crate::config::get();
    let library = config.library.as_os_str();
    let is_plain = config.flags.verbose == 0 && config.pycache_prefix.is_none() && config.library.is_absolute();
    let before = config.module_search_paths.iter().take_while(|path| *path != library);
    IS_STARTING.set(is_plain && before.into_iter().all(|path| !Path::new(path).exists()));
}

/// From here on programs import.
pub(crate) fn end() {
    IS_STARTING.set(false);
}

/// The module, if it is one of start-up.
pub(crate) fn import(name: &Str) -> PyResult<Option<Py>> {
    if !IS_STARTING.get() || !has_usual_finders()? {
        return Ok(None);
    }
    let Some(text) = name.as_ascii() else { return Ok(None) };
    if inittab::find(text).is_some() {
        return native(name).map(Some);
    }
    match embedded::find(text) {
        Some(entry) => from_library(name, entry).map(Some),
        None if MAY_BE_MISSING.contains(&text) && is_nowhere(text)? => Err(missing(name)),
        None => Ok(None),
    }
}

/// Modules that `site` tries to import.
const MAY_BE_MISSING: [&str; 2] = ["sitecustomize", "usercustomize"];
/// What a module or package of a name may be called in a folder.
const SUFFIXES: [&str; 3] = ["", ".py", ".pyc"];
/// The hooks of start-up: archives, folders.
const HOOKS: usize = 2;

/// Is the module in none of the folders of `sys.path`? Unknown, and so false, if something else is there.
fn is_nowhere(name: &str) -> PyResult<bool> {
    let list = |name: &Str| -> PyResult<Option<Py<List>>> {
        Ok(sys::get(name)?.and_then(|value| value.downcast_into::<List>().ok()))
    };
    let (Some(path), Some(hooks)) = (list(name!("path"))?, list(name!("path_hooks"))?) else { return Ok(false) };
    if hooks.len() != HOOKS {
        return Ok(false);
    }
    for entry in path.to_vec() {
        let Some(entry) = entry.downcast_exact::<Str>().and_then(Str::as_ascii).filter(|entry| !entry.is_empty())
        else {
            return Ok(false);
        };
        let Ok(metadata) = std::fs::metadata(entry) else { continue };
        let is_there = |suffix: &&str| Path::new(entry).join(format!("{name}{suffix}")).symlink_metadata().is_ok();
        if !metadata.is_dir() || SUFFIXES.iter().any(is_there) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn missing(name: &Str) -> Raised {
    let build = || -> PyResult {
        let message = Str::from_display(&format!("No module named {}", protocol::repr_string(name)?))?;
        let keywords = Dict::new()?;
        keywords.set_str(name!("name"), name.new_ref().into_object())?;
        call::call_tuple(&exc::ModuleNotFoundError, &*Tuple::from_slice(&[&message])?, Some(&keywords))
    };
    match build() {
        Ok(instance) => errors::raise_instance(instance),
        Err(raised) => raised,
    }
}

fn has_usual_finders() -> PyResult<bool> {
    let finders = sys::get(name!("meta_path"))?.and_then(|finders| finders.downcast_into::<List>().ok());
    Ok(finders.is_some_and(|finders| finders.len() == FINDERS))
}

/// `ModuleSpec(name, loader, origin=origin)`.
fn spec(name: &Str, loader: &Object, origin: &Str) -> PyResult {
    let class = attr::getattr_str(import::bootstrap()?, name!("ModuleSpec"))?;
    let keywords = Dict::new()?;
    keywords.set_str(name!("origin"), origin.new_ref().into_object())?;
    call::call_tuple(&class, &*Tuple::from_slice(&[name, loader])?, Some(&keywords))
}

/// Sets the attributes that every module has of its spec.
fn describe(dict: &Dict, spec: &Object, loader: &Object, package: &Str) -> PyResult<()> {
    dict.set_str(name!("__loader__"), loader.new_ref())?;
    dict.set_str(name!("__package__"), package.new_ref().into_object())?;
    dict.set_str(name!("__spec__"), spec.new_ref())
}

/// A native module.
fn native(name: &Str) -> PyResult {
    let loader = attr::getattr_str(import::bootstrap()?, name!("BuiltinImporter"))?;
    let spec = spec(name, &loader, name!("built-in"))?;
    let module = imp::create_builtin(name)?;
    if let Some(module) = module.downcast::<Module>() {
        describe(&module.dict(), &spec, &loader, name!(""))?;
    }
    sys::modules()?.set(name, module.clone())?;
    Ok(module)
}

/// A module of the library, of the code in the executable.
fn from_library(name: &Str, entry: &Entry) -> PyResult {
    let (parent, child) = entry.name.rsplit_once('.').unwrap_or(("", entry.name));
    let parent_module = if parent.is_empty() { None } else { Some(import::import_module(parent)?) };
    let path = entry.path();
    let filename = file_name(path.as_os_str())?;
    let code = entry.code(filename.clone())?;
    let external = attr::getattr_str(import::bootstrap()?, name!("_bootstrap_external"))?;
    let loader_class = attr::getattr_str(&external, name!("SourceFileLoader"))?;
    let loader = call::call(&loader_class, &[name, &filename])?;
    let spec = spec(name, &loader, &filename)?;
    let cached = cached(&path)?.into_object();
    attr::setattr_str(&spec, name!("_set_fileattr"), Some(singletons::bool(true)))?;
    attr::setattr_str(&spec, name!("_cached"), Some(&cached))?;
    let module = Module::new_object(name.new_ref())?;
    let dict = module.dict();
    describe(&dict, &spec, &loader, &*Str::new(if entry.is_package() { entry.name } else { parent })?)?;
    if entry.is_package() {
        let folder = file_name(path.parent().unwrap_or(&path).as_os_str())?;
        let places = List::from_vec(vec![folder.into_object()])?.into_object();
        attr::setattr_str(&spec, name!("submodule_search_locations"), Some(&places))?;
        dict.set_str(name!("__path__"), places)?;
    }
    dict.set_str(name!("__file__"), filename.into_object())?;
    dict.set_str(name!("__cached__"), cached)?;
    let modules = sys::modules()?;
    if let Some(builtins) = modules.get_str(name!("builtins"))?.and_then(|module| module.downcast_into::<Module>().ok())
    {
        dict.set_str(name!("__builtins__"), builtins.dict().into_object())?;
    }
    attr::setattr_str(&spec, name!("_initializing"), Some(singletons::bool(true)))?;
    modules.set(name, module.clone().into_object())?;
    let result = builtins_module::run_code(&code, &dict, &dict);
    attr::setattr_str(&spec, name!("_initializing"), Some(singletons::bool(false)))?;
    // It may have put something else in its place; what was imported last stands last.
    let found = modules.pop(name)?;
    result?;
    let Some(module) = found else { return Err(raise!(KeyError, "{name:?}", name = entry.name)) };
    modules.set(name, module.clone())?;
    if let Some(parent) = parent_module {
        attr::setattr_str(&parent, &Str::intern(child), Some(&module))?;
    }
    Ok(module)
}

fn file_name(name: &OsStr) -> PyResult<Py<Str>> {
    pyston_builtins::codecs::decode_file_name(name.as_bytes())
}

/// What `cache_from_source()` gives for the file.
fn cached(source: &Path) -> PyResult<Py<Str>> {
    let folder = source.parent().unwrap_or(source).join("__pycache__");
    let mut name = source.file_stem().unwrap_or_default().to_owned();
    name.push(".cpython-38.pyc");
    file_name(folder.join(name).as_os_str())
}
