//! Lowering: each bytecode instruction's effect on the value stack, as register code.

mod handlers;
mod values;

use pyston_opcode::cpython::Opcode;
use pyston_opcode::regcode::{Handler, In, Op};

use super::decode::{Bytecode, Program};
use super::emit::Emitter;
use super::flow::{self, Bound, Locals};
use super::stack::{Slot, Stack};
use super::{BadCode, Form, Input, Point, Points, RegCode, Root};

/// Depth and handler at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    depth: usize,
    handler: u32,
    callees: Vec<usize>,
}

/// What is known of a leader.
#[derive(Clone, Default)]
struct Known {
    entry: Option<Entry>,
    is_done: bool,
}

struct Lowering<'a> {
    input: &'a Input<'a>,
    program: &'a Program,
    bound: &'a Bound,
    emitter: Emitter,
    /// By leader; behind them the instructions of `extra`.
    known: Vec<Known>,
    /// Instructions that are no leaders, but come first in a block: of roots.
    extra: Vec<usize>,
    /// Blocks below this are not to be lowered now.
    next: usize,
    stack: Stack,
    /// Positions of what `LOAD_METHOD` pushed first, which may be null: only `CALL_METHOD` reads them.
    callees: Vec<usize>,
    /// The next instruction is a `POP_EXCEPT` behind a `ROT_FOUR`.
    rotated: bool,
    locals: Locals,
    max_depth: usize,
    form: Form,
    /// For each bytecode instruction where it starts, unless the form is the plain one.
    points: Points,
}

/// Lowers what is reachable from the start, then from the `roots`.
pub fn lower(
    input: &Input<'_>,
    program: &Program,
    bound: &Bound,
    form: Form,
    roots: &[Root],
) -> Result<(RegCode, Points), BadCode> {
    let base = (input.n_locals + input.n_cells + input.n_free) as u32;
    let mut lowering = Lowering {
        input,
        program,
        bound,
        emitter: Emitter::new(program.code.len(), program.leaders.len()),
        known: vec![Known::default(); program.leaders.len()],
        extra: Vec::new(),
        next: 0,
        stack: Stack::new(base, input.stacksize),
        callees: Vec::new(),
        rotated: false,
        locals: vec![0; bound.words],
        max_depth: 0,
        form,
        points: if form == Form::Plain { Vec::new() } else { vec![None; program.code.len()] },
    };
    lowering.enter(0, 0, 0)?;
    lowering.blocks()?;
    for root in roots {
        lowering.enter(root.index, root.depth, root.handler)?;
        lowering.blocks()?;
    }
    let max_depth = lowering.max_depth;
    Ok((lowering.emitter.finish(input, program, max_depth)?, lowering.points))
}

