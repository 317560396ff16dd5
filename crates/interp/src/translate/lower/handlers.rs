//! Exception handlers and the states of `finally`, `except` and `with` while lowering.

use pyston_opcode::regcode::Block;

use super::*;

impl Lowering<'_> {
    pub(super) fn push_handler(&mut self, handler: Handler) {
        let outer = self.emitter.handler;
        self.emitter.handler = self.emitter.block(Block { handler, outer });
    }

    pub(super) fn pop_handler(&mut self, instr: &Bytecode) -> Result<Handler, BadCode> {
        let block =
            self.emitter.block_at(self.emitter.handler).ok_or_else(|| BadCode::at(instr.offset, "no block to pop"))?;
        self.emitter.handler = block.outer;
        Ok(block.handler)
    }

    /// `SETUP_*`: the handler at the target is entered with six values on a stack of `level`.
    pub(super) fn setup(&mut self, instr: &Bytecode, level: usize) -> Result<(), BadCode> {
        let target = target(instr)?;
        let base = self.stack.register(level);
        let outer = self.emitter.handler;
        let body =
            if self.program.code[target].is_finally { Handler::Finally { base } } else { Handler::Except { base } };
        let inside = self.emitter.block(Block { handler: body, outer });
        self.stack.note_depth(level + 6);
        self.enter(target, level + 6, inside)?;
        self.push_handler(Handler::Catch { target: self.label(target), base });
        // What is below the level must be in place when the handler is entered.
        self.emitter.fence();
        Ok(())
    }

    /// The instructions that push and pop blocks.
    pub(super) fn block_instruction(&mut self, instr: &Bytecode, opcode: Opcode) -> Result<(), BadCode> {
        match opcode {
            Opcode::SetupFinally => {
                self.materialize_all();
                self.setup(instr, self.stack.depth())?;
            }
            Opcode::SetupWith | Opcode::BeforeAsyncWith => {
                self.need(instr, 1)?;
                let manager = self.pop();
                self.materialize_all();
                let exit = self.push();
                let op = if opcode == Opcode::SetupWith { Op::SetupWith } else { Op::BeforeAsyncWith };
                self.stack.note_depth(self.stack.depth() + 1);
                self.emitter.emit(op, exit, manager.0, 0);
                self.emitter.fence();
                if opcode == Opcode::SetupWith {
                    self.setup(instr, self.stack.depth())?;
                }
                self.push();
            }
            Opcode::SetupAsyncWith => {
                self.need(instr, 1)?;
                self.materialize_all();
                self.setup(instr, self.stack.depth() - 1)?;
            }
            Opcode::PopBlock => {
                if !matches!(self.pop_handler(instr)?, Handler::Catch { .. }) {
                    return Err(BadCode::at(instr.offset, "POP_BLOCK in a handler"));
                }
                self.emitter.fence();
            }
            Opcode::PopExcept => {
                let Handler::Except { base } = self.pop_handler(instr)? else {
                    return Err(BadCode::at(instr.offset, "POP_EXCEPT outside a handler"));
                };
                self.need_state(instr, 3)?;
                let first = self.pop_run(3);
                let rotated = std::mem::take(&mut self.rotated);
                if first != base + u32::from(rotated) {
                    return Err(BadCode::at(instr.offset, "POP_EXCEPT of other values"));
                }
                self.emitter.emit(Op::PopExcept, first, 0, 0);
            }
            Opcode::BeginFinally => {
                self.materialize_all();
                let base = self.stack.register(self.stack.depth());
                self.push_run(6);
                self.push_handler(Handler::Finally { base });
            }
            Opcode::CallFinally => self.call_finally(instr)?,
            Opcode::EndFinally => {
                self.need_state(instr, 6)?;
                let base = self.finally_base(instr, 0)?;
                let is_except = self.is_except();
                self.emitter.emit(Op::EndFinally, base, is_except.into(), 0);
                self.pop_handler(instr)?;
                let depth = self.stack.depth() - 6;
                self.stack.slots.truncate(depth);
                self.emitter.fence();
            }
            Opcode::PopFinally => {
                let preserved = instr.arg != 0;
                self.need_state(instr, 6 + usize::from(preserved))?;
                let value = if preserved { Some(self.pop()) } else { None };
                let base = self.finally_base(instr, 0)?;
                self.pop_handler(instr)?;
                let depth = self.stack.depth() - 6;
                self.stack.slots.truncate(depth);
                let out = if preserved { self.push() } else { base };
                self.emitter.emit_aux(Op::PopFinally, preserved.into(), base, value.map_or(0, |value| value.0), out);
                self.emitter.fence();
            }
            Opcode::WithCleanupStart => self.with_start(instr)?,
            Opcode::WithCleanupFinish => {
                self.need_state(instr, 8)?;
                self.materialize_all();
                let depth = self.stack.depth() - 2;
                self.stack.slots.truncate(depth);
                let base = self.finally_base(instr, 0)?;
                self.emitter.emit(Op::WithFinish, base, 0, 0);
            }
            Opcode::EndAsyncFor => {
                self.need_state(instr, 7)?;
                let base = self.finally_base(instr, 0)?;
                if !self.is_except() || base == self.stack.base {
                    return Err(BadCode::at(instr.offset, "END_ASYNC_FOR outside an exception handler"));
                }
                self.emitter.emit(Op::EndAsyncFor, base, 0, 0);
                self.pop_handler(instr)?;
                let depth = self.stack.depth() - 7;
                self.stack.slots.truncate(depth);
                self.emitter.fence();
            }
            _ => return self.operator(instr),
        }
        Ok(())
    }

    /// Is this the handler of exceptions alone, that no `finally` block falls or jumps into?
    pub(super) fn is_except(&self) -> bool {
        let block = self.emitter.block_at(self.emitter.handler);
        block.is_some_and(|block| matches!(block.handler, Handler::Except { .. }))
    }

    /// The first register of the six values of a finally state on the top.
    pub(super) fn finally_base(&mut self, instr: &Bytecode, above: usize) -> Result<u32, BadCode> {
        self.materialize_all();
        let base = self.stack.register(self.stack.depth() - 6 - above);
        match self.emitter.block_at(self.emitter.handler).map(|block| block.handler) {
            Some(Handler::Finally { base: expected } | Handler::Except { base: expected }) if expected == base => {
                Ok(base)
            }
            _ => Err(BadCode::at(instr.offset, "not in the handler whose state is on the stack")),
        }
    }

    pub(super) fn call_finally(&mut self, instr: &Bytecode) -> Result<(), BadCode> {
        let target = target(instr)?;
        self.materialize_all();
        let known = self.program.code[target].leader().and_then(|leader| self.known[leader].entry.as_ref());
        let entry = known.ok_or_else(|| BadCode::at(instr.offset, "CALL_FINALLY of code that is no handler"))?;
        let level = entry.depth.checked_sub(6).ok_or_else(|| BadCode::at(instr.offset, "no finally state"))?;
        // At most the value being returned is above the level: it stays in the first register of the
        // state. Below it there may be less than where the block was set up: handlers were left.
        if self.stack.depth() > level + 1 {
            return Err(BadCode::at(instr.offset, "CALL_FINALLY with a deeper stack"));
        }
        let base = self.stack.register(level);
        self.emitter.emit_jump(Op::CallFinally, 0, base, self.label(target), 0);
        self.emitter.fence();
        Ok(())
    }

    pub(super) fn with_start(&mut self, instr: &Bytecode) -> Result<(), BadCode> {
        self.need_state(instr, 7)?;
        let base = self.finally_base(instr, 0)?;
        let kind = self.pop_handler(instr)?;
        // The exit method leaves the stack from below the state, which moves down.
        let moved = base - 1;
        self.push_handler(match kind {
            Handler::Except { .. } => Handler::Except { base: moved },
            _ => Handler::Finally { base: moved },
        });
        self.emitter.emit(Op::WithStart, base, 0, 0);
        self.stack.slots.pop();
        self.push();
        self.push();
        Ok(())
    }
}
