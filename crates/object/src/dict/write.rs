//! Changing a dict: inserting, replacing, removing, resizing.
//!
//! **Invariant**: memory is taken before anything changes, so that a failure leaves the dict as it
//! was; the version tag changes with every visible change and with nothing else.

use pyston_abi::PyObject;

use crate::dict::keys::{Entry, Keys, Kind, MIN_SIZE};
use crate::dict::lookup::hash_key;
use crate::dict::{Dict, slots};
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;

impl Dict {
    pub fn set(&self, key: &Object, value: Py) -> PyResult<()> {
        self.set_with_hash(key, hash_key(key)?, value)
    }

    pub fn set_str(&self, key: &Str, value: Py) -> PyResult<()> {
        self.set(key, value)
    }

    pub fn set_with_hash(&self, key: &Object, hash: isize, value: Py) -> PyResult<()> {
        match self.find_for_insert(key, hash)? {
            Some(index) => {
                self.track_for(key, &value);
                drop(self.put_at(index, value));
                Ok(())
            }
            None => self.insert_new(key, hash, value),
        }
    }

    /// The value of `key`, which is inserted with `default` if missing.
    pub fn setdefault(&self, key: &Object, default: &Object) -> PyResult {
        self.setdefault_with_hash(key, hash_key(key)?, default)
    }

    pub fn setdefault_with_hash(&self, key: &Object, hash: isize, default: &Object) -> PyResult {
        let found = self.find_for_insert(key, hash)?;
        if let Some(index) = found {
            if let Some(value) = self.value_at(index) {
                return Ok(value);
            }
            self.track_for(key, default);
            drop(self.put_at(index, default.new_ref()));
        } else {
            self.insert_new(key, hash, default.new_ref())?;
        }
        Ok(default.new_ref())
    }

    /// The entry in which a value for `key` may be stored; `None` if it must be appended. Leaves the
    /// shared form if storing would break its order.
    fn find_for_insert(&self, key: &Object, hash: isize) -> PyResult<Option<usize>> {
        if self.is_split() && !Str::check_exact(key) {
            self.grow()?;
        }
        let found = self.find(key, hash)?;
        if !self.is_split() {
            return Ok(found);
        }
        let in_order = match found {
            Some(index) => index <= self.len(),
            None => self.len() == self.table().nentries(),
        };
        if in_order {
            return Ok(found);
        }
        self.grow()?;
        Ok(None)
    }

    /// Stores `value` in entry `index` and gives the old value back.
    pub(super) fn put_at(&self, index: usize, value: Py) -> Option<Py> {
        let slot = self.value_slot(index);
        // SAFETY: the entry exists; the references move.
        unsafe {
            let old = *slot;
            if old == value.as_ptr() {
                return Some(value);
            }
            *slot = value.into_ptr();
            if old.is_null() {
                (*self.raw()).ma_used += 1;
            }
            self.touch();
            Py::from_nullable(old)
        }
    }

    /// Replaces the value of entry `index` if it has one (for inline caches, as
    /// [`Dict::value_at`]); otherwise gives `value` back.
    pub fn replace_at(&self, index: usize, value: Py) -> Result<(), Py> {
        // SAFETY: the entry exists.
        if index >= self.table().nentries() || unsafe { (*self.value_slot(index)).is_null() } {
            return Err(value);
        }
        // SAFETY: an entry with a value has a key.
        self.track_for(unsafe { Object::from_ptr((*self.table().entry(index)).key) }, &value);
        drop(self.put_at(index, value));
        Ok(())
    }

    /// Stores the value of entry `index` of a split dict whose next value in order it is, the store
    /// of an attribute in `__init__` (for inline caches); otherwise gives `value` back.
    pub fn append_at(&self, index: usize, value: Py) -> Result<(), Py> {
        if !self.is_split() || index != self.len() || index >= self.table().nentries() {
            return Err(value);
        }
        // SAFETY: the entry exists and its key, a string of the shared table, too.
        self.track_for(unsafe { Object::from_ptr((*self.table().entry(index)).key) }, &value);
        drop(self.put_at(index, value));
        Ok(())
    }

