//! `filter`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::statics::PyBool_Type;

use super::no_keywords;
use crate::arguments::{check_count, no_arguments};

#[pyclass(PyFilter_Type = "filter", flags(BASETYPE))]
pub struct Filter {
    function: Field,
    source: Field,
}

impl_trace!(Filter { function, source });

impl Filter {
    fn accepts(&self, item: &Object) -> PyResult<bool> {
        match self.function.get() {
            Some(function) if !function.is_none() && !function.is(&PyBool_Type) => {
                protocol::is_true(&*pyston_object::call::call(&function, &[item])?)
            }
            _ => protocol::is_true(item),
        }
    }
}

/// filter(function or None, iterable) --> filter object
///
/// The items for which function(item) is true; with None those that are true.
#[pytype(PyFilter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Filter {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Filter>>> {
        no_keywords(class, &PyFilter_Type, "filter", kwargs)?;
        check_count(args.len(), "filter", 2, 2)?;
        let (function, iterable) = (args.as_slice()[0], args.as_slice()[1]);
        let source = Field::new(protocol::iter(iterable)?);
        Instance::new_as(class, Filter { function: Field::new(function.new_ref()), source })
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Filter>) -> PyResult<Option<Py>> {
        let Some(source) = this.source.get() else { return Ok(None) };
        while let Some(item) = protocol::next(&source)? {
            if this.accepts(&item)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// What pickle needs to make the iterator again.
    #[method]
    fn __reduce__(this: &Instance<Filter>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        (this.object().ty().new_ref(), (this.function.get(), this.source.get())).into_py()
    }
}
