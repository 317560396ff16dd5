//! Every name that is declared here is one of Python's, of its kind, and stands once.

use std::collections::{HashMap, HashSet};

/// Name, kind (`function` or `data`), and the prototype, of every symbol of `libpython3.8.so`.
fn known() -> HashMap<String, (String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/capi-symbols.tsv");
    let text = std::fs::read_to_string(path).expect("the table of symbols");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let column = |name: &str| header.iter().position(|known| *known == name).expect("a column");
    let (symbol, kind, prototype) = (column("symbol"), column("kind"), column("prototype"));
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        (fields[symbol].to_owned(), (fields[kind].to_owned(), fields[prototype].to_owned()))
    };
    lines.map(row).collect()
}

#[test]
fn names_are_pythons() {
    let known = known();
    let mut seen = HashSet::new();
    for name in pyston_capi::TABLE.concat() {
        let Some((kind, _)) = known.get(name) else { panic!("{name} is no symbol of Python 3.8") };
        let expected = if name.starts_with("PyExc_") { "data" } else { "function" };
        assert_eq!(kind, expected, "{name}");
        assert!(seen.insert(name), "{name} is declared twice");
    }
    assert!(seen.len() > 400, "only {} names", seen.len());
}
