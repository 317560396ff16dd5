//! Making decimals of text, ints, floats and tuples.

use pyston_decimal as arithmetic;
use pyston_decimal::status::{CONVERSION_ERRORS, FLOAT_OPERATION, INVALID_OPERATION, Status};
use pyston_decimal::{Coefficient, Kind};
use pyston_object::prelude::*;
use pyston_unicode::{decimal as decimal_digit, is_space};

use super::context::{Context, context_or_current};
use super::current::current;
use super::number::{Decimal, from_int, new_decimal, new_decimal_as, no_conversion};
use crate::arguments::exact_ssize;

/// The text of a number in ASCII, digits of all scripts as digits; for exact numbers without underscores
/// and the space around it. What has no place in a number becomes a character that has none either.
fn ascii_number(text: &Str, fit: Fit) -> Vec<u8> {
    let data = text.data();
    let (mut start, mut end) = (0, data.len());
    let is_lenient = fit == Fit::Exact;
    while is_lenient && start < end && is_space(data.at(start)) {
        start += 1;
    }
    while is_lenient && start < end && is_space(data.at(end - 1)) {
        end -= 1;
    }
    let character = |point: u32| match point {
        0 => b'?',
        1..0x80 => point as u8,
        _ => decimal_digit(point).map_or(b'?', |digit| b'0' + digit as u8),
    };
    data.slice(start, end).iter().filter(|&point| !is_lenient || point != u32::from(b'_')).map(character).collect()
}

/// How a new number fits its context.
#[derive(Clone, Copy, PartialEq)]
pub enum Fit {
    /// It is as it was given, or an error.
    Exact,
    /// It is rounded.
    Rounded,
}

fn settings(context: &Context, fit: Fit) -> arithmetic::Context {
    match fit {
        Fit::Exact => arithmetic::Context::MAX,
        Fit::Rounded => context.arithmetic(),
    }
}

/// Signals; an exact number that cannot be had is an invalid operation.
fn signal(context: &Context, fit: Fit, status: Status) -> PyResult<()> {
    if fit == Fit::Rounded {
        return context.signal(status);
    }
    let mut status = status;
    if status & (arithmetic::status::INEXACT | arithmetic::status::ROUNDED | arithmetic::status::CLAMPED) != 0 {
        status = INVALID_OPERATION;
    }
    context.signal(status & CONVERSION_ERRORS)
}

/// A number, made to fit.
fn fitted(class: &Type, number: arithmetic::Decimal, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    if fit == Fit::Exact && number.is_finite() && number.exponent.unsigned_abs() < 1_000_000_000 {
        return new_decimal_as(class, number);
    }
    let mut status = 0;
    let result = settings(context, fit).from_exact(number, &mut status);
    let failed = fit == Fit::Exact && status & CONVERSION_ERRORS != 0;
    signal(context, fit, status)?;
    new_decimal_as(class, if failed { arithmetic::Decimal::nan() } else { result })
}

fn from_ascii(class: &Type, text: &[u8], context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    match arithmetic::Decimal::parse(text) {
        Some(number) => fitted(class, number, context, fit),
        None => {
            context.signal(arithmetic::status::CONVERSION_SYNTAX)?;
            new_decimal_as(class, arithmetic::Decimal::nan())
        }
    }
}

fn from_text(class: &Type, text: &Str, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    if let Some(ascii) = text.as_ascii()
        && ascii.bytes().all(|byte| byte > b' ' && byte != b'_')
    {
        return from_ascii(class, ascii.as_bytes(), context, fit);
    }
    from_ascii(class, &ascii_number(text, fit), context, fit)
}

/// The exact value of a float.
pub fn exact_float(value: f64) -> arithmetic::Decimal {
    let negative = value.is_sign_negative();
    if value.is_nan() {
        return arithmetic::Decimal::nan();
    }
    if value.is_infinite() {
        return arithmetic::Decimal::infinity(negative);
    }
    let bits = value.to_bits();
    let (fraction, field) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7FF) as i64);
    let (mantissa, exponent) = if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
    if mantissa == 0 {
        return arithmetic::Decimal::zero(negative, 0);
    }
    let zeros = i64::from(mantissa.trailing_zeros()).min((-exponent).max(0));
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    let power = |base: u64, count: i64| {
        let mut result = arithmetic::Coefficient::ONE;
        let (step, size): (u128, i64) = if base == 2 { (1 << 60, 60) } else { (5u128.pow(26), 26) };
        for _ in 0..count / size {
            result = result.multiply(&Coefficient::from_wide(step));
        }
        result.multiply(&Coefficient::from_wide(u128::from(base).pow((count % size) as u32)))
    };
    let mantissa = Coefficient::from_wide(mantissa.into());
    if exponent >= 0 {
        return arithmetic::Decimal::finite(negative, mantissa.multiply(&power(2, exponent)), 0);
    }
    arithmetic::Decimal::finite(negative, mantissa.multiply(&power(5, -exponent)), exponent)
}

fn from_float_value(class: &Type, value: f64, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    fitted(class, exact_float(value), context, fit)
}

/// `Decimal.from_float` and `Context.create_decimal_from_float`.
pub fn from_float(class: &Type, value: &Object, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    if let Some(value) = value.downcast::<Int>() {
        return fitted(class, from_int(value), context, fit);
    }
    match value.downcast::<Float>() {
        Some(value) => from_float_value(class, value.value(), context, fit),
        None => Err(raise!(TypeError, "argument must be int or float")),
    }
}

