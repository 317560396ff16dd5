//! Which nodes fold, and into what.

use super::{arith, sequence};
use crate::ast::{CmpOp, Constant, Expr, ExprContext, ExprKind, Slice, UnaryOp};

fn set_constant(expr: &mut Expr, value: Constant) {
    expr.kind = ExprKind::Constant { value, kind: None };
}

fn constant_of(expr: &Expr) -> Option<&Constant> {
    match &expr.kind {
        ExprKind::Constant { value, .. } => Some(value),
        _ => None,
    }
}

fn all_constants(elts: &[Expr]) -> Option<Vec<Constant>> {
    elts.iter().map(|elt| constant_of(elt).cloned()).collect()
}

pub(super) fn fold_binop(expr: &mut Expr) {
    let ExprKind::BinOp { left, op, right } = &expr.kind else { return };
    let (Some(left), Some(right)) = (constant_of(left), constant_of(right)) else { return };
    if let Some(value) = arith::binary(*op, left, right) {
        set_constant(expr, value);
    }
}

/// Folds operators on constants, and `not (a is b)` into `a is not b`. Other comparisons are not
/// each other's opposites for every type.
pub(super) fn fold_unaryop(expr: &mut Expr) {
    let ExprKind::UnaryOp { op, operand } = &mut expr.kind else { return };
    if let Some(value) = constant_of(operand) {
        if let Some(value) = arith::unary(*op, value) {
            set_constant(expr, value);
        }
        return;
    }
    if *op != UnaryOp::Not {
        return;
    }
    if let ExprKind::Compare { ops, .. } = &mut operand.kind
        && let [op] = ops.as_mut_slice()
    {
        *op = match op {
            CmpOp::Is => CmpOp::IsNot,
            CmpOp::IsNot => CmpOp::Is,
            CmpOp::In => CmpOp::NotIn,
            CmpOp::NotIn => CmpOp::In,
            _ => return,
        };
        let none = ExprKind::Constant { value: Constant::None, kind: None };
        let comparison = std::mem::replace(&mut **operand, Expr { kind: none, span: expr.span });
        *expr = comparison;
    }
}

/// The right side of `in`: a list or set of constants is built once.
pub(super) fn fold_compare(expr: &mut Expr) {
    if let ExprKind::Compare { ops, comparators, .. } = &mut expr.kind
        && let (Some(CmpOp::In | CmpOp::NotIn), Some(last)) = (ops.last(), comparators.last_mut())
    {
        fold_iter(last);
    }
}

/// Something that is only iterated or searched: a list becomes a tuple, a set a frozenset.
pub(super) fn fold_iter(expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::List { elts, ctx } => {
            if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
                return;
            }
            let (elts, ctx) = (std::mem::take(elts), *ctx);
            expr.kind = match all_constants(&elts) {
                Some(items) => ExprKind::Constant { value: Constant::Tuple(items), kind: None },
                None => ExprKind::Tuple { elts, ctx },
            };
        }
        ExprKind::Set { elts } => {
            if let Some(items) = all_constants(elts) {
                set_constant(expr, Constant::FrozenSet(sequence::distinct(items)));
            }
        }
        _ => {}
    }
}

pub(super) fn fold_tuple(expr: &mut Expr) {
    if let ExprKind::Tuple { elts, ctx: ExprContext::Load } = &expr.kind
        && let Some(items) = all_constants(elts)
    {
        set_constant(expr, Constant::Tuple(items));
    }
}

pub(super) fn fold_subscript(expr: &mut Expr) {
    if let ExprKind::Subscript { value, slice, ctx: ExprContext::Load } = &expr.kind
        && let Slice::Index { value: index } = &**slice
        && let (Some(value), Some(index)) = (constant_of(value), constant_of(index))
        && let Some(item) = sequence::item(value, index)
    {
        set_constant(expr, item);
    }
}
