//! Translation of CPython 3.8 bytecode to register code: decoding and verification, flow analysis,
//! emission.
//!
//! **Invariant**: whatever the bytes, the result is either register code whose register, constant,
//! name and jump operands are in range, or a `SystemError`. The value stack becomes temporaries; the
//! block stack becomes a static table of handlers.

mod decode;
mod emit;
mod flow;
mod lower;
mod stack;
#[cfg(test)]
mod tests;

use pyston_object::prelude::*;
use pyston_opcode::regcode::{Block, Instr};
use pyston_runtime::code::Code;

/// Register code of one code object.
pub struct RegCode {
    pub instrs: Vec<Instr>,
    /// For each instruction the bytecode offset it comes from.
    pub offsets: Vec<u32>,
    /// For each instruction its handler: index + 1 into `blocks`, 0 for none.
    pub handlers: Vec<u32>,
    pub blocks: Vec<Block>,
    /// Locals, cells and free variables; temporaries follow.
    pub n_variables: u32,
    pub n_registers: u32,
    /// The number of parameters, if the code is that of a plain function: optimised, positional
    /// parameters only, no cells of its own, not a generator.
    pub simple_arguments: Option<u32>,
}

/// Why bytes are not acceptable bytecode.
#[derive(Debug)]
pub struct BadCode(pub String);

impl BadCode {
    fn at(offset: u32, what: impl std::fmt::Display) -> BadCode {
        BadCode(format!("{what} at offset {offset}"))
    }
}

/// What translation reads of a code object.
pub struct Input<'a> {
    pub bytecode: &'a [u8],
    pub n_consts: usize,
    pub n_names: usize,
    pub n_locals: usize,
    pub n_cells: usize,
    pub n_free: usize,
    /// Locals bound at entry.
    pub n_arguments: usize,
    /// Arguments that move into cells at entry, and so are unbound as locals.
    pub cell_arguments: Vec<usize>,
    pub stacksize: usize,
}

/// Translates a code object.
///
/// # Errors
/// `SystemError` for bytecode that breaks the rules.
pub fn translate(code: &Code) -> PyResult<RegCode> {
    use pyston_object::abi::flags::*;
    let flags = code.flags();
    let input = Input {
        bytecode: code.bytecode().as_slice(),
        n_consts: code.consts().len(),
        n_names: code.names().len(),
        n_locals: code.nlocals(),
        n_cells: code.cellvars().len(),
        n_free: code.freevars().len(),
        n_arguments: code.argcount()
            + code.kwonlyargcount()
            + usize::from(flags & CO_VARARGS != 0)
            + usize::from(flags & CO_VARKEYWORDS != 0),
        cell_arguments: (0..code.cellvars().len()).filter_map(|cell| code.cell_argument(cell)).collect(),
        stacksize: code.stacksize(),
    };
    let mut translated = translate_input(&input)
        .map_err(|BadCode(what)| raise!(SystemError, "bad bytecode in {}: {what}", code.name()))?;
    let excluded = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    let is_optimised = flags & (CO_OPTIMIZED | CO_NEWLOCALS) == CO_OPTIMIZED | CO_NEWLOCALS;
    if is_optimised && flags & excluded == 0 && code.kwonlyargcount() == 0 && code.cellvars().is_empty() {
        translated.simple_arguments = Some(code.argcount() as u32);
    }
    Ok(translated)
}

/// Translates the parts of a code object.
pub fn translate_input(input: &Input<'_>) -> Result<RegCode, BadCode> {
    let program = decode::decode(input)?;
    let bound = flow::bound_locals(input, &program);
    lower::lower(input, &program, &bound)
}
