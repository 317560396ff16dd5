//! `combinations`: all selections of r elements of a pool, in the order of positions.

use std::cell::{Cell, RefCell};

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::pool;

#[pyclass(Combinations_Type = "itertools.combinations", flags(BASETYPE))]
pub struct Combinations {
    pool: Py<Tuple>,
    indices: RefCell<Vec<usize>>,
    started: Cell<bool>,
    stopped: Cell<bool>,
}
impl_trace!(Combinations { pool });

/// An iterator over the combinations of r elements of the iterable.
///
/// combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)
#[pytype(Combinations_Type, payload, sig = "(iterable, r)", slots(tp_getattro = generic_getattr))]
impl Combinations {
    #[new("(iterable, r)")]
    fn new(class: &Type, iterable: &Object, r: isize) -> PyResult {
        let pool = protocol::to_tuple(iterable)?;
        let r = pool::length(r)?;
        let stopped = Cell::new(r > pool.len());
        let indices = RefCell::new(pool::range(r)?);
        let payload = Combinations { pool, indices, started: Cell::new(false), stopped };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Combinations>) -> PyResult<Option<Py>> {
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
    fn __sizeof__(this: &Instance<Combinations>) -> usize {
        pool::COMBINATIONS_SIZE + this.indices.borrow().len() * size_of::<usize>()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Combinations>) -> PyResult {
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
    fn __setstate__(this: &Instance<Combinations>, state: &Object) -> PyResult<()> {
        let (n, r) = (this.pool.len() as isize, this.indices.borrow().len());
        let indices = pool::read_indices(state, r, 0, |place| Ok(place as isize + n - r as isize))?;
        *this.indices.borrow_mut() = indices;
        this.started.set(true);
        Ok(())
    }
}

/// Goes to the next combination of `n`; false after the last.
fn advance(indices: &mut [usize], n: usize) -> bool {
    let r = indices.len();
    let Some(place) = (0..r).rev().find(|&place| indices[place] != place + n - r) else { return false };
    let start = indices[place] + 1;
    for (index, value) in indices[place..].iter_mut().zip(start..) {
        *index = value;
    }
    true
}
