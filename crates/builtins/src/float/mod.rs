//! `float`.

mod construct;
mod method;

pub use construct::{from_object, parse_float};

use std::cmp::Ordering;

use pyston_numeric::complex::Complex as ComplexValue;
use pyston_numeric::float::{self as numeric, FloatPow};
use pyston_numeric::{format, hash};
use pyston_object::float;
use pyston_object::prelude::*;
use pyston_object::statics::PyFloat_Type;

use crate::arguments::{check_count, no_keywords_unless_subtype};

/// An operand as a float: a float or an int; `None` for other types.
#[inline]
fn operand(object: &Object) -> PyResult<Option<f64>> {
    if let Some(float) = object.downcast::<Float>() {
        return Ok(Some(float.value()));
    }
    object.downcast::<Int>().map(Int::to_f64).transpose()
}

/// The operator on two floats; `NotImplemented` for operands that are no reals.
#[inline]
fn binary<R: IntoPy>(a: &Object, b: &Object, f: impl FnOnce(f64, f64) -> R) -> PyResult {
    let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else {
        return Ok(singletons::py_not_implemented());
    };
    f(a, b).into_py()
}

/// `a ** b`; a negative base with a fractional exponent gives a complex number.
pub fn float_pow(a: f64, b: f64) -> PyResult {
    match numeric::pow(a, b)? {
        FloatPow::Real(power) => power.into_py(),
        FloatPow::Complex => ComplexValue::new(a, 0.0).pow(ComplexValue::new(b, 0.0))?.into_py(),
    }
}

/// `a OP b` for floats: comparisons with NaN are false but for `!=`.
#[inline]
fn matches(op: CompareOp, order: Option<Ordering>) -> bool {
    match order {
        Some(order) => op.matches(order),
        None => op == CompareOp::Ne,
    }
}

/// `a OP b` for floats.
#[inline]
pub fn float_compare(a: f64, b: f64, op: CompareOp) -> bool {
    matches(op, a.partial_cmp(&b))
}

/// `a OP b` for a float and an int, by their exact values.
pub fn float_int_compare(a: f64, b: &Int, op: CompareOp) -> bool {
    matches(op, numeric::cmp_int(a, b.numeric()))
}

pub struct FloatType;

