//! What an abstract base class remembers: sets of classes, held weakly.
//!
//! **Invariant**: a set is a Python set of weak references; each takes itself out when its class dies.
//! Sets are made when first needed.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::statics::_PyWeakref_RefType;
use pyston_object::trace::{Trace, Visitor};
use pyston_object::weakref::{self, WeakRef};

#[pyclass(AbcData_Type = "_abc_data")]
pub struct AbcData {
    pub registry: WeakClasses,
    pub cache: WeakClasses,
    pub negative_cache: WeakClasses,
    /// The token under which the negative cache was filled.
    pub version: Cell<u64>,
}
impl_trace!(AbcData { registry, cache, negative_cache });

/// What the machinery of abstract base classes keeps with each.
#[pytype(AbcData_Type, payload)]
impl AbcData {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Ok(AbcData::new(class, super::TOKEN.get())?.into_object())
    }
}

impl AbcData {
    pub fn new(ty: &Type, version: u64) -> PyResult<Py<Instance<AbcData>>> {
        Instance::new_as(
            ty,
            AbcData {
                registry: WeakClasses::default(),
                cache: WeakClasses::default(),
                negative_cache: WeakClasses::default(),
                version: Cell::new(version),
            },
        )
    }
}

/// A set of classes that does not keep them alive.
#[derive(Default)]
pub struct WeakClasses(Field<Set>);

impl Trace for WeakClasses {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.0.trace(visit);
    }
    fn clear(&self) {
        self.0.clear();
    }
}

impl WeakClasses {
    pub fn contains(&self, class: &Object) -> PyResult<bool> {
        let Some(set) = self.0.get().filter(|set| !set.is_empty()) else { return Ok(false) };
        let reference = match weakref::new_ref(class, None, &_PyWeakref_RefType) {
            Ok(reference) => reference,
            // What cannot be referred to weakly was never added.
            Err(raised) if raised.is(&exc::TypeError) => {
                raised.clear();
                return Ok(false);
            }
            Err(raised) => return Err(raised),
        };
        set.contains(&reference)
    }

    pub fn add(&self, class: &Object) -> PyResult<()> {
        let set = match self.0.get() {
            Some(set) => set,
            None => {
                let set = Set::new()?;
                self.0.set(set.clone());
                set
            }
        };
        let home = weakref::new_ref(&set, None, &_PyWeakref_RefType)?;
        let discard = Instance::new(Discard { home })?;
        let reference = weakref::new_ref(class, Some(discard.object()), &_PyWeakref_RefType)?;
        set.add(&reference).map(drop)
    }

    pub fn clear(&self) {
        if let Some(set) = self.0.get() {
            Set::clear(&set);
        }
    }

    pub fn copy(&self) -> PyResult<Py<Set>> {
        match self.0.get() {
            Some(set) => set.copy(),
            None => Set::new(),
        }
    }

    /// The classes alive now.
    pub fn classes(&self) -> Vec<Py> {
        let references = self.0.get().map(|set| set.to_vec()).unwrap_or_default();
        references.iter().filter_map(|reference| reference.downcast::<WeakRef>()?.referent()).collect()
    }
}

/// The callback of the weak references: takes them out of their set.
#[pyclass(Discard_Type = "_abc._discard")]
pub struct Discard {
    home: Py<WeakRef>,
}
impl_trace!(Discard { home });

#[pytype(Discard_Type, payload)]
impl Discard {
    #[slot]
    fn tp_call(this: &Instance<Discard>, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        let Some(set) = this.home.referent() else { return Ok(()) };
        if let (Some(set), Some(reference)) = (set.downcast::<Set>(), args.get(0)) {
            set.remove(reference)?;
        }
        Ok(())
    }
}

pub(super) fn install() -> PyResult<()> {
    AbcData::install();
    Discard::install();
    ready(&Discard_Type)?;
    pyston_runtime::quiet_end::ignore_callbacks(&Discard_Type);
    ready(&AbcData_Type)
}
