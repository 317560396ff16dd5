//! Statements, by kind.

use pyston_opcode::cpython::Opcode;

use super::{Compiler, Emit, has_annotations};
use crate::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::code::Const;
use crate::deep::with_room;
use crate::future::docstring;

use super::unit::UnitKind;

impl Compiler<'_> {
    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Emit {
        body.iter().try_for_each(|stmt| with_room(|| self.stmt(stmt)))
    }

    /// The body of a module or class.
    pub(super) fn body(&mut self, body: &[Stmt]) -> Emit {
        if let Some(first) = body.first() {
            let unit = self.unit();
            if unit.kind == UnitKind::Module && unit.lineno == 0 {
                unit.lineno = first.span.lineno;
            }
        }
        if has_annotations(body) {
            self.emit(Opcode::SetupAnnotations);
        }
        let mut rest = body;
        if self.options.optimize < 2
            && docstring(body).is_some()
            && let Some((first, others)) = body.split_first()
            && let StmtKind::Expr { value } = &first.kind
        {
            self.expr(value)?;
            self.store_name(&"__doc__".into());
            rest = others;
        }
        self.stmts(rest)
    }

    fn stmt(&mut self, stmt: &Stmt) -> Emit {
        self.set_place(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(stmt, def, UnitKind::Function),
            StmtKind::AsyncFunctionDef(def) => self.function(stmt, def, UnitKind::AsyncFunction),
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.class(stmt, name, bases, keywords, body, decorator_list)
            }
            StmtKind::For { target, iter, body, orelse, .. } => self.for_loop(target, iter, body, orelse),
            StmtKind::AsyncFor { target, iter, body, orelse, .. } => self.async_for(target, iter, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse),
            StmtKind::With { items, body, .. } => self.with(items, body),
            StmtKind::AsyncWith { items, body, .. } => self.async_with(items, body),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                if finalbody.is_empty() {
                    self.try_except(body, handlers, orelse)
                } else {
                    self.try_finally(stmt, body, handlers, orelse, finalbody)
                }
            }
            StmtKind::Return { value } => self.return_stmt(value.as_deref()),
            StmtKind::Break => self.break_stmt(),
            StmtKind::Continue => self.continue_stmt(),
            StmtKind::Import { names } => self.import(names),
            StmtKind::ImportFrom { module, names, level } => self.import_from(stmt, module.as_ref(), names, *level),
            _ => self.simple_stmt(stmt),
        }
    }

    fn simple_stmt(&mut self, stmt: &Stmt) -> Emit {
        match &stmt.kind {
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value)?;
                for (at, target) in targets.iter().enumerate() {
                    if at + 1 < targets.len() {
                        self.emit(Opcode::DupTop);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_deref(), *simple)
            }
            StmtKind::Raise { exc, cause } => {
                let parts = [exc, cause].into_iter().flatten();
                let count = parts.clone().count();
                parts.into_iter().try_for_each(|part| self.expr(part))?;
                self.emit_arg(Opcode::RaiseVarargs, count as u32);
                Ok(())
            }
            StmtKind::Assert { test, msg } => self.assert_stmt(test, msg.as_deref()),
            StmtKind::Expr { value } => self.expr_stmt(value),
            _ => Ok(()),
        }
    }

    fn expr_stmt(&mut self, value: &Expr) -> Emit {
        if self.interactive && self.units.len() == 1 {
            self.expr(value)?;
            self.emit(Opcode::PrintExpr);
        } else if !matches!(value.kind, ExprKind::Constant { .. }) {
            self.expr(value)?;
            self.emit(Opcode::PopTop);
        }
        Ok(())
    }

    fn assert_stmt(&mut self, test: &Expr, msg: Option<&Expr>) -> Emit {
        if self.options.optimize > 0 {
            return Ok(());
        }
        if let ExprKind::Tuple { elts, .. } = &test.kind
            && !elts.is_empty()
        {
            self.warn("assertion is always true, perhaps remove parentheses?".to_string());
        }
        let end = self.new_label();
        self.jump_if(test, end, true)?;
        self.emit_global(Opcode::LoadGlobal, &"AssertionError".into());
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.emit_arg(Opcode::CallFunction, 1);
        }
        self.emit_arg(Opcode::RaiseVarargs, 1);
        self.use_next(end);
        Ok(())
    }

    fn return_stmt(&mut self, value: Option<&Expr>) -> Emit {
        if !self.in_function() {
            return self.error("'return' outside function");
        }
        let block = self.symbols();
        if value.is_some() && block.coroutine && block.generator {
            return self.error("'return' with value in async generator");
        }
        let computed = value.filter(|value| !matches!(value.kind, ExprKind::Constant { .. }));
        if let Some(value) = computed {
            self.expr(value)?;
        }
        for at in (0..self.unit().frames.len()).rev() {
            self.unwind(at, computed.is_some());
        }
        match value {
            None => self.load_const(Const::None),
            Some(value) if computed.is_none() => self.expr(value)?,
            Some(_) => {}
        }
        self.emit(Opcode::ReturnValue);
        Ok(())
    }
}
