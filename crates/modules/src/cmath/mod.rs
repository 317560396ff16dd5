//! `cmath`: elementary functions of complex numbers.

mod function;
mod table;

use pyston_builtins::complex::from_object;
use pyston_numeric::complex::Complex as Value;
use pyston_object::prelude::*;

use crate::math::MathError;

/// The length; too large a one is a range error.
fn length(z: Value) -> PyResult<f64> {
    z.abs().map_err(|_| MathError::Range.into())
}

pub struct CmathModule;

/// The mathematical functions on complex numbers.
#[pymodule("cmath")]
impl CmathModule {
    /// The arc cosine.
    #[function("($module, z, /)")]
    fn acos(z: &Object) -> PyResult<Value> {
        Ok(function::acos(from_object(z)?)?)
    }

    /// The inverse hyperbolic cosine.
    #[function("($module, z, /)")]
    fn acosh(z: &Object) -> PyResult<Value> {
        Ok(function::acosh(from_object(z)?)?)
    }

    /// The arc sine.
    #[function("($module, z, /)")]
    fn asin(z: &Object) -> PyResult<Value> {
        Ok(function::asin(from_object(z)?)?)
    }

    /// The inverse hyperbolic sine.
    #[function("($module, z, /)")]
    fn asinh(z: &Object) -> PyResult<Value> {
        Ok(function::asinh(from_object(z)?)?)
    }

    /// The arc tangent.
    #[function("($module, z, /)")]
    fn atan(z: &Object) -> PyResult<Value> {
        Ok(function::atan(from_object(z)?)?)
    }

    /// The inverse hyperbolic tangent.
    #[function("($module, z, /)")]
    fn atanh(z: &Object) -> PyResult<Value> {
        Ok(function::atanh(from_object(z)?)?)
    }

    /// The cosine.
    #[function("($module, z, /)")]
    fn cos(z: &Object) -> PyResult<Value> {
        Ok(function::cos(from_object(z)?)?)
    }

    /// The hyperbolic cosine.
    #[function("($module, z, /)")]
    fn cosh(z: &Object) -> PyResult<Value> {
        Ok(function::cosh(from_object(z)?)?)
    }

    /// The power of e.
    #[function("($module, z, /)")]
    fn exp(z: &Object) -> PyResult<Value> {
        Ok(function::exp(from_object(z)?)?)
    }

    /// The logarithm to base 10.
    #[function("($module, z, /)")]
    fn log10(z: &Object) -> PyResult<Value> {
        Ok(function::log10(from_object(z)?)?)
    }

    /// The sine.
    #[function("($module, z, /)")]
    fn sin(z: &Object) -> PyResult<Value> {
        Ok(function::sin(from_object(z)?)?)
    }

    /// The hyperbolic sine.
    #[function("($module, z, /)")]
    fn sinh(z: &Object) -> PyResult<Value> {
        Ok(function::sinh(from_object(z)?)?)
    }

    /// The square root.
    #[function("($module, z, /)")]
    fn sqrt(z: &Object) -> PyResult<Value> {
        Ok(function::sqrt(from_object(z)?)?)
    }

    /// The tangent.
    #[function("($module, z, /)")]
    fn tan(z: &Object) -> PyResult<Value> {
        Ok(function::tan(from_object(z)?)?)
    }

    /// The hyperbolic tangent.
    #[function("($module, z, /)")]
    fn tanh(z: &Object) -> PyResult<Value> {
        Ok(function::tanh(from_object(z)?)?)
    }

    /// The logarithm of z to a base, the natural one without.
    #[function("($module, z, base=<unrepresentable>, /)")]
    fn log(z: &Object, base: Option<&Object>) -> PyResult<Value> {
        let z = from_object(z)?;
        let base = base.map(from_object).transpose()?;
        let Some(base) = base else { return Ok(function::log(z)?) };
        // Only the base's logarithm says what is wrong, as in CPython.
        let result = match function::log(z) {
            Err(_) if z.re == 0.0 && z.im == 0.0 => Value { re: f64::NEG_INFINITY, im: z.im.atan2(z.re) },
            result => result?,
        };
        Ok(result.quotient(function::log(base)?).map_err(|_| MathError::Domain)?)
    }

    /// The angle of a complex number in the plane, in radians.
    #[function("($module, z, /)")]
    fn phase(z: &Object) -> PyResult<f64> {
        let z = from_object(z)?;
        Ok(z.im.atan2(z.re))
    }

    /// Length and angle: the polar coordinates.
    #[function("($module, z, /)")]
    fn polar(z: &Object) -> PyResult<(f64, f64)> {
        let z = from_object(z)?;
        Ok((length(z)?, z.im.atan2(z.re)))
    }

    /// The complex number of a length and an angle.
    #[function("($module, r, phi, /)")]
    fn rect(r: f64, phi: f64) -> PyResult<Value> {
        Ok(function::rect(r, phi)?)
    }

    /// Are both parts finite?
    #[function("($module, z, /)")]
    fn isfinite(z: &Object) -> PyResult<bool> {
        let z = from_object(z)?;
        Ok(z.re.is_finite() && z.im.is_finite())
    }

    /// Is one of the parts NaN?
    #[function("($module, z, /)")]
    fn isnan(z: &Object) -> PyResult<bool> {
        let z = from_object(z)?;
        Ok(z.re.is_nan() || z.im.is_nan())
    }

    /// Is one of the parts infinite?
    #[function("($module, z, /)")]
    fn isinf(z: &Object) -> PyResult<bool> {
        let z = from_object(z)?;
        Ok(z.re.is_infinite() || z.im.is_infinite())
    }

    /// Is the distance of two numbers within a relative or an absolute tolerance?
    #[function("($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)")]
    fn isclose(a: &Object, b: &Object, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
        let (a, b) = (from_object(a)?, from_object(b)?);
        if rel_tol < 0.0 || abs_tol < 0.0 {
            return Err(raise!(ValueError, "tolerances must be non-negative"));
        }
        if a == b {
            return Ok(true);
        }
        if [a.re, a.im, b.re, b.im].iter().any(|part| part.is_infinite()) {
            return Ok(false);
        }
        let size = |z: Value| z.re.hypot(z.im);
        let difference = size(Value::new(a.re - b.re, a.im - b.im));
        Ok(difference <= rel_tol * size(b) || difference <= rel_tol * size(a) || difference <= abs_tol)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("pi", std::f64::consts::PI)?;
        module.add("e", std::f64::consts::E)?;
        module.add("tau", std::f64::consts::TAU)?;
        module.add("inf", f64::INFINITY)?;
        module.add("infj", Value::new(0.0, f64::INFINITY))?;
        module.add("nan", f64::NAN)?;
        module.add("nanj", Value::new(0.0, f64::NAN))
    }
}
