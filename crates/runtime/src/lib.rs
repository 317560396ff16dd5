//! The runtime: frames, code objects, functions, generators, import, `sys`, threads, start-up.
//!
//! **Architecture Invariant**: the interpreter is above this crate and installs itself in [`eval`];
//! native modules are above it too and come in through [`inittab`].

pub mod ast;
pub mod asyncgen;
pub mod audit;
pub mod awaitable;
pub mod breaker;
pub mod builtins_module;
pub mod cell;
pub mod code;
mod code_key;
pub mod compile;
pub mod config;
pub(crate) mod embedded;
pub mod eval;
pub mod fatal;
mod finalize;
pub mod forking;
pub mod frame;
pub mod frame_locals;
pub mod frozen;
pub mod function;
pub mod generator;
pub mod gil;
pub mod imp;
pub mod import;
pub mod import_lock;
pub mod inittab;
pub mod lifecycle;
pub mod marshal;
pub mod native_importer;
pub mod quiet_end;
mod shutdown;
pub mod source_decoder;
pub mod source_lines;
mod startup_import;
mod std_printer;
mod streams;
mod super_context;
pub mod sys;
pub mod trace;
pub mod traceback;
pub mod types;
pub mod unicode_database;
mod unraisable;
pub mod warnings;
