//! Arithmetic and comparison of exact ints and floats.
//!
//! In specialised forms `aux` holds the operator in its low bits, [`INPLACE`] if the instruction was an
//! in-place operator, and above [`COUNT_SHIFT`] how often it was specialised. Ints and floats have no
//! in-place operators, so that the fast paths are the same for both.

use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;
use pyston_object::{statics, tstate};
use pyston_opcode::regcode::{Instr, Op};

use crate::ops;
use crate::registers::Value;

const INPLACE: u16 = 1 << 7;
const OPERATOR: u16 = INPLACE - 1;
const COUNT_SHIFT: u16 = 8;
const MAX_COUNT: u16 = 20;
/// Set in `aux`, it stops the specialisation of an operator.
pub const NO_MORE: u16 = MAX_COUNT << COUNT_SHIFT;

/// The value of an exact int of at most one digit.
#[inline(always)]
pub fn short(object: &Object) -> Option<i64> {
    if !std::ptr::eq(object.ty(), &statics::PyLong_Type) {
        return None;
    }
    // SAFETY: the type proves the layout.
    unsafe { object.cast_unchecked::<Int>() }.as_small()
}

/// The value of an exact float.
#[inline(always)]
pub fn double(object: &Object) -> Option<f64> {
    if !std::ptr::eq(object.ty(), &statics::PyFloat_Type) {
        return None;
    }
    // SAFETY: the type proves the layout.
    Some(unsafe { object.cast_unchecked::<Float>() }.value())
}

#[inline(always)]
fn int(value: i64) -> Option<Py> {
    Int::from_i64(value).ok().map(Py::into_object)
}

#[inline(always)]
fn float(value: f64) -> Option<Py> {
    Float::new(value).ok().map(Py::into_object)
}

/// Both values, if both are short ints.
#[inline(always)]
pub fn shorts(left: &Object, right: &Object) -> Option<(i64, i64)> {
    Some((short(left)?, short(right)?))
}

#[inline(always)]
pub fn doubles(left: &Object, right: &Object) -> Option<(f64, f64)> {
    Some((double(left)?, double(right)?))
}

#[inline(always)]
pub fn add_int(left: &Object, right: &Object) -> Option<Py> {
    let (left, right) = shorts(left, right)?;
    int(left + right)
}

#[inline(always)]
pub fn sub_int(left: &Object, right: &Object) -> Option<Py> {
    let (left, right) = shorts(left, right)?;
    int(left - right)
}

#[inline(always)]
pub fn mul_int(left: &Object, right: &Object) -> Option<Py> {
    let (left, right) = shorts(left, right)?;
    int(left * right)
}

/// Operators of ints of at most two digits whose result fits 63 bits.
#[inline(never)]
pub fn int_op(left: &Object, right: &Object, aux: u16) -> Option<Py> {
    let small = |object: &Object| object.downcast_exact::<Int>().and_then(Int::as_two_digits);
    let (left, right) = (small(left)?, small(right)?);
    match operator(aux) {
        BinaryOp::Add => int(left.checked_add(right)?),
        BinaryOp::Subtract => int(left.checked_sub(right)?),
        BinaryOp::Multiply => int(left.checked_mul(right)?),
        BinaryOp::And => int(left & right),
        BinaryOp::Or => int(left | right),
        BinaryOp::Xor => int(left ^ right),
        BinaryOp::FloorDivide if right > 0 => int(left.div_euclid(right)),
        BinaryOp::Remainder if right > 0 => int(left.rem_euclid(right)),
        BinaryOp::RightShift if right >= 0 => int(left >> right.min(63)),
        BinaryOp::LeftShift if (0..32).contains(&right) && left.unsigned_abs() < 1 << 31 => int(left << right),
        BinaryOp::TrueDivide if right != 0 && left.unsigned_abs() < 1 << 53 && right.unsigned_abs() < 1 << 53 => {
            float(left as f64 / right as f64)
        }
        _ => None,
    }
}

/// The result of an operation of two exact floats; a box that dies here is used again for it.
#[inline(always)]
pub fn on_floats(left: Value, right: Value, operate: impl FnOnce(f64, f64) -> f64) -> Result<Py, (Value, Value)> {
    let Some((a, b)) = doubles(&left, &right) else { return Err((left, right)) };
    let value = operate(a, b);
    // SAFETY: both are exact floats, and nobody else has a reference to one that is changed.
    unsafe {
        if left.is_last() {
            (*left.cast_unchecked::<Float>().raw()).ob_fval = value;
            return Ok(left.into_py());
        }
        if right.is_last() {
            (*right.cast_unchecked::<Float>().raw()).ob_fval = value;
            return Ok(right.into_py());
        }
    }
    match float(value) {
        Some(result) => Ok(result),
        None => Err((left, right)),
    }
}

/// Operators of floats, or of a float and an int that a float holds exactly.
#[inline(never)]
pub fn float_op(left: &Object, right: &Object, aux: u16) -> Option<Py> {
    let number = |object: &Object| double(object).or_else(|| short(object).map(|value| value as f64));
    let is_float = |object: &Object| std::ptr::eq(object.ty(), &statics::PyFloat_Type);
    if !is_float(left) && !is_float(right) {
        return None;
    }
    let (left, right) = (number(left)?, number(right)?);
    match operator(aux) {
        BinaryOp::Add => float(left + right),
        BinaryOp::Subtract => float(left - right),
        BinaryOp::Multiply => float(left * right),
        BinaryOp::TrueDivide if right != 0.0 => float(left / right),
        _ => None,
    }
}

