//! Trees, errors and warnings of the front end against what CPython 3.8 gave for the same sources.
//!
//! `front_expected.tsv` is made by `front_generate.py`: mode, flags, source in hexadecimal, and
//! CPython's answer in the format of [`dump`], line ends escaped.

#[path = "front/dump/mod.rs"]
mod dump;

use std::process::Command;

use pyston_compiler::parse::{Mode, ParseOptions, parse};

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).expect("hexadecimal")).collect()
}

#[test]
fn answers_are_those_of_cpython() {
    let data = include_str!("front_expected.tsv");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in data.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let source = unhex(fields[2]);
        let expected = fields[3].replace("\\n", "\n").replace("\\b", "\\");
        let found = dump::answer(&source, fields[0], fields[1], "<f>");
        count += 1;
        if found != expected {
            wrong.push(format!("{:?}\n  found    {found}\n  expected {expected}", String::from_utf8_lossy(&source)));
        }
    }
    assert!(count > 1000, "the data file is complete");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn deep_sources_are_refused_or_parsed_but_never_crash() {
    let nested: [(&str, &str, &str); 8] = [
        ("1+", "1", ""),
        ("a.b.c().d[1].", "e", ""),
        ("not ", "a", ""),
        ("(", "a", ")"),
        ("[", "", "]"),
        ("lambda:", "a", ""),
        ("a if b else ", "c", ""),
        ("f\"{", "a", "}\""),
    ];
    for (open, middle, close) in nested {
        for times in [10, 97, 1000, 3000, 50_000] {
            let source = [open.repeat(times), middle.to_string(), close.repeat(times)].concat();
            assert!(!dump::answer(source.as_bytes(), "exec", "-", "<f>").is_empty());
        }
    }
    let chain = format!("if a: pass\n{}", "elif b: pass\n".repeat(50_000));
    assert!(dump::answer(chain.as_bytes(), "exec", "-", "<f>").starts_with("ERROR RecursionError"));
}

/// The deepest trees that are made can be dropped on a small stack.
#[test]
fn deepest_trees_are_dropped() {
    for source in [
        "1+".repeat(9_900) + "1",
        "a".to_string() + &".b".repeat(4_900),
        "if a: pass\n".to_string() + &"elif b: pass\n".repeat(9_900),
    ] {
        let options = ParseOptions::new("<f>", Mode::Exec);
        let tree = parse(source.as_bytes(), &options, &mut Vec::new());
        assert!(tree.is_ok());
    }
}

#[test]
fn arbitrary_bytes_get_an_answer() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let pieces: &[&[u8]] = &[
        b"(",
        b")",
        b"[",
        b"]",
        b"{",
        b"}",
        b"'",
        b"\"",
        b"\"\"\"",
        b"f'",
        b"\\",
        b"\n",
        b"  ",
        b"\t",
        b"\x0c",
        b"\r",
        b"#",
        b"x",
        b"def ",
        b"if ",
        b":",
        b"=",
        b":=",
        b"\xff",
        b"\xc3\xa9",
        b"0",
        b"1_",
        b".",
        b"\\N{",
        b"!",
        b"*",
        b"lambda ",
        b",",
    ];
    for _ in 0..20_000 {
        let source: Vec<u8> =
            (0..random(25)).flat_map(|_| pieces[random(pieces.len() as u64) as usize].iter().copied()).collect();
        for mode in ["exec", "single", "eval", "func_type"] {
            assert!(!dump::answer(&source, mode, "t", "<f>").is_empty());
        }
    }
}

/// The comparison over a whole library needs CPython 3.8: `PYSTON_CPYTHON38` names its executable.
#[test]
fn library_trees_are_those_of_cpython() {
    let Ok(python) = std::env::var("PYSTON_CPYTHON38") else {
        eprintln!("skipped: PYSTON_CPYTHON38 names no CPython 3.8");
        return;
    };
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/front_compare.py");
    let executable = std::env::current_exe().expect("own path");
    let dump_ast = executable.parent().and_then(|deps| deps.parent()).expect("target folder").join("examples/dump_ast");
    let library = Command::new(&python).args(["-c", "import os; print(os.path.dirname(os.__file__))"]).output();
    let library = String::from_utf8(library.expect("python runs").stdout).expect("a path");
    let status = Command::new(&python).arg(program).arg(dump_ast).args(["trees", library.trim()]).status();
    assert!(status.expect("comparison runs").success());
}
