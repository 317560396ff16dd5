//! `fuzz`: random programs and calls compared with CPython, and mutated bytes. The generators are Python
//! programs in `tests/fuzz`, which CPython runs.

use std::process::Command;

pub fn run(args: &[String]) -> Result<(), String> {
    let Some((what, options)) = args.split_first() else { return Err("fuzz programs|bytes|api [OPTION..]".into()) };
    let program = match what.as_str() {
        "programs" => "tests/fuzz/programs.py",
        "bytes" => "tests/fuzz/bytes.py",
        "api" => "tests/fuzz/api.py",
        other => return Err(format!("nothing to fuzz is called {other}: programs, bytes, api")),
    };
    let (pyston, oracle) = (crate::build_release()?, crate::oracle()?);
    let out = crate::target().join("fuzz");
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    crate::status(
        Command::new(&oracle)
            .args(["-W", "ignore"])
            .arg(crate::root().join(program))
            .arg(pyston)
            .arg("--out")
            .arg(out)
            .args(options)
            .env_remove("PYTHONHOME"),
    )
}
