//! `floatobject.h`, `complexobject.h`, `boolobject.h`: the other numbers.

use std::ffi::{c_int, c_long};

use pyston_numeric::complex::Complex as Value;
use pyston_object::abi::Py_complex;
use pyston_object::attr;
use pyston_object::complex::{self, Complex};
use pyston_object::prelude::*;

use crate::answer::Answer;
use crate::capi;

impl Answer for Py_complex {
    type C = Py_complex;
    fn into_c(self) -> Py_complex {
        self
    }
}

fn to_c(value: Value) -> Py_complex {
    Py_complex { real: value.re, imag: value.im }
}

fn from_c(value: Py_complex) -> Value {
    Value::new(value.real, value.imag)
}

/// The value of a complex number, of what has `__complex__`, or of a real number.
fn complex_of(object: &Object) -> PyResult<Value> {
    if let Some(value) = complex::of(object) {
        return Ok(value);
    }
    if let Some(method) = attr::lookup_special(object, name!("__complex__"))? {
        let result = pyston_object::call::call(&method, &[])?;
        return complex::of(&result)
            .ok_or_else(|| raise!(TypeError, "__complex__ returned non-complex (type {:.200})", result.type_name()));
    }
    protocol::as_f64(object).map(|value| Value::new(value, 0.0))
}

/// Bytes of a float with 2, 4 or 8 of them.
macro_rules! packed {
    ($bytes:expr, $little:expr, $out:expr) => {{
        let mut bytes = $bytes;
        if $little != 0 {
            bytes.reverse();
        }
        // SAFETY: the caller has room for them.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), $out, bytes.len()) }
        0
    }};
}

capi! {
    fn PyBool_FromLong(value: c_long) -> Option<Py> { Some(singletons::py_bool(value != 0)) }

    fn PyFloat_FromDouble(value: f64) -> PyResult<Py<Float>> { Float::new(value) }

    fn PyFloat_AsDouble(object: Option<&Object>) -> PyResult<f64> {
        match object {
            Some(object) => protocol::as_f64(object),
            None => Err(raise!(TypeError, "bad argument type for built-in operation")),
        }
    }

    fn PyFloat_FromString(text: &Object) -> PyResult<Py<Float>> {
        pyston_builtins::float::parse_float(text).and_then(Float::new)
    }

    fn PyFloat_GetMax() -> f64 { f64::MAX }

    fn PyFloat_GetMin() -> f64 { f64::MIN_POSITIVE }

    fn PyFloat_GetInfo() -> PyResult {
        let found = pyston_runtime::sys::get(name!("float_info"))?;
        found.ok_or_else(|| raise!(RuntimeError, "lost sys.float_info"))
    }

    fn PyFloat_ClearFreeList() -> c_int { 0 }

    fn _PyFloat_Pack8(value: f64, out: *mut u8, little: c_int) -> c_int { packed!(value.to_be_bytes(), little, out) }

    fn _PyFloat_Pack4(value: f64, out: *mut u8, little: c_int) -> c_int {
        let narrow = value as f32;
        if narrow.is_infinite() && value.is_finite() {
            let Raised = raise!(OverflowError, "float too large to pack with f format");
            return -1;
        }
        packed!(narrow.to_be_bytes(), little, out)
    }

    fn _PyFloat_Unpack8(bytes: &[u8; 8], little: c_int) -> f64 {
        if little != 0 { f64::from_le_bytes(*bytes) } else { f64::from_be_bytes(*bytes) }
    }

    fn _PyFloat_Unpack4(bytes: &[u8; 4], little: c_int) -> f64 {
        f64::from(if little != 0 { f32::from_le_bytes(*bytes) } else { f32::from_be_bytes(*bytes) })
    }

    fn PyComplex_FromDoubles(real: f64, imag: f64) -> PyResult<Py<Complex>> { Complex::new(Value::new(real, imag)) }

    fn PyComplex_FromCComplex(value: Py_complex) -> PyResult<Py<Complex>> { Complex::new(from_c(value)) }

    fn PyComplex_RealAsDouble(object: &Object) -> PyResult<f64> {
        complex::of(object).map_or_else(|| protocol::as_f64(object), |value| Ok(value.re))
    }

    fn PyComplex_ImagAsDouble(object: &Object) -> f64 { complex::of(object).map_or(0.0, |value| value.im) }

    /// -1 with an exception set.
    fn PyComplex_AsCComplex(object: &Object) -> Py_complex {
        complex_of(object).map_or(Py_complex { real: -1.0, imag: 0.0 }, to_c)
    }

    fn _Py_c_sum(a: Py_complex, b: Py_complex) -> Py_complex {
        Py_complex { real: a.real + b.real, imag: a.imag + b.imag }
    }

    fn _Py_c_diff(a: Py_complex, b: Py_complex) -> Py_complex {
        Py_complex { real: a.real - b.real, imag: a.imag - b.imag }
    }

    fn _Py_c_neg(a: Py_complex) -> Py_complex { Py_complex { real: -a.real, imag: -a.imag } }

    fn _Py_c_prod(a: Py_complex, b: Py_complex) -> Py_complex { to_c(from_c(a).product(from_c(b))) }

    /// `errno` tells of a division by zero.
    fn _Py_c_quot(a: Py_complex, b: Py_complex) -> Py_complex {
        from_c(a).quotient(from_c(b)).map_or_else(
            |_| {
                errors::set_errno(libc::EDOM);
                Py_complex { real: 0.0, imag: 0.0 }
            },
            to_c,
        )
    }

    fn _Py_c_pow(a: Py_complex, b: Py_complex) -> Py_complex {
        from_c(a).pow(from_c(b)).map_or_else(
            |_| {
                errors::set_errno(libc::EDOM);
                Py_complex { real: 0.0, imag: 0.0 }
            },
            to_c,
        )
    }

    fn _Py_c_abs(a: Py_complex) -> f64 {
        errors::set_errno(0);
        from_c(a).abs().unwrap_or_else(|_| {
            errors::set_errno(libc::ERANGE);
            f64::INFINITY
        })
    }
}
