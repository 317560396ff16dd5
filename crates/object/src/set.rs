//! Sets and frozen sets.

use pyston_abi::PySetObject;

use crate::object_layout;
use crate::ptr::{Object, Py, PyResult};

object_layout! {
    /// A set or a frozenset.
    Set = PySetObject, crate::statics::PySet_Type
}

impl Set {
    pub fn new() -> PyResult<Py<Set>> {
        todo!()
    }
    pub fn new_frozen() -> PyResult<Py<Set>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Is there a new element?
    pub fn add(&self, _key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn contains(&self, _key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn remove(&self, _key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn next(&self, _position: &mut usize) -> Option<(Py, isize)> {
        todo!()
    }
    pub fn clear(&self) {
        todo!()
    }
}
