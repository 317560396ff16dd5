//! Modules whose code is in the executable look as if they came from their files, and files that were changed win.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An installation with a copy of the library, which goes when the test ends.
struct Installation(PathBuf);

impl Installation {
    fn new(name: &str) -> Installation {
        let folder = std::env::temp_dir().join(format!("pyston-startup-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("bin")).expect("a temporary folder");
        let folder = std::fs::canonicalize(folder).expect("it is there");
        std::fs::copy(env!("CARGO_BIN_EXE_pyston"), folder.join("bin/pyston")).expect("a copy");
        copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stdlib"), &folder.join("lib/python3.8"));
        Installation(folder)
    }

    fn library(&self, file: &str) -> PathBuf {
        self.0.join("lib/python3.8").join(file)
    }

    fn run(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(self.0.join("bin/pyston"));
        command.args(args).env_clear().env("LC_ALL", "C.UTF-8").envs(variables.iter().copied());
        command.output().expect("it starts")
    }

    /// What a program prints.
    fn print(&self, program: &str, variables: &[(&str, &str)]) -> String {
        let output = self.run(&["-c", program], variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn append(&self, file: &str, text: &str) {
        let path = self.library(file);
        let source = std::fs::read_to_string(&path).expect("a module");
        std::fs::write(path, source + text).expect("a module");
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Copies files with their times.
fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "__pycache__" {
            continue;
        }
        if source.is_dir() {
            copy_tree(&source, &target);
            continue;
        }
        std::fs::copy(&source, &target).expect("a copy");
        let modified = std::fs::metadata(&source).and_then(|found| found.modified()).expect("a time");
        let file = std::fs::OpenOptions::new().write(true).open(&target).expect("the copy");
        file.set_modified(modified).expect("its time");
    }
}

/// Everything that a program can see of how modules were imported.
const LOOK: &str = "\
import sys, os, codecs, encodings, encodings.utf_8, io, site, inspect, linecache, traceback, pkgutil
for name in ('os', 'codecs', 'encodings', 'encodings.utf_8', 'io', 'abc', 'site', 'stat', '_codecs', 'posix'):
    module = sys.modules[name]
    spec = module.__spec__
    print(list(vars(module))[:9], repr(module))
    print(spec.name, spec.origin, spec.cached, spec.parent, spec.has_location, spec.submodule_search_locations)
    print(type(spec.loader), vars(spec).keys(), getattr(spec, '_initializing', None))
    if hasattr(module, '__file__'):
        print(module.__file__, module.__cached__, vars(module.__loader__), module.__loader__ is spec.loader)
        print(module.__loader__.get_code(name).co_filename, type(module.__builtins__))
print(encodings.utf_8 is sys.modules['encodings.utf_8'], os.path is sys.modules['posixpath'])
print(inspect.getsourcefile(os), inspect.getsource(os.makedirs), os.walk.__code__.co_filename)
print(linecache.getline(os.__file__, 1), pkgutil.get_data('encodings', 'aliases.py')[:20])
try:
    os.makedirs(os.path.join(__file__ if '__file__' in globals() else os.__file__, 'x', 'y'))
except OSError:
    traceback.print_exc(file=sys.stdout)
names = list(sys.modules)
print([name for name in names if names.index(name) <= names.index('site')])";

#[test]
fn embedded_modules_look_as_modules_in_files() {
    let installation = Installation::new("look");
    let embedded = installation.print(LOOK, &[("PYTHONDONTWRITEBYTECODE", "1")]);
    assert!(embedded.contains("def makedirs"), "{embedded}");
    // Nothing has been compiled, as the code was there; modules that are not embedded were.
    let compiled = |name: &str| installation.library(&format!("__pycache__/{name}.cpython-38.pyc")).exists();
    installation.print("import linecache", &[]);
    assert!(compiled("linecache") && !compiled("os") && !compiled("codecs"));
    // Another time: it may be another file.
    for file in ["os.py", "codecs.py", "site.py", "io.py", "stat.py", "abc.py", "encodings/__init__.py"] {
        let file = std::fs::OpenOptions::new().write(true).open(installation.library(file)).expect("a module");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("a time");
    }
    assert_eq!(installation.print(LOOK, &[]), embedded);
    assert!(compiled("os") && compiled("codecs"));
}

#[test]
fn changed_files_win() {
    let installation = Installation::new("changed");
    installation.append("os.py", "\nMARK = 'changed'\n");
    installation.append("encodings/utf_8.py", "\nMARK = 'changed, too'\n");
    installation.append("importlib/_bootstrap.py", "\nMARK = 'also this'\n");
    let program = "import os, sys; print(os.MARK, sys.modules['encodings.utf_8'].MARK, sep='\\n')\n\
                   import importlib._bootstrap; print(importlib._bootstrap.MARK)";
    assert_eq!(installation.print(program, &[]), "changed\nchanged, too\nalso this\n");
}

#[test]
fn paths_before_the_library_win() {
    let installation = Installation::new("path");
    let folder = installation.0.join("mine");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("stat.py"), "from _stat import *\nMARK = 'mine'\n").expect("a file");
    let program = "import sys; print(sys.modules['stat'].MARK)";
    assert_eq!(installation.print(program, &[("PYTHONPATH", folder.to_str().expect("text"))]), "mine\n");
}

#[test]
fn customizing_modules_are_found() {
    let installation = Installation::new("customize");
    let packages = installation.library("site-packages");
    std::fs::create_dir(&packages).expect("a folder");
    assert_eq!(installation.print("print('nothing')", &[]), "nothing\n");
    std::fs::write(packages.join("sitecustomize.py"), "print('customized', __spec__.name)").expect("a file");
    assert_eq!(installation.print("print('done')", &[]), "customized sitecustomize\ndone\n");
    std::fs::write(packages.join("sitecustomize.py"), "import nowhere").expect("a file");
    let output = installation.run(&["-c", "pass"], &[]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("ModuleNotFoundError: No module named 'nowhere'"), "{text}");
    // A finder put in by a .pth file is asked for what comes after it.
    std::fs::remove_file(packages.join("sitecustomize.py")).expect("it is there");
    std::fs::write(packages.join("finder.py"), FINDER).expect("a file");
    std::fs::write(packages.join("own.pth"), "import finder\n").expect("a file");
    assert_eq!(installation.print("print('done')", &[]), "asked for sitecustomize\nasked for usercustomize\ndone\n");
}

const FINDER: &str = "\
import sys
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.endswith('customize'):
            print('asked for', name)
sys.meta_path.insert(0, Finder)
";

#[test]
fn imports_are_told_of() {
    let installation = Installation::new("told");
    let text = |args: &[&str]| String::from_utf8_lossy(&installation.run(args, &[]).stderr).into_owned();
    let verbose = text(&["-v", "-c", "pass"]);
    let origin = installation.library("os.py");
    assert!(verbose.contains(&format!("code object from {}", origin.display())), "{verbose}");
    assert!(verbose.contains("import 'os' # <_frozen_importlib_external.SourceFileLoader object at "), "{verbose}");
    let times = text(&["-X", "importtime", "-c", "pass"]);
    for module in ["codecs", "encodings", "os", "site", "_collections_abc"] {
        assert!(times.lines().any(|line| line.trim_end().ends_with(&format!(" {module}"))), "{times}");
    }
}

#[test]
fn other_libraries_are_not_mixed_with_it() {
    let installation = Installation::new("other");
    let home = installation.0.join("home");
    copy_tree(&installation.library(""), &home.join("lib/python3.8"));
    std::fs::write(home.join("lib/python3.8/stat.py"), "MARK = 'other'\nfrom _stat import *\n").expect("a file");
    let home_text = home.to_str().expect("text");
    let program = "import stat, os; print(stat.MARK, os.__file__)";
    let expected = format!("other {home_text}/lib/python3.8/os.py\n");
    assert_eq!(installation.print(program, &[("PYTHONHOME", home_text)]), expected);
}
