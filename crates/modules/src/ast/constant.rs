//! Constants of a tree as Python values.

use pyston_compiler::ast::Constant;
use pyston_compiler::wstr::WStr;
use pyston_object::complex::Complex;
use pyston_object::prelude::*;

use super::classes::Classes;
use super::value::{Place, Reader, Value, present, with_room};

impl Value for Constant {
    fn to_attribute(&self, _: &Classes) -> PyResult {
        write(self)
    }
    fn from_attribute(place: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        let value = present(place, value)?;
        read(&value)?.ok_or_else(|| raise!(TypeError, "got an invalid type in Constant: {}", value.ty().name()))
    }
}

fn write(constant: &Constant) -> PyResult {
    match constant {
        Constant::None => Ok(singletons::py_none()),
        Constant::True => Ok(singletons::py_bool(true)),
        Constant::False => Ok(singletons::py_bool(false)),
        Constant::Ellipsis => Ok(singletons::ellipsis().new_ref()),
        Constant::Int(value) => Int::from_bigint(value)?.into_py(),
        Constant::Float(value) => value.into_py(),
        Constant::Complex { real, imag } => {
            Complex::new(pyston_numeric::complex::Complex { re: *real, im: *imag })?.into_py()
        }
        Constant::Str(text) => Str::from_wtf8(text.as_bytes())?.into_py(),
        Constant::Bytes(bytes) => bytes.as_slice().into_py(),
        Constant::Tuple(items) => Tuple::from_vec(items.iter().map(write).collect::<PyResult<_>>()?)?.into_py(),
        Constant::FrozenSet(items) => {
            let set = Set::new_frozen()?;
            for item in items {
                set.add(&*write(item)?)?;
            }
            set.into_py()
        }
    }
}

/// `None` if the value, or one inside it, cannot be a constant of a program.
fn read(value: &Object) -> PyResult<Option<Constant>> {
    if value.is_none() {
        return Ok(Some(Constant::None));
    }
    if value.is(singletons::ellipsis()) {
        return Ok(Some(Constant::Ellipsis));
    }
    if value.is(singletons::bool(true)) {
        return Ok(Some(Constant::True));
    }
    if value.is(singletons::bool(false)) {
        return Ok(Some(Constant::False));
    }
    if let Some(number) = value.downcast_exact::<Int>() {
        return Ok(Some(Constant::Int(number.to_bigint())));
    }
    if let Some(number) = value.downcast_exact::<Float>() {
        return Ok(Some(Constant::Float(number.value())));
    }
    if let Some(number) = value.downcast_exact::<Complex>() {
        let number = number.value();
        return Ok(Some(Constant::Complex { real: number.re, imag: number.im }));
    }
    if let Some(text) = value.downcast_exact::<Str>() {
        return Ok(Some(Constant::Str(WStr::from_wtf8(&text.to_wtf8()))));
    }
    if let Some(bytes) = value.downcast_exact::<Bytes>() {
        return Ok(Some(Constant::Bytes(bytes.as_slice().to_vec())));
    }
    if let Some(tuple) = value.downcast_exact::<Tuple>() {
        return read_items(tuple.as_slice().iter().map(|item| item.new_ref())).map(|items| items.map(Constant::Tuple));
    }
    match Set::any(value) {
        Some(set) if value.ty() == &pyston_object::statics::PyFrozenSet_Type => {
            read_items(set.to_vec().into_iter()).map(|items| items.map(Constant::FrozenSet))
        }
        _ => Ok(None),
    }
}

fn read_items(items: impl Iterator<Item = Py>) -> PyResult<Option<Vec<Constant>>> {
    let mut constants = Vec::new();
    for item in items {
        match with_room(|| read(&item))? {
            Some(constant) => constants.push(constant),
            None => return Ok(None),
        }
    }
    Ok(Some(constants))
}
