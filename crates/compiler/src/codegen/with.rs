//! `with` and `async with`: each item a block of its own, nested.

use pyston_opcode::cpython::Opcode;

use super::unit::{FrameKind, UnitKind};
use super::{Compiler, Emit};
use crate::ast::{Stmt, WithItem};
use crate::code::Const;
use crate::options::PYCF_ALLOW_TOP_LEVEL_AWAIT;
use crate::symtable::BlockKind;

impl Compiler<'_> {
    pub(super) fn with(&mut self, items: &[WithItem], body: &[Stmt]) -> Emit {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        self.with_item(item, FrameKind::With, |this| this.with(rest, body))
    }

    pub(super) fn async_with(&mut self, items: &[WithItem], body: &[Stmt]) -> Emit {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        self.require_async("'async with' outside async function")?;
        self.with_item(item, FrameKind::AsyncWith, |this| this.async_with(rest, body))
    }

    fn with_item(&mut self, item: &WithItem, kind: FrameKind, inside: impl FnOnce(&mut Self) -> Emit) -> Emit {
        let is_async = kind == FrameKind::AsyncWith;
        let block = self.new_label();
        let finally = self.new_label();
        self.expr(&item.context_expr)?;
        if is_async {
            self.emit(Opcode::BeforeAsyncWith);
            self.emit_await();
        }
        self.emit_jump(if is_async { Opcode::SetupAsyncWith } else { Opcode::SetupWith }, finally);
        self.use_next(block);
        self.push_frame(kind, Some(block), Some(finally))?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.emit(Opcode::PopTop),
        }
        inside(self)?;
        self.emit(Opcode::PopBlock);
        self.emit(Opcode::BeginFinally);
        self.pop_frame();
        self.use_next(finally);
        self.push_frame(FrameKind::FinallyEnd, Some(finally), None)?;
        self.emit(Opcode::WithCleanupStart);
        if is_async {
            self.emit_await();
        }
        self.emit(Opcode::WithCleanupFinish);
        self.emit(Opcode::EndFinally);
        self.pop_frame();
        Ok(())
    }

    /// Awaits what is on top of the stack.
    pub(super) fn emit_await(&mut self) {
        self.emit(Opcode::GetAwaitable);
        self.load_const(Const::None);
        self.emit(Opcode::YieldFrom);
    }

    /// `await` and its kin are allowed at module level here.
    pub(super) fn top_level_await(&self) -> bool {
        self.options.flags & PYCF_ALLOW_TOP_LEVEL_AWAIT != 0 && self.symbols().kind == BlockKind::Module
    }

    /// An error unless the statement may await.
    pub(super) fn require_async(&mut self, msg: &str) -> Emit {
        if self.top_level_await() {
            let block = self.unit().block;
            self.symtable.block_mut(block).coroutine = true;
        } else if self.unit().kind != UnitKind::AsyncFunction {
            return self.error(msg);
        }
        Ok(())
    }
}
