//! An installation runs where it was made and where it was moved to, alone, linked and from a virtual environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{MANIFEST, check, install};

/// A folder that goes when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("pyston-install-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Scratch(std::fs::canonicalize(folder).expect("it is there"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the program prints. Nobody helps it to find its library.
fn output(python: &Path, args: &[&str]) -> String {
    let output = Command::new(python).args(args).env_clear().env("LC_ALL", "C.UTF-8").output().expect("it starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{python:?} {args:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn executable() -> PathBuf {
    crate::cargo(&["build", "--quiet", "--package", "pyston"]).expect("it builds");
    crate::target().join("debug/pyston")
}

const WHERE: &str = "\
import sys, os, site, json, importlib.util as util
print(sys.prefix, sys.exec_prefix, os.path.dirname(os.__file__), json.__cached__, sep='\\n')
print(*site.getsitepackages(), sep='\\n')
print(os.path.isfile(util.cache_from_source(os.__file__)), json.__spec__.loader.get_code('json').co_filename)";

fn check_places(python: &Path, prefix: &Path) {
    let prefix = prefix.display();
    let library = format!("{prefix}/lib/python3.8");
    let expected = format!(
        "{prefix}\n{prefix}\n{library}\n{library}/json/__pycache__/__init__.cpython-38.pyc\n{library}/site-packages\n\
         True {library}/json/__init__.py\n"
    );
    assert_eq!(output(python, &["-B", "-c", WHERE]), expected);
}

#[test]
fn an_installation_can_be_moved() {
    let scratch = Scratch::new("move");
    let (first, second) = (scratch.0.join("first"), scratch.0.join("deep/second"));
    install(&executable(), &first, "0").expect("installs");
    check_places(&first.join("bin/pyston"), &first);
    std::fs::create_dir_all(second.parent().expect("a folder")).expect("a folder");
    std::fs::rename(&first, &second).expect("moves");
    for name in ["bin/pyston", "bin/python3.8", "bin/python3"] {
        check_places(&second.join(name), &second);
    }
    let link = scratch.0.join("linked");
    std::os::unix::fs::symlink(second.join("bin/python3"), &link).expect("a link");
    check_places(&link, &second);

    virtual_environment(&scratch.0, &second);
    again(&second);
}

/// In a virtual environment the prefix is its own and the library that of the installation.
fn virtual_environment(scratch: &Path, prefix: &Path) {
    let folder = scratch.join("environment");
    let packages = folder.join("lib/python3.8/site-packages");
    std::fs::create_dir_all(&packages).expect("a folder");
    std::fs::create_dir_all(folder.join("bin")).expect("a folder");
    std::fs::write(packages.join("only_here.py"), "place = __file__\n").expect("a file");
    let home = prefix.join("bin");
    let text = format!("home = {}\ninclude-system-site-packages = false\nversion = 3.8.18\n", home.display());
    std::fs::write(folder.join("pyvenv.cfg"), text).expect("a file");
    const PROGRAM: &str = "import sys, os, only_here; print(sys.prefix, sys.base_prefix, sys.executable, sep='\\n')\n\
                           print(os.path.dirname(os.__file__), only_here.place, sep='\\n'); print(sys.path[-1])";
    let (linked, copied) = (folder.join("bin/python"), folder.join("bin/copied"));
    std::os::unix::fs::symlink(home.join("python3.8"), &linked).expect("a link");
    std::fs::copy(home.join("pyston"), &copied).expect("a copy");
    for python in [linked, copied] {
        let (folder, prefix, packages) = (folder.display(), prefix.display(), packages.display());
        let expected = format!(
            "{folder}\n{prefix}\n{}\n{prefix}/lib/python3.8\n{packages}/only_here.py\n{packages}\n",
            python.display()
        );
        assert_eq!(output(&python, &["-B", "-c", PROGRAM]), expected);
    }
}

/// A second installation takes away what the first one brought and it does not, and nothing of others.
fn again(prefix: &Path) {
    let manifest = prefix.join(MANIFEST);
    let text = std::fs::read_to_string(&manifest).expect("a list");
    assert!(text.lines().any(|line| line == "lib/python3.8/json/__init__.py"), "{text}");
    let (old, foreign) = (prefix.join("lib/python3.8/given_up.py"), prefix.join("lib/python3.8/site-packages/mine.py"));
    std::fs::write(&old, "").expect("a file");
    std::fs::write(&foreign, "").expect("a file");
    std::fs::write(&manifest, format!("{text}lib/python3.8/given_up.py\n")).expect("a list");
    install(&executable(), prefix, "0").expect("installs");
    assert!(!old.exists() && foreign.exists());
    check_places(&prefix.join("bin/python3"), prefix);
}

#[test]
fn prefixes_that_cannot_be_used_are_refused() {
    let scratch = Scratch::new("refuse");
    let library = scratch.0.join("other/lib/python3.8");
    std::fs::create_dir_all(&library).expect("a folder");
    std::fs::write(library.join("os.py"), "").expect("a file");
    let message = check(&scratch.0.join("other")).expect_err("not ours");
    assert!(message.contains("another Python"), "{message}");
    std::fs::write(scratch.0.join("file"), "").expect("a file");
    let message = check(&scratch.0.join("file/below")).expect_err("no folder");
    assert!(message.contains("a part of it is a file"), "{message}");
}
