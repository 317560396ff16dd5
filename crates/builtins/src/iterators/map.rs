//! `map`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::no_keywords;
use crate::arguments::no_arguments;

#[pyclass(PyMap_Type = "map", flags(BASETYPE))]
pub struct Map {
    function: Field,
    sources: Field<Tuple>,
}

impl_trace!(Map { function, sources });

/// map(func, *iterables) --> map object
///
/// What func returns for the items of the iterables, until the shortest is exhausted.
#[pytype(PyMap_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Map {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Map>>> {
        no_keywords(class, &PyMap_Type, "map", kwargs)?;
        let Some((function, iterables)) = args.as_slice().split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return Err(raise!(TypeError, "map() must have at least two arguments."));
        };
        let sources: Vec<Py> = iterables.iter().map(|iterable| protocol::iter(iterable)).collect::<PyResult<_>>()?;
        let sources = Field::new(Tuple::from_vec(sources)?);
        Instance::new_as(class, Map { function: Field::new(function.new_ref()), sources })
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Map>) -> PyResult<Option<Py>> {
        let (Some(function), Some(sources)) = (this.function.get(), this.sources.get()) else { return Ok(None) };
        if let [source] = sources.as_slice() {
            let Some(item) = protocol::next(source)? else { return Ok(None) };
            return pyston_object::call::call(&function, &[&item]).map(Some);
        }
        let mut items = Vec::with_capacity(sources.len());
        for source in sources.as_slice() {
            let Some(item) = protocol::next(source)? else { return Ok(None) };
            items.push(item);
        }
        pyston_object::call::call_owned(&function, items).map(Some)
    }

    /// What pickle needs to make the iterator again.
    #[method]
    fn __reduce__(this: &Instance<Map>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let sources = this.sources.get().unwrap_or_else(Tuple::empty);
        let function = this.function.get().unwrap_or_else(singletons::py_none);
        let mut all = vec![function];
        all.extend(sources.as_slice().iter().map(|source| source.new_ref()));
        (this.object().ty().new_ref(), Tuple::from_vec(all)?).into_py()
    }
}
