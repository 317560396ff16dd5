//! `dropwhile`, `takewhile`, `filterfalse`: elements chosen by a predicate.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::statics::PyBool_Type;

use crate::arguments::positional;

#[pyclass(DropWhile_Type = "itertools.dropwhile", flags(BASETYPE))]
pub struct DropWhile {
    predicate: Py,
    source: Py,
    started: Cell<bool>,
}
impl_trace!(DropWhile { predicate, source });

/// An iterator that leaves out elements as long as the predicate is true of them, and gives all others.
#[pytype(DropWhile_Type, payload, sig = "(predicate, iterable, /)", slots(tp_getattro = generic_getattr))]
impl DropWhile {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&DropWhile_Type, class, args, kwargs, 2, 2)?;
        let (predicate, source) = (args[0].new_ref(), protocol::iter(args[1])?);
        Ok(Instance::new_as(class, DropWhile { predicate, source, started: Cell::new(false) })?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<DropWhile>) -> PyResult<Option<Py>> {
        while let Some(item) = protocol::next(&this.source)? {
            if this.started.get() {
                return Ok(Some(item));
            }
            if !protocol::is_true(&*call(&this.predicate, &[&item])?)? {
                this.started.set(true);
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<DropWhile>) -> (Py<Type>, (Py, Py), i32) {
        (this.object().ty().new_ref(), (this.predicate.clone(), this.source.clone()), this.started.get().into())
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<DropWhile>, state: bool) {
        this.started.set(state);
    }
}

#[pyclass(TakeWhile_Type = "itertools.takewhile", flags(BASETYPE))]
pub struct TakeWhile {
    predicate: Py,
    source: Py,
    stopped: Cell<bool>,
}
impl_trace!(TakeWhile { predicate, source });

/// An iterator that gives elements as long as the predicate is true of them.
#[pytype(TakeWhile_Type, payload, sig = "(predicate, iterable, /)", slots(tp_getattro = generic_getattr))]
impl TakeWhile {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&TakeWhile_Type, class, args, kwargs, 2, 2)?;
        let (predicate, source) = (args[0].new_ref(), protocol::iter(args[1])?);
        Ok(Instance::new_as(class, TakeWhile { predicate, source, stopped: Cell::new(false) })?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<TakeWhile>) -> PyResult<Option<Py>> {
        if this.stopped.get() {
            return Ok(None);
        }
        let Some(item) = protocol::next(&this.source)? else { return Ok(None) };
        if protocol::is_true(&*call(&this.predicate, &[&item])?)? {
            return Ok(Some(item));
        }
        this.stopped.set(true);
        Ok(None)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<TakeWhile>) -> (Py<Type>, (Py, Py), i32) {
        (this.object().ty().new_ref(), (this.predicate.clone(), this.source.clone()), this.stopped.get().into())
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<TakeWhile>, state: bool) {
        this.stopped.set(state);
    }
}

#[pyclass(FilterFalse_Type = "itertools.filterfalse", flags(BASETYPE))]
pub struct FilterFalse {
    /// None, like `bool`, stands for the truth of the elements.
    predicate: Py,
    source: Py,
}
impl_trace!(FilterFalse { predicate, source });

/// An iterator over the elements of which the function is false, or which are false if it is None.
#[pytype(FilterFalse_Type, payload, sig = "(function, iterable, /)", slots(tp_getattro = generic_getattr))]
impl FilterFalse {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&FilterFalse_Type, class, args, kwargs, 2, 2)?;
        let (predicate, source) = (args[0].new_ref(), protocol::iter(args[1])?);
        Ok(Instance::new_as(class, FilterFalse { predicate, source })?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<FilterFalse>) -> PyResult<Option<Py>> {
        let by_truth = this.predicate.is_none() || this.predicate.is(&PyBool_Type);
        while let Some(item) = protocol::next(&this.source)? {
            let answer = if by_truth { item.clone() } else { call(&this.predicate, &[&item])? };
            if !protocol::is_true(&answer)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<FilterFalse>) -> (Py<Type>, (Py, Py)) {
        (this.object().ty().new_ref(), (this.predicate.clone(), this.source.clone()))
    }
}
