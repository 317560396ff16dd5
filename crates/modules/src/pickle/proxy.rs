//! The memos of picklers and unpicklers, as Python sees them.

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::{pickler, unpickler};

#[pyclass(PicklerMemoProxy_Type = "_pickle.PicklerMemoProxy")]
pub(super) struct PicklerMemoProxy {
    pickler: Field<Instance<pickler::Pickler>>,
}
impl_trace!(PicklerMemoProxy { pickler });

impl PicklerMemoProxy {
    pub(super) fn of(pickler: &Instance<pickler::Pickler>) -> PyResult<Py<Instance<PicklerMemoProxy>>> {
        Instance::new(PicklerMemoProxy { pickler: Field::new(pickler.new_ref()) })
    }

    /// Number and object of each entry.
    pub(super) fn items(&self) -> Vec<(usize, Py)> {
        let Some(pickler) = self.pickler.get() else { return Vec::new() };
        let memo = pickler.memo.borrow();
        memo.items().map(|(object, number)| (number, object.clone())).collect()
    }
}

#[pytype(PicklerMemoProxy_Type, payload)]
impl PicklerMemoProxy {
    /// Remove all items from memo.
    #[method("($self, /)")]
    fn clear(this: &Instance<PicklerMemoProxy>) {
        if let Some(pickler) = this.pickler.get() {
            let old = pickler.memo.take();
            drop(old);
        }
    }

    /// Copy the memo to a new object.
    #[method("($self, /)")]
    fn copy(this: &Instance<PicklerMemoProxy>) -> PyResult<Py<Dict>> {
        let copy = Dict::new()?;
        for (number, object) in this.items() {
            copy.set(&*(object.as_ptr() as usize).into_py()?, (number, object).into_py()?)?;
        }
        Ok(copy)
    }

    #[method("($self, /)")]
    fn __reduce__(this: &Instance<PicklerMemoProxy>) -> PyResult<(Py, (Py<Dict>,))> {
        let dict = pyston_object::statics::PyDict_Type.as_object().new_ref();
        Ok((dict, (PicklerMemoProxy::copy(this)?,)))
    }
}

#[pyclass(UnpicklerMemoProxy_Type = "_pickle.UnpicklerMemoProxy")]
pub(super) struct UnpicklerMemoProxy {
    unpickler: Field<Instance<unpickler::Unpickler>>,
}
impl_trace!(UnpicklerMemoProxy { unpickler });

impl UnpicklerMemoProxy {
    pub(super) fn of(unpickler: &Instance<unpickler::Unpickler>) -> PyResult<Py<Instance<UnpicklerMemoProxy>>> {
        Instance::new(UnpicklerMemoProxy { unpickler: Field::new(unpickler.new_ref()) })
    }

    pub(super) fn items(&self) -> Vec<(usize, Py)> {
        self.unpickler.get().map(|unpickler| unpickler.memo.borrow().items()).unwrap_or_default()
    }
}

#[pytype(UnpicklerMemoProxy_Type, payload)]
impl UnpicklerMemoProxy {
    /// Remove all items from memo.
    #[method("($self, /)")]
    fn clear(this: &Instance<UnpicklerMemoProxy>) {
        if let Some(unpickler) = this.unpickler.get() {
            let old = unpickler.memo.take();
            drop(old);
        }
    }

    /// Copy the memo to a new object.
    #[method("($self, /)")]
    fn copy(this: &Instance<UnpicklerMemoProxy>) -> PyResult<Py<Dict>> {
        let copy = Dict::new()?;
        for (number, object) in this.items() {
            copy.set(&*number.into_py()?, object)?;
        }
        Ok(copy)
    }

    #[method("($self, /)")]
    fn __reduce__(this: &Instance<UnpicklerMemoProxy>) -> PyResult<(Py, (Py<Dict>,))> {
        let dict = pyston_object::statics::PyDict_Type.as_object().new_ref();
        Ok((dict, (UnpicklerMemoProxy::copy(this)?,)))
    }
}
