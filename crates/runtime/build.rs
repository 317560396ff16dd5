//! Compiles the library's modules that every start imports, so that the executable has their code in it.
//!
//! Writes `startup.bin`, their marshal data one after the other, and `startup.rs`, the table of them with size and
//! time of the sources: a source that differs later is compiled from its file, as any other.

use std::fmt::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use pyston_compiler::options::CompileOptions;
use pyston_compiler::parse::{Mode, ParseOptions};
use pyston_compiler::wstr::WStr;

/// Module names and files below the library's folder, in the order of their import.
const MODULES: &[(&str, &str)] = &[
    ("_frozen_importlib", "importlib/_bootstrap.py"),
    ("_frozen_importlib_external", "importlib/_bootstrap_external.py"),
    ("zipimport", "zipimport.py"),
    ("encodings", "encodings/__init__.py"),
    ("codecs", "codecs.py"),
    ("encodings.aliases", "encodings/aliases.py"),
    ("encodings.utf_8", "encodings/utf_8.py"),
    ("io", "io.py"),
    ("abc", "abc.py"),
    ("site", "site.py"),
    ("os", "os.py"),
    ("stat", "stat.py"),
    ("_collections_abc", "_collections_abc.py"),
    ("posixpath", "posixpath.py"),
    ("genericpath", "genericpath.py"),
    ("_sitebuiltins", "_sitebuiltins.py"),
    ("_bootlocale", "_bootlocale.py"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Where the tree is now: cargo keeps this program when the tree is moved.
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let library = package.join("../../stdlib");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let (mut data, mut table) = (Vec::new(), String::from("&[\n"));
    for (name, file) in MODULES {
        let path = library.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        let metadata = std::fs::metadata(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let start = data.len();
        data.extend(compiled(&path));
        writeln!(
            table,
            "    Entry {{ name: {name:?}, file: {file:?}, size: {}, modified: {}, start: {start}, end: {} }},",
            metadata.len(),
            metadata.mtime(),
            data.len(),
        )
        .expect("writing to a string");
    }
    table.push_str("]\n");
    std::fs::write(out.join("startup.bin"), data).expect("writing the code");
    std::fs::write(out.join("startup.rs"), table).expect("writing the table");
}

/// The marshal data of a file's code. The file name in it is empty: it is set when the code is used.
fn compiled(path: &Path) -> Vec<u8> {
    let source = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut parse = ParseOptions::new("", Mode::Exec);
    parse.decoder = pyston_compiler::source::decode;
    let options = CompileOptions::new(WStr::from_wtf8(b""));
    let code = pyston_compiler::compile(&source, &parse, &options, &mut Vec::new())
        .unwrap_or_else(|error| panic!("{}:{}: {}", path.display(), error.lineno, error.msg));
    pyston_compiler::marshal::dumps(&code, 4).expect("a code tree can be marshalled")
}
