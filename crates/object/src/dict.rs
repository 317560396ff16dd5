//! Dictionaries: CPython's compact ordered table.

use pyston_abi::PyDictObject;
use pyston_abi::flags::Py_TPFLAGS_DICT_SUBCLASS;

use crate::object_layout;
use crate::ptr::{Object, Py, PyResult};
use crate::str::Str;

object_layout! {
    /// A dict.
    Dict = PyDictObject, crate::statics::PyDict_Type, flag Py_TPFLAGS_DICT_SUBCLASS
}

impl Dict {
    pub fn new() -> PyResult<Py<Dict>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Looks `key` up; may run `__hash__` and `__eq__`.
    pub fn get(&self, _key: &Object) -> PyResult<Option<Py>> {
        todo!()
    }
    pub fn get_with_hash(&self, _key: &Object, _hash: isize) -> PyResult<Option<Py>> {
        todo!()
    }
    /// Looks a string up without running Python code unless other kinds of keys collide with it.
    pub fn get_str(&self, _key: &Str) -> PyResult<Option<Py>> {
        todo!()
    }
    pub fn set(&self, _key: &Object, _value: Py) -> PyResult<()> {
        todo!()
    }
    pub fn set_with_hash(&self, _key: &Object, _hash: isize, _value: Py) -> PyResult<()> {
        todo!()
    }
    pub fn set_str(&self, key: &Str, value: Py) -> PyResult<()> {
        self.set(key, value)
    }
    /// Takes the value of `key` out.
    pub fn remove(&self, _key: &Object) -> PyResult<Option<Py>> {
        todo!()
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        Ok(self.get(key)?.is_some())
    }
    /// The value of `key`, which is inserted with `default` if missing.
    pub fn setdefault(&self, _key: &Object, _default: &Object) -> PyResult {
        todo!()
    }
    /// The entry at or after `*position`, which moves behind it; `None` at the end. The dict may change
    /// between calls: entries are then skipped or repeated, never torn.
    pub fn next(&self, _position: &mut usize) -> Option<(Py, Py)> {
        todo!()
    }
    pub fn next_with_hash(&self, _position: &mut usize) -> Option<(Py, Py, isize)> {
        todo!()
    }
    /// The last entry, taken out.
    pub fn pop_last(&self) -> PyResult<Option<(Py, Py)>> {
        todo!()
    }
    pub fn clear(&self) {
        todo!()
    }
    pub fn copy(&self) -> PyResult<Py<Dict>> {
        todo!()
    }
    pub fn update(&self, _other: &Object) -> PyResult<()> {
        todo!()
    }
    pub fn merge(&self, _other: &Object, _replace: bool) -> PyResult<()> {
        todo!()
    }
    pub fn keys(&self) -> Vec<Py> {
        todo!()
    }
    pub fn values(&self) -> Vec<Py> {
        todo!()
    }
    pub fn items(&self) -> Vec<(Py, Py)> {
        todo!()
    }
    /// `ma_version_tag`.
    pub fn version(&self) -> u64 {
        todo!()
    }
}
