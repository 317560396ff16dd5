//! `arrayiterator`.

use std::cell::Cell;

use pyston_object::attr::getattr_str;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::exact_ssize;

use super::ArrayObject;

/// The next index; the array goes at the end.
#[pyclass(Arrayiter_Type = "arrayiterator")]
pub struct ArrayIterator {
    array: Field<ArrayObject>,
    index: Cell<usize>,
}

impl_trace!(ArrayIterator { array });

impl ArrayIterator {
    pub fn over(array: &ArrayObject) -> PyResult<Py<Instance<ArrayIterator>>> {
        Instance::new(ArrayIterator { array: Field::new(array.new_ref()), index: Cell::new(0) })
    }
}

#[pytype(Arrayiter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl ArrayIterator {
    #[slot]
    fn tp_iter(this: &Instance<ArrayIterator>) -> Py {
        this.object().new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<ArrayIterator>) -> PyResult<Option<Py>> {
        let Some(array) = this.array.get() else { return Ok(None) };
        let item = array.get(this.index.get())?;
        match item {
            Some(_) => this.index.set(this.index.get() + 1),
            None => this.array.clear(),
        }
        Ok(item)
    }

    /// How to pickle the iterator.
    #[method("($self, /)")]
    fn __reduce__(this: &Instance<ArrayIterator>) -> PyResult {
        let builtins = pyston_object::hooks::import("builtins")?;
        let iter = getattr_str(&builtins, name!("iter"))?;
        match this.array.get() {
            Some(array) => (iter, (array,), this.index.get()).into_py(),
            None => (iter, (List::new()?,)).into_py(),
        }
    }

    /// Where to go on, for unpickling.
    #[method("($self, state, /)")]
    fn __setstate__(this: &Instance<ArrayIterator>, state: &Object) -> PyResult<()> {
        let state = exact_ssize(state)?;
        let len = this.array.get().map_or(0, |array| array.len());
        this.index.set(usize::try_from(state).unwrap_or(0).min(len));
        Ok(())
    }
}
