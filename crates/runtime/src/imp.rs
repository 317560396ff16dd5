//! `_imp`: what `importlib` needs of the runtime.

use pyston_object::attr;
use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;

use crate::code::Code;
use crate::native_importer::PyNativeImporter_Type;
use crate::{builtins_module, frozen, import_lock, inittab, sys};

pub struct ImpModule;

/// The name as text; one with surrogates, which is no module's, becomes another that is none either.
fn plain(name: &Str) -> String {
    name.to_string_lossy().into_owned()
}

/// Is it one of the modules that the interpreter itself works with?
fn is_unique(name: &str) -> bool {
    matches!(name, "sys" | "builtins")
}

fn frozen_name(name: &Str) -> PyResult<String> {
    let text = plain(name);
    if frozen::is_frozen(&text) { Ok(text) } else { Err(no_such(name)) }
}

fn no_such(name: &Str) -> Raised {
    match protocol::repr_string(name) {
        Ok(name) => raise!(ImportError, "No such frozen object named {name}"),
        Err(raised) => raised,
    }
}

/// Low-level support of the import system.
#[pymodule("_imp")]
impl ImpModule {
    /// Is the import lock held?
    #[function("()")]
    fn lock_held() -> bool {
        import_lock::is_held()
    }

    /// Takes the import lock.
    #[function("()")]
    fn acquire_lock() {
        import_lock::acquire();
    }

    /// Gives the import lock back.
    #[function("()")]
    fn release_lock() -> PyResult<()> {
        import_lock::release()
    }

    /// File name endings of extension modules.
    #[function("()")]
    fn extension_suffixes() -> Vec<Py> {
        Vec::new()
    }

    /// 1 for a native module, -1 for one that cannot be made again, 0 otherwise.
    #[function("(name, /)")]
    fn is_builtin(name: &Str) -> PyResult<i32> {
        let name = plain(name);
        Ok(if is_unique(&name) { -1 } else { i32::from(inittab::is_built_in(&name)) })
    }

    /// Is there a frozen module of that name?
    #[function("(name, /)")]
    fn is_frozen(name: &Str) -> PyResult<bool> {
        Ok(frozen::is_frozen(&plain(name)))
    }

    /// Is the frozen module a package?
    #[function("(name, /)")]
    fn is_frozen_package(name: &Str) -> PyResult<bool> {
        frozen_name(name).map(|name| frozen::is_package(&name))
    }

    /// The code of a frozen module.
    #[function("(name, /)")]
    fn get_frozen_object(name: &Str) -> PyResult<Py<Code>> {
        frozen::code(&frozen_name(name)?)
    }

    /// Makes and runs a frozen module.
    #[function("(name, /)")]
    fn init_frozen(name: &Str) -> PyResult {
        run_frozen(&frozen_name(name)?)
    }

    /// Makes a native module from its spec.
    #[function("(spec, /)")]
    fn create_builtin(spec: &Object) -> PyResult {
        create(spec)
    }

    /// Runs a native module made by create_builtin.
    #[function("(mod, /)")]
    fn exec_builtin(loaded: &Object) -> i32 {
        let _ = loaded;
        0
    }

    /// Makes an extension module from its spec.
    #[function("(spec, file=None, /)")]
    fn create_dynamic(spec: &Object, file: Option<&Object>) -> PyResult {
        let _ = file;
        let name = attr::getattr_str(spec, name!("name"))?;
        Err(raise!(ImportError, "extension modules cannot be loaded yet: {}", protocol::str(&name)?))
    }

    /// Runs an extension module made by create_dynamic.
    #[function("(mod, /)")]
    fn exec_dynamic(loaded: &Object) -> i32 {
        let _ = loaded;
        0
    }

    /// Gives a code object another file name.
    #[function("(code, path, /)")]
    fn _fix_co_filename(code: &Object, path: &Str) -> PyResult<()> {
        match code.downcast_exact::<Code>() {
            Some(code) => rename_from(code, &code.filename().new_ref(), path),
            None => Err(raise!(TypeError, "_fix_co_filename() argument 1 must be code, not {:.50}", code.type_name())),
        }
    }

    /// The hash of a source for hash-based .pyc files.
    #[function("(key, source)")]
    fn source_hash(key: i64, source: &Object) -> PyResult<Py<Bytes>> {
        let source = Buffer::new(source)?.to_vec();
        let hash = pyston_object::hash::siphash(key as u64, 0, &source);
        Bytes::new(&hash.to_le_bytes())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("check_hash_based_pycs", crate::config::get().check_hash_based_pycs)
    }
}

/// A native module from its spec; None if there is none of that name.
pub fn create(spec: &Object) -> PyResult {
    let name = attr::getattr_str(spec, name!("name"))?;
    let Some(text) = name.downcast::<Str>() else { return Err(raise!(TypeError, "spec.name must be a string")) };
    create_builtin(text)
}

/// The native module of a name; `None` if there is no such.
pub(crate) fn create_builtin(name: &Str) -> PyResult {
    let text = plain(name);
    if let Some(initial) = initial_namespace(&text) {
        return again(&text, &initial);
    }
    match inittab::find(&text) {
        Some(create) => {
            let module = create()?;
            keep(&text, &module)?;
            Ok(module.into_object())
        }
        None => Ok(singletons::py_none()),
    }
}

