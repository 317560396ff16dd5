//! `math`: the C library's functions on floats, and functions on ints, with CPython's errors.

mod gamma;
mod real;
mod sum;
mod whole;

use pyston_numeric::int as numeric;
use pyston_object::libm;
use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;

/// Why a function has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MathError {
    Domain,
    Range,
}

impl From<MathError> for Raised {
    #[cold]
    fn from(error: MathError) -> Raised {
        match error {
            MathError::Domain => raise!(ValueError, "math domain error"),
            MathError::Range => raise!(OverflowError, "math range error"),
        }
    }
}

#[cold]
fn domain_error() -> Raised {
    MathError::Domain.into()
}

#[cold]
fn range_error() -> Raised {
    MathError::Range.into()
}

/// The result of a function of `x`: a NaN out of a number is a domain error; so is an infinity out of a
/// finite number, but for functions that can overflow.
#[inline]
pub(crate) fn checked(x: f64, result: f64, can_overflow: bool) -> PyResult<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if can_overflow { range_error() } else { domain_error() });
    }
    Ok(result)
}

/// `__ceil__` and the like; `None` without it.
fn special(x: &Object, name: &Str) -> PyResult<Option<Py>> {
    match pyston_object::attr::lookup_special(x, name)? {
        Some(method) => pyston_object::call::call(&method, &[]).map(Some),
        None => Ok(None),
    }
}

fn whole(x: f64) -> PyResult {
    Int::from_numeric(&pyston_numeric::float::to_int(x)?).into_py()
}

pub struct MathModule;

/// The mathematical functions of the C standard, and some more.
#[pymodule("math")]
impl MathModule {
    /// The arc cosine, in radians.
    #[function("($module, x, /)")]
    fn acos(x: f64) -> PyResult<f64> {
        checked(x, x.acos(), false)
    }

    /// The inverse hyperbolic cosine.
    #[function("($module, x, /)")]
    fn acosh(x: f64) -> PyResult<f64> {
        checked(x, libm::acosh(x), false)
    }

    /// The arc sine, in radians.
    #[function("($module, x, /)")]
    fn asin(x: f64) -> PyResult<f64> {
        checked(x, x.asin(), false)
    }

    /// The inverse hyperbolic sine.
    #[function("($module, x, /)")]
    fn asinh(x: f64) -> PyResult<f64> {
        checked(x, libm::asinh(x), false)
    }

    /// The arc tangent, in radians.
    #[function("($module, x, /)")]
    fn atan(x: f64) -> PyResult<f64> {
        checked(x, x.atan(), false)
    }

    /// The inverse hyperbolic tangent.
    #[function("($module, x, /)")]
    fn atanh(x: f64) -> PyResult<f64> {
        checked(x, libm::atanh(x), false)
    }

    /// The cosine of an angle in radians.
    #[function("($module, x, /)")]
    fn cos(x: f64) -> PyResult<f64> {
        checked(x, x.cos(), false)
    }

    /// The hyperbolic cosine.
    #[function("($module, x, /)")]
    fn cosh(x: f64) -> PyResult<f64> {
        checked(x, x.cosh(), true)
    }

    /// The power of e.
    #[function("($module, x, /)")]
    fn exp(x: f64) -> PyResult<f64> {
        checked(x, x.exp(), true)
    }

    /// The exp(x) - 1, exact for small x.
    #[function("($module, x, /)")]
    fn expm1(x: f64) -> PyResult<f64> {
        checked(x, x.exp_m1(), true)
    }

    /// The absolute value, as a float.
    #[function("($module, x, /)")]
    fn fabs(x: f64) -> PyResult<f64> {
        checked(x, x.abs(), false)
    }

    /// The natural logarithm of 1+x, exact for small x.
    #[function("($module, x, /)")]
    fn log1p(x: f64) -> PyResult<f64> {
        checked(x, if x == 0.0 { x } else { x.ln_1p() }, false)
    }

    /// The sine of an angle in radians.
    #[function("($module, x, /)")]
    fn sin(x: f64) -> PyResult<f64> {
        checked(x, x.sin(), false)
    }

