//! Dictionaries: CPython's compact ordered table.
//!
//! A dict is a handle to a table ([`keys`]) which remembers insertion order. Two forms exist:
//! *combined*, where the table belongs to this dict and holds its values; and *split*, where the
//! table of keys is shared by the instances of a class and this dict has only an array of values.
//! A split dict holds values for exactly the first `len` keys of its table; what would break that
//! (another order, a deletion, a key that is no string) makes the dict combined first.
//!
//! **Invariant**: no slice or reference into a table outlives a call into Python code. Lookups start
//! again when `__eq__` changed the dict, and references are dropped only after the dict is in its
//! final state.

mod cached;
mod equal;
#[cfg(test)]
mod hostile;
pub mod inline;
mod iterate;
mod keys;
mod lookup;
mod merge;
mod reorder;
#[cfg(test)]
mod replay;
mod shared;
mod slots;
mod split;
#[cfg(test)]
mod tests;
mod write;

use std::ptr::NonNull;

use pyston_abi::flags::Py_TPFLAGS_DICT_SUBCLASS;
use pyston_abi::{PyDictObject, PyObject};

pub use self::cached::{Place, make_split};
pub use self::inline::InlineValues;
pub use self::iterate::{Cursor, ReverseCursor};
use self::keys::Keys;
pub use self::keys::{DictKeys, Entry, Kind};
pub(crate) use self::lookup::compare;
pub use self::lookup::hash_key;
pub use self::merge::OnDuplicate;
pub use self::shared::SharedKeys;
pub use self::slots::{clear, dealloc, maybe_untrack, traverse};
pub use self::split::{new_for_instance, store_attribute};
use crate::object_layout;
use crate::ptr::{GilCell, Object, Py, PyResult};
use crate::ty::Type;

/// Keeps dead dicts and tables for reuse, or none from now on.
pub(crate) fn set_reuse(reuses: bool) {
    slots::set_reuse(reuses);
    keys::set_reuse(reuses);
}

object_layout! {
    /// A dict.
    Dict = PyDictObject, crate::statics::PyDict_Type, flag Py_TPFLAGS_DICT_SUBCLASS
}

static VERSION: GilCell<u64> = GilCell::new(0);

/// The next value of `ma_version_tag`, unique in the process.
#[inline]
fn next_version() -> u64 {
    let version = VERSION.get() + 1;
    VERSION.set(version);
    version
}

impl Dict {
    /// An empty dict. The collector does not track it until it holds something that may be in a cycle.
    pub fn new() -> PyResult<Py<Dict>> {
        slots::allocate(Keys::empty(), std::ptr::null_mut(), 0)
    }

    /// What `dict.__new__(ty)` gives: unlike [`Dict::new`], with a table of its own.
    pub fn new_as(ty: &Type) -> PyResult<Py<Dict>> {
        let table = Keys::new(keys::MIN_SIZE, Kind::Fresh)?;
        if ty == &crate::statics::PyDict_Type {
            return slots::allocate(table, std::ptr::null_mut(), 0);
        }
        let object = crate::alloc::alloc(ty, 0).inspect_err(|_| table.release())?;
        // SAFETY: a subtype's instance starts with the dict's struct, still zero.
        unsafe {
            let dict: Py<Dict> = object.cast_into_unchecked();
            (*dict.raw()).ma_keys = table.as_ptr().cast();
            (*dict.raw()).ma_version_tag = next_version();
            Ok(dict)
        }
    }

    /// An empty dict with room for `len` entries (`_PyDict_NewPresized`).
    pub fn with_capacity(len: usize) -> PyResult<Py<Dict>> {
        const MAX_PRESIZE: usize = 128 * 1024;
        if len == 0 {
            return Dict::new();
        }
        let size = if len > keys::usable_fraction(MAX_PRESIZE) {
            MAX_PRESIZE
        } else {
            keys::estimate_size(len).next_power_of_two().max(keys::MIN_SIZE)
        };
        slots::allocate(Keys::new(size, Kind::Fresh)?, std::ptr::null_mut(), 0)
    }

    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ma_used as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `ma_version_tag`: changes with every change of the dict, unique in the process.
    #[inline]
    pub fn version(&self) -> u64 {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ma_version_tag }
    }

    #[inline]
    fn touch(&self) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ma_version_tag = next_version() }
    }

    #[inline]
    fn table(&self) -> Keys {
        // SAFETY: a dict keeps its table alive; handles are not used after the dict may have changed.
        unsafe { Keys::from_ptr((*self.raw()).ma_keys.cast()) }
    }

    /// The array of values of a split dict.
    #[inline]
    fn split_values(&self) -> Option<NonNull<*mut PyObject>> {
        // SAFETY: a field of this live object.
        NonNull::new(unsafe { (*self.raw()).ma_values })
    }

    /// Does this dict share its keys with other instances of a class?
    #[inline]
    pub fn is_split(&self) -> bool {
        self.split_values().is_some()
    }

    /// Where the value of entry `index` is stored; the index must be below the table's `nentries`.
    #[inline]
    fn value_slot(&self, index: usize) -> *mut *mut PyObject {
        match self.split_values() {
            Some(values) => values.as_ptr().wrapping_add(index),
            // SAFETY: the entry exists.
            None => unsafe { &raw mut (*self.table().entry(index)).value },
        }
    }

    /// The table, for inline caches: a split dict with this pointer has the key of entry `i` at
    /// place `i`, if it has it at all.
    #[inline]
    pub fn keys_ptr(&self) -> *mut DictKeys {
        self.table().as_ptr()
    }

    /// Identifies the table's assignment of keys to entries: while it stays the same (and not 0), a
    /// key found at an index is still there and a key not found is still missing. Values may change.
    /// For a split dict a key's value may be missing although the table has the key.
    pub fn keys_version(&self) -> u32 {
        self.table().version()
    }

    /// The value of entry `index` now; `None` if there is no such entry or it has no value.
    #[inline]
    pub fn value_at(&self, index: usize) -> Option<Py> {
        if index >= self.table().nentries() {
            return None;
        }
        // SAFETY: the entry exists; taking the reference runs no other code.
        unsafe { Object::from_nullable(*self.value_slot(index)).map(crate::Layout::new_ref) }
    }

    /// Memory the dict takes beside its object (`__sizeof__` minus `tp_basicsize`).
    pub fn extra_size(&self) -> usize {
        let table = self.table();
        let values = if self.is_split() { keys::usable_fraction(table.size()) * 8 } else { 0 };
        // A table with other owners is accounted to the class.
        let own = if table.refcnt() == 1 { Keys::byte_size(table.size()).unwrap_or(0) } else { 0 };
        values + own
    }
}