impl Lowering<'_> {
    /// Lowers in order of the bytecode where possible: a block is usually entered from before.
    fn blocks(&mut self) -> Result<(), BadCode> {
        while let Some(number) = self.next_block() {
            self.block(number)?;
        }
        Ok(())
    }

    /// The lowest block that is entered and still to lower.
    fn next_block(&mut self) -> Option<usize> {
        while let Some(known) = self.known.get(self.next) {
            if known.entry.is_some() && !known.is_done {
                return Some(self.next);
            }
            self.next += 1;
        }
        None
    }

    /// The number of the block that starts at an instruction, made if it is no leader.
    fn number(&mut self, index: usize) -> usize {
        if let Some(leader) = self.program.code[index].leader() {
            return leader;
        }
        let leaders = self.program.leaders.len();
        if let Some(position) = self.extra.iter().position(|&extra| extra == index) {
            return leaders + position;
        }
        self.extra.push(index);
        self.known.push(Known::default());
        leaders + self.extra.len() - 1
    }

    /// A bytecode instruction starts here.
    fn point(&mut self, index: usize) {
        if self.form == Form::Traced {
            // A debugger may have unbound any local, and nothing may be merged across the event.
            self.locals.fill(0);
            self.materialize_all();
        }
        let (pc, slots) = (self.emitter.instrs.len() as u32, self.stack.slots.clone());
        self.points[index] = Some(Point { pc, slots, handler: self.emitter.handler });
        if self.form == Form::Traced {
            self.emitter.emit(Op::Trace, index as u32, 0, 0);
            self.emitter.fence();
        }
    }

    /// A bytecode instruction became part of the one before.
    fn merged(&mut self, index: usize) {
        if let Some(point) = self.points.get_mut(index) {
            *point = None;
        }
    }

    fn traced(&self) -> bool {
        self.form == Form::Traced
    }

    fn block(&mut self, number: usize) -> Result<(), BadCode> {
        let leaders = self.program.leaders.len();
        let known = &mut self.known[number];
        known.is_done = true;
        let Some(entry) = &known.entry else { return Ok(()) };
        self.callees.clone_from(&entry.callees);
        self.stack.reset(entry.depth);
        self.emitter.handler = entry.handler;
        let start = if number < leaders { self.program.leaders[number] as usize } else { self.extra[number - leaders] };
        match if number < leaders { self.bound.at(number) } else { None } {
            Some(bound) => self.locals.copy_from_slice(bound),
            None => self.locals.fill(0),
        }
        self.emitter.offset = self.program.code[start].start;
        self.emitter.start_block(number);
        let mut index = start;
        loop {
            let instr = self.program.code[index];
            self.emitter.offset = instr.start;
            if self.form != Form::Plain {
                self.point(index);
            }
            self.instruction(index, instr)?;
            self.max_depth = self.max_depth.max(self.stack.max_depth);
            if flow::ends(instr.opcode) {
                return Ok(());
            }
            index += 1;
            let Some(next) = self.program.code.get(index) else {
                return Err(BadCode::at(instr.offset, "control falls off the end"));
            };
            if let Some(leader) = next.leader() {
                self.materialize_all();
                self.enter(index, self.stack.depth(), self.emitter.handler)?;
                if self.next_block() != Some(leader) {
                    self.emitter.emit_jump(Op::Jump, 0, leader as u32, 0, 0);
                }
                return Ok(());
            }
        }
    }

    /// Control comes to `index` with that depth and handler.
    fn enter(&mut self, index: usize, depth: usize, handler: u32) -> Result<(), BadCode> {
        let callees = self.callees.iter().copied().filter(|&callee| callee < depth).collect();
        let entry = Entry { depth, handler, callees };
        let number = self.number(index);
        let offset = self.program.code[index].offset;
        match &self.known[number].entry {
            None => {
                self.known[number].entry = Some(entry);
                self.next = self.next.min(number);
                Ok(())
            }
            Some(known) if *known == entry => Ok(()),
            Some(known) if known.depth != depth => {
                Err(BadCode::at(offset, format!("stack of {depth} or {} values", known.depth)))
            }
            Some(known) if known.callees != entry.callees => Err(BadCode::at(offset, "different methods to call meet")),
            Some(_) => Err(BadCode::at(offset, "different blocks meet")),
        }
    }

    /// The word of a jump to an instruction.
    fn label(&self, target: usize) -> u32 {
        self.program.code[target].leader().map_or(u32::MAX, |leader| leader as u32)
    }

    // Jumps.

    fn jump_if(&mut self, instr: &Bytecode, index: usize, condition: In, when: bool) -> Result<(), BadCode> {
        let target = target(instr)?;
        let op = |when: bool| if when { Op::JumpIfTrue } else { Op::JumpIfFalse };
        self.enter(target, self.stack.depth(), self.emitter.handler)?;
        if target > index {
            self.emitter.emit_jump(op(when), 0, condition.0, self.label(target), 0);
        } else {
            // Backwards: over a safepoint.
            let skip = self.emitter.emit(op(!when), condition.0, 0, 0);
            self.emitter.emit_jump(Op::LoopJump, 0, self.label(target), 0, 0);
            self.emitter.instrs[skip].b = self.emitter.instrs.len() as u32;
        }
        self.emitter.fence();
        Ok(())
    }

    /// `POP_JUMP_IF_*`, fused with a comparison just before it.
    fn pop_jump_if(&mut self, instr: &Bytecode, index: usize, when: bool) -> Result<(), BadCode> {
        self.need(instr, 1)?;
        let target = target(instr)?;
        let position = self.top();
        let register = self.stack.register(position);
        let last = self.emitter.last().filter(|&last| {
            self.stack.slots[position] == Slot::Temp
                && self.emitter.instrs[last].op == Op::Compare
                && self.emitter.instrs[last].a == register
        });
        if let Some(last) = last.filter(|_| target > index) {
            let compare = self.emitter.instrs[last];
            // What raises is the comparison.
            self.emitter.offset = self.emitter.offsets[last];
            self.emitter.truncate(last);
            self.merged(index);
            self.stack.slots.pop();
            self.materialize_all();
            self.enter(target, self.stack.depth(), self.emitter.handler)?;
            let aux = compare.aux | u16::from(when) << 8;
            self.emitter.emit_jump(Op::CompareJump, aux, compare.b, compare.c, self.label(target));
            self.emitter.fence();
            return Ok(());
        }
        let condition = self.pop();
        self.materialize_all();
        self.jump_if(instr, index, condition, when)
    }

    fn jump_or_pop(&mut self, instr: &Bytecode, index: usize, when: bool) -> Result<(), BadCode> {
        self.need(instr, 1)?;
        self.materialize_all();
        let register = self.stack.register(self.top());
        self.jump_if(instr, index, In::register(register), when)?;
        self.emitter.emit(Op::Drop, register, 0, 0);
        self.stack.slots.pop();
        Ok(())
    }

    fn jump(&mut self, instr: &Bytecode, index: usize) -> Result<(), BadCode> {
        let target = target(instr)?;
        self.materialize_all();
        self.enter(target, self.stack.depth(), self.emitter.handler)?;
        let op = if target > index { Op::Jump } else { Op::LoopJump };
        self.emitter.emit_jump(op, 0, self.label(target), 0, 0);
        Ok(())
    }

    // Locals.

    fn load_fast(&mut self, local: u32) {
        if !flow::contains(&self.locals, local as usize) {
            self.emitter.emit(Op::CheckBound, local, local, 0);
            flow::insert(&mut self.locals, local as usize);
        }
        self.stack.push(Slot::Variable(local));
    }

    fn store_fast(&mut self, instr: &Bytecode, index: usize) -> Result<(), BadCode> {
        self.need(instr, 1)?;
        let local = instr.arg;
        let position = self.top();
        let pending = self.stack.slots[..position].contains(&Slot::Variable(local));
        match self.writer(position) {
            Some(last) if !pending => {
                // The instruction before writes the local itself.
                self.emitter.instrs[last].a = local;
                self.merged(index);
                self.stack.slots.pop();
                self.emitter.fence();
            }
            _ => {
                self.detach(local, position);
                let value = self.pop();
                if value != In::register(local) {
                    self.emitter.emit(Op::Mov, local, value.0, 0);
                    if self.form == Form::Plain && index >= 2 && self.emitter.fuse_pair() {
                        self.merged(index - 1);
                        self.merged(index);
                    }
                    self.emitter.fence();
                }
            }
        }
        flow::insert(&mut self.locals, local as usize);
        Ok(())
    }

    /// The instruction just before, if it computes the value at `position` and may write it elsewhere.
    fn writer(&self, position: usize) -> Option<usize> {
        self.emitter.last().filter(|&last| {
            let instr = self.emitter.instrs[last];
            self.stack.slots[position] == Slot::Temp
                && instr.op.operands()[0] == pyston_opcode::regcode::Operand::Out
                && instr.a == self.stack.register(position)
                && instr.op != Op::Mov
        })
    }

    // Reordering.

    fn rotate(&mut self, instr: &Bytecode, index: usize, n: usize) -> Result<(), BadCode> {
        let opcode = |index: usize| self.program.code.get(index).map(|next| next.opcode);
        let behind = index + if opcode(index + 1) == Some(Opcode::PopBlock) { 2 } else { 1 };
        if n == 4 && opcode(behind) == Some(Opcode::PopExcept) {
            // A value goes below what was handled before, which is given up next.
            self.need_state(instr, n)?;
            let is_entered = self.program.code[index + 1..=behind].iter().any(|instr| instr.leader().is_some());
            if self.stack.depth() != self.floor() + 1 || is_entered {
                return Err(BadCode::at(instr.offset, "ROT_FOUR of a handler's state"));
            }
            self.rotated = true;
        } else {
            self.need(instr, n)?;
        }
        let first = self.stack.depth() - n;
        if self.stack.slots[first..].iter().all(|slot| *slot != Slot::Temp) {
            self.stack.slots[first..].rotate_right(1);
            return Ok(());
        }
        let mut temps = (first..first + n).filter(|&position| self.stack.slots[position] == Slot::Temp);
        if let (Some(from), None) = (temps.next(), temps.next()) {
            self.move_one(index, first, from);
            return Ok(());
        }
        self.materialize_from(first);
        let register = self.stack.register(first);
        if n == 2 {
            self.emitter.emit(Op::Swap, register, register + 1, 0);
        } else {
            self.emitter.emit(Op::Shift, register, n as u32, 0);
        }
        Ok(())
    }

    /// Rotates the slots from `first`, of which the one at `from` alone is in its temporary.
    fn move_one(&mut self, index: usize, first: usize, from: usize) {
        let top = self.top();
        let to = if from == top { first } else { from + 1 };
        let writer = self.writer(from);
        self.stack.slots[first..].rotate_right(1);
        let (source, target) = (self.stack.register(from), self.stack.register(to));
        match writer {
            Some(writer) => {
                self.emitter.instrs[writer].a = target;
                self.merged(index);
            }
            None => {
                self.emitter.emit(Op::Mov, target, In::take(source).0, 0);
            }
        }
        self.emitter.fence();
    }

    fn duplicate(&mut self, instr: &Bytecode, n: usize) -> Result<(), BadCode> {
        self.need(instr, n)?;
        let first = self.stack.depth() - n;
        for position in first..first + n {
            match self.stack.slots[position] {
                Slot::Temp => {
                    let source = self.stack.peek(position);
                    let out = self.push();
                    self.emitter.emit(Op::Mov, out, source.0, 0);
                    self.emitter.fence();
                }
                other => {
                    self.stack.push(other);
                }
            }
        }
        Ok(())
    }

    fn instruction(&mut self, index: usize, instr: Bytecode) -> Result<(), BadCode> {
        let (arg, i) = (instr.arg, &instr);
        match instr.opcode {
            Opcode::Nop | Opcode::ExtendedArg => (),
            Opcode::PopTop => {
                self.need(i, 1)?;
                let operand = self.pop();
                if let pyston_opcode::regcode::Source::Take(register) = operand.source() {
                    self.emitter.emit(Op::Drop, register, 0, 0);
                }
            }
            Opcode::RotTwo => self.rotate(i, index, 2)?,
            Opcode::RotThree => self.rotate(i, index, 3)?,
            Opcode::RotFour => self.rotate(i, index, 4)?,
            Opcode::DupTop => self.duplicate(i, 1)?,
            Opcode::DupTopTwo => self.duplicate(i, 2)?,
            Opcode::UnaryPositive => self.unary(i, Op::Unary, 1)?,
            Opcode::UnaryNegative => self.unary(i, Op::Unary, 0)?,
            Opcode::UnaryInvert => self.unary(i, Op::Unary, 2)?,
            Opcode::UnaryNot => self.unary(i, Op::Not, 0)?,
            Opcode::BinarySubscr => self.binary(i, Op::Subscr, 0)?,
            Opcode::StoreSubscr => {
                self.need(i, 3)?;
                let key = self.pop();
                let object = self.pop();
                let value = self.pop();
                self.emitter.emit(Op::StoreSubscr, object.0, key.0, value.0);
            }
            Opcode::DeleteSubscr => {
                self.need(i, 2)?;
                let key = self.pop();
                let object = self.pop();
                self.emitter.emit(Op::DeleteSubscr, object.0, key.0, 0);
            }
            Opcode::LoadConst => {
                self.stack.push(Slot::Const(arg));
            }
            Opcode::LoadFast => self.load_fast(arg),
            Opcode::StoreFast => self.store_fast(i, index)?,
            Opcode::DeleteFast => {
                self.detach(arg, self.stack.depth());
                self.emitter.emit(Op::Delete, arg, arg, 0);
                flow::remove(&mut self.locals, arg as usize);
            }
            Opcode::LoadClosure => {
                let cell = self.cell(arg);
                self.stack.push(Slot::Variable(cell));
            }
            Opcode::LoadDeref | Opcode::LoadClassderef => {
                let op = if instr.opcode == Opcode::LoadDeref { Op::LoadDeref } else { Op::LoadClassDeref };
                let (out, cell) = (self.push(), self.cell(arg));
                self.emitter.emit(op, out, cell, arg);
            }
            Opcode::StoreDeref => {
                self.need(i, 1)?;
                let (value, cell) = (self.pop(), self.cell(arg));
                self.emitter.emit(Op::StoreDeref, cell, value.0, 0);
            }
            Opcode::DeleteDeref => {
                let cell = self.cell(arg);
                self.emitter.emit(Op::DeleteDeref, cell, arg, 0);
            }
            Opcode::LoadName | Opcode::LoadGlobal => {
                let op = if instr.opcode == Opcode::LoadName { Op::LoadName } else { Op::LoadGlobal };
                let out = self.push();
                self.emitter.emit(op, out, arg, 0);
            }
            Opcode::StoreName | Opcode::StoreGlobal => {
                let op = if instr.opcode == Opcode::StoreName { Op::StoreName } else { Op::StoreGlobal };
                self.need(i, 1)?;
                let value = self.pop();
                self.emitter.emit(op, arg, value.0, 0);
            }
            Opcode::DeleteName => {
                self.emitter.emit(Op::DeleteName, arg, 0, 0);
            }
            Opcode::DeleteGlobal => {
                self.emitter.emit(Op::DeleteGlobal, arg, 0, 0);
            }
            Opcode::LoadBuildClass => {
                let out = self.push();
                self.emitter.emit(Op::LoadBuildClass, out, 0, 0);
            }
            Opcode::LoadAttr => {
                self.need(i, 1)?;
                let object = self.pop();
                let out = self.push();
                self.emitter.emit(Op::LoadAttr, out, object.0, arg);
            }
            Opcode::StoreAttr => {
                self.need(i, 2)?;
                let object = self.pop();
                let value = self.pop();
                self.emitter.emit(Op::StoreAttr, object.0, value.0, arg);
            }
            Opcode::DeleteAttr => {
                self.need(i, 1)?;
                let object = self.pop();
                self.emitter.emit(Op::DeleteAttr, object.0, arg, 0);
            }
            Opcode::LoadMethod => {
                self.need(i, 1)?;
                let object = self.pop();
                self.callees.push(self.stack.depth());
                let out = self.push();
                self.push();
                self.emitter.emit(Op::LoadMethod, out, object.0, arg);
                self.emitter.fence();
            }
            Opcode::CallMethod => {
                let callee = self.stack.depth().checked_sub(arg as usize + 2);
                if callee.is_none() || self.callees.pop() != callee {
                    return Err(BadCode::at(i.offset, "CALL_METHOD without LOAD_METHOD"));
                }
                self.run_op(i, Op::CallMethod, 0, arg as usize + 2, arg)?;
            }
            Opcode::CallFunction => self.run_op(i, Op::Call, 0, arg as usize + 1, arg)?,
            Opcode::CallFunctionKw => self.run_op(i, Op::CallKw, 0, arg as usize + 2, arg)?,
            Opcode::CallFunctionEx => self.run_op(i, Op::CallEx, 0, 2 + (arg as usize & 1), arg)?,
            Opcode::MakeFunction => {
                self.run_op(i, Op::MakeFunction, 0, 2 + (arg & 15).count_ones() as usize, arg)?;
            }
            Opcode::CompareOp => self.binary(i, Op::Compare, arg as u16)?,
            Opcode::JumpForward | Opcode::JumpAbsolute => self.jump(i, index)?,
            Opcode::PopJumpIfFalse => self.pop_jump_if(i, index, false)?,
            Opcode::PopJumpIfTrue => self.pop_jump_if(i, index, true)?,
            Opcode::JumpIfFalseOrPop => self.jump_or_pop(i, index, false)?,
            Opcode::JumpIfTrueOrPop => self.jump_or_pop(i, index, true)?,
            Opcode::GetIter => self.unary(i, Op::GetIter, 0)?,
            Opcode::ForIter => {
                self.need(i, 1)?;
                self.materialize_all();
                let target = target(i)?;
                let iterator = self.stack.register(self.top());
                self.enter(target, self.stack.depth() - 1, self.emitter.handler)?;
                let out = self.push();
                let op = if self.traced() { Op::TraceNext } else { Op::ForIter };
                self.emitter.emit_jump(op, 0, out, iterator, self.label(target));
            }
            Opcode::BuildTuple => self.run_op(i, Op::BuildTuple, 0, arg as usize, arg)?,
            Opcode::BuildList => self.run_op(i, Op::BuildList, 0, arg as usize, arg)?,
            Opcode::BuildSet => self.run_op(i, Op::BuildSet, 0, arg as usize, arg)?,
            Opcode::BuildString => self.run_op(i, Op::BuildString, 0, arg as usize, arg)?,
            Opcode::BuildMap => self.run_op(i, Op::BuildMap, 0, arg as usize * 2, arg)?,
            Opcode::BuildConstKeyMap => self.run_op(i, Op::BuildConstKeyMap, 0, arg as usize + 1, arg)?,
            Opcode::BuildSlice => self.run_op(i, Op::BuildSlice, 0, if arg == 3 { 3 } else { 2 }, arg)?,
            Opcode::BuildListUnpack => self.run_op(i, Op::BuildUnpack, 0, arg as usize, arg)?,
            Opcode::BuildTupleUnpack => self.run_op(i, Op::BuildUnpack, 1, arg as usize, arg)?,
            Opcode::BuildTupleUnpackWithCall => {
                // The callable below the iterables is named in messages.
                self.need(i, arg as usize + 1)?;
                let position = self.stack.depth() - arg as usize - 1;
                self.materialize(position);
                self.run_op(i, Op::BuildUnpack, 2, arg as usize, arg)?;
            }
            Opcode::BuildSetUnpack => self.run_op(i, Op::BuildUnpack, 3, arg as usize, arg)?,
            Opcode::BuildMapUnpack => self.run_op(i, Op::BuildUnpack, 4, arg as usize, arg)?,
            Opcode::BuildMapUnpackWithCall => {
                // The callable below the mappings is named in messages.
                self.need(i, arg as usize + 2)?;
                let position = self.stack.depth() - arg as usize - 2;
                self.materialize(position);
                self.run_op(i, Op::BuildUnpack, 5, arg as usize, arg)?;
            }
            Opcode::ListAppend | Opcode::SetAdd => {
                let op = if instr.opcode == Opcode::ListAppend { Op::ListAppend } else { Op::SetAdd };
                self.need(i, arg as usize + 1)?;
                let value = self.pop();
                let container = self.container(arg);
                self.emitter.emit(op, container, value.0, 0);
            }
            Opcode::MapAdd => {
                self.need(i, arg as usize + 2)?;
                let value = self.pop();
                let key = self.pop();
                let container = self.container(arg);
                self.emitter.emit(Op::MapAdd, container, key.0, value.0);
            }
            Opcode::UnpackSequence => {
                self.need(i, 1)?;
                let sequence = self.pop();
                let first = self.stack.register(self.stack.depth());
                self.push_run(arg as usize);
                self.emitter.emit(Op::Unpack, first, sequence.0, arg);
            }
            Opcode::UnpackEx => {
                self.need(i, 1)?;
                let sequence = self.pop();
                let first = self.stack.register(self.stack.depth());
                self.push_run((arg & 0xFF) as usize + (arg >> 8) as usize + 1);
                self.emitter.emit(Op::UnpackEx, first, sequence.0, arg);
            }
            Opcode::FormatValue => {
                let has_spec = arg & 4 != 0;
                self.need(i, 1 + usize::from(has_spec))?;
                let spec = if has_spec { Some(self.pop()) } else { None };
                let value = self.pop();
                let out = self.push();
                let aux = (arg & 7) as u16;
                self.emitter.emit_aux(Op::FormatValue, aux, out, value.0, spec.map_or(0, |spec| spec.0));
            }
            Opcode::RaiseVarargs => {
                self.need(i, arg as usize)?;
                if arg > 2 {
                    return Err(BadCode::at(instr.offset, "bad RAISE_VARARGS oparg"));
                }
                let first = self.pop_run(arg as usize);
                self.emitter.emit(Op::Raise, first, arg, 0);
            }
            Opcode::ReturnValue => {
                self.need(i, 1)?;
                if self.traced() {
                    let value = self.stack.peek(self.top());
                    self.emitter.emit(Op::TraceReturn, value.0, 0, 0);
                }
                let value = self.pop();
                let used = self.stack.register(self.stack.depth());
                self.emitter.emit(Op::Return, value.0, used, 0);
            }
            Opcode::YieldValue => {
                self.need(i, 1)?;
                let value = self.pop();
                self.materialize_all();
                let out = self.push();
                self.emitter.emit_aux(Op::Yield, self.traced().into(), out, value.0, 0);
            }
            Opcode::YieldFrom => {
                self.need(i, 2)?;
                let value = self.pop();
                self.materialize_all();
                let iterator = self.stack.register(self.top());
                self.emitter.emit_aux(Op::YieldFrom, self.traced().into(), iterator, value.0, iterator);
                self.emitter.fence();
            }
            Opcode::GetYieldFromIter => self.unary(i, Op::GetYieldFromIter, 0)?,
            Opcode::GetAwaitable => {
                let previous = if index > 0 { self.program.code[index - 1].opcode as u16 } else { 0 };
                self.unary(i, Op::GetAwaitable, previous)?;
            }
            Opcode::GetAiter => self.unary(i, Op::GetAIter, 0)?,
            Opcode::GetAnext => {
                self.need(i, 1)?;
                let position = self.top();
                self.materialize(position);
                let iterator = self.stack.register(position);
                let out = self.push();
                self.emitter.emit(Op::GetANext, out, iterator, 0);
            }
            Opcode::ImportName => {
                self.need(i, 2)?;
                let names = self.pop();
                let level = self.pop();
                let out = self.push();
                self.emitter.emit(Op::ImportName, out, level.0, names.0);
                self.emitter.emit(Op::Extra, arg, 0, 0);
                self.emitter.fence();
            }
            Opcode::ImportFrom => {
                self.need(i, 1)?;
                let position = self.top();
                self.materialize(position);
                let module = self.stack.register(position);
                let out = self.push();
                self.emitter.emit(Op::ImportFrom, out, module, arg);
            }
            Opcode::ImportStar => {
                self.need(i, 1)?;
                let module = self.pop();
                self.emitter.emit(Op::ImportStar, module.0, 0, 0);
            }
            Opcode::SetupAnnotations => {
                self.emitter.emit(Op::SetupAnnotations, 0, 0, 0);
            }
            Opcode::PrintExpr => {
                self.need(i, 1)?;
                let value = self.pop();
                self.emitter.emit(Op::PrintExpr, value.0, 0, 0);
            }
            other => return self.block_instruction(i, other),
        }
        Ok(())
    }

    /// The register of the container that a comprehension fills, `arg` below the top.
    fn container(&mut self, arg: u32) -> u32 {
        let position = self.stack.depth() - arg as usize;
        self.materialize(position);
        self.stack.register(position)
    }

    /// Binary and in-place operators, by table.
    fn operator(&mut self, instr: &Bytecode) -> Result<(), BadCode> {
        if let Some((op, aux)) = operator_of(instr.opcode) {
            self.binary(instr, op, aux)?;
        }
        Ok(())
    }
}

