//! Finder and loader of the native modules that CPython has as files in `lib-dynload`.
//!
//! **Invariant**: only the modules of [`inittab::is_built_in`] are found before `sys.path` is searched; the
//! others are found where CPython finds them, at the entry `lib-dynload` of `sys.path`, so that a program's
//! own `resource.py` or `select.py` comes first. There need not be a folder of that name.

use pyston_object::prelude::*;
use pyston_object::{attr, call, impl_trace};

use crate::{imp, import, inittab};

/// The importer of the entry of `sys.path`.
#[pyclass(PyNativeImporter_Type = "_imp.NativeImporter")]
pub struct NativeImporter {
    path: Py<Str>,
}

impl_trace!(NativeImporter { path });

/// How the entry of `sys.path` ends.
const ENTRY: &str = "/lib/python3.8/lib-dynload";

/// The name, if it is one of these modules'.
fn known(name: &Str) -> Option<&'static str> {
    let name = name.to_string_lossy();
    inittab::library_names().find(|known| **known == *name)
}

fn require(name: &Str) -> PyResult<()> {
    match known(name) {
        Some(_) => Ok(()),
        None => Err(raise!(ImportError, "{} is not a native module", protocol::repr(name)?)),
    }
}

/// Finds and loads the library's native modules. A path hook: raises ImportError for other folders.
#[pytype(PyNativeImporter_Type, payload, sig = "(path, /)")]
impl NativeImporter {
    #[new("(path, /)")]
    fn new(_class: &Type, path: &Object) -> PyResult<Py<Instance<NativeImporter>>> {
        // Whatever stands on the path is shown to every hook.
        match path.downcast::<Str>().filter(|path| path.to_string_lossy().ends_with(ENTRY)) {
            Some(path) => Instance::new(NativeImporter { path: path.new_ref() }),
            None => Err(raise!(ImportError, "not the folder of native modules")),
        }
    }

    #[slot]
    fn tp_repr(this: &Instance<NativeImporter>) -> PyResult<String> {
        Ok(format!("NativeImporter({})", protocol::repr(&this.path)?))
    }

    /// The spec of a native module, None for any other name.
    #[method("($self, fullname, target=None)")]
    fn find_spec(this: &Instance<NativeImporter>, fullname: &Str, target: Option<&Object>) -> PyResult {
        let _ = target;
        if known(fullname).is_none() {
            return Ok(singletons::py_none());
        }
        let class = attr::getattr_str(import::bootstrap()?, name!("ModuleSpec"))?;
        let spec = call::call(&class, &[fullname, this.object()])?;
        attr::setattr(&spec, name!("origin"), Some(&*"built-in".into_py()?))?;
        Ok(spec)
    }

    /// The module of a spec.
    #[method("($self, spec)")]
    fn create_module(_this: &Instance<NativeImporter>, spec: &Object) -> PyResult {
        imp::create(spec)
    }

    /// Does nothing: the module is complete when it is made.
    #[method("($self, module)")]
    fn exec_module(_this: &Instance<NativeImporter>, module: &Object) {
        let _ = module;
    }

    /// Native modules are no packages.
    #[method("($self, fullname)")]
    fn is_package(_this: &Instance<NativeImporter>, fullname: &Str) -> PyResult<bool> {
        require(fullname).map(|()| false)
    }

    /// None: there is no code object.
    #[method("($self, fullname)")]
    fn get_code(_this: &Instance<NativeImporter>, fullname: &Str) -> PyResult<()> {
        require(fullname)
    }

    /// None: there is no source.
    #[method("($self, fullname)")]
    fn get_source(_this: &Instance<NativeImporter>, fullname: &Str) -> PyResult<()> {
        require(fullname)
    }

    /// Nothing is remembered.
    #[method("($self, /)")]
    fn invalidate_caches(_this: &Instance<NativeImporter>) {}

    /// Pairs of the modules' names and False, as `pkgutil` asks for.
    #[method("($self, prefix='')")]
    fn iter_modules(_this: &Instance<NativeImporter>, prefix: Option<&Str>) -> PyResult<Vec<Py>> {
        let prefix = prefix.map_or_else(String::new, |prefix| prefix.to_string_lossy().into_owned());
        let mut names: Vec<&str> = inittab::library_names().collect();
        names.sort_unstable();
        names.into_iter().map(|name| (format!("{prefix}{name}"), false).into_py()).collect()
    }
}