    /// The hyperbolic sine.
    #[function("($module, x, /)")]
    fn sinh(x: f64) -> PyResult<f64> {
        checked(x, x.sinh(), true)
    }

    /// The square root.
    #[function("($module, x, /)")]
    fn sqrt(x: f64) -> PyResult<f64> {
        checked(x, x.sqrt(), false)
    }

    /// The tangent of an angle in radians.
    #[function("($module, x, /)")]
    fn tan(x: f64) -> PyResult<f64> {
        checked(x, x.tan(), false)
    }

    /// The hyperbolic tangent.
    #[function("($module, x, /)")]
    fn tanh(x: f64) -> PyResult<f64> {
        checked(x, x.tanh(), false)
    }

    /// The angle of the point (x, y), in radians, in the right quadrant.
    #[function("($module, y, x, /)")]
    fn atan2(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }

    /// The smallest whole number that is not below x.
    #[function("($module, x, /)")]
    fn ceil(x: &Object) -> PyResult {
        match special(x, name!("__ceil__"))? {
            Some(result) => Ok(result),
            None => whole(protocol::as_f64(x)?.ceil()),
        }
    }

    /// The largest whole number that is not above x.
    #[function("($module, x, /)")]
    fn floor(x: &Object) -> PyResult {
        match special(x, name!("__floor__"))? {
            Some(result) => Ok(result),
            None => whole(protocol::as_f64(x)?.floor()),
        }
    }

    /// x without its fraction, by its __trunc__ method.
    #[function("($module, x, /)")]
    fn trunc(x: &Object) -> PyResult {
        special(x, name!("__trunc__"))?
            .ok_or_else(|| raise!(TypeError, "type {:.100} doesn't define __trunc__ method", x.type_name()))
    }

    /// In how many ways k of n things can be chosen, their order apart.
    #[function("($module, n, k, /)")]
    fn comb(n: &Object, k: &Object) -> PyResult<Py<Int>> {
        whole::comb(n, k)
    }

    /// In how many ways k of n things can be put in order; all n without k.
    #[function("($module, n, k=None, /)")]
    fn perm(n: &Object, k: Option<&Object>) -> PyResult<Py<Int>> {
        whole::perm(n, k)
    }

    /// The product of the whole numbers from 1 to x.
    #[function("($module, x, /)")]
    fn factorial(x: &Object) -> PyResult<Py<Int>> {
        whole::factorial(x)
    }

    /// The greatest common divisor.
    #[function("($module, x, y, /)")]
    fn gcd(x: Py<Int>, y: Py<Int>) -> PyResult<Py<Int>> {
        Int::from_numeric(&numeric::gcd(x.numeric(), y.numeric()))
    }

    /// The whole part of the square root.
    #[function("($module, n, /)")]
    fn isqrt(n: Py<Int>) -> PyResult<Py<Int>> {
        Int::from_numeric(&numeric::isqrt(n.numeric())?)
    }

    /// x with the sign of y.
    #[function("($module, x, y, /)")]
    fn copysign(x: f64, y: f64) -> f64 {
        x.copysign(y)
    }

    /// An angle in radians as degrees.
    #[function("($module, x, /)")]
    fn degrees(x: f64) -> f64 {
        x * (180.0 / std::f64::consts::PI)
    }

    /// An angle in degrees as radians.
    #[function("($module, x, /)")]
    fn radians(x: f64) -> f64 {
        x * (std::f64::consts::PI / 180.0)
    }

    /// The Euclidean distance of two points, given as sequences of coordinates.
    #[function("($module, p, q, /)")]
    fn dist(p: &Object, q: &Object) -> PyResult<f64> {
        real::dist(p, q)
    }

    /// hypot(*coordinates) -> value
    ///
    /// The Euclidean distance of a point from the origin.
    #[function]
    fn hypot(args: Args) -> PyResult<f64> {
        real::hypot(args)
    }

    /// The error function.
    #[function("($module, x, /)")]
    fn erf(x: f64) -> f64 {
        libm::erf(x)
    }

    /// One minus the error function.
    #[function("($module, x, /)")]
    fn erfc(x: f64) -> f64 {
        libm::erfc(x)
    }

