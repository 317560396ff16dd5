//! Python 3.8 source to CPython 3.8 bytecode.
//!
//! source bytes → source module (decoding, lines) → rustpython-parser → lowering to [`ast`] → checks →
//! optimiser → symbol table → code generation → [`code::Code`].
//!
//! **Invariant**: the result equals CPython 3.8's bit for bit; a source that CPython rejects is
//! rejected with the same message, line, offset and text.

mod assemble;
pub mod ast;
pub mod check;
pub mod code;
mod codegen;
mod deep;
pub mod future;
pub mod grammar;
pub mod marshal;
pub mod optimize;
pub mod options;
pub mod parse;
pub mod source;
pub mod symtable;
pub mod syntax_error;
pub mod unparse;
pub mod wstr;

use code::Code;
use options::CompileOptions;
use parse::ParseOptions;
use syntax_error::{SyntaxError, SyntaxWarning};

/// Compiles a source.
pub fn compile(
    source: &[u8],
    parse_options: &ParseOptions,
    options: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Code, SyntaxError> {
    let module = parse::parse(source, parse_options, warnings)?;
    compile_ast(module, options, warnings)
}

/// Compiles a tree that the checks have passed, or one that a program made.
pub fn compile_ast(
    mut module: ast::Mod,
    options: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Code, SyntaxError> {
    let depth = optimize::optimize(&mut module, options.optimize);
    let code = compile_optimized(&module, options, warnings);
    deep::drop_nested(module, depth);
    code
}

fn compile_optimized(
    module: &ast::Mod,
    options: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Code, SyntaxError> {
    let future = future::Future::of(module, &options.filename)?;
    let table = symtable::symtable(module, &options.filename, options.depth)?;
    codegen::generate(module, table, &future, options, warnings)
}
