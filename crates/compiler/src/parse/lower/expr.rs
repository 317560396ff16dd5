//! Expressions.

use rustpython_parser::ast::{self as rp, Ranged};

use crate::{
    ast::{
        BoolOp, CmpOp, Comprehension, Constant, Expr, ExprContext, ExprKind, Keyword, Operator, Slice, Span, UnaryOp,
    },
    grammar::token,
    parse::numbers,
};

use super::{Lower, feed};

impl Lower<'_> {
    pub(super) fn exprs(&mut self, exprs: Vec<rp::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn boxed(&mut self, expr: rp::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn optional(&mut self, expr: Option<Box<rp::Expr>>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(*expr))
    }

    pub(super) fn expr(&mut self, expr: rp::Expr) -> Expr {
        let range = expr.range();
        let mut span = self.expr_span(&expr);
        let kind = match expr {
            rp::Expr::Constant(node) => return self.constant(node),
            rp::Expr::Name(node) => {
                if let Some(number) = node.id.as_str().strip_prefix('h').and_then(|digits| digits.parse().ok()) {
                    let mut expr = self.hole(number);
                    if !matches!(node.ctx, rp::ExprContext::Load) {
                        set_context(&mut expr, context(node.ctx));
                    }
                    return expr;
                }
                ExprKind::Name { id: self.ident(node.id.as_str()), ctx: context(node.ctx) }
            }
            rp::Expr::NamedExpr(node) => {
                let first = feed::token_range(range).0;
                let last = self.close_brackets(feed::token_range(node.value.range()).1, first);
                span = self.unit.span(first, last);
                ExprKind::NamedExpr { target: self.boxed(*node.target), value: self.boxed(*node.value) }
            }
            rp::Expr::Call(node) => ExprKind::Call {
                func: self.boxed(*node.func),
                args: self.call_arguments(node.args),
                keywords: self.keywords(node.keywords),
            },
            rp::Expr::Subscript(node) => ExprKind::Subscript {
                value: self.boxed(*node.value),
                slice: Box::new(self.slice(*node.slice)),
                ctx: context(node.ctx),
            },
            rp::Expr::Attribute(node) => ExprKind::Attribute {
                value: self.boxed(*node.value),
                attr: self.ident(node.attr.as_str()),
                ctx: context(node.ctx),
            },
            rp::Expr::Starred(node) => ExprKind::Starred { value: self.boxed(*node.value), ctx: context(node.ctx) },
            rp::Expr::List(node) => ExprKind::List { elts: self.exprs(node.elts), ctx: context(node.ctx) },
            rp::Expr::Tuple(node) => ExprKind::Tuple { elts: self.exprs(node.elts), ctx: context(node.ctx) },
            rp::Expr::Set(node) => ExprKind::Set { elts: self.exprs(node.elts) },
            rp::Expr::Dict(node) => ExprKind::Dict {
                keys: node.keys.into_iter().map(|key| key.map(|key| self.expr(key))).collect(),
                values: self.exprs(node.values),
            },
            other => self.operation(other),
        };
        Expr { kind, span }
    }

    /// The place of an expression. Some get their end from their last part, which matters where
    /// places are shifted.
    fn expr_span(&self, expr: &rp::Expr) -> Span {
        let (first, last) = feed::token_range(expr.range());
        let part = match expr {
            rp::Expr::Call(node) if node.args.is_empty() && node.keywords.is_empty() => {
                self.unit.tree.tokens[last].pair as usize
            }
            rp::Expr::Call(_) => last,
            rp::Expr::Attribute(_) => last - 1,
            rp::Expr::Subscript(_) => self.unit.tree.tokens[last].pair as usize,
            rp::Expr::BinOp(node) if !matches!(node.op, rp::Operator::Pow) => {
                self.open_brackets(feed::token_range(node.right.range()).0, last)
            }
            _ => first,
        };
        self.unit.span_ended_by(first, last, part)
    }

    /// Operators, comprehensions and the like.
    fn operation(&mut self, expr: rp::Expr) -> ExprKind {
        match expr {
            rp::Expr::BoolOp(node) => ExprKind::BoolOp {
                op: match node.op {
                    rp::BoolOp::And => BoolOp::And,
                    rp::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(node.values),
            },
            rp::Expr::BinOp(node) => {
                ExprKind::BinOp { left: self.boxed(*node.left), op: operator(node.op), right: self.boxed(*node.right) }
            }
            rp::Expr::UnaryOp(node) => ExprKind::UnaryOp { op: unary(node.op), operand: self.boxed(*node.operand) },
            rp::Expr::Compare(node) => ExprKind::Compare {
                left: self.boxed(*node.left),
                ops: node.ops.into_iter().map(comparison).collect(),
                comparators: self.exprs(node.comparators),
            },
            rp::Expr::Lambda(node) => {
                ExprKind::Lambda { args: Box::new(self.arguments(*node.args)), body: self.boxed(*node.body) }
            }
            rp::Expr::IfExp(node) => ExprKind::IfExp {
                test: self.boxed(*node.test),
                body: self.boxed(*node.body),
                orelse: self.boxed(*node.orelse),
            },
            rp::Expr::ListComp(node) => {
                ExprKind::ListComp { elt: self.boxed(*node.elt), generators: self.generators(node.generators) }
            }
            rp::Expr::SetComp(node) => {
                ExprKind::SetComp { elt: self.boxed(*node.elt), generators: self.generators(node.generators) }
            }
            rp::Expr::DictComp(node) => ExprKind::DictComp {
                key: self.boxed(*node.key),
                value: self.boxed(*node.value),
                generators: self.generators(node.generators),
            },
            rp::Expr::GeneratorExp(node) => {
                ExprKind::GeneratorExp { elt: self.boxed(*node.elt), generators: self.generators(node.generators) }
            }
            rp::Expr::Await(node) => ExprKind::Await { value: self.boxed(*node.value) },
            rp::Expr::Yield(node) => ExprKind::Yield { value: self.optional(node.value) },
            rp::Expr::YieldFrom(node) => ExprKind::YieldFrom { value: self.boxed(*node.value) },
            // Literals are empty strings to the parser and slices stand only in subscripts, so nothing
            // is left that could arrive here.
            _ => ExprKind::Constant { value: Constant::None, kind: None },
        }
    }

    fn constant(&mut self, node: rp::ExprConstant) -> Expr {
        let first = feed::token_range(node.range).0;
        let value = match node.value {
            rp::Constant::Str(_) if self.strings.contains_key(&first) => {
                return self.strings.remove(&first).unwrap_or_else(|| unreachable!("the key was there"));
            }
            rp::Constant::Int(_) => numbers::constant(self.unit.token_text(first)),
            rp::Constant::Bool(true) => Constant::True,
            rp::Constant::Bool(false) => Constant::False,
            rp::Constant::Ellipsis => Constant::Ellipsis,
            _ => Constant::None,
        };
        Expr { kind: ExprKind::Constant { value, kind: None }, span: self.span(node.range) }
    }

    /// Positional arguments: a starred one ends where its value does, parentheses not counted; a lone
    /// generator reaches over the parentheses of the call.
    pub(super) fn call_arguments(&mut self, args: Vec<rp::Expr>) -> Vec<Expr> {
        args.into_iter().map(|arg| self.call_argument(arg)).collect()
    }

    fn call_argument(&mut self, arg: rp::Expr) -> Expr {
        let (first, last) = feed::token_range(arg.range());
        let span = match &arg {
            rp::Expr::GeneratorExp(_) if !self.is_bracketed(first, last) => {
                Some(self.unit.span_ended_by(first - 1, last + 1, last + 1))
            }
            _ => None,
        };
        let mut expr = self.expr(arg);
        expr.span = span.unwrap_or(expr.span);
        if let ExprKind::Starred { value, .. } = &expr.kind {
            (expr.span.end_lineno, expr.span.end_col_offset) = (value.span.end_lineno, value.span.end_col_offset);
        }
        expr
    }

    /// Whether the tokens from `first` to `last` are one pair of parentheses.
    fn is_bracketed(&self, first: usize, last: usize) -> bool {
        self.is_token(first, token::LPAR) && self.unit.tree.tokens[first].pair as usize == last
    }

    pub(super) fn keywords(&mut self, keywords: Vec<rp::Keyword>) -> Vec<Keyword> {
        let mut lower = |keyword: rp::Keyword| Keyword {
            arg: keyword.arg.map(|name| self.ident(name.as_str())),
            value: self.expr(keyword.value),
        };
        keywords.into_iter().map(&mut lower).collect()
    }

    fn generators(&mut self, generators: Vec<rp::Comprehension>) -> Vec<Comprehension> {
        let mut lower = |generator: rp::Comprehension| Comprehension {
            target: self.loop_target(generator.target),
            iter: self.expr(generator.iter),
            ifs: self.exprs(generator.ifs),
            is_async: generator.is_async,
        };
        generators.into_iter().map(&mut lower).collect()
    }

    /// The target of a `for`: a tuple without parentheses begins where its first member does, the
    /// parentheses of that not counted.
    pub(super) fn loop_target(&mut self, target: rp::Expr) -> Expr {
        let (first, last) = feed::token_range(target.range());
        let bare = !self.is_bracketed(first, last);
        let mut target = self.expr(target);
        if let ExprKind::Tuple { elts, .. } = &target.kind
            && let (true, Some(member)) = (bare, elts.first())
        {
            (target.span.lineno, target.span.col_offset) = (member.span.lineno, member.span.col_offset);
        }
        target
    }

    fn slice(&mut self, slice: rp::Expr) -> Slice {
        match slice {
            rp::Expr::Slice(node) => Slice::Slice {
                lower: self.optional(node.lower),
                upper: self.optional(node.upper),
                step: self.optional(node.step),
            },
            rp::Expr::Tuple(node) if node.elts.iter().any(|elt| matches!(elt, rp::Expr::Slice(_))) => {
                Slice::ExtSlice { dims: node.elts.into_iter().map(|elt| self.slice(elt)).collect() }
            }
            other => Slice::Index { value: Box::new(self.expr(other)) },
        }
    }
}

/// Makes a target of an expression that was parsed apart from where it stands.
fn set_context(expr: &mut Expr, wanted: ExprContext) {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => *ctx = wanted,
        ExprKind::Starred { ctx, value } => {
            *ctx = wanted;
            set_context(value, wanted);
        }
        ExprKind::List { ctx, elts } | ExprKind::Tuple { ctx, elts } => {
            *ctx = wanted;
            elts.iter_mut().for_each(|elt| set_context(elt, wanted));
        }
        _ => {}
    }
}

