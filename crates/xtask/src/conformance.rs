//! `cpython-tests`: CPython's own tests, and the list of how many of each file's pass.
//!
//! **Invariant**: the figures of `tests/conformance/cpython.txt` only grow.

use std::path::{Path, PathBuf};
use std::process::Command;

pub fn run(args: &[String]) -> Result<(), String> {
    let command = match args.first().map(String::as_str) {
        Some("--check") => "check",
        Some("--update") => "update",
        _ => return tests(args),
    };
    let list = crate::root().join("tests/conformance/cpython.txt");
    let tool = crate::root().join("tests/tools/conformance.py");
    let output = Command::new("python3").arg(&tool).arg("names").arg(&list).output();
    let output = output.map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut names: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if names.is_empty() {
        println!("{} lists no file", list.display());
        return Ok(());
    }
    let results = std::env::temp_dir().join(format!("pyston-conformance-{}.json", std::process::id()));
    names.extend(["--json".into(), results.to_string_lossy().into_owned()]);
    names.extend(args[1..].iter().cloned());
    tests(&names)?;
    let result = crate::status(Command::new("python3").arg(tool).arg(command).arg(list).arg(&results));
    let _ = std::fs::remove_file(results);
    result
}

fn tests(args: &[String]) -> Result<(), String> {
    let (pyston, oracle) = (crate::build_release()?, crate::oracle()?);
    let peer = installed(&pyston, &crate::prefix(&oracle)).map_err(|error| error.to_string())?;
    crate::status(
        Command::new("python3")
            .arg(crate::root().join("tests/tools/cpython_tests.py"))
            .args([&oracle, &peer])
            .args(args)
            .env_remove("PYTHONUNBUFFERED")
            .env_remove("PYTHONHOME"),
    )
}

/// The executable in the layout of an installation with CPython's library: tests start children with `-I`
/// and `-E`, which ignore `PYTHONHOME`.
fn installed(pyston: &Path, cpython: &Path) -> std::io::Result<PathBuf> {
    let prefix = crate::target().join("on-cpython");
    let (bin, lib) = (prefix.join("bin"), prefix.join("lib"));
    std::fs::create_dir_all(&bin)?;
    std::fs::create_dir_all(&lib)?;
    let link = lib.join("python3.8");
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(cpython.join("lib/python3.8"), &link)?;
    let executable = bin.join("pyston");
    let _ = std::fs::remove_file(&executable);
    std::fs::copy(pyston, &executable)?;
    Ok(executable)
}
