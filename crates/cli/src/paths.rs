//! Where the executable is, and from it the library.
//!
//! The search is CPython's (`Modules/getpath`): `PYTHONHOME`; else from the real executable's folder upwards
//! the first folder with `lib/python3.8/os.py`; a `pyvenv.cfg` beside the executable names another folder to
//! start from. Added to it: a source tree, where the library is `stdlib/`.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::environment::{Variables, split};

/// Where an installation is that nothing else says.
const DEFAULT_PREFIX: &str = "/usr/local";
const LIBRARY: &str = "lib/python3.8";
/// The file that makes a folder the library.
const LANDMARK: &str = "os.py";

/// What was found.
#[derive(Debug)]
pub struct Paths {
    pub executable: OsString,
    pub prefix: OsString,
    pub exec_prefix: OsString,
    pub library: PathBuf,
    pub module_search_paths: Vec<OsString>,
}

/// Finds everything.
pub fn find(variables: Variables) -> Paths {
    let executable = executable();
    let (prefix, exec_prefix, library) = match variables.get("PYTHONHOME") {
        Some(home) => {
            let mut parts = split(&home, b':');
            let prefix = parts.next().unwrap_or_default().to_owned();
            let exec_prefix = parts.next().unwrap_or(&prefix).to_owned();
            let library = Path::new(&prefix).join(LIBRARY);
            (prefix, exec_prefix, library)
        }
        None => {
            let (prefix, library) = search(&executable);
            (prefix.clone().into_os_string(), prefix.into_os_string(), library)
        }
    };
    let mut module_search_paths: Vec<OsString> = Vec::new();
    if let Some(listed) = variables.get("PYTHONPATH") {
        module_search_paths.extend(split(&listed, b':').map(OsStr::to_owned));
    }
    module_search_paths.extend([
        Path::new(&prefix).join("lib/python38.zip").into_os_string(),
        library.clone().into_os_string(),
        Path::new(&exec_prefix).join(LIBRARY).join("lib-dynload").into_os_string(),
    ]);
    Paths { executable, prefix, exec_prefix, library, module_search_paths }
}

/// `sys.executable`: the name by which the program was called, made absolute, links kept.
fn executable() -> OsString {
    let Some(name) = std::env::args_os().next().filter(|name| !name.is_empty()) else { return OsString::new() };
    let path = Path::new(&name);
    if path.is_absolute() {
        return name;
    }
    if path.components().count() > 1 || name.as_encoded_bytes().contains(&b'/') {
        let here = std::env::current_dir().unwrap_or_default();
        return here.join(path.strip_prefix("./").unwrap_or(path)).into_os_string();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(path)).find(|file| is_executable(file));
    found.map(PathBuf::into_os_string).unwrap_or_default()
}

fn is_executable(file: &Path) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// Prefix and library for an executable.
fn search(executable: &OsStr) -> (PathBuf, PathBuf) {
    let real = std::fs::canonicalize(executable).or_else(|_| std::env::current_exe()).unwrap_or_default();
    let folder = real.parent().map(Path::to_path_buf).unwrap_or_default();
    let start = home_of_environment(&folder).unwrap_or(folder);
    for prefix in start.ancestors() {
        for library in [prefix.join(LIBRARY), prefix.join("stdlib")] {
            if library.join(LANDMARK).is_file() {
                return (prefix.to_path_buf(), library);
            }
        }
    }
    (DEFAULT_PREFIX.into(), Path::new(DEFAULT_PREFIX).join(LIBRARY))
}

/// The `home` key of a `pyvenv.cfg` in the executable's folder or above.
fn home_of_environment(folder: &Path) -> Option<PathBuf> {
    let text = [Some(folder), folder.parent()]
        .into_iter()
        .flatten()
        .find_map(|folder| std::fs::read_to_string(folder.join("pyvenv.cfg")).ok())?;
    let (_, home) = text.lines().filter_map(|line| line.split_once('=')).find(|(key, _)| key.trim() == "home")?;
    Some(PathBuf::from(home.trim()))
}
