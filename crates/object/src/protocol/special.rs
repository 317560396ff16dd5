//! Operators that a special method of a class decides: which method is asked first, and what an operator means once
//! that has answered `NotImplemented`.
//!
//! [`binary_op`](super::binary_op) and its like ask by calling slots, one native call inside another. The interpreter
//! asks here instead and runs a method written in Python in its own loop. **Invariant**: both ways ask the same
//! methods in the same order; what is not certain without calling something has no first method here.

use std::ffi::c_int;

use pyston_abi::binaryfunc;

use super::number::{after_binary, binary_op1, slot_at};
use super::{BinaryOp, CompareOp};
use crate::attr;
use crate::call::call_special;
use crate::ptr::{Object, Py, PyResult};
use crate::slots::methods;
use crate::str::Str;
use crate::ty::Type;
use crate::{name, singletons, statics};

/// Which question the first method answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The left operand for the in-place operator.
    Inplace,
    /// The left operand for the operator.
    Left,
    /// The right operand for the reflected operator, as the left one's type is known not to have the operator.
    Right,
}

/// The method that is called first.
pub struct Special<'a> {
    /// What its class has under the name; the class keeps it.
    pub method: &'a Object,
    pub this: &'a Object,
    pub argument: &'a Object,
    pub asked: Asked,
}

/// What a binary operator calls.
struct Row {
    /// The slot of classes written in Python.
    slot: binaryfunc,
    inplace_slot: binaryfunc,
    method: fn() -> &'static Str,
    reflected: fn() -> &'static Str,
    inplace: fn() -> &'static Str,
}

macro_rules! rows {
    ($($op:ident: $slot:ident $inplace_slot:ident $method:literal $reflected:literal $inplace:literal;)*) => {
        /// `None` for what is no plain operator of two operands.
        #[inline]
        fn row(op: BinaryOp) -> Option<&'static Row> {
            match op {
                $(BinaryOp::$op => {
                    const ROW: &Row = &Row {
                        slot: methods::$slot,
                        inplace_slot: methods::$inplace_slot,
                        method: || name!($method),
                        reflected: || name!($reflected),
                        inplace: || name!($inplace),
                    };
                    Some(ROW)
                })*
                BinaryOp::Divmod | BinaryOp::Power => None,
            }
        }
    };
}

rows! {
    Add: nb_add nb_inplace_add "__add__" "__radd__" "__iadd__";
    Subtract: nb_subtract nb_inplace_subtract "__sub__" "__rsub__" "__isub__";
    Multiply: nb_multiply nb_inplace_multiply "__mul__" "__rmul__" "__imul__";
    Remainder: nb_remainder nb_inplace_remainder "__mod__" "__rmod__" "__imod__";
    LeftShift: nb_lshift nb_inplace_lshift "__lshift__" "__rlshift__" "__ilshift__";
    RightShift: nb_rshift nb_inplace_rshift "__rshift__" "__rrshift__" "__irshift__";
    And: nb_and nb_inplace_and "__and__" "__rand__" "__iand__";
    Xor: nb_xor nb_inplace_xor "__xor__" "__rxor__" "__ixor__";
    Or: nb_or nb_inplace_or "__or__" "__ror__" "__ior__";
    FloorDivide: nb_floor_divide nb_inplace_floor_divide "__floordiv__" "__rfloordiv__" "__ifloordiv__";
    TrueDivide: nb_true_divide nb_inplace_true_divide "__truediv__" "__rtruediv__" "__itruediv__";
    MatrixMultiply: nb_matrix_multiply nb_inplace_matrix_multiply "__matmul__" "__rmatmul__" "__imatmul__";
}

/// `name` of the class of `this`, as a special method is looked up.
#[inline]
fn lookup<'a>(this: &'a Object, name: &Str) -> Option<&'a Object> {
    // SAFETY: null or kept by the class, which `this` keeps; callers use it before other code runs.
    unsafe { Object::from_nullable(attr::type_lookup_ptr(this.ty(), name)) }
}

/// Is the right operand asked first if it is asked at all?
#[inline]
fn right_goes_first(a: &Object, b: &Object) -> bool {
    a.ty() != b.ty() && b.ty().is_subtype(a.ty())
}

