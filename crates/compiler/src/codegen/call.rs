//! Calls: the plain, keyword and unpacking forms.

use pyston_opcode::cpython::Opcode;

use super::{Compiler, Emit};
use crate::ast::{Expr, ExprContext, ExprKind, Keyword};
use crate::code::Const;
use crate::wstr::WStr;

fn is_starred(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Starred { .. })
}

fn name_const(name: &Option<WStr>) -> Const {
    name.clone().map_or(Const::None, Const::Str)
}

impl Compiler<'_> {
    pub(super) fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> Emit {
        if let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind
            && keywords.is_empty()
            && !args.iter().any(is_starred)
        {
            self.expr(value)?;
            self.emit_name(Opcode::LoadMethod, attr);
            self.exprs(args)?;
            self.emit_arg(Opcode::CallMethod, args.len() as u32);
            return Ok(());
        }
        self.check_callable(func);
        self.expr(func)?;
        self.call_with(0, args, keywords)
    }

    /// The rest of a call; `pushed` positional arguments are on the stack already.
    pub(super) fn call_with(&mut self, pushed: u32, args: &[Expr], keywords: &[Keyword]) -> Emit {
        let mut loose = pushed;
        let mut tuples = 0;
        for arg in args {
            if let ExprKind::Starred { value, .. } = &arg.kind {
                tuples += self.pack(Opcode::BuildTuple, &mut loose);
                self.expr(value)?;
                tuples += 1;
            } else {
                self.expr(arg)?;
                loose += 1;
            }
        }
        if tuples > 0 || keywords.iter().any(|keyword| keyword.arg.is_none()) {
            tuples += self.pack(Opcode::BuildTuple, &mut loose);
            if tuples > 1 {
                self.emit_arg(Opcode::BuildTupleUnpackWithCall, tuples);
            } else if tuples == 0 {
                self.emit_arg(Opcode::BuildTuple, 0);
            }
            return self.call_ex(keywords);
        }
        if keywords.is_empty() {
            self.emit_arg(Opcode::CallFunction, loose);
            return Ok(());
        }
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
        self.load_const(Const::Tuple(keywords.iter().map(|keyword| name_const(&keyword.arg)).collect()));
        self.emit_arg(Opcode::CallFunctionKw, loose + keywords.len() as u32);
        Ok(())
    }

    /// Packs what lies loose on the stack; gives how many containers that made.
    pub(super) fn pack(&mut self, op: Opcode, loose: &mut u32) -> u32 {
        if *loose == 0 {
            return 0;
        }
        self.emit_arg(op, *loose);
        *loose = 0;
        1
    }

    /// `CALL_FUNCTION_EX` with the positional tuple on the stack.
    fn call_ex(&mut self, keywords: &[Keyword]) -> Emit {
        let mut dicts = 0;
        let mut start = 0;
        for (at, keyword) in keywords.iter().enumerate() {
            if keyword.arg.is_none() {
                dicts += self.keyword_dict(&keywords[start..at])?;
                self.expr(&keyword.value)?;
                dicts += 1;
                start = at + 1;
            }
        }
        dicts += self.keyword_dict(&keywords[start..])?;
        if dicts > 1 {
            self.emit_arg(Opcode::BuildMapUnpackWithCall, dicts);
        }
        self.emit_arg(Opcode::CallFunctionEx, (dicts > 0).into());
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &[Keyword]) -> Result<u32, crate::syntax_error::SyntaxError> {
        match keywords {
            [] => return Ok(0),
            [keyword] => {
                self.load_const(name_const(&keyword.arg));
                self.expr(&keyword.value)?;
                self.emit_arg(Opcode::BuildMap, 1);
            }
            _ => {
                keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
                self.const_key_map(keywords.iter().map(|keyword| name_const(&keyword.arg)).collect());
            }
        }
        Ok(1)
    }
}
