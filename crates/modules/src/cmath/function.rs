//! The elementary functions, by Kahan's "Branch cuts for complex elementary functions".
//!
//! Finite arguments near the ends of the range are scaled; the order of the operations is that which
//! gives CPython's roundings.

use std::f64::consts::{E, FRAC_PI_2, LN_2, LN_10};

use pyston_object::libm;

use super::Value;
use super::table::{self, special};
use crate::math::MathError;

pub type Outcome = Result<Value, MathError>;

/// From here on squares and sums may overflow.
const LARGE: f64 = f64::MAX / 4.0;
const TINY: f64 = f64::MIN_POSITIVE;
const MANTISSA_BITS: f64 = 53.0;

fn is_finite(z: Value) -> bool {
    z.re.is_finite() && z.im.is_finite()
}

fn is_large(z: Value) -> bool {
    z.re.abs() > LARGE || z.im.abs() > LARGE
}

/// `log(LARGE)`.
fn log_large() -> f64 {
    LARGE.ln()
}

/// The logarithm of the length of a large number.
fn log_length(z: Value) -> f64 {
    (z.re / 2.0).hypot(z.im / 2.0).ln() + LN_2 * 2.0
}

fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { x.ln_1p() }
}

/// Times a power of two.
fn scaled(x: f64, exponent: i32) -> f64 {
    x * 2.0f64.powi(exponent)
}

/// A table's result; its gaps are domain errors.
fn looked_up(table: &[[Option<Value>; 7]; 7], z: Value) -> Outcome {
    special(table, z.re, z.im).ok_or(MathError::Domain)
}

/// Infinite results of finite arguments are range errors.
fn in_range(re: f64, im: f64) -> Outcome {
    if re.is_infinite() || im.is_infinite() { Err(MathError::Range) } else { Ok(Value::new(re, im)) }
}

/// `i * z`.
fn times_i(z: Value) -> Value {
    Value::new(-z.im, z.re)
}

/// `z / i`.
fn over_i(z: Value) -> Value {
    Value::new(z.im, -z.re)
}

pub fn sqrt(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::SQRT, z);
    }
    Ok(finite_sqrt(z))
}

fn finite_sqrt(z: Value) -> Value {
    if z.re == 0.0 && z.im == 0.0 {
        return Value::new(0.0, z.im);
    }
    let (ax, ay) = (z.re.abs(), z.im.abs());
    let size = if ax < TINY && ay < TINY {
        let ax = scaled(ax, 53);
        scaled((ax + ax.hypot(scaled(ay, 53))).sqrt(), -27)
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let other = ay / (2.0 * size);
    if z.re >= 0.0 { Value::new(size, other.copysign(z.im)) } else { Value::new(other, size.copysign(z.im)) }
}

pub fn acos(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::ACOS, z);
    }
    if is_large(z) {
        let length = log_length(z);
        let im = if z.re < 0.0 { -length.copysign(z.im) } else { length.copysign(-z.im) };
        return Ok(Value::new(z.im.abs().atan2(z.re), im));
    }
    let minus = finite_sqrt(Value::new(1.0 - z.re, -z.im));
    let plus = finite_sqrt(Value::new(1.0 + z.re, z.im));
    Ok(Value::new(2.0 * minus.re.atan2(plus.re), libm::asinh(plus.re * minus.im - plus.im * minus.re)))
}

pub fn acosh(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::ACOSH, z);
    }
    if is_large(z) {
        return Ok(Value::new(log_length(z), z.im.atan2(z.re)));
    }
    let minus = finite_sqrt(Value::new(z.re - 1.0, z.im));
    let plus = finite_sqrt(Value::new(z.re + 1.0, z.im));
    Ok(Value::new(libm::asinh(minus.re * plus.re + minus.im * plus.im), 2.0 * minus.im.atan2(plus.re)))
}

pub fn asin(z: Value) -> Outcome {
    asinh(times_i(z)).map(over_i)
}

pub fn asinh(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::ASINH, z);
    }
    if is_large(z) {
        let length = log_length(z);
        let re = if z.im >= 0.0 { length.copysign(z.re) } else { -length.copysign(-z.re) };
        return Ok(Value::new(re, z.im.atan2(z.re.abs())));
    }
    let plus = finite_sqrt(Value::new(1.0 + z.im, -z.re));
    let minus = finite_sqrt(Value::new(1.0 - z.im, z.re));
    Ok(Value::new(
        libm::asinh(plus.re * minus.im - minus.re * plus.im),
        z.im.atan2(plus.re * minus.re - plus.im * minus.im),
    ))
}

pub fn atan(z: Value) -> Outcome {
    atanh(times_i(z)).map(over_i)
}

pub fn atanh(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::ATANH, z);
    }
    if z.re.is_sign_negative() {
        return atanh(Value::new(-z.re, -z.im)).map(|result| Value::new(-result.re, -result.im));
    }
    let ay = z.im.abs();
    let sqrt_large = LARGE.sqrt();
    if z.re > sqrt_large || ay > sqrt_large {
        let half = (z.re / 2.0).hypot(z.im / 2.0);
        return Ok(Value::new(z.re / 4.0 / half / half, -FRAC_PI_2.copysign(-z.im)));
    }
    if z.re == 1.0 && ay < TINY.sqrt() {
        if ay == 0.0 {
            return Err(MathError::Domain);
        }
        let re = -(ay.sqrt() / ay.hypot(2.0).sqrt()).ln();
        return Ok(Value::new(re, (2.0f64.atan2(-ay) / 2.0).copysign(z.im)));
    }
    let away = 1.0 - z.re;
    let re = log1p(4.0 * z.re / (away * away + ay * ay)) / 4.0;
    let im = -(-2.0 * z.im).atan2(away * (1.0 + z.re) - ay * ay) / 2.0;
    Ok(Value::new(re, im))
}

