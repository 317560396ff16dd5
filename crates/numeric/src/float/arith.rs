//! Float division, remainder and power with Python's signs and errors.

use crate::error::{NumError, NumResult};

/// `a / b`.
pub fn true_div(a: f64, b: f64) -> NumResult<f64> {
    if b == 0.0 { Err(NumError::zero_division("float division by zero")) } else { Ok(a / b) }
}

/// Remainder with the divisor's sign; `b` is not zero.
fn floor_rem(a: f64, b: f64) -> f64 {
    let rem = a % b;
    if rem == 0.0 {
        0.0f64.copysign(b)
    } else if (b < 0.0) != (rem < 0.0) {
        rem + b
    } else {
        rem
    }
}

/// `a % b`.
pub fn modulo(a: f64, b: f64) -> NumResult<f64> {
    if b == 0.0 { Err(NumError::zero_division("float modulo")) } else { Ok(floor_rem(a, b)) }
}

/// `divmod(a, b)`.
pub fn divmod(a: f64, b: f64) -> NumResult<(f64, f64)> {
    if b == 0.0 {
        return Err(NumError::zero_division("float divmod()"));
    }
    let mut rem = a % b;
    // Exact up to rounding of the subtraction, hence the repair of the floor below.
    let mut quotient = (a - rem) / b;
    if rem != 0.0 {
        if (b < 0.0) != (rem < 0.0) {
            rem += b;
            quotient -= 1.0;
        }
    } else {
        rem = 0.0f64.copysign(b);
    }
    if quotient != 0.0 {
        let mut floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor += 1.0;
        }
        quotient = floor;
    } else {
        quotient = 0.0f64.copysign(a / b);
    }
    Ok((quotient, rem))
}

/// `a // b`.
pub fn floor_div(a: f64, b: f64) -> NumResult<f64> {
    divmod(a, b).map(|(q, _)| q)
}

/// What `float ** float` makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FloatPow {
    Real(f64),
    /// A negative base with a fractional exponent: the power is to be taken of complex numbers.
    Complex,
}

/// `a ** b`.
pub fn pow(a: f64, b: f64) -> NumResult<FloatPow> {
    use FloatPow::Real;
    if b == 0.0 || a == 1.0 {
        return Ok(Real(1.0));
    }
    if a.is_nan() {
        return Ok(Real(a));
    }
    if b.is_nan() {
        return Ok(Real(b));
    }
    if b.is_infinite() {
        let size = a.abs();
        return Ok(Real(if size == 1.0 {
            1.0
        } else if (b > 0.0) == (size > 1.0) {
            f64::INFINITY
        } else {
            0.0
        }));
    }
    let odd = b.abs() % 2.0 == 1.0;
    if a.is_infinite() {
        let size = if b > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(Real(if odd { size.copysign(a) } else { size }));
    }
    if a == 0.0 {
        if b < 0.0 {
            return Err(NumError::zero_division("0.0 cannot be raised to a negative power"));
        }
        return Ok(Real(if odd { a } else { 0.0 }));
    }
    if a < 0.0 && b != b.floor() {
        return Ok(FloatPow::Complex);
    }
    let negate = a < 0.0 && odd;
    let size = a.abs();
    let result = if size == 1.0 { 1.0 } else { size.powf(b) };
    if result.is_infinite() {
        return Err(NumError::erange());
    }
    Ok(Real(if negate { -result } else { result }))
}
