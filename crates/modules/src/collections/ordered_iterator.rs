//! `odict_iterator`: keys, values or items of an `OrderedDict`, in either direction.
//!
//! **Invariant**: `next` is the position from which the next entry is found, or `None` once the last one
//! was given: a change after that is not noticed any more, as in CPython.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

use super::ordered_dict::{Ordered, This, is_surely_there};
use super::ordered_ghosts as ghosts;
use crate::arguments::iter_function;

/// What an iterator gives of an entry.
#[derive(Clone, Copy)]
pub enum Part {
    Keys,
    Values,
    Items,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Direction {
    Forward,
    Backward,
}

#[pyclass(PyODictIter_Type = "odict_iterator")]
pub struct OrderedIterator {
    source: Field<This>,
    part: Part,
    direction: Direction,
    changes: usize,
    /// The length, or more than any once a change of it was noticed.
    len: Cell<usize>,
    next: Cell<Option<usize>>,
}
impl_trace!(OrderedIterator { source });

#[pytype(PyODictIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl OrderedIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<OrderedIterator>) -> PyResult<Option<Py>> {
        this.step()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<OrderedIterator>) -> PyResult<(Py, (Vec<Py>,))> {
        let rest = OrderedIterator { source: Field::empty(), len: this.len.clone(), next: this.next.clone(), ..**this };
        rest.source.replace(this.source.get());
        let mut items = Vec::new();
        while let Some(item) = rest.step()? {
            items.push(item);
        }
        Ok((iter_function()?, (items,)))
    }
}

impl OrderedIterator {
    pub fn over(source: &This, part: Part, direction: Direction) -> PyResult<Py<Instance<OrderedIterator>>> {
        let start = if direction == Direction::Forward { 0 } else { usize::MAX };
        Instance::new(OrderedIterator {
            source: Field::new(source.new_ref()),
            part,
            direction,
            changes: source.change_count(),
            len: Cell::new(source.base().len()),
            next: Cell::new(Some(start).filter(|_| !source.ordered_is_empty())),
        })
    }

    fn step(&self) -> PyResult<Option<Py>> {
        let Some(source) = self.source.get() else { return Ok(None) };
        let Some(mut position) = self.next.get() else {
            self.source.clear();
            return Ok(None);
        };
        if source.change_count() != self.changes {
            self.source.clear();
            return Err(raise!(RuntimeError, "OrderedDict mutated during iteration"));
        }
        let dict = source.base();
        if dict.len() != self.len.get() {
            self.len.set(usize::MAX);
            return Err(raise!(RuntimeError, "OrderedDict changed size during iteration"));
        }
        let Some((key, value)) = self.entry(&source, &mut position) else {
            self.source.clear();
            return Ok(None);
        };
        let value = match value {
            Some(value) if is_surely_there(&key) => value,
            _ => self.looked_up(&source, &key).inspect_err(|_| self.source.clear())?,
        };
        let mut beyond = position;
        self.next.set(self.entry(&source, &mut beyond).map(|_| position));
        match self.part {
            Part::Keys => Ok(Some(key)),
            Part::Values => Ok(Some(value)),
            Part::Items => (key, value).into_py().map(Some),
        }
    }

    /// Finds a key of the order again, and then its value if that is wanted: one lookup each.
    fn looked_up(&self, source: &This, key: &Object) -> PyResult {
        let found = source.base().get(key)?.ok_or_else(|| errors::raw_key_error(key))?;
        match self.part {
            Part::Keys => Ok(found),
            Part::Values | Part::Items => source.value_of(key),
        }
    }

    /// The entry at `position`, which moves on; without value if the order is a list.
    fn entry(&self, source: &This, position: &mut usize) -> Option<(Py, Option<Py>)> {
        let forward = self.direction == Direction::Forward;
        if let Some(order) = source.order().get() {
            return ghosts::advance(&order, position, forward).map(|key| (key, None));
        }
        let dict = source.base();
        let (key, value, _) = if forward { dict.next_with_hash(position) } else { dict.previous(position) }?;
        Some((key, Some(value)))
    }
}

pub(super) fn install() -> PyResult<()> {
    OrderedIterator::install();
    ready(&PyODictIter_Type)
}
