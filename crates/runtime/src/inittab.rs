//! The table of native modules, which the crate above fills.

use pyston_object::prelude::*;

/// A native module: name and constructor.
pub type Entry = (&'static str, fn() -> PyResult<Py<Module>>);

static TABLE: GilCell<&'static [Entry]> = GilCell::new(&[]);

/// Makes these the native modules.
pub fn install(table: &'static [Entry]) {
    TABLE.set(table);
}

/// The modules that are part of the executable in CPython too, in the order of its names. The others are
/// files of the library there (`native_importer`).
const BUILT_IN: [&str; 30] = [
    "_abc",
    "_ast",
    "_codecs",
    "_collections",
    "_functools",
    "_imp",
    "_io",
    "_locale",
    "_operator",
    "_signal",
    "_sre",
    "_stat",
    "_string",
    "_symtable",
    "_thread",
    "_tracemalloc",
    "_warnings",
    "_weakref",
    "atexit",
    "builtins",
    "errno",
    "faulthandler",
    "gc",
    "itertools",
    "marshal",
    "posix",
    "pwd",
    "sys",
    "time",
    "xxsubtype",
];

/// Is the module found before `sys.path` is searched?
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.binary_search(&name).is_ok()
}

/// Names of the modules that are found before `sys.path` is searched, in order.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter()
}

/// Names of the modules that are found as part of the library.
pub fn library_names() -> impl Iterator<Item = &'static str> {
    TABLE.get().iter().map(|entry| entry.0).filter(|name| !is_built_in(name))
}

/// The constructor of a native module.
pub fn find(name: &str) -> Option<fn() -> PyResult<Py<Module>>> {
    TABLE.get().iter().find(|entry| entry.0 == name).map(|entry| entry.1)
}
