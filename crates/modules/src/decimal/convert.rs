//! What decimals become: ints, floats, ratios, tuples, hashes; rounding to integers.

use num_bigint::BigInt;
use pyston_decimal as arithmetic;
use pyston_decimal::{Kind, Rounding};
use pyston_object::once::Once;
use pyston_object::prelude::*;

use super::context::Context;
use super::current::current;
use super::number::{Decimal, new_decimal};

/// The prime modulo which numbers are hashed.
const MODULUS: u64 = (1 << 61) - 1;
/// The inverse of ten modulo the prime.
const TENTH: u64 = 2_075_258_708_292_324_556;
const HASH_OF_INFINITY: isize = 314_159;

fn product(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(MODULUS)) as u64
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, base);
        }
        base = product(base, base);
        exponent >>= 1;
    }
    result
}

/// The hash, equal to that of an equal int, float or fraction.
pub fn hash(this: &Decimal) -> PyResult<isize> {
    if this.hash.get() != -1 {
        return Ok(this.hash.get());
    }
    let value = &this.value;
    let hash = match value.kind {
        Kind::Signaling => return Err(raise!(TypeError, "Cannot hash a signaling NaN value")),
        Kind::Quiet => 0,
        Kind::Infinite => {
            if value.negative {
                -HASH_OF_INFINITY
            } else {
                HASH_OF_INFINITY
            }
        }
        Kind::Finite => {
            let coefficient = match value.coefficient.wide() {
                Some(wide) => (wide % u128::from(MODULUS)) as u64,
                None => {
                    let radix = u128::from(pyston_decimal::natural::RADIX);
                    let fold = |hash: u64, &limb: &u64| {
                        ((u128::from(hash) * radix + u128::from(limb)) % u128::from(MODULUS)) as u64
                    };
                    value.coefficient.limbs().iter().rev().fold(0, fold)
                }
            };
            // Ten to the order of its group is one.
            let base = if value.exponent >= 0 { 10 } else { TENTH };
            let hash = product(coefficient, power(base, value.exponent.unsigned_abs() % (MODULUS - 1))) as isize;
            let signed = if value.negative { -hash } else { hash };
            if signed == -1 { -2 } else { signed }
        }
    };
    this.hash.set(hash);
    Ok(hash)
}

fn not_finite(value: &arithmetic::Decimal, what: &str) -> Raised {
    if value.is_nan() {
        raise!(ValueError, "cannot convert NaN to {what}")
    } else {
        raise!(OverflowError, "cannot convert Infinity to {what}")
    }
}

fn big(number: &arithmetic::Coefficient, negative: bool) -> PyResult<Py<Int>> {
    if let Some(wide) = number.wide() {
        let wide = wide as i128;
        return Int::from_i128(if negative { -wide } else { wide });
    }
    let magnitude = BigInt::from(arithmetic::natural::to_binary(&number.limbs()));
    Int::from_bigint(&if negative { -magnitude } else { magnitude })
}

/// The number rounded to an int.
pub fn to_int(value: &arithmetic::Decimal, rounding: Rounding) -> PyResult<Py<Int>> {
    if !value.is_finite() {
        return Err(not_finite(value, "integer"));
    }
    if value.exponent < 0 {
        return big(&value.to_integer(rounding).0.coefficient, value.negative);
    }
    if value.coefficient.is_zero() {
        return Int::from_i64(0);
    }
    if value.exponent + value.coefficient.digits() > arithmetic::MAX_DIGITS {
        return Err(errors::no_memory());
    }
    big(&value.coefficient.shift_left(value.exponent as u64), value.negative)
}

pub fn to_float(value: &arithmetic::Decimal) -> PyResult<f64> {
    match value.kind {
        Kind::Signaling => Err(raise!(ValueError, "cannot convert signaling NaN to float")),
        Kind::Quiet => Ok(f64::NAN.copysign(if value.negative { -1.0 } else { 1.0 })),
        Kind::Infinite => Ok(if value.negative { f64::NEG_INFINITY } else { f64::INFINITY }),
        Kind::Finite => {
            let text = String::from_utf8(value.to_scientific(true)).unwrap_or_default();
            Ok(text.parse().unwrap_or(f64::NAN))
        }
    }
}

