//! `enumerate`.

use std::cell::Cell;

use num_bigint::BigInt;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::no_arguments;

/// Counts in a machine word until that is full, then in an int.
#[pyclass(PyEnum_Type = "enumerate", flags(BASETYPE))]
pub struct Enumerate {
    source: Field,
    index: Cell<i64>,
    long_index: Field<Int>,
    /// The pair given last.
    last: Field<Tuple>,
}

impl_trace!(Enumerate { source, long_index, last });

impl Enumerate {
    fn next_index(&self) -> PyResult<Py<Int>> {
        if let Some(long) = self.long_index.get() {
            self.long_index.set(Int::from_bigint(&(long.to_bigint() + 1))?);
            return Ok(long);
        }
        let index = self.index.get();
        match index.checked_add(1) {
            Some(next) => self.index.set(next),
            None => self.long_index.set(Int::from_bigint(&(BigInt::from(index) + 1))?),
        }
        Int::from_i64(index)
    }
}

/// Pairs of a count (from start) and the items of the iterable.
#[pytype(PyEnum_Type, payload, sig = "(iterable, start=0)", slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Enumerate {
    #[new("(iterable, start=0)")]
    fn new(class: &Type, iterable: &Object, start: Option<&Object>) -> PyResult<Py<Instance<Enumerate>>> {
        let (mut index, mut long_index) = (0, None);
        if let Some(start) = start {
            let start = protocol::index(start)?;
            match start.to_i64() {
                Some(small) => index = small,
                None => long_index = Some(start),
            }
        }
        let enumerate = Enumerate {
            source: Field::new(protocol::iter(iterable)?),
            index: Cell::new(index),
            long_index: long_index.map_or_else(Field::empty, Field::new),
            last: Field::empty(),
        };
        Instance::new_as(class, enumerate)
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Enumerate>) -> PyResult<Option<Py<Tuple>>> {
        let Some(source) = this.source.get() else { return Ok(None) };
        let Some(item) = protocol::next(&source)? else { return Ok(None) };
        Tuple::pair_again(&this.last, this.next_index()?.into_object(), item).map(Some)
    }

    #[method]
    fn __reduce__(this: &Instance<Enumerate>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let index = match this.long_index.get() {
            Some(long) => long,
            None => Int::from_i64(this.index.get())?,
        };
        (this.object().ty().new_ref(), (this.source.get(), index)).into_py()
    }
}