/// The operator of an instruction in any form.
#[inline(always)]
pub fn operator(aux: u16) -> BinaryOp {
    BinaryOp::ALL[(aux & OPERATOR) as usize]
}

/// The specialised form for these operands.
fn form(left: &Object, right: &Object, op: BinaryOp) -> Option<Op> {
    let is_int = |object: &Object| std::ptr::eq(object.ty(), &statics::PyLong_Type);
    let is_float = |object: &Object| std::ptr::eq(object.ty(), &statics::PyFloat_Type);
    let short_ints = shorts(left, right).is_some();
    match (op, is_int(left) && is_int(right), is_float(left) && is_float(right)) {
        (BinaryOp::Add, true, _) if short_ints => Some(Op::AddInt),
        (BinaryOp::Subtract, true, _) if short_ints => Some(Op::SubInt),
        (BinaryOp::Multiply, true, _) if short_ints => Some(Op::MulInt),
        (_, true, _) => int_op(left, right, op as u16).map(|_| Op::IntOp),
        (BinaryOp::Add, _, true) => Some(Op::AddFloat),
        (BinaryOp::Subtract, _, true) => Some(Op::SubFloat),
        (BinaryOp::Multiply, _, true) => Some(Op::MulFloat),
        _ => float_op(left, right, op as u16).map(|_| Op::FloatOp),
    }
}

/// A binary or in-place operator in any form, in general; specialises the instruction if it can.
///
/// # Safety
/// `pc` is such an instruction in writable code.
#[inline(never)]
pub unsafe fn general(pc: *mut Instr, left: &Object, right: &Object) -> PyResult {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    let is_inplace = instr.op == Op::Inplace || (instr.op != Op::Binary && instr.aux & INPLACE != 0);
    let op = operator(instr.aux);
    let count = instr.aux >> COUNT_SHIFT;
    instr.op = if is_inplace { Op::Inplace } else { Op::Binary };
    if count < MAX_COUNT
        && let Some(form) = form(left, right, op)
    {
        instr.op = form;
        instr.aux = op as u16 | if is_inplace { INPLACE } else { 0 } | (count + 1) << COUNT_SHIFT;
    } else if let Some(result) = int_op(left, right, op as u16) {
        return Ok(result);
    }
    if is_inplace { ops::inplace(left, right, op) } else { ops::binary(left, right, op) }
}

/// The bits of the answers yes of each comparison: greater 1, equal 2, less 4.
const MASKS: [u8; 6] = [4, 6, 2, 5, 1, 3];

/// `left OP right` by the number of a comparison.
#[inline(always)]
pub fn ordered<T: PartialOrd>(left: T, right: T, op: u16) -> bool {
    let answer = u8::from(left > right) | u8::from(left == right) << 1 | u8::from(left < right) << 2;
    // Unordered floats are unequal, and nothing else.
    if answer == 0 { op == 3 } else { MASKS[(op & 7).min(5) as usize] & answer != 0 }
}

/// May a comparison go one level deeper? At the recursion limit comparing raises, even of numbers.
#[inline(always)]
pub fn has_room() -> bool {
    // SAFETY: the thread state is ours.
    unsafe { (*tstate::current()).recursion_depth < tstate::recursion_limit() }
}

/// A comparison of exact numbers or identity, if it is one; strings for equality only.
#[inline(always)]
pub fn compare(left: &Object, right: &Object, op: u16) -> Option<bool> {
    match op {
        8 => return Some(left.is(right)),
        9 => return Some(!left.is(right)),
        0..=5 if has_room() => (),
        _ => return None,
    }
    if let Some((left, right)) = shorts(left, right) {
        return Some(ordered(left, right, op));
    }
    if let Some((left, right)) = doubles(left, right) {
        return Some(ordered(left, right, op));
    }
    if (2..=3).contains(&op)
        && let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>())
    {
        return Some((left.is(right) || left.equals(right)) == (op == 2));
    }
    None
}

/// The bit of a `CompareJump`'s `aux` that says on which answer to jump; above it counts
/// [`general_jump`].
pub const WHEN: u16 = 1 << 8;
const JUMP_COUNT: u16 = 1 << 9;
/// Set in `aux`, it stops the specialisation of a `CompareJump`.
pub const NO_MORE_JUMPS: u16 = !(JUMP_COUNT - 1);

/// `is` and `is not`.
#[inline(always)]
pub fn identical(left: &Object, right: &Object, op: u16) -> Option<bool> {
    match op {
        8 => Some(left.is(right)),
        9 => Some(!left.is(right)),
        _ => None,
    }
}

/// The comparison of a `CompareJump` in any form, in general; specialises the instruction if it can.
///
/// # Safety
/// `pc` is such an instruction in writable code.
#[inline(never)]
pub unsafe fn general_jump(pc: *mut Instr, left: &Object, right: &Object) -> PyResult<bool> {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    let op = instr.aux & 255;
    instr.op = Op::CompareJump;
    if op <= 5 && instr.aux < u16::MAX - JUMP_COUNT {
        if shorts(left, right).is_some() {
            instr.op = Op::CompareJumpInt;
            instr.aux += JUMP_COUNT;
        } else if doubles(left, right).is_some() {
            instr.op = Op::CompareJumpFloat;
            instr.aux += JUMP_COUNT;
        }
    }
    match compare(left, right, op) {
        Some(truth) => Ok(truth),
        None => ops::compare_truth(left, right, op),
    }
}
