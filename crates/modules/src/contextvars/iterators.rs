//! Iterators over a map as it was when they were made: keys, values, items.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

use super::map::Map;

macro_rules! context_iterator {
    ($own:ident, $target:ident = $name:literal, |$key:ident, $value:ident| $pick:expr) => {
        #[pyclass($target = $name)]
        pub struct $own {
            items: Vec<Py>,
            position: Cell<usize>,
        }
        impl_trace!($own { items });

        #[pytype($target, payload, slots(tp_getattro = generic_getattr))]
        impl $own {
            #[slot]
            fn tp_iter(this: &Object) -> &Object {
                this
            }

            #[slot]
            fn tp_iternext(this: &Instance<$own>) -> Option<Py> {
                let position = this.position.get();
                this.position.set(position.saturating_add(1));
                this.items.get(position).cloned()
            }

            #[slot]
            fn mp_length(this: &Instance<$own>) -> usize {
                this.items.len()
            }
        }

        impl $own {
            pub fn over(map: &Map) -> PyResult<Py<Instance<$own>>> {
                let items = map.entries().into_iter().map(|($key, $value)| $pick);
                Instance::new($own { items: items.collect::<PyResult<_>>()?, position: Cell::new(0) })
            }
        }
    };
}

context_iterator!(KeyIterator, PyContextKeys_Type = "keys", |key, _value| Ok(key));
context_iterator!(ValueIterator, PyContextValues_Type = "values", |_key, value| Ok(value));
context_iterator!(ItemIterator, PyContextItems_Type = "items", |key, value| (key, value).into_py());

pub(super) fn install() -> PyResult<()> {
    KeyIterator::install();
    ValueIterator::install();
    ItemIterator::install();
    [&PyContextKeys_Type, &PyContextValues_Type, &PyContextItems_Type].into_iter().try_for_each(ready)
}
