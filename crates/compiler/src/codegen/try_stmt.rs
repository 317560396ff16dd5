//! `try`: handlers, and the `finally` of 3.8, which is called like a subroutine by jumps out of it.

use pyston_opcode::cpython::Opcode;

use super::unit::FrameKind;
use super::{Compiler, Emit};
use crate::ast::{ExceptHandler, Stmt};
use crate::code::Const;

/// The argument of `COMPARE_OP` that matches exceptions.
const EXCEPTION_MATCH: u32 = 10;

impl Compiler<'_> {
    /// The `finally` part is compiled first: only it shows whether something leaves it early, in
    /// which case the `try` part must put a placeholder under its block.
    pub(super) fn try_finally(
        &mut self,
        stmt: &Stmt,
        body: &[Stmt],
        handlers: &[ExceptHandler],
        orelse: &[Stmt],
        finalbody: &[Stmt],
    ) -> Emit {
        let body_label = self.new_label();
        let end = self.new_label();
        let start = self.unit().current;

        self.use_next(end);
        self.push_frame(FrameKind::FinallyEnd, Some(end), Some(end))?;
        self.stmts(finalbody)?;
        self.emit(Opcode::EndFinally);
        let left_early = self.pop_frame().exit.is_none();
        if left_early {
            self.emit(Opcode::PopTop);
        }
        let after = self.unit().current;
        self.unit().current = start;
        self.unit().block(start).next = None;

        self.set_place(stmt.span);
        if left_early {
            self.load_const(Const::None);
        }
        self.emit_jump(Opcode::SetupFinally, end);
        self.use_next(body_label);
        let kind = if left_early { FrameKind::FinallyTryWithPlaceholder } else { FrameKind::FinallyTry };
        self.push_frame(kind, Some(body_label), Some(end))?;
        if handlers.is_empty() {
            self.stmts(body)?;
        } else {
            self.try_except(body, handlers, orelse)?;
        }
        self.emit(Opcode::PopBlock);
        self.emit(Opcode::BeginFinally);
        self.pop_frame();
        let last = self.unit().current;
        self.unit().block(last).next = Some(end);
        self.unit().current = after;
        Ok(())
    }

    pub(super) fn try_except(&mut self, body: &[Stmt], handlers: &[ExceptHandler], orelse: &[Stmt]) -> Emit {
        let body_label = self.new_label();
        let mut except = self.new_label();
        let orelse_label = self.new_label();
        let end = self.new_label();
        self.emit_jump(Opcode::SetupFinally, except);
        self.use_next(body_label);
        self.push_frame(FrameKind::Except, Some(body_label), None)?;
        self.stmts(body)?;
        self.emit(Opcode::PopBlock);
        self.pop_frame();
        self.emit_jump(Opcode::JumpForward, orelse_label);
        self.use_next(except);
        for (at, handler) in handlers.iter().enumerate() {
            if handler.r#type.is_none() && at + 1 < handlers.len() {
                return self.error("default 'except:' must be last");
            }
            self.set_place(handler.span);
            except = self.new_label();
            if let Some(r#type) = &handler.r#type {
                self.emit(Opcode::DupTop);
                self.expr(r#type)?;
                self.emit_arg(Opcode::CompareOp, EXCEPTION_MATCH);
                self.emit_jump(Opcode::PopJumpIfFalse, except);
            }
            self.emit(Opcode::PopTop);
            self.handler_body(handler)?;
            self.emit_jump(Opcode::JumpForward, end);
            self.use_next(except);
        }
        self.emit(Opcode::EndFinally);
        self.use_next(orelse_label);
        self.stmts(orelse)?;
        self.use_next(end);
        Ok(())
    }

    /// A handler after its match; `as name` deletes the name when the handler is left.
    fn handler_body(&mut self, handler: &ExceptHandler) -> Emit {
        let Some(name) = &handler.name else {
            let body = self.new_label();
            self.emit(Opcode::PopTop);
            self.emit(Opcode::PopTop);
            self.use_next(body);
            self.push_frame(FrameKind::HandlerCleanup, Some(body), None)?;
            self.stmts(&handler.body)?;
            self.emit(Opcode::PopExcept);
            self.pop_frame();
            return Ok(());
        };
        let cleanup = self.new_label();
        let body = self.new_label();
        self.store_name(name);
        self.emit(Opcode::PopTop);
        self.emit_jump(Opcode::SetupFinally, cleanup);
        self.use_next(body);
        self.push_frame(FrameKind::HandlerCleanup, Some(body), Some(cleanup))?;
        self.stmts(&handler.body)?;
        self.emit(Opcode::PopBlock);
        self.emit(Opcode::BeginFinally);
        self.pop_frame();
        self.use_next(cleanup);
        self.push_frame(FrameKind::FinallyEnd, Some(cleanup), None)?;
        self.load_const(Const::None);
        self.store_name(name);
        self.delete_name(name);
        self.emit(Opcode::EndFinally);
        self.emit(Opcode::PopExcept);
        self.pop_frame();
        Ok(())
    }
}
