//! `whats-left`: names, members, signatures and docstrings of CPython's modules that ours lack.
//!
//! **Invariant**: `tests/conformance/whats-left.txt` lists what may be missing, each with its reason. A difference
//! that is not listed is an error of `--check`. The list shrinks only: `--update` takes needless lines away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

mod modules;

/// What a program tells of each path: values by what they say (see `tests/tools/surface.py`).
type Surface = BTreeMap<String, BTreeMap<String, String>>;

pub fn run(args: &[String]) -> Result<(), String> {
    let (flags, names): (Vec<&String>, Vec<&String>) = args.iter().partition(|arg| arg.starts_with("--"));
    let (check, update) = (flags.iter().any(|flag| *flag == "--check"), flags.iter().any(|flag| *flag == "--update"));
    let all = modules::all(&crate::root())?;
    let names: Vec<&str> = if names.is_empty() {
        all.iter().map(String::as_str).collect()
    } else {
        names.iter().map(|n| n.as_str()).collect()
    };
    let oracle = crate::oracle()?;
    let peer = crate::layout::in_place(&crate::build_release()?)?;
    let found = compare_all(&names, &oracle, &peer);
    let path = crate::root().join("tests/conformance/whats-left.txt");
    let accepted = Accepted::read(&path)?;
    let (mut news, mut seen) = (0, BTreeSet::new());
    for (name, differences) in names.iter().zip(&found) {
        let fresh: Vec<&Difference> = differences.iter().filter(|found| !accepted.covers(found, &mut seen)).collect();
        news += fresh.len();
        if !fresh.is_empty() {
            println!("{name}: {}", fresh.len());
            fresh.iter().for_each(|found| println!("  {}: {}", found.key, found.text));
        }
    }
    let needless = accepted.needless(&names, &seen);
    let total: usize = found.iter().map(Vec::len).sum();
    println!("{} modules, {total} differences, {news} of them not in {}", names.len(), path.display());
    if update {
        accepted.write_without(&path, &needless)?;
    } else {
        needless.iter().for_each(|line| println!("no longer left: {line}"));
    }
    if check && news > 0 {
        return Err(format!("{news} differences are not accepted"));
    }
    Ok(())
}

/// Something that is not as CPython has it.
struct Difference {
    /// Path and kind of difference: what the list names it by.
    key: String,
    text: String,
}

fn compare_all(names: &[&str], oracle: &Path, peer: &Path) -> Vec<Vec<Difference>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Vec<Difference>>> = Mutex::new(names.iter().map(|_| Vec::new()).collect());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(name) = names.get(index) else { return };
                    let found = match (surface(oracle, name), surface(peer, name)) {
                        // Not a module of CPython's, or not one of this machine's.
                        (Ok(wanted), Ok(_)) if error(&wanted, name).is_some() => Vec::new(),
                        (Ok(_), Ok(found)) if error(&found, name).is_some() => {
                            error(&found, name).into_iter().collect()
                        }
                        (Ok(wanted), Ok(found)) => differences(&wanted, &found),
                        (Err(text), _) | (_, Err(text)) => vec![Difference { key: format!("{name} run"), text }],
                    };
                    results.lock().expect("no panics here")[index] = found;
                }
            });
        }
    });
    results.into_inner().expect("no panics here")
}

/// What `python` shows of a module.
fn surface(python: &Path, module: &str) -> Result<Surface, String> {
    let output = Command::new("timeout")
        .args(["-k", "5", "60"])
        .arg(python)
        .args(["-W", "ignore"])
        .arg(crate::root().join("tests/tools/surface.py"))
        .arg(module)
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C.UTF-8"), ("PYTHONHASHSEED", "0")])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", python.display()))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let last = text.trim_end().lines().last().unwrap_or("no message").to_owned();
        return Err(format!("{}: {}: {last}", python.display(), output.status));
    }
    let mut surface = Surface::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut columns = line.splitn(3, '\t');
        if let (Some(path), Some(what), Some(value)) = (columns.next(), columns.next(), columns.next()) {
            surface.entry(path.to_owned()).or_default().insert(what.to_owned(), value.to_owned());
        }
    }
    Ok(surface)
}

/// The difference of a module that cannot be imported: the only one.
fn error(found: &Surface, module: &str) -> Option<Difference> {
    let text = found.get(module)?.get("error")?.clone();
    Some(Difference { key: format!("{module} error"), text })
}

