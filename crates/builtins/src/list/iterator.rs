//! `list_iterator` and `list_reverseiterator`.
//!
//! **Invariant**: an exhausted iterator has let go of its list, so a list that grows later does not
//! revive it.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{builtin, no_arguments, only_argument, state_index};

/// The items of a list from `index` on.
#[pyclass(PyListIter_Type = "list_iterator")]
pub struct ListIterator {
    pub index: Cell<usize>,
    pub list: Field<List>,
}

impl_trace!(ListIterator { list });

impl ListIterator {
    pub fn over(list: &List) -> PyResult {
        let iterator = ListIterator { index: Cell::new(0), list: Field::new(list.new_ref()) };
        Instance::new(iterator).map(Py::into_object)
    }

    #[inline]
    pub fn advance(&self) -> Option<Py> {
        let index = self.index.get();
        match List::item_of_field(&self.list, index) {
            Some(item) => {
                self.index.set(index + 1);
                Some(item)
            }
            None => {
                self.list.clear();
                None
            }
        }
    }
}

fn reduced_empty() -> PyResult {
    (builtin("iter")?, (List::new()?,)).into_py()
}

#[pytype(PyListIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl ListIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<ListIterator>) -> Option<Py> {
        this.advance()
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<ListIterator>, args: Args) -> PyResult<usize> {
        no_arguments(args, "__length_hint__")?;
        Ok(this.list.get().map_or(0, |list| list.len().saturating_sub(this.index.get())))
    }

    #[method]
    fn __reduce__(this: &Instance<ListIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        match this.list.get() {
            Some(list) => (builtin("iter")?, (list,), this.index.get()).into_py(),
            None => reduced_empty(),
        }
    }

    #[method]
    fn __setstate__(this: &Instance<ListIterator>, args: Args) -> PyResult<()> {
        let index = state_index(only_argument(args, "__setstate__")?)?;
        if let Some(list) = this.list.get() {
            this.index.set((index.max(0) as usize).min(list.len()));
        }
        Ok(())
    }
}

/// The items of a list from `index` backwards; -1 is the end.
#[pyclass(PyListRevIter_Type = "list_reverseiterator")]
pub struct ListReverseIterator {
    index: Cell<isize>,
    list: Field<List>,
}

impl_trace!(ListReverseIterator { list });

impl ListReverseIterator {
    pub fn over(list: &List) -> PyResult {
        let iterator =
            ListReverseIterator { index: Cell::new(list.len() as isize - 1), list: Field::new(list.new_ref()) };
        Instance::new(iterator).map(Py::into_object)
    }
}

#[pytype(PyListRevIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl ListReverseIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<ListReverseIterator>) -> Option<Py> {
        let index = this.index.get();
        let item = usize::try_from(index).ok().and_then(|index| List::item_of_field(&this.list, index));
        this.index.set(if item.is_some() { index - 1 } else { -1 });
        if item.is_none() {
            this.list.clear();
        }
        item
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<ListReverseIterator>, args: Args) -> PyResult<isize> {
        no_arguments(args, "__length_hint__")?;
        let len = this.index.get() + 1;
        Ok(match this.list.get() {
            Some(list) if list.len() as isize >= len => len,
            _ => 0,
        })
    }

    #[method]
    fn __reduce__(this: &Instance<ListReverseIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        match this.list.get() {
            Some(list) => (builtin("reversed")?, (list,), this.index.get()).into_py(),
            _ => reduced_empty(),
        }
    }

    #[method]
    fn __setstate__(this: &Instance<ListReverseIterator>, args: Args) -> PyResult<()> {
        let index = state_index(only_argument(args, "__setstate__")?)?;
        if let Some(list) = this.list.get() {
            this.index.set(index.clamp(-1, list.len() as isize - 1));
        }
        Ok(())
    }
}
