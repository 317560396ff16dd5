//! Arithmetic and comparison of exact ints and floats.
//!
//! In specialised forms `aux` holds the operator in its low bits, [`INPLACE`] if the instruction was an
//! in-place operator, and above [`COUNT_SHIFT`] how often it was specialised. Ints and floats have no
//! in-place operators, so that the fast paths are the same for both.

use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;
use pyston_object::{statics, tstate};
use pyston_opcode::regcode::{Instr, Op, ends};

use crate::ops;
use crate::registers::Registers;

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

/// Both values, if both are short ints.
#[inline(always)]
pub fn shorts(left: &Object, right: &Object) -> Option<(i64, i64)> {
    Some((short(left)?, short(right)?))
}

#[inline(always)]
pub fn doubles(left: &Object, right: &Object) -> Option<(f64, f64)> {
    Some((double(left)?, double(right)?))
}

/// Writes the result of an instruction whose operands `b` and `c` are exact numbers. A box of the
/// result's kind that ends with the instruction is used again: `again` tells whether it may be, and
/// changes it. Dropping numbers runs no code, so that the result may be made last.
///
/// # Errors
/// `MemoryError`; nothing has changed then.
#[inline(always)]
fn put(r: Registers, instr: &Instr, fresh: impl FnOnce() -> PyResult, again: impl FnOnce(&Object) -> bool) -> bool {
    if r.is_last_b(instr) && again(r.get(instr.b)) {
        if instr.ends & ends::B != 0 {
            let result = r.take(instr.b);
            r.finish(instr);
            r.write_optional(instr.a, result);
        } else {
            r.finish(instr);
        }
        return true;
    }
    match fresh() {
        Ok(result) => {
            r.finish(instr);
            r.write(instr.a, result);
            true
        }
        Err(raised) => {
            raised.clear();
            false
        }
    }
}

/// Writes an int of at most two digits; `false` if memory is short.
#[inline(always)]
fn put_int(r: Registers, instr: &Instr, value: i64) -> bool {
    let fresh = || Int::from_two_digits(value).map(Py::into_object);
    // SAFETY: asked only about an exact int of at most two digits with one reference, which ends here.
    put(r, instr, fresh, |object| !Int::is_shared(value) && unsafe { Int::set_again(object, value) })
}

/// Writes a float; `false` if memory is short.
#[inline(always)]
fn put_float(r: Registers, instr: &Instr, value: f64) -> bool {
    let again = |object: &Object| {
        let is_float = std::ptr::eq(object.ty(), &statics::PyFloat_Type);
        if is_float {
            // SAFETY: an exact float with one reference, which ends here.
            unsafe { (*object.cast_unchecked::<Float>().raw()).ob_fval = value }
        }
        is_float
    };
    put(r, instr, || Float::new(value).map(Py::into_object), again)
}

/// `a := operate(b, c)` of short ints; `false`, with nothing done, for other operands.
#[inline(always)]
pub fn on_ints(r: Registers, instr: &Instr, operate: impl FnOnce(i64, i64) -> i64) -> bool {
    match shorts(r.get(instr.b), r.get(instr.c)) {
        Some((left, right)) => put_int(r, instr, operate(left, right)),
        None => false,
    }
}

/// `a := operate(b, c)` of floats; `false`, with nothing done, for other operands.
#[inline(always)]
pub fn on_floats(r: Registers, instr: &Instr, operate: impl FnOnce(f64, f64) -> f64) -> bool {
    let (left, right) = (r.get(instr.b), r.get(instr.c));
    let Some((x, y)) = doubles(left, right) else { return false };
    let value = operate(x, y);
    if !r.is_last_b(instr) && instr.ends & ends::C != 0 && right.refcnt() == 1 {
        // SAFETY: an exact float with one reference, which ends here.
        unsafe { (*right.cast_unchecked::<Float>().raw()).ob_fval = value }
        let result = r.take(instr.c);
        r.finish(instr);
        r.write_optional(instr.a, result);
        return true;
    }
    put_float(r, instr, value)
}

/// The operators of ints of at most two digits, if the result is an int of at most two digits too.
#[inline(always)]
fn int_value(left: i64, right: i64, op: BinaryOp) -> Option<i64> {
    let value = match op {
        BinaryOp::Add => left + right,
        BinaryOp::Subtract => left - right,
        BinaryOp::Multiply => left.checked_mul(right)?,
        BinaryOp::And => left & right,
        BinaryOp::Or => left | right,
        BinaryOp::Xor => left ^ right,
        BinaryOp::FloorDivide if right > 0 => left.div_euclid(right),
        BinaryOp::Remainder if right > 0 => left.rem_euclid(right),
        BinaryOp::RightShift if right >= 0 => left >> right.min(63),
        BinaryOp::LeftShift if (0..32).contains(&right) && left.unsigned_abs() < 1 << 31 => left << right,
        _ => return None,
    };
    Int::has_two_digits(value).then_some(value)
}

fn two_digits(left: &Object, right: &Object) -> Option<(i64, i64)> {
    let small = |object: &Object| object.downcast_exact::<Int>().and_then(Int::as_two_digits);
    Some((small(left)?, small(right)?))
}

/// True division of ints that floats hold exactly.
fn true_quotient(left: i64, right: i64, op: BinaryOp) -> Option<f64> {
    let is_exact = |value: i64| value.unsigned_abs() < 1 << 53;
    (op == BinaryOp::TrueDivide && right != 0 && is_exact(left) && is_exact(right)).then(|| left as f64 / right as f64)
}

