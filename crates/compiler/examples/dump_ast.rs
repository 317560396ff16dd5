//! Prints abstract trees for comparison with CPython's (`tests/front_compare.py` drives it).
//!
//! With file names as arguments: their trees. Without: a server. Each line of standard input is
//! `MODE FLAGS F PATH` or `MODE FLAGS H HEX-SOURCE`; the answer is a length line and the dump.

#[path = "../tests/front/dump/mod.rs"]
mod dump;

use std::io::{BufRead, Write};

use dump::answer;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        serve();
    }
    for path in paths {
        let source = std::fs::read(&path).expect("readable file");
        println!("{}", answer(&source, "exec", "-", &path));
    }
}

fn serve() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("text on standard input");
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let source = match parts[2] {
            "F" => std::fs::read(parts[3]).expect("readable file"),
            _ => (0..parts[3].len() / 2)
                .map(|at| u8::from_str_radix(&parts[3][at * 2..at * 2 + 2], 16).expect("hex"))
                .collect(),
        };
        let text = answer(&source, parts[0], parts[1], "<f>");
        write!(out, "{}\n{}", text.len(), text).and_then(|()| out.flush()).expect("open standard output");
    }
}
