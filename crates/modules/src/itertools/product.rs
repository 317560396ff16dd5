//! `product`: all tuples with an element of each pool, the last place changing fastest.

use std::cell::{Cell, RefCell};

use pyston_object::args::{FunctionName, Signature};
use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::pool;

#[pyclass(Product_Type = "itertools.product", flags(BASETYPE))]
pub struct Product {
    pools: Vec<Py<Tuple>>,
    indices: RefCell<Vec<usize>>,
    started: Cell<bool>,
    stopped: Cell<bool>,
}
impl_trace!(Product { pools });

static KEYWORDS: Signature = Signature {
    function: FunctionName::Text("product"),
    parameters: &["repeat"],
    n_posonly: 0,
    n_positional: 1,
    n_required: 0,
    required_keywords: &[],
    early: &[],
};

/// product(*iterables, repeat=1) --> product object
///
/// An iterator over the tuples with an element of each iterable, as nested loops would visit them.
/// The repeat argument stands for that many copies of the iterables.
///
/// product('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)
#[pytype(Product_Type, payload, slots(tp_getattro = generic_getattr))]
impl Product {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let repeat = match kwargs {
            None => 1,
            Some(kwargs) => {
                let (mut bound, none) = ([None], Tuple::empty());
                KEYWORDS.bind_tuple(&none, Some(kwargs), &mut bound)?;
                bound[0].map_or(Ok(1), crate::arguments::parse_size)?
            }
        };
        let Ok(repeat) = usize::try_from(repeat) else {
            return Err(raise!(ValueError, "repeat argument cannot be negative"));
        };
        let n_pools = match args.len().checked_mul(repeat) {
            Some(n_pools) if n_pools <= isize::MAX as usize / size_of::<usize>() => n_pools,
            _ => return Err(raise!(OverflowError, "repeat argument too large")),
        };
        let given = args.as_slice()[..if repeat == 0 { 0 } else { args.len() }].iter();
        let given: Vec<Py<Tuple>> = given.map(|iterable| protocol::to_tuple(iterable)).collect::<PyResult<_>>()?;
        let indices = RefCell::new(pool::filled(n_pools, 0)?);
        let mut pools = Vec::new();
        pools.try_reserve_exact(n_pools).map_err(|_| errors::no_memory())?;
        pools.extend(given.iter().cycle().take(n_pools).cloned());
        let payload = Product { pools, indices, started: Cell::new(false), stopped: Cell::new(false) };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Product>) -> PyResult<Option<Py>> {
        if this.stopped.get() {
            return Ok(None);
        }
        let mut indices = this.indices.borrow_mut();
        let goes_on = match this.started.replace(true) {
            false => this.pools.iter().all(|pool| !pool.is_empty()),
            true => this.advance(&mut indices),
        };
        if !goes_on {
            this.stopped.set(true);
            return Ok(None);
        }
        let items: Vec<&Object> =
            this.pools.iter().zip(&*indices).filter_map(|(pool, &index)| pool.get(index)).collect();
        Ok(Some(Tuple::from_slice(&items)?.into_object()))
    }

    /// The memory of the iterator in bytes.
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &Instance<Product>) -> usize {
        pool::PRODUCT_SIZE + this.pools.len() * size_of::<usize>()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Product>) -> PyResult {
        let class = this.object().ty().new_ref();
        if this.stopped.get() {
            return (class, (Tuple::empty(),)).into_py();
        }
        let pools = Tuple::from_vec(this.pools.iter().map(|pool| pool.clone().into_object()).collect())?;
        if !this.started.get() {
            return (class, pools).into_py();
        }
        (class, pools, pool::indices_tuple(&this.indices.borrow())?).into_py()
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Product>, state: &Object) -> PyResult<()> {
        if state.downcast::<Tuple>().is_some_and(|state| state.len() == this.pools.len())
            && this.pools.iter().any(|pool| pool.is_empty())
        {
            this.stopped.set(true);
            return Ok(());
        }
        let last = |place: usize| Ok(this.pools[place].len() as isize - 1);
        let indices = pool::read_indices(state, this.pools.len(), 0, last)?;
        this.indices.replace(indices);
        this.started.set(true);
        Ok(())
    }
}

impl Product {
    /// Goes to the next tuple; false after the last.
    fn advance(&self, indices: &mut [usize]) -> bool {
        for (index, pool) in indices.iter_mut().zip(&self.pools).rev() {
            *index += 1;
            if *index < pool.len() {
                return true;
            }
            *index = 0;
        }
        false
    }
}
