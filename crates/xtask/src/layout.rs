//! Executables in the layout of an installation, which find their library without help.

use std::path::{Path, PathBuf};

/// The executable in the layout of an installation with this tree's library, linked: `target/on-own`.
///
/// # Errors
/// What cannot be made.
pub fn in_place(pyston: &Path) -> Result<PathBuf, String> {
    let prefix = crate::target().join("on-own");
    linked(pyston, &prefix, &crate::root().join("stdlib")).map_err(|error| format!("{}: {error}", prefix.display()))
}

fn linked(pyston: &Path, prefix: &Path, library: &Path) -> std::io::Result<PathBuf> {
    let (bin, lib) = (prefix.join("bin"), prefix.join("lib"));
    std::fs::create_dir_all(&bin)?;
    std::fs::create_dir_all(&lib)?;
    let link = lib.join("python3.8");
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(library, &link)?;
    let executable = bin.join("pyston");
    let _ = std::fs::remove_file(&executable);
    std::fs::copy(pyston, &executable)?;
    Ok(executable)
}
