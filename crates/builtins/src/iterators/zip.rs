//! `zip`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::no_keywords;
use crate::arguments::no_arguments;

#[pyclass(PyZip_Type = "zip", flags(BASETYPE))]
pub struct Zip {
    sources: Field<Tuple>,
    /// The pair given last.
    last: Field<Tuple>,
}

impl_trace!(Zip { sources, last });

/// zip(*iterables) --> zip object
///
/// Tuples of the items of the iterables, until the shortest is exhausted.
///
/// >>> list(zip('ab', (1, 2, 3)))
/// [('a', 1), ('b', 2)]
#[pytype(PyZip_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Zip {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Zip>>> {
        no_keywords(class, &PyZip_Type, "zip", kwargs)?;
        let sources: Vec<Py> =
            args.as_slice().iter().map(|iterable| protocol::iter(iterable)).collect::<PyResult<_>>()?;
        Instance::new_as(class, Zip { sources: Field::new(Tuple::from_vec(sources)?), last: Field::empty() })
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Zip>) -> PyResult<Option<Py<Tuple>>> {
        let Some(sources) = this.sources.get().filter(|sources| !sources.is_empty()) else { return Ok(None) };
        if let &[first, second] = sources.as_slice() {
            let Some(first) = protocol::next(first)? else { return Ok(None) };
            let Some(second) = protocol::next(second)? else { return Ok(None) };
            return Tuple::pair_again(&this.last, first, second).map(Some);
        }
        let mut items = Vec::with_capacity(sources.len());
        for source in sources.as_slice() {
            let Some(item) = protocol::next(source)? else { return Ok(None) };
            items.push(item);
        }
        Tuple::from_vec(items).map(Some)
    }

    #[method]
    fn __reduce__(this: &Instance<Zip>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        (this.object().ty().new_ref(), this.sources.get().unwrap_or_else(Tuple::empty)).into_py()
    }
}
