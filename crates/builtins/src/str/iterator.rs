//! `str_iterator`.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::text::args;

/// An iterator over the characters of a string; at its end it lets go of it.
#[pyclass(PyUnicodeIter_Type = "str_iterator")]
pub struct StrIterator {
    index: Cell<usize>,
    text: Field<Str>,
}

impl_trace!(StrIterator { text });

impl StrIterator {
    pub fn make(text: &Str) -> PyResult<Py<Instance<StrIterator>>> {
        Instance::new(StrIterator { index: Cell::new(0), text: Field::new(text.new_ref()) })
    }
}

/// The function `iter`, which the iterators' `__reduce__` names.
pub(crate) fn builtin_iter() -> PyResult {
    let builtins = pyston_object::hooks::import("builtins")?;
    pyston_object::attr::getattr_str(&builtins, name!("iter"))
}

/// The state that `__setstate__` is given.
pub(crate) fn state_index(state: &Object, len: usize) -> PyResult<usize> {
    let Some(state) = state.downcast::<Int>() else { return Err(raise!(TypeError, "an integer is required")) };
    let index = protocol::index_as_ssize(state)?;
    Ok(usize::try_from(index).unwrap_or(0).min(len))
}

#[pytype(PyUnicodeIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl StrIterator {
    #[slot]
    fn tp_iter(this: &Object) -> Py {
        this.new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<StrIterator>) -> PyResult<Option<Py<Str>>> {
        let Some(text) = this.text.get() else { return Ok(None) };
        let index = this.index.get();
        if index >= text.len() {
            this.text.clear();
            return Ok(None);
        }
        this.index.set(index + 1);
        text.substring(index, index + 1).map(Some)
    }

    /// How many items are left.
    #[method]
    fn __length_hint__(this: &Instance<StrIterator>, args: Args) -> PyResult<usize> {
        args::none(args, "__length_hint__")?;
        Ok(this.text.get().map_or(0, |text| text.len() - this.index.get().min(text.len())))
    }

    /// What pickling needs.
    #[method]
    fn __reduce__(this: &Instance<StrIterator>, args: Args) -> PyResult {
        args::none(args, "__reduce__")?;
        match this.text.get() {
            Some(text) => (builtin_iter()?, (text,), this.index.get()).into_py(),
            None => (builtin_iter()?, (Str::empty(),)).into_py(),
        }
    }

    /// Goes to the item of that number.
    #[method]
    fn __setstate__(this: &Instance<StrIterator>, args: Args) -> PyResult<()> {
        let state = args::one(args, "__setstate__")?;
        let len = this.text.get().map_or(0, |text| text.len());
        let index = state_index(state, len)?;
        if !this.text.is_empty() {
            this.index.set(index);
        }
        Ok(())
    }
}
