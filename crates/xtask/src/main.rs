//! `cargo xtask`: commands for developers. Standard library only, so that it builds at once.

mod bless;
mod bytecode;
mod conformance;
mod fuzz;
mod install;
mod layers;
mod layout;
mod leaks;
mod order;
mod profile;
mod programs;
mod tidy;
mod whats_left;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo xtask COMMAND

  run-tests [FILTER..]      tests/run programs against CPython's output (needs PYTHONHOME's library:
                            PYSTON_CPYTHON38 or `pyenv prefix 3.8.18`); all of tests/conformance/run.txt must pass
  run-tests --mode M ..     in another mode: quick (default), nocache (never specialises), gc-stress (collects
                            at every safepoint; programs that count collections are left out)
  run-tests --update        adds what passes now to tests/conformance/run.txt
  bless                     records the register code of tests/regcode anew
  bless PREFIX..            records CPython's output of those programs of tests/run
  bytecode [DIR..]          bytecode of every .py file against CPython's (default: its whole library)
  cpython-tests TEST..      CPython's own tests, one by one, on its library
  cpython-tests --check     those of tests/conformance/cpython.txt; fails if fewer pass than listed there
  cpython-tests --update    the same, and raises the figures of the list
  cpython-tests --stdlib .. the same on pyston's own library, with tests/conformance/stdlib.txt; --check leaves
                            files out that the list calls slow, --all takes them too
  fuzz programs [OPTION..]  random programs on pyston and CPython: --seconds N --seed S --kind
                            expressions|flow|classes|calls; differences go, made short, to target/fuzz
  fuzz bytes [OPTION..]     mutated sources, marshal data, .pyc files, code objects: --seconds N --seed S
                            --kind source|marshal|pyc|code; no crash, and CPython's syntax errors
  whats-left [MODULE..]     names, members, signatures, docstrings of CPython's modules that ours lack; what is
                            accepted, with reasons, stands in tests/conformance/whats-left.txt
  whats-left --check        fails if something else is missing; --update takes lines away of what is not
  leaks [FILTER..]          tests/run programs again and again in one process, which must not grow
  order                     notes anew which functions a start runs, for the linker (needs valgrind)
  profile                   notes anew which code is hot, for optimised builds (needs llvm-profdata of LLVM 19)
  install --prefix DIR      executable, library, place for packages; can be moved afterwards
                            (--executable FILE: not one built anew; --optimize 0,1,2: compiled files for -O, -OO)
  compare [ARGS..]          benchmark programs against CPython (arguments of benches/run.py)
  layouts                   object layouts against the measured table
  tidy                      module documentation, dependency levels, file lengths
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("help", &[][..]), |(command, rest)| (command.as_str(), rest));
    let result = match command {
        "run-tests" => programs::run(rest),
        "bless" => bless::run(rest),
        "bytecode" => bytecode::run(rest),
        "cpython-tests" => conformance::run(rest),
        "compare" => compare(rest),
        "fuzz" => fuzz::run(rest),
        "order" => order::run(),
        "profile" => profile::run(),
        "install" => install::run(rest),
        "leaks" => leaks::run(rest),
        "layouts" => cargo(&["test", "--quiet", "--package", "pyston-abi"]),
        "whats-left" => whats_left::run(rest),
        "tidy" => tidy::run(),
        _ => {
            print!("{HELP}");
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The project's folder.
pub fn root() -> PathBuf {
    // Cargo says where the tree is now, which may have been moved since this was built.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).ancestors().nth(2).expect("crates/xtask").to_path_buf()
}

/// Runs cargo.
pub fn cargo(args: &[&str]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    status(Command::new(cargo).args(args).current_dir(root()))
}

/// Runs a command that must succeed.
pub fn status(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// The CPython 3.8 that results are compared with.
pub fn oracle() -> Result<PathBuf, String> {
    if let Ok(path) = std::env::var("PYSTON_CPYTHON38") {
        return Ok(path.into());
    }
    let prefix = Command::new("pyenv").args(["prefix", "3.8.18"]).output();
    if let Ok(output) = prefix
        && output.status.success()
    {
        let prefix = String::from_utf8_lossy(&output.stdout);
        return Ok(Path::new(prefix.trim()).join("bin/python3.8"));
    }
    Err("no CPython 3.8: set PYSTON_CPYTHON38 to its executable".into())
}

/// The installation that an executable `PREFIX/bin/python3.8` belongs to.
pub fn prefix(python: &Path) -> PathBuf {
    python.ancestors().nth(2).unwrap_or(Path::new("/usr")).to_path_buf()
}

/// Builds the executable, optimised; gives its path.
pub fn build_release() -> Result<PathBuf, String> {
    cargo(&["build", "--quiet", "--release", "--package", "pyston"])?;
    Ok(target().join("release/pyston"))
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn compare(args: &[String]) -> Result<(), String> {
    let (pyston, oracle) = (build_release()?, oracle()?);
    let peers = [format!("cp38={}", oracle.display()), format!("pyston={}", pyston.display())];
    status(
        Command::new("python3")
            .arg(root().join("benches/run.py"))
            .args(args)
            .args(peers)
            .env("PYTHONHOME_PYSTON", prefix(&oracle)),
    )
}
