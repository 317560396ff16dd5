//! Statements in the first pass.

use super::build::{Builder, Visit};
use super::{BlockId, BlockKind, DEF_ANNOT, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, USE};
use crate::ast::{
    Alias, Arg, Arguments, ExceptHandler, Expr, ExprKind, FunctionDef, Keyword, Stmt, StmtKind, WithItem,
};
use crate::deep::with_room;
use crate::wstr::WStr;

impl Builder<'_> {
    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Visit {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Visit {
        self.descend()?;
        with_room(|| self.stmt_here(stmt))?;
        self.depth -= 1;
        Ok(())
    }

    fn stmt_here(&mut self, stmt: &Stmt) -> Visit {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(stmt, def, false)?,
            StmtKind::AsyncFunctionDef(def) => self.function(stmt, def, true)?,
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.define(name, DEF_LOCAL)?;
                self.exprs(bases)?;
                self.keywords(keywords)?;
                self.exprs(decorator_list)?;
                self.enter(name.clone(), BlockKind::Class, stmt, stmt.span);
                let outer = self.private.replace(name.clone());
                self.stmts(body)?;
                self.private = outer;
                self.exit();
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(stmt, target, *simple, value.is_some())?;
                self.expr(annotation)?;
                self.opt_expr(value)?;
            }
            StmtKind::Global { names } => self.declaration(stmt, names, DEF_GLOBAL)?,
            StmtKind::Nonlocal { names } => self.declaration(stmt, names, DEF_NONLOCAL)?,
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.alias(alias))?;
            }
            _ => self.plain_stmt(stmt)?,
        }
        Ok(())
    }

    /// Statements that open no block and declare no name of themselves.
    fn plain_stmt(&mut self, stmt: &Stmt) -> Visit {
        match &stmt.kind {
            StmtKind::Return { value: Some(value) } => {
                self.expr(value)?;
                self.cur().returns_value = true;
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::For { target, iter, body, orelse, .. }
            | StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                items.iter().try_for_each(|item| self.with_item(item))?;
                self.stmts(body)?;
            }
            StmtKind::Raise { exc, cause } => {
                self.opt_expr(exc)?;
                self.opt_expr(cause)?;
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.stmts(body)?;
                self.stmts(orelse)?;
                handlers.iter().try_for_each(|handler| self.handler(handler))?;
                self.stmts(finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg)?;
            }
            StmtKind::Expr { value } => self.expr(value)?,
            _ => {}
        }
        Ok(())
    }

    fn function(&mut self, stmt: &Stmt, def: &FunctionDef, is_async: bool) -> Visit {
        self.define(&def.name, DEF_LOCAL)?;
        self.defaults(&def.args)?;
        self.annotations(&def.args, def.returns.as_deref())?;
        self.exprs(&def.decorator_list)?;
        self.enter(def.name.clone(), BlockKind::Function, stmt, stmt.span);
        self.cur().coroutine = is_async;
        self.arguments(&def.args)?;
        self.stmts(&def.body)?;
        self.exit();
        Ok(())
    }

    pub(super) fn defaults(&mut self, args: &Arguments) -> Visit {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|default| self.expr(default))
    }

    fn annotations(&mut self, args: &Arguments, returns: Option<&Expr>) -> Visit {
        let in_order = (args.posonlyargs.iter().chain(&args.args))
            .chain(args.vararg.as_deref())
            .chain(args.kwarg.as_deref())
            .chain(&args.kwonlyargs);
        in_order.filter_map(|arg| arg.annotation.as_deref()).chain(returns).try_for_each(|note| self.expr(note))
    }

    pub(super) fn arguments(&mut self, args: &Arguments) -> Visit {
        let named = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        named.map(|arg: &Arg| &arg.arg).try_for_each(|name| self.define(name, DEF_PARAM))?;
        if let Some(arg) = &args.vararg {
            self.define(&arg.arg, DEF_PARAM)?;
            self.cur().varargs = true;
        }
        if let Some(arg) = &args.kwarg {
            self.define(&arg.arg, DEF_PARAM)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    fn ann_assign(&mut self, stmt: &Stmt, target: &Expr, simple: bool, has_value: bool) -> Visit {
        let ExprKind::Name { id, .. } = &target.kind else { return self.expr(target) };
        let flags = self.lookup(id);
        let at_top = self.stack.last() == Some(&BlockId::TOP);
        if flags & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && !at_top && simple {
            let how = if flags & DEF_GLOBAL != 0 { "global" } else { "nonlocal" };
            let msg = format!("annotated name '{id}' can't be {how}");
            return Err(self.error(msg, stmt.span.lineno, stmt.span.col_offset + 1));
        }
        if simple {
            self.define(id, DEF_ANNOT | DEF_LOCAL)?;
        } else if has_value {
            self.define(id, DEF_LOCAL)?;
        }
        Ok(())
    }

    /// `global` and `nonlocal`.
    fn declaration(&mut self, stmt: &Stmt, names: &[WStr], flag: u32) -> Visit {
        let how = if flag == DEF_GLOBAL { "global" } else { "nonlocal" };
        for name in names {
            let flags = self.lookup(name);
            if flags & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let msg = if flags & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {how}")
                } else if flags & USE != 0 {
                    format!("name '{name}' is used prior to {how} declaration")
                } else if flags & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {how}")
                } else {
                    format!("name '{name}' is assigned to before {how} declaration")
                };
                return Err(self.error(msg, stmt.span.lineno, stmt.span.col_offset + 1));
            }
            self.define(name, flag)?;
            self.record_directive(name, stmt.span);
        }
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Visit {
        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
        if bound.as_bytes() == b"*" {
            let block = self.cur();
            if block.kind == BlockKind::Module {
                return Ok(());
            }
            let (line, offset) = (block.lineno, block.col_offset + 1);
            return Err(self.error("import * only allowed at module level".to_string(), line, offset));
        }
        let first = bound.as_bytes().split(|&byte| byte == b'.').next().unwrap_or_default();
        self.define(&WStr::from_wtf8(first), DEF_IMPORT)
    }

    fn handler(&mut self, handler: &ExceptHandler) -> Visit {
        self.opt_expr(&handler.r#type)?;
        if let Some(name) = &handler.name {
            self.define(name, DEF_LOCAL)?;
        }
        self.stmts(&handler.body)
    }

    fn with_item(&mut self, item: &WithItem) -> Visit {
        self.expr(&item.context_expr)?;
        self.opt_expr(&item.optional_vars)
    }

    pub(super) fn keywords(&mut self, keywords: &[Keyword]) -> Visit {
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }
}
