//! Has the linker place the functions that a start runs side by side.
//!
//! The system brings files into memory in pieces of 64 KiB. A start runs a fifth of the executable's functions, all
//! over it; side by side they are a fifth of its memory, and of the time for that. `startup.order` (made by
//! `cargo xtask order`) names them; names that are no longer there do no harm. For the same reason the table of
//! addresses that the system adjusts is packed, where the C library understands that.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=startup.order");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    // The toolchain's own linker there, which knows the option.
    if !is("TARGET", "x86_64-unknown-linux-gnu") || !is("PROFILE", "release") {
        return;
    }
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/startup.order");
    println!("cargo::rustc-link-arg-bins=-Wl,--symbol-ordering-file={order}");
    println!("cargo::rustc-link-arg-bins=-Wl,--no-warn-symbol-ordering");
    if has_packed_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Is it glibc 2.36 or newer? The script runs where the executable is built for.
fn has_packed_relocations() -> bool {
    let output = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let version = text.trim().strip_prefix("glibc ").unwrap_or_default();
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (2, 36)
}
