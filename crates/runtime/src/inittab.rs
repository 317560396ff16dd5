//! The table of native modules, which the crate above fills.

use pyston_object::prelude::*;

/// A native module: name and constructor.
pub type Entry = (&'static str, fn() -> PyResult<Py<Module>>);

static TABLE: GilCell<&'static [Entry]> = GilCell::new(&[]);

/// Makes these the native modules.
pub fn install(table: &'static [Entry]) {
    TABLE.set(table);
}

/// Names of all native modules, those of the runtime included.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.get().iter().map(|entry| entry.0).chain(["sys", "builtins"])
}

/// The constructor of a native module.
pub fn find(name: &str) -> Option<fn() -> PyResult<Py<Module>>> {
    TABLE.get().iter().find(|entry| entry.0 == name).map(|entry| entry.1)
}
