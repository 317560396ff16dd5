//! The value stack while lowering: what is needed, pushed, popped, and put into registers.

use super::*;

impl Lowering<'_> {
    /// The top `n` values are there and may be read: they are no part of a handler's state.
    pub(super) fn need(&self, instr: &Bytecode, n: usize) -> Result<(), BadCode> {
        self.need_state(instr, n)?;
        if n > 0 && self.stack.depth() - n < self.floor() {
            return Err(BadCode::at(instr.offset, "the state of a handler is not a value"));
        }
        Ok(())
    }

    /// The top `n` values are there, and none is a method's null.
    pub(super) fn need_state(&self, instr: &Bytecode, n: usize) -> Result<(), BadCode> {
        let fills = matches!(instr.opcode, Opcode::ListAppend | Opcode::SetAdd | Opcode::MapAdd);
        if fills && instr.arg == 0 {
            return Err(BadCode::at(instr.offset, "no container to fill"));
        }
        let Some(lowest) = self.stack.depth().checked_sub(n) else {
            return Err(BadCode::at(instr.offset, "stack underflow"));
        };
        if self.callees.iter().any(|callee| (lowest..self.stack.depth()).contains(callee)) {
            return Err(BadCode::at(instr.offset, "a method to call is not a value"));
        }
        Ok(())
    }

    /// The lowest position that ordinary instructions may use: in a handler there is, below, what it
    /// goes on with when it ends. A `finally` state may hold nulls and return addresses; of an
    /// exception only what was handled before it is out of reach.
    pub(super) fn floor(&self) -> usize {
        let position = |base: u32| (base - self.stack.base) as usize;
        let mut number = self.emitter.handler;
        while let Some(block) = self.emitter.block_at(number) {
            match block.handler {
                Handler::Finally { base } => return position(base) + 6,
                Handler::Except { base } => return position(base) + 3,
                Handler::Catch { .. } => number = block.outer,
            }
        }
        0
    }

    pub(super) fn top(&self) -> usize {
        self.stack.depth() - 1
    }

    /// Reads and pops the top.
    pub(super) fn pop(&mut self) -> In {
        let operand = self.stack.read(self.top());
        self.stack.slots.pop();
        operand
    }

    /// Pushes a value that the next instruction writes: its register.
    pub(super) fn push(&mut self) -> u32 {
        self.stack.push(Slot::Temp)
    }

    pub(super) fn push_run(&mut self, n: usize) {
        for _ in 0..n {
            self.push();
        }
    }

    /// Puts the slot at `position` into its own register.
    pub(super) fn materialize(&mut self, position: usize) {
        if self.stack.slots[position] != Slot::Temp {
            let source = self.stack.read(position);
            self.emitter.emit(Op::Mov, self.stack.register(position), source.0, 0);
            self.stack.slots[position] = Slot::Temp;
        }
    }

    pub(super) fn materialize_from(&mut self, position: usize) {
        for position in position..self.stack.depth() {
            self.materialize(position);
        }
    }

    pub(super) fn materialize_all(&mut self) {
        self.materialize_from(0);
    }

    /// Before variable `register` changes: copies of it below position `below` get their own values.
    pub(super) fn detach(&mut self, register: u32, below: usize) {
        for position in 0..below {
            if self.stack.slots[position] == Slot::Variable(register) {
                self.materialize(position);
            }
        }
    }

    /// The top `n` values as a run of temporaries, popped: the register of the first.
    pub(super) fn pop_run(&mut self, n: usize) -> u32 {
        let first = self.stack.depth() - n;
        self.materialize_from(first);
        self.stack.slots.truncate(first);
        self.stack.register(first)
    }

    /// Pops `n` values as a run and pushes the instruction's result.
    pub(super) fn run_op(&mut self, instr: &Bytecode, op: Op, aux: u16, n: usize, count: u32) -> Result<(), BadCode> {
        self.need(instr, n)?;
        let first = self.pop_run(n);
        let out = self.push();
        if self.traced() && matches!(op, Op::Call | Op::CallMethod | Op::CallKw | Op::CallEx) {
            self.emitter.emit(Op::TraceCall, 0, 0, 0);
        }
        self.emitter.emit_aux(op, aux, out, first, count);
        Ok(())
    }

    pub(super) fn unary(&mut self, instr: &Bytecode, op: Op, aux: u16) -> Result<(), BadCode> {
        self.need(instr, 1)?;
        let operand = self.pop();
        let out = self.push();
        self.emitter.emit_aux(op, aux, out, operand.0, 0);
        Ok(())
    }

    pub(super) fn binary(&mut self, instr: &Bytecode, op: Op, aux: u16) -> Result<(), BadCode> {
        self.need(instr, 2)?;
        let right = self.pop();
        let left = self.pop();
        let out = self.push();
        self.emitter.emit_aux(op, aux, out, left.0, right.0);
        Ok(())
    }

    pub(super) fn cell(&self, arg: u32) -> u32 {
        self.input.n_locals as u32 + arg
    }
}
