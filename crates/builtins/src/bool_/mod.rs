//! `bool`: the two ints `False` and `True`.

use pyston_object::prelude::*;
use pyston_object::statics::{PyBool_Type, PyLong_Type};

use crate::int::{int_and, int_or, int_xor};

/// The truth of an object that is `False` or `True`.
#[inline]
fn truth(object: &Object) -> Option<bool> {
    if object.is(singletons::bool(true)) { Some(true) } else { object.is(singletons::bool(false)).then_some(false) }
}

/// The operator on two bools; ints together with ints otherwise.
fn bitwise(
    a: &Object,
    b: &Object,
    bools: impl FnOnce(bool, bool) -> bool,
    ints: impl FnOnce(&Int, &Int) -> PyResult<Py<Int>>,
) -> PyResult {
    if let (Some(a), Some(b)) = (truth(a), truth(b)) {
        return Ok(singletons::py_bool(bools(a, b)));
    }
    match (a.downcast::<Int>(), b.downcast::<Int>()) {
        (Some(a), Some(b)) => ints(a, b).into_py(),
        _ => Ok(singletons::py_not_implemented()),
    }
}

pub struct BoolType;

/// bool(x) -> bool
///
/// True if x counts as true, False otherwise. True and False are the only
/// instances; bool is a subclass of int and cannot be subclassed.
#[pytype(PyBool_Type, base = PyLong_Type)]
impl BoolType {
    #[new("(x=False, /)")]
    fn new(_class: &Type, x: bool) -> bool {
        x
    }

    #[slot]
    fn tp_repr(this: &Int) -> &'static str {
        if this.is_zero() { "False" } else { "True" }
    }

    #[slot]
    fn nb_and(a: &Object, b: &Object) -> PyResult {
        bitwise(a, b, |a, b| a & b, int_and)
    }

    #[slot]
    fn nb_xor(a: &Object, b: &Object) -> PyResult {
        bitwise(a, b, |a, b| a ^ b, int_xor)
    }

    #[slot]
    fn nb_or(a: &Object, b: &Object) -> PyResult {
        bitwise(a, b, |a, b| a | b, int_or)
    }
}

pub fn install() {
    BoolType::install();
}
