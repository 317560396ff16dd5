//! Has the linker place the functions that a start runs side by side, and fix where the executable lies.
//!
//! The system brings files into memory in pieces of 64 KiB and more. A start runs a fifth of the executable's functions,
//! all over it; side by side they are a fifth of its memory, and of the time for that. `startup.order` (made by
//! `cargo xtask order`) names them, and behind them those of small programs, as patterns: the hashes of Rust's names
//! change with the compiler. Names that are no longer there do no harm. All others stand by what the profile says:
//! those that run often, sometimes, rarely.
//!
//! Tables full of addresses (types, methods) are as in the file if the executable lies where it was linked for: nothing
//! in them is to be adjusted at each start, and no page of them becomes the process's own.
//!
//! The C API is exported from the executable, and nothing else is: its functions and statics are those symbols whose
//! names begin with `Py` or `_Py`, as no name of Rust does.

use std::fmt::Write;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=startup.order");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") {
        let list = output("exports.list", "{ Py*; _Py*; };\n");
        println!("cargo::rustc-link-arg-bins=-Wl,--dynamic-list={}", list.display());
    }
    // The toolchain's own linker there, which knows the command.
    if !is("TARGET", "x86_64-unknown-linux-gnu") || !is("PROFILE", "release") {
        return;
    }
    let names = std::fs::read_to_string("startup.order").expect("startup.order");
    let script = output("startup.ld", &linker_script(&names));
    println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", script.display());
    println!("cargo::rustc-link-arg-bins=-no-pie");
}

/// A file for the linker.
fn output(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it")).join(name);
    std::fs::write(&path, text).expect("writing a file for the linker");
    path
}

/// A section before that of all other functions, each of which has a section of its name.
fn linker_script(names: &str) -> String {
    let mut script = String::from("SECTIONS { .text.startup_order : {\n");
    for name in names.lines() {
        writeln!(script, "*(.text.{name} .text.hot.{name} .text.unlikely.{name})").expect("writing to a string");
    }
    script.push_str("} .text.often : { *(.text.hot .text.hot.*) } } INSERT BEFORE .text;\n");
    script.push_str("SECTIONS { .text.rarely : { *(.text.unlikely .text.unlikely.*) } } INSERT AFTER .text;\n");
    script
}
