//! Emission: instructions of the blocks in order, with jumps between leaders resolved last.

use std::cell::OnceCell;

use pyston_opcode::regcode::{Block, Handler, In, Instr, Op, Operand};

use super::decode::Program;
use super::{BadCode, Input, RegCode};

const NOWHERE: u32 = u32::MAX;

/// Collects instructions.
#[derive(Default)]
pub struct Emitter {
    pub instrs: Vec<Instr>,
    pub offsets: Vec<u32>,
    /// Empty as long as there are no blocks.
    handlers: Vec<u32>,
    blocks: Vec<Block>,
    /// Jump operands that still hold leaders: instruction, which operand.
    fixups: Vec<(usize, usize)>,
    /// Where the translation of a leader starts; [`NOWHERE`] if it is not translated.
    starts: Vec<u32>,
    /// Bytecode offset and handler of what is emitted now.
    pub offset: u32,
    pub handler: u32,
    /// First instruction that belongs to the present block: earlier ones cannot be changed any more.
    pub barrier: usize,
    /// First instruction that is reached only from the one before it: jumps come in at earlier ones.
    entry: usize,
}

impl Emitter {
    /// An emitter for that many bytecode instructions and leaders.
    pub fn new(instrs: usize, leaders: usize) -> Emitter {
        // Rather too much: what is kept is a copy.
        let room = instrs + instrs / 2 + 8;
        Emitter {
            instrs: Vec::with_capacity(room),
            offsets: Vec::with_capacity(room),
            starts: vec![NOWHERE; leaders],
            ..Emitter::default()
        }
    }

    /// Emits an instruction and its cache units; gives its index.
    pub fn emit(&mut self, op: Op, a: u32, b: u32, c: u32) -> usize {
        self.emit_aux(op, 0, a, b, c)
    }

    pub fn emit_aux(&mut self, op: Op, aux: u16, a: u32, b: u32, c: u32) -> usize {
        let index = self.instrs.len();
        self.push(Instr { op, ends: 0, aux, a, b, c });
        for _ in 0..op.caches() {
            self.push(Instr { op: Op::Cache, ends: 0, aux: 0, a: 0, b: 0, c: 0 });
        }
        index
    }

    #[inline(always)]
    fn push(&mut self, instr: Instr) {
        self.instrs.push(instr);
        self.offsets.push(self.offset);
        if !self.blocks.is_empty() {
            self.handlers.push(self.handler);
        }
    }

    /// Emits a jump whose target operand names a leader.
    pub fn emit_jump(&mut self, op: Op, aux: u16, a: u32, b: u32, c: u32) -> usize {
        let index = self.emit_aux(op, aux, a, b, c);
        let operand = op.operands().iter().position(|kind| *kind == Operand::Target).expect("a jump");
        self.fixups.push((index, operand));
        index
    }

    /// The index of the instruction emitted last in this block, without caches.
    pub fn last(&self) -> Option<usize> {
        let mut index = self.instrs.len();
        while index > self.barrier {
            index -= 1;
            if !matches!(self.instrs[index].op, Op::Cache | Op::Extra) {
                return Some(index);
            }
        }
        None
    }

    /// Takes the last instruction back.
    pub fn truncate(&mut self, len: usize) {
        self.instrs.truncate(len);
        self.offsets.truncate(len);
        self.handlers.truncate(len);
        self.fixups.retain(|(index, _)| *index < len);
    }

    /// From here on is the translation of a leader, which jumps may target, or of a number beyond them.
    pub fn start_block(&mut self, leader: usize) {
        if let Some(start) = self.starts.get_mut(leader) {
            *start = self.instrs.len() as u32;
        }
        self.barrier = self.instrs.len();
        self.entry = self.instrs.len();
    }

    /// If two items were just unpacked and stored in two locals, makes one instruction of the three.
    pub fn fuse_pair(&mut self) -> bool {
        let Some(start) = self.instrs.len().checked_sub(3).filter(|&start| start >= self.entry) else { return false };
        let [unpack, first, second] = [self.instrs[start], self.instrs[start + 1], self.instrs[start + 2]];
        let is_pair = unpack.op == Op::Unpack
            && unpack.c == 2
            && first.op == Op::Mov
            && first.b == In::take(unpack.a + 1).0
            && second.op == Op::Mov
            && second.b == In::take(unpack.a).0;
        if is_pair {
            self.instrs[start] = Instr { op: Op::UnpackPair, a: first.a, c: second.a, ..unpack };
            self.truncate(start + 1);
        }
        is_pair
    }

    /// Forgets which instructions may be changed.
    pub fn fence(&mut self) {
        self.barrier = self.instrs.len();
    }

    /// The number of a block of the exception table, made if new.
    pub fn block(&mut self, block: Block) -> u32 {
        match self.blocks.iter().position(|known| *known == block) {
            Some(index) => index as u32 + 1,
            None => {
                self.blocks.push(block);
                self.handlers.resize(self.instrs.len(), 0);
                self.blocks.len() as u32
            }
        }
    }

    pub fn block_at(&self, number: u32) -> Option<Block> {
        self.blocks.get((number as usize).checked_sub(1)?).copied()
    }

    fn resolve(&self, leader: u32) -> Option<u32> {
        self.starts.get(leader as usize).copied().filter(|&start| start != NOWHERE)
    }

    pub fn finish(mut self, input: &Input<'_>, program: &Program, max_depth: usize) -> Result<RegCode, BadCode> {
        for &(index, operand) in &self.fixups {
            let instr = &mut self.instrs[index];
            let word = [&mut instr.a, &mut instr.b, &mut instr.c][operand] as &mut u32;
            let start = self.starts.get(*word as usize).copied().filter(|&start| start != NOWHERE);
            *word = start.ok_or_else(|| {
                let index = program.leaders.get(*word as usize).copied().unwrap_or(u32::MAX);
                BadCode(format!("jump to instruction {index} that is not reached"))
            })?;
        }
        for number in 0..self.blocks.len() {
            if let Handler::Catch { target, base } = self.blocks[number].handler {
                // A handler of code that cannot raise may be left untranslated; it is never entered.
                let target = self.resolve(target).unwrap_or(NOWHERE);
                self.blocks[number].handler = Handler::Catch { target, base };
            }
        }
        let n_variables = (input.n_locals + input.n_cells + input.n_free) as u32;
        if max_depth > input.stacksize {
            return Err(BadCode(format!("stack of {max_depth} where {} were announced", input.stacksize)));
        }
        Ok(RegCode {
            instrs: self.instrs.as_slice().into(),
            offsets: self.offsets.as_slice().into(),
            handlers: self.handlers.as_slice().into(),
            blocks: self.blocks.into(),
            n_variables,
            n_registers: n_variables + input.stacksize as u32,
            simple_arguments: None,
            traces: false,
            tracing: OnceCell::new(),
            is_suspended: false,
            plain_arguments: u32::MAX,
        })
    }
}
