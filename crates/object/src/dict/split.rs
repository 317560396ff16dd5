//! Dicts of instances that share their keys with the other instances of the class.
//!
//! **Invariant**: a class's shared table is used as long as its instances get the same attributes in
//! the same order. The rules by which sharing ends (and starts anew while the class has a single
//! instance) are CPython 3.8's, because `sys.getsizeof(instance.__dict__)` shows them.

use pyston_abi::PyObject;

use crate::alloc;
use crate::dict::keys::{DictKeys, Keys, Kind, usable_fraction};
use crate::dict::{Dict, SharedKeys, slots};
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::ty::Type;

/// An array of values for a table, all missing.
fn new_values(table: Keys) -> PyResult<*mut *mut PyObject> {
    // SAFETY: a fresh block; null is a missing value.
    let values = unsafe { alloc::calloc_sized(usable_fraction(table.size()) * size_of::<*mut PyObject>()) };
    if values.is_null() { Err(crate::errors::no_memory()) } else { Ok(values.cast()) }
}

/// A split dict over the table, which it shares, with references of its own to the first `len` values.
///
/// # Safety
/// There are so many values, for the first keys of the table.
pub(super) unsafe fn copy_of_values(table: Keys, values: *const *mut PyObject, len: usize) -> PyResult<Py<Dict>> {
    let copies = new_values(table)?;
    // SAFETY: the caller's promise; the array has a place for every entry.
    unsafe {
        for index in 0..len {
            let value = *values.add(index);
            crate::ptr::incref(value);
            *copies.add(index) = value;
        }
    }
    table.retain();
    slots::allocate(table, copies, len)
}

impl Dict {
    /// An empty dict that uses the keys of a class.
    pub fn new_split(shared: &SharedKeys) -> PyResult<Py<Dict>> {
        let values = new_values(shared.keys())?;
        shared.keys().retain();
        slots::allocate(shared.keys(), values, 0)
    }

    /// A copy of a split dict, sharing the same keys.
    pub(super) fn copy_split(&self, values: std::ptr::NonNull<*mut PyObject>) -> PyResult<Py<Dict>> {
        // SAFETY: a split dict has values for exactly the first keys of its table.
        unsafe { copy_of_values(self.table(), values.as_ptr(), self.len()) }
    }

    /// Makes the dict split, over its own keys, and gives these keys to share (`make_keys_shared`).
    /// `None` if it has keys that are no strings.
    pub fn share_keys(&self) -> PyResult<Option<SharedKeys>> {
        if !Dict::check_exact(self) || self.table().kind() == Kind::General || self.table().is_empty_table() {
            return Ok(None);
        }
        if !self.is_split() {
            if self.table().kind() == Kind::Strings {
                self.resize(self.table().size())?;
            }
            let table = self.table();
            let values = new_values(table)?;
            for index in 0..table.nentries() {
                // SAFETY: the entry exists; the reference moves to the array.
                unsafe {
                    let slot = &raw mut (*table.entry(index)).value;
                    *values.add(index) = std::ptr::replace(slot, std::ptr::null_mut());
                }
            }
            table.set_kind(Kind::Split);
            // SAFETY: a field of this live object, which was combined.
            unsafe { (*self.raw()).ma_values = values }
        }
        Ok(Some(SharedKeys::from_keys(self.table())))
    }
}

/// An empty dict for the attributes of an instance, sharing the class's keys if it has any to share.
pub fn new_for_instance(ty: &Type) -> PyResult<Py<Dict>> {
    // SAFETY: the field of a live class.
    let shared = unsafe { ty.heap().and_then(|heap| shared_at((&raw mut (*heap).ht_cached_keys).cast())) };
    match shared {
        Some(shared) => Dict::new_split(&shared),
        None => Dict::new(),
    }
}

/// Stores or (with no value) deletes an attribute in the instance dict at `*slot`, which is made if
/// missing. `cached` is the class's `ht_cached_keys`, or null if the class does not share keys; it is
/// replaced or given up by CPython's rules (`_PyObjectDict_SetItem`).
///
/// # Errors
/// `KeyError` if the attribute to delete is missing.
///
/// # Safety
/// `slot` must be the dict field of a live instance that stays alive, `cached` that of its class.
pub unsafe fn store_attribute(
    cached: *mut *mut DictKeys,
    slot: *mut *mut PyObject,
    key: &Str,
    value: Option<Py>,
) -> PyResult<()> {
    // SAFETY: the caller's promise: both fields are live and hold owned references or null. They are
    // read anew after anything that may run Python code.
    unsafe {
        if (*slot).is_null() {
            let dict = match shared_at(cached) {
                Some(shared) => Dict::new_split(&shared)?,
                None => Dict::new()?,
            };
            *slot = dict.into_ptr();
        }
        let object = Object::from_ptr(*slot).new_ref();
        let Some(dict) = object.downcast::<Dict>() else { return Err(crate::errors::bad_internal_call()) };
        let Some(value) = value else {
            let removed = dict.remove(key)?;
            // Instances of this class differ from now on: no use in sharing.
            give_up(cached);
            return if removed.is_some() { Ok(()) } else { Err(crate::errors::key_error(key)) };
        };
        let was_shared = !cached.is_null() && !(*cached).is_null() && *cached == dict.keys_ptr();
        dict.set_str(key, value)?;
        if was_shared && !(*cached).is_null() && *cached != dict.keys_ptr() {
            let only_user = Keys::from_ptr(*cached).refcnt() == 1;
            give_up(cached);
            if only_user && let Some(shared) = dict.share_keys()? {
                *cached = shared.into_raw();
            }
        }
        Ok(())
    }
}

/// # Safety
/// `cached` must be null or a class's field of shared keys.
pub(super) unsafe fn shared_at(cached: *mut *mut DictKeys) -> Option<SharedKeys> {
    // SAFETY: the field owns a reference; the handle takes one of its own.
    unsafe {
        let ptr = *cached.as_ref()?;
        (!ptr.is_null()).then(|| SharedKeys::from_keys(Keys::from_ptr(ptr)))
    }
}

/// # Safety
/// As [`shared_at`].
unsafe fn give_up(cached: *mut *mut DictKeys) {
    // SAFETY: the reference moves out of the field.
    unsafe {
        if !cached.is_null() {
            drop(SharedKeys::from_raw(std::ptr::replace(cached, std::ptr::null_mut())));
        }
    }
}
