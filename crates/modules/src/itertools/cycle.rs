//! `cycle`: the elements of an iterable again and again.

use std::cell::Cell;

use pyston_object::attr::{generic_getattr, getattr_str};
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{parse_tuple, positional, state_tuple};

#[pyclass(Cycle_Type = "itertools.cycle", flags(BASETYPE))]
pub struct Cycle {
    /// The iterator, until its end.
    source: Field,
    saved: Field<List>,
    index: Cell<usize>,
    /// Are the elements of the source saved already?
    is_saved: Cell<bool>,
}
impl_trace!(Cycle { source, saved });

/// An iterator over the elements of the iterable, which starts again at the end.
#[pytype(Cycle_Type, payload, sig = "(iterable, /)", slots(tp_getattro = generic_getattr))]
impl Cycle {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&Cycle_Type, class, args, kwargs, 1, 1)?;
        let payload = Cycle {
            source: Field::new(protocol::iter(args[0])?),
            saved: Field::new(List::new()?),
            index: Cell::new(0),
            is_saved: Cell::new(false),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Cycle>) -> PyResult<Option<Py>> {
        if let Some(source) = this.source.get() {
            if let Some(item) = protocol::next(&source)? {
                if !this.is_saved.get()
                    && let Some(saved) = this.saved.get()
                {
                    saved.append(item.clone())?;
                }
                return Ok(Some(item));
            }
            this.source.clear();
        }
        let Some(saved) = this.saved.get() else { return Ok(None) };
        let index = this.index.get();
        let item = saved.get(index);
        this.index.set(if index + 1 >= saved.len() { 0 } else { index + 1 });
        Ok(item)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Cycle>) -> PyResult {
        let class = this.object().ty().new_ref();
        let Some(saved) = this.saved.get() else { return Err(errors::bad_internal_call()) };
        if let Some(source) = this.source.get() {
            return (class, (source,), (saved, i32::from(this.is_saved.get()))).into_py();
        }
        let rest = protocol::iter(&saved)?;
        if this.index.get() != 0 {
            let set_state = getattr_str(&rest, name!("__setstate__"))?;
            call(&set_state, &[&*this.index.get().into_py()?])?;
        }
        (class, (rest,), (saved, 1)).into_py()
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Cycle>, state: &Object) -> PyResult<()> {
        let parts = parse_tuple(state_tuple(state)?, 2, 2)?;
        let Some(saved) = parts[0].downcast::<List>() else {
            return Err(raise!(TypeError, "argument 1 must be list, not {:.50}", parts[0].type_name()));
        };
        let is_saved = protocol::as_c_long(parts[1])? != 0;
        let old = this.saved.replace(Some(saved.new_ref()));
        this.is_saved.set(is_saved);
        this.index.set(0);
        drop(old);
        Ok(())
    }
}
