//! `tuple_iterator`.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{builtin, no_arguments, only_argument, state_index};

/// The items of a tuple from `index` on; without the tuple once they are exhausted.
#[pyclass(PyTupleIter_Type = "tuple_iterator")]
pub struct TupleIterator {
    pub index: Cell<usize>,
    pub tuple: Field<Tuple>,
}

impl_trace!(TupleIterator { tuple });

impl TupleIterator {
    pub fn over(tuple: &Tuple) -> PyResult {
        let iterator = TupleIterator { index: Cell::new(0), tuple: Field::new(tuple.new_ref()) };
        Instance::new(iterator).map(Py::into_object)
    }

    #[inline]
    pub fn advance(&self) -> Option<Py> {
        let index = self.index.get();
        match Tuple::item_of_field(&self.tuple, index) {
            Some(item) => {
                self.index.set(index + 1);
                Some(item)
            }
            None => {
                self.tuple.clear();
                None
            }
        }
    }
}

#[pytype(PyTupleIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl TupleIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<TupleIterator>) -> Option<Py> {
        this.advance()
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<TupleIterator>, args: Args) -> PyResult<usize> {
        no_arguments(args, "__length_hint__")?;
        Ok(this.tuple.get().map_or(0, |tuple| tuple.len().saturating_sub(this.index.get())))
    }

    #[method]
    fn __reduce__(this: &Instance<TupleIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        match this.tuple.get() {
            Some(tuple) => (builtin("iter")?, (tuple,), this.index.get()).into_py(),
            None => (builtin("iter")?, (Tuple::empty(),)).into_py(),
        }
    }

    #[method]
    fn __setstate__(this: &Instance<TupleIterator>, args: Args) -> PyResult<()> {
        let index = state_index(only_argument(args, "__setstate__")?)?;
        if let Some(tuple) = this.tuple.get() {
            this.index.set((index.max(0) as usize).min(tuple.len()));
        }
        Ok(())
    }
}
