//! `accumulate`: running totals.

use pyston_object::attr::generic_getattr;
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, binary_op};

use super::chain::Chain_Type;
use super::islice::Slice_Type;

#[pyclass(Accumulate_Type = "itertools.accumulate", flags(BASETYPE))]
pub struct Accumulate {
    total: Field,
    source: Field,
    function: Field,
    /// The first total, until it was given.
    initial: Field,
}
impl_trace!(Accumulate { total, source, function, initial });

/// Make an iterator over running totals, or over the running results of another function.
#[pytype(Accumulate_Type, payload, sig = "(iterable, func=None, *, initial=None)", slots(tp_getattro = generic_getattr))]
impl Accumulate {
    #[new("(iterable, func=None, *, initial=None)")]
    fn new(class: &Type, iterable: &Object, func: Option<&Object>, initial: Option<&Object>) -> PyResult {
        let field = |value: Option<&Object>| value.map_or_else(Field::empty, |value| Field::new(value.new_ref()));
        let payload = Accumulate {
            total: Field::empty(),
            source: Field::new(protocol::iter(iterable)?),
            function: field(func),
            initial: field(initial),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Accumulate>) -> PyResult<Option<Py>> {
        if let Some(initial) = this.initial.take() {
            this.total.set(initial.clone());
            return Ok(Some(initial));
        }
        let Some(source) = this.source.get() else { return Ok(None) };
        let Some(value) = protocol::next(&source)? else { return Ok(None) };
        let total = match (this.total.get(), this.function.get()) {
            (None, _) => value,
            (Some(total), None) => binary_op(&total, &value, BinaryOp::Add)?,
            (Some(total), Some(function)) => call(&function, &[&total, &value])?,
        };
        this.total.set(total.clone());
        Ok(Some(total))
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Accumulate>) -> PyResult {
        let class = this.object().ty();
        let (Some(source), function) = (this.source.get(), this.function.get()) else {
            return Err(errors::bad_internal_call());
        };
        let after = |first: Py| -> PyResult { call(&Chain_Type, &[&*(first,).into_py()?, &source]) };
        if let Some(initial) = this.initial.get() {
            return (class.new_ref(), (after(initial)?, function), ()).into_py();
        }
        match this.total.get() {
            // None as the state would be taken for no state.
            Some(total) if total.is_none() => {
                let function = function.unwrap_or_else(singletons::py_none);
                let rest = call(class, &[&*after(total)?, &function])?;
                (Slice_Type.new_ref(), (rest, 1, ())).into_py()
            }
            total => (class.new_ref(), (source, function), total).into_py(),
        }
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Accumulate>, state: &Object) {
        this.total.set(state.new_ref());
    }
}
