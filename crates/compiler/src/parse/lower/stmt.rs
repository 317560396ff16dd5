//! Statements.

use rustpython_parser::{
    ast::{self as rp, Ranged},
    text_size::TextRange,
};

use crate::{
    ast::{Alias, ExceptHandler, FunctionDef, Span, Stmt, StmtKind, WithItem},
    grammar::token,
    wstr::WStr,
};

use super::{Lower, expr::operator, feed};

impl Lower<'_> {
    pub(super) fn body(&mut self, body: Vec<rp::Stmt>) -> Vec<Stmt> {
        body.into_iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: rp::Stmt) -> Stmt {
        let range = stmt.range();
        let (first, last) = feed::token_range(range);
        // An assignment reaches over its type comment.
        let commented = matches!(stmt, rp::Stmt::Assign(_)) && self.is_token(last + 1, token::TYPE_COMMENT);
        let mut span = self.unit.span(first, last + usize::from(commented));
        let kind = self.stmt_kind(stmt, range);
        if let Some(end) = suite_end(&kind) {
            (span.end_lineno, span.end_col_offset) = (end.end_lineno, end.end_col_offset);
        }
        Stmt { kind, span }
    }

    fn stmt_kind(&mut self, stmt: rp::Stmt, range: TextRange) -> StmtKind {
        match stmt {
            rp::Stmt::FunctionDef(def) => StmtKind::FunctionDef(FunctionDef {
                type_comment: self.suite_comment(&def.body),
                name: self.ident(def.name.as_str()),
                decorator_list: self.exprs(def.decorator_list),
                args: Box::new(self.arguments(*def.args)),
                returns: self.optional(def.returns),
                body: self.body(def.body),
            }),
            rp::Stmt::AsyncFunctionDef(def) => StmtKind::AsyncFunctionDef(FunctionDef {
                type_comment: self.suite_comment(&def.body),
                name: self.ident(def.name.as_str()),
                decorator_list: self.exprs(def.decorator_list),
                args: Box::new(self.arguments(*def.args)),
                returns: self.optional(def.returns),
                body: self.body(def.body),
            }),
            rp::Stmt::ClassDef(def) => StmtKind::ClassDef {
                name: self.ident(def.name.as_str()),
                bases: self.call_arguments(def.bases),
                keywords: self.keywords(def.keywords),
                decorator_list: self.exprs(def.decorator_list),
                body: self.body(def.body),
            },
            rp::Stmt::Assign(assign) => StmtKind::Assign {
                targets: self.exprs(assign.targets),
                value: self.boxed(*assign.value),
                type_comment: self.type_comment(feed::token_range(range).1 + 1),
            },
            rp::Stmt::For(def) => StmtKind::For {
                type_comment: self.suite_comment(&def.body),
                target: Box::new(self.loop_target(*def.target)),
                iter: self.boxed(*def.iter),
                body: self.body(def.body),
                orelse: self.body(def.orelse),
            },
            rp::Stmt::AsyncFor(def) => StmtKind::AsyncFor {
                type_comment: self.suite_comment(&def.body),
                target: Box::new(self.loop_target(*def.target)),
                iter: self.boxed(*def.iter),
                body: self.body(def.body),
                orelse: self.body(def.orelse),
            },
            rp::Stmt::With(with) => StmtKind::With {
                type_comment: self.suite_comment(&with.body),
                items: self.with_items(with.items),
                body: self.body(with.body),
            },
            rp::Stmt::AsyncWith(with) => StmtKind::AsyncWith {
                type_comment: self.suite_comment(&with.body),
                items: self.with_items(with.items),
                body: self.body(with.body),
            },
            other => self.plain(other, range),
        }
    }

    /// Statements without type comments.
    fn plain(&mut self, stmt: rp::Stmt, range: TextRange) -> StmtKind {
        match stmt {
            rp::Stmt::Return(node) => StmtKind::Return { value: self.optional(node.value) },
            rp::Stmt::Delete(node) => StmtKind::Delete { targets: self.exprs(node.targets) },
            rp::Stmt::AugAssign(node) => StmtKind::AugAssign {
                target: self.boxed(*node.target),
                op: operator(node.op),
                value: self.boxed(*node.value),
            },
            rp::Stmt::AnnAssign(node) => {
                let simple = node.simple && !self.is_token(feed::token_range(range).0, token::LPAR);
                StmtKind::AnnAssign {
                    target: self.boxed(*node.target),
                    annotation: self.boxed(*node.annotation),
                    value: self.optional(node.value),
                    simple,
                }
            }
            rp::Stmt::While(node) => StmtKind::While {
                test: self.boxed(*node.test),
                body: self.body(node.body),
                orelse: self.body(node.orelse),
            },
            rp::Stmt::If(node) => StmtKind::If {
                test: self.boxed(*node.test),
                body: self.body(node.body),
                orelse: self.body(node.orelse),
            },
            rp::Stmt::Raise(node) => StmtKind::Raise { exc: self.optional(node.exc), cause: self.optional(node.cause) },
            rp::Stmt::Try(node) => StmtKind::Try {
                body: self.body(node.body),
                handlers: node.handlers.into_iter().map(|handler| self.handler(handler)).collect(),
                orelse: self.body(node.orelse),
                finalbody: self.body(node.finalbody),
            },
            rp::Stmt::Assert(node) => StmtKind::Assert { test: self.boxed(*node.test), msg: self.optional(node.msg) },
            rp::Stmt::Import(node) => StmtKind::Import { names: self.aliases(node.names) },
            rp::Stmt::ImportFrom(node) => StmtKind::ImportFrom {
                module: node.module.map(|module| self.ident(module.as_str())),
                names: self.aliases(node.names),
                level: node.level.map_or(0, |level| level.to_u32()),
            },
            rp::Stmt::Global(node) => StmtKind::Global { names: self.idents(&node.names) },
            rp::Stmt::Nonlocal(node) => StmtKind::Nonlocal { names: self.idents(&node.names) },
            rp::Stmt::Expr(node) => StmtKind::Expr { value: self.boxed(*node.value) },
            rp::Stmt::Break(_) => StmtKind::Break,
            rp::Stmt::Continue(_) => StmtKind::Continue,
            rp::Stmt::Pass(_) => StmtKind::Pass,
            // Later Pythons' statements: the grammar has rejected them, so the parser never sees one.
            _ => StmtKind::Pass,
        }
    }

    fn idents(&mut self, names: &[rp::Identifier]) -> Vec<WStr> {
        names.iter().map(|name| self.ident(name.as_str())).collect()
    }

    fn aliases(&mut self, names: Vec<rp::Alias>) -> Vec<Alias> {
        let mut lower = |alias: rp::Alias| Alias {
            name: self.ident(alias.name.as_str()),
            asname: alias.asname.map(|name| self.ident(name.as_str())),
        };
        names.into_iter().map(&mut lower).collect()
    }

    fn with_items(&mut self, items: Vec<rp::WithItem>) -> Vec<WithItem> {
        let mut lower = |item: rp::WithItem| WithItem {
            context_expr: self.expr(item.context_expr),
            optional_vars: self.optional(item.optional_vars),
        };
        items.into_iter().map(&mut lower).collect()
    }

    fn handler(&mut self, handler: rp::ExceptHandler) -> ExceptHandler {
        let rp::ExceptHandler::ExceptHandler(handler) = handler;
        let mut span = self.span(handler.range);
        let r#type = self.optional(handler.type_);
        let name = handler.name.map(|name| self.ident(name.as_str()));
        let body = self.body(handler.body);
        if let Some(last) = body.last() {
            (span.end_lineno, span.end_col_offset) = (last.span.end_lineno, last.span.end_col_offset);
        }
        ExceptHandler { r#type, name, body, span }
    }

    /// The type comment before a suite: `: # type: ...` or, in a function, on a line of its own.
    fn suite_comment(&self, body: &[rp::Stmt]) -> Option<WStr> {
        let mut at = self.first_token(body.first()?);
        for kind in [token::INDENT, token::NEWLINE] {
            at = at.checked_sub(1)?;
            if !self.is_token(at, kind) {
                return None;
            }
        }
        self.type_comment(at.checked_sub(1)?)
    }

    fn first_token(&self, stmt: &rp::Stmt) -> usize {
        let decorators = match stmt {
            rp::Stmt::FunctionDef(def) => &def.decorator_list,
            rp::Stmt::AsyncFunctionDef(def) => &def.decorator_list,
            rp::Stmt::ClassDef(def) => &def.decorator_list,
            other => return feed::token_range(other.range()).0,
        };
        match decorators.first() {
            Some(decorator) => feed::token_range(decorator.range()).0 - 1,
            None => feed::token_range(stmt.range()).0,
        }
    }
}

/// The place of the last statement in a compound one, which is where that ends.
fn suite_end(kind: &StmtKind) -> Option<Span> {
    let suites: [&[Stmt]; 3] = match kind {
        StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => [&def.body, &[], &[]],
        StmtKind::ClassDef { body, .. } | StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => {
            [body, &[], &[]]
        }
        StmtKind::For { body, orelse, .. }
        | StmtKind::AsyncFor { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => [orelse, body, &[]],
        StmtKind::Try { handlers, orelse, finalbody, .. } => {
            [finalbody, orelse, handlers.last().map_or(&[], |handler| &handler.body)]
        }
        _ => return None,
    };
    suites.into_iter().find_map(|suite| suite.last()).map(|last| last.span)
}
