//! Arithmetic on ints: machine words while both operands have at most two digits (the commonest case
//! by far), digit slices above.
//!
//! These are the functions that the interpreter calls for exact ints; subtypes have the same layout.

use std::cmp::Ordering;

use pyston_numeric::int as numeric;
use pyston_object::prelude::*;

/// `-a`.
pub fn int_neg(a: &Int) -> PyResult<Py<Int>> {
    match a.as_two_digits() {
        Some(a) => Int::from_i64(-a),
        None => Int::from_digits(!a.is_negative(), a.digits()),
    }
}

/// `abs(a)`.
pub fn int_abs(a: &Int) -> PyResult<Py<Int>> {
    if a.is_negative() { int_neg(a) } else { a.to_exact() }
}

/// `~a`.
pub fn int_invert(a: &Int) -> PyResult<Py<Int>> {
    match a.as_two_digits() {
        Some(a) => Int::from_i64(!a),
        None => Int::from_numeric(&numeric::invert(a.numeric())),
    }
}

/// The value of an int of at most four digits, 120 bits.
#[inline]
fn four_digits(a: numeric::IntRef) -> Option<i128> {
    if a.digits.len() > 4 {
        return None;
    }
    let magnitude = a.digits.iter().rev().fold(0i128, |value, &digit| value << 30 | i128::from(digit));
    Some(if a.negative { -magnitude } else { magnitude })
}

/// Both values, if they have at most four digits and the divisor is not zero.
#[inline]
fn wide_division(a: &Int, b: &Int) -> Option<(i128, i128)> {
    match (four_digits(a.numeric())?, four_digits(b.numeric())?) {
        (_, 0) => None,
        (a, b) => Some((a, b)),
    }
}

/// As [`floor_divmod`], of wide words.
fn wide_divmod(a: i128, b: i128) -> (i128, i128) {
    // Most quotients of such numbers need only half of the width.
    let (dividend, divisor) = (a.unsigned_abs(), b.unsigned_abs());
    let (quotient, rest) = match (u64::try_from(dividend), u64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) => (u128::from(dividend / divisor), u128::from(dividend % divisor)),
        _ => {
            let quotient = dividend / divisor;
            (quotient, dividend - quotient * divisor)
        }
    };
    let quotient = if (a < 0) == (b < 0) { quotient as i128 } else { -(quotient as i128) };
    let rest = if a < 0 { -(rest as i128) } else { rest as i128 };
    if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
}

/// Sum of ints of which one has more than two digits.
fn sum(a: numeric::IntRef, b: numeric::IntRef) -> PyResult<Py<Int>> {
    if let (Some(a), Some(b)) = (four_digits(a), four_digits(b)) {
        return Int::from_i128(a + b);
    }
    Int::build(a.digits.len().max(b.digits.len()) + 1, |out| numeric::sum_into(a, b, out))
}

/// `a + b`.
#[inline]
pub fn int_add(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    match (a.as_two_digits(), b.as_two_digits()) {
        (Some(a), Some(b)) => Int::from_i64(a + b),
        _ => sum(a.numeric(), b.numeric()),
    }
}

/// `a - b`.
#[inline]
pub fn int_sub(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    match (a.as_two_digits(), b.as_two_digits()) {
        (Some(a), Some(b)) => Int::from_i64(a - b),
        _ => sum(a.numeric(), b.numeric().negated()),
    }
}

/// `a * b`.
#[inline]
pub fn int_mul(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    match (a.as_two_digits(), b.as_two_digits()) {
        (Some(a), Some(b)) => match a.checked_mul(b) {
            Some(product) => Int::from_i64(product),
            None => Int::from_i128(i128::from(a) * i128::from(b)),
        },
        _ => product(a.numeric(), b.numeric()),
    }
}

fn product(a: numeric::IntRef, b: numeric::IntRef) -> PyResult<Py<Int>> {
    match numeric::product_len(a, b) {
        Some(len) => Int::build(len, |out| numeric::product_into(a, b, out)),
        None => Int::from_numeric(&numeric::mul(a, b)),
    }
}

/// Quotient and remainder of machine words, the quotient towards minus infinity; `b` is not zero.
#[inline]
fn floor_divmod(a: i64, b: i64) -> (i64, i64) {
    let (quotient, rest) = (a / b, a % b);
    if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
}

