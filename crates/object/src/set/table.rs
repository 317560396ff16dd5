//! The table of a set: finding, adding, removing, resizing.
//!
//! From the slot a hash selects, up to [`LINEAR_PROBES`] neighbours are tried before jumping, unless
//! they would cross the end of the table.

use pyston_abi::{PyObject, setentry};

use crate::dict::hash_key;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::set::{MIN_SIZE, Set, dummy};
use crate::statics::{PyFrozenSet_Type, PySet_Type};
use crate::{alloc, exc};

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Above this many elements a growing table doubles instead of quadrupling.
const BIG: usize = 50_000;

/// The order in which slots are tried for a hash.
struct Probe {
    slot: usize,
    base: usize,
    perturb: usize,
    mask: usize,
}

impl Probe {
    #[inline]
    fn new(hash: isize, mask: usize) -> Probe {
        let base = hash as usize & mask;
        Probe { slot: base, base, perturb: hash as usize, mask }
    }

    #[inline]
    fn advance(&mut self) {
        if self.base + LINEAR_PROBES <= self.mask && self.slot < self.base + LINEAR_PROBES {
            self.slot += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb) & self.mask;
        self.slot = self.base;
    }
}

/// Where a key is, or would go: into the last dummy passed, or the free slot that ended the search.
enum Place {
    Found(usize),
    Dummy(usize),
    Free(usize),
}

impl Set {
    fn locate(&self, key: &Object, hash: isize) -> PyResult<Place> {
        loop {
            if let Some(place) = self.try_locate(key, hash)? {
                return Ok(place);
            }
        }
    }

    /// One search; `None` if a comparison changed the set.
    #[inline]
    fn try_locate(&self, key: &Object, hash: isize) -> PyResult<Option<Place>> {
        let (table, mask) = (self.table(), self.mask());
        let mut probe = Probe::new(hash, mask);
        let mut last_dummy = None;
        loop {
            let found = self.slot(probe.slot);
            if found.key.is_null() {
                return Ok(Some(last_dummy.map_or(Place::Free(probe.slot), Place::Dummy)));
            }
            // A dummy's hash is -1, which no key has.
            if found.hash == -1 {
                last_dummy = Some(probe.slot);
            } else if found.hash == hash {
                if found.key == key.as_ptr() {
                    return Ok(Some(Place::Found(probe.slot)));
                }
                // SAFETY: a live slot's key; `compare` keeps it alive.
                let equal = crate::dict::compare(unsafe { Object::from_ptr(found.key) }, key)?;
                if self.table() != table || self.mask() != mask || self.slot(probe.slot).key != found.key {
                    return Ok(None);
                }
                if equal {
                    return Ok(Some(Place::Found(probe.slot)));
                }
            }
            probe.advance();
        }
    }

    /// Is there a new element?
    pub fn add(&self, key: &Object) -> PyResult<bool> {
        self.add_with_hash(key, hash_key(key)?)
    }

    pub fn add_with_hash(&self, key: &Object, hash: isize) -> PyResult<bool> {
        let (slot, is_free) = match self.locate(key, hash)? {
            Place::Found(_) => return Ok(false),
            Place::Dummy(slot) => (slot, false),
            Place::Free(slot) => (slot, true),
        };
        self.set_slot(slot, key.new_ref().into_ptr(), hash);
        // SAFETY: fields of this live object.
        unsafe {
            (*self.raw()).fill += isize::from(is_free);
            (*self.raw()).used += 1;
        }
        if is_free && self.fill() * 5 >= self.mask() * 3 {
            self.resize(self.grown_size())?;
        }
        Ok(true)
    }

    fn grown_size(&self) -> usize {
        if self.len() > BIG { self.len() * 2 } else { self.len() * 4 }
    }

