//! `complex`.

mod construct;

pub use construct::from_object;

use pyston_numeric::complex::Complex as Value;
use pyston_numeric::{format, hash};
use pyston_object::complex::{self, Complex};
use pyston_object::prelude::*;
use pyston_object::statics::PyComplex_Type;

use crate::int::no_arguments;

/// An operand as a complex value; `None` if it is no number of the built-in types.
fn operand(object: &Object) -> PyResult<Option<Value>> {
    if let Some(value) = complex::of(object) {
        return Ok(Some(value));
    }
    if let Some(int) = object.downcast::<Int>() {
        return Ok(Some(Value::new(int.to_f64()?, 0.0)));
    }
    Ok(object.downcast::<Float>().map(|float| Value::new(float.value(), 0.0)))
}

/// The operator on two complex values; `NotImplemented` for other operands.
fn binary(a: &Object, b: &Object, f: impl FnOnce(Value, Value) -> PyResult<Value>) -> PyResult {
    let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else {
        return Ok(singletons::py_not_implemented());
    };
    f(a, b)?.into_py()
}

pub struct ComplexType;

/// Makes a complex number of a real and an imaginary part.
///
/// This is the same as real + imag*1j where imag is 0 by default.
#[pytype(PyComplex_Type, sig = "(real=0, imag=0)", slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl ComplexType {
    #[new("(real=0, imag=0)")]
    fn new(class: &Type, real: Option<&Object>, imag: Option<&Object>) -> PyResult {
        construct::construct(class, real, imag)
    }

    #[slot]
    fn tp_repr(this: &Complex) -> PyResult<Py<Str>> {
        Str::from_ascii(this.value().repr().as_bytes())
    }

    #[slot]
    fn tp_hash(this: &Complex) -> isize {
        hash::complex(this.value().re, this.value().im) as isize
    }

    #[slot]
    fn tp_richcompare(this: &Complex, other: &Object, op: CompareOp) -> PyResult {
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(singletons::py_not_implemented());
        }
        let this = this.value();
        let equal = if let Some(other) = other.downcast::<Int>() {
            this.im == 0.0 && crate::float::float_int_compare(this.re, other, CompareOp::Eq)
        } else if let Some(other) = operand(other)? {
            this == other
        } else {
            return Ok(singletons::py_not_implemented());
        };
        (equal == (op == CompareOp::Eq)).into_py()
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| Ok(Value::new(a.re + b.re, a.im + b.im)))
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| Ok(Value::new(a.re - b.re, a.im - b.im)))
    }

    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| Ok(a.product(b)))
    }

    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        binary(a, b, |a, b| Ok(a.quotient(b)?))
    }

    #[slot]
    fn nb_remainder(_a: &Object, _b: &Object) -> PyResult {
        Err(raise!(TypeError, "can't mod complex numbers."))
    }

    #[slot]
    fn nb_divmod(_a: &Object, _b: &Object) -> PyResult {
        Err(raise!(TypeError, "can't take floor or mod of complex number."))
    }

    #[slot]
    fn nb_floor_divide(_a: &Object, _b: &Object) -> PyResult {
        Err(raise!(TypeError, "can't take floor of complex number."))
    }

    #[slot]
    fn nb_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
        binary(a, b, |a, b| {
            if !modulus.is_none() {
                return Err(raise!(ValueError, "complex modulo"));
            }
            Ok(a.pow(b)?)
        })
    }

    #[slot]
    fn nb_negative(this: &Complex) -> Value {
        Value::new(-this.value().re, -this.value().im)
    }

    #[slot]
    fn nb_positive(this: &Complex) -> PyResult {
        if Complex::check_exact(this) { Ok(this.as_object().new_ref()) } else { this.value().into_py() }
    }

    #[slot]
    fn nb_absolute(this: &Complex) -> PyResult<f64> {
        Ok(this.value().abs()?)
    }

    #[slot]
    fn nb_bool(this: &Complex) -> bool {
        this.value().re != 0.0 || this.value().im != 0.0
    }

    #[slot]
    fn nb_int(_this: &Complex) -> PyResult {
        Err(raise!(TypeError, "can't convert complex to int"))
    }

    #[slot]
    fn nb_float(_this: &Complex) -> PyResult {
        Err(raise!(TypeError, "can't convert complex to float"))
    }

    /// complex.conjugate() -> complex
    ///
    /// The number with the sign of its imaginary part changed.
    #[method]
    fn conjugate(this: &Complex, args: Args) -> PyResult<Value> {
        no_arguments(args, "conjugate")?;
        Ok(Value::new(this.value().re, -this.value().im))
    }

    #[method]
    fn __getnewargs__(this: &Complex, args: Args) -> PyResult<(f64, f64)> {
        no_arguments(args, "__getnewargs__")?;
        Ok((this.value().re, this.value().im))
    }

    /// complex.__format__() -> str
    ///
    /// The number as text by a format spec.
    #[method]
    fn __format__(this: &Complex, args: Args) -> PyResult<Py<Str>> {
        let spec = format_spec(args)?;
        if spec.is_empty() {
            return protocol::str(this);
        }
        let (value, type_name) = (this.value(), crate::int::text::TypeNameOf(this));
        let locale = pyston_object::locale::locale_for_spec(spec);
        crate::int::text::with_spec(
            spec,
            |spec| format::format_complex(value, spec, &type_name, &locale),
            |spec| format::format_complex(value, spec, &type_name, &locale),
        )
    }
}

fn format_spec(args: Args<'_>) -> PyResult<&Str> {
    args.no_keywords("__format__")?;
    let [spec] = args.positional else {
        let n = args.positional.len();
        return Err(raise!(TypeError, "__format__() takes exactly 1 argument ({n} given)"));
    };
    spec.downcast().ok_or_else(|| {
        let got = if spec.is_none() { "None".into() } else { spec.type_name() };
        raise!(TypeError, "__format__() argument 1 must be str, not {got:.50}")
    })
}

pub fn install() {
    ComplexType::install();
    PyComplex_Type.fill(complex::fill_members);
}
