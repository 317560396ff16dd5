//! Warnings about expressions that always fail or never mean what they say.

use super::Compiler;
use crate::ast::{CmpOp, Constant, Expr, ExprKind, Slice};

/// The type an expression is certain to have, by its Python name.
fn type_name(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex { .. } => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
        },
        _ => return None,
    })
}

/// A literal whose identity means nothing.
fn has_no_identity(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant { value, .. } => {
            !matches!(value, Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
        }
        _ => false,
    }
}

impl Compiler<'_> {
    pub(super) fn check_compare(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let msg = match op {
                CmpOp::Is => "\"is\" with a literal. Did you mean \"==\"?",
                CmpOp::IsNot => "\"is not\" with a literal. Did you mean \"!=\"?",
                _ => "",
            };
            if !msg.is_empty() && (has_no_identity(left) || has_no_identity(right)) {
                self.warn(msg.to_string());
                return;
            }
            left = right;
        }
    }

    pub(super) fn check_callable(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(name) = type_name(func) {
            self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"));
        }
    }

    pub(super) fn check_subscript(&mut self, value: &Expr, slice: &Slice) {
        let Some(name) = type_name(value) else { return };
        match name {
            "dict" => {}
            "str" | "bytes" | "tuple" | "list" => self.check_index(name, slice),
            _ => self.warn(format!("'{name}' object is not subscriptable; perhaps you missed a comma?")),
        }
    }

    fn check_index(&mut self, sequence: &str, slice: &Slice) {
        let Slice::Index { value } = slice else { return };
        if let Some(index) = type_name(value)
            && !matches!(index, "int" | "bool")
        {
            let msg =
                format!("{sequence} indices must be integers or slices, not {index}; perhaps you missed a comma?");
            self.warn(msg);
        }
    }
}
