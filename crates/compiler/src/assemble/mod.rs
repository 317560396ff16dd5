//! From basic blocks to a code object: order of blocks, jump offsets, line table, stack size, then
//! the peephole pass over the finished bytes.
//!
//! **Invariant**: as in CPython the stack size is that of the blocks before the peephole pass, and
//! jump offsets are found by repeating until no instruction changes its size.

mod layout;
mod lnotab;
mod peephole;
mod stack_depth;
mod wordcode;

use pyston_opcode::cpython::Opcode;

use crate::code::{Code, Const};
use crate::codegen::Unit;
use crate::options::{PYCF_ALLOW_TOP_LEVEL_AWAIT, PYCF_MASK};
use crate::symtable::{Block, BlockKind, SymbolTable};
use crate::wstr::WStr;

const CO_OPTIMIZED: u32 = 0x1;
const CO_NEWLOCALS: u32 = 0x2;
const CO_VARARGS: u32 = 0x4;
const CO_VARKEYWORDS: u32 = 0x8;
const CO_NESTED: u32 = 0x10;
const CO_GENERATOR: u32 = 0x20;
const CO_NOFREE: u32 = 0x40;
const CO_COROUTINE: u32 = 0x80;
const CO_ASYNC_GENERATOR: u32 = 0x200;

/// Finishes a unit. `compiler_flags` are the inherited ones; without `add_none` the value on the
/// stack is returned at the end instead of `None`.
pub(crate) fn assemble(
    mut unit: Unit,
    symtable: &SymbolTable,
    compiler_flags: u32,
    filename: &WStr,
    add_none: bool,
) -> Code {
    finish_last_block(&mut unit, add_none);
    if unit.firstlineno == 0 {
        unit.firstlineno = match unit.blocks[0].instrs.first() {
            Some(instr) if instr.lineno != 0 => instr.lineno,
            _ => 1,
        };
    }
    let order = layout::order(&unit.blocks);
    layout::resolve_jumps(&mut unit.blocks, &order);
    let stacksize = stack_depth::stack_depth(&unit.blocks);
    let (code, lnotab) = emit(&unit, &order);
    let mut consts = unit.consts.into_list();
    let (code, lnotab) = peephole::optimize(code, lnotab, &mut consts);

    let nlocals = unit.varnames.len();
    let mut flags = code_flags(symtable.block(unit.block), compiler_flags);
    if unit.cellvars.len() == 0 && unit.freevars.len() == 0 {
        flags |= CO_NOFREE;
    }
    Code {
        argcount: unit.argcount,
        posonlyargcount: unit.posonlyargcount,
        kwonlyargcount: unit.kwonlyargcount,
        nlocals,
        stacksize,
        flags,
        code,
        consts,
        names: unit.names.into_list(),
        varnames: unit.varnames.into_list(),
        freevars: unit.freevars.into_list(),
        cellvars: unit.cellvars.into_list(),
        filename: filename.clone(),
        name: unit.name,
        firstlineno: unit.firstlineno,
        lnotab,
    }
}

/// Makes the last block return. Only a `return` in the very block counts, however unreachable.
fn finish_last_block(unit: &mut Unit, add_none: bool) {
    let current = unit.current;
    if unit.block(current).returns {
        return;
    }
    let label = unit.new_label();
    unit.use_next(label);
    if add_none {
        let none = unit.consts.add(Const::None);
        unit.push(Opcode::LoadConst, none, None);
    }
    unit.push(Opcode::ReturnValue, 0, None);
}

fn emit(unit: &Unit, order: &[u32]) -> (Vec<u8>, Vec<u8>) {
    let mut code = Vec::new();
    let mut lines = lnotab::Lines::new(unit.firstlineno);
    for &at in order {
        for instr in &unit.blocks[at as usize].instrs {
            if instr.lineno != 0 {
                lines.add(code.len(), instr.lineno);
            }
            wordcode::push(&mut code, instr.op, instr.arg);
        }
    }
    (code, lines.finish())
}

fn code_flags(block: &Block, compiler_flags: u32) -> u32 {
    let mut flags = compiler_flags & PYCF_MASK;
    if block.kind == BlockKind::Function {
        flags |= CO_NEWLOCALS | CO_OPTIMIZED;
        flags |= match (block.generator, block.coroutine) {
            (true, false) => CO_GENERATOR,
            (false, true) => CO_COROUTINE,
            (true, true) => CO_ASYNC_GENERATOR,
            (false, false) => 0,
        };
        let set_if = |set: bool, flag: u32| if set { flag } else { 0 };
        flags |= set_if(block.nested, CO_NESTED)
            | set_if(block.varargs, CO_VARARGS)
            | set_if(block.varkeywords, CO_VARKEYWORDS);
    }
    let awaits_at_top = compiler_flags & PYCF_ALLOW_TOP_LEVEL_AWAIT != 0 && block.kind == BlockKind::Module;
    if awaits_at_top && block.coroutine && !block.generator {
        flags |= CO_COROUTINE;
    }
    flags
}
