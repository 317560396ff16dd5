//! The runtime: frames, code objects, functions, generators, import, `sys`, threads, start-up.
//!
//! **Architecture Invariant**: the interpreter is above this crate and installs itself in [`eval`].

pub mod asyncgen;
pub mod awaitable;
pub mod breaker;
pub mod cell;
pub mod code;
mod code_key;
mod context;
pub mod eval;
mod finalize;
pub mod frame;
pub mod function;
pub mod generator;
pub mod locals;
pub mod traceback;
pub mod types;
