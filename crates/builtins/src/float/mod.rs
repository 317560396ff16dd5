//! `float`.

use pyston_numeric::complex::Complex as ComplexValue;
use pyston_numeric::float::{self as numeric, FloatPow};
use pyston_object::prelude::*;

/// `a ** b`; a negative base with a fractional exponent gives a complex number.
pub fn float_pow(a: f64, b: f64) -> PyResult {
    match numeric::pow(a, b)? {
        FloatPow::Real(power) => power.into_py(),
        FloatPow::Complex => ComplexValue::new(a, 0.0).pow(ComplexValue::new(b, 0.0))?.into_py(),
    }
}
