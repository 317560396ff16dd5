//! `chain`: the elements of several iterables, one after the other.

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{no_keywords_if_exact, parse_tuple, state_tuple};

#[pyclass(Chain_Type = "itertools.chain", flags(BASETYPE))]
pub struct Chain {
    /// The iterator over the iterables.
    source: Field,
    active: Field,
}
impl_trace!(Chain { source, active });

/// chain(*iterables) --> chain object
///
/// An iterator over the elements of the first iterable, then of the second, and so on.
#[pytype(Chain_Type, payload, slots(tp_getattro = generic_getattr))]
impl Chain {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_keywords_if_exact(&Chain_Type, class, kwargs)?;
        Chain::over(class, args)
    }

    /// Chain the iterables that an iterable gives.
    #[classmethod("($type, iterable, /)")]
    fn from_iterable(class: &Type, iterable: &Object) -> PyResult {
        Chain::over(class, iterable)
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Chain>) -> PyResult<Option<Py>> {
        loop {
            let Some(source) = this.source.get() else { return Ok(None) };
            let active = match this.active.get() {
                Some(active) => active,
                None => match this.next_active(&source) {
                    Ok(Some(active)) => active,
                    end => {
                        this.source.clear();
                        return end;
                    }
                },
            };
            if let Some(item) = protocol::next(&active)? {
                return Ok(Some(item));
            }
            this.active.clear();
        }
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Chain>) -> PyResult {
        let class = this.object().ty().new_ref();
        match (this.source.get(), this.active.get()) {
            (Some(source), Some(active)) => (class, Tuple::empty(), (source, active)).into_py(),
            (Some(source), None) => (class, Tuple::empty(), (source,)).into_py(),
            (None, _) => (class, Tuple::empty()).into_py(),
        }
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Chain>, state: &Object) -> PyResult<()> {
        let parts = parse_tuple(state_tuple(state)?, 1, 2)?;
        if !parts.iter().all(|part| protocol::is_iterator(part)) {
            return Err(raise!(TypeError, "Arguments must be iterators."));
        }
        let source = this.source.replace(Some(parts[0].new_ref()));
        let active = this.active.replace(parts.get(1).map(|active| active.new_ref()));
        drop((source, active));
        Ok(())
    }
}

impl Chain {
    fn over(class: &Type, iterables: &Object) -> PyResult {
        let source = Field::new(protocol::iter(iterables)?);
        Ok(Instance::new_as(class, Chain { source, active: Field::empty() })?.into_object())
    }

    fn next_active(&self, source: &Object) -> PyResult<Option<Py>> {
        let Some(iterable) = protocol::next(source)? else { return Ok(None) };
        let active = protocol::iter(&iterable)?;
        self.active.set(active.clone());
        Ok(Some(active))
    }
}
