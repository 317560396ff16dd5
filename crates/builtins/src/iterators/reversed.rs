//! `reversed`.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::no_keywords;
use super::sequence::item_or_end;
use crate::arguments::{check_count, no_arguments, only_argument, state_index};

/// The items of a sequence from `index` backwards; -1 is the end.
#[pyclass(PyReversed_Type = "reversed", flags(BASETYPE))]
pub struct Reversed {
    index: Cell<isize>,
    sequence: Field,
}

impl_trace!(Reversed { sequence });

fn not_reversible(object: &Object) -> Raised {
    raise!(TypeError, "'{:.200}' object is not reversible", object.type_name())
}

/// Return a reverse iterator over the values of the given sequence.
#[pytype(PyReversed_Type, payload, sig = "(sequence, /)", slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Reversed {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_keywords(class, &PyReversed_Type, "reversed", kwargs)?;
        check_count(args.len(), "reversed", 1, 1)?;
        let sequence = args.as_slice()[0];
        if let Some(method) = pyston_object::attr::lookup_special(sequence, name!("__reversed__"))? {
            if method.is_none() {
                return Err(not_reversible(sequence));
            }
            return pyston_object::call::call(&method, &[]);
        }
        if !protocol::is_sequence(sequence) {
            return Err(not_reversible(sequence));
        }
        let index = Cell::new(protocol::len(sequence)? as isize - 1);
        Instance::new_as(class, Reversed { index, sequence: Field::new(sequence.new_ref()) }).map(Py::into_object)
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Reversed>) -> PyResult<Option<Py>> {
        let index = this.index.get();
        if index >= 0
            && let Some(sequence) = this.sequence.get()
            && let Some(item) = item_or_end(&sequence, index)?
        {
            this.index.set(index - 1);
            return Ok(Some(item));
        }
        this.index.set(-1);
        this.sequence.clear();
        Ok(None)
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<Reversed>, args: Args) -> PyResult<isize> {
        no_arguments(args, "__length_hint__")?;
        let Some(sequence) = this.sequence.get() else { return Ok(0) };
        let len = protocol::len(&sequence)? as isize;
        let position = this.index.get() + 1;
        Ok(if len < position { 0 } else { position })
    }

    /// What pickle needs to make the iterator again.
    #[method]
    fn __reduce__(this: &Instance<Reversed>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let class = this.object().ty().new_ref();
        match this.sequence.get() {
            Some(sequence) => (class, (sequence,), this.index.get()).into_py(),
            None => (class, (Tuple::empty(),)).into_py(),
        }
    }

    /// Goes to the position that a pickle tells.
    #[method]
    fn __setstate__(this: &Instance<Reversed>, args: Args) -> PyResult<()> {
        let index = state_index(only_argument(args, "__setstate__")?)?;
        if let Some(sequence) = this.sequence.get() {
            let len = protocol::len(&sequence)? as isize;
            this.index.set(index.clamp(-1, len - 1));
        }
        Ok(())
    }
}
