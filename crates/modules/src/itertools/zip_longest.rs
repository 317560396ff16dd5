//! `zip_longest`: tuples of elements of several iterables, until the last one ends.

use std::cell::{Cell, RefCell};

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

#[pyclass(ZipLongest_Type = "itertools.zip_longest", flags(BASETYPE))]
pub struct ZipLongest {
    /// `None` stands for one that has ended.
    sources: RefCell<Vec<Option<Py>>>,
    active: Cell<usize>,
    fill: Field,
}
impl_trace!(ZipLongest { sources, fill });

/// zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object
///
/// An iterator over tuples with an element of each iterable. The fillvalue stands in the place of
/// those that have ended, until all have.
#[pytype(ZipLongest_Type, payload, slots(tp_getattro = generic_getattr))]
impl ZipLongest {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let fill = match kwargs.filter(|kwargs| !kwargs.is_empty()) {
            None => singletons::py_none(),
            Some(kwargs) => match kwargs.get_str(name!("fillvalue"))? {
                Some(fill) if kwargs.len() == 1 => fill,
                _ => return Err(raise!(TypeError, "zip_longest() got an unexpected keyword argument")),
            },
        };
        let sources = args.as_slice().iter().map(|iterable| protocol::iter(iterable).map(Some));
        let sources: Vec<Option<Py>> = sources.collect::<PyResult<_>>()?;
        let active = Cell::new(sources.len());
        let payload = ZipLongest { sources: RefCell::new(sources), active, fill: Field::new(fill) };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<ZipLongest>) -> PyResult<Option<Py>> {
        if this.active.get() == 0 {
            return Ok(None);
        }
        let n = this.sources.borrow().len();
        let mut items = Vec::with_capacity(n);
        for place in 0..n {
            match this.element(place) {
                Ok(Some(item)) => items.push(item),
                end => {
                    this.active.set(0);
                    return end;
                }
            }
        }
        Ok(Some(Tuple::from_vec(items)?.into_object()))
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<ZipLongest>) -> (Py<Type>, PyResult<Py<Tuple>>, Option<Py>) {
        let sources = this.sources.borrow();
        let sources = sources.iter().map(|source| source.clone().unwrap_or_else(|| Tuple::empty().into_object()));
        (this.object().ty().new_ref(), Tuple::from_vec(sources.collect()), this.fill.get())
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<ZipLongest>, state: &Object) {
        this.fill.set(state.new_ref());
    }
}

impl ZipLongest {
    /// The next element of the source at a place; `None` if that was the last source to end.
    fn element(&self, place: usize) -> PyResult<Option<Py>> {
        let source = self.sources.borrow().get(place).cloned().flatten();
        if let Some(source) = source {
            if let Some(item) = protocol::next(&source)? {
                return Ok(Some(item));
            }
            self.active.set(self.active.get().saturating_sub(1));
            if self.active.get() == 0 {
                return Ok(None);
            }
            let ended = self.sources.borrow_mut().get_mut(place).and_then(Option::take);
            drop(ended);
        }
        Ok(Some(self.fill.get().unwrap_or_else(singletons::py_none)))
    }
}
