//! Macros that declare built-in types, functions and modules.
