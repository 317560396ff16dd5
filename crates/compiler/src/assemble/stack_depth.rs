//! `co_stacksize`: the deepest stack over all paths through the blocks.

use pyston_opcode::cpython::Opcode;

use crate::codegen::BasicBlock;

struct Depths {
    /// Depth at the start of each block, once known.
    start: Vec<Option<i32>>,
    work: Vec<u32>,
}

impl Depths {
    fn reach(&mut self, block: u32, depth: i32) {
        let start = &mut self.start[block as usize];
        if start.is_none_or(|known| known < depth) {
            *start = Some(depth);
            self.work.push(block);
        }
    }
}

/// The depth that the code needs. A `finally` reached by `CALL_FINALLY` is entered through its
/// `SETUP_FINALLY`, which needs at least as much.
pub(super) fn stack_depth(blocks: &[BasicBlock]) -> u32 {
    let mut depths = Depths { start: vec![None; blocks.len()], work: Vec::new() };
    depths.reach(0, 0);
    let mut deepest = 0;
    while let Some(at) = depths.work.pop() {
        let block = &blocks[at as usize];
        let mut depth = depths.start[at as usize].unwrap_or(0);
        let mut falls_through = true;
        for instr in &block.instrs {
            let after = depth + instr.op.stack_effect(instr.arg, false);
            deepest = deepest.max(after);
            if let Some(target) = instr.target {
                let at_target = depth + instr.op.stack_effect(instr.arg, true);
                deepest = deepest.max(at_target);
                if instr.op != Opcode::CallFinally {
                    depths.reach(target.0, at_target);
                }
            }
            depth = after;
            if matches!(
                instr.op,
                Opcode::JumpAbsolute | Opcode::JumpForward | Opcode::ReturnValue | Opcode::RaiseVarargs
            ) {
                falls_through = false;
                break;
            }
        }
        if let Some(next) = block.next
            && falls_through
        {
            depths.reach(next.0, depth);
        }
    }
    deepest as u32
}
