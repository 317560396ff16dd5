//! Branches and loops, conditional jumps, and what leaving a loop early unwinds.

use pyston_opcode::cpython::Opcode;

use super::unit::FrameKind;
use super::{Compiler, Emit, Label};
use crate::ast::{BoolOp, CmpOp, Constant, Expr, ExprKind, Stmt, UnaryOp};
use crate::code::Const;
use crate::deep::with_room;

/// The truth of a constant; `None` if it is known only at run time.
fn truth(expr: &Expr) -> Option<bool> {
    let ExprKind::Constant { value, .. } = &expr.kind else { return None };
    Some(match value {
        Constant::None | Constant::False => false,
        Constant::True | Constant::Ellipsis => true,
        Constant::Int(value) => *value != 0.into(),
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(value) => !value.is_empty(),
        Constant::Bytes(value) => !value.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    })
}

impl Compiler<'_> {
    pub(super) fn if_stmt(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Emit {
        let end = self.new_label();
        match truth(test) {
            Some(true) => {
                self.stmts(body)?;
                self.silently(|this| this.stmts(orelse))?;
            }
            Some(false) => {
                self.silently(|this| this.stmts(body))?;
                self.stmts(orelse)?;
            }
            None => {
                let next = if orelse.is_empty() { end } else { self.new_label() };
                self.jump_if(test, next, false)?;
                self.stmts(body)?;
                if !orelse.is_empty() {
                    self.emit_jump(Opcode::JumpForward, end);
                    self.use_next(next);
                    self.stmts(orelse)?;
                }
            }
        }
        self.use_next(end);
        Ok(())
    }

    pub(super) fn while_loop(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Emit {
        let constant = truth(test);
        if constant == Some(false) {
            self.silently(|this| {
                this.push_frame(FrameKind::WhileLoop, None, None)?;
                this.stmts(body)?;
                this.pop_frame();
                Ok(())
            })?;
            return self.stmts(orelse);
        }
        let start = self.new_label();
        let end = self.new_label();
        let anchor = constant.is_none().then(|| self.new_label());
        self.use_next(start);
        self.push_frame(FrameKind::WhileLoop, Some(start), Some(end))?;
        if let Some(anchor) = anchor {
            self.jump_if(test, anchor, false)?;
        }
        self.stmts(body)?;
        self.emit_jump(Opcode::JumpAbsolute, start);
        if let Some(anchor) = anchor {
            self.use_next(anchor);
        }
        self.pop_frame();
        self.stmts(orelse)?;
        self.use_next(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Emit {
        let start = self.new_label();
        let cleanup = self.new_label();
        let end = self.new_label();
        self.push_frame(FrameKind::ForLoop, Some(start), Some(end))?;
        self.expr(iter)?;
        self.emit(Opcode::GetIter);
        self.use_next(start);
        self.emit_jump(Opcode::ForIter, cleanup);
        self.expr(target)?;
        self.stmts(body)?;
        self.emit_jump(Opcode::JumpAbsolute, start);
        self.use_next(cleanup);
        self.pop_frame();
        self.stmts(orelse)?;
        self.use_next(end);
        Ok(())
    }

    pub(super) fn async_for(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Emit {
        self.require_async("'async for' outside async function")?;
        let start = self.new_label();
        let except = self.new_label();
        let end = self.new_label();
        self.expr(iter)?;
        self.emit(Opcode::GetAiter);
        self.use_next(start);
        self.push_frame(FrameKind::ForLoop, Some(start), Some(end))?;
        self.emit_jump(Opcode::SetupFinally, except);
        self.emit(Opcode::GetAnext);
        self.load_const(Const::None);
        self.emit(Opcode::YieldFrom);
        self.emit(Opcode::PopBlock);
        self.expr(target)?;
        self.stmts(body)?;
        self.emit_jump(Opcode::JumpAbsolute, start);
        self.pop_frame();
        self.use_next(except);
        self.emit(Opcode::EndAsyncFor);
        self.stmts(orelse)?;
        self.use_next(end);
        Ok(())
    }

    pub(super) fn break_stmt(&mut self) -> Emit {
        for at in (0..self.unit().frames.len()).rev() {
            let frame = self.unit().frames[at];
            self.unwind(at, false);
            if frame.kind.is_loop() {
                if let Some(exit) = frame.exit {
                    self.emit_jump(Opcode::JumpAbsolute, exit);
                }
                return Ok(());
            }
        }
        self.error("'break' outside loop")
    }

    pub(super) fn continue_stmt(&mut self) -> Emit {
        for at in (0..self.unit().frames.len()).rev() {
            let frame = self.unit().frames[at];
            if frame.kind.is_loop() {
                if let Some(start) = frame.start {
                    self.emit_jump(Opcode::JumpAbsolute, start);
                }
                return Ok(());
            }
            self.unwind(at, false);
        }
        self.error("'continue' not properly in loop")
    }

    /// Leaves one frame block early. `preserve_tos`: a return value lies on top.
    pub(super) fn unwind(&mut self, at: usize, preserve_tos: bool) {
        let frame = self.unit().frames[at];
        match frame.kind {
            FrameKind::WhileLoop => {}
            FrameKind::FinallyEnd => {
                self.unit().frames[at].exit = None;
                self.emit_arg(Opcode::PopFinally, preserve_tos.into());
                self.drop_below(preserve_tos);
            }
            FrameKind::ForLoop => self.drop_below(preserve_tos),
            FrameKind::Except => self.emit(Opcode::PopBlock),
            FrameKind::FinallyTry => {
                self.emit(Opcode::PopBlock);
                self.call_finally(frame.exit);
            }
            FrameKind::FinallyTryWithPlaceholder => {
                self.emit(Opcode::PopBlock);
                if preserve_tos {
                    self.emit(Opcode::RotTwo);
                    self.emit(Opcode::PopTop);
                    self.call_finally(frame.exit);
                } else {
                    self.call_finally(frame.exit);
                    self.emit(Opcode::PopTop);
                }
            }
            FrameKind::With | FrameKind::AsyncWith => {
                self.emit(Opcode::PopBlock);
                if preserve_tos {
                    self.emit(Opcode::RotTwo);
                }
                self.emit(Opcode::BeginFinally);
                self.emit(Opcode::WithCleanupStart);
                if frame.kind == FrameKind::AsyncWith {
                    self.emit_await();
                }
                self.emit(Opcode::WithCleanupFinish);
                self.emit_arg(Opcode::PopFinally, 0);
            }
            FrameKind::HandlerCleanup => {
                if preserve_tos {
                    self.emit(Opcode::RotFour);
                }
                if frame.exit.is_some() {
                    self.emit(Opcode::PopBlock);
                    self.emit(Opcode::PopExcept);
                    self.call_finally(frame.exit);
                } else {
                    self.emit(Opcode::PopExcept);
                }
            }
        }
    }

    /// Drops the top of the stack, or what lies under it.
    fn drop_below(&mut self, preserve_tos: bool) {
        if preserve_tos {
            self.emit(Opcode::RotTwo);
        }
        self.emit(Opcode::PopTop);
    }

    fn call_finally(&mut self, exit: Option<Label>) {
        if let Some(exit) = exit {
            self.emit_jump(Opcode::CallFinally, exit);
        }
    }

    /// Jumps to `next` if the truth of `expr` is `cond`, else goes on.
    pub(super) fn jump_if(&mut self, expr: &Expr, next: Label, cond: bool) -> Emit {
        with_room(|| self.jump_if_here(expr, next, cond))
    }

    fn jump_if_here(&mut self, expr: &Expr, next: Label, cond: bool) -> Emit {
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => return self.jump_if(operand, next, !cond),
            ExprKind::BoolOp { op, values } => return self.jump_if_bool_op(*op, values, next, cond),
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.new_label();
                let next2 = self.new_label();
                self.jump_if(test, next2, false)?;
                self.jump_if(body, next, cond)?;
                self.emit_jump(Opcode::JumpForward, end);
                self.use_next(next2);
                self.jump_if(orelse, next, cond)?;
                self.use_next(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                return self.jump_if_chain(left, ops, comparators, next, cond);
            }
            _ => {}
        }
        self.expr(expr)?;
        self.emit_jump(if cond { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, next);
        Ok(())
    }

    fn jump_if_bool_op(&mut self, op: BoolOp, values: &[Expr], next: Label, cond: bool) -> Emit {
        let Some((last, firsts)) = values.split_last() else { return Ok(()) };
        let cond2 = op == BoolOp::Or;
        let next2 = if cond2 == cond { next } else { self.new_label() };
        firsts.iter().try_for_each(|value| self.jump_if(value, next2, cond2))?;
        self.jump_if(last, next, cond)?;
        if next2 != next {
            self.use_next(next2);
        }
        Ok(())
    }

    /// `a < b < c` as a condition.
    fn jump_if_chain(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr], next: Label, cond: bool) -> Emit {
        self.check_compare(left, ops, comparators);
        let cleanup = self.new_label();
        self.compare_chain_head(left, ops, comparators, Opcode::PopJumpIfFalse, cleanup)?;
        self.emit_jump(if cond { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, next);
        let end = self.new_label();
        self.emit_jump(Opcode::JumpForward, end);
        self.use_next(cleanup);
        self.emit(Opcode::PopTop);
        if !cond {
            self.emit_jump(Opcode::JumpForward, next);
        }
        self.use_next(end);
        Ok(())
    }
}
