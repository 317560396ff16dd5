//! List, tuple, set and dict displays, with unpacking.

use pyston_opcode::cpython::Opcode;

use super::literal::constant;
use super::{Compiler, Emit};
use crate::ast::{Expr, ExprKind};
use crate::code::Const;

/// The most items one dict is built from at once.
const MAX_DICT_ITEMS: usize = 0xFFFF;

/// The instructions of a display: without stars, for a run between stars, and to join.
pub(super) struct DisplayOps {
    pub(super) plain: Opcode,
    pub(super) run: Opcode,
    pub(super) join: Opcode,
}

pub(super) const LIST: DisplayOps =
    DisplayOps { plain: Opcode::BuildList, run: Opcode::BuildTuple, join: Opcode::BuildListUnpack };
pub(super) const TUPLE: DisplayOps =
    DisplayOps { plain: Opcode::BuildTuple, run: Opcode::BuildTuple, join: Opcode::BuildTupleUnpack };
pub(super) const SET: DisplayOps =
    DisplayOps { plain: Opcode::BuildSet, run: Opcode::BuildSet, join: Opcode::BuildSetUnpack };

impl Compiler<'_> {
    pub(super) fn display(&mut self, elts: &[Expr], ops: &DisplayOps) -> Emit {
        let mut loose = 0;
        let mut containers = 0;
        for elt in elts {
            if let ExprKind::Starred { value, .. } = &elt.kind {
                containers += self.pack(ops.run, &mut loose);
                self.expr(value)?;
                containers += 1;
            } else {
                self.expr(elt)?;
                loose += 1;
            }
        }
        if containers == 0 {
            self.emit_arg(ops.plain, loose);
            return Ok(());
        }
        containers += self.pack(ops.run, &mut loose);
        self.emit_arg(ops.join, containers);
        Ok(())
    }

    pub(super) fn dict(&mut self, keys: &[Option<Expr>], values: &[Expr]) -> Emit {
        let mut containers = 0;
        let mut start = 0;
        let mut last_unpacks = false;
        for (at, (key, value)) in keys.iter().zip(values).enumerate() {
            last_unpacks = key.is_none();
            if at - start == MAX_DICT_ITEMS || (at > start && last_unpacks) {
                self.dict_run(&keys[start..at], &values[start..at])?;
                containers += 1;
                start = at;
            }
            if last_unpacks {
                self.expr(value)?;
                containers += 1;
                start = at + 1;
            }
        }
        if start < keys.len() || containers == 0 {
            self.dict_run(&keys[start..], &values[start..])?;
            containers += 1;
        }
        // A single unpacked mapping is copied, so even one container is "merged".
        if containers > 1 || last_unpacks {
            self.emit_arg(Opcode::BuildMapUnpack, containers);
        }
        Ok(())
    }

    /// A dict of a run of items without unpacking.
    fn dict_run(&mut self, keys: &[Option<Expr>], values: &[Expr]) -> Emit {
        let constants: Option<Vec<Const>> = keys
            .iter()
            .map(|key| match key.as_ref().map(|key| &key.kind) {
                Some(ExprKind::Constant { value, .. }) => Some(constant(value)),
                _ => None,
            })
            .collect();
        match constants {
            Some(constants) if constants.len() > 1 => {
                self.exprs(values)?;
                self.const_key_map(constants);
            }
            _ => {
                for (key, value) in keys.iter().flatten().zip(values) {
                    self.expr(key)?;
                    self.expr(value)?;
                }
                self.emit_arg(Opcode::BuildMap, keys.len() as u32);
            }
        }
        Ok(())
    }
}
