//! `hamt`: the map of `contextvars` with keys of any kind.
//!
//! **Invariant**: all of it is [`Map`], which contexts use; here are only its methods' names.

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::contextvars;
use crate::contextvars::iterators::{ItemIterator, KeyIterator, ValueIterator};
use crate::contextvars::map::{Key, Map};

#[pyclass(Hamt_Type = "hamt", weaklist = weaklist)]
pub(super) struct Hamt {
    map: Map,
    weaklist: WeakList,
}
impl_trace!(Hamt { map });

type This = Instance<Hamt>;

#[pytype(Hamt_Type, payload, slots(tp_getattro = generic_getattr, tp_hash = protocol::hash_not_implemented))]
impl Hamt {
    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<KeyIterator>>> {
        KeyIterator::over(&this.map)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        match (this.downcast_exact::<This>(), other.downcast_exact::<This>(), op) {
            (Some(this), Some(other), CompareOp::Eq) => this.map.equals(&other.map).map(singletons::py_bool),
            (Some(this), Some(other), CompareOp::Ne) => {
                this.map.equals(&other.map).map(|equal| singletons::py_bool(!equal))
            }
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn mp_length(this: &This) -> usize {
        this.map.len()
    }

    #[slot]
    fn mp_subscript(this: &This, key: &Object) -> PyResult {
        this.map.get(Key::of(key)?)?.ok_or_else(|| errors::key_error(key))
    }

    #[slot]
    fn sq_contains(this: &This, key: &Object) -> PyResult<bool> {
        Ok(this.map.get(Key::of(key)?)?.is_some())
    }

    /// The map with a value for a key.
    #[method(args = "($self, key, value, /)")]
    fn set(this: &This, key: &Object, value: &Object) -> PyResult<Py<This>> {
        Hamt::changed(this, this.map.with(Key::of(key)?, value.new_ref())?)
    }

    /// The map without a key.
    #[method(args = "($self, key, /)")]
    fn delete(this: &This, key: &Object) -> PyResult<Py<This>> {
        Hamt::changed(this, this.map.without(Key::of(key)?)?)
    }

    /// The value of a key, or the default.
    #[method(args = "($self, key, default=None, /)")]
    fn get(this: &This, key: &Object, default: &Object) -> PyResult {
        Ok(this.map.get(Key::of(key)?)?.unwrap_or_else(|| default.new_ref()))
    }

    /// Keys and values, as pairs.
    #[method(args = "($self, /)")]
    fn items(this: &This) -> PyResult<Py<Instance<ItemIterator>>> {
        ItemIterator::over(&this.map)
    }

    /// The keys.
    #[method(args = "($self, /)")]
    fn keys(this: &This) -> PyResult<Py<Instance<KeyIterator>>> {
        KeyIterator::over(&this.map)
    }

    /// The values.
    #[method(args = "($self, /)")]
    fn values(this: &This) -> PyResult<Py<Instance<ValueIterator>>> {
        ValueIterator::over(&this.map)
    }
}

impl Hamt {
    fn new(map: Map) -> PyResult<Py<This>> {
        Instance::new(Hamt { map, weaklist: WeakList::default() })
    }

    fn changed(this: &This, map: Option<Map>) -> PyResult<Py<This>> {
        map.map_or_else(|| Ok(this.new_ref()), Hamt::new)
    }
}

pub(super) struct Maps;

#[pymodule("_testcapi")]
impl Maps {
    /// A new persistent map, without entries.
    #[function(args = "(/)")]
    fn hamt() -> PyResult<Py<This>> {
        Hamt::new(Map::default())
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        contextvars::install_types()?;
        crate::arguments::install_once(&Hamt_Type, || {
            Hamt::install();
            pyston_object::ready::ready(&Hamt_Type)
        })
    }
}
