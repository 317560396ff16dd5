//! The modules that we have, found where they are written.
//!
//! **Invariant**: nobody keeps a list of them, so none can be forgotten: those in Python are the files below `stdlib`
//! (without parts, whose names begin with `_`), the native ones are named by the attribute `#[pymodule]`.

use std::collections::BTreeSet;
use std::path::Path;

/// Native modules that are no part of the library: what tests need of CPython's own.
const NO_LIBRARY: &[&str] = &["_testcapi"];

/// All modules, sorted.
///
/// # Errors
/// What cannot be read.
pub fn all(root: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    python_modules(&root.join("stdlib"), "", &mut found)?;
    native_modules(&root.join("crates"), &mut found)?;
    found.retain(|name| !NO_LIBRARY.contains(&name.as_str()));
    Ok(found)
}

/// Is the file or folder of this name private?
fn is_part(name: &str) -> bool {
    name.starts_with('_') && !matches!(name.trim_end_matches(".py"), "__future__" | "__init__")
}

/// Adds the modules of a folder, which is a package if it has a prefix (`email.`).
fn python_modules(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Result<(), String> {
    for (path, name) in entries(folder)? {
        if is_part(&name) {
            continue;
        }
        if path.join("__init__.py").is_file() {
            python_modules(&path, &format!("{prefix}{name}."), found)?;
        } else if let Some(stem) = name.strip_suffix(".py") {
            let dotted = format!("{prefix}{stem}");
            found.insert(dotted.strip_suffix(".__init__").unwrap_or(&dotted).to_owned());
        }
    }
    Ok(())
}

/// Adds the names that sources below a folder give native modules.
fn native_modules(folder: &Path, found: &mut BTreeSet<String>) -> Result<(), String> {
    for (path, name) in entries(folder)? {
        if path.is_dir() {
            native_modules(&path, found)?;
        } else if name.ends_with(".rs") {
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            found.extend(text.lines().filter_map(named).map(str::to_owned));
        }
    }
    Ok(())
}

/// The name in a line `#[pymodule("name")]`.
fn named(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("#[pymodule(\"")?.split('"').next()
}

fn entries(folder: &Path) -> Result<Vec<(std::path::PathBuf, String)>, String> {
    let read = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let entry = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok((entry.path(), entry.file_name().to_string_lossy().into_owned()))
    };
    read.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_of_every_kind_are_found() {
        let found = all(&crate::root()).expect("the tree can be read");
        for name in ["__future__", "email", "email.mime.text", "os", "builtins", "_json", "math", "urllib.request"] {
            assert!(found.contains(name), "{name}");
        }
        for name in ["_pickle_reading", "email._header_words", "_testcapi", "__init__", "json.__init__"] {
            assert!(!found.contains(name), "{name}");
        }
    }

    #[test]
    fn an_attribute_names_a_module() {
        assert_eq!(named("    #[pymodule(\"_json\")]"), Some("_json"));
        assert_eq!(named("#[pymodule($name)]"), None);
    }
}
