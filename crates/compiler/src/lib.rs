//! Python 3.8 source to CPython 3.8 bytecode.
//!
//! source bytes → source module (decoding, lines) → rustpython-parser → lowering to [`ast`] → checks →
//! symbol table → optimiser → code generation → [`code::Code`].
//!
//! **Invariant**: the result equals CPython 3.8's bit for bit; a source that CPython rejects is
//! rejected with the same message, line, offset and text.

pub mod ast;
pub mod check;
pub mod code;
pub mod grammar;
pub mod parse;
pub mod source;
pub mod syntax_error;
pub mod wstr;
