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

use std::cell::OnceCell;

use pyston_object::prelude::*;
use pyston_opcode::regcode::{Block, Instr, Op};
use pyston_runtime::code::Code;

use crate::trace::Tracing;
pub use flow::{Locals, contains};
pub use stack::Slot;

/// Register code of one code object.
pub struct RegCode {
    pub instrs: Box<[Instr]>,
    /// For each instruction the bytecode offset it comes from.
    pub offsets: Box<[u32]>,
    /// For each instruction its handler, see [`RegCode::handler`]; empty if there are no blocks.
    handlers: Box<[u32]>,
    pub blocks: Box<[Block]>,
    /// Locals, cells and free variables; temporaries follow.
    pub n_variables: u32,
    pub n_registers: u32,
    /// The number of parameters, if the code is that of a plain function: optimised, positional
    /// parameters only.
    pub simple_arguments: Option<u32>,
    /// Is this a tracing form?
    pub traces: bool,
    /// The tracing form, once the code was traced.
    pub tracing: OnceCell<Box<Tracing>>,
    /// Does a call give a generator or coroutine?
    pub is_suspended: bool,
    /// The number of parameters, if a call with that many positional arguments only has to put them, and
    /// the cells of the closure, into the registers of a frame; else [`u32::MAX`].
    pub plain_arguments: u32,
}

impl RegCode {
    /// The handler of an instruction: index + 1 into `blocks`, 0 for none.
    pub fn handler(&self, index: usize) -> u32 {
        self.handlers.get(index).copied().unwrap_or(0)
    }

    /// Makes the code ready to run: see [`Instr::link`].
    pub fn link(&mut self) {
        for instr in self.instrs.iter_mut().filter(|instr| instr.op != Op::Cache) {
            instr.link(self.n_registers);
        }
    }
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
    /// Is it the code of a generator or coroutine, which may yield?
    pub may_yield: bool,
}

/// What register code is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To run.
    Plain,
    /// The same code, and where it is at each bytecode instruction: to leave it there.
    Recorded,
    /// To run with an event at each bytecode instruction, where all values are in their registers.
    Traced,
}

/// The start of a bytecode instruction in register code.
#[derive(Clone, Debug)]
pub struct Point {
    /// Index of the instruction.
    pub pc: u32,
    /// What is in the slots of the value stack.
    pub slots: Vec<Slot>,
    /// The handler in force.
    pub handler: u32,
}

/// For each bytecode instruction where it starts, unless it became part of another.
pub type Points = Vec<Option<Point>>;

/// Code to translate that control comes to by a jump of a debugger only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    pub index: usize,
    pub depth: usize,
    pub handler: u32,
}

impl BadCode {
    fn raise(self, code: &Code) -> Raised {
        raise!(SystemError, "bad bytecode in {}: {}", code.name(), self.0)
    }
}

fn input_of(code: &Code) -> Input<'_> {
    use pyston_object::abi::flags::*;
    let flags = code.flags();
    Input {
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
        may_yield: flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) != 0,
    }
}

/// Translates a code object for tracing or to leave its plain form, with what is known of each bytecode
/// instruction.
pub fn translate_form(code: &Code, form: Form, roots: &[Root]) -> PyResult<Formed> {
    let input = input_of(code);
    let form = || {
        let program = decode::decode(&input)?;
        let bound = flow::bound_locals(&input, &program);
        let (code, points) = lower::lower(&input, &program, &bound, form, roots)?;
        let leaders = program.leaders.iter().enumerate().skip(usize::from(!program.is_start_targeted));
        let leaders = leaders.map(|(number, &index)| (index as usize, bound.at(number).map(<[u64]>::to_vec))).collect();
        let starts = program.code.iter().map(|instr| instr.start).collect();
        Ok(Formed { code, points, leaders, starts })
    };
    form().map_err(|bad: BadCode| bad.raise(code))
}

/// Register code with what is known of the bytecode.
pub struct Formed {
    pub code: RegCode,
    pub points: Points,
    /// Instructions that are jumped to, and the locals certainly bound there.
    pub leaders: Vec<(usize, Option<Locals>)>,
    /// Offsets of the bytecode instructions.
    pub starts: Vec<u32>,
}

/// Translates a code object.
///
/// # Errors
/// `SystemError` for bytecode that breaks the rules.
pub fn translate(code: &Code) -> PyResult<RegCode> {
    use pyston_object::abi::flags::*;
    let flags = code.flags();
    let input = input_of(code);
    let mut translated = translate_input(&input).map_err(|bad| bad.raise(code))?;
    let excluded = CO_VARARGS | CO_VARKEYWORDS;
    translated.is_suspended = input.may_yield;
    let is_optimised = flags & (CO_OPTIMIZED | CO_NEWLOCALS) == CO_OPTIMIZED | CO_NEWLOCALS;
    if is_optimised && flags & excluded == 0 && code.kwonlyargcount() == 0 {
        translated.simple_arguments = Some(code.argcount() as u32);
        if code.cellvars().is_empty() && !translated.is_suspended {
            translated.plain_arguments = code.argcount() as u32;
        }
    }
    Ok(translated)
}

/// Translates the parts of a code object.
pub fn translate_input(input: &Input<'_>) -> Result<RegCode, BadCode> {
    let program = decode::decode(input)?;
    let bound = flow::bound_locals(input, &program);
    lower::lower(input, &program, &bound, Form::Plain, &[]).map(|(code, _)| code)
}
