//! `:=`, which inside comprehensions binds in the block around them (PEP 572).

use super::build::{Builder, Visit};
use super::{BlockKind, DEF_COMP_ITER, DEF_GLOBAL, DEF_LOCAL, DEF_NONLOCAL};
use crate::ast::{Expr, ExprKind};
use crate::wstr::WStr;

impl Builder<'_> {
    pub(super) fn named_expr(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Visit {
        if self.cur().comp_iter_expr > 0 {
            let msg = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(self.error(msg.to_string(), expr.span.lineno, expr.span.col_offset));
        }
        if self.cur().comprehension
            && let ExprKind::Name { id, .. } = &target.kind
        {
            self.bind_outside(target, id)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// Declares the name in the nearest block that is no comprehension. CPython looks the name up
    /// unmangled here, so do we.
    fn bind_outside(&mut self, target: &Expr, name: &WStr) -> Visit {
        let span = target.span;
        for at in (0..self.stack.len()).rev() {
            let id = self.stack[at];
            let block = self.block(id);
            let flags = block.symbols.get(name).unwrap_or(0);
            if block.comprehension {
                if flags & DEF_COMP_ITER != 0 {
                    let msg = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                    return Err(self.error(msg, span.lineno, span.col_offset));
                }
                continue;
            }
            let (inner, outer) = match block.kind {
                BlockKind::Function if flags & DEF_GLOBAL != 0 => (DEF_GLOBAL, DEF_LOCAL),
                BlockKind::Function => (DEF_NONLOCAL, DEF_LOCAL),
                BlockKind::Module => (DEF_GLOBAL, DEF_GLOBAL),
                BlockKind::Class => {
                    let msg = "assignment expression within a comprehension cannot be used in a class body";
                    return Err(self.error(msg.to_string(), span.lineno, span.col_offset));
                }
            };
            self.define(name, inner)?;
            self.record_directive(name, span);
            return self.define_in(id, name, outer);
        }
        Ok(())
    }
}
