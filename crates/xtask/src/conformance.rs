//! `cpython-tests`: CPython's own tests, and the lists of how many of each file's pass.
//!
//! **Invariant**: the figures of the lists in `tests/conformance` only grow. There are two: the language on
//! CPython's library, and (`--stdlib`) pyston's own library.

mod installation;

use std::path::{Path, PathBuf};
use std::process::Command;

use self::installation::Library;

pub fn run(args: &[String]) -> Result<(), String> {
    let mut args = args.to_vec();
    let mut flag = |name: &str| {
        let before = args.len();
        args.retain(|arg| arg != name);
        args.len() < before
    };
    let (own, all) = (flag("--stdlib"), flag("--all"));
    let command = if flag("--check") {
        "check"
    } else if flag("--update") {
        "update"
    } else {
        return tests(own, &args);
    };
    // What is slow is left out of a check, but not of an update, unless all is wanted.
    let part = if all || command == "update" { "all" } else { "quick" };
    let list = crate::root().join("tests/conformance").join(if own { "stdlib.txt" } else { "cpython.txt" });
    let lines = |command: &str, runs: &[Results]| -> Result<Vec<String>, String> {
        let output = tool(command, &list, part, runs).output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8_lossy(&output.stdout).split_whitespace().map(str::to_owned).collect())
    };
    let names = lines("names", &[])?;
    if names.is_empty() {
        println!("{} lists no file", list.display());
        return Ok(());
    }
    let mut runs = vec![Results::new(0)];
    tests(own, &[names, runs[0].option(), args.clone()].concat())?;
    let worse = lines("worse", &runs)?;
    if command == "check" && !worse.is_empty() {
        println!("fewer than listed, once more alone: {}", worse.join(" "));
        runs.push(Results::new(1));
        tests(own, &[worse, runs[1].option(), args, vec!["--jobs".into(), "1".into()]].concat())?;
    }
    crate::status(&mut tool(command, &list, part, &runs))
}

/// A file of results, of one run of the tests; goes with its value.
struct Results(PathBuf);

impl Results {
    fn new(run: usize) -> Results {
        Results(std::env::temp_dir().join(format!("pyston-conformance-{}-{run}.json", std::process::id())))
    }

    fn option(&self) -> Vec<String> {
        vec!["--json".into(), self.0.to_string_lossy().into_owned()]
    }
}

impl Drop for Results {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn tool(command: &str, list: &Path, part: &str, runs: &[Results]) -> Command {
    let mut tool = Command::new("python3");
    tool.arg(crate::root().join("tests/tools/conformance.py")).arg(command).arg(list).arg(part);
    tool.args(runs.iter().map(|run| &run.0));
    tool
}

fn tests(own: bool, args: &[String]) -> Result<(), String> {
    let (pyston, oracle) = (crate::build_release()?, crate::oracle()?);
    let library = if own { Library::Own } else { Library::Cpython };
    let peer = installed(&pyston, library, &crate::prefix(&oracle))?;
    crate::status(
        Command::new("python3")
            .arg(crate::root().join("tests/tools/cpython_tests.py"))
            .args([&oracle, &peer])
            .args(own.then_some("--own"))
            .args(args)
            .env_remove("PYTHONUNBUFFERED")
            .env_remove("PYTHONHOME"),
    )
}

fn installed(pyston: &Path, library: Library, cpython: &Path) -> Result<PathBuf, String> {
    let executable = installation::make(pyston, library, cpython).map_err(|error| error.to_string())?;
    if library == Library::Own {
        // Children of tests start faster, and as they do in an installation: with compiled files.
        crate::status(Command::new(&executable).arg("-I").arg(crate::root().join("tests/tools/compiled.py")))?;
    }
    Ok(executable)
}
