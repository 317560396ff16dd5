//! The built-in types and functions.