/// Both values, if they are short and the divisor is not zero.
#[inline]
fn short_division(a: &Int, b: &Int) -> Option<(i64, i64)> {
    match (a.as_two_digits()?, b.as_two_digits()?) {
        (_, 0) => None,
        (a, b) => Some((a, b)),
    }
}

/// `a // b`.
#[inline]
pub fn int_floor_div(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    match short_division(a, b) {
        Some((a, b)) => Int::from_i64(floor_divmod(a, b).0),
        None if let Some((a, b)) = wide_division(a, b) => Int::from_i128(wide_divmod(a, b).0),
        None => Int::from_numeric(&numeric::floor_div(a.numeric(), b.numeric())?),
    }
}

/// `a % b`.
#[inline]
pub fn int_mod(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    match short_division(a, b) {
        Some((a, b)) => Int::from_i64(floor_divmod(a, b).1),
        None if let Some((a, b)) = wide_division(a, b) => Int::from_i128(wide_divmod(a, b).1),
        None => Int::from_numeric(&numeric::modulo(a.numeric(), b.numeric())?),
    }
}

/// `divmod(a, b)`.
pub fn int_divmod(a: &Int, b: &Int) -> PyResult<(Py<Int>, Py<Int>)> {
    if let Some((a, b)) = short_division(a, b) {
        let (quotient, rest) = floor_divmod(a, b);
        return Ok((Int::from_i64(quotient)?, Int::from_i64(rest)?));
    }
    if let Some((a, b)) = wide_division(a, b) {
        let (quotient, rest) = wide_divmod(a, b);
        return Ok((Int::from_i128(quotient)?, Int::from_i128(rest)?));
    }
    let (quotient, rest) = numeric::divmod(a.numeric(), b.numeric())?;
    Ok((Int::from_numeric(&quotient)?, Int::from_numeric(&rest)?))
}

/// `a / b`.
pub fn int_true_div(a: &Int, b: &Int) -> PyResult<f64> {
    Ok(numeric::true_div(a.numeric(), b.numeric())?)
}

/// `a ** b` for an exponent not below zero.
pub fn int_pow(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    if let (Some(base), Some(exponent)) = (a.as_two_digits(), b.as_small())
        && let Ok(exponent) = u32::try_from(exponent)
        && let Some(power) = base.checked_pow(exponent)
    {
        return Int::from_i64(power);
    }
    Int::from_numeric(&numeric::pow(a.numeric(), b.numeric())?)
}

/// `pow(a, b, modulus)`.
pub fn int_pow_mod(a: &Int, b: &Int, modulus: &Int) -> PyResult<Py<Int>> {
    Int::from_numeric(&numeric::pow_mod(a.numeric(), b.numeric(), modulus.numeric())?)
}

/// The order of two ints.
#[inline]
pub fn int_cmp(a: &Int, b: &Int) -> Ordering {
    match (a.as_two_digits(), b.as_two_digits()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => numeric::cmp(a.numeric(), b.numeric()),
    }
}

/// `a OP b`.
#[inline]
pub fn int_compare(a: &Int, b: &Int, op: CompareOp) -> bool {
    op.matches(if a.is(b) { Ordering::Equal } else { int_cmp(a, b) })
}

/// `round(a, ndigits)`, half to even.
pub fn int_round(a: &Int, ndigits: &Int) -> PyResult<Py<Int>> {
    if !ndigits.is_negative() {
        return a.to_exact();
    }
    // Ten to a power beyond twice the value rounds it to zero, and need not be computed.
    let places = ndigits.to_i64().map_or(u64::MAX, i64::unsigned_abs);
    if places > a.numeric().bit_length() / 3 + 2 {
        return Int::from_i64(0);
    }
    let ten = numeric::Int::from_u64(10);
    let unit = numeric::pow(ten.as_ref(), numeric::Int::from_u64(places).as_ref())?;
    let (quotient, rest) = numeric::divmod(a.numeric(), unit.as_ref())?;
    let twice = numeric::shl(rest.as_ref(), 1)?;
    let up = match numeric::cmp(twice.as_ref(), unit.as_ref()) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => quotient.as_ref().is_odd(),
    };
    let down = numeric::sub(a.numeric(), rest.as_ref());
    Int::from_numeric(&if up { numeric::add(down.as_ref(), unit.as_ref()) } else { down })
}