    /// Appends a key that is not in the dict.
    fn insert_new(&self, key: &Object, hash: isize, value: Py) -> PyResult<()> {
        if self.table().usable() == 0 {
            self.grow()?;
        }
        self.track_for(key, &value);
        let table = self.table();
        if table.kind() != Kind::General && !Str::check_exact(key) {
            table.set_kind(Kind::General);
        }
        let key = key.new_ref().into_ptr();
        match self.split_values() {
            Some(values) => {
                let index = table.append(Entry { hash, key, value: std::ptr::null_mut() });
                // SAFETY: the array has a place for every entry the table can hold.
                unsafe { *values.as_ptr().add(index) = value.into_ptr() }
            }
            None => {
                table.append(Entry { hash, key, value: value.into_ptr() });
            }
        }
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ma_used += 1 }
        self.touch();
        Ok(())
    }

    /// Makes a bigger table (or a smaller one, if most entries were removed); the dict is combined then.
    fn grow(&self) -> PyResult<()> {
        self.resize(self.len() * 3)
    }

    /// Moves the entries to a table of at least `min_size` slots, which the dict alone owns.
    pub(super) fn resize(&self, min_size: usize) -> PyResult<()> {
        let size = min_size.checked_next_power_of_two().ok_or_else(crate::errors::no_memory)?.max(MIN_SIZE);
        let old = self.table();
        let kind = if old.kind() == Kind::General { Kind::General } else { Kind::Fresh };
        let new = Keys::new(size, kind)?;
        let split = self.split_values();
        for index in 0..old.nentries() {
            // SAFETY: the references move to the new table; those of a shared table are copied.
            unsafe {
                let value = *self.value_slot(index);
                if value.is_null() {
                    continue;
                }
                let entry = old.entry(index).read();
                if split.is_some() {
                    crate::ptr::incref(entry.key);
                }
                new.append(Entry { value, ..entry });
            }
        }
        // SAFETY: fields of this live object; the old values have moved.
        unsafe {
            (*self.raw()).ma_keys = new.as_ptr().cast();
            (*self.raw()).ma_values = std::ptr::null_mut();
            match split {
                Some(values) => {
                    crate::alloc::free(values.as_ptr().cast());
                    old.release();
                }
                None if old.is_empty_table() => old.release(),
                None => old.free_block(),
            }
        }
        Ok(())
    }

    /// Makes room so that `additional` keys can be inserted with at most one resize, by the rule of
    /// `dict.update`.
    pub fn reserve_for_merge(&self, additional: usize) -> PyResult<()> {
        if super::keys::usable_fraction(self.table().size()) < additional {
            self.resize(super::keys::estimate_size(self.len() + additional))?;
        }
        Ok(())
    }

    /// Takes the value of `key` out.
    pub fn remove(&self, key: &Object) -> PyResult<Option<Py>> {
        self.remove_with_hash(key, hash_key(key)?)
    }

    /// As [`Dict::remove`], but an empty dict does not ask for the key's hash (`dict.pop`).
    pub fn pop(&self, key: &Object) -> PyResult<Option<Py>> {
        if self.is_empty() { Ok(None) } else { self.remove(key) }
    }

    pub fn remove_with_hash(&self, key: &Object, hash: isize) -> PyResult<Option<Py>> {
        let Some(index) = self.find(key, hash)? else { return Ok(None) };
        // SAFETY: the entry was just found.
        if unsafe { (*self.value_slot(index)).is_null() } {
            return Ok(None);
        }
        if self.is_split() {
            // Values belong to the first entries, so the combined table has this one at the same place.
            self.resize(self.table().size())?;
        }
        Ok(Some(self.take_entry(index).1))
    }

    /// Removes entry `index` of a combined dict.
    pub(super) fn take_entry(&self, index: usize) -> (Py, Py) {
        let entry = self.table().take(index);
        // SAFETY: the references of a live entry, ours now.
        let pair = unsafe {
            (*self.raw()).ma_used -= 1;
            (Py::from_owned(entry.key), Py::from_owned(entry.value))
        };
        self.touch();
        pair
    }

    /// The last entry, taken out.
    pub fn pop_last(&self) -> PyResult<Option<(Py, Py)>> {
        if self.is_empty() {
            return Ok(None);
        }
        if self.is_split() {
            self.resize(self.table().size())?;
        }
        let table = self.table();
        // SAFETY: entries below `nentries` exist.
        let last = (0..table.nentries()).rev().find(|&index| unsafe { !(*table.entry(index)).value.is_null() });
        let Some(index) = last else { return Ok(None) };
        let pair = self.take_entry(index);
        table.truncate(index);
        Ok(Some(pair))
    }

    pub fn clear(&self) {
        let old = self.table();
        let values = self.split_values();
        if old.is_empty_table() {
            return;
        }
        Keys::empty().retain();
        // SAFETY: fields of this live object, which is empty and consistent before anything is dropped.
        unsafe {
            (*self.raw()).ma_keys = Keys::empty().as_ptr().cast();
            (*self.raw()).ma_values = std::ptr::null_mut();
            (*self.raw()).ma_used = 0;
            self.touch();
            if let Some(values) = values {
                slots::drop_values(values, old.nentries());
            }
        }
        old.release();
    }

    /// Tells the collector of the dict if the new pair may be part of a cycle.
    #[inline]
    pub(super) fn track_for(&self, key: &Object, value: &Object) {
        let this: *mut PyObject = self.as_ptr();
        // SAFETY: dicts have a collector's header.
        unsafe {
            if !crate::gc::is_tracked(this) && (slots::may_be_in_cycle(value) || slots::may_be_in_cycle(key)) {
                crate::gc::track(this);
            }
        }
    }
}
