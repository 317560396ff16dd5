//! `order`: the functions that a start runs, and then those that small programs run, which the linker places side by
//! side (`crates/cli/build.rs`).
//!
//! Callgrind names them. The list grows stale as functions come and go; that costs memory, nothing else. The hash that
//! ends a Rust name is left open (`*`), as it changes with the compiler, but for the instances of generic functions:
//! hundreds share a name, of which a start runs a few.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What goes to a program's environment from this one's.
const KEPT: [&str; 2] = ["PATH", "HOME"];

pub fn run() -> Result<(), String> {
    let pyston = crate::layout::in_place(&crate::build_release()?)?;
    let patterns = Patterns::of(&pyston)?;
    // Without a locale, that of UTF-8 is put in its place.
    let starts =
        [profile(&pyston, &["-c", "pass"], &[])?, profile(&pyston, &["-c", "pass"], &[("LC_ALL", "C.UTF-8")])?];
    let mut order = Vec::new();
    for pattern in starts.iter().flat_map(|start| patterns.in_profile(start)) {
        if !order.contains(&pattern) {
            order.push(pattern);
        }
    }
    println!("{} functions of a start", order.len());
    let mut others = BTreeMap::<String, usize>::new();
    for program in programs()? {
        println!("{}", program.display());
        let seen: BTreeSet<String> =
            patterns.in_profile(&profile(&pyston, &[&program.to_string_lossy()], &[])?).collect();
        for pattern in seen.into_iter().filter(|pattern| !order.contains(pattern)) {
            *others.entry(pattern).or_default() += 1;
        }
    }
    println!("{} functions of programs", others.len());
    let mut others: Vec<_> = others.into_iter().collect();
    others.sort_by_key(|&(_, programs)| std::cmp::Reverse(programs));
    order.extend(others.into_iter().map(|(pattern, _)| pattern));
    let path = crate::root().join("crates/cli/startup.order");
    std::fs::write(&path, order.join("\n") + "\n").map_err(|error| format!("{}: {error}", path.display()))
}

/// Small programs that are as those of users.
fn programs() -> Result<Vec<PathBuf>, String> {
    let folder = crate::root().join("tests/run/prog");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut programs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    programs.sort();
    Ok(programs)
}

/// The functions of an executable, as patterns that hold for the next build of it.
struct Patterns {
    own: BTreeSet<String>,
    instances: BTreeMap<String, usize>,
}

impl Patterns {
    fn of(executable: &Path) -> Result<Patterns, String> {
        let own = defined(executable)?;
        let mut instances = BTreeMap::<String, usize>::new();
        for name in &own {
            *instances.entry(without_hash(name)).or_default() += 1;
        }
        Ok(Patterns { own, instances })
    }

    /// In the order in which they occur first, some more than once.
    fn in_profile(&self, profile: &str) -> impl Iterator<Item = String> {
        let own = profile.lines().filter_map(name).filter(|name| self.own.contains(*name));
        own.map(|name| {
            Some(without_hash(name)).filter(|open| self.instances[open] == 1).unwrap_or_else(|| instance(name))
        })
    }
}

/// The profile of a run in an environment of its own, with nobody at the terminal.
fn profile(pyston: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Result<String, String> {
    let at = |what: &str| std::env::temp_dir().join(format!("pyston-order-{what}-{}", std::process::id()));
    let (profile, printed) = (at("profile"), at("printed"));
    let mut callgrind = Command::new("valgrind");
    callgrind
        .args(["--quiet", "--tool=callgrind", "--demangle=no"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(pyston)
        .args(arguments)
        .env_clear()
        .envs(KEPT.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(&printed).map_err(|error| format!("{}: {error}", printed.display()))?);
    let done = crate::status(&mut callgrind);
    let text = std::fs::read_to_string(&profile).map_err(|error| format!("{}: {error}", profile.display()));
    for file in [profile, printed] {
        let _ = std::fs::remove_file(file);
    }
    done.and(text)
}

/// The function that a line of the profile introduces: `fn=(12) name'2`, the number of a recursion behind it.
fn name(line: &str) -> Option<&str> {
    let (_, name) = line.strip_prefix("fn=(").or_else(|| line.strip_prefix("cfn=("))?.split_once(") ")?;
    Some(name.split_once('\'').map_or(name, |(name, _)| name))
}

/// The name as a pattern of this instance of a function: a number behind a dot tells copies apart.
fn instance(name: &str) -> String {
    split_copy(name).map_or_else(|| name.to_owned(), |whole| format!("{whole}*"))
}

/// What stands before the number of a copy, if there is one.
fn split_copy(name: &str) -> Option<&str> {
    let (whole, number) = name.rsplit_once('.')?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(whole)
}

/// The name as a pattern of all instances: `17h` and 16 digits are the hash, a number behind a dot tells copies apart.
fn without_hash(name: &str) -> String {
    let is_hash =
        |rest: &str| rest.len() == 17 && rest.ends_with('E') && rest[..16].bytes().all(|b| b.is_ascii_hexdigit());
    match split_copy(name).unwrap_or(name).rsplit_once("17h") {
        Some((path, rest)) if name.starts_with("_ZN") && is_hash(rest) => format!("{path}17h*"),
        _ => instance(name),
    }
}

/// The functions that are in the executable itself.
fn defined(executable: &Path) -> Result<BTreeSet<String>, String> {
    let output = Command::new("nm").arg("--defined-only").arg(executable).output();
    let output = output.map_err(|error| format!("nm: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::{instance, name, without_hash};

    #[test]
    fn names_of_functions() {
        assert_eq!(name("fn=(12) _ZN4main17h01E'2"), Some("_ZN4main17h01E"));
        assert_eq!(name("cfn=(3) realloc"), Some("realloc"));
        assert_eq!(name("cfn=(3)"), None);
        assert_eq!(name("fl=(1) main.rs"), None);
    }

    #[test]
    fn names_without_hashes() {
        assert_eq!(without_hash("_ZN4main17h0123456789abcdefE"), "_ZN4main17h*");
        assert_eq!(without_hash("_ZN4main17h0123456789abcdefE.816"), "_ZN4main17h*");
        assert_eq!(without_hash("_RNvCs1_4main4name.12"), "_RNvCs1_4main4name*");
        assert_eq!(without_hash("_ZN4main17h01E"), "_ZN4main17h01E");
        assert_eq!(without_hash("mi_malloc"), "mi_malloc");
    }

    #[test]
    fn names_of_instances() {
        assert_eq!(instance("_ZN4main17h0123456789abcdefE.816"), "_ZN4main17h0123456789abcdefE*");
        assert_eq!(instance("_ZN4main17h0123456789abcdefE"), "_ZN4main17h0123456789abcdefE");
    }
}
