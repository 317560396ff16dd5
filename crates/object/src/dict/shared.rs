//! Owning the table of keys that the instance dicts of a class share.
//!
//! **Invariant**: the handle holds one reference; dicts that use the table hold one each.

use crate::dict::keys::{DictKeys, Keys, Kind, MIN_SIZE};
use crate::ptr::PyResult;

/// An owned reference to a table of keys shared by the instance dicts of a class
/// (`ht_cached_keys`).
pub struct SharedKeys(Keys);

impl SharedKeys {
    /// An empty table for the instances of a new class.
    pub fn new() -> PyResult<SharedKeys> {
        Keys::new(MIN_SIZE, Kind::Split).map(SharedKeys)
    }

    pub(super) fn from_keys(keys: Keys) -> SharedKeys {
        keys.retain();
        SharedKeys(keys)
    }

    pub(super) fn keys(&self) -> Keys {
        self.0
    }

    /// The table: equal pointers mean the same keys at the same places while one of them is owned.
    pub fn as_ptr(&self) -> *mut DictKeys {
        self.0.as_ptr()
    }

    /// Gives the reference away, as `ht_cached_keys` holds it.
    pub fn into_raw(self) -> *mut DictKeys {
        std::mem::ManuallyDrop::new(self).0.as_ptr()
    }

    /// Takes over a reference given away by [`SharedKeys::into_raw`].
    ///
    /// # Safety
    /// `ptr` must be null or come from `into_raw`, once.
    pub unsafe fn from_raw(ptr: *mut DictKeys) -> Option<SharedKeys> {
        // SAFETY: the caller's promise.
        unsafe { (!ptr.is_null()).then(|| SharedKeys(Keys::from_ptr(ptr))) }
    }

    /// How many keys the table has.
    pub fn len(&self) -> usize {
        self.0.nentries()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many more keys fit before instances stop sharing.
    pub fn room(&self) -> usize {
        self.0.usable()
    }

    /// Bytes of the table, which belong to the class in `sys.getsizeof`.
    pub fn byte_size(&self) -> usize {
        Keys::byte_size(self.0.size()).unwrap_or(0)
    }
}

impl Clone for SharedKeys {
    fn clone(&self) -> SharedKeys {
        SharedKeys::from_keys(self.0)
    }
}

impl Drop for SharedKeys {
    fn drop(&mut self) {
        self.0.release();
    }
}
