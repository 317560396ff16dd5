//! Expressions back to source text, which `from __future__ import annotations` stores.
//!
//! **Invariant**: the text is CPython 3.8's, oddities included (`lambda*a: a`, `(x:=1)`,
//! `x[(1, 2)]` for constant indices). It is not always valid Python: infinity is written `inf`.

mod arguments;
mod fstring;
mod repr;

use crate::ast::{BoolOp, CmpOp, Comprehension, Constant, Expr, ExprKind, Keyword, Operator, Slice, UnaryOp};
use crate::deep::with_room;
use crate::wstr::WStr;

/// How tightly an expression binds; a looser one inside a tighter one gets parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Cmp,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    /// The level that an expression of this one needs parentheses in.
    fn next(self) -> Level {
        const ORDER: [Level; 16] = [
            Level::Tuple,
            Level::Test,
            Level::Or,
            Level::And,
            Level::Not,
            Level::Cmp,
            Level::BitOr,
            Level::BitXor,
            Level::BitAnd,
            Level::Shift,
            Level::Arith,
            Level::Term,
            Level::Factor,
            Level::Power,
            Level::Await,
            Level::Atom,
        ];
        ORDER[(self as usize + 1).min(Level::Atom as usize)]
    }
}

/// The text of an expression.
pub fn unparse(expr: &Expr) -> WStr {
    let mut writer = Writer { out: Vec::new() };
    writer.expr(expr, Level::Test);
    WStr::from_wtf8(&writer.out)
}

