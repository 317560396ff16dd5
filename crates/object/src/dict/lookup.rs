//! Finding a key.
//!
//! **Invariant**: tables of exact strings are searched without running Python code for string keys.
//! In every other case a comparison may change the dict: the search then starts again.

use crate::dict::Dict;
use crate::dict::keys::{EMPTY, Keys, Kind, Probe};
use crate::int::Int;
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;

/// `hash(key)`, short for strings and ints.
#[inline]
pub fn hash_key(key: &Object) -> PyResult<isize> {
    if let Some(text) = key.downcast_exact::<Str>() {
        return Ok(text.hash());
    }
    match key.downcast_exact::<Int>() {
        Some(int) => Ok(int.hash()),
        None => protocol::hash(key),
    }
}

/// Equality of strings, of ints, or of tuples of them, which runs no Python code; `None` for other types.
#[inline]
pub(crate) fn equal_without_code(a: &Object, b: &Object) -> Option<bool> {
    scalars_equal(a, b).or_else(|| tuples_equal(a, b))
}

#[inline]
fn scalars_equal(a: &Object, b: &Object) -> Option<bool> {
    if let (Some(a), Some(b)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
        return Some(a.equals(b));
    }
    let (a, b) = (a.downcast_exact::<Int>()?, b.downcast_exact::<Int>()?);
    Some(a.signed_len() == b.signed_len() && a.digits() == b.digits())
}

fn tuples_equal(a: &Object, b: &Object) -> Option<bool> {
    let (a, b) = (a.downcast_exact::<Tuple>()?, b.downcast_exact::<Tuple>()?);
    if a.len() != b.len() {
        // Items may be compared all the same, up to the shorter's end, and run code.
        return None;
    }
    for (a, b) in a.as_slice().iter().zip(b.as_slice()) {
        if !std::ptr::eq(*a, *b) && !scalars_equal(a, b)? {
            return Some(false);
        }
    }
    Some(true)
}

impl Keys {
    /// The entry whose key is the string `key`; the table must hold exact strings only.
    #[inline]
    pub(super) fn find_str(self, key: &Str, hash: isize) -> Option<usize> {
        debug_assert!(self.kind() != Kind::General);
        let (slots, entries) = (self.index(), self.entries());
        let mut probe = Probe::new(hash, self.size());
        loop {
            let index = slots.at(probe.slot);
            if index >= 0 {
                // SAFETY: the index names a live entry, whose key is an exact string.
                let (found_hash, found) = unsafe {
                    let entry = entries.add(index as usize);
                    ((*entry).hash, Object::from_ptr((*entry).key).cast_unchecked::<Str>())
                };
                if std::ptr::eq(found, key) || (found_hash == hash && found.equals(key)) {
                    return Some(index as usize);
                }
            } else if index == EMPTY {
                return None;
            }
            probe.advance();
        }
    }
}

impl Dict {
    /// The entry of `key`. In a split dict its value may be missing.
    #[inline]
    pub(super) fn find(&self, key: &Object, hash: isize) -> PyResult<Option<usize>> {
        match key.downcast_exact::<Str>() {
            Some(text) if self.table().kind() != Kind::General => Ok(self.table().find_str(text, hash)),
            _ => self.find_general(key, hash),
        }
    }

    fn find_general(&self, key: &Object, hash: isize) -> PyResult<Option<usize>> {
        loop {
            if let Some(found) = self.try_find(key, hash)? {
                return Ok(found);
            }
        }
    }

    /// One search; `None` if a comparison changed the dict.
    fn try_find(&self, key: &Object, hash: isize) -> PyResult<Option<Option<usize>>> {
        let table = self.table();
        let size = table.size();
        let slots = table.index();
        let mut probe = Probe::new(hash, size);
        loop {
            let index = slots.at(probe.slot);
            if index == EMPTY {
                return Ok(Some(None));
            }
            if index >= 0 {
                let index = index as usize;
                // SAFETY: the index names a live entry.
                let (found_hash, found) = unsafe { ((*table.entry(index)).hash, (*table.entry(index)).key) };
                if found == key.as_ptr() {
                    return Ok(Some(Some(index)));
                }
                if found_hash != hash {
                    probe.advance();
                    continue;
                }
                // SAFETY: a live entry's key.
                if let Some(equal) = equal_without_code(unsafe { Object::from_ptr(found) }, key) {
                    if equal {
                        return Ok(Some(Some(index)));
                    }
                } else {
                    // SAFETY: a live entry's key; `compare` keeps it alive.
                    let equal = compare(unsafe { Object::from_ptr(found) }, key)?;
                    let same = self.table() == table && table.size() == size && index < table.nentries();
                    // SAFETY: the table is the dict's and has the entry.
                    if !same || unsafe { (*table.entry(index)).key } != found {
                        return Ok(None);
                    }
                    if equal {
                        return Ok(Some(Some(index)));
                    }
                }
            }
            probe.advance();
        }
    }

    /// The value of `key`; may run `__hash__` and `__eq__`.
    pub fn get(&self, key: &Object) -> PyResult<Option<Py>> {
        self.get_with_hash(key, hash_key(key)?)
    }

    pub fn get_with_hash(&self, key: &Object, hash: isize) -> PyResult<Option<Py>> {
        Ok(self.find(key, hash)?.and_then(|index| self.value_at(index)))
    }

    /// Looks a string up without running Python code unless other kinds of keys collide with it.
    #[inline]
    pub fn get_str(&self, key: &Str) -> PyResult<Option<Py>> {
        if self.table().kind() != Kind::General && Str::check_exact(key) {
            return Ok(self.table().find_str(key, key.hash()).and_then(|index| self.value_at(index)));
        }
        self.get(key)
    }

    /// The entry of `key` in a dict of strings, for inline caches: valid for [`Dict::value_at`] while
    /// [`Dict::keys_version`] stays, or in every split dict with the same [`Dict::keys_ptr`]. `None`
    /// also if the dict holds other kinds of keys, which comparing could run code for.
    pub fn lookup_index(&self, key: &Str) -> Option<usize> {
        let plain = self.table().kind() != Kind::General && Str::check_exact(key);
        if plain { self.table().find_str(key, key.hash()) } else { None }
    }

    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        self.contains_with_hash(key, hash_key(key)?)
    }

    pub fn contains_with_hash(&self, key: &Object, hash: isize) -> PyResult<bool> {
        Ok(self.get_with_hash(key, hash)?.is_some())
    }

    /// The key object that is stored for `key` (`_PyDict_GetItem` cannot tell it), with its value.
    pub fn get_entry(&self, key: &Object) -> PyResult<Option<(Py, Py)>> {
        let found = self.find(key, hash_key(key)?)?;
        Ok(found.and_then(|index| self.entry_at(index)).map(|(key, value, _)| (key, value)))
    }
}

/// `found == key`, where `found` is kept alive until the answer is there and may be gone after it.
pub(crate) fn compare(found: &Object, key: &Object) -> PyResult<bool> {
    if let Some(equal) = equal_without_code(found, key) {
        return Ok(equal);
    }
    let found = found.new_ref();
    protocol::compare_eq(&found, key)
}