/// Numerator and denominator without common factor.
pub fn ratio(value: &arithmetic::Decimal) -> PyResult {
    if !value.is_finite() {
        return Err(not_finite(value, "integer ratio"));
    }
    if value.coefficient.is_zero() {
        return (0, 1).into_py();
    }
    let zeros = value.coefficient.trailing_zeros();
    let coefficient = value.coefficient.shift_right(zeros as u64).0;
    let exponent = value.exponent + zeros;
    if exponent.abs() > arithmetic::MAX_DIGITS {
        return Err(errors::no_memory());
    }
    if exponent >= 0 {
        let numerator = big(&coefficient.shift_left(exponent as u64), value.negative)?;
        return (numerator, 1).into_py();
    }
    // The coefficient does not end with zero: it has factors two or factors five, not both.
    let magnitude = arithmetic::natural::to_binary(&coefficient.limbs());
    let count = exponent.unsigned_abs();
    let twos = magnitude.trailing_zeros().unwrap_or(0).min(count);
    let mut numerator = magnitude >> twos;
    let mut fives = 0;
    if twos == 0 {
        let five = num_bigint::BigUint::from(5u32);
        while fives < count && (&numerator % &five) == num_bigint::BigUint::ZERO {
            numerator /= &five;
            fives += 1;
        }
    }
    let power = u32::try_from(count - fives).map_err(|_| errors::no_memory())?;
    let denominator = num_bigint::BigUint::from(5u32).pow(power) << (count - twos);
    let numerator = BigInt::from(numerator);
    let numerator = if value.negative { -numerator } else { numerator };
    (Int::from_bigint(&numerator)?, Int::from_bigint(&denominator.into())?).into_py()
}

static TUPLE: Once<Object> = Once::new();

/// The class `DecimalTuple`, a named tuple.
pub fn tuple_class() -> PyResult<&'static Object> {
    TUPLE.get_or_try_init(|| {
        let collections = pyston_object::hooks::import("collections")?;
        let make = pyston_object::attr::getattr_str(&collections, name!("namedtuple"))?;
        let class =
            pyston_object::call::call_owned(&make, vec!["DecimalTuple".into_py()?, "sign digits exponent".into_py()?])?;
        pyston_object::attr::setattr_str(&class, name!("__module__"), Some(&*Str::intern("decimal")))?;
        Ok(class)
    })
}

/// `Decimal.as_tuple()`.
pub fn as_tuple(value: &arithmetic::Decimal) -> PyResult {
    let mut text = Vec::new();
    let exponent = match value.kind {
        Kind::Finite => value.exponent.into_py()?,
        Kind::Infinite => "F".into_py()?,
        Kind::Quiet => "n".into_py()?,
        Kind::Signaling => "N".into_py()?,
    };
    if !(value.is_nan() && value.coefficient.is_zero()) {
        value.coefficient.write(&mut text);
    }
    let digits: PyResult<Vec<Py>> = text.iter().map(|digit| i32::from(digit - b'0').into_py()).collect();
    let digits = Tuple::from_vec(digits?)?;
    pyston_object::call::call_owned(
        tuple_class()?,
        vec![i32::from(value.negative).into_py()?, digits.into_object(), exponent],
    )
}

/// `round(number)` and `round(number, places)`.
pub fn round(this: &Decimal, places: Option<&Object>) -> PyResult {
    let Some(places) = places else {
        return Ok(to_int(&this.value, Rounding::HalfEven)?.into_object());
    };
    if places.downcast::<Int>().is_none() {
        return Err(raise!(TypeError, "optional arg must be an integer"));
    }
    let places = crate::arguments::exact_ssize(places)? as i64;
    let context: Py<Context> = current()?;
    let unit =
        arithmetic::Decimal::finite(false, arithmetic::Coefficient::ONE, places.checked_neg().unwrap_or(i64::MAX));
    let mut status = 0;
    let result = context.arithmetic().quantize(&this.value, &unit, &mut status);
    context.signal(status)?;
    Ok(new_decimal(result)?.into_object())
}