fn differences(wanted: &Surface, found: &Surface) -> Vec<Difference> {
    let mut result = Vec::new();
    let mut missing: Option<&str> = None;
    for (path, facts) in wanted {
        let inside =
            missing.is_some_and(|missing| path.strip_prefix(missing).is_some_and(|rest| rest.starts_with('.')));
        if inside || facts.get("own").is_some_and(|own| own == "no") {
            continue;
        }
        let Some(ours) = found.get(path) else {
            missing = Some(path);
            let kind = facts.get("kind").map_or("", String::as_str);
            result.push(Difference { key: format!("{path} missing"), text: kind.to_owned() });
            continue;
        };
        for (what, value) in facts.iter().filter(|fact| fact.0 != "own") {
            let text = match ours.get(what) {
                Some(ours) if ours == value => continue,
                Some(ours) => format!("{ours}, not {value}"),
                None => format!("none {value}"),
            };
            result.push(Difference { key: format!("{path} {what}"), text });
        }
    }
    result
}

/// The list of what may be missing: lines `path kind  # reason`. A path that ends with `.*` stands for all below.
struct Accepted {
    lines: Vec<String>,
}

impl Accepted {
    fn read(path: &PathBuf) -> Result<Accepted, String> {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match lines.iter().find(|line| !line.is_empty() && !line.starts_with('#') && !line.contains("  # ")) {
            Some(line) => Err(format!("{}: no reason given: {line}", path.display())),
            None => Ok(Accepted { lines }),
        }
    }

    /// Lines with their keys.
    fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().filter_map(|line| Some((line.split_once("  # ")?.0.trim(), line.as_str())))
    }

    /// Is the difference listed? Notes the line.
    fn covers(&self, found: &Difference, seen: &mut BTreeSet<String>) -> bool {
        let line = self.keys().find(|(key, _)| matches(key, &found.key));
        line.map(|(_, line)| seen.insert(line.to_owned())).is_some()
    }

    /// The lines about these modules for which there is no difference.
    fn needless(&self, names: &[&str], seen: &BTreeSet<String>) -> Vec<String> {
        let about = |key: &str| {
            names.iter().any(|name| key.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '.'])))
        };
        let gone = self.keys().filter(|(key, line)| about(key) && !seen.contains(*line));
        gone.map(|(_, line)| line.to_owned()).collect()
    }

    fn write_without(&self, path: &Path, needless: &[String]) -> Result<(), String> {
        let text: String =
            self.lines.iter().filter(|line| !needless.contains(line)).map(|line| format!("{line}\n")).collect();
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// Does a key of the list stand for a difference's?
fn matches(listed: &str, found: &str) -> bool {
    let (Some((listed_path, listed_what)), Some((path, what))) = (listed.split_once(' '), found.split_once(' ')) else {
        return false;
    };
    let is_path = match listed_path.strip_suffix('*') {
        Some(prefix) => path.starts_with(prefix),
        None => path == listed_path,
    };
    is_path && what == listed_what
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surface(lines: &[(&str, &str, &str)]) -> Surface {
        let mut surface = Surface::new();
        for (path, what, value) in lines {
            surface.entry((*path).into()).or_default().insert((*what).into(), (*value).into());
        }
        surface
    }

    #[test]
    fn what_is_inside_of_something_missing_is_not_told() {
        let wanted = surface(&[("m", "kind", "module"), ("m.A", "kind", "class"), ("m.A.f", "kind", "function")]);
        let found = differences(&wanted, &surface(&[("m", "kind", "module")]));
        assert_eq!(found.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(), ["m.A missing"]);
    }

    #[test]
    fn inherited_members_are_not_compared_but_suffice() {
        let wanted = surface(&[("m.A.f", "own", "yes"), ("m.A.g", "own", "no"), ("m.A.g", "doc", "")]);
        let found = surface(&[("m.A.f", "own", "no"), ("m.A.g", "own", "no")]);
        assert!(differences(&wanted, &found).is_empty());
    }

    #[test]
    fn lines_with_a_star_stand_for_all_below() {
        assert!(matches("m.A.* doc", "m.A.f doc"));
        assert!(!matches("m.A.* doc", "m.A.f missing"));
        assert!(!matches("m.A doc", "m.A.f doc"));
    }
}
