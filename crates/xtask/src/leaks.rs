//! `leaks`: programs of `tests/run`, run again and again in one process, must not make it grow.
//!
//! **Invariant**: growth is an error unless CPython grows as well (a program may fill a registry). A
//! run that grows only now and then fills a cache; a leak grows every run. Programs that CPython cannot run twice in a
//! process either (an audit hook stays, and fails once its module is gone) say nothing.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub fn run(args: &[String]) -> Result<(), String> {
    let (pyston, oracle) = (crate::build_release()?, crate::oracle()?);
    let programs = crate::programs::find(args)?;
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(message) = check(program, &pyston, &oracle) {
                        println!("{}: {message}", program.display());
                        found.lock().expect("no panics here").push(program.clone());
                    }
                }
            });
        }
    });
    let found = found.into_inner().expect("no panics here");
    println!("{} of {} programs leave nothing behind", programs.len() - found.len(), programs.len());
    if found.is_empty() { Ok(()) } else { Err(format!("{} programs leak", found.len())) }
}

/// What is wrong with the program, if anything.
fn check(program: &Path, pyston: &Path, oracle: &Path) -> Option<String> {
    let ours = grown(program, pyston, Some(&crate::prefix(oracle)));
    if ours.as_ref().is_some_and(|ours| !ours.iter().any(|counts| always_grows(counts))) {
        return None;
    }
    let theirs = grown(program, oracle, None);
    let Some(ours) = ours else { return theirs.is_some().then(|| "does not come to an end".into()) };
    if theirs.is_some_and(|theirs| theirs.iter().any(|counts| always_grows(counts))) {
        return None;
    }
    Some(format!("blocks {:?}, objects {:?} more each run", ours[0], ours[1]))
}

fn always_grows(counts: &[i64]) -> bool {
    counts.iter().all(|&count| count > 0)
}

/// Gains of blocks and of objects, run by run.
fn grown(program: &Path, python: &Path, home: Option<&Path>) -> Option<[Vec<i64>; 2]> {
    let mut command = Command::new("timeout");
    command
        .args(["-k", "5", "120"])
        .arg(python)
        .arg(crate::root().join("tests/tools/leaks.py"))
        .arg(program)
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C.UTF-8"), ("PYTHONHASHSEED", "0")])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null());
    if let Some(home) = home {
        command.env("PYTHONHOME", home);
    }
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text
        .lines()
        .rev()
        .take(2)
        .map(|line| line.split_whitespace().map(|word| word.parse().ok()).collect::<Option<Vec<i64>>>());
    let (objects, blocks) = (lines.next()??, lines.next()??);
    Some([blocks, objects]).filter(|_| output.status.success())
}
