//! Expressions, by kind.

use pyston_opcode::cpython::Opcode;

use super::literal::constant;
use super::unit::UnitKind;
use super::{Compiler, Emit, Label, display};
use crate::ast::{BoolOp, CmpOp, Expr, ExprContext, ExprKind, Operator, UnaryOp};
use crate::code::Const;
use crate::deep::with_room;

impl Compiler<'_> {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Emit {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Emit {
        let place = self.enter_place(expr.span);
        with_room(|| self.expr_here(expr))?;
        self.leave_place(place);
        Ok(())
    }

    fn expr_here(&mut self, expr: &Expr) -> Emit {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.emit(Opcode::DupTop);
                self.expr(target)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.emit(binary(*op));
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                self.emit(unary(*op));
                Ok(())
            }
            ExprKind::Lambda { args, body } => self.lambda(expr, args, body),
            ExprKind::IfExp { test, body, orelse } => self.if_exp(test, body, orelse),
            ExprKind::Dict { keys, values } => self.dict(keys, values),
            ExprKind::Set { elts } => self.display(elts, &display::SET),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr),
            ExprKind::Await { value } => self.await_expr(value),
            ExprKind::Yield { value } => self.yield_expr(value.as_deref()),
            ExprKind::YieldFrom { value } => self.yield_from(value),
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators),
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(value, *conversion, format_spec.as_deref())
            }
            ExprKind::JoinedStr { values } => self.joined_str(values),
            ExprKind::Constant { value, .. } => {
                self.load_const(constant(value));
                Ok(())
            }
            ExprKind::Attribute { value, attr, ctx } => self.attribute(value, attr, (*ctx).into()),
            ExprKind::Subscript { value, slice, ctx } => self.subscript(value, slice, (*ctx).into()),
            ExprKind::Starred { ctx, .. } => self.error(match ctx {
                ExprContext::Store => "starred assignment target must be in a list or tuple",
                _ => "can't use starred expression here",
            }),
            ExprKind::Name { id, ctx } => {
                self.name(id, *ctx);
                Ok(())
            }
            ExprKind::List { elts, ctx } => self.sequence(elts, *ctx, &display::LIST),
            ExprKind::Tuple { elts, ctx } => self.sequence(elts, *ctx, &display::TUPLE),
        }
    }

    fn sequence(&mut self, elts: &[Expr], ctx: ExprContext, ops: &display::DisplayOps) -> Emit {
        match ctx {
            ExprContext::Load => self.display(elts, ops),
            ExprContext::Store => self.unpack(elts),
            ExprContext::Del => self.exprs(elts),
        }
    }

    fn bool_op(&mut self, op: BoolOp, values: &[Expr]) -> Emit {
        let Some((last, firsts)) = values.split_last() else { return Ok(()) };
        let jump = match op {
            BoolOp::And => Opcode::JumpIfFalseOrPop,
            BoolOp::Or => Opcode::JumpIfTrueOrPop,
        };
        let end = self.new_label();
        for value in firsts {
            self.expr(value)?;
            self.emit_jump(jump, end);
        }
        self.expr(last)?;
        self.use_next(end);
        Ok(())
    }

    fn if_exp(&mut self, test: &Expr, body: &Expr, orelse: &Expr) -> Emit {
        let end = self.new_label();
        let next = self.new_label();
        self.jump_if(test, next, false)?;
        self.expr(body)?;
        self.emit_jump(Opcode::JumpForward, end);
        self.use_next(next);
        self.expr(orelse)?;
        self.use_next(end);
        Ok(())
    }

    fn compare(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) -> Emit {
        self.check_compare(left, ops, comparators);
        if let ([op], [right]) = (ops, comparators) {
            self.expr(left)?;
            self.expr(right)?;
            self.emit_arg(Opcode::CompareOp, compare_arg(*op));
            return Ok(());
        }
        let cleanup = self.new_label();
        self.compare_chain_head(left, ops, comparators, Opcode::JumpIfFalseOrPop, cleanup)?;
        let end = self.new_label();
        self.emit_jump(Opcode::JumpForward, end);
        self.use_next(cleanup);
        self.emit(Opcode::RotTwo);
        self.emit(Opcode::PopTop);
        self.use_next(end);
        Ok(())
    }

    /// The comparisons of a chain; all but the last jump to `cleanup` when false, with the middle
    /// operand still on the stack.
    pub(super) fn compare_chain_head(
        &mut self,
        left: &Expr,
        ops: &[CmpOp],
        comparators: &[Expr],
        jump: Opcode,
        cleanup: Label,
    ) -> Emit {
        self.expr(left)?;
        for (at, (op, right)) in ops.iter().zip(comparators).enumerate() {
            self.expr(right)?;
            if at + 1 == ops.len() {
                self.emit_arg(Opcode::CompareOp, compare_arg(*op));
                break;
            }
            self.emit(Opcode::DupTop);
            self.emit(Opcode::RotThree);
            self.emit_arg(Opcode::CompareOp, compare_arg(*op));
            self.emit_jump(jump, cleanup);
            self.next_block();
        }
        Ok(())
    }

    fn await_expr(&mut self, value: &Expr) -> Emit {
        if !self.top_level_await() {
            if !self.in_function() {
                return self.error("'await' outside function");
            }
            if !matches!(self.unit().kind, UnitKind::AsyncFunction | UnitKind::Comprehension) {
                return self.error("'await' outside async function");
            }
        }
        self.expr(value)?;
        self.emit_await();
        Ok(())
    }

    fn yield_expr(&mut self, value: Option<&Expr>) -> Emit {
        if !self.in_function() {
            return self.error("'yield' outside function");
        }
        match value {
            Some(value) => self.expr(value)?,
            None => self.load_const(Const::None),
        }
        self.emit(Opcode::YieldValue);
        Ok(())
    }

    fn yield_from(&mut self, value: &Expr) -> Emit {
        if !self.in_function() {
            return self.error("'yield' outside function");
        }
        if self.unit().kind == UnitKind::AsyncFunction {
            return self.error("'yield from' inside async function");
        }
        self.expr(value)?;
        self.emit(Opcode::GetYieldFromIter);
        self.load_const(Const::None);
        self.emit(Opcode::YieldFrom);
        Ok(())
    }
}

