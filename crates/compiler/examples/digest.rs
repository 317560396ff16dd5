//! Digests of what the compiler makes of Python files, line for line comparable with those that a
//! CPython 3.8 gives under `PYTHONHASHSEED=0`.
//!
//!     cargo run -p pyston-compiler --example digest -- OUT DIR...
//!
//! A line is the path, a tab and the SHA-256 (cut to 24 digits) of the marshalled code, version 2,
//! or the error. With `--dump FILE` as OUT the marshal data of one file goes to stdout instead. The
//! environment variable `OPTIMIZE` gives the level (0, 1 or 2).

#[path = "support/set_order.rs"]
mod set_order;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use pyston_compiler::options::CompileOptions;
use pyston_compiler::parse::{Mode, ParseOptions};
use pyston_compiler::syntax_error::{SyntaxError, legacy_statement_hint};
use pyston_compiler::{compile, marshal};
use sha2::{Digest, Sha256};

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, dirs @ ..] = args.as_slice() else {
        eprintln!("usage: digest OUT DIR... | digest --dump FILE");
        std::process::exit(2);
    };
    if out == "--dump" {
        for file in dirs {
            let path = Path::new(file);
            match compiled(path, &fs::read(path)?) {
                Ok(bytes) => std::io::stdout().write_all(&bytes)?,
                Err(error) => eprintln!("{error}"),
            }
        }
        return Ok(());
    }
    let mut lines = String::new();
    for dir in dirs {
        for path in python_files(Path::new(dir))? {
            lines.push_str(&format!("{}\t{}\n", path.display(), digest(&path)?));
        }
    }
    fs::write(out, lines)
}

/// Files first, then folders, both sorted: the order of `os.walk`.
fn python_files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    entries.sort();
    let (dirs, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> =
        files.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "py")).collect();
    for dir in dirs.iter().filter(|dir| !dir.is_symlink()) {
        found.extend(python_files(dir)?);
    }
    Ok(found)
}

fn compiled(path: &Path, source: &[u8]) -> Result<Vec<u8>, SyntaxError> {
    let name = path.to_string_lossy();
    let parse_options = ParseOptions::new(&name, Mode::Exec);
    let mut options = CompileOptions::new(name.as_ref().into());
    options.optimize = std::env::var("OPTIMIZE").ok().and_then(|level| level.parse().ok()).unwrap_or(0);
    let mut code = compile(source, &parse_options, &options, &mut Vec::new())?;
    set_order::order_sets(&mut code);
    Ok(marshal::dumps(&code, 2).expect("a code tree can be marshalled"))
}

fn digest(path: &Path) -> std::io::Result<String> {
    let source = fs::read(path)?;
    Ok(match compiled(path, &source) {
        Ok(bytes) => {
            let hash = Sha256::digest(&bytes);
            hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
        }
        Err(error) => describe(&error, &source),
    })
}

/// The error as the comparison script prints it: the line is taken from the file where the compiler
/// leaves that to the runtime.
fn describe(error: &SyntaxError, source: &[u8]) -> String {
    let text = error.text.as_ref().map(|text| text.to_string()).or_else(|| {
        let line = (error.lineno as usize).checked_sub(1)?;
        let line = source.split_inclusive(|&byte| byte == b'\n').nth(line)?;
        String::from_utf8(line.to_vec()).ok()
    });
    let hint = text.as_deref().and_then(legacy_statement_hint);
    let number = |value: Option<u32>| value.map_or("None".to_string(), |value| value.to_string());
    let text = text.map_or("None".to_string(), |text| repr(&text));
    let msg = hint.unwrap_or_else(|| error.msg.clone());
    format!("{} {msg}|{}|{}|{text}", error.kind.name(), error.lineno, number(error.offset))
}

/// Python's `repr` of text without exotic characters.
fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}
