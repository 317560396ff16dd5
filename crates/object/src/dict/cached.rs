//! What inline caches read of a dict: values by the version of its table and the place of the key.
//!
//! **Invariant**: a version other than 0 names one assignment of keys to places for all time, so a
//! matching version proves that the key is still at its place (or still missing); only the value has
//! to be looked at. A value in the entries of a shared table is always null, which is why a place in
//! the entries needs no test of the dict's form.

use pyston_abi::PyObject;

use crate::dict::keys::{DictKeys, Kind};
use crate::dict::{Dict, slots};
use crate::ptr::{Object, Py};
use crate::str::Str;

/// Where an inline cache found a key.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In the array of values of a split dict: index.
    Split(u32),
    /// In the table: offset in bytes of the value from the table's start.
    Combined(u32),
    /// Nowhere.
    Missing,
}

impl Dict {
    /// The version of the table and the place of `name` in it, if a cache can know.
    pub fn place_of(&self, name: &Str) -> Option<(u32, Place)> {
        let table = self.table();
        if table.kind() == Kind::General || table.is_empty_table() {
            return None;
        }
        let version = table.version();
        if version == 0 {
            return None;
        }
        let place = match table.find_str(name, name.hash()) {
            None => Place::Missing,
            Some(index) if self.is_split() => Place::Split(index as u32),
            Some(index) => {
                // SAFETY: the entry exists; only addresses are computed.
                let value = unsafe { &raw const (*table.entry(index)).value } as usize;
                Place::Combined(u32::try_from(value - table.as_ptr() as usize).ok()?)
            }
        };
        Some((version, place))
    }

    /// Is the table still the one of that version?
    #[inline(always)]
    pub fn has_version(&self, version: u32) -> bool {
        // SAFETY: fields of live objects.
        unsafe { (*(*self.raw()).ma_keys.cast::<DictKeys>()).version == version }
    }

    /// The value at a [`Place::Combined`], borrowed until anything changes.
    ///
    /// # Safety
    /// The place was found in a table of that version; the borrow ends before other code runs.
    #[inline(always)]
    pub unsafe fn combined_value(&self, version: u32, offset: u32) -> Option<&Object> {
        if !self.has_version(version) {
            return None;
        }
        // SAFETY: the version proves that the entry exists.
        unsafe {
            let table = (*self.raw()).ma_keys.cast::<u8>();
            Object::from_nullable(*table.add(offset as usize).cast::<*mut PyObject>())
        }
    }

    /// The value at a [`Place::Split`], borrowed until anything changes.
    ///
    /// # Safety
    /// As [`Dict::combined_value`].
    #[inline(always)]
    pub unsafe fn split_value(&self, version: u32, index: u32) -> Option<&Object> {
        // SAFETY: the version proves that the array, if there is one, has the place.
        unsafe {
            let values = (*self.raw()).ma_values;
            if values.is_null() || !self.has_version(version) {
                return None;
            }
            Object::from_nullable(*values.add(index as usize))
        }
    }

    /// Stores `value`, of which `own` gives a reference, at a [`Place::Split`]: replaces a value, or adds the
    /// next in order. Gives back the old value; `None`, with nothing done, if the dict has another form.
    ///
    /// # Safety
    /// `own` gives a reference to `value` and runs no other code.
    #[inline(always)]
    pub unsafe fn store_split(
        &self,
        version: u32,
        index: u32,
        value: &Object,
        own: impl FnOnce() -> Py,
    ) -> Option<Option<Py>> {
        // SAFETY: as in `split_value`; the references move.
        unsafe {
            let raw = self.raw();
            let values = (*raw).ma_values;
            if values.is_null() || !self.has_version(version) {
                return None;
            }
            let slot = values.add(index as usize);
            let old = *slot;
            if old.is_null() && (*raw).ma_used != index as isize {
                return None;
            }
            if !crate::gc::is_tracked(self.as_ptr()) && slots::may_be_in_cycle(value) {
                crate::gc::track(self.as_ptr());
            }
            *slot = own().into_ptr();
            (*raw).ma_used += isize::from(old.is_null());
            self.touch();
            Some(Py::from_nullable(old))
        }
    }

    /// Are all keys exact strings, so that looking one up runs no code?
    pub fn has_str_keys(&self) -> bool {
        self.table().kind() != Kind::General
    }

    /// The value of `name`, borrowed until anything changes, in a dict whose keys are exact strings;
    /// `Err` for other dicts.
    ///
    /// # Safety
    /// The borrow ends before other code runs.
    #[inline]
    #[expect(clippy::result_unit_err, reason = "the error says: ask the general lookup")]
    pub unsafe fn peek_str(&self, name: &Str) -> Result<Option<&Object>, ()> {
        let table = self.table();
        if table.kind() == Kind::General {
            return Err(());
        }
        // SAFETY: the entry exists.
        unsafe {
            Ok(table.find_str(name, name.hash()).and_then(|index| Object::from_nullable(*self.value_slot(index))))
        }
    }
}

/// Makes the dict of an instance that has none, over the keys that its class shares; false if it does
/// not, or if memory is exhausted.
///
/// # Safety
/// `cached` is the class's `ht_cached_keys`, `field` the empty dict field of a live instance.
pub unsafe fn make_split(cached: *mut *mut DictKeys, field: *mut *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(shared) = super::split::shared_at(cached) else { return false };
        match Dict::new_split(&shared) {
            Ok(dict) => {
                *field = dict.into_ptr();
                true
            }
            Err(raised) => {
                raised.clear();
                false
            }
        }
    }
}
