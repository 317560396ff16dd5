//! `int`.

mod arith;
mod bits;
mod construct;
pub mod text;

pub use arith::*;
pub use bits::*;
pub use construct::{bytes_of, from_object};

use pyston_numeric::{format, int as numeric};
use pyston_object::int::{self, max_str_digits};
use pyston_object::prelude::*;
use pyston_object::statics::PyLong_Type;

/// The operator's function on ints; `NotImplemented` for other operands.
#[inline]
fn binary<R: IntoPy>(a: &Object, b: &Object, f: impl FnOnce(&Int, &Int) -> R) -> PyResult {
    match (a.downcast::<Int>(), b.downcast::<Int>()) {
        (Some(a), Some(b)) => f(a, b).into_py(),
        _ => Ok(singletons::py_not_implemented()),
    }
}

/// Checks that a method without a text signature was called without arguments.
pub fn no_arguments(args: Args, function: &str) -> PyResult<()> {
    args.no_keywords(function)?;
    match args.positional.len() {
        0 => Ok(()),
        n => Err(raise!(TypeError, "{function}() takes no arguments ({n} given)")),
    }
}

pub struct IntType;

/// int([x]) -> integer
/// int(x, base=10) -> integer
///
/// Makes an integer of a number or of text. A number is cut off towards zero;
/// without arguments the result is 0.
///
/// With a base, x must be a str, bytes or bytearray holding a literal in that
/// base, with spaces around it and a sign in front if wanted. Bases are 2 to
/// 36, and 0 to read the base from the literal's prefix.
///
/// >>> int('0x1f', 0)
/// 31
#[pytype(PyLong_Type, slots(tp_dealloc = int::dealloc, tp_getattro = pyston_object::attr::generic_getattr))]
impl IntType {
    #[new("(x=0, /, base=10)")]
    fn new(class: &Type, x: Option<&Object>, base: Option<&Object>) -> PyResult {
        construct::of_class(class, construct::construct(x, base)?)
    }

    #[slot]
    fn tp_repr(this: &Int) -> PyResult<Py<Str>> {
        text::int_repr(this)
    }

    #[slot]
    fn tp_hash(this: &Int) -> isize {
        this.hash()
    }

