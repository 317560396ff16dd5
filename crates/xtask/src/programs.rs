//! `run-tests`: the programs of `tests/run` against the output that CPython 3.8 gave.
//!
//! **Invariant**: `tests/conformance/run.txt` lists the programs that pass; it only grows. A program
//! in the list that fails is an error, one outside it is news.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const TIMEOUT: Duration = Duration::from_secs(120);

/// How a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Differs(String),
}

/// How instructions run, or how often the collector does; the output is the same in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Quick,
    NoCache,
    GcStress,
}

impl Mode {
    fn parse(name: &str) -> Result<Mode, String> {
        match name {
            "quick" => Ok(Mode::Quick),
            "nocache" => Ok(Mode::NoCache),
            "gc-stress" => Ok(Mode::GcStress),
            _ => Err(format!("no mode {name}: quick, nocache, gc-stress")),
        }
    }

    /// Options of the executable.
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Mode::Quick => &[],
            Mode::NoCache => &["-X", "quicken=off"],
            Mode::GcStress => &["-X", "stress=gc"],
        }
    }

    /// Programs that show when the collector runs, or are too slow if it always does.
    fn leaves_out(self, name: &str) -> bool {
        const SHOW_COLLECTIONS: &[&str] = &[
            // Reads the namespace of a class that is garbage already.
            "class/slots.py",
            // Asks for the subclasses that are left.
            "class/init_subclass.py",
            // Generators in cycles end when they are collected.
            "gen/throw.py",
            // What lives until the end of the process dies before.
            "dtor/interpreter_exit.py",
            "gc/introspection.py",
            "gc/weakref_cycle.py",
            // Each level is a safepoint with one more frame to traverse.
            "recursion/deep_ok.py",
        ];
        self == Mode::GcStress && SHOW_COLLECTIONS.contains(&name)
    }
}

pub fn run(args: &[String]) -> Result<(), String> {
    let update = args.iter().any(|arg| arg == "--update");
    let mut mode = Mode::Quick;
    let mut filters: Vec<String> = Vec::new();
    let mut words = args.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--mode" => mode = Mode::parse(words.next().map_or("", String::as_str))?,
            word if word.starts_with("--") => (),
            _ => filters.push(word.clone()),
        }
    }
    let (pyston, oracle) = (crate::build_release()?, crate::oracle()?);
    let mut programs = find(&filters)?;
    programs.retain(|path| !mode.leaves_out(&name(path)));
    let results = run_all(&programs, mode, &pyston, &crate::prefix(&oracle));
    let list_path = crate::root().join("tests/conformance/run.txt");
    let listed: BTreeSet<String> =
        std::fs::read_to_string(&list_path).unwrap_or_default().lines().map(str::to_owned).collect();
    let mut passing = listed.clone();
    let (mut passed, mut lost) = (0, Vec::new());
    for (path, outcome) in programs.iter().zip(&results) {
        let name = name(path);
        match outcome {
            Outcome::Passed => {
                passed += 1;
                passing.insert(name);
            }
            Outcome::Differs(why) => {
                println!("{} {name}: {why}", if listed.contains(&name) { "LOST" } else { "open" });
                if listed.contains(&name) {
                    lost.push(name);
                }
            }
        }
    }
    if update {
        let text: String = passing.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(&list_path, text).map_err(|error| error.to_string())?;
    }
    println!("{passed} of {} programs give CPython's output", programs.len());
    if lost.is_empty() { Ok(()) } else { Err(format!("{} programs that passed before fail", lost.len())) }
}

/// Runs all programs, for what is counted meanwhile; gives how many differ.
///
/// # Errors
/// The programs cannot be found.
pub fn run_for_profile(pyston: &Path, home: &Path) -> Result<usize, String> {
    let results = run_all(&find(&[])?, Mode::Quick, pyston, home);
    Ok(results.iter().filter(|outcome| **outcome != Outcome::Passed).count())
}

/// A program's name: its path below `tests/run`.
fn name(path: &Path) -> String {
    path.strip_prefix(crate::root().join("tests/run")).unwrap_or(path).to_string_lossy().into_owned()
}

/// The programs whose names start with one of the prefixes; all without prefixes.
pub fn find(prefixes: &[String]) -> Result<Vec<PathBuf>, String> {
    let mut programs = Vec::new();
    collect(&crate::root().join("tests/run"), &mut programs)?;
    programs.sort();
    programs
        .retain(|path| prefixes.is_empty() || prefixes.iter().any(|prefix| name(path).starts_with(prefix.as_str())));
    Ok(programs)
}

fn collect(folder: &Path, programs: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, programs)?;
        } else if path.extension().is_some_and(|extension| extension == "py") && path.with_extension("out").exists() {
            programs.push(path);
        }
    }
    Ok(())
}

fn run_all(programs: &[PathBuf], mode: Mode, pyston: &Path, home: &Path) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(vec![Outcome::Passed; programs.len()]);
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(program) = programs.get(index) else { return };
                    let outcome = run_one(program, mode, pyston, home);
                    results.lock().expect("no panics here")[index] = outcome;
                }
            });
        }
    });
    results.into_inner().expect("no panics here")
}

fn run_one(program: &Path, mode: Mode, pyston: &Path, home: &Path) -> Outcome {
    match execute(program, mode, pyston, home) {
        Err(why) => Outcome::Differs(why),
        Ok((mut out, err, code)) => {
            if code != 0 {
                out.push_str(&format!("# exit {code}\n"));
            }
            let expected = |extension: &str| std::fs::read(program.with_extension(extension)).ok();
            if expected("out").is_some_and(|expected| String::from_utf8_lossy(&expected) != out) {
                let last = err.trim_end().lines().last().unwrap_or("other output").to_owned();
                return Outcome::Differs(last);
            }
            match expected("err") {
                Some(expected) if String::from_utf8_lossy(&expected) != err => {
                    Outcome::Differs("other text on standard error".into())
                }
                _ => Outcome::Passed,
            }
        }
    }
}

fn execute(program: &Path, mode: Mode, pyston: &Path, home: &Path) -> Result<(String, String, i32), String> {
    let folder = program.parent().ok_or("no folder")?;
    let file = program.file_name().ok_or("no name")?;
    let (out_path, err_path) = (temporary(program, "out"), temporary(program, "err"));
    let create = |path: &Path| std::fs::File::create(path).map_err(|error| error.to_string());
    let mut child = Command::new(pyston)
        .args(mode.options())
        .arg(file)
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C.UTF-8"), ("PYTHONHASHSEED", "0")])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONHOME", home)
        .stdin(Stdio::null())
        .stdout(create(&out_path)?)
        .stderr(create(&err_path)?)
        .spawn()
        .map_err(|error| error.to_string())?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if start.elapsed() > TIMEOUT => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("takes too long".into());
            }
            None => std::thread::sleep(Duration::from_millis(3)),
        }
    };
    let read = |path: &Path| {
        let text = std::fs::read(path).unwrap_or_default();
        let _ = std::fs::remove_file(path);
        String::from_utf8_lossy(&text).into_owned()
    };
    let (out, err) = (read(&out_path), read(&err_path));
    match status.code() {
        Some(code) => Ok((out, err, code)),
        None => Err(format!("{status}")),
    }
}

fn temporary(program: &Path, extension: &str) -> PathBuf {
    let name: String =
        program.to_string_lossy().chars().map(|char| if char.is_alphanumeric() { char } else { '_' }).collect();
    std::env::temp_dir().join(format!("pyston-{}-{name}.{extension}", std::process::id()))
}
