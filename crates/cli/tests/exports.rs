//! The executable exports the C API and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

/// The statics of `object` that C programs know.
fn statics() -> BTreeSet<String> {
    let source = |name: &str| {
        let path = format!("{}/../object/src/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a file of the crate object")
    };
    let types = source("statics");
    let types = types.lines().filter_map(|line| line.trim_start().split_once(" = \"").map(|(name, _)| name.to_owned()));
    let objects = source("singletons");
    let objects = objects.lines().filter_map(|line| line.strip_prefix("pub static ")?.split_once(':'));
    let others = std::iter::once("_Py_CheckRecursionLimit".to_owned());
    types.chain(objects.map(|(name, _)| name.to_owned())).chain(others).collect()
}

#[test]
fn the_dynamic_symbols_are_the_api() {
    let output = Command::new("nm").args(["-D", "--defined-only", env!("CARGO_BIN_EXE_pyston")]).output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no nm here");
        return;
    };
    let text = String::from_utf8(output.stdout).expect("names are ASCII");
    let found: BTreeSet<String> =
        text.lines().filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect();
    let declared = pyston_capi::TABLE.concat().into_iter().map(str::to_owned);
    let expected: BTreeSet<String> = declared.chain(statics()).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    let surplus: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing {missing:?}, surplus {surplus:?}");
}
