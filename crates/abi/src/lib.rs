//! The memory layouts of CPython 3.8: structs, flags and slot numbers, without behaviour.
