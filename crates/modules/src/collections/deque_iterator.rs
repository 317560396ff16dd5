//! Iterators over a deque, in both directions.
//!
//! **Invariant**: an iterator works only while the deque is unchanged; after a change it fails once and
//! then is at its end.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::deque::Deque;
use crate::arguments::parse_tuple;

macro_rules! deque_iterator {
    ($own:ident, $target:ident = $name:literal, |$remaining:ident, $len:ident| $index:expr) => {
        #[pyclass($target = $name)]
        pub struct $own {
            deque: Field<Instance<Deque>>,
            changes: usize,
            remaining: Cell<usize>,
        }
        impl_trace!($own { deque });

        #[pytype($target, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
        impl $own {
            #[slot]
            fn tp_new(_class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
                let args = parse_tuple(args, 1, 2)?;
                let Some(deque) = args[0].downcast::<Instance<Deque>>() else {
                    let given = args[0].type_name();
                    return Err(raise!(TypeError, "argument 1 must be collections.deque, not {given:.50}"));
                };
                let skipped = args.get(1).map_or(Ok(0), |skipped| protocol::index_as_ssize(skipped))?;
                let iterator = $own::over(deque)?;
                let rest = deque.len().saturating_sub(skipped.max(0) as usize);
                iterator.remaining.set(rest);
                Ok(iterator.into_object())
            }

            #[slot]
            fn tp_iter(this: &Object) -> &Object {
                this
            }

            #[slot]
            fn tp_iternext(this: &Instance<$own>) -> PyResult<Option<Py>> {
                let Some(deque) = this.deque.get() else { return Ok(None) };
                if deque.changes() != this.changes {
                    this.remaining.set(0);
                    return Err(raise!(RuntimeError, "deque mutated during iteration"));
                }
                let ($remaining, $len) = (this.remaining.get(), deque.len());
                if $remaining == 0 {
                    return Ok(None);
                }
                this.remaining.set($remaining - 1);
                Ok(deque.get($index))
            }

            /// How many elements are left.
            #[method(args = "($self, /)")]
            fn __length_hint__(this: &Instance<$own>) -> usize {
                this.remaining.get()
            }

            /// State for pickling.
            #[method(args = "($self, /)")]
            fn __reduce__(this: &Instance<$own>) -> (Py<Type>, (Option<Py<Instance<Deque>>>, usize)) {
                let deque = this.deque.get();
                let done = deque.as_ref().map_or(0, |deque| deque.len()).saturating_sub(this.remaining.get());
                (this.object().ty().new_ref(), (deque, done))
            }
        }

        impl $own {
            pub fn over(deque: &Instance<Deque>) -> PyResult<Py<Instance<$own>>> {
                let remaining = Cell::new(deque.len());
                Instance::new($own { deque: Field::new(deque.new_ref()), changes: deque.changes(), remaining })
            }
        }
    };
}

deque_iterator!(DequeIterator, DequeIterator_Type = "_collections._deque_iterator", |remaining, len| len - remaining);
deque_iterator!(
    DequeReverseIterator,
    DequeReverseIterator_Type = "_collections._deque_reverse_iterator",
    |remaining, _len| remaining - 1
);

pub(super) fn install() {
    DequeIterator::install();
    DequeReverseIterator::install();
}
