//! `combinations_with_replacement`: as `combinations`, but an element may be selected again.

use std::cell::{Cell, RefCell};

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::pool;

#[pyclass(CombinationsWithReplacement_Type = "itertools.combinations_with_replacement", flags(BASETYPE))]
pub struct CombinationsWithReplacement {
    pool: Py<Tuple>,
    indices: RefCell<Vec<usize>>,
    started: Cell<bool>,
    stopped: Cell<bool>,
}
impl_trace!(CombinationsWithReplacement { pool });

/// An iterator over the combinations of r elements of the iterable, in which elements may repeat.
///
/// combinations_with_replacement('ABC', 2) --> AA AB AC BB BC CC
#[pytype(CombinationsWithReplacement_Type, payload, sig = "(iterable, r)", slots(tp_getattro = generic_getattr))]
impl CombinationsWithReplacement {
    #[new("(iterable, r)")]
    fn new(class: &Type, iterable: &Object, r: isize) -> PyResult {
        let pool = protocol::to_tuple(iterable)?;
        let r = pool::length(r)?;
        let stopped = Cell::new(pool.is_empty() && r > 0);
        let indices = RefCell::new(pool::filled(r, 0)?);
        let payload = CombinationsWithReplacement { pool, indices, started: Cell::new(false), stopped };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<CombinationsWithReplacement>) -> PyResult<Option<Py>> {
        if this.stopped.get() {
            return Ok(None);
        }
        let mut indices = this.indices.borrow_mut();
        if this.started.replace(true) && !advance(&mut indices, this.pool.len()) {
            this.stopped.set(true);
            return Ok(None);
        }
        pool::pick(&this.pool, &indices).map(Some)
    }

    /// The memory of the iterator in bytes.
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &Instance<CombinationsWithReplacement>) -> usize {
        pool::COMBINATIONS_SIZE + this.indices.borrow().len() * size_of::<usize>()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<CombinationsWithReplacement>) -> PyResult {
        let class = this.object().ty().new_ref();
        let indices = this.indices.borrow();
        let r = indices.len();
        if !this.started.get() {
            return (class, (this.pool.clone(), r)).into_py();
        }
        if this.stopped.get() {
            return (class, (Tuple::empty(), r)).into_py();
        }
        (class, (this.pool.clone(), r), pool::indices_tuple(&indices)?).into_py()
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<CombinationsWithReplacement>, state: &Object) -> PyResult<()> {
        let (n, r) = (this.pool.len() as isize, this.indices.borrow().len());
        let indices = pool::read_indices(state, r, 0, |_| Ok(n - 1))?;
        *this.indices.borrow_mut() = indices;
        this.started.set(true);
        Ok(())
    }
}

/// Goes to the next combination of `n`; false after the last.
fn advance(indices: &mut [usize], n: usize) -> bool {
    let Some(place) = indices.iter().rposition(|&index| index + 1 != n) else { return false };
    let next = indices[place] + 1;
    indices[place..].fill(next);
    true
}
