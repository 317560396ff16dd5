//! `starmap`: the results of a function called with the elements as argument tuples.

use pyston_object::attr::generic_getattr;
use pyston_object::call::call_tuple;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::positional;

#[pyclass(StarMap_Type = "itertools.starmap", flags(BASETYPE))]
pub struct StarMap {
    function: Py,
    source: Py,
}
impl_trace!(StarMap { function, source });

/// An iterator over the results of the function, called with the elements as its arguments.
#[pytype(StarMap_Type, payload, sig = "(function, iterable, /)", slots(tp_getattro = generic_getattr))]
impl StarMap {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&StarMap_Type, class, args, kwargs, 2, 2)?;
        let payload = StarMap { function: args[0].new_ref(), source: protocol::iter(args[1])? };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<StarMap>) -> PyResult<Option<Py>> {
        let Some(args) = protocol::next(&this.source)? else { return Ok(None) };
        call_tuple(&this.function, &*protocol::to_tuple(&args)?, None).map(Some)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<StarMap>) -> (Py<Type>, (Py, Py)) {
        (this.object().ty().new_ref(), (this.function.clone(), this.source.clone()))
    }
}
