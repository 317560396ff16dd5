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

    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_arguments("NoneType", args, kwargs)?;
        Ok(singletons::py_none())
    }
}

pub struct NotImplementedType;

#[pytype(_PyNotImplemented_Type)]
impl NotImplementedType {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "NotImplemented"
    }

    #[method(args = "($self, /)")]
    fn __reduce__(_this: &Object) -> &'static str {
        "NotImplemented"
    }

    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_arguments("NotImplementedType", args, kwargs)?;
        Ok(singletons::py_not_implemented())
    }
}

pub struct EllipsisType;

#[pytype(PyEllipsis_Type, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl EllipsisType {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "Ellipsis"
    }

    #[method(args = "($self, /)")]
    fn __reduce__(_this: &Object) -> &'static str {
        "Ellipsis"
    }

    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_arguments("EllipsisType", args, kwargs)?;
        Ok(singletons::ellipsis().new_ref())
    }
}

fn no_arguments(name: &str, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    if args.is_empty() && kwargs.is_none_or(Dict::is_empty) {
        return Ok(());
    }
    Err(raise!(TypeError, "{name} takes no arguments"))
}

pub fn install() {
    NoneType::install();
    NotImplementedType::install();
    EllipsisType::install();
}
