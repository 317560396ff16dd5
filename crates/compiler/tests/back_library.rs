//! Bytecode identity over a whole standard library and over random programs. Needs a CPython 3.8,
//! whose executable `PYSTON_CPYTHON38` names, and the `digest` example, which `cargo test` builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn python() -> Option<String> {
    let python = std::env::var("PYSTON_CPYTHON38").ok();
    if python.is_none() {
        eprintln!("skipped: PYSTON_CPYTHON38 names no CPython 3.8");
    }
    python
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/back_data").join(name)
}

/// Runs a command that must succeed.
fn run(command: &mut Command) -> String {
    let output = command.env("PYTHONHASHSEED", "0").output().expect("the command starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Compares the digests of all programs under a folder at an optimisation level.
fn compare(python: &str, folder: &Path, level: &str) {
    let executable = std::env::current_exe().expect("own path");
    let target = executable.parent().and_then(Path::parent).expect("the target folder");
    let name = format!("back-{}-{level}", std::process::id());
    let [expected, found] = ["cpython", "ours"].map(|side| std::env::temp_dir().join(format!("{name}-{side}.tsv")));
    run(Command::new(python).arg(script("digest.py")).arg(level).arg(&expected).arg(folder));
    run(Command::new(target.join("examples/digest")).env("OPTIMIZE", level).arg(&found).arg(folder));
    let [expected, found] = [expected, found].map(|path| {
        let text = fs::read_to_string(&path).expect("the digests were written");
        fs::remove_file(path).expect("the digests can be removed");
        text
    });
    assert!(expected.lines().count() > 100, "too few programs under {folder:?}");
    assert_eq!(expected.lines().count(), found.lines().count());
    let wrong: Vec<String> = expected
        .lines()
        .zip(found.lines())
        .filter(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("{expected}\n{found}"))
        .collect();
    assert!(wrong.is_empty(), "{} programs differ at level {level}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn library() {
    let Some(python) = python() else { return };
    let folder = run(Command::new(&python).args(["-c", "import os; print(os.path.dirname(os.__file__))"]));
    for level in ["0", "2"] {
        compare(&python, Path::new(folder.trim()), level);
    }
}

#[test]
fn random_programs() {
    let Some(python) = python() else { return };
    let folder = std::env::temp_dir().join(format!("back-programs-{}", std::process::id()));
    run(Command::new(&python).arg(script("random_programs.py")).arg(&folder).arg("500"));
    compare(&python, &folder, "0");
    fs::remove_dir_all(folder).expect("the programs can be removed");
}
