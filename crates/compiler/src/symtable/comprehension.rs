//! Comprehensions: a block of their own, whose first iterable belongs to the block outside.

use super::build::{Builder, Visit};
use super::{BlockKind, DEF_PARAM};
use crate::ast::{Comprehension, Expr, ExprKind};

impl Builder<'_> {
    pub(super) fn comprehension(&mut self, expr: &Expr) -> Visit {
        let (name, what, generators, value, elt) = match &expr.kind {
            ExprKind::ListComp { elt, generators } => ("listcomp", "list comprehension", generators, None, elt),
            ExprKind::SetComp { elt, generators } => ("setcomp", "set comprehension", generators, None, elt),
            ExprKind::DictComp { key, value, generators } => {
                ("dictcomp", "dict comprehension", generators, Some(value), key)
            }
            ExprKind::GeneratorExp { elt, generators } => ("genexpr", "generator expression", generators, None, elt),
            _ => unreachable!("only called for comprehensions"),
        };
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        self.iterable(&first.iter)?;
        self.enter(name.into(), BlockKind::Function, expr, expr.span);
        self.cur().coroutine = first.is_async;
        self.cur().comprehension = true;
        self.define(&".0".into(), DEF_PARAM)?;
        self.target(&first.target)?;
        self.exprs(&first.ifs)?;
        rest.iter().try_for_each(|generator| self.inner_loop(generator))?;
        value.iter().try_for_each(|value| self.expr(value))?;
        self.expr(elt)?;
        let block = self.cur();
        if block.generator {
            let (line, offset) = (block.lineno, block.col_offset + 1);
            return Err(self.error(format!("'yield' inside {what}"), line, offset));
        }
        block.generator = matches!(expr.kind, ExprKind::GeneratorExp { .. });
        self.exit();
        Ok(())
    }

    fn inner_loop(&mut self, generator: &Comprehension) -> Visit {
        self.target(&generator.target)?;
        self.iterable(&generator.iter)?;
        self.exprs(&generator.ifs)?;
        if generator.is_async {
            self.cur().coroutine = true;
        }
        Ok(())
    }

    /// Marks the names of a target as iteration variables, which `:=` must not rebind.
    fn target(&mut self, target: &Expr) -> Visit {
        self.cur().comp_iter_target = true;
        self.expr(target)?;
        self.cur().comp_iter_target = false;
        Ok(())
    }

    /// Marks an iterable, in which `:=` is forbidden.
    fn iterable(&mut self, iter: &Expr) -> Visit {
        self.cur().comp_iter_expr += 1;
        self.expr(iter)?;
        self.cur().comp_iter_expr -= 1;
        Ok(())
    }
}
