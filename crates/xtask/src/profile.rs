//! `profile`: what the compiler is told about which code is hot (`crates/cli/release.profdata`).
//!
//! An executable that counts runs the benchmark and test programs; `.cargo/rustc-wrapper` gives the counts to every
//! optimised build. That the test programs are among them keeps the picture wide: what a profile calls cold is made
//! small, not fast. Functions that have changed since are compiled as without a profile, which costs speed, nothing
//! else, so the profile is made anew when much has changed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::programs;

/// The oldest tool that reads what Rust 1.95 writes.
const OLDEST_LLVM: u32 = 19;

pub fn run() -> Result<(), String> {
    let merge = profdata_tool()?;
    let folder = crate::target().join("profile");
    let counts = folder.join("counts");
    let _ = std::fs::remove_dir_all(&counts);
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    crate::status(
        Command::new(cargo)
            .args(["build", "--quiet", "--release", "--package", "pyston"])
            .env("PYSTON_PROFILE", &counts)
            .env("CARGO_TARGET_DIR", &folder)
            .current_dir(crate::root()),
    )?;
    let pyston = crate::layout::in_place(&folder.join("release/pyston"))?;
    for program in benchmarks()? {
        println!("{}", program.display());
        let mut command = Command::new(&pyston);
        command.arg(&program).stdin(Stdio::null()).stdout(Stdio::null());
        crate::status(command.current_dir(program.parent().unwrap_or(Path::new("."))))?;
    }
    let home = pyston.ancestors().nth(2).unwrap_or(Path::new("/"));
    let failed = programs::run_for_profile(&pyston, home)?;
    println!("test programs: {failed} without CPython's output, which some need its library for");
    let profile = crate::root().join("crates/cli/release.profdata");
    crate::status(Command::new(merge).args(["merge", "--output"]).arg(&profile).arg(&counts))
}

/// The benchmark programs of all suites.
fn benchmarks() -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let read = |folder: &Path| std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()));
    for suite in read(&crate::root().join("benches"))?.flatten().filter(|entry| entry.path().is_dir()) {
        found.extend(read(&suite.path())?.flatten().map(|entry| entry.path()));
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    found.sort();
    Ok(found)
}

/// The `llvm-profdata` that is there: `LLVM_PROFDATA`, or the newest on the path.
fn profdata_tool() -> Result<PathBuf, String> {
    if let Some(tool) = std::env::var_os("LLVM_PROFDATA") {
        return Ok(tool.into());
    }
    let mut names: Vec<String> = (OLDEST_LLVM..OLDEST_LLVM + 20).rev().map(|n| format!("llvm-profdata-{n}")).collect();
    names.push("llvm-profdata".into());
    let is_there = |name: &String| {
        let output = Command::new(name).arg("--version").output();
        output.is_ok_and(|output| version(&String::from_utf8_lossy(&output.stdout)).is_some_and(|n| n >= OLDEST_LLVM))
    };
    let found = names.into_iter().find(is_there);
    found.map(PathBuf::from).ok_or(format!(
        "llvm-profdata of LLVM {OLDEST_LLVM} or newer is needed: install llvm-{OLDEST_LLVM}, or set LLVM_PROFDATA"
    ))
}

/// The major version in `LLVM version 19.1.7`.
fn version(text: &str) -> Option<u32> {
    text.split("LLVM version ").nth(1)?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions() {
        assert_eq!(version("Debian LLVM version 19.1.7\n  Optimized build.\n"), Some(19));
        assert_eq!(version("no such thing"), None);
    }
}