    /// Is the key in the set? May run `__hash__` and `__eq__`.
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        self.contains_with_hash(key, hash_key(key)?)
    }

    pub fn contains_with_hash(&self, key: &Object, hash: isize) -> PyResult<bool> {
        Ok(matches!(self.locate(key, hash)?, Place::Found(_)))
    }

    /// Takes the key out; was it there?
    pub fn remove(&self, key: &Object) -> PyResult<bool> {
        self.remove_with_hash(key, hash_key(key)?)
    }

    pub fn remove_with_hash(&self, key: &Object, hash: isize) -> PyResult<bool> {
        let Place::Found(slot) = self.locate(key, hash)? else { return Ok(false) };
        drop(self.take(slot));
        Ok(true)
    }

    /// As [`Set::contains`], but a set as the key is looked up as the frozenset equal to it.
    pub fn contains_or_set(&self, key: &Object) -> PyResult<bool> {
        with_frozen_key(key, |key| self.contains(key))
    }

    /// As [`Set::remove`], but a set as the key is looked up as the frozenset equal to it.
    pub fn remove_or_set(&self, key: &Object) -> PyResult<bool> {
        with_frozen_key(key, |key| self.remove(key))
    }

    /// Makes slot `index` a dummy and gives its key.
    fn take(&self, index: usize) -> Py {
        let key = self.slot(index).key;
        self.set_slot(index, dummy(), -1);
        // SAFETY: a field of this live object, and a live slot's reference.
        unsafe {
            (*self.raw()).used -= 1;
            Py::from_owned(key)
        }
    }

    /// Takes some element out (`set.pop`): the next one behind where the last one was.
    pub fn pop(&self) -> Option<Py> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: a field of this live object.
        let mut index = unsafe { (*self.raw()).finger as usize } & self.mask();
        while self.slot(index).key.is_null() || self.slot(index).key == dummy() {
            index = if index == self.mask() { 0 } else { index + 1 };
        }
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).finger = index as isize + 1 }
        Some(self.take(index))
    }

    /// Puts a key that is not in the table, which has room and no dummies. Counts are the caller's.
    pub(super) fn put_clean(&self, key: *mut PyObject, hash: isize) {
        let mut probe = Probe::new(hash, self.mask());
        while !self.slot(probe.slot).key.is_null() {
            probe.advance();
        }
        self.set_slot(probe.slot, key, hash);
    }

    /// Moves the elements to a table of more than `min_used` slots, without the dummies.
    pub(super) fn resize(&self, min_used: usize) -> PyResult<()> {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size = size.checked_mul(2).ok_or_else(crate::errors::no_memory)?;
        }
        let (old_table, old_size) = (self.table(), self.mask() + 1);
        if size == MIN_SIZE && old_table == self.small_table() && self.fill() == self.len() {
            return Ok(());
        }
        let new_table = if size == MIN_SIZE { self.small_table() } else { new_table(size)? };
        // SAFETY: the references move. The small table is copied out, because it may be the new one;
        // another old table belongs to the set alone and is freed after the move. No other code runs.
        unsafe {
            let small_copy = (*self.raw()).smalltable;
            let old_is_small = old_table == self.small_table();
            let old_slots =
                if old_is_small { &small_copy[..] } else { std::slice::from_raw_parts(old_table, old_size) };
            if size == MIN_SIZE {
                std::ptr::write_bytes(new_table, 0, MIN_SIZE);
            }
            (*self.raw()).table = new_table;
            (*self.raw()).mask = size as isize - 1;
            (*self.raw()).fill = (*self.raw()).used;
            for slot in old_slots.iter().filter(|slot| !slot.key.is_null() && slot.key != dummy()) {
                self.put_clean(slot.key, slot.hash);
            }
            if !old_is_small {
                alloc::free(old_table.cast());
            }
        }
        Ok(())
    }

    /// Makes room for `additional` elements of another set or dict.
    pub(super) fn reserve_for_merge(&self, additional: usize) -> PyResult<()> {
        if (self.fill() + additional) * 5 >= self.mask() * 3 {
            self.resize((self.len() + additional) * 2)?;
        }
        Ok(())
    }

    /// Rebuilds the table if more than a quarter of it is dummies.
    pub(super) fn purge_dummies(&self) -> PyResult<()> {
        if self.fill() - self.len() > self.mask() / 4 {
            self.resize(self.grown_size())?;
        }
        Ok(())
    }

    /// Makes the fields those of an empty set; references and tables are the caller's.
    pub(super) fn reset(&self) {
        // SAFETY: fields of this live object.
        unsafe {
            std::ptr::write_bytes(self.small_table(), 0, MIN_SIZE);
            let raw = self.raw();
            (*raw).fill = 0;
            (*raw).used = 0;
            (*raw).mask = MIN_SIZE as isize - 1;
            (*raw).table = self.small_table();
            (*raw).hash = -1;
        }
    }

    pub fn clear(&self) {
        if self.fill() == 0 && self.table() == self.small_table() {
            return;
        }
        let mut keys = Vec::with_capacity(self.len());
        for index in 0..=self.mask() {
            let key = self.slot(index).key;
            if !key.is_null() && key != dummy() {
                // SAFETY: the reference moves to the vector.
                keys.push(unsafe { Py::<Object>::from_owned(key) });
            }
        }
        self.free_table();
        self.reset();
        drop(keys);
    }

    /// Frees the table; the fields are invalid until [`Set::reset`].
    pub(super) fn free_table(&self) {
        if self.table() != self.small_table() {
            // SAFETY: the table belongs to the set alone and is not used again.
            unsafe { alloc::free(self.table().cast()) }
        }
    }

    /// Exchanges the elements of two sets.
    pub fn swap(&self, other: &Set) {
        if self.is(other) {
            return;
        }
        // SAFETY: fields of two live objects; tables inside the objects are copied.
        unsafe {
            let (a, b) = (self.raw(), other.raw());
            let (a_is_small, b_is_small) = ((*a).table == self.small_table(), (*b).table == other.small_table());
            std::mem::swap(&mut (*a).fill, &mut (*b).fill);
            std::mem::swap(&mut (*a).used, &mut (*b).used);
            std::mem::swap(&mut (*a).mask, &mut (*b).mask);
            std::mem::swap(&mut (*a).table, &mut (*b).table);
            std::ptr::swap(&raw mut (*a).smalltable, &raw mut (*b).smalltable);
            if b_is_small {
                (*a).table = self.small_table();
            }
            if a_is_small {
                (*b).table = other.small_table();
            }
            let frozen = self.is_instance_of(&PyFrozenSet_Type) && other.is_instance_of(&PyFrozenSet_Type);
            if frozen {
                std::mem::swap(&mut (*a).hash, &mut (*b).hash);
            } else {
                (*a).hash = -1;
                (*b).hash = -1;
            }
        }
    }
}

/// A table of `size` free slots.
fn new_table(size: usize) -> PyResult<*mut setentry> {
    let bytes = size.checked_mul(size_of::<setentry>()).ok_or_else(crate::errors::no_memory)?;
    // SAFETY: plain allocation; zero is a free slot.
    let block = unsafe { alloc::calloc(bytes) };
    if block.is_null() { Err(crate::errors::no_memory()) } else { Ok(block.cast()) }
}

/// Runs `operation` with the key and, if that says a set is unhashable, with an equal frozenset.
fn with_frozen_key<T>(key: &Object, operation: impl Fn(&Object) -> PyResult<T>) -> PyResult<T> {
    match operation(key) {
        Err(raised) if key.is_instance_of(&PySet_Type) && raised.is(&exc::TypeError) => {
            raised.clear();
            let frozen = Set::new_frozen()?;
            frozen.update(key)?;
            operation(&frozen)
        }
        result => result,
    }
}
