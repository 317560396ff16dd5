//! Trees laid out like an installation, for tests: `bin/pyston` and `lib/python3.8`.
//!
//! CPython's tests start children with `-I` and `-E`, which ignore `PYTHONHOME` and `PYTHONPATH`: what they
//! need must be where an executable finds it by itself.

use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Whose modules the tree has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Library {
    Cpython,
    Own,
}

/// What CPython's test files and `test.support` import but pyston's library lacks (and does not promise):
/// equipment of the tests, not what they examine. Only what is absent is taken, so that a module that pyston
/// gains is its own at once.
const EQUIPMENT: &[&str] = &[
    "_pyio.py",
    "_osx_support.py",
    "aifc.py",
    "asynchat.py",
    "asyncore.py",
    "cgi.py",
    "dbm",
    "nntplib.py",
    "pydoc_data",
    "shelve.py",
    "smtpd.py",
    "wsgiref",
    "xml",
    "xmlrpc",
];

/// Makes the tree and gives its executable.
pub fn make(pyston: &Path, library: Library, cpython: &Path) -> io::Result<PathBuf> {
    let prefix = crate::target().join(if library == Library::Own { "on-stdlib" } else { "on-cpython" });
    let (bin, lib) = (prefix.join("bin"), prefix.join("lib"));
    std::fs::create_dir_all(&bin)?;
    std::fs::create_dir_all(&lib)?;
    let (modules, theirs) = (lib.join("python3.8"), cpython.join("lib/python3.8"));
    match library {
        Library::Cpython => {
            let _ = std::fs::remove_file(&modules);
            symlink(theirs, &modules)?;
        }
        Library::Own => own_library(&modules, &theirs)?,
    }
    let executable = bin.join("pyston");
    let _ = std::fs::remove_file(&executable);
    std::fs::copy(pyston, &executable)?;
    Ok(executable)
}

/// A copy of `stdlib`, with CPython's tests and their equipment linked into it.
fn own_library(modules: &Path, theirs: &Path) -> io::Result<()> {
    if modules.exists() {
        std::fs::remove_dir_all(modules)?;
    }
    copy(&crate::root().join("stdlib"), modules)?;
    for tests in ["test", "unittest/test"] {
        symlink(theirs.join(tests), modules.join(tests))?;
    }
    for name in EQUIPMENT {
        let stem = name.trim_end_matches(".py");
        if !modules.join(stem).exists() && !modules.join(format!("{stem}.py")).exists() {
            symlink(theirs.join(name), modules.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !entry.file_type()?.is_dir() {
            std::fs::copy(source, target)?;
        } else if entry.file_name() != "__pycache__" {
            copy(&source, &target)?;
        }
    }
    Ok(())
}
