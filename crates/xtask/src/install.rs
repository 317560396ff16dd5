//! `install`: an installation that can be moved: executable, library with compiled files, a place for packages.
//!
//! **Invariant**: `lib/python3.8/.pyston-files` lists what an installation consists of; a later one into the same
//! prefix takes away what it does not bring itself, and nothing else. A prefix with another Python's library is left
//! alone. Files keep their times, which are what the code in the executable and compiled files are checked by.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

const LIBRARY: &str = "lib/python3.8";
const MANIFEST: &str = "lib/python3.8/.pyston-files";
/// Names of the executable that are links, and to what.
const LINKS: &[(&str, &str)] = &[("bin/python3.8", "pyston"), ("bin/python3", "python3.8")];
/// Folders that are there even without files.
const FOLDERS: &[&str] = &["bin", LIBRARY, "lib/python3.8/site-packages", "lib/python3.8/lib-dynload"];

pub fn run(args: &[String]) -> Result<(), String> {
    let (mut prefix, mut executable, mut levels) = (None, None, "0,1,2");
    let mut words = args.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("install: {word} needs a value"));
        match word.as_str() {
            "--prefix" => prefix = Some(value()?.as_str()),
            "--executable" => executable = Some(PathBuf::from(value()?)),
            "--optimize" => levels = value()?.as_str(),
            _ => return Err(format!("install: no option {word}; usage: install --prefix DIR")),
        }
    }
    let prefix = prefix.filter(|prefix| !prefix.is_empty()).ok_or("install: where? --prefix DIR")?;
    let prefix = std::path::absolute(prefix).map_err(|error| format!("{prefix}: {error}"))?;
    // Before the build, which takes minutes.
    check(&prefix)?;
    let executable = match executable {
        Some(executable) => executable,
        None => {
            println!("building the executable");
            crate::build_release()?
        }
    };
    install(&executable, &prefix, levels)
}

/// May this be installed into?
fn check(prefix: &Path) -> Result<(), String> {
    let library = prefix.join(LIBRARY);
    if library.join("os.py").exists() && !prefix.join(MANIFEST).exists() {
        return Err(format!(
            "{} holds the library of another Python, which an installation of pyston would spoil; choose another prefix",
            library.display()
        ));
    }
    for folder in FOLDERS {
        let folder = prefix.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    }
    let trial = prefix.join("bin/.pyston-trial");
    std::fs::write(&trial, "").and_then(|()| std::fs::remove_file(&trial)).map_err(|error| cannot_write(prefix, &error))
}

fn cannot_write(place: &Path, error: &std::io::Error) -> String {
    let place = place.display();
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("{place} cannot be written to ({error}); choose another prefix, or become who may write there")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            format!("{place} cannot be made, as a part of it is a file; choose another prefix")
        }
        _ => format!("{place} cannot be written to: {error}"),
    }
}

/// Installs this executable with the tree's library.
pub fn install(executable: &Path, prefix: &Path, levels: &str) -> Result<(), String> {
    check(prefix)?;
    let before = listed(prefix);
    let mut files = BTreeSet::new();
    println!("copying the library to {}", prefix.join(LIBRARY).display());
    copy_tree(&crate::root().join("stdlib"), &prefix.join(LIBRARY), Path::new(LIBRARY), &mut files)?;
    println!("copying the executable to {}", prefix.join("bin/pyston").display());
    replace(executable, &prefix.join("bin/pyston"))?;
    files.insert("bin/pyston".into());
    for (name, target) in LINKS {
        let link = prefix.join(name);
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).map_err(|error| cannot_write(&link, &error))?;
        files.insert((*name).into());
    }
    println!("compiling {} files", files.iter().filter(|file| file.ends_with(".py")).count());
    files.extend(compile(prefix, levels)?);
    for gone in before.difference(&files) {
        let _ = std::fs::remove_file(prefix.join(gone));
    }
    let manifest: String = files.iter().map(|file| format!("{file}\n")).collect();
    let path = prefix.join(MANIFEST);
    std::fs::write(&path, manifest).map_err(|error| cannot_write(&path, &error))?;
    let version = try_out(prefix)?;
    println!("installed Python {version}: {}", prefix.join("bin/pyston").display());
    Ok(())
}

/// What the installation that is there consists of.
fn listed(prefix: &Path) -> BTreeSet<String> {
    std::fs::read_to_string(prefix.join(MANIFEST)).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Copies the files of a folder and those below; notes their paths, which begin with `name`.
fn copy_tree(from: &Path, to: &Path, name: &Path, files: &mut BTreeSet<String>) -> Result<(), String> {
    std::fs::create_dir_all(to).map_err(|error| cannot_write(to, &error))?;
    let entries = std::fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?;
    for entry in entries.flatten() {
        let (source, file) = (entry.path(), entry.file_name());
        if file == "__pycache__" {
            continue;
        }
        let (target, name) = (to.join(&file), name.join(&file));
        if source.is_dir() {
            copy_tree(&source, &target, &name, files)?;
        } else {
            replace(&source, &target)?;
            files.insert(name.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// Copies a file with its time and permissions. It appears at once and whole: who runs the old one goes on.
fn replace(source: &Path, target: &Path) -> Result<(), String> {
    let mut fresh = target.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = PathBuf::from(fresh);
    let copied = || -> std::io::Result<()> {
        std::fs::copy(source, &fresh)?;
        let modified = std::fs::metadata(source)?.modified()?;
        std::fs::OpenOptions::new().write(true).open(&fresh)?.set_modified(modified)?;
        std::fs::rename(&fresh, target)
    };
    copied().map_err(|error| {
        let _ = std::fs::remove_file(&fresh);
        if source.exists() { cannot_write(target, &error) } else { format!("{}: {error}", source.display()) }
    })
}

/// Compiles the library with the executable just installed; gives the compiled files.
fn compile(prefix: &Path, levels: &str) -> Result<Vec<String>, String> {
    let script = crate::root().join("crates/xtask/src/compile_library.py");
    let output = Command::new(prefix.join("bin/pyston"))
        .args(["-I", "-S"])
        .arg(script)
        .args([prefix.as_os_str(), LIBRARY.as_ref(), levels.as_ref()])
        .output()
        .map_err(|error| format!("{}: {error}", prefix.join("bin/pyston").display()))?;
    if !output.status.success() {
        return Err(format!("the library cannot be compiled:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// Runs what was installed: it must find itself there. Gives the version.
fn try_out(prefix: &Path) -> Result<String, String> {
    const PROGRAM: &str = "import sys, os; print(sys.version.split()[0]); print(os.path.realpath(sys.prefix))";
    let python = prefix.join("bin/python3.8");
    let output = Command::new(&python).args(["-I", "-c", PROGRAM]).output();
    let output = output.map_err(|error| format!("{}: {error}", python.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let real = std::fs::canonicalize(prefix).map_err(|error| format!("{}: {error}", prefix.display()))?;
    match text.lines().collect::<Vec<_>>()[..] {
        [version, found] if Path::new(found) == real => Ok(version.to_owned()),
        _ => Err(format!(
            "{} does not run as it should:\n{text}{}",
            python.display(),
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

#[cfg(test)]
mod tests;