fn context(ctx: rp::ExprContext) -> ExprContext {
    match ctx {
        rp::ExprContext::Load => ExprContext::Load,
        rp::ExprContext::Store => ExprContext::Store,
        rp::ExprContext::Del => ExprContext::Del,
    }
}

pub(super) fn operator(op: rp::Operator) -> Operator {
    match op {
        rp::Operator::Add => Operator::Add,
        rp::Operator::Sub => Operator::Sub,
        rp::Operator::Mult => Operator::Mult,
        rp::Operator::MatMult => Operator::MatMult,
        rp::Operator::Div => Operator::Div,
        rp::Operator::Mod => Operator::Mod,
        rp::Operator::Pow => Operator::Pow,
        rp::Operator::LShift => Operator::LShift,
        rp::Operator::RShift => Operator::RShift,
        rp::Operator::BitOr => Operator::BitOr,
        rp::Operator::BitXor => Operator::BitXor,
        rp::Operator::BitAnd => Operator::BitAnd,
        rp::Operator::FloorDiv => Operator::FloorDiv,
    }
}

fn unary(op: rp::UnaryOp) -> UnaryOp {
    match op {
        rp::UnaryOp::Invert => UnaryOp::Invert,
        rp::UnaryOp::Not => UnaryOp::Not,
        rp::UnaryOp::UAdd => UnaryOp::UAdd,
        rp::UnaryOp::USub => UnaryOp::USub,
    }
}

fn comparison(op: rp::CmpOp) -> CmpOp {
    match op {
        rp::CmpOp::Eq => CmpOp::Eq,
        rp::CmpOp::NotEq => CmpOp::NotEq,
        rp::CmpOp::Lt => CmpOp::Lt,
        rp::CmpOp::LtE => CmpOp::LtE,
        rp::CmpOp::Gt => CmpOp::Gt,
        rp::CmpOp::GtE => CmpOp::GtE,
        rp::CmpOp::Is => CmpOp::Is,
        rp::CmpOp::IsNot => CmpOp::IsNot,
        rp::CmpOp::In => CmpOp::In,
        rp::CmpOp::NotIn => CmpOp::NotIn,
    }
}
