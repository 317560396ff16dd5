//! Assignment targets: unpacking, attributes, subscripts; augmented and annotated assignment.

use pyston_opcode::cpython::Opcode;

use super::unit::UnitKind;
use super::{Compiler, Emit};
use crate::ast::{Expr, ExprContext, ExprKind, Operator, Slice};
use crate::code::Const;
use crate::wstr::WStr;

/// How a target is reached: an augmented assignment loads it first and stores it afterwards,
/// evaluating its parts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Load,
    Store,
    Del,
    AugLoad,
    AugStore,
}

impl From<ExprContext> for Access {
    fn from(ctx: ExprContext) -> Access {
        match ctx {
            ExprContext::Load => Access::Load,
            ExprContext::Store => Access::Store,
            ExprContext::Del => Access::Del,
        }
    }
}

/// The most targets before a starred one, and the bound on those after it.
const MAX_BEFORE_STAR: usize = 1 << 8;
const MAX_AFTER_STAR: usize = (i32::MAX >> 8) as usize;

impl Compiler<'_> {
    /// Unpacks the top of the stack into targets.
    pub(super) fn unpack(&mut self, elts: &[Expr]) -> Emit {
        let mut star = None;
        for (at, elt) in elts.iter().enumerate() {
            if !matches!(elt.kind, ExprKind::Starred { .. }) {
                continue;
            }
            if star.is_some() {
                return self.error("two starred expressions in assignment");
            }
            let after = elts.len() - at - 1;
            if at >= MAX_BEFORE_STAR || after >= MAX_AFTER_STAR {
                return self.error("too many expressions in star-unpacking assignment");
            }
            self.emit_arg(Opcode::UnpackEx, (at + (after << 8)) as u32);
            star = Some(at);
        }
        if star.is_none() {
            self.emit_arg(Opcode::UnpackSequence, elts.len() as u32);
        }
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(elt)?,
            }
        }
        Ok(())
    }

    pub(super) fn attribute(&mut self, value: &Expr, attr: &WStr, access: Access) -> Emit {
        if access != Access::AugStore {
            self.expr(value)?;
        }
        match access {
            Access::AugLoad => self.emit(Opcode::DupTop),
            Access::AugStore => self.emit(Opcode::RotTwo),
            _ => {}
        }
        let op = match access {
            Access::Load | Access::AugLoad => Opcode::LoadAttr,
            Access::Store | Access::AugStore => Opcode::StoreAttr,
            Access::Del => Opcode::DeleteAttr,
        };
        self.emit_name(op, attr);
        Ok(())
    }

    pub(super) fn subscript(&mut self, value: &Expr, slice: &Slice, access: Access) -> Emit {
        if access == Access::Load {
            self.check_subscript(value, slice);
        }
        if access != Access::AugStore {
            self.expr(value)?;
            self.slice(slice)?;
        }
        match access {
            Access::AugLoad => self.emit(Opcode::DupTopTwo),
            Access::AugStore => self.emit(Opcode::RotThree),
            _ => {}
        }
        self.emit(match access {
            Access::Load | Access::AugLoad => Opcode::BinarySubscr,
            Access::Store | Access::AugStore => Opcode::StoreSubscr,
            Access::Del => Opcode::DeleteSubscr,
        });
        Ok(())
    }

    fn slice(&mut self, slice: &Slice) -> Emit {
        match slice {
            Slice::Index { value } => self.expr(value)?,
            Slice::Slice { lower, upper, step } => {
                for bound in [lower, upper] {
                    match bound {
                        Some(bound) => self.expr(bound)?,
                        None => self.load_const(Const::None),
                    }
                }
                if let Some(step) = step {
                    self.expr(step)?;
                }
                self.emit_arg(Opcode::BuildSlice, 2 + u32::from(step.is_some()));
            }
            Slice::ExtSlice { dims } => {
                dims.iter().try_for_each(|dim| self.slice(dim))?;
                self.emit_arg(Opcode::BuildTuple, dims.len() as u32);
            }
        }
        Ok(())
    }

    pub(super) fn aug_assign(&mut self, target: &Expr, op: Operator, value: &Expr) -> Emit {
        if let ExprKind::Name { id, .. } = &target.kind {
            self.load_name(id);
            self.expr(value)?;
            self.emit(inplace(op));
            self.store_name(id);
            return Ok(());
        }
        self.aug_target(target, Access::AugLoad)?;
        self.expr(value)?;
        self.emit(inplace(op));
        self.aug_target(target, Access::AugStore)
    }

    fn aug_target(&mut self, target: &Expr, access: Access) -> Emit {
        let place = self.enter_place(target.span);
        match &target.kind {
            ExprKind::Attribute { value, attr, .. } => self.attribute(value, attr, access)?,
            ExprKind::Subscript { value, slice, .. } => self.subscript(value, slice, access)?,
            _ => return self.error("illegal expression for augmented assignment"),
        }
        self.leave_place(place);
        Ok(())
    }

    pub(super) fn ann_assign(&mut self, target: &Expr, annotation: &Expr, value: Option<&Expr>, simple: bool) -> Emit {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        let evaluated = matches!(self.unit().kind, UnitKind::Module | UnitKind::Class);
        match &target.kind {
            ExprKind::Name { id, .. } if simple && evaluated => {
                self.annotation(annotation)?;
                self.emit_name(Opcode::LoadName, &"__annotations__".into());
                let mangled = self.mangle(id);
                self.load_const(Const::Str(mangled));
                self.emit(Opcode::StoreSubscr);
            }
            ExprKind::Attribute { value: object, .. } if value.is_none() => self.evaluate(object)?,
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.evaluate(object)?;
                self.evaluate_slice(slice)?;
            }
            _ => {}
        }
        if !simple && evaluated {
            self.evaluate(annotation)?;
        }
        Ok(())
    }

    /// Evaluates for the effect.
    fn evaluate(&mut self, expr: &Expr) -> Emit {
        self.expr(expr)?;
        self.emit(Opcode::PopTop);
        Ok(())
    }

    fn evaluate_slice(&mut self, slice: &Slice) -> Emit {
        match slice {
            Slice::Index { value } => self.evaluate(value),
            Slice::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().try_for_each(|part| self.evaluate(part))
            }
            Slice::ExtSlice { dims } => dims.iter().try_for_each(|dim| self.evaluate_slice(dim)),
        }
    }
}

fn inplace(op: Operator) -> Opcode {
    match op {
        Operator::Add => Opcode::InplaceAdd,
        Operator::Sub => Opcode::InplaceSubtract,
        Operator::Mult => Opcode::InplaceMultiply,
        Operator::MatMult => Opcode::InplaceMatrixMultiply,
        Operator::Div => Opcode::InplaceTrueDivide,
        Operator::Mod => Opcode::InplaceModulo,
        Operator::Pow => Opcode::InplacePower,
        Operator::LShift => Opcode::InplaceLshift,
        Operator::RShift => Opcode::InplaceRshift,
        Operator::BitOr => Opcode::InplaceOr,
        Operator::BitXor => Opcode::InplaceXor,
        Operator::BitAnd => Opcode::InplaceAnd,
        Operator::FloorDiv => Opcode::InplaceFloorDivide,
    }
}
