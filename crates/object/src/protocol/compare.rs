//! Rich comparison.

use std::ffi::c_int;

use pyston_abi::flags::{Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE};
use pyston_abi::richcmpfunc;

use crate::float::Float;
use crate::int::Int;
use crate::ptr::{Object, Py, PyResult};
use crate::str::Str;
use crate::{raise, singletons, tstate};

/// A comparison operator: `Py_LT`..`Py_GE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum CompareOp {
    Lt = Py_LT,
    Le = Py_LE,
    Eq = Py_EQ,
    Ne = Py_NE,
    Gt = Py_GT,
    Ge = Py_GE,
}

impl CompareOp {
    pub fn from_c(op: c_int) -> Option<CompareOp> {
        [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge]
            .into_iter()
            .find(|candidate| *candidate as c_int == op)
    }
    /// The operator with the operands exchanged.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            other => other,
        }
    }
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }
    /// The answer for operands with this order.
    pub fn matches(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
        }
    }
}

/// `a OP b`.
pub fn compare(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    let _level = tstate::enter_recursive(" in comparison")?;
    compare_unguarded(a, b, op)
}

fn compare_unguarded(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    // SAFETY: a slot called as CPython calls it.
    let attempt = |slot: richcmpfunc, a: &Object, b: &Object, op: CompareOp| unsafe {
        Py::<Object>::from_result(slot(a.as_ptr(), b.as_ptr(), op as c_int))
    };
    let (type_a, type_b) = (a.ty(), b.ty());
    let mut reflected_done = false;
    if type_a != type_b
        && type_b.is_subtype(type_a)
        && let Some(slot) = type_b.tp().tp_richcompare
    {
        reflected_done = true;
        let result = attempt(slot, b, a, op.swapped())?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    if let Some(slot) = type_a.tp().tp_richcompare {
        let result = attempt(slot, a, b, op)?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    if reflected_done { without_methods(a, b, op) } else { rest_of_compare(a, b, op) }
}

/// `a OP b` after `a` has answered `NotImplemented`, and `b` was not asked.
///
/// # Errors
/// What `b` raises, or `TypeError`.
pub fn rest_of_compare(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    let result = compare_slot(b, a, op.swapped())?;
    if result.is(singletons::not_implemented()) { without_methods(a, b, op) } else { Ok(result) }
}

/// `a OP b` if neither knows.
fn without_methods(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    match op {
        CompareOp::Eq => Ok(singletons::py_bool(a.is(b))),
        CompareOp::Ne => Ok(singletons::py_bool(!a.is(b))),
        _ => Err(raise!(
            TypeError,
            "'{}' not supported between instances of '{:.100}' and '{:.100}'",
            op.symbol(),
            a.type_name(),
            b.type_name()
        )),
    }
}

/// What `type(a)` alone says of `a OP b`: maybe `NotImplemented`.
pub fn compare_slot(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    match a.ty().tp().tp_richcompare {
        // SAFETY: a slot called as CPython calls it.
        Some(slot) => unsafe { Py::from_result(slot(a.as_ptr(), b.as_ptr(), op as c_int)) },
        None => Ok(singletons::py_not_implemented()),
    }
}

/// The truth of `a OP b`; identical objects are equal without asking.
pub fn compare_bool(a: &Object, b: &Object, op: CompareOp) -> PyResult<bool> {
    if a.is(b) {
        match op {
            CompareOp::Eq => return Ok(true),
            CompareOp::Ne => return Ok(false),
            _ => (),
        }
    }
    let _level = tstate::enter_recursive(" in comparison")?;
    if let Some(order) = native_order(a, b) {
        return Ok(op.matches(order));
    }
    let result = compare_unguarded(a, b, op)?;
    super::is_true(&result)
}

/// The order of two exact ints of up to two digits or two exact floats that are numbers.
#[inline]
fn native_order(a: &Object, b: &Object) -> Option<std::cmp::Ordering> {
    if let (Some(a), Some(b)) = (a.downcast_exact::<Int>(), b.downcast_exact::<Int>()) {
        return Some(a.as_two_digits()?.cmp(&b.as_two_digits()?));
    }
    a.downcast_exact::<Float>()?.value().partial_cmp(&b.downcast_exact::<Float>()?.value())
}

/// `a is b or a == b`.
#[inline]
pub fn compare_eq(a: &Object, b: &Object) -> PyResult<bool> {
    if a.is(b) {
        return Ok(true);
    }
    if let (Some(a), Some(b)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
        return Ok(a.equals(b));
    }
    compare_bool(a, b, CompareOp::Eq)
}

/// The result of a comparison slot from an order.
pub fn order_result(order: std::cmp::Ordering, op: CompareOp) -> Py {
    singletons::py_bool(op.matches(order))
}
