//! Memory of C callbacks is never writable and executable at once, however many there are.
//!
//! On Linux libffi's static trampolines do that: pages of the executable's own file, mapped once more for each table.
//! CPython 3.8's libffi does it otherwise, so this is no program of `tests/run`.
#![cfg(target_os = "linux")]

use std::process::Command;

const PROGRAM: &str = r"
from ctypes import CFUNCTYPE, c_int
Add = CFUNCTYPE(c_int, c_int)
callbacks = [Add(lambda x, n=n: x + n) for n in range(3000)]
del callbacks[::2]
callbacks += [Add(lambda x, n=n: x + n) for n in range(3000)]
print(sum(callback(1) for callback in callbacks))
with open('/proc/self/maps') as maps: print(end=maps.read())
";

/// A folder like that of an installation, with the project's library.
fn installation() -> std::path::PathBuf {
    let prefix = std::env::temp_dir().join(format!("pyston-closures-{}", std::process::id()));
    std::fs::create_dir_all(prefix.join("lib")).expect("a folder");
    let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stdlib");
    let library = library.canonicalize().expect("the library");
    std::os::unix::fs::symlink(library, prefix.join("lib/python3.8")).expect("a link");
    prefix
}

#[test]
fn trampolines_are_pages_of_the_executable() {
    let executable = env!("CARGO_BIN_EXE_pyston");
    let home = installation();
    let output =
        Command::new(executable).args(["-c", PROGRAM]).env("PYTHONHOME", &home).output().expect("the executable runs");
    std::fs::remove_dir_all(home).expect("the temporary folder is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("paths are UTF-8");
    let (sum, maps) = text.split_once('\n').expect("two parts");
    let kept: u64 = (0..3000).filter(|n| n % 2 == 1).sum();
    assert_eq!(sum, (4500 + kept + (0..3000).sum::<u64>()).to_string());

    let both =
        |line: &&str| line.split_whitespace().nth(1).is_some_and(|found| found.contains('w') && found.contains('x'));
    assert_eq!(maps.lines().find(both), None);
    // The executable's code as it was loaded, and once more for each table.
    let code = maps.lines().filter(|line| line.contains(" r-xp ") && line.ends_with(executable));
    assert!(code.count() > 1, "{maps}");
    assert!(!maps.contains("memfd:libffi"), "{maps}");
}