fn compare_arg(op: CmpOp) -> u32 {
    match op {
        CmpOp::Lt => 0,
        CmpOp::LtE => 1,
        CmpOp::Eq => 2,
        CmpOp::NotEq => 3,
        CmpOp::Gt => 4,
        CmpOp::GtE => 5,
        CmpOp::In => 6,
        CmpOp::NotIn => 7,
        CmpOp::Is => 8,
        CmpOp::IsNot => 9,
    }
}

fn unary(op: UnaryOp) -> Opcode {
    match op {
        UnaryOp::Invert => Opcode::UnaryInvert,
        UnaryOp::Not => Opcode::UnaryNot,
        UnaryOp::UAdd => Opcode::UnaryPositive,
        UnaryOp::USub => Opcode::UnaryNegative,
    }
}

fn binary(op: Operator) -> Opcode {
    match op {
        Operator::Add => Opcode::BinaryAdd,
        Operator::Sub => Opcode::BinarySubtract,
        Operator::Mult => Opcode::BinaryMultiply,
        Operator::MatMult => Opcode::BinaryMatrixMultiply,
        Operator::Div => Opcode::BinaryTrueDivide,
        Operator::Mod => Opcode::BinaryModulo,
        Operator::Pow => Opcode::BinaryPower,
        Operator::LShift => Opcode::BinaryLshift,
        Operator::RShift => Opcode::BinaryRshift,
        Operator::BitOr => Opcode::BinaryOr,
        Operator::BitXor => Opcode::BinaryXor,
        Operator::BitAnd => Opcode::BinaryAnd,
        Operator::FloorDiv => Opcode::BinaryFloorDivide,
    }
}