fn digits_of(coefficient: &Object) -> PyResult<Vec<u8>> {
    let wrong = || raise!(ValueError, "coefficient must be a tuple of digits");
    let items = match coefficient.downcast::<Tuple>() {
        Some(tuple) => tuple.new_ref(),
        None if coefficient.downcast::<List>().is_some() => protocol::to_tuple(coefficient)?,
        None => match protocol::to_tuple(coefficient) {
            Ok(items) => items,
            Err(raised) if raised.is(&exc::TypeError) => {
                raised.clear();
                return Err(wrong());
            }
            Err(raised) => return Err(raised),
        },
    };
    let digit = |item: &&Object| item.downcast::<Int>().and_then(Int::to_i64).filter(|digit| (0..10).contains(digit));
    let digits: Option<Vec<u8>> = items.as_slice().iter().map(|item| digit(item).map(|digit| digit as u8)).collect();
    digits.ok_or_else(wrong)
}

/// Sign, digits and exponent, or the letter of a special number.
fn from_parts(class: &Type, parts: &Tuple, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    let [sign, coefficient, exponent] = *parts.as_slice() else {
        return Err(raise!(ValueError, "argument must be a sequence of length 3"));
    };
    let sign = sign.downcast::<Int>().and_then(Int::to_i64).filter(|sign| matches!(sign, 0 | 1));
    let Some(sign) = sign else { return Err(raise!(ValueError, "sign must be an integer with the value 0 or 1")) };
    let mut kind = Kind::Finite;
    let mut power = 0;
    if let Some(letter) = exponent.downcast::<Str>() {
        kind = if letter.eq_str("F") {
            Kind::Infinite
        } else if letter.eq_str("n") {
            Kind::Quiet
        } else if letter.eq_str("N") {
            Kind::Signaling
        } else {
            return Err(raise!(ValueError, "string argument in the third position must be 'F', 'n' or 'N'"));
        };
    } else if exponent.downcast::<Int>().is_some() {
        power = exact_ssize(exponent)? as i64;
    } else {
        return Err(raise!(ValueError, "exponent must be an integer"));
    }
    let digits = digits_of(coefficient)?;
    let coefficient = if kind == Kind::Infinite {
        Coefficient::ZERO
    } else {
        Coefficient::from_natural(arithmetic::natural::pack(&digits))
    };
    let exponent = power.clamp(-(i64::MAX / 4), i64::MAX / 4);
    fitted(class, arithmetic::Decimal { coefficient, exponent, kind, negative: sign == 1 }, context, fit)
}

/// The number that an object stands for.
pub fn from_object(class: &Type, value: &Object, context: &Context, fit: Fit) -> PyResult<Py<Decimal>> {
    if let Some(text) = value.downcast::<Str>() {
        return from_text(class, text, context, fit);
    }
    if let Some(decimal) = value.downcast::<Decimal>() {
        if fit == Fit::Exact {
            return new_decimal_as(class, decimal.value.clone());
        }
        return fitted(class, decimal.value.clone(), context, fit);
    }
    if let Some(int) = value.downcast::<Int>() {
        return fitted(class, from_int(int), context, fit);
    }
    if value.downcast::<Tuple>().is_some() || value.downcast::<List>().is_some() {
        let parts = protocol::to_tuple(value)?;
        return from_parts(class, &parts, context, fit);
    }
    if let Some(float) = value.downcast::<Float>() {
        context.signal(FLOAT_OPERATION)?;
        return from_float_value(class, float.value(), context, fit);
    }
    Err(no_conversion(value))
}

/// `Decimal(value="0", context=None)`.
pub fn construct(class: &Type, value: Option<&Object>, context: Option<&Object>) -> PyResult<Py<Decimal>> {
    if let Some(value) = value
        && context.is_none()
    {
        if let Some(decimal) = value.downcast_exact::<Decimal>()
            && class == decimal.object().ty()
        {
            return Ok(decimal.new_ref());
        }
        if let Some(int) = value.downcast_exact::<Int>() {
            return new_decimal_as(class, from_int(int));
        }
    }
    let context = context_or_current(context)?;
    match value {
        Some(value) => {
            if let Some(decimal) = value.downcast_exact::<Decimal>()
                && class == decimal.object().ty()
            {
                return Ok(decimal.new_ref());
            }
            from_object(class, value, &context, Fit::Exact)
        }
        None => new_decimal_as(class, arithmetic::Decimal::zero(false, 0)),
    }
}

/// `Decimal.from_float(f)`.
pub fn class_from_float(class: &Type, value: &Object) -> PyResult {
    let made = from_float(<Decimal as Layout>::static_type(), value, &*current()?, Fit::Exact)?;
    if class == <Decimal as Layout>::static_type() {
        return Ok(made.into_object());
    }
    pyston_object::call::call(class, &[made.object()])
}

/// `Context.create_decimal(num)`.
pub fn create(context: &Context, value: Option<&Object>) -> PyResult<Py<Decimal>> {
    match value {
        Some(value) => from_object(<Decimal as Layout>::static_type(), value, context, Fit::Rounded),
        None => new_decimal(arithmetic::Decimal::zero(false, 0)),
    }
}
