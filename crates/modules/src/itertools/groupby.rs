//! `groupby`: runs of elements with equal keys, and the iterators over one run.
//!
//! **Invariant**: only the grouper made last may take elements; the others are at their end.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{iter_function, parse_tuple, positional, state_tuple};

#[pyclass(GroupBy_Type = "itertools.groupby", flags(BASETYPE))]
#[derive(Default)]
pub struct GroupBy {
    source: Field,
    /// Empty: the elements are their own keys.
    key: Field,
    target_key: Field,
    current_key: Field,
    current_value: Field,
    /// The address of the grouper that may take elements.
    grouper: Cell<usize>,
}
impl_trace!(GroupBy { source, key, target_key, current_key, current_value });

/// An iterator over pairs of a key and an iterator over the consecutive elements with that key.
///
/// The key is what the function makes of an element, or the element itself if it is None.
#[pytype(GroupBy_Type, payload, sig = "(iterable, key=None)", slots(tp_getattro = generic_getattr))]
impl GroupBy {
    #[new("(iterable, key=None)")]
    fn new(class: &Type, iterable: &Object, key: Option<&Object>) -> PyResult {
        let payload = GroupBy { source: Field::new(protocol::iter(iterable)?), ..GroupBy::default() };
        payload.key.replace(key.map(|key| key.new_ref()));
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<GroupBy>) -> PyResult<Option<Py>> {
        this.grouper.set(0);
        loop {
            match (this.current_key.get(), this.target_key.get()) {
                (Some(_), None) => break,
                (Some(current), Some(target)) if !protocol::compare_eq(&target, &current)? => break,
                _ => (),
            }
            if !this.step()? {
                return Ok(None);
            }
        }
        let Some(key) = this.current_key.get() else { return Ok(None) };
        this.target_key.set(key.clone());
        let grouper = Grouper::start(this, &key)?;
        (key, grouper).into_py().map(Some)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<GroupBy>) -> PyResult {
        let class = this.object().ty().new_ref();
        let args = (this.source.get(), this.key.get());
        match (this.current_key.get(), this.current_value.get(), this.target_key.get()) {
            (Some(key), Some(value), Some(target)) => (class, args, (key, value, target)).into_py(),
            _ => (class, args).into_py(),
        }
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<GroupBy>, state: &Object) -> PyResult<()> {
        let parts = parse_tuple(state_tuple(state)?, 3, 3)?;
        let fields = [&this.current_key, &this.current_value, &this.target_key];
        let old: Vec<_> = fields.iter().zip(parts).map(|(field, part)| field.replace(Some(part.new_ref()))).collect();
        drop(old);
        Ok(())
    }
}

impl GroupBy {
    /// Reads the next element and its key; false at the end.
    fn step(&self) -> PyResult<bool> {
        let Some(source) = self.source.get() else { return Ok(false) };
        let Some(value) = protocol::next(&source)? else { return Ok(false) };
        let key = match self.key.get() {
            None => value.clone(),
            Some(function) => call(&function, &[&value])?,
        };
        let old = (self.current_value.replace(Some(value)), self.current_key.replace(Some(key)));
        drop(old);
        Ok(true)
    }
}

#[pyclass(Grouper_Type = "itertools._grouper")]
pub struct Grouper {
    parent: Py<Instance<GroupBy>>,
    target_key: Py,
}
impl_trace!(Grouper { parent, target_key });

#[pytype(Grouper_Type, payload, slots(tp_getattro = generic_getattr))]
impl Grouper {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&Grouper_Type, class, args, kwargs, 2, 2)?;
        let Some(parent) = args[0].downcast::<Instance<GroupBy>>() else {
            let given = args[0].type_name();
            return Err(raise!(TypeError, "_grouper() argument 1 must be itertools.groupby, not {given:.50}"));
        };
        Ok(Grouper::start(parent, args[1])?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Grouper>) -> PyResult<Option<Py>> {
        let parent = &this.parent;
        if !this.is_current() || (parent.current_value.is_empty() && !parent.step()?) {
            return Ok(None);
        }
        let Some(key) = parent.current_key.get() else { return Ok(None) };
        if !protocol::compare_eq(&this.target_key, &key)? {
            return Ok(None);
        }
        let value = parent.current_value.take();
        parent.current_key.clear();
        Ok(value)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Grouper>) -> PyResult {
        if !this.is_current() {
            return (iter_function()?, (Tuple::empty(),)).into_py();
        }
        (this.object().ty().new_ref(), (this.parent.clone(), this.target_key.clone())).into_py()
    }
}

impl Grouper {
    /// A grouper that from now on is the one that may take elements.
    fn start(parent: &Instance<GroupBy>, target_key: &Object) -> PyResult<Py<Instance<Grouper>>> {
        let grouper = Instance::new(Grouper { parent: parent.new_ref(), target_key: target_key.new_ref() })?;
        parent.grouper.set(std::ptr::from_ref(&**grouper).addr());
        Ok(grouper)
    }

    fn is_current(&self) -> bool {
        self.parent.grouper.get() == std::ptr::from_ref(self).addr()
    }
}
