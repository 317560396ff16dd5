//! `bless`: records expected texts anew: of register code from pyston itself, of programs from CPython.

use std::process::Command;

/// `args`: nothing for `tests/regcode`, else prefixes of programs of `tests/run`.
pub fn run(args: &[String]) -> Result<(), String> {
    if args.is_empty() {
        return regcode();
    }
    crate::status(Command::new(crate::oracle()?).arg(crate::root().join("tests/run/bless.py")).args(args))
}

fn regcode() -> Result<(), String> {
    crate::cargo(&["build", "--quiet", "--package", "pyston"])?;
    let pyston = crate::target().join("debug/pyston");
    let folder = crate::root().join("tests/regcode");
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let mut changed = 0;
    for program in entries.flatten().map(|entry| entry.path()) {
        if program.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let output = Command::new(&pyston)
            .args(["-E", "-X", "dump=bytecode,regcode,norun"])
            .arg(&program)
            .output()
            .map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(format!("{}: {text}", program.display()));
        }
        let recorded = program.with_extension("txt");
        if std::fs::read_to_string(&recorded).is_ok_and(|old| old == text) {
            continue;
        }
        changed += 1;
        println!("{}", recorded.display());
        std::fs::write(&recorded, text).map_err(|error| error.to_string())?;
    }
    println!("{changed} texts changed");
    Ok(())
}
