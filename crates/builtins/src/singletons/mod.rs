//! The types of `None`, `NotImplemented` and `Ellipsis`.

use pyston_object::prelude::*;
use pyston_object::statics::{_PyNone_Type, _PyNotImplemented_Type, PyEllipsis_Type};

pub struct NoneType;

#[pytype(_PyNone_Type)]
impl NoneType {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "None"
    }

    #[slot]
    fn nb_bool(_this: &Object) -> bool {
        false
    }

    #[new]
    fn new(_class: &Type) -> Py {
        singletons::py_none()
    }
}

pub struct NotImplementedType;

#[pytype(_PyNotImplemented_Type)]
impl NotImplementedType {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "NotImplemented"
    }

    #[method("($self, /)")]
    fn __reduce__(_this: &Object) -> &'static str {
        "NotImplemented"
    }

    #[new]
    fn new(_class: &Type) -> Py {
        singletons::py_not_implemented()
    }
}

pub struct EllipsisType;

#[pytype(PyEllipsis_Type)]
impl EllipsisType {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "Ellipsis"
    }

    #[method("($self, /)")]
    fn __reduce__(_this: &Object) -> &'static str {
        "Ellipsis"
    }

    #[new]
    fn new(_class: &Type) -> Py {
        singletons::ellipsis().new_ref()
    }
}

pub fn install() {
    NoneType::install();
    NotImplementedType::install();
    EllipsisType::install();
}