struct Writer {
    /// Generalised UTF-8.
    out: Vec<u8>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.out.extend(text.as_bytes());
    }

    fn name(&mut self, name: &WStr) {
        self.out.extend(name.as_bytes());
    }

    /// Writes what `inside` writes, in parentheses where `own` binds looser than `level`.
    fn grouped(&mut self, own: Level, level: Level, inside: impl FnOnce(&mut Self)) {
        let grouped = level > own;
        self.text(if grouped { "(" } else { "" });
        inside(self);
        self.text(if grouped { ")" } else { "" });
    }

    fn list(&mut self, exprs: &[Expr]) {
        for (at, expr) in exprs.iter().enumerate() {
            self.text(if at > 0 { ", " } else { "" });
            self.expr(expr, Level::Test);
        }
    }

    fn opt(&mut self, expr: &Option<Box<Expr>>) {
        if let Some(expr) = expr {
            self.expr(expr, Level::Test);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        with_room(|| self.expr_here(expr, level));
    }

    fn expr_here(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::Constant { value: Constant::Ellipsis, .. } => self.text("..."),
            ExprKind::Constant { value, .. } => repr::constant(&mut self.out, value),
            ExprKind::JoinedStr { .. } => self.joined_str(expr, false),
            ExprKind::FormattedValue { .. } => self.formatted_value(expr),
            ExprKind::Name { id, .. } => self.name(id),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Level::Atom);
                let is_int = matches!(value.kind, ExprKind::Constant { value: Constant::Int(_), .. });
                self.text(if is_int { " ." } else { "." });
                self.name(attr);
            }
            ExprKind::Starred { value, .. } => {
                self.text("*");
                self.expr(value, Level::BitOr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Level::Atom);
                self.text("[");
                self.slice(slice);
                self.text("]");
            }
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords),
            ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => self.yield_expr(expr),
            ExprKind::List { elts, .. } => {
                self.text("[");
                self.list(elts);
                self.text("]");
            }
            ExprKind::Tuple { elts, .. } => self.tuple(elts, level),
            ExprKind::Set { .. }
            | ExprKind::Dict { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.display(expr),
            _ => self.operation(expr, level),
        }
    }

    fn operation(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let (own, text) = match op {
                    BoolOp::And => (Level::And, " and "),
                    BoolOp::Or => (Level::Or, " or "),
                };
                self.grouped(own, level, |this| {
                    for (at, value) in values.iter().enumerate() {
                        this.text(if at > 0 { text } else { "" });
                        this.expr(value, own.next());
                    }
                });
            }
            ExprKind::NamedExpr { target, value } => self.grouped(Level::Tuple, level, |this| {
                this.expr(target, Level::Atom);
                this.text(":=");
                this.expr(value, Level::Atom);
            }),
            ExprKind::BinOp { left, op, right } => {
                let (own, text) = binary(*op);
                let right_first = *op == Operator::Pow;
                self.grouped(own, level, |this| {
                    this.expr(left, if right_first { own.next() } else { own });
                    this.text(text);
                    this.expr(right, if right_first { own } else { own.next() });
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, text) = match op {
                    UnaryOp::Invert => (Level::Factor, "~"),
                    UnaryOp::Not => (Level::Not, "not "),
                    UnaryOp::UAdd => (Level::Factor, "+"),
                    UnaryOp::USub => (Level::Factor, "-"),
                };
                self.grouped(own, level, |this| {
                    this.text(text);
                    this.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body } => self.grouped(Level::Test, level, |this| {
                let named = !args.posonlyargs.is_empty() || !args.args.is_empty();
                this.text(if named { "lambda " } else { "lambda" });
                this.arguments(args);
                this.text(": ");
                this.expr(body, Level::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => self.grouped(Level::Test, level, |this| {
                this.expr(body, Level::Or);
                this.text(" if ");
                this.expr(test, Level::Or);
                this.text(" else ");
                this.expr(orelse, Level::Test);
            }),
            ExprKind::Await { value } => self.grouped(Level::Await, level, |this| {
                this.text("await ");
                this.expr(value, Level::Atom);
            }),
            ExprKind::Compare { left, ops, comparators } => self.grouped(Level::Cmp, level, |this| {
                this.expr(left, Level::BitOr);
                for (op, right) in ops.iter().zip(comparators) {
                    this.text(comparison(*op));
                    this.expr(right, Level::BitOr);
                }
            }),
            _ => {}
        }
    }

    fn yield_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Yield { value: None } => self.text("(yield)"),
            ExprKind::Yield { value: Some(value) } => {
                self.text("(yield ");
                self.expr(value, Level::Test);
                self.text(")");
            }
            ExprKind::YieldFrom { value } => {
                self.text("(yield from ");
                self.expr(value, Level::Test);
                self.text(")");
            }
            _ => {}
        }
    }

    fn tuple(&mut self, elts: &[Expr], level: Level) {
        if elts.is_empty() {
            return self.text("()");
        }
        self.grouped(Level::Tuple, level, |this| {
            this.list(elts);
            this.text(if elts.len() == 1 { "," } else { "" });
        });
    }

    fn display(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Set { elts } => {
                self.text("{");
                self.list(elts);
                self.text("}");
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values),
            ExprKind::ListComp { elt, generators } => self.comprehension(["[", "]"], elt, None, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension(["{", "}"], elt, None, generators),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension(["(", ")"], elt, None, generators),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(["{", "}"], key, Some(value), generators);
            }
            _ => {}
        }
    }

    fn dict(&mut self, keys: &[Option<Expr>], values: &[Expr]) {
        self.text("{");
        for (at, (key, value)) in keys.iter().zip(values).enumerate() {
            self.text(if at > 0 { ", " } else { "" });
            match key {
                Some(key) => {
                    self.expr(key, Level::Test);
                    self.text(": ");
                    self.expr(value, Level::Test);
                }
                None => {
                    self.text("**");
                    self.expr(value, Level::BitOr);
                }
            }
        }
        self.text("}");
    }

    fn comprehension(&mut self, brackets: [&str; 2], elt: &Expr, value: Option<&Expr>, generators: &[Comprehension]) {
        self.text(brackets[0]);
        self.expr(elt, Level::Test);
        if let Some(value) = value {
            self.text(": ");
            self.expr(value, Level::Test);
        }
        for generator in generators {
            self.text(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Level::Tuple);
            self.text(" in ");
            self.expr(&generator.iter, Level::Or);
            for condition in &generator.ifs {
                self.text(" if ");
                self.expr(condition, Level::Or);
            }
        }
        self.text(brackets[1]);
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        self.expr(func, Level::Atom);
        if let ([only], []) = (args, keywords)
            && matches!(only.kind, ExprKind::GeneratorExp { .. })
        {
            // It brings its own parentheses.
            return self.expr(only, Level::Test);
        }
        self.text("(");
        self.list(args);
        for (at, keyword) in keywords.iter().enumerate() {
            self.text(if at > 0 || !args.is_empty() { ", " } else { "" });
            match &keyword.arg {
                Some(name) => {
                    self.name(name);
                    self.text("=");
                }
                None => self.text("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.text(")");
    }

    fn slice(&mut self, slice: &Slice) {
        match slice {
            Slice::Index { value } => {
                // 3.8 cannot read back `a[b, *c]`.
                let has_star = matches!(&value.kind, ExprKind::Tuple { elts, .. }
                    if elts.iter().any(|element| matches!(element.kind, ExprKind::Starred { .. })));
                self.expr(value, if has_star { Level::Test } else { Level::Tuple });
            }
            Slice::Slice { lower, upper, step } => {
                self.opt(lower);
                self.text(":");
                self.opt(upper);
                if step.is_some() {
                    self.text(":");
                    self.opt(step);
                }
            }
            Slice::ExtSlice { dims } => {
                for (at, dim) in dims.iter().enumerate() {
                    self.text(if at > 0 { ", " } else { "" });
                    self.slice(dim);
                }
                self.text(if dims.len() == 1 { "," } else { "" });
            }
        }
    }
}

fn binary(op: Operator) -> (Level, &'static str) {
    match op {
        Operator::Add => (Level::Arith, " + "),
        Operator::Sub => (Level::Arith, " - "),
        Operator::Mult => (Level::Term, " * "),
        Operator::MatMult => (Level::Term, " @ "),
        Operator::Div => (Level::Term, " / "),
        Operator::Mod => (Level::Term, " % "),
        Operator::LShift => (Level::Shift, " << "),
        Operator::RShift => (Level::Shift, " >> "),
        Operator::BitOr => (Level::BitOr, " | "),
        Operator::BitXor => (Level::BitXor, " ^ "),
        Operator::BitAnd => (Level::BitAnd, " & "),
        Operator::FloorDiv => (Level::Term, " // "),
        Operator::Pow => (Level::Power, " ** "),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
