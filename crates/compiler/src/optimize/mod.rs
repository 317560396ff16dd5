//! CPython's optimiser of the tree: constant folding and what follows from it.
//!
//! **Invariant**: it changes exactly what CPython 3.8's does, no less (the constants of the result
//! would differ) and no more. What would raise at run time is left alone.

mod arith;
mod complex;
mod float;
mod fold;
mod sequence;

use crate::ast::{
    Arguments, Comprehension, Constant, Expr, ExprContext, ExprKind, FunctionDef, Keyword, Mod, Slice, Stmt, StmtKind,
    WithItem,
};
use crate::deep::with_room;
use crate::future::docstring;

/// Folds constants in place. `optimize` is the level that decides `__debug__`. Gives how deep the
/// tree was.
pub fn optimize(module: &mut Mod, optimize: u8) -> u32 {
    let mut optimizer = Optimizer { debug: optimize == 0, depth: 0, deepest: 0 };
    match module {
        Mod::Module { body, .. } => optimizer.body(body),
        Mod::Interactive { body } => optimizer.stmts(body),
        Mod::Expression { body } => optimizer.expr(body),
        Mod::FunctionType { .. } => {}
    }
    optimizer.deepest
}

struct Optimizer {
    debug: bool,
    depth: u32,
    deepest: u32,
}

impl Optimizer {
    /// Visits a level further down.
    fn nested(&mut self, visit: impl FnOnce(&mut Self)) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        with_room(|| visit(self));
        self.depth -= 1;
    }

    /// The body of a module, class or function. Folding must not make a docstring.
    fn body(&mut self, body: &mut [Stmt]) {
        let had_docstring = docstring(body).is_some();
        self.stmts(body);
        if had_docstring || docstring(body).is_none() {
            return;
        }
        if let Some(Stmt { kind: StmtKind::Expr { value }, .. }) = body.first_mut() {
            let span = value.span;
            let text = std::mem::replace(&mut value.kind, ExprKind::JoinedStr { values: Vec::new() });
            value.kind = ExprKind::JoinedStr { values: vec![Expr { kind: text, span }] };
        }
    }

    fn stmts(&mut self, body: &mut [Stmt]) {
        self.nested(|this| body.iter_mut().for_each(|stmt| this.stmt(stmt)));
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => self.function(def),
            StmtKind::ClassDef { bases, keywords, body, decorator_list, .. } => {
                self.exprs(bases);
                self.keywords(keywords);
                self.body(body);
                self.exprs(decorator_list);
            }
            StmtKind::Return { value } => self.opt_expr(value),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.expr(target);
                self.expr(annotation);
                self.opt_expr(value);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(target);
                self.expr(iter);
                self.stmts(body);
                self.stmts(orelse);
                fold::fold_iter(iter);
            }
            StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target);
                self.expr(iter);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                items.iter_mut().for_each(|item| self.with_item(item));
                self.stmts(body);
            }
            StmtKind::Raise { exc, cause } => {
                self.opt_expr(exc);
                self.opt_expr(cause);
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.stmts(body);
                for handler in handlers {
                    self.opt_expr(&mut handler.r#type);
                    self.stmts(&mut handler.body);
                }
                self.stmts(orelse);
                self.stmts(finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.opt_expr(msg);
            }
            StmtKind::Expr { value } => self.expr(value),
            _ => {}
        }
    }

    fn function(&mut self, def: &mut FunctionDef) {
        self.arguments(&mut def.args);
        self.body(&mut def.body);
        self.exprs(&mut def.decorator_list);
        self.opt_expr(&mut def.returns);
    }

    fn with_item(&mut self, item: &mut WithItem) {
        self.expr(&mut item.context_expr);
        self.opt_expr(&mut item.optional_vars);
    }

    fn arguments(&mut self, args: &mut Arguments) {
        let named = args.posonlyargs.iter_mut().chain(&mut args.args).chain(&mut args.kwonlyargs);
        for arg in named.chain(args.vararg.as_deref_mut()).chain(args.kwarg.as_deref_mut()) {
            self.opt_expr(&mut arg.annotation);
        }
        args.kw_defaults.iter_mut().flatten().for_each(|default| self.expr(default));
        self.exprs(&mut args.defaults);
    }

    fn keywords(&mut self, keywords: &mut [Keyword]) {
        keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
    }

    fn exprs(&mut self, exprs: &mut [Expr]) {
        exprs.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn opt_expr(&mut self, expr: &mut Option<Box<Expr>>) {
        expr.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &mut Expr) {
        self.nested(|this| this.children(expr));
        match &expr.kind {
            ExprKind::BinOp { .. } => fold::fold_binop(expr),
            ExprKind::UnaryOp { .. } => fold::fold_unaryop(expr),
            ExprKind::Compare { .. } => fold::fold_compare(expr),
            ExprKind::Subscript { ctx: ExprContext::Load, .. } => fold::fold_subscript(expr),
            ExprKind::Tuple { ctx: ExprContext::Load, .. } => fold::fold_tuple(expr),
            ExprKind::Name { id, ctx: ExprContext::Load } if id.as_bytes() == b"__debug__" => {
                let value = if self.debug { Constant::True } else { Constant::False };
                expr.kind = ExprKind::Constant { value, kind: None };
            }
            _ => {}
        }
    }

    fn children(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::UnaryOp { operand: value, .. }
            | ExprKind::Await { value }
            | ExprKind::YieldFrom { value }
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Lambda { args, body } => {
                self.arguments(args);
                self.expr(body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter_mut().flatten().for_each(|key| self.expr(key));
                self.exprs(values);
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts),
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt);
                self.generators(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key);
                self.expr(value);
                self.generators(generators);
            }
            ExprKind::Yield { value } => self.opt_expr(value),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                self.exprs(comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                self.exprs(args);
                self.keywords(keywords);
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                self.opt_expr(format_spec);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.slice(slice);
            }
            // CPython 3.8 forgot `:=`: nothing inside it is folded.
            ExprKind::NamedExpr { .. } | ExprKind::Constant { .. } | ExprKind::Name { .. } => {}
        }
    }

    fn generators(&mut self, generators: &mut [Comprehension]) {
        for generator in generators {
            self.expr(&mut generator.target);
            self.expr(&mut generator.iter);
            self.exprs(&mut generator.ifs);
            fold::fold_iter(&mut generator.iter);
        }
    }

    fn slice(&mut self, slice: &mut Slice) {
        match slice {
            Slice::Slice { lower, upper, step } => {
                self.opt_expr(lower);
                self.opt_expr(upper);
                self.opt_expr(step);
            }
            Slice::ExtSlice { dims } => dims.iter_mut().for_each(|dim| self.slice(dim)),
            Slice::Index { value } => self.expr(value),
        }
    }
}
