//! The library's modules that every start imports, as code in the executable (`build.rs` puts it there).
//!
//! **Invariant**: embedded code is used only for a source file in the library of this run that has the size and the
//! time (in seconds) of the file that was compiled, as with `.pyc` files: whatever was changed on disk wins. A copy of
//! the library keeps the use of it if it keeps the times.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use pyston_object::prelude::*;

use crate::code::Code;
use crate::marshal;

/// A module's code and what its source was.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// Below the library's folder.
    file: &'static str,
    size: u64,
    modified: i64,
    /// Where the marshal data are.
    start: usize,
    end: usize,
}

static ENTRIES: &[Entry] = include!(concat!(env!("OUT_DIR"), "/startup.rs"));
static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/startup.bin"));

/// The module of that name, if the run's library has the source that it was compiled from. There is none for runs
/// with `-O`, whose code is another.
pub(crate) fn find(name: &str) -> Option<&'static Entry> {
    if crate::config::get().flags.optimize > 0 {
        return None;
    }
    ENTRIES.iter().find(|entry| entry.name == name).filter(|entry| entry.is_current())
}

impl Entry {
    fn is_current(&self) -> bool {
        std::fs::metadata(self.path())
            .is_ok_and(|found| found.len() == self.size && found.mtime() == self.modified && found.is_file())
    }

    /// The source file.
    pub(crate) fn path(&self) -> PathBuf {
        crate::config::get().library.join(self.file)
    }

    pub(crate) fn is_package(&self) -> bool {
        self.file.ends_with("/__init__.py")
    }

    /// The code, which tracebacks show as that of `filename`.
    pub(crate) fn code(&self, filename: Py<Str>) -> PyResult<Py<Code>> {
        marshal::load_code(&DATA[self.start..self.end], filename)
    }
}
