//! The pyston executable.
fn main() {}
