//! Expressions in the first pass.

use super::build::{Builder, Visit};
use super::{BlockKind, DEF_LOCAL, USE};
use crate::ast::{Expr, ExprContext, ExprKind, Slice};
use crate::deep::with_room;

impl Builder<'_> {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Visit {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn opt_expr(&mut self, expr: &Option<Box<Expr>>) -> Visit {
        expr.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Visit {
        self.descend()?;
        with_room(|| self.expr_here(expr))?;
        self.depth -= 1;
        Ok(())
    }

    fn expr_here(&mut self, expr: &Expr) -> Visit {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => self.named_expr(expr, target, value)?,
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.enter("lambda".into(), BlockKind::Function, expr, expr.span);
                self.arguments(args)?;
                self.expr(body)?;
                self.exit();
            }
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr)?,
            ExprKind::Yield { value } => {
                self.opt_expr(value)?;
                self.cur().generator = true;
            }
            ExprKind::YieldFrom { value } => {
                self.expr(value)?;
                self.cur().generator = true;
            }
            ExprKind::Await { value } => {
                self.expr(value)?;
                self.cur().coroutine = true;
            }
            ExprKind::Name { id, ctx } => {
                let load = *ctx == ExprContext::Load;
                self.define(id, if load { USE } else { DEF_LOCAL })?;
                if load && self.cur().kind == BlockKind::Function && id.as_bytes() == b"super" {
                    self.define(&"__class__".into(), USE)?;
                }
            }
            _ => self.plain_expr(expr)?,
        }
        Ok(())
    }

    /// Expressions that do nothing but contain others.
    fn plain_expr(&mut self, expr: &Expr) -> Visit {
        match &expr.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|key| self.expr(key))?;
                self.exprs(values)
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt_expr(format_spec)
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.slice(slice)
            }
            _ => Ok(()),
        }
    }

    fn slice(&mut self, slice: &Slice) -> Visit {
        match slice {
            Slice::Slice { lower, upper, step } => {
                self.opt_expr(lower)?;
                self.opt_expr(upper)?;
                self.opt_expr(step)
            }
            Slice::ExtSlice { dims } => dims.iter().try_for_each(|dim| self.slice(dim)),
            Slice::Index { value } => self.expr(value),
        }
    }
}