fn target(instr: &Bytecode) -> Result<usize, BadCode> {
    instr.target().ok_or_else(|| BadCode::at(instr.offset, "no jump target"))
}

/// The operator's number is that of `BinaryOp` in the object protocols.
fn operator_of(opcode: Opcode) -> Option<(Op, u16)> {
    Some(match opcode {
        Opcode::BinaryAdd => (Op::Binary, 0),
        Opcode::BinarySubtract => (Op::Binary, 1),
        Opcode::BinaryMultiply => (Op::Binary, 2),
        Opcode::BinaryModulo => (Op::Binary, 3),
        Opcode::BinaryPower => (Op::Binary, 5),
        Opcode::BinaryLshift => (Op::Binary, 6),
        Opcode::BinaryRshift => (Op::Binary, 7),
        Opcode::BinaryAnd => (Op::Binary, 8),
        Opcode::BinaryXor => (Op::Binary, 9),
        Opcode::BinaryOr => (Op::Binary, 10),
        Opcode::BinaryFloorDivide => (Op::Binary, 11),
        Opcode::BinaryTrueDivide => (Op::Binary, 12),
        Opcode::BinaryMatrixMultiply => (Op::Binary, 13),
        Opcode::InplaceAdd => (Op::Inplace, 0),
        Opcode::InplaceSubtract => (Op::Inplace, 1),
        Opcode::InplaceMultiply => (Op::Inplace, 2),
        Opcode::InplaceModulo => (Op::Inplace, 3),
        Opcode::InplacePower => (Op::Inplace, 5),
        Opcode::InplaceLshift => (Op::Inplace, 6),
        Opcode::InplaceRshift => (Op::Inplace, 7),
        Opcode::InplaceAnd => (Op::Inplace, 8),
        Opcode::InplaceXor => (Op::Inplace, 9),
        Opcode::InplaceOr => (Op::Inplace, 10),
        Opcode::InplaceFloorDivide => (Op::Inplace, 11),
        Opcode::InplaceTrueDivide => (Op::Inplace, 12),
        Opcode::InplaceMatrixMultiply => (Op::Inplace, 13),
        _ => return None,
    })
}
