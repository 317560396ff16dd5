//! Modules that exist before the import system: the parts of `importlib` itself and `zipimport`; and the
//! trial modules that say hello.
//!
//! The former are embedded; where the library is another or was changed, they are read from its folder, from the
//! `.pyc` beside the source where it is valid. They are named `<frozen ...>` as CPython names those compiled into it.

use std::path::Path;

use pyston_compiler::parse::Mode;
use pyston_object::prelude::*;

use crate::code::Code;
use crate::compile::{self, Request};
use crate::{embedded, marshal};

/// Module name, file below the library's folder, name shown in tracebacks.
const FROZEN: &[(&str, &str, &str)] = &[
    ("_frozen_importlib", "importlib/_bootstrap", "<frozen importlib._bootstrap>"),
    ("_frozen_importlib_external", "importlib/_bootstrap_external", "<frozen importlib._bootstrap_external>"),
    ("zipimport", "zipimport", "<frozen zipimport>"),
];

/// Modules by which programs try whether frozen modules can be imported; the flag says which are packages.
const TRIALS: &[(&str, bool)] = &[("__hello__", false), ("__phello__", true), ("__phello__.spam", false)];
/// What they all do, and the file name that CPython gives them.
const TRIAL_SOURCE: &str = "initialized = True\nprint('Hello world!')\n";
const TRIAL_FILE: &str = "Tools/freeze/flag.py";

/// Is there a frozen module of that name?
pub fn is_frozen(name: &str) -> bool {
    FROZEN.iter().any(|entry| entry.0 == name) || TRIALS.iter().any(|entry| entry.0 == name)
}

/// Is the frozen module a package?
pub fn is_package(name: &str) -> bool {
    TRIALS.contains(&(name, true))
}

/// The code of a frozen module.
///
/// # Errors
/// `ImportError` if the library's folder lacks it.
pub fn code(name: &str) -> PyResult<Py<Code>> {
    if TRIALS.iter().any(|entry| entry.0 == name) {
        return compiled(TRIAL_SOURCE.as_bytes(), TRIAL_FILE);
    }
    let Some((_, file, shown)) = FROZEN.iter().find(|entry| entry.0 == name) else {
        return Err(raise!(ImportError, "No such frozen object named '{name}'"));
    };
    if let Some(entry) = embedded::find(name) {
        return entry.code(Str::new(shown)?);
    }
    let source_path = crate::config::get().library.join(format!("{file}.py"));
    if let Some(code) = cached(&source_path)? {
        rename(&code, &*Str::new(shown)?)?;
        return Ok(code);
    }
    let source = std::fs::read(&source_path).map_err(|error| {
        raise!(
            ImportError,
            "no library at {}: {error} (set PYTHONHOME to a Python 3.8 installation)",
            source_path.display()
        )
    })?;
    compiled(&source, shown)
}

fn compiled(source: &[u8], shown: &str) -> PyResult<Py<Code>> {
    let filename = Str::new(shown)?;
    let request = Request {
        filename: &filename,
        mode: Mode::Exec,
        flags: 0,
        optimize: -1,
        is_text: false,
        is_file: false,
        feature_version: None,
    };
    compile::compile(source, &request)
}

/// The code in the `.pyc` of a source, if it was made from it.
fn cached(source: &Path) -> PyResult<Option<Py<Code>>> {
    let (Some(folder), Some(stem)) = (source.parent(), source.file_stem()) else { return Ok(None) };
    let optimize = match crate::config::get().flags.optimize {
        0 => String::new(),
        level => format!(".opt-{}", level.min(2)),
    };
    let cache = folder.join("__pycache__").join(format!("{}.cpython-38{optimize}.pyc", stem.to_string_lossy()));
    let (Ok(bytes), Ok(metadata)) = (std::fs::read(cache), std::fs::metadata(source)) else { return Ok(None) };
    let word = |at: usize| -> u32 { bytes[at..at + 4].iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte)) };
    const MAGIC: u32 = 0x0A0D_0D55;
    let modified = std::os::unix::fs::MetadataExt::mtime(&metadata) as u32;
    if bytes.len() < 16 || word(0) != MAGIC || word(4) != 0 || word(8) != modified || word(12) != metadata.len() as u32
    {
        return Ok(None);
    }
    match marshal::loads(&bytes[16..]) {
        Ok(value) => Ok(value.downcast_into::<Code>().ok()),
        Err(raised) => {
            raised.clear();
            Ok(None)
        }
    }
}

/// Gives a code object and those inside it another file name.
pub fn rename(code: &Code, filename: &Str) -> PyResult<()> {
    code.set_filename(filename);
    for constant in code.consts().as_slice() {
        if let Some(inner) = constant.downcast_exact::<Code>() {
            rename(inner, filename)?;
        }
    }
    Ok(())
}
