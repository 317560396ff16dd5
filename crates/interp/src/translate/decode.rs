//! Decoding of wordcode: instructions with their full arguments, jump targets, leaders.

use hashbrown::{HashMap, HashSet};

use pyston_opcode::cpython::{ArgKind, Opcode};

use super::{BadCode, Input};

/// A bytecode instruction with its `EXTENDED_ARG` prefixes folded in.
#[derive(Clone, Copy, Debug)]
pub struct Bytecode {
    /// Where the first prefix stands: what jumps target and `f_lasti` shows.
    pub start: u32,
    /// Where the instruction itself stands: what relative jumps count from.
    pub offset: u32,
    pub opcode: Opcode,
    pub arg: u32,
    /// Index of the instruction jumped to.
    pub target: Option<usize>,
}

pub struct Program {
    pub code: Vec<Bytecode>,
    /// Instructions that some jump or handler targets.
    pub leaders: HashSet<usize>,
    /// Handlers that are also entered by falling into them or by `CALL_FINALLY`.
    pub finally_handlers: HashSet<usize>,
}

pub fn decode(input: &Input<'_>) -> Result<Program, BadCode> {
    let bytes = input.bytecode;
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return Err(BadCode("bytecode of odd length".into()));
    }
    let mut code = Vec::with_capacity(bytes.len() / 2);
    let (mut prefix, mut start) = (0u32, None);
    for (index, word) in bytes.chunks_exact(2).enumerate() {
        let offset = index as u32 * 2;
        let opcode =
            Opcode::from_u8(word[0]).ok_or_else(|| BadCode::at(offset, format!("unknown opcode {}", word[0])))?;
        let arg = prefix << 8 | u32::from(word[1]);
        let first = *start.get_or_insert(offset);
        if opcode == Opcode::ExtendedArg {
            prefix = arg;
            continue;
        }
        check_argument(input, offset, opcode, arg)?;
        code.push(Bytecode { start: first, offset, opcode, arg, target: None });
        (prefix, start) = (0, None);
    }
    if start.is_some() {
        return Err(BadCode("bytecode ends in EXTENDED_ARG".into()));
    }
    resolve_jumps(code)
}

fn check_argument(input: &Input<'_>, offset: u32, opcode: Opcode, arg: u32) -> Result<(), BadCode> {
    if !input.may_yield && matches!(opcode, Opcode::YieldValue | Opcode::YieldFrom) {
        return Err(BadCode::at(offset, "a function that is no generator yields"));
    }
    let limit = match opcode.arg_kind() {
        ArgKind::Const => input.n_consts,
        ArgKind::Name => input.n_names,
        ArgKind::Local => input.n_locals,
        ArgKind::Free => input.n_cells + input.n_free,
        ArgKind::Compare => 11,
        _ => return Ok(()),
    };
    if (arg as usize) < limit { Ok(()) } else { Err(BadCode::at(offset, format!("argument {arg} out of range"))) }
}

fn resolve_jumps(mut code: Vec<Bytecode>) -> Result<Program, BadCode> {
    // A jump may target an instruction or its first prefix.
    let mut by_offset: HashMap<u32, usize> = HashMap::new();
    for (index, instr) in code.iter().enumerate() {
        by_offset.insert(instr.start, index);
        by_offset.insert(instr.offset, index);
    }
    let (mut leaders, mut finally_handlers) = (HashSet::new(), HashSet::new());
    for index in 0..code.len() {
        let instr = code[index];
        let to = match instr.opcode.arg_kind() {
            ArgKind::JumpAbs => instr.arg,
            ArgKind::JumpRel => instr.offset + 2 + instr.arg,
            _ => continue,
        };
        let target = *by_offset.get(&to).ok_or_else(|| BadCode::at(instr.offset, format!("jump to {to}")))?;
        code[index].target = Some(target);
        leaders.insert(target);
        let setup = matches!(instr.opcode, Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith);
        let falls_in = target > 0 && code[target - 1].opcode == Opcode::BeginFinally;
        if instr.opcode == Opcode::CallFinally || (setup && falls_in) {
            finally_handlers.insert(target);
        }
        if instr.opcode == Opcode::CallFinally && index + 1 < code.len() {
            leaders.insert(index + 1);
        }
    }
    Ok(Program { code, leaders, finally_handlers })
}
