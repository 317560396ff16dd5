//! `islice`: the elements at some positions.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{exact_ssize, iter_function, positional};

#[pyclass(Slice_Type = "itertools.islice", flags(BASETYPE))]
pub struct Slice {
    /// The iterator, until its end.
    source: Field,
    /// The position of the next element to give.
    next: Cell<usize>,
    stop: Option<usize>,
    step: usize,
    /// How many elements were taken from the source.
    taken: Cell<usize>,
}
impl_trace!(Slice { source });

/// islice(iterable, stop) --> islice object
/// islice(iterable, start, stop[, step]) --> islice object
///
/// An iterator over the elements at the positions of a slice. Those before are skipped.
#[pytype(Slice_Type, payload, slots(tp_getattro = generic_getattr))]
impl Slice {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&Slice_Type, class, args, kwargs, 2, 4)?;
        let (start, stop) = if args.len() == 2 { (None, args[1]) } else { (Some(args[1]), args[2]) };
        let start = start.map_or(Some(0), |start| bound(start, 0));
        let Some(stop) = bound(stop, isize::MAX).and_then(|index| limit(stop, index)) else {
            return Err(raise!(
                ValueError,
                "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            ));
        };
        let stop = stop.map(|stop| usize::try_from(stop).ok());
        let (Some(Ok(start)), None | Some(Some(_))) = (start.map(usize::try_from), stop) else {
            return Err(raise!(ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."));
        };
        let step = args.get(3).map_or(Some(1), |step| bound(step, 1));
        let Some(step) = step.and_then(|step| usize::try_from(step).ok()).filter(|&step| step > 0) else {
            return Err(raise!(ValueError, "Step for islice() must be a positive integer or None."));
        };
        let payload = Slice {
            source: Field::new(protocol::iter(args[0])?),
            next: Cell::new(start),
            stop: stop.flatten(),
            step,
            taken: Cell::new(0),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Slice>) -> PyResult<Option<Py>> {
        let Some(source) = this.source.get() else { return Ok(None) };
        let item = this.advance(&source);
        if !matches!(item, Ok(Some(_))) {
            this.source.clear();
        }
        item
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Slice>) -> PyResult {
        let class = this.object().ty().new_ref();
        let Some(source) = this.source.get() else {
            let empty = call(&*iter_function()?, &[&*List::new()?])?;
            return (class, (empty, 0), 0).into_py();
        };
        (class, (source, this.next.get(), this.stop, this.step), this.taken.get()).into_py()
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Slice>, state: &Object) -> PyResult<()> {
        this.taken.set(exact_ssize(state)? as usize);
        Ok(())
    }
}

/// A bound: `default` for None, nothing for what cannot be one.
fn bound(object: &Object, default: isize) -> Option<isize> {
    if object.is_none() {
        return Some(default);
    }
    match protocol::index_as_ssize_for(object, Some(&exc::OverflowError)) {
        Ok(index) => Some(index),
        Err(raised) => {
            raised.clear();
            None
        }
    }
}

/// A stop: `Some(None)` is no limit; -1 cannot be told from a failure.
fn limit(object: &Object, index: isize) -> Option<Option<isize>> {
    match index {
        _ if object.is_none() => Some(None),
        -1 => None,
        index => Some(Some(index)),
    }
}

impl Slice {
    fn advance(&self, source: &Object) -> PyResult<Option<Py>> {
        while self.taken.get() < self.next.get() {
            if protocol::next(source)?.is_none() {
                return Ok(None);
            }
            self.taken.set(self.taken.get() + 1);
        }
        if self.stop.is_some_and(|stop| self.taken.get() >= stop) {
            return Ok(None);
        }
        let Some(item) = protocol::next(source)? else { return Ok(None) };
        self.taken.set(self.taken.get() + 1);
        let next = self.next.get().checked_add(self.step);
        let limit = self.stop.unwrap_or(usize::MAX);
        self.next.set(next.map_or(limit, |next| next.min(limit)));
        Ok(Some(item))
    }
}
