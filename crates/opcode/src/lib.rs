//! Instruction tables: CPython 3.8 bytecode and pyston's register code.

pub mod cpython;
pub mod regcode;
