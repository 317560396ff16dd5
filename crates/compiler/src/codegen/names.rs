//! Loading, storing and deleting names by the scope the symbol table found.

use pyston_opcode::cpython::Opcode;

use super::Compiler;
use crate::ast::ExprContext;
use crate::symtable::{BlockKind, Scope};
use crate::wstr::WStr;

impl Compiler<'_> {
    pub(super) fn load_name(&mut self, name: &WStr) {
        self.name(name, ExprContext::Load);
    }

    pub(super) fn store_name(&mut self, name: &WStr) {
        self.name(name, ExprContext::Store);
    }

    pub(super) fn delete_name(&mut self, name: &WStr) {
        self.name(name, ExprContext::Del);
    }

    /// Emits an instruction on a name of `co_names`, taken as it is.
    pub(super) fn emit_global(&mut self, op: Opcode, name: &WStr) {
        if self.silent == 0 {
            let at = self.unit().names.add(name);
            self.emit_arg(op, at);
        }
    }

    /// Even unreachable code enters its names into the tables, all but fast locals, as CPython's does.
    pub(super) fn name(&mut self, name: &WStr, ctx: ExprContext) {
        let mangled = self.mangle(name);
        let symbols = self.symbols();
        let in_function = symbols.kind == BlockKind::Function;
        let in_class = symbols.kind == BlockKind::Class;
        let scope = symbols.scope_of(&mangled);
        if self.silent > 0 && in_function && scope == Some(Scope::Local) {
            return;
        }
        let unit = self.unit();
        let cells = unit.cellvars.len();
        let (at, [load, store, delete]) = match scope {
            Some(Scope::Free) => {
                let load = if in_class { Opcode::LoadClassderef } else { Opcode::LoadDeref };
                (cells + unit.freevars.add(&mangled), [load, Opcode::StoreDeref, Opcode::DeleteDeref])
            }
            Some(Scope::Cell) => {
                let load = if in_class { Opcode::LoadClassderef } else { Opcode::LoadDeref };
                (unit.cellvars.add(&mangled), [load, Opcode::StoreDeref, Opcode::DeleteDeref])
            }
            Some(Scope::Local) if in_function => {
                (unit.varnames.add(&mangled), [Opcode::LoadFast, Opcode::StoreFast, Opcode::DeleteFast])
            }
            Some(Scope::GlobalExplicit) => {
                (unit.names.add(&mangled), [Opcode::LoadGlobal, Opcode::StoreGlobal, Opcode::DeleteGlobal])
            }
            Some(Scope::GlobalImplicit) if in_function => {
                (unit.names.add(&mangled), [Opcode::LoadGlobal, Opcode::StoreGlobal, Opcode::DeleteGlobal])
            }
            _ => (unit.names.add(&mangled), [Opcode::LoadName, Opcode::StoreName, Opcode::DeleteName]),
        };
        let op = match ctx {
            ExprContext::Load => load,
            ExprContext::Store => store,
            ExprContext::Del => delete,
        };
        self.emit_arg(op, at);
    }
}