/// `a := b OP c` of ints of at most two digits; `false`, with nothing done, for other operands.
#[inline(never)]
pub fn int_op(r: Registers, instr: &Instr) -> bool {
    let Some((left, right)) = two_digits(r.get(instr.b), r.get(instr.c)) else { return false };
    let op = operator(instr.aux);
    if let Some(value) = int_value(left, right, op) {
        return put_int(r, instr, value);
    }
    true_quotient(left, right, op).is_some_and(|value| put_float(r, instr, value))
}

/// A float, or an int that a float holds exactly.
fn number(object: &Object) -> Option<f64> {
    double(object).or_else(|| short(object).map(|value| value as f64))
}

/// The operators of floats, or of a float and an int that a float holds exactly.
fn float_value(left: &Object, right: &Object, op: BinaryOp) -> Option<f64> {
    let is_float = |object: &Object| std::ptr::eq(object.ty(), &statics::PyFloat_Type);
    if !is_float(left) && !is_float(right) {
        return None;
    }
    let (left, right) = (number(left)?, number(right)?);
    match op {
        BinaryOp::Add => Some(left + right),
        BinaryOp::Subtract => Some(left - right),
        BinaryOp::Multiply => Some(left * right),
        BinaryOp::TrueDivide if right != 0.0 => Some(left / right),
        _ => None,
    }
}

/// `a := b OP c` of floats, or of a float and a short int; `false`, with nothing done, for other operands.
#[inline(never)]
pub fn float_op(r: Registers, instr: &Instr) -> bool {
    match float_value(r.get(instr.b), r.get(instr.c), operator(instr.aux)) {
        Some(value) => put_float(r, instr, value),
        None => false,
    }
}

/// The operator of an instruction in any form.
#[inline(always)]
pub fn operator(aux: u16) -> BinaryOp {
    BinaryOp::ALL[(aux & OPERATOR) as usize]
}

/// Was the specialised form with this `aux` an in-place operator?
pub fn is_inplace(aux: u16) -> bool {
    aux & INPLACE != 0
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
        (_, true, _) => {
            let (left, right) = two_digits(left, right)?;
            let has_form = int_value(left, right, op).is_some() || true_quotient(left, right, op).is_some();
            has_form.then_some(Op::IntOp)
        }
        (BinaryOp::Add, _, true) => Some(Op::AddFloat),
        (BinaryOp::Subtract, _, true) => Some(Op::SubFloat),
        (BinaryOp::Multiply, _, true) => Some(Op::MulFloat),
        _ => float_value(left, right, op).map(|_| Op::FloatOp),
    }
}

/// A binary or in-place operator in any form, in general; specialises the instruction if it can.
///
/// # Safety
/// `pc` is such an instruction of the running frame, in writable code.
#[inline(never)]
pub unsafe fn general(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    let (left, right) = (r.get(instr.b), r.get(instr.c));
    let is_inplace = instr.op == Op::Inplace || (instr.op != Op::Binary && is_inplace(instr.aux));
    let op = operator(instr.aux);
    let count = instr.aux >> COUNT_SHIFT;
    instr.op = if is_inplace { Op::Inplace } else { Op::Binary };
    if count < MAX_COUNT
        && let Some(form) = form(left, right, op)
    {
        instr.op = form;
        instr.aux = op as u16 | if is_inplace { INPLACE } else { 0 } | (count + 1) << COUNT_SHIFT;
    } else if int_op(r, instr) {
        return Ok(());
    }
    let instr = *instr;
    // Another thread or a signal handler may run this code before the operands are dropped.
    let value = if is_inplace { ops::inplace(left, right, op)? } else { ops::binary(left, right, op)? };
    r.finish(&instr);
    r.write(instr.a, value);
    Ok(())
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

/// The number of the comparison in a `CompareJump`'s `aux`; above it, in the form for ints, the bits of the
/// answers yes.
pub const COMPARISON: u16 = 15;
const ANSWERS_SHIFT: u16 = 4;

/// The comparison of short ints that the `aux` of a `CompareJumpInt` says.
#[inline(always)]
pub fn ordered_ints(left: i64, right: i64, aux: u16) -> bool {
    // As in `MASKS`: 0 greater, 1 equal, 2 less.
    let answer = 1 + i32::from(left < right) - i32::from(left > right);
    u32::from(aux >> ANSWERS_SHIFT) >> answer & 1 != 0
}

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
/// `pc` is such an instruction of the running frame, in writable code.
#[inline(never)]
pub unsafe fn general_jump(r: Registers, pc: *mut Instr) -> PyResult<bool> {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    let (left, right) = (r.get(instr.a), r.get(instr.b));
    let op = instr.aux & COMPARISON;
    instr.op = Op::CompareJump;
    if op <= 5 && instr.aux < u16::MAX - JUMP_COUNT {
        if shorts(left, right).is_some() {
            instr.op = Op::CompareJumpInt;
            instr.aux |= u16::from(MASKS[op as usize]) << ANSWERS_SHIFT;
            instr.aux += JUMP_COUNT;
        } else if doubles(left, right).is_some() {
            instr.op = Op::CompareJumpFloat;
            instr.aux += JUMP_COUNT;
        }
    }
    let truth = match compare(left, right, op) {
        Some(truth) => truth,
        None => ops::compare_truth(left, right, op)?,
    };
    r.finish(&*instr);
    Ok(truth)
}
