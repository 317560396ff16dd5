//! Order of the blocks in the code and offsets of jumps.

use super::wordcode::units;
use crate::codegen::BasicBlock;
use pyston_opcode::cpython::{ArgKind, Opcode};

/// The blocks that can be reached, in the order of the code: reverse postorder of a depth-first
/// walk that follows chains of `next` first and then the jumps, last block of the chain first.
pub(super) fn order(blocks: &[BasicBlock]) -> Vec<u32> {
    let mut walk = Walk { blocks, seen: vec![false; blocks.len()], postorder: Vec::new() };
    walk.run();
    walk.postorder.reverse();
    walk.postorder
}

struct Walk<'a> {
    blocks: &'a [BasicBlock],
    seen: Vec<bool>,
    postorder: Vec<u32>,
}

/// A block whose jumps are being followed, from instruction `at` on.
struct Visit {
    block: u32,
    at: usize,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut stack = Vec::new();
        self.push_chain(0, &mut stack);
        while let Some(visit) = stack.last_mut() {
            let instrs = &self.blocks[visit.block as usize].instrs;
            let target = instrs[visit.at..].iter().position(|instr| instr.target.is_some());
            match target {
                Some(found) => {
                    visit.at += found + 1;
                    let target = instrs[visit.at - 1].target.expect("found by its target");
                    self.push_chain(target.0, &mut stack);
                }
                None => {
                    self.postorder.push(visit.block);
                    stack.pop();
                }
            }
        }
    }

    /// Stacks a block and those laid out after it; the last one comes out first.
    fn push_chain(&mut self, start: u32, stack: &mut Vec<Visit>) {
        let mut next = Some(start);
        while let Some(block) = next.filter(|&block| !self.seen[block as usize]) {
            self.seen[block as usize] = true;
            stack.push(Visit { block, at: 0 });
            next = self.blocks[block as usize].next.map(|label| label.0);
        }
    }
}

/// Replaces the arguments of jumps by offsets. A longer argument makes the code longer, so this
/// repeats until the sizes hold still. Unreachable blocks keep offset 0 and take part.
pub(super) fn resolve_jumps(blocks: &mut [BasicBlock], order: &[u32]) {
    let mut offsets = vec![0u32; blocks.len()];
    loop {
        let mut total = 0;
        for &at in order {
            offsets[at as usize] = total;
            total += blocks[at as usize].instrs.iter().map(|instr| units(instr.arg) as u32).sum::<u32>();
        }
        if !resolve_once(blocks, &offsets) {
            break;
        }
    }
}

/// One round; says whether a jump changed its size.
fn resolve_once(blocks: &mut [BasicBlock], offsets: &[u32]) -> bool {
    let mut resized = false;
    for (at, block) in blocks.iter_mut().enumerate() {
        let mut position = offsets[at];
        for instr in &mut block.instrs {
            let size = units(instr.arg);
            position += size as u32;
            if let Some(target) = instr.target {
                let mut distance = offsets[target.0 as usize];
                if is_relative(instr.op) {
                    distance = distance.wrapping_sub(position);
                }
                instr.arg = distance.wrapping_mul(2);
                resized |= units(instr.arg) != size;
            }
        }
    }
    resized
}

fn is_relative(op: Opcode) -> bool {
    op.arg_kind() == ArgKind::JumpRel
}
