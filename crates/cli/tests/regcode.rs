//! The programs of `tests/regcode`: what bytecode and register code are made of them.
//!
//! **Invariant**: the recorded text beside a program is what pyston prints; `cargo xtask bless` records
//! it anew, and the change is read as part of a review. Needs no library of Python modules.

use std::path::{Path, PathBuf};
use std::process::Command;

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/regcode");
    let entries = std::fs::read_dir(folder).expect("tests/regcode");
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    found.sort();
    found
}

fn dump(program: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pyston"))
        .args(["-E", "-X", "dump=bytecode,regcode,norun"])
        .arg(program)
        .output()
        .expect("pyston runs");
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success(), "{}: {text}", program.display());
    text
}

/// The first line that differs, for the message.
fn difference(expected: &str, actual: &str) -> String {
    let (mut a, mut b) = (expected.lines(), actual.lines());
    for number in 1.. {
        match (a.next(), b.next()) {
            (None, None) => break,
            (a, b) if a == b => (),
            (a, b) => return format!("line {number}:\n  recorded {}\n  now      {}", a.unwrap_or(""), b.unwrap_or("")),
        }
    }
    "line ends".into()
}

#[test]
fn register_code_is_as_recorded() {
    let programs = programs();
    assert!(programs.len() >= 10, "only {} programs", programs.len());
    let mut different = Vec::new();
    for program in programs {
        let expected = std::fs::read_to_string(program.with_extension("txt")).unwrap_or_default();
        let actual = dump(&program);
        if expected != actual {
            different.push(format!("{}: {}", program.display(), difference(&expected, &actual)));
        }
    }
    assert!(different.is_empty(), "{}\n`cargo xtask bless` records the new text", different.join("\n"));
}

#[test]
fn every_translation_feature_is_covered() {
    use pyston_opcode::regcode::Op;
    let mut missing: Vec<&str> = Op::ALL.iter().map(|op| op.name()).collect();
    for program in programs() {
        let text = dump(&program);
        let seen = |name: &&str| {
            text.lines()
                .filter_map(|line| line.split("] ").nth(1))
                .any(|instr| instr.split([' ', '.']).next() == Some(*name))
        };
        missing.retain(|name| !seen(name));
    }
    // Specialised forms are never translated to; the rest no compiler emits, or only interactively.
    let first_specialised = Op::ALL.iter().position(|op| *op == Op::LoadGlobalCached).expect("in the table");
    let specialised: Vec<&str> = Op::ALL[first_specialised..].iter().map(|op| op.name()).collect();
    missing.retain(|name| !specialised.contains(name));
    assert_eq!(missing, EMITTED_BY_NO_PROGRAM, "instructions that no program of tests/regcode shows");
}

const EMITTED_BY_NO_PROGRAM: &[&str] = &["PrintExpr"];
