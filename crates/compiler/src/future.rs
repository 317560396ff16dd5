//! `from __future__ import ...` at the head of a module.

use crate::ast::{Alias, Expr, ExprKind, Mod, Stmt, StmtKind};
use crate::options::{CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL};
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::wstr::WStr;

/// The message for a future import further down, which the code generator gives too.
pub(crate) const LATE_FUTURE: &str = "from __future__ imports must occur at the beginning of the file";

/// Features that no longer change anything.
const MANDATORY: [&[u8]; 8] = [
    b"nested_scopes",
    b"generators",
    b"division",
    b"absolute_import",
    b"with_statement",
    b"print_function",
    b"unicode_literals",
    b"generator_stop",
];

/// What the head of a module asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Future {
    /// `CO_FUTURE_*` of the features.
    pub features: u32,
    /// The line of the last such import.
    pub lineno: Option<u32>,
}

impl Future {
    /// Reads the head of a module.
    pub fn of(module: &Mod, filename: &WStr) -> Result<Future, SyntaxError> {
        let mut future = Future::default();
        let (Mod::Module { body, .. } | Mod::Interactive { body }) = module else { return Ok(future) };
        let mut done = false;
        let mut previous_line = 0;
        let head = usize::from(docstring(body).is_some());
        for stmt in &body[head..] {
            let lineno = stmt.span.lineno;
            if done && lineno > previous_line {
                break;
            }
            previous_line = lineno;
            match &stmt.kind {
                StmtKind::ImportFrom { module: Some(name), names, .. } if name.as_bytes() == b"__future__" => {
                    if done {
                        return Err(error(LATE_FUTURE.to_string(), filename, stmt, stmt.span.col_offset));
                    }
                    future.add(names, stmt, filename)?;
                    future.lineno = Some(lineno);
                }
                _ => done = true,
            }
        }
        Ok(future)
    }

    fn add(&mut self, names: &[Alias], stmt: &Stmt, filename: &WStr) -> Result<(), SyntaxError> {
        for Alias { name, .. } in names {
            let msg = match name.as_bytes() {
                b"annotations" => {
                    self.features |= CO_FUTURE_ANNOTATIONS;
                    continue;
                }
                b"barry_as_FLUFL" => {
                    self.features |= CO_FUTURE_BARRY_AS_BDFL;
                    continue;
                }
                mandatory if MANDATORY.contains(&mandatory) => continue,
                b"braces" => "not a chance".to_string(),
                _ => {
                    let shown = WStr::from_code_points(name.code_points().take(100));
                    format!("future feature {shown} is not defined")
                }
            };
            return Err(error(msg, filename, stmt, stmt.span.col_offset + 1));
        }
        Ok(())
    }
}

fn error(msg: String, filename: &WStr, stmt: &Stmt, offset: u32) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::SyntaxError,
        msg,
        filename: filename.clone(),
        lineno: stmt.span.lineno,
        offset: Some(offset),
        text: None,
    }
}

/// The docstring of a body.
pub(crate) fn docstring(body: &[Stmt]) -> Option<&WStr> {
    use crate::ast::Constant;
    match body.first().map(|stmt| &stmt.kind) {
        Some(StmtKind::Expr { value }) => match &**value {
            Expr { kind: ExprKind::Constant { value: Constant::Str(text), .. }, .. } => Some(text),
            _ => None,
        },
        _ => None,
    }
}
