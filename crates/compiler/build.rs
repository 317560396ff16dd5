//! Makes the parse table of the grammar's text: `grammar.rs`, which `src/grammar/mod.rs` takes in.

use std::fmt::Write;
use std::path::PathBuf;

#[expect(dead_code, reason = "the compiler uses more of these modules")]
#[path = "src/grammar"]
mod grammar {
    pub mod action;
    pub mod automaton;
    pub mod symbol;
    pub mod table;
    pub mod text;
    pub mod token;
}

use grammar::action::Action;
use grammar::table::Table;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/grammar");
    let table = Table::build();
    let mut text = String::new();
    let mut put = |line: std::fmt::Arguments<'_>| text.write_fmt(line).expect("writing to a string");
    put(format_args!("static START: &[u16] = &{:?};\n", table.start));
    put(format_args!("static EXPECTED: &[Option<Terminal>] = &{:?};\n", table.expected));
    put(format_args!("static ENDS: &[Ending] = &["));
    table.ends.iter().for_each(|ending| put(format_args!("Ending::{ending:?}, ")));
    put(format_args!("];\nstatic ACTIONS: &[[Action; N_TERMINALS]] = &[\n"));
    for row in &table.actions {
        put(format_args!("["));
        for action in row {
            match action {
                Action::None => put(format_args!("N,")),
                Action::Shift(state) => put(format_args!("S({state}),")),
                Action::Push(symbol, state) => put(format_args!("P({symbol},{state}),")),
            }
        }
        put(format_args!("],\n"));
    }
    put(format_args!("];\nuse Action::{{None as N, Push as P, Shift as S}};\n"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("grammar.rs"), text).expect("writing the tables");
}