    #[slot]
    fn tp_richcompare(this: &Int, other: &Object, op: CompareOp) -> PyResult {
        match other.downcast::<Int>() {
            Some(other) => int_compare(this, other, op).into_py(),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_add)
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_sub)
    }

    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_mul)
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_mod)
    }

    #[slot]
    fn nb_divmod(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_divmod)
    }

    #[slot]
    fn nb_floor_divide(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_floor_div)
    }

    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_true_div)
    }

    #[slot]
    fn nb_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
        let (Some(base), Some(exponent)) = (a.downcast::<Int>(), b.downcast::<Int>()) else {
            return Ok(singletons::py_not_implemented());
        };
        if let Some(modulus) = modulus.downcast::<Int>() {
            return int_pow_mod(base, exponent, modulus).into_py();
        }
        if !modulus.is_none() {
            return Ok(singletons::py_not_implemented());
        }
        if exponent.is_negative() {
            return crate::float::float_pow(base.to_f64()?, exponent.to_f64()?);
        }
        int_pow(base, exponent).into_py()
    }

    #[slot]
    fn nb_negative(this: &Int) -> PyResult<Py<Int>> {
        int_neg(this)
    }

    #[slot]
    fn nb_positive(this: &Int) -> PyResult<Py<Int>> {
        this.to_exact()
    }

    #[slot]
    fn nb_absolute(this: &Int) -> PyResult<Py<Int>> {
        int_abs(this)
    }

    #[slot]
    fn nb_bool(this: &Int) -> bool {
        !this.is_zero()
    }

    #[slot]
    fn nb_invert(this: &Int) -> PyResult<Py<Int>> {
        int_invert(this)
    }

    #[slot]
    fn nb_lshift(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_lshift)
    }

    #[slot]
    fn nb_rshift(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_rshift)
    }

    #[slot]
    fn nb_and(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_and)
    }

    #[slot]
    fn nb_xor(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_xor)
    }

    #[slot]
    fn nb_or(a: &Object, b: &Object) -> PyResult {
        binary(a, b, int_or)
    }

    #[slot]
    fn nb_int(this: &Int) -> PyResult<Py<Int>> {
        this.to_exact()
    }

    #[slot]
    fn nb_float(this: &Int) -> PyResult<f64> {
        this.to_f64()
    }

    #[slot]
    fn nb_index(this: &Int) -> PyResult<Py<Int>> {
        this.to_exact()
    }

    /// The int itself: the complex conjugate of a real number.
    #[method]
    fn conjugate(this: &Int, args: Args) -> PyResult<Py<Int>> {
        no_arguments(args, "conjugate")?;
        this.to_exact()
    }

    /// Number of bits that the value takes, without sign and leading zeros.
    ///
    /// >>> (-255).bit_length()
    /// 8
    /// >>> (0).bit_length()
    /// 0
    #[method("($self, /)")]
    fn bit_length(this: &Int) -> u64 {
        this.numeric().bit_length()
    }

    /// The bytes of the value, `length` of them.
    ///
    ///   length
    ///     How many bytes; OverflowError if the value needs more.
    ///   byteorder
    ///     'big' or 'little': which end comes first.
    ///   signed
    ///     Write two's complement; otherwise negative values raise
    ///     OverflowError.
    #[method("($self, /, length, byteorder, *, signed=False)")]
    fn to_bytes(this: &Int, length: isize, byteorder: &Str, signed: bool) -> PyResult<Vec<u8>> {
        let little = is_little(byteorder)?;
        let length = usize::try_from(length).map_err(|_| raise!(ValueError, "length argument must be non-negative"))?;
        Ok(numeric::to_bytes(this.numeric(), length, little, signed)?)
    }

    /// The int that bytes stand for.
    ///
    ///   bytes
    ///     Bytes, or anything that `bytes()` takes but an int.
    ///   byteorder
    ///     'big' or 'little': which end comes first.
    ///   signed
    ///     Read two's complement.
    #[classmethod("($type, /, bytes, byteorder, *, signed=False)")]
    fn from_bytes(class: &Type, bytes: &Object, byteorder: &Str, signed: bool) -> PyResult {
        let little = is_little(byteorder)?;
        let value = Int::from_numeric(&numeric::from_bytes(&bytes_of(bytes)?, little, signed))?;
        let exact: &Type = &PyLong_Type;
        if class == exact {
            return Ok(value.into_object());
        }
        pyston_object::call::call(class, &[&value])
    }

    /// Numerator and denominator: the value and 1.
    ///
    /// >>> (-7).as_integer_ratio()
    /// (-7, 1)
    /// >>> (42).as_integer_ratio()
    /// (42, 1)
    /// >>> True.as_integer_ratio()
    /// (1, 1)
    #[method("($self, /)")]
    fn as_integer_ratio(this: &Int) -> PyResult<(Py<Int>, Py<Int>)> {
        Ok((this.to_exact()?, Int::from_i64(1)?))
    }

    /// The int itself.
    #[method]
    fn __trunc__(this: &Int, args: Args) -> PyResult<Py<Int>> {
        no_arguments(args, "__trunc__")?;
        this.to_exact()
    }

    /// The int itself.
    #[method]
    fn __floor__(this: &Int, args: Args) -> PyResult<Py<Int>> {
        no_arguments(args, "__floor__")?;
        this.to_exact()
    }

    /// The int itself.
    #[method]
    fn __ceil__(this: &Int, args: Args) -> PyResult<Py<Int>> {
        no_arguments(args, "__ceil__")?;
        this.to_exact()
    }

    /// Rounds to a multiple of a power of ten if ndigits is negative; else the int itself.
    #[method]
    fn __round__(this: &Int, args: Args) -> PyResult<Py<Int>> {
        args.no_keywords("__round__")?;
        match args.positional {
            [] => this.to_exact(),
            [ndigits] => int_round(this, &*protocol::index(ndigits)?),
            more => Err(raise!(TypeError, "function takes at most 1 argument ({} given)", more.len())),
        }
    }

    #[method("($self, /)")]
    fn __getnewargs__(this: &Int) -> PyResult<(Py<Int>,)> {
        Ok((this.to_exact()?,))
    }

    #[method("($self, format_spec, /)")]
    fn __format__(this: &Int, format_spec: &Str) -> PyResult<Py<Str>> {
        if format_spec.is_empty() {
            return protocol::str(this);
        }
        let type_name = this.type_name();
        let locale = pyston_object::locale::locale_for_spec(format_spec);
        let (value, limit) = (this.numeric(), max_str_digits());
        text::with_spec(
            format_spec,
            |spec| format::format_int(value, spec, &type_name, &locale, limit),
            |spec| format::format_int(value, spec, &type_name, &locale, limit),
        )
    }

    /// Bytes that the object takes in memory.
    #[method("($self, /)")]
    fn __sizeof__(this: &Int) -> usize {
        PyLong_Type.tp().tp_basicsize as usize + 4 * this.digits().len()
    }

    /// The real part of a complex number: the value.
    #[getter]
    fn real(this: &Int) -> PyResult<Py<Int>> {
        this.to_exact()
    }

    /// The imaginary part of a complex number: 0.
    #[getter]
    fn imag(_this: &Int) -> i64 {
        0
    }

    /// The numerator in lowest terms: the value.
    #[getter]
    fn numerator(this: &Int) -> PyResult<Py<Int>> {
        this.to_exact()
    }

    /// The denominator in lowest terms: 1.
    #[getter]
    fn denominator(_this: &Int) -> i64 {
        1
    }
}

fn is_little(byteorder: &Str) -> PyResult<bool> {
    if byteorder.eq_str("little") {
        Ok(true)
    } else if byteorder.eq_str("big") {
        Ok(false)
    } else {
        Err(raise!(ValueError, "byteorder must be either 'little' or 'big'"))
    }
}

pub fn install() {
    IntType::install();
}
