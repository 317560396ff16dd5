//! `Decimal` objects: a decimal number and its hash, once computed.

use std::cell::Cell;
use std::ops::Deref;

use pyston_decimal as arithmetic;
use pyston_decimal::status::Status;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::context::Context;
use super::current::current;

#[pyclass(Decimal_Type = "decimal.Decimal", flags(BASETYPE), untracked)]
pub struct DecimalObject {
    pub value: arithmetic::Decimal,
    /// -1 until it is known.
    pub hash: Cell<isize>,
}
impl_trace!(DecimalObject {});

pub type Decimal = Instance<DecimalObject>;

/// A new `Decimal`.
#[inline]
pub fn new_decimal(value: arithmetic::Decimal) -> PyResult<Py<Decimal>> {
    Instance::new(DecimalObject { value, hash: Cell::new(-1) })
}

/// A new instance of a class.
pub fn new_decimal_as(class: &Type, value: arithmetic::Decimal) -> PyResult<Py<Decimal>> {
    Instance::new_as(class, DecimalObject { value, hash: Cell::new(-1) })
}

/// An operand's value: of a decimal, or of an int that becomes one.
pub enum Operand<'a> {
    Borrowed(&'a arithmetic::Decimal),
    Owned(arithmetic::Decimal),
}

impl Deref for Operand<'_> {
    type Target = arithmetic::Decimal;
    #[inline]
    fn deref(&self) -> &arithmetic::Decimal {
        match self {
            Operand::Borrowed(value) => value,
            Operand::Owned(value) => value,
        }
    }
}

/// The value of a decimal or int.
#[inline]
pub fn operand(object: &Object) -> Option<Operand<'_>> {
    if let Some(decimal) = object.downcast::<Decimal>() {
        return Some(Operand::Borrowed(&decimal.value));
    }
    object.downcast::<Int>().map(|value| Operand::Owned(from_int(value)))
}

/// As [`operand`], of a method's argument.
#[inline]
pub fn required_operand(object: &Object) -> PyResult<Operand<'_>> {
    operand(object).ok_or_else(|| no_conversion(object))
}

#[cold]
pub fn no_conversion(object: &Object) -> Raised {
    raise!(TypeError, "conversion from {} to Decimal is not supported", object.type_name())
}

/// An int, exactly.
pub fn from_int(value: &Int) -> arithmetic::Decimal {
    if let Some(small) = value.to_i64() {
        return arithmetic::Decimal::from_i64(small);
    }
    let number = arithmetic::natural::from_binary(value.digits());
    arithmetic::Decimal::finite(value.is_negative(), arithmetic::Coefficient::from_natural(number), 0)
}

/// An operation of one operand in a context.
pub type Unary = fn(&arithmetic::Context, &arithmetic::Decimal, &mut Status) -> arithmetic::Decimal;
/// An operation of two operands in a context.
pub type Binary =
    fn(&arithmetic::Context, &arithmetic::Decimal, &arithmetic::Decimal, &mut Status) -> arithmetic::Decimal;

#[inline]
pub fn unary(context: &Context, a: &arithmetic::Decimal, operate: Unary) -> PyResult<Py<Decimal>> {
    let mut status = 0;
    let result = operate(&context.arithmetic(), a, &mut status);
    context.signal(status)?;
    new_decimal(result)
}

#[inline]
pub fn binary(
    context: &Context,
    a: &arithmetic::Decimal,
    b: &arithmetic::Decimal,
    operate: Binary,
) -> PyResult<Py<Decimal>> {
    let mut status = 0;
    let result = operate(&context.arithmetic(), a, b, &mut status);
    context.signal(status)?;
    new_decimal(result)
}

/// A binary operator: `NotImplemented` for operands of other types.
#[inline]
pub fn operator(
    a: &Object,
    b: &Object,
    operate: impl FnOnce(
        &arithmetic::Context,
        &arithmetic::Decimal,
        &arithmetic::Decimal,
        &mut Status,
    ) -> arithmetic::Decimal,
) -> PyResult {
    let (Some(x), Some(y)) = (operand(a), operand(b)) else { return Ok(singletons::py_not_implemented()) };
    let context = current()?;
    let mut status = 0;
    let result = operate(&context.arithmetic(), &x, &y, &mut status);
    context.signal(status)?;
    Ok(new_decimal(result)?.into_object())
}
