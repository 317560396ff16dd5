//! `iterator`: over an object with `__getitem__` alone.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{builtin, no_arguments, only_argument, state_index};

#[pyclass(PySeqIter_Type = "iterator")]
pub struct SequenceIterator {
    index: Cell<isize>,
    sequence: Field,
}

impl_trace!(SequenceIterator { sequence });

impl SequenceIterator {
    pub fn over(sequence: &Object) -> PyResult {
        let iterator = SequenceIterator { index: Cell::new(0), sequence: Field::new(sequence.new_ref()) };
        Instance::new(iterator).map(Py::into_object)
    }
}

/// The item at `index`, where `IndexError` and `StopIteration` say that there is none.
pub(super) fn item_or_end(sequence: &Object, index: isize) -> PyResult<Option<Py>> {
    match protocol::sequence_item(sequence, index) {
        Ok(item) => Ok(Some(item)),
        Err(raised) if raised.is(&exc::IndexError) || raised.is(&exc::StopIteration) => {
            raised.clear();
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

#[pytype(PySeqIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl SequenceIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<SequenceIterator>) -> PyResult<Option<Py>> {
        let Some(sequence) = this.sequence.get() else { return Ok(None) };
        let index = this.index.get();
        if index == isize::MAX {
            return Err(raise!(OverflowError, "iter index too large"));
        }
        let item = item_or_end(&sequence, index)?;
        match item {
            Some(_) => this.index.set(index + 1),
            None => this.sequence.clear(),
        }
        Ok(item)
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<SequenceIterator>, args: Args) -> PyResult {
        no_arguments(args, "__length_hint__")?;
        match this.sequence.get() {
            None => 0usize.into_py(),
            Some(sequence) if protocol::has_len(&sequence) => {
                (protocol::len(&sequence)? as isize).saturating_sub(this.index.get()).max(0).into_py()
            }
            Some(_) => Ok(singletons::py_not_implemented()),
        }
    }

    #[method]
    fn __reduce__(this: &Instance<SequenceIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        match this.sequence.get() {
            Some(sequence) => (builtin("iter")?, (sequence,), this.index.get()).into_py(),
            None => (builtin("iter")?, (Tuple::empty(),)).into_py(),
        }
    }

    #[method]
    fn __setstate__(this: &Instance<SequenceIterator>, args: Args) -> PyResult<()> {
        let index = state_index(only_argument(args, "__setstate__")?)?;
        if !this.sequence.is_empty() {
            this.index.set(index.max(0));
        }
        Ok(())
    }
}
