//! `import` and `from ... import`.

use pyston_opcode::cpython::Opcode;

use super::{Compiler, Emit};
use crate::ast::{Alias, Stmt};
use crate::code::Const;
use crate::future::LATE_FUTURE;
use crate::wstr::WStr;

impl Compiler<'_> {
    pub(super) fn import(&mut self, names: &[Alias]) -> Emit {
        for Alias { name, asname } in names {
            self.load_const(Const::Int(0.into()));
            self.load_const(Const::None);
            self.emit_name(Opcode::ImportName, name);
            match asname {
                Some(asname) => self.import_as(name, asname),
                None => {
                    let first = name.as_bytes().split(|&byte| byte == b'.').next().unwrap_or_default();
                    self.store_name(&WStr::from_wtf8(first));
                }
            }
        }
        Ok(())
    }

    /// Binds `import a.b.c as asname`: walks from the module on the stack to the last part.
    fn import_as(&mut self, name: &WStr, asname: &WStr) {
        let parts: Vec<&[u8]> = name.as_bytes().split(|&byte| byte == b'.').skip(1).collect();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.emit(Opcode::RotTwo);
                self.emit(Opcode::PopTop);
            }
            self.emit_global(Opcode::ImportFrom, &WStr::from_wtf8(part));
        }
        self.store_name(asname);
        if !parts.is_empty() {
            self.emit(Opcode::PopTop);
        }
    }

    pub(super) fn import_from(&mut self, stmt: &Stmt, module: Option<&WStr>, names: &[Alias], level: u32) -> Emit {
        self.load_const(Const::Int(level.into()));
        let is_future = module.is_some_and(|name| name.as_bytes() == b"__future__");
        if is_future && self.future_lineno.is_none_or(|head| stmt.span.lineno > head) {
            return self.error(LATE_FUTURE);
        }
        self.load_const(Const::Tuple(names.iter().map(|alias| Const::Str(alias.name.clone())).collect()));
        self.emit_name(Opcode::ImportName, &module.cloned().unwrap_or_else(|| "".into()));
        for (at, Alias { name, asname }) in names.iter().enumerate() {
            if at == 0 && name.as_bytes().first() == Some(&b'*') {
                self.emit(Opcode::ImportStar);
                return Ok(());
            }
            self.emit_name(Opcode::ImportFrom, name);
            self.store_name(asname.as_ref().unwrap_or(name));
        }
        self.emit(Opcode::PopTop);
        Ok(())
    }
}
