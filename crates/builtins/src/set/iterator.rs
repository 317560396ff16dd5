//! The iterator of sets.
//!
//! **Invariant**: it lets go of its set at the end; a change of the set's size makes it fail for good.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::set::Cursor;

use crate::dict::iter_function;

#[pyclass(PySetIter_Type = "set_iterator")]
pub struct SetIterator {
    /// A set or a frozenset.
    set: Field<Set>,
    cursor: Cell<Cursor>,
}
impl_trace!(SetIterator { set });

impl SetIterator {
    pub fn over(set: &Set) -> PyResult<Py<Instance<SetIterator>>> {
        Instance::new(SetIterator { set: Field::new(set.new_ref()), cursor: Cell::new(Cursor::new(set)) })
    }
}

#[pytype(PySetIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl SetIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<SetIterator>) -> PyResult<Option<Py>> {
        let Some(set) = this.set.get() else { return Ok(None) };
        let mut cursor = this.cursor.get();
        let step = cursor.next(&set);
        this.cursor.set(cursor);
        if let Ok(None) = step {
            this.set.clear();
        }
        step
    }

    /// How many elements are left, as far as known.
    #[method(args = "($self, /)")]
    fn __length_hint__(this: &Instance<SetIterator>) -> usize {
        this.set.get().map_or(0, |set| this.cursor.get().length_hint(&set))
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<SetIterator>) -> PyResult<(Py, (Vec<Py>,))> {
        let mut rest = Vec::new();
        if let Some(set) = this.set.get() {
            let mut cursor = this.cursor.get();
            while let Some(element) = cursor.next(&set)? {
                rest.push(element);
            }
        }
        Ok((iter_function()?, (rest,)))
    }
}
