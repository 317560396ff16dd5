//! The regular expression engine behind `_sre`: runs the code that Python's
//! `sre_compile` produces, over str and bytes alike.
//!
//! Object-free and recursion-free: code words are validated and decoded once
//! into a [`Program`], then matched by a loop whose choice points live on a
//! heap stack, so neither a pattern nor a text can exhaust the native stack.
//! Capture groups follow CPython 3.8 in every detail, including marks that
//! failed attempts leave behind.
#![forbid(unsafe_code)]

mod charset;
mod count;
mod decode;
mod decode_info;
mod decode_set;
mod first;
mod frame;
mod interp;
mod matcher;
mod opcode;
mod position;
mod prefix;
mod program;
mod props;
mod repeat;
mod search;
mod state;
mod text;

pub use decode::InvalidCode;
pub use opcode::{CODESIZE, MAGIC, MAXGROUPS, MAXREPEAT};
pub use program::Program;
pub use props::{CharProps, ascii_iscased, ascii_tolower, unicode_iscased, unicode_tolower};
pub use search::{Scanner, fullmatch, match_, search};
pub use state::{Fault, State};
pub use text::Text;

/// Called now and then during a match; an error stops the match with
/// [`Fault::Interrupted`].
pub type Check<'c> = &'c mut dyn FnMut() -> Result<(), ()>;
