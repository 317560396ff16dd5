//! `tidy`: what no compiler checks.

use std::path::{Path, PathBuf};

/// Lines a file may have unless it is generated.
const MAX_LINES: usize = 900;
/// The dispatch loop is one function, with an arm an instruction: it has a limit of its own.
const LOOP: (&str, usize) = ("crates/interp/src/run.rs", 1200);

pub fn run() -> Result<(), String> {
    let root = crate::root();
    let mut found = crate::layers::violations(&root);
    let mut files = Vec::new();
    collect(&root.join("crates"), &mut files);
    for path in files {
        check_file(&path, &root, &mut found);
    }
    for message in &found {
        println!("{message}");
    }
    if found.is_empty() { Ok(()) } else { Err(format!("{} findings", found.len())) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn check_file(path: &Path, root: &Path, found: &mut Vec<String>) {
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let name = path.strip_prefix(root).unwrap_or(path).display();
    if !text.starts_with("//!") {
        found.push(format!("{name}: no module documentation"));
    }
    let generated = text.lines().take(8).any(|line| line.contains("enerated"));
    let lines = text.lines().count();
    let limit = if path.ends_with(LOOP.0) { LOOP.1 } else { MAX_LINES };
    if lines > limit && !generated {
        found.push(format!("{name}: {lines} lines"));
    }
}
