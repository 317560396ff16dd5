//! When two code objects, and the constants in them, are the same (`_PyCode_ConstantKey`).
//!
//! **Invariant**: constants that compare equal but behave differently (`0.0` and `-0.0`, `1` and
//! `True`, `1` and `1.0`, also inside tuples and frozen sets) are not the same.

use pyston_object::prelude::*;
use pyston_object::statics::PyComplex_Type;

use crate::code::Code;

/// `a == b`.
pub fn code_equal(a: &Code, b: &Code) -> PyResult<bool> {
    let numbers = |code: &Code| {
        (
            code.argcount(),
            code.posonlyargcount(),
            code.kwonlyargcount(),
            code.nlocals(),
            code.flags(),
            code.firstlineno(),
        )
    };
    if !protocol::compare_eq(a.name(), b.name())? || numbers(a) != numbers(b) {
        return Ok(false);
    }
    if !protocol::compare_eq(a.bytecode(), b.bytecode())? {
        return Ok(false);
    }
    if !protocol::compare_eq(&*key(a.consts())?, &*key(b.consts())?)? {
        return Ok(false);
    }
    let names: [(&Object, &Object); 4] = [
        (a.names(), b.names()),
        (a.varnames(), b.varnames()),
        (a.freevars(), b.freevars()),
        (a.cellvars(), b.cellvars()),
    ];
    for (a, b) in names {
        if !protocol::compare_eq(a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// An object that is equal to the key of another constant exactly if both constants are the same.
pub fn key(constant: &Object) -> PyResult {
    let is_plain = constant.is_none()
        || constant.is(singletons::ellipsis())
        || constant.downcast_exact::<Int>().is_some()
        || constant.downcast_exact::<Str>().is_some()
        || constant.downcast_exact::<Code>().is_some();
    if is_plain {
        return Ok(constant.new_ref());
    }
    let ty = || constant.ty().new_ref();
    if constant.is(singletons::bool(true)) || constant.is(singletons::bool(false)) || Bytes::check_exact(constant) {
        return (ty(), constant.new_ref()).into_py();
    }
    if let Some(float) = constant.downcast_exact::<Float>() {
        return (ty(), constant.new_ref(), is_negative_zero(float.value())).into_py();
    }
    if constant.ty() == &PyComplex_Type {
        let real = protocol_part(constant, name!("real"))?;
        let imag = protocol_part(constant, name!("imag"))?;
        return (ty(), constant.new_ref(), is_negative_zero(real), is_negative_zero(imag)).into_py();
    }
    if let Some(tuple) = constant.downcast_exact::<Tuple>() {
        let keys: PyResult<Vec<Py>> = tuple.as_slice().iter().map(|item| key(item)).collect();
        return (Tuple::from_vec(keys?)?, constant.new_ref()).into_py();
    }
    if constant.ty() == &pyston_object::statics::PyFrozenSet_Type {
        let keys = Set::new_frozen()?;
        for item in protocol::collect(constant)? {
            keys.add(&*key(&item)?)?;
        }
        return (keys, constant.new_ref()).into_py();
    }
    // Anything else is the same only as itself.
    (constant.new_ref(), constant.as_ptr() as usize).into_py()
}

fn is_negative_zero(value: f64) -> bool {
    value == 0.0 && value.is_sign_negative()
}

fn protocol_part(complex: &Object, part: &Str) -> PyResult<f64> {
    protocol::as_f64(&*pyston_object::attr::getattr_str(complex, part)?)
}
