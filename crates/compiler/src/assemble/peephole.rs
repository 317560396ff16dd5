//! The peephole pass over finished bytecode: constant tuples, jumps to jumps, code after `return`.
//!
//! **Invariant**: what CPython 3.8's pass does and nothing more. Instructions are replaced by `NOP`s
//! in place, which a last step squeezes out while it moves jump targets and the line table. Works
//! on units (two bytes); "block" means a run of units that no jump enters.

use pyston_opcode::cpython::{ArgKind, Opcode};

use super::wordcode::{push_sized, units};
use crate::code::Const;

const NOP: u8 = Opcode::Nop as u8;
const EXTENDED_ARG: u8 = Opcode::ExtendedArg as u8;
const LOAD_CONST: u8 = Opcode::LoadConst as u8;
const RETURN_VALUE: u8 = Opcode::ReturnValue as u8;

struct Peephole<'a> {
    code: Vec<u8>,
    /// The block number of each unit.
    blocks: Vec<usize>,
    consts: &'a mut Vec<Const>,
}

/// Optimises; gives code and line table unchanged where CPython gives up.
pub(super) fn optimize(code: Vec<u8>, lnotab: Vec<u8>, consts: &mut Vec<Const>) -> (Vec<u8>, Vec<u8>) {
    // 255 bytes stand for an increment in several parts, which the last step cannot shorten.
    if lnotab.iter().step_by(2).any(|&bytes| bytes == 255) {
        return (code, lnotab);
    }
    let mut pass = Peephole { blocks: number_blocks(&code), code, consts };
    let original = pass.code.clone();
    pass.run();
    match pass.squeeze(&lnotab) {
        Some(result) => result,
        None => (original, lnotab),
    }
}

fn number_blocks(code: &[u8]) -> Vec<usize> {
    let len = code.len() / 2;
    let mut starts = vec![0; len + 1];
    let mut arg = 0;
    for (at, unit) in code.chunks_exact(2).enumerate() {
        arg = arg << 8 | usize::from(unit[1]);
        match Opcode::from_u8(unit[0]).map(Opcode::arg_kind) {
            Some(ArgKind::JumpAbs) => starts[arg / 2] = 1,
            Some(ArgKind::JumpRel) => starts[arg / 2 + at + 1] = 1,
            _ => {}
        }
        if unit[0] != EXTENDED_ARG {
            arg = 0;
        }
    }
    starts.truncate(len);
    let mut number = 0;
    for start in &mut starts {
        number += *start;
        *start = number;
    }
    starts
}

fn is_conditional(op: u8) -> bool {
    jumps_on(op).is_some()
}

/// The truth on which a conditional jump jumps.
fn jumps_on(op: u8) -> Option<bool> {
    match Opcode::from_u8(op)? {
        Opcode::JumpIfTrueOrPop | Opcode::PopJumpIfTrue => Some(true),
        Opcode::JumpIfFalseOrPop | Opcode::PopJumpIfFalse => Some(false),
        _ => None,
    }
}

fn is_unconditional(op: u8) -> bool {
    op == Opcode::JumpAbsolute as u8 || op == Opcode::JumpForward as u8
}

