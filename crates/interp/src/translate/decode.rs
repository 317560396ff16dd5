//! Decoding of wordcode: instructions with their full arguments, jump targets, leaders.
//!
//! Leaders (the first instruction and those that some jump or handler targets) are numbered in the order of the
//! bytecode; what translation knows of them stands in tables by that number.

use pyston_opcode::cpython::{ArgKind, Opcode};

use super::{BadCode, Input};

/// No instruction, no leader.
const NONE: u32 = u32::MAX;

/// How many kinds of arguments there are.
const KINDS: usize = ArgKind::JumpAbs as usize + 1;

/// A bytecode instruction with its `EXTENDED_ARG` prefixes folded in.
#[derive(Clone, Copy, Debug)]
pub struct Bytecode {
    /// Where the first prefix stands: what jumps target and `f_lasti` shows.
    pub start: u32,
    /// Where the instruction itself stands: what relative jumps count from.
    pub offset: u32,
    pub arg: u32,
    target: u32,
    leader: u32,
    pub opcode: Opcode,
    /// Is it a handler that is also entered by falling into it or by `CALL_FINALLY`?
    pub is_finally: bool,
}

impl Bytecode {
    /// Index of the instruction jumped to.
    pub fn target(&self) -> Option<usize> {
        (self.target != NONE).then_some(self.target as usize)
    }

    /// The instruction's number if it is a leader.
    pub fn leader(&self) -> Option<usize> {
        (self.leader != NONE).then_some(self.leader as usize)
    }
}

pub struct Program {
    pub code: Vec<Bytecode>,
    /// Indices of the leaders, ascending.
    pub leaders: Vec<u32>,
    /// Does something jump to the first instruction?
    pub is_start_targeted: bool,
}

pub fn decode(input: &Input<'_>) -> Result<Program, BadCode> {
    let bytes = input.bytecode;
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return Err(BadCode("bytecode of odd length".into()));
    }
    let mut code = Vec::with_capacity(bytes.len() / 2);
    let (limits, mut jumps) = (limits(input), Vec::new());
    let (mut prefix, mut start) = (0u32, NONE);
    for (index, word) in bytes.chunks_exact(2).enumerate() {
        let offset = index as u32 * 2;
        let opcode =
            Opcode::from_u8(word[0]).ok_or_else(|| BadCode::at(offset, format!("unknown opcode {}", word[0])))?;
        let arg = prefix << 8 | u32::from(word[1]);
        if start == NONE {
            start = offset;
        }
        if opcode == Opcode::ExtendedArg {
            prefix = arg;
            continue;
        }
        let kind = opcode.arg_kind();
        if matches!(kind, ArgKind::JumpAbs | ArgKind::JumpRel) {
            jumps.push(code.len() as u32);
        } else if arg as usize >= limits[kind as usize] {
            return Err(BadCode::at(offset, format!("argument {arg} out of range")));
        } else if !input.may_yield && matches!(opcode, Opcode::YieldValue | Opcode::YieldFrom) {
            return Err(BadCode::at(offset, "a function that is no generator yields"));
        }
        code.push(Bytecode { start, offset, arg, target: NONE, leader: NONE, opcode, is_finally: false });
        (prefix, start) = (0, NONE);
    }
    if start != NONE {
        return Err(BadCode("bytecode ends in EXTENDED_ARG".into()));
    }
    resolve_jumps(code, &jumps, bytes.len())
}

/// For each kind of argument the first number that is out of range.
fn limits(input: &Input<'_>) -> [usize; KINDS] {
    let mut limits = [usize::MAX; KINDS];
    limits[ArgKind::Const as usize] = input.n_consts;
    limits[ArgKind::Name as usize] = input.n_names;
    limits[ArgKind::Local as usize] = input.n_locals;
    limits[ArgKind::Free as usize] = input.n_cells + input.n_free;
    limits[ArgKind::Compare as usize] = 11;
    limits
}

/// For each word of the bytecode the instruction that a jump there means: it may target an instruction or its first
/// prefix.
fn instructions_by_word(code: &[Bytecode], words: usize) -> Vec<u32> {
    let mut by_word = vec![NONE; words];
    for (index, instr) in code.iter().enumerate() {
        by_word[instr.start as usize / 2] = index as u32;
        by_word[instr.offset as usize / 2] = index as u32;
    }
    by_word
}

fn resolve_jumps(mut code: Vec<Bytecode>, jumps: &[u32], length: usize) -> Result<Program, BadCode> {
    if jumps.is_empty() {
        code[0].leader = 0;
        return Ok(Program { code, leaders: vec![0], is_start_targeted: false });
    }
    let by_word = instructions_by_word(&code, length / 2);
    let mut leaders = Vec::with_capacity(jumps.len() + 1);
    for index in jumps.iter().map(|&index| index as usize) {
        let instr = code[index];
        let is_absolute = instr.opcode.arg_kind() == ArgKind::JumpAbs;
        let to = u64::from(instr.arg) + if is_absolute { 0 } else { u64::from(instr.offset) + 2 };
        let target = by_word.get(to as usize / 2).copied().filter(|&target| target != NONE && to % 2 == 0);
        let target = target.ok_or_else(|| BadCode::at(instr.offset, format!("jump to {to}")))?;
        code[index].target = target;
        leaders.push(target);
        let setup = matches!(instr.opcode, Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith);
        let falls_in = target > 0 && code[target as usize - 1].opcode == Opcode::BeginFinally;
        if instr.opcode == Opcode::CallFinally || (setup && falls_in) {
            code[target as usize].is_finally = true;
        }
        if instr.opcode == Opcode::CallFinally && index + 1 < code.len() {
            leaders.push(index as u32 + 1);
        }
    }
    let is_start_targeted = leaders.contains(&0);
    leaders.push(0);
    leaders.sort_unstable();
    leaders.dedup();
    for (number, &index) in leaders.iter().enumerate() {
        code[index as usize].leader = number as u32;
    }
    Ok(Program { code, leaders, is_start_targeted })
}