/// The namespaces of native modules as they were when made.
static INITIAL: GilCell<Vec<(String, Py<Dict>)>> = GilCell::new(Vec::new());

fn initial_namespace(name: &str) -> Option<Py<Dict>> {
    // SAFETY: borrowed for the search only.
    unsafe { INITIAL.get_mut() }.iter().find(|entry| entry.0 == name).map(|entry| entry.1.clone())
}

fn keep(name: &str, module: &Module) -> PyResult<()> {
    let namespace = module.dict().copy()?;
    // SAFETY: borrowed for the push only.
    unsafe { INITIAL.get_mut() }.push((name.to_owned(), namespace));
    Ok(())
}

/// Variables of `sys` that come from the configuration or the program, not from making the module.
const CONFIGURED: &[&str] = &[
    "__stdout__",
    "_base_executable",
    "_xoptions",
    "argv",
    "base_exec_prefix",
    "base_prefix",
    "dont_write_bytecode",
    "exec_prefix",
    "executable",
    "meta_path",
    "path",
    "path_hooks",
    "path_importer_cache",
    "prefix",
    "pycache_prefix",
    "stdout",
    "warnoptions",
];

/// Keeps what the modules have that exist before there is an import system, so that asking for them by
/// a spec does not make bare ones.
fn keep_first_modules(sys: &Module) -> PyResult<()> {
    let namespace = sys.dict().copy()?;
    for name in CONFIGURED {
        namespace.remove(&Str::intern(name))?;
    }
    // SAFETY: borrowed for the push only.
    unsafe { INITIAL.get_mut() }.push(("sys".to_owned(), namespace));
    match sys::modules()?.get_str(name!("builtins"))?.map(Py::downcast_into::<Module>) {
        Some(Ok(builtins)) => keep("builtins", &builtins),
        _ => Err(raise!(RuntimeError, "no builtins module")),
    }
}

/// Native modules are set up once: a second import gives a new module with the same contents, or the one
/// that is still there. `sys` and `builtins` that are still there get their first contents back.
fn again(name: &str, initial: &Dict) -> PyResult {
    let is_unique = is_unique(name);
    let name = Str::intern(name);
    if let Some(module) = sys::modules()?.get_str(&name)?
        && let Ok(module) = module.downcast_into::<Module>()
    {
        if is_unique {
            module.dict().merge(initial, true)?;
        }
        return Ok(module.into_object());
    }
    let module = Module::new_object(name)?;
    module.dict().merge(initial, true)?;
    Ok(module.into_object())
}

/// Renames only code objects that have the outer one's file name.
fn rename_from(code: &Code, old: &Str, new: &Str) -> PyResult<()> {
    if !code.filename().equals(old) {
        return Ok(());
    }
    code.set_filename(new);
    for constant in code.consts().as_slice() {
        if let Some(inner) = constant.downcast_exact::<Code>() {
            rename_from(inner, old, new)?;
        }
    }
    Ok(())
}

/// Makes a module of frozen code and runs it.
pub fn run_frozen(name: &str) -> PyResult {
    let code = frozen::code(name)?;
    let modules = sys::modules()?;
    let known = modules.get_str(&Str::intern(name))?.and_then(|module| module.downcast_into::<Module>().ok());
    let module = match known {
        Some(module) => module,
        None => {
            let module = Module::new(name)?;
            modules.set_str(&Str::intern(name), module.clone().into_object())?;
            module
        }
    };
    if frozen::is_package(name) {
        module.add("__path__", List::from_vec(Vec::new())?)?;
    }
    if let Some(builtins) = modules.get_str(name!("builtins"))? {
        module.add("__builtins__", builtins)?;
    }
    let dict = module.dict();
    builtins_module::run_code(&code, &dict, &dict)?;
    Ok(module.into_object())
}

/// Sets the import system up: `importlib._bootstrap`, then the parts that need files.
pub fn start() -> PyResult<()> {
    let bootstrap = run_frozen("_frozen_importlib")?;
    crate::import::set_bootstrap(bootstrap.clone());
    let modules = sys::modules()?;
    let imp = ImpModule::create()?;
    keep("_imp", &imp)?;
    modules.set_str(name!("_imp"), imp.clone().into_object())?;
    let Some(sys) = sys::module() else { return Err(raise!(RuntimeError, "no sys module")) };
    keep_first_modules(sys)?;
    pyston_object::call::call_method(&bootstrap, name!("_install"), &[sys, &imp])?;
    pyston_object::call::call_method(&bootstrap, name!("_install_external_importers"), &[])?;
    crate::startup_import::begin();
    install_path_hooks()
}

/// Puts `zipimport.zipimporter` and the importer of native modules first among the path hooks.
fn install_path_hooks() -> PyResult<()> {
    let zipimport = crate::import::import_module("zipimport")?;
    let importer = pyston_object::attr::getattr_str(&zipimport, name!("zipimporter"))?;
    pyston_object::ready::ready(&PyNativeImporter_Type)?;
    match sys::get(name!("path_hooks"))?.map(Py::downcast_into::<List>) {
        Some(Ok(hooks)) => {
            hooks.insert(0, PyNativeImporter_Type.as_object().new_ref())?;
            hooks.insert(0, importer)
        }
        _ => Err(raise!(RuntimeError, "unable to get sys.path_hooks")),
    }
}