/// The first method of `a OP b`, or of `a OP= b`.
#[inline]
pub fn first_of_binary<'a>(a: &'a Object, b: &'a Object, op: BinaryOp, inplace: bool) -> Option<Special<'a>> {
    let row = row(op)?;
    let has = |ty: &Type| slot_at::<binaryfunc>(ty, op.offset()).is_some_and(|slot| slot as usize == row.slot as usize);
    if inplace && let Some(slot) = op.inplace_offset().and_then(|offset| slot_at::<binaryfunc>(a.ty(), offset)) {
        let is_python = slot as usize == row.inplace_slot as usize;
        let method = lookup(a, (row.inplace)()).filter(|_| is_python)?;
        return Some(Special { method, this: a, argument: b, asked: Asked::Inplace });
    }
    if has(a.ty()) {
        let method = lookup(a, (row.method)()).filter(|_| !right_goes_first(a, b))?;
        return Some(Special { method, this: a, argument: b, asked: Asked::Left });
    }
    // Numbers know nothing but numbers.
    let is_number = |ty: &Type| [&statics::PyLong_Type, &statics::PyFloat_Type].contains(&ty);
    if !is_number(a.ty()) || !has(b.ty()) || is_made_from_number(b.ty()) {
        return None;
    }
    let method = lookup(b, (row.reflected)())?;
    Some(Special { method, this: b, argument: a, asked: Asked::Right })
}

/// Is it a class of numbers made from a built-in one?
fn is_made_from_number(ty: &Type) -> bool {
    [&statics::PyLong_Type, &statics::PyFloat_Type, &statics::PyComplex_Type].iter().any(|number| ty.is_subtype(number))
}

/// `a OP b`, or `a OP= b`, after the first method has answered `NotImplemented`.
///
/// # Errors
/// What the operands raise, or `TypeError`.
pub fn rest_of_binary(a: &Object, b: &Object, op: BinaryOp, inplace: bool, asked: Asked) -> PyResult {
    let value = match asked {
        Asked::Inplace => binary_op1(a, b, op)?,
        Asked::Left if a.ty() != b.ty() => right_of_binary(a, b, op)?,
        Asked::Left | Asked::Right => singletons::py_not_implemented(),
    };
    if !value.is(singletons::not_implemented()) {
        return Ok(value);
    }
    after_binary(a, b, op, inplace)
}

/// What the right operand says, the left one having been asked.
fn right_of_binary(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    let slot: Option<binaryfunc> = slot_at(b.ty(), op.offset());
    match (slot, row(op)) {
        (Some(slot), Some(row)) if slot as usize == row.slot as usize => {
            Ok(call_special(b, (row.reflected)(), &[a])?.unwrap_or_else(singletons::py_not_implemented))
        }
        // SAFETY: a slot called as CPython calls it.
        (Some(slot), _) => unsafe { Py::from_result(slot(a.as_ptr(), b.as_ptr())) },
        (None, _) => Ok(singletons::py_not_implemented()),
    }
}

/// The first method of the comparison `a OP b`.
#[inline]
pub fn first_of_compare<'a>(a: &'a Object, b: &'a Object, op: CompareOp) -> Option<Special<'a>> {
    let generic = methods::slot_richcompare as unsafe extern "C" fn(_, _, c_int) -> _;
    let slot = a.ty().tp().tp_richcompare?;
    if slot as usize != generic as usize || right_goes_first(a, b) {
        return None;
    }
    let method = lookup(a, &methods::compare_name(op as c_int))?;
    Some(Special { method, this: a, argument: b, asked: Asked::Left })
}

/// The method of `a[key]`, if it is no native one.
#[inline]
pub fn first_of_subscript<'a>(a: &'a Object, key: &'a Object) -> Option<Special<'a>> {
    // SAFETY: the table belongs to the type.
    let slot = unsafe { a.ty().tp().tp_as_mapping.as_ref()?.mp_subscript? };
    if slot as usize != methods::mp_subscript as binaryfunc as usize {
        return None;
    }
    Some(Special { method: lookup(a, name!("__getitem__"))?, this: a, argument: key, asked: Asked::Left })
}

/// The `__call__` of an instance, if it is no native one.
#[inline]
pub fn of_call(callable: &Object) -> Option<&Object> {
    let slot = callable.ty().tp().tp_call?;
    if slot as usize != methods::slot_call as pyston_abi::ternaryfunc as usize {
        return None;
    }
    lookup(callable, name!("__call__"))
}
