//! `permutations`: all arrangements of r elements of a pool, in the order of positions.

use std::cell::{Cell, RefCell};

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::pool;
use crate::arguments::{exact_ssize, parse_tuple, state_tuple};

#[pyclass(Permutations_Type = "itertools.permutations", flags(BASETYPE))]
pub struct Permutations {
    pool: Py<Tuple>,
    /// All positions of the pool, the selected ones first.
    indices: RefCell<Vec<usize>>,
    /// For each selected place, how many choices are left with the places before it as they are.
    cycles: RefCell<Vec<usize>>,
    started: Cell<bool>,
    stopped: Cell<bool>,
}
impl_trace!(Permutations { pool });

/// An iterator over the arrangements of r elements of the iterable.
///
/// permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)
#[pytype(Permutations_Type, payload, sig = "(iterable, r=None)", slots(tp_getattro = generic_getattr))]
impl Permutations {
    #[new("(iterable, r=None)")]
    fn new(class: &Type, iterable: &Object, r: Option<&Object>) -> PyResult {
        let pool = protocol::to_tuple(iterable)?;
        let n = pool.len();
        let r = match r {
            None => n,
            Some(r) if !Int::check(r) => return Err(raise!(TypeError, "Expected int as r")),
            Some(r) => pool::length(exact_ssize(r)?)?,
        };
        let mut cycles = pool::filled(r, 0)?;
        cycles.iter_mut().enumerate().for_each(|(place, left)| *left = n.saturating_sub(place));
        let payload = Permutations {
            pool,
            indices: RefCell::new(pool::range(n)?),
            cycles: RefCell::new(cycles),
            started: Cell::new(false),
            stopped: Cell::new(r > n),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Permutations>) -> PyResult<Option<Py>> {
        if this.stopped.get() {
            return Ok(None);
        }
        let (mut indices, mut cycles) = (this.indices.borrow_mut(), this.cycles.borrow_mut());
        if this.started.replace(true) && !advance(&mut indices, &mut cycles) {
            this.stopped.set(true);
            return Ok(None);
        }
        pool::pick(&this.pool, &indices[..cycles.len()]).map(Some)
    }

    /// The memory of the iterator in bytes.
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &Instance<Permutations>) -> usize {
        let n_indices = this.indices.borrow().len() + this.cycles.borrow().len();
        pool::PERMUTATIONS_SIZE + n_indices * size_of::<usize>()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Permutations>) -> PyResult {
        let class = this.object().ty().new_ref();
        let (indices, cycles) = (this.indices.borrow(), this.cycles.borrow());
        let r = cycles.len();
        if !this.started.get() {
            return (class, (this.pool.clone(), r)).into_py();
        }
        if this.stopped.get() {
            return (class, (Tuple::empty(), r)).into_py();
        }
        let state = (pool::indices_tuple(&indices)?, pool::indices_tuple(&cycles)?);
        (class, (this.pool.clone(), r), state).into_py()
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Permutations>, state: &Object) -> PyResult<()> {
        let parts = parse_tuple(state_tuple(state)?, 2, 2)?;
        let (n, r) = (this.pool.len(), this.cycles.borrow().len());
        if let Some(place) = parts.iter().position(|part| !Tuple::check(part)) {
            let given = parts[place].type_name();
            return Err(raise!(TypeError, "argument {} must be tuple, not {given:.50}", place + 1));
        }
        if protocol::len(parts[0])? != n || protocol::len(parts[1])? != r {
            return Err(raise!(ValueError, "invalid arguments"));
        }
        let indices = pool::read_indices(parts[0], n, 0, |_| Ok(n as isize - 1))?;
        let cycles = pool::read_indices(parts[1], r, 1, |place| Ok(n as isize - place as isize))?;
        this.indices.replace(indices);
        this.cycles.replace(cycles);
        this.started.set(true);
        Ok(())
    }
}

/// Goes to the next arrangement; false after the last.
fn advance(indices: &mut [usize], cycles: &mut [usize]) -> bool {
    let n = indices.len();
    for place in (0..cycles.len()).rev() {
        cycles[place] -= 1;
        if cycles[place] == 0 {
            indices[place..].rotate_left(1);
            cycles[place] = n - place;
        } else {
            indices.swap(place, n - cycles[place]);
            return true;
        }
    }
    false
}