pub fn cos(z: Value) -> Outcome {
    cosh(times_i(z))
}

/// An infinite real part with a finite imaginary part that tells the signs.
fn is_directed(z: Value) -> bool {
    z.re.is_infinite() && z.im.is_finite() && z.im != 0.0
}

pub fn cosh(z: Value) -> Outcome {
    let (sine, cosine) = (z.im.sin(), z.im.cos());
    if is_directed(z) {
        let im = f64::INFINITY.copysign(sine);
        return Ok(Value::new(f64::INFINITY.copysign(cosine), if z.re > 0.0 { im } else { -im }));
    }
    if !is_finite(z) {
        return looked_up(&table::COSH, z);
    }
    if z.re.abs() > log_large() {
        let less = z.re - 1.0f64.copysign(z.re);
        return in_range(cosine * less.cosh() * E, sine * less.sinh() * E);
    }
    in_range(cosine * z.re.cosh(), sine * z.re.sinh())
}

pub fn sin(z: Value) -> Outcome {
    sinh(times_i(z)).map(over_i)
}

pub fn sinh(z: Value) -> Outcome {
    let (sine, cosine) = (z.im.sin(), z.im.cos());
    if is_directed(z) {
        let re = f64::INFINITY.copysign(cosine);
        return Ok(Value::new(if z.re > 0.0 { re } else { -re }, f64::INFINITY.copysign(sine)));
    }
    if !is_finite(z) {
        return looked_up(&table::SINH, z);
    }
    if z.re.abs() > log_large() {
        let less = z.re - 1.0f64.copysign(z.re);
        return in_range(cosine * less.sinh() * E, sine * less.cosh() * E);
    }
    in_range(cosine * z.re.sinh(), sine * z.re.cosh())
}

pub fn tan(z: Value) -> Outcome {
    tanh(times_i(z)).map(over_i)
}

pub fn tanh(z: Value) -> Outcome {
    if is_directed(z) {
        let im = 0.0f64.copysign(2.0 * z.im.sin() * z.im.cos());
        return Ok(Value::new(1.0f64.copysign(z.re), im));
    }
    if !is_finite(z) {
        return looked_up(&table::TANH, z);
    }
    if z.re.abs() > log_large() {
        let im = 4.0 * z.im.sin() * z.im.cos() * (-2.0 * z.re.abs()).exp();
        return Ok(Value::new(1.0f64.copysign(z.re), im));
    }
    let (tx, ty) = (z.re.tanh(), z.im.tan());
    let secant = 1.0 / z.re.cosh();
    let product = tx * ty;
    let denominator = 1.0 + product * product;
    Ok(Value::new(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * secant) * secant))
}

pub fn exp(z: Value) -> Outcome {
    let (sine, cosine) = (z.im.sin(), z.im.cos());
    if is_directed(z) {
        let size = if z.re > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(Value::new(size.copysign(cosine), size.copysign(sine)));
    }
    if !is_finite(z) {
        return looked_up(&table::EXP, z);
    }
    if z.re > log_large() {
        let length = (z.re - 1.0).exp();
        return in_range(length * cosine * E, length * sine * E);
    }
    let length = z.re.exp();
    in_range(length * cosine, length * sine)
}

pub fn log(z: Value) -> Outcome {
    if !is_finite(z) {
        return looked_up(&table::LOG, z);
    }
    let (ax, ay) = (z.re.abs(), z.im.abs());
    let re = if is_large(z) {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < TINY && ay < TINY {
        if ax == 0.0 && ay == 0.0 {
            return Err(MathError::Domain);
        }
        scaled(ax, 53).hypot(scaled(ay, 53)).ln() - MANTISSA_BITS * LN_2
    } else {
        let length = ax.hypot(ay);
        if (0.71..=1.73).contains(&length) {
            let (most, least) = if ax > ay { (ax, ay) } else { (ay, ax) };
            log1p((most - 1.0) * (most + 1.0) + least * least) / 2.0
        } else {
            length.ln()
        }
    };
    Ok(Value::new(re, z.im.atan2(z.re)))
}

pub fn log10(z: Value) -> Outcome {
    log(z).map(|result| Value::new(result.re / LN_10, result.im / LN_10))
}

/// `cmath.rect(r, phi)`.
pub fn rect(r: f64, phi: f64) -> Outcome {
    let z = Value::new(r, phi);
    if is_directed(z) {
        return Ok(Value::new(r * phi.cos().signum(), r * phi.sin().signum()));
    }
    if !is_finite(z) {
        return looked_up(&table::RECT, z);
    }
    if phi == 0.0 {
        return Ok(Value::new(r, r * phi));
    }
    Ok(Value::new(r * phi.cos(), r * phi.sin()))
}