    /// The gamma function.
    #[function("($module, x, /)")]
    fn gamma(x: f64) -> PyResult<f64> {
        Ok(gamma::gamma(x)?)
    }

    /// The natural logarithm of the gamma function's absolute value.
    #[function("($module, x, /)")]
    fn lgamma(x: f64) -> PyResult<f64> {
        Ok(gamma::lgamma(x)?)
    }

    /// The remainder as C's fmod() has it: with the sign of x.
    #[function("($module, x, y, /)")]
    fn fmod(x: f64, y: f64) -> PyResult<f64> {
        let result = x % y;
        if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain_error()) } else { Ok(result) }
    }

    /// The IEEE 754 remainder: x minus the nearest multiple of y.
    #[function("($module, x, y, /)")]
    fn remainder(x: f64, y: f64) -> PyResult<f64> {
        Ok(real::remainder(x, y)?)
    }

    /// Mantissa and exponent: m and e with x == m * 2.**e and abs(m) in [0.5, 1).
    #[function("($module, x, /)")]
    fn frexp(x: f64) -> (f64, i32) {
        real::frexp(x)
    }

    /// x * (2**i), the inverse of frexp().
    #[function("($module, x, i, /)")]
    fn ldexp(x: f64, i: &Object) -> PyResult<f64> {
        match i.downcast::<Int>() {
            Some(i) => real::ldexp(x, i),
            None => Err(raise!(TypeError, "Expected an int as second argument to ldexp.")),
        }
    }

    /// Fraction and whole part, both with the sign of x and as floats.
    #[function("($module, x, /)")]
    fn modf(x: f64) -> (f64, f64) {
        match x {
            _ if x.is_infinite() => (0.0f64.copysign(x), x),
            _ if x.is_nan() => (x, x),
            _ => ((x - x.trunc()).copysign(x), x.trunc()),
        }
    }

    /// The sum of floats, correctly rounded.
    #[function("($module, seq, /)")]
    fn fsum(seq: &Object) -> PyResult<f64> {
        sum::fsum(seq)
    }

    /// Is the difference of two numbers within a relative or an absolute tolerance?
    #[function("($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)")]
    fn isclose(a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
        real::is_close(a, b, rel_tol, abs_tol)
    }

    /// Is x neither infinite nor NaN?
    #[function("($module, x, /)")]
    fn isfinite(x: f64) -> bool {
        x.is_finite()
    }

    /// Is x infinite?
    #[function("($module, x, /)")]
    fn isinf(x: f64) -> bool {
        x.is_infinite()
    }

    /// Is x not a number?
    #[function("($module, x, /)")]
    fn isnan(x: f64) -> bool {
        x.is_nan()
    }

    /// log(x, [base=math.e])
    /// The logarithm of x to a base, the natural one without.
    #[function]
    fn log(args: Args) -> PyResult {
        real::log(args)
    }

    /// The logarithm of x to base 10.
    #[function("($module, x, /)")]
    fn log10(x: &Object) -> PyResult<f64> {
        real::log_of(x, f64::log10)
    }

    /// The logarithm of x to base 2.
    #[function("($module, x, /)")]
    fn log2(x: &Object) -> PyResult<f64> {
        real::log_of(x, f64::log2)
    }

    /// x to the power y, as a float.
    #[function("($module, x, y, /)")]
    fn pow(x: f64, y: f64) -> PyResult<f64> {
        real::pow(x, y)
    }

    /// The product of the items, times start.
    #[function("($module, iterable, /, *, start=1)")]
    fn prod(iterable: &Object, start: Option<&Object>) -> PyResult {
        let mut product = match start {
            Some(start) => start.new_ref(),
            None => Int::from_i64(1)?.into_object(),
        };
        protocol::for_each(iterable, |item| {
            product = protocol::binary_op(&product, &item, BinaryOp::Multiply)?;
            Ok(())
        })?;
        Ok(product)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("pi", std::f64::consts::PI)?;
        module.add("e", std::f64::consts::E)?;
        module.add("tau", std::f64::consts::TAU)?;
        module.add("inf", f64::INFINITY)?;
        module.add("nan", f64::NAN)
    }
}
