//! Compares every mirrored struct with `tests/data/layouts.tsv`, measured from CPython 3.8's headers.

use std::collections::HashMap;

#[test]
fn structs_have_cpythons_offsets_and_sizes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/layouts.tsv");
    let table = std::fs::read_to_string(path).expect("the layout table");
    let mut measured: HashMap<(&str, &str), usize> = HashMap::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let name = columns[0].trim_start_matches("struct ");
        let number = if columns[1] == "(sizeof)" { columns[3] } else { columns[2] };
        measured.insert((name, columns[1]), number.parse().expect("a number"));
    }
    let mut checked = 0;
    for layout in pyston_abi::all_layouts() {
        assert_eq!(measured.get(&(layout.name, "(sizeof)")), Some(&layout.size), "size of {}", layout.name);
        for (field, offset) in layout.fields {
            let field = field.trim_start_matches("r#");
            if field.starts_with("_unnamed_") {
                continue;
            }
            assert_eq!(measured.get(&(layout.name, field)), Some(offset), "{}.{field}", layout.name);
            checked += 1;
        }
        if layout.name == "_Py_HashSecret_t" {
            continue; // A union of views on the same bytes: only the bytes are mirrored.
        }
        let fields = measured.keys().filter(|key| key.0 == layout.name && !key.1.contains('.')).count() - 1;
        let named = layout.fields.iter().filter(|(field, _)| !field.starts_with("_unnamed_")).count();
        assert_eq!(fields, named, "fields of {}", layout.name);
    }
    let outer = "_PyRuntimeState";
    for (path, nested) in pyston_abi::PARTS {
        let layout = pyston_abi::runtime_state::part_layouts().iter().find(|layout| layout.name == *nested);
        let layout = layout.unwrap_or_else(|| panic!("no layout {nested}"));
        let start = measured[&(outer, *path)];
        for (field, offset) in layout.fields.iter().filter(|(field, _)| !field.starts_with("_unnamed_")) {
            let name = format!("{path}.{field}");
            let known = measured.iter().find(|(key, _)| key.0 == outer && key.1 == name).map(|(_, offset)| *offset);
            assert_eq!(known, Some(start + offset), "{outer}.{name}");
            checked += 1;
        }
    }
    assert!(checked > 550, "only {checked} fields checked");
}
