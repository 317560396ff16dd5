//! `compress`: the elements whose selector is true.

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

#[pyclass(Compress_Type = "itertools.compress", flags(BASETYPE))]
pub struct Compress {
    data: Py,
    selectors: Py,
}
impl_trace!(Compress { data, selectors });

/// An iterator over the elements of data at whose places selectors has something true. Ends with the
/// shorter one.
#[pytype(Compress_Type, payload, sig = "(data, selectors)", slots(tp_getattro = generic_getattr))]
impl Compress {
    #[new("(data, selectors)")]
    fn new(class: &Type, data: &Object, selectors: &Object) -> PyResult {
        let payload = Compress { data: protocol::iter(data)?, selectors: protocol::iter(selectors)? };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Compress>) -> PyResult<Option<Py>> {
        loop {
            let Some(item) = protocol::next(&this.data)? else { return Ok(None) };
            let Some(selector) = protocol::next(&this.selectors)? else { return Ok(None) };
            if protocol::is_true(&selector)? {
                return Ok(Some(item));
            }
        }
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Compress>) -> (Py<Type>, (Py, Py)) {
        (this.object().ty().new_ref(), (this.data.clone(), this.selectors.clone()))
    }
}
