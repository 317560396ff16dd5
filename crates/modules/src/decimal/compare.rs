//! Comparison operators: with decimals, ints, floats, complex numbers and rationals.

use pyston_decimal as arithmetic;
use pyston_decimal::status::{FLOAT_OPERATION, INVALID_OPERATION};
use pyston_object::complex::Complex;
use pyston_object::once::Once;
use pyston_object::prelude::*;

use super::construct::exact_float;
use super::context::Context;
use super::current::current;
use super::number::{Decimal, from_int, new_decimal, operand};

static RATIONAL: Once<Object> = Once::new();

fn rational() -> PyResult<&'static Object> {
    RATIONAL.get_or_try_init(|| {
        let numbers = pyston_object::hooks::import("numbers")?;
        pyston_object::attr::getattr_str(&numbers, name!("Rational"))
    })
}

/// What is compared in the place of the operands.
type Pair = (Option<arithmetic::Decimal>, arithmetic::Decimal);

fn is_equality(op: CompareOp) -> bool {
    matches!(op, CompareOp::Eq | CompareOp::Ne)
}

/// The value of a float, which is signalled: for equality as a flag only.
fn float_value(value: f64, op: CompareOp, context: &Context) -> PyResult<arithmetic::Decimal> {
    if is_equality(op) {
        context.note(FLOAT_OPERATION);
    } else {
        context.signal(FLOAT_OPERATION)?;
    }
    Ok(exact_float(value))
}

/// `this` times the denominator, and the numerator, of a rational.
fn rational_pair(this: &Decimal, other: &Object) -> PyResult<Option<Pair>> {
    let numerator = pyston_object::attr::getattr_str(other, name!("numerator"))?;
    let denominator = pyston_object::attr::getattr_str(other, name!("denominator"))?;
    let Some(denominator) = denominator.downcast::<Int>() else {
        return Err(raise!(TypeError, "numerator and denominator must be integers"));
    };
    let Some(numerator) = numerator.downcast::<Int>() else {
        return Err(raise!(TypeError, "numerator and denominator must be integers"));
    };
    let numerator = from_int(numerator);
    if !this.value.is_finite() {
        return Ok(Some((None, numerator)));
    }
    let factor = from_int(denominator);
    let coefficient = this.value.coefficient.multiply(&factor.coefficient);
    let product = arithmetic::Decimal::finite(this.value.negative, coefficient, this.value.exponent);
    Ok(Some((Some(product), numerator)))
}

/// What an operand of another type is compared as; `None` if it cannot be.
fn foreign(this: &Decimal, other: &Object, op: CompareOp, context: &Context) -> PyResult<Option<Pair>> {
    if let Some(value) = other.downcast::<Float>() {
        return Ok(Some((None, float_value(value.value(), op, context)?)));
    }
    if let Some(value) = other.downcast::<Complex>() {
        let value = value.value();
        if is_equality(op) && value.im == 0.0 {
            return Ok(Some((None, float_value(value.re, op, context)?)));
        }
        return Ok(None);
    }
    if protocol::is_instance(other, rational()?)? {
        return rational_pair(this, other);
    }
    Ok(None)
}

/// `this OP other`.
pub fn compare(this: &Decimal, other: &Object, op: CompareOp) -> PyResult {
    let context;
    let pair;
    let value = operand(other);
    let (a, b) = match &value {
        Some(value) => (&this.value, &**value),
        None => {
            context = current()?;
            let Some(found) = foreign(this, other, op, &context)? else {
                return Ok(singletons::py_not_implemented());
            };
            pair = found;
            (pair.0.as_ref().unwrap_or(&this.value), &pair.1)
        }
    };
    if a.is_nan() || b.is_nan() {
        // Equality is quiet but for signalling NaNs; order is not.
        if !is_equality(op) || a.is_signaling() || b.is_signaling() {
            current()?.signal(INVALID_OPERATION)?;
        }
        return Ok(singletons::py_bool(op == CompareOp::Ne));
    }
    Ok(protocol::order_result(arithmetic::order(a, b), op))
}

/// The result of `compare_total` and its like.
pub fn order_decimal(order: std::cmp::Ordering) -> PyResult<Py<Decimal>> {
    new_decimal(arithmetic::Decimal::from_i64(order as i64))
}
