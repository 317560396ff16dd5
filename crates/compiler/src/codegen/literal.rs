//! Constants and f-strings.

use pyston_opcode::cpython::Opcode;

use super::{Compiler, Emit};
use crate::ast::{Constant, Expr};
use crate::code::Const;

/// Flag of `FORMAT_VALUE`: a format specification is on the stack.
const HAVE_SPEC: u32 = 4;

/// The member of `co_consts` for a constant of the tree.
pub(crate) fn constant(value: &Constant) -> Const {
    match value {
        Constant::None => Const::None,
        Constant::True => Const::True,
        Constant::False => Const::False,
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(value) => Const::Int(value.clone()),
        Constant::Float(value) => Const::Float(*value),
        Constant::Complex { real, imag } => Const::Complex { real: *real, imag: *imag },
        Constant::Str(value) => Const::Str(value.clone()),
        Constant::Bytes(value) => Const::Bytes(value.clone()),
        Constant::Tuple(items) => Const::Tuple(items.iter().map(constant).collect()),
        Constant::FrozenSet(items) => Const::FrozenSet(items.iter().map(constant).collect()),
    }
}

impl Compiler<'_> {
    pub(super) fn joined_str(&mut self, values: &[Expr]) -> Emit {
        self.exprs(values)?;
        if values.len() != 1 {
            self.emit_arg(Opcode::BuildString, values.len() as u32);
        }
        Ok(())
    }

    pub(super) fn formatted_value(&mut self, value: &Expr, conversion: i32, spec: Option<&Expr>) -> Emit {
        self.expr(value)?;
        let mut flags = match u8::try_from(conversion) {
            Ok(b's') => 1,
            Ok(b'r') => 2,
            Ok(b'a') => 3,
            _ => 0,
        };
        if let Some(spec) = spec {
            self.expr(spec)?;
            flags |= HAVE_SPEC;
        }
        self.emit_arg(Opcode::FormatValue, flags);
        Ok(())
    }
}