impl Peephole<'_> {
    fn len(&self) -> usize {
        self.code.len() / 2
    }

    fn op(&self, at: usize) -> u8 {
        self.code[2 * at]
    }

    fn set_op(&mut self, at: usize, op: Opcode) {
        self.code[2 * at..2 * at + 2].copy_from_slice(&[op as u8, 0]);
    }

    /// The argument of the instruction whose last unit is `at`.
    fn arg(&self, at: usize) -> u32 {
        let mut arg = u32::from(self.code[2 * at + 1]);
        for back in 1..=3 {
            if at < back || self.op(at - back) != EXTENDED_ARG {
                break;
            }
            arg |= u32::from(self.code[2 * (at - back) + 1]) << (8 * back);
        }
        arg
    }

    /// The first unit from `at` that is no prefix.
    fn find_op(&self, mut at: usize) -> usize {
        while at < self.len() && self.op(at) == EXTENDED_ARG {
            at += 1;
        }
        at
    }

    /// The unit a jump goes to.
    fn jump_target(&self, at: usize) -> usize {
        let relative = Opcode::from_u8(self.op(at)).is_some_and(|op| op.arg_kind() == ArgKind::JumpRel);
        self.arg(at) as usize / 2 + if relative { at + 1 } else { 0 }
    }

    fn same_block(&self, start: usize, end: usize) -> bool {
        self.blocks[start] == self.blocks[end]
    }

    fn fill_nops(&mut self, start: usize, end: usize) {
        for at in start..end {
            self.set_op(at, Opcode::Nop);
        }
    }

    fn write(&mut self, at: usize, op: u8, arg: u32, size: usize) {
        let mut bytes = Vec::with_capacity(2 * size);
        push_sized(&mut bytes, op, arg, size);
        self.code[2 * at..2 * (at + size)].copy_from_slice(&bytes);
    }

    /// Puts an instruction at the end of `start..end` and fills the rest; `false` if it does not fit.
    fn replace(&mut self, start: usize, end: usize, op: u8, arg: u32) -> bool {
        let size = units(arg);
        if start + size > end {
            return false;
        }
        self.write(end - size, op, arg, size);
        self.fill_nops(start, end - size);
        true
    }

    /// Changes the argument of the instruction that ends at `at`; gives where it ends now.
    fn set_arg(&mut self, at: usize, arg: u32) -> Option<usize> {
        let old = self.arg(at);
        if old == arg {
            return Some(at);
        }
        let (old_size, size) = (units(old), units(arg));
        if old_size < size {
            return None;
        }
        let start = at + 1 - old_size;
        let op = self.op(at);
        self.write(start, op, arg, size);
        self.fill_nops(start + size, at + 1);
        Some(start + size - 1)
    }

    fn run(&mut self) {
        let mut consts_before;
        let mut consts_run = 0;
        let mut at = self.find_op(0);
        while at < self.len() {
            let op = self.op(at);
            let mut start = at;
            while start >= 1 && self.op(start - 1) == EXTENDED_ARG {
                start -= 1;
            }
            let mut next = self.find_op(at + 1);
            consts_before = consts_run;
            consts_run = 0;
            match Opcode::from_u8(op) {
                Some(Opcode::LoadConst) => {
                    consts_run = consts_before + 1;
                    if self.is_always_true_test(start, at, next) {
                        self.fill_nops(start, next + 1);
                        consts_run = 0;
                    }
                }
                Some(Opcode::BuildTuple) => self.build_tuple(start, at, next, consts_before),
                Some(Opcode::JumpIfFalseOrPop | Opcode::JumpIfTrueOrPop) => match self.join_conditions(at) {
                    Some(changed) => next = changed,
                    None => self.thread_jump(start, at),
                },
                Some(Opcode::PopJumpIfFalse | Opcode::PopJumpIfTrue | Opcode::JumpForward | Opcode::JumpAbsolute) => {
                    self.thread_jump(start, at)
                }
                Some(Opcode::ReturnValue) => {
                    let end = self.dead_end(at);
                    if end > at + 1 {
                        self.fill_nops(at + 1, end);
                        next = self.find_op(end);
                    }
                }
                _ => {}
            }
            at = next;
        }
    }

    /// Where the code after a `return` ends that nothing can reach. What opens or closes a `try` is
    /// left, since `f_lineno` finds the blocks by it.
    fn dead_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.len() && self.same_block(at, end) {
            if matches!(Opcode::from_u8(self.op(end)), Some(Opcode::SetupFinally | Opcode::EndFinally)) {
                while end > at + 1 && self.op(end - 1) == EXTENDED_ARG {
                    end -= 1;
                }
                break;
            }
            end += 1;
        }
        end
    }

    /// A true constant tested by `POP_JUMP_IF_FALSE`.
    fn is_always_true_test(&self, start: usize, at: usize, next: usize) -> bool {
        next < self.len()
            && self.op(next) == Opcode::PopJumpIfFalse as u8
            && self.same_block(start, at + 1)
            && is_true(&self.consts[self.arg(at) as usize])
    }

    /// A tuple of constants, or one that is unpacked at once.
    fn build_tuple(&mut self, start: usize, at: usize, next: usize, consts_before: u32) {
        let count = self.arg(at);
        if count > 0 && consts_before >= count {
            let first = self.nth_const_back(start, count);
            if self.same_block(first, start) {
                self.fold_tuple(first, at + 1, count);
                return;
            }
        }
        let unpacked = next < self.len() && self.op(next) == Opcode::UnpackSequence as u8;
        if !unpacked || self.arg(next) != count || !self.same_block(start, next + 1) {
            return;
        }
        match count {
            0 | 1 => self.fill_nops(start, next + 1),
            2 => {
                self.set_op(start, Opcode::RotTwo);
                self.fill_nops(start + 1, next + 1);
            }
            3 => {
                self.set_op(start, Opcode::RotThree);
                self.set_op(start + 1, Opcode::RotTwo);
                self.fill_nops(start + 2, next + 1);
            }
            _ => {}
        }
    }

    /// Where the last `count` loads of constants before `at` start.
    fn nth_const_back(&self, mut at: usize, mut count: u32) -> usize {
        while count > 0 {
            at -= 1;
            count -= u32::from(self.op(at) == LOAD_CONST);
        }
        while at > 0 && self.op(at - 1) == EXTENDED_ARG {
            at -= 1;
        }
        at
    }

    fn fold_tuple(&mut self, first: usize, end: usize, count: u32) {
        let mut items = Vec::new();
        let mut at = first;
        while items.len() < count as usize {
            if self.op(at) == LOAD_CONST {
                items.push(self.consts[self.arg(at) as usize].clone());
            }
            at += 1;
        }
        // The constant stays even if the load of it does not fit.
        let index = self.consts.len() as u32;
        self.consts.push(Const::Tuple(items));
        self.replace(first, end, LOAD_CONST, index);
    }

    /// A conditional jump to a conditional jump, whose outcome is known then. Gives where to go on;
    /// the changed jump is looked at again.
    fn join_conditions(&mut self, at: usize) -> Option<usize> {
        let target = self.find_op(self.arg(at) as usize / 2);
        let (op, target_op) = (self.op(at), self.op(target));
        if !is_conditional(target_op) {
            return None;
        }
        let (changed, new_op) = if jumps_on(target_op) == jumps_on(op) {
            (self.set_arg(at, self.arg(target)), target_op)
        } else {
            let on_true = jumps_on(op) == Some(true);
            let new_op = if on_true { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse };
            (self.set_arg(at, 2 * (target as u32 + 1)), new_op as u8)
        };
        if let Some(changed) = changed {
            self.code[2 * changed] = new_op;
        }
        changed
    }

    /// A jump to an unconditional jump or to a `return`.
    fn thread_jump(&mut self, start: usize, at: usize) {
        let op = self.op(at);
        let target = self.find_op(self.jump_target(at));
        let target_op = self.op(target);
        if is_unconditional(op) && target_op == RETURN_VALUE {
            self.set_op(start, Opcode::ReturnValue);
            self.fill_nops(start + 1, at + 1);
        } else if is_unconditional(target_op) {
            // Only absolute jumps can go backwards.
            let new_op = if op == Opcode::JumpForward as u8 { Opcode::JumpAbsolute as u8 } else { op };
            let arg = 2 * self.jump_target(target) as u32;
            self.replace(start, at + 1, new_op, arg);
        }
    }

    /// Removes the `NOP`s; `None` if a jump no longer fits.
    fn squeeze(&self, lnotab: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut moved = Vec::with_capacity(self.len() + 1);
        let mut nops = 0;
        for at in 0..self.len() {
            moved.push(at - nops);
            nops += usize::from(self.op(at) == NOP);
        }
        moved.push(self.len() - nops);
        let mut code = Vec::with_capacity(self.code.len());
        let mut start = 0;
        while start < self.len() {
            let at = self.find_op(start);
            let op = self.op(at);
            let size = at - start + 1;
            let arg = self.arg(at);
            start = at + 1;
            let arg = match Opcode::from_u8(op).map(Opcode::arg_kind) {
                Some(_) if op == NOP => continue,
                Some(ArgKind::JumpAbs) => 2 * moved[arg as usize / 2],
                Some(ArgKind::JumpRel) => 2 * (moved[arg as usize / 2 + at + 1] - moved[at] - 1),
                _ => arg as usize,
            } as u32;
            if units(arg) > size {
                return None;
            }
            push_sized(&mut code, op, arg, size);
        }
        Some((code, move_lines(lnotab, &moved)))
    }
}

fn move_lines(lnotab: &[u8], moved: &[usize]) -> Vec<u8> {
    let mut table = lnotab.to_vec();
    let mut offset = 0;
    let mut last = 0;
    for bytes in table.iter_mut().step_by(2) {
        offset += usize::from(*bytes);
        let new = 2 * moved[offset / 2];
        *bytes = (new - last) as u8;
        last = new;
    }
    table
}

fn is_true(constant: &Const) -> bool {
    match constant {
        Const::None | Const::False => false,
        Const::True | Const::Ellipsis | Const::Code(_) => true,
        Const::Int(value) => *value != 0.into(),
        Const::Float(value) => *value != 0.0,
        Const::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Const::Str(value) => !value.is_empty(),
        Const::Bytes(value) => !value.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}
