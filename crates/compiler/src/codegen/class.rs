//! Class definitions.

use pyston_opcode::cpython::Opcode;

use super::unit::UnitKind;
use super::{Compiler, Emit};
use crate::ast::{Expr, Keyword, Stmt};
use crate::code::Const;
use crate::wstr::WStr;

impl Compiler<'_> {
    pub(super) fn class(
        &mut self,
        stmt: &Stmt,
        name: &WStr,
        bases: &[Expr],
        keywords: &[Keyword],
        body: &[Stmt],
        decorators: &[Expr],
    ) -> Emit {
        self.exprs(decorators)?;
        let firstlineno = decorators.first().map_or(stmt.span.lineno, |first| first.span.lineno);
        self.enter_unit(name, UnitKind::Class, stmt, firstlineno);
        self.unit().private = Some(name.clone());
        self.load_name(&"__name__".into());
        self.store_name(&"__module__".into());
        let qualname = self.unit().qualname.clone();
        self.load_const(Const::Str(qualname));
        self.store_name(&"__qualname__".into());
        self.body(body)?;
        if self.symbols().needs_class_closure {
            let cell = self.unit().cellvars.get(&"__class__".into()).unwrap_or(0);
            self.emit_arg(Opcode::LoadClosure, cell);
            self.emit(Opcode::DupTop);
            self.store_name(&"__classcell__".into());
        } else {
            self.load_const(Const::None);
        }
        self.emit(Opcode::ReturnValue);
        let (code, _) = self.leave_unit(true);

        self.emit(Opcode::LoadBuildClass);
        self.make_closure(code, 0, name.clone());
        self.load_const(Const::Str(name.clone()));
        self.call_with(2, bases, keywords)?;
        self.apply_decorators(decorators);
        self.store_name(name);
        Ok(())
    }
}
