//! `complex(real, imag)`.

use pyston_numeric::complex::{Complex as Value, ParseComplexError};
use pyston_object::complex::Complex;
use pyston_object::prelude::*;
use pyston_object::statics::PyComplex_Type;

use crate::int::text::number_bytes;

/// The result of `class(real, imag)`.
pub fn construct(class: &Type, real: Option<&Object>, imag: Option<&Object>) -> PyResult {
    let exact: &Type = &PyComplex_Type;
    if let (Some(real), None) = (real, imag)
        && class == exact
        && Complex::check_exact(real)
    {
        return Ok(real.new_ref());
    }
    let made = |value| Complex::new_as(class, value).map(Py::into_object);
    if let Some(text) = real.and_then(|real| real.downcast::<Str>()) {
        if imag.is_some() {
            return Err(raise!(TypeError, "complex() can't take second arg if first is a string"));
        }
        return made(parse(text)?);
    }
    if imag.is_some_and(Str::check) {
        return Err(raise!(TypeError, "complex() second arg can't be a string"));
    }
    made(from_parts(real, imag)?)
}

fn is_number(object: &Object) -> bool {
    protocol::number_slots(object).is_some_and(|slots| slots.nb_float.is_some() || slots.nb_index.is_some())
}

/// `real + imag * 1j` where both may be complex.
fn from_parts(real: Option<&Object>, imag: Option<&Object>) -> PyResult<Value> {
    let special = real.map(special_value).transpose()?.flatten();
    if let (Some(real), None) = (real, special)
        && !is_number(real)
    {
        return Err(raise!(
            TypeError,
            "complex() first argument must be a string or a number, not '{:.200}'",
            real.type_name()
        ));
    }
    if let Some(imag) = imag.filter(|imag| !is_number(imag)) {
        return Err(raise!(TypeError, "complex() second argument must be a number, not '{:.200}'", imag.type_name()));
    }
    let (mut result, real_is_complex) = match (special, real) {
        (Some(value), _) => (value, true),
        (None, Some(real)) => part(real)?,
        (None, None) => (Value::new(0.0, 0.0), false),
    };
    let Some(imag) = imag else { return Ok(result) };
    let (mut imag, imag_is_complex) = part(imag)?;
    if imag_is_complex {
        result.re -= imag.im;
    }
    if real_is_complex {
        imag.re += result.im;
    }
    Ok(Value::new(result.re, imag.re))
}

/// The value of an argument, and whether it is complex.
fn part(object: &Object) -> PyResult<(Value, bool)> {
    match pyston_object::complex::of(object) {
        Some(value) => Ok((value, true)),
        None => Ok((Value::new(protocol::as_f64(object)?, 0.0), false)),
    }
}

/// What `__complex__` gives; `None` without it.
pub fn special_value(object: &Object) -> PyResult<Option<Value>> {
    let Some(method) = pyston_object::attr::lookup_special(object, name!("__complex__"))? else { return Ok(None) };
    let result = pyston_object::call::call(&method, &[])?;
    let Some(value) = pyston_object::complex::of(&result) else {
        return Err(raise!(TypeError, "__complex__ returned non-complex (type {:.200})", result.type_name()));
    };
    if !Complex::check_exact(&result) {
        pyston_object::hooks::warn(
            &exc::DeprecationWarning,
            &format!(
                "__complex__ returned non-complex (type {:.200}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.",
                result.type_name()
            ),
            1,
        )?;
    }
    Ok(Some(value))
}

/// Any number as a complex value, the way `cmath` takes its arguments.
pub fn from_object(object: &Object) -> PyResult<Value> {
    if let Some(value) = pyston_object::complex::of(object) {
        return Ok(value);
    }
    match special_value(object)? {
        Some(value) => Ok(value),
        None => Ok(Value::new(protocol::as_f64(object)?, 0.0)),
    }
}

fn parse(text: &Str) -> PyResult<Value> {
    match Value::parse(&number_bytes(text)) {
        Ok(value) => Ok(value),
        Err(ParseComplexError::Malformed) => Err(raise!(ValueError, "complex() arg is a malformed string")),
        Err(ParseComplexError::Underscore) => {
            Err(raise!(ValueError, "could not convert string to complex: {}", protocol::repr(text)?))
        }
    }
}
