//! The functions of `math` on floats that take more than a call of the C library.

use std::cmp::Ordering;

use pyston_numeric::float::{compose, split};
use pyston_numeric::int as numeric;
use pyston_object::prelude::*;

use super::{MathError, checked, domain_error, range_error};

/// Mantissa in [0.5, 1) and exponent.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (mantissa, exponent) = split(x);
    let bits = 64 - mantissa.leading_zeros() as i32;
    // Exact: the mantissa of a float, scaled by a power of two to below one.
    let size = mantissa as f64 / 2.0f64.powi(bits);
    (size.copysign(x), exponent + bits)
}

/// `x * 2**exponent`.
pub fn ldexp(x: f64, exponent: &Int) -> PyResult<f64> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let limit = i64::from(i32::MAX);
    let exponent = match exponent.to_i64() {
        Some(exponent) => exponent.clamp(-limit, limit),
        None if exponent.is_negative() => -limit,
        None => limit,
    };
    let (mantissa, own) = split(x);
    compose(mantissa, false, i64::from(own) + exponent).map(|size| size.copysign(x)).ok_or_else(range_error)
}

/// Mantissa and exponent of an int too large for a float: `m * 2**e` with `m` in [0.5, 1).
fn int_frexp(value: &Int) -> (f64, f64) {
    let (value, bits) = (value.numeric(), value.numeric().bit_length());
    let drop = bits - 64;
    let top = numeric::shr(value.abs(), drop);
    let sticky =
        numeric::cmp(numeric::shl(top.as_ref(), drop).unwrap_or_default().as_ref(), value.abs()) != Ordering::Equal;
    let mantissa = compose(top.as_ref().to_u64().unwrap_or(0), sticky, -64).unwrap_or(1.0);
    if mantissa == 1.0 { (0.5, bits as f64 + 1.0) } else { (mantissa, bits as f64) }
}

/// A logarithm of any real number, ints of all sizes included.
pub fn log_of(x: &Object, log: fn(f64) -> f64) -> PyResult<f64> {
    let Some(int) = x.downcast::<Int>() else {
        let x = protocol::as_f64(x)?;
        return checked(x, log(x), false);
    };
    if int.is_negative() || int.is_zero() {
        return Err(domain_error());
    }
    match errors::catch(int.to_f64(), &exc::OverflowError)? {
        Some(x) => Ok(log(x)),
        None => {
            let (mantissa, exponent) = int_frexp(int);
            Ok(log(mantissa) + log(2.0) * exponent)
        }
    }
}

/// `math.log(x[, base])`.
pub fn log(args: Args) -> PyResult {
    args.no_keywords("log")?;
    match args.positional {
        [x] => log_of(x, f64::ln)?.into_py(),
        [x, base] => {
            let (x, base) = (log_of(x, f64::ln)?, log_of(base, f64::ln)?);
            Ok(pyston_numeric::float::true_div(x, base)?.into_py()?)
        }
        _ => Err(raise!(TypeError, "math.log requires 1 to 2 arguments")),
    }
}

/// The Euclidean length, scaled by the largest coordinate against overflow.
pub fn length(coordinates: &[f64]) -> f64 {
    let max = coordinates.iter().fold(0.0f64, |max, &x| if x > max { x } else { max });
    if max.is_infinite() {
        return max;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || coordinates.len() <= 1 {
        return max;
    }
    // Summed from one upwards, where every square fits below the last place; what is lost goes aside.
    let (mut sum, mut lost) = (1.0, 0.0);
    for &x in coordinates {
        let scaled = x / max;
        let square = scaled * scaled;
        let before = sum;
        sum += square;
        lost += (before - sum) + square;
    }
    max * (sum - 1.0 + lost).sqrt()
}

/// `math.hypot(*coordinates)`.
pub fn hypot(args: Args) -> PyResult<f64> {
    args.no_keywords("hypot")?;
    let sizes = args.positional.iter().map(|x| protocol::as_f64(x).map(f64::abs));
    Ok(length(&sizes.collect::<PyResult<Vec<f64>>>()?))
}

/// `math.dist(p, q)`.
pub fn dist(p: &Object, q: &Object) -> PyResult<f64> {
    let tuple = |point: &Object| match point.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.new_ref()),
        None => protocol::to_tuple(point),
    };
    let (p, q) = (tuple(p)?, tuple(q)?);
    if p.len() != q.len() {
        return Err(raise!(ValueError, "both points must have the same number of dimensions"));
    }
    let sizes = p
        .as_slice()
        .iter()
        .zip(q.as_slice())
        .map(|(a, b)| -> PyResult<f64> { Ok((protocol::as_f64(a)? - protocol::as_f64(b)?).abs()) });
    Ok(length(&sizes.collect::<PyResult<Vec<f64>>>()?))
}

/// `math.pow(x, y)`.
pub fn pow(x: f64, y: f64) -> PyResult<f64> {
    let result = x.powf(y);
    if x == 0.0 && y == f64::NEG_INFINITY {
        return Err(domain_error());
    }
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || result.is_infinite() && x == 0.0 {
            return Err(domain_error());
        }
        if result.is_infinite() {
            return Err(range_error());
        }
    }
    Ok(result)
}

/// `x - n*y` for the whole number `n` nearest to `x/y`, ties to even.
pub fn remainder(x: f64, y: f64) -> Result<f64, MathError> {
    if x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(MathError::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (size, by) = (x.abs(), y.abs());
    let low = size % by;
    let high = by - low;
    let nearest = match low.partial_cmp(&high) {
        Some(Ordering::Less) => low,
        Some(Ordering::Greater) => -high,
        // A tie: the remainder by twice the divisor tells whether the quotient below is even.
        _ => low - 2.0 * ((0.5 * (size - low)) % by),
    };
    Ok(1.0f64.copysign(x) * nearest)
}

/// `math.isclose`.
pub fn is_close(a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(raise!(ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (rel_tol * b).abs() || difference <= (rel_tol * a).abs() || difference <= abs_tol)
}
