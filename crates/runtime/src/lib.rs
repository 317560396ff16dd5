//! The runtime: frames, code objects, functions, generators, import, `sys`, threads, start-up.
//!
//! **Architecture Invariant**: the interpreter is above this crate and installs itself in [`eval`].

pub mod asyncgen;
pub mod awaitable;
pub mod breaker;
pub mod cell;
pub mod code;
pub mod eval;
pub mod frame;
pub mod function;
pub mod generator;
pub mod traceback;
