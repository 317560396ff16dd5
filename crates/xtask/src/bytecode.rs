//! `bytecode`: digests of what `compile()` makes of every file, ours against CPython's.

use std::process::Command;

pub fn run(args: &[String]) -> Result<(), String> {
    let oracle = crate::oracle()?;
    let folders: Vec<String> = if args.is_empty() {
        vec![crate::prefix(&oracle).join("lib/python3.8").to_string_lossy().into_owned()]
    } else {
        args.to_vec()
    };
    let folder = std::env::temp_dir();
    let (ours, theirs) = (
        folder.join(format!("pyston-digest-{}", std::process::id())),
        folder.join(format!("cpython-digest-{}", std::process::id())),
    );
    let mut reference = Command::new(&oracle)
        .arg(crate::root().join("tests/tools/digest.py"))
        .arg(&theirs)
        .args(&folders)
        .env("PYTHONHASHSEED", "0")
        .env_remove("PYTHONHOME")
        .spawn()
        .map_err(|error| error.to_string())?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    crate::status(
        Command::new(cargo)
            .args(["run", "--quiet", "--release", "--package", "pyston-compiler", "--example", "digest", "--"])
            .arg(&ours)
            .args(&folders)
            .current_dir(crate::root()),
    )?;
    reference.wait().map_err(|error| error.to_string())?;
    let read = |path: &std::path::Path| std::fs::read_to_string(path).map_err(|error| error.to_string());
    let (a, b) = (read(&ours)?, read(&theirs)?);
    let _ = (std::fs::remove_file(&ours), std::fs::remove_file(&theirs));
    let different: Vec<(&str, &str)> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).collect();
    for (ours, theirs) in different.iter().take(20) {
        println!("ours:    {ours}\nCPython: {theirs}");
    }
    let total = b.lines().count();
    println!("{} of {total} files have CPython's bytecode", total - different.len());
    if a.lines().count() != total || !different.is_empty() {
        return Err("bytecode differs".into());
    }
    Ok(())
}