/// Makes a floating point number of a number or of text.
#[pytype(PyFloat_Type, sig = "(x=0, /)", slots(tp_dealloc = float::dealloc, tp_getattro = pyston_object::attr::generic_getattr))]
impl FloatType {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_keywords_unless_subtype(class, &PyFloat_Type, "float", kwargs)?;
        check_count(args.len(), "float", 0, 1)?;
        construct::construct(class, args.get(0))
    }

    #[slot]
    fn tp_repr(this: &Float) -> PyResult<Py<Str>> {
        Str::from_ascii(numeric::repr(this.value()).as_bytes())
    }

    #[slot]
    fn tp_hash(this: &Float) -> isize {
        hash::float(this.value()) as isize
    }

    #[slot]
    fn tp_richcompare(this: &Float, other: &Object, op: CompareOp) -> PyResult {
        if let Some(other) = other.downcast::<Float>() {
            return float_compare(this.value(), other.value(), op).into_py();
        }
        match other.downcast::<Int>() {
            Some(other) => float_int_compare(this.value(), other, op).into_py(),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| a + b)
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| a - b)
    }

    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| a * b)
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| -> PyResult<f64> { Ok(numeric::modulo(a, b)?) })
    }

    #[slot]
    fn nb_divmod(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| -> PyResult<(f64, f64)> { Ok(numeric::divmod(a, b)?) })
    }

    #[slot]
    fn nb_floor_divide(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| -> PyResult<f64> { Ok(numeric::floor_div(a, b)?) })
    }

    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| -> PyResult<f64> { Ok(numeric::true_div(a, b)?) })
    }

    #[slot]
    fn nb_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
        if !modulus.is_none() {
            return Err(raise!(TypeError, "pow() 3rd argument not allowed unless all arguments are integers"));
        }
        binary(a, b, float_pow)
    }

    #[slot]
    fn nb_negative(this: &Float) -> f64 {
        -this.value()
    }

    #[slot]
    fn nb_positive(this: &Float) -> PyResult<Py<Float>> {
        method::to_exact(this)
    }

    #[slot]
    fn nb_absolute(this: &Float) -> f64 {
        this.value().abs()
    }

    #[slot]
    fn nb_bool(this: &Float) -> bool {
        this.value() != 0.0
    }

    #[slot]
    fn nb_int(this: &Float) -> PyResult<Py<Int>> {
        method::truncated(this.value())
    }

    #[slot]
    fn nb_float(this: &Float) -> PyResult<Py<Float>> {
        method::to_exact(this)
    }

    /// The float itself: the complex conjugate of a real number.
    #[method("($self, /)")]
    fn conjugate(this: &Float) -> PyResult<Py<Float>> {
        method::to_exact(this)
    }

    /// The value without its fraction, as an int.
    #[method("($self, /)")]
    fn __trunc__(this: &Float) -> PyResult<Py<Int>> {
        method::truncated(this.value())
    }

    /// Rounds half to even: to an int, or with ndigits to a float with so many digits after the point.
    #[method("($self, ndigits=None, /)")]
    fn __round__(this: &Float, ndigits: Option<&Object>) -> PyResult {
        method::round(this.value(), ndigits)
    }

    /// Two ints, the second positive, in lowest terms, whose quotient is exactly the float.
    ///
    /// >>> (0.75).as_integer_ratio()
    /// (3, 4)
    /// >>> (-6.0).as_integer_ratio()
    /// (-6, 1)
    /// >>> (0.0).as_integer_ratio()
    /// (0, 1)
    #[method("($self, /)")]
    fn as_integer_ratio(this: &Float) -> PyResult<(Py<Int>, Py<Int>)> {
        let (numerator, denominator) = numeric::as_integer_ratio(this.value())?;
        Ok((Int::from_numeric(&numerator)?, Int::from_numeric(&denominator)?))
    }

    /// The float that a hexadecimal literal stands for.
    ///
    /// >>> float.fromhex('0x1.8p+1')
    /// 3.0
    /// >>> float.fromhex('-0x.8')
    /// -0.5
    #[classmethod("($type, string, /)")]
    fn fromhex(class: &Type, string: &Object) -> PyResult {
        method::from_hex(class, string)
    }

    /// The float as a hexadecimal literal.
    ///
    /// >>> (3.0).hex()
    /// '0x1.8000000000000p+1'
    /// >>> (-0.5).hex()
    /// '-0x1.0000000000000p-1'
    #[method("($self, /)")]
    fn hex(this: &Float) -> String {
        numeric::to_hex(this.value())
    }

    /// Has the float no fraction?
    #[method("($self, /)")]
    fn is_integer(this: &Float) -> bool {
        numeric::is_integer(this.value())
    }

    #[method("($self, /)")]
    fn __getnewargs__(this: &Float) -> (f64,) {
        (this.value(),)
    }

    /// How C's 'double' or 'float' (typestr) lies in memory. For the test suite.
    #[classmethod("($type, typestr, /)")]
    fn __getformat__(_class: &Type, typestr: &Object) -> PyResult<&'static str> {
        method::get_format(typestr)
    }

    /// Chooses between the detected format and 'unknown' for C's 'double' or 'float'. For the test suite.
    #[classmethod("($type, typestr, fmt, /)")]
    fn __set_format__(_class: &Type, typestr: &Object, fmt: &Object) -> PyResult<()> {
        method::set_format(typestr, fmt)
    }

    /// The number by the rules of a format specification.
    #[method("($self, format_spec, /)")]
    fn __format__(this: &Float, format_spec: &Str) -> PyResult<Py<Str>> {
        if format_spec.is_empty() {
            return protocol::str(this);
        }
        let (value, type_name) = (this.value(), crate::int::text::TypeNameOf(this));
        let locale = pyston_object::locale::locale_for_spec(format_spec);
        crate::int::text::with_spec(
            format_spec,
            |spec| format::format_float(value, spec, &type_name, &locale),
            |spec| format::format_float(value, spec, &type_name, &locale),
        )
    }

    /// The real part of a complex number: the value.
    #[getter]
    fn real(this: &Float) -> PyResult<Py<Float>> {
        method::to_exact(this)
    }

    /// The imaginary part of a complex number: 0.0.
    #[getter]
    fn imag(_this: &Float) -> f64 {
        0.0
    }
}

pub fn install() {
    FloatType::install();
}
