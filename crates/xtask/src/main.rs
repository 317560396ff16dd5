//! Developer commands: bless, conformance, comparison, tidy.
fn main() {}
