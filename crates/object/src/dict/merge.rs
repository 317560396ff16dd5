//! Filling a dict from another: update, merge, copy, `fromkeys`.
//!
//! **Invariant**: what goes in from another dict keeps its order and its hashes; the source may change
//! while Python code runs, which is noticed.

use crate::dict::keys::Keys;
use crate::dict::{Dict, slots};
use crate::exc;
use crate::list::List;
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::set::Set;
use crate::tuple::Tuple;

/// What to do with a key that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnDuplicate {
    Keep,
    Replace,
    /// Raise `KeyError(key)`, which the caller turns into its own message (`f(**a, **b)`).
    Fail,
}

impl Dict {
    /// A new dict with the same entries; always an exact `dict`.
    pub fn copy(&self) -> PyResult<Py<Dict>> {
        if self.is_empty() {
            return Dict::new();
        }
        let copy = if let Some(values) = self.split_values() {
            self.copy_split(values)?
        } else if Dict::check_exact(self) && self.len() >= self.table().nentries() * 2 / 3 {
            let table: Keys = self.table().duplicate()?;
            slots::allocate(table, std::ptr::null_mut(), self.len())?
        } else {
            let copy = Dict::new()?;
            copy.merge(self, true)?;
            return Ok(copy);
        };
        // SAFETY: dicts have a collector's header, and the copy is complete.
        unsafe {
            if crate::gc::is_tracked(self.as_ptr()) {
                crate::gc::track(copy.as_ptr());
            }
        }
        Ok(copy)
    }

    /// `dict.update(other)` with one positional argument: a dict, a mapping with `keys()`, or pairs.
    pub fn update(&self, other: &Object) -> PyResult<()> {
        if Dict::check_exact(other) || crate::attr::find_attr(other, crate::name!("keys"))?.is_some() {
            self.merge(other, true)
        } else {
            self.merge_pairs(other, true)
        }
    }

    /// Takes over the entries of a mapping; keys that are there already keep their values unless
    /// `replace`.
    pub fn merge(&self, other: &Object, replace: bool) -> PyResult<()> {
        self.merge_with(other, if replace { OnDuplicate::Replace } else { OnDuplicate::Keep })
    }

    /// As [`Dict::merge`], with a choice for duplicates.
    pub fn merge_with(&self, other: &Object, on_duplicate: OnDuplicate) -> PyResult<()> {
        match other.downcast::<Dict>() {
            // A subclass that iterates in its own way is asked for its keys.
            Some(dict) if iterates_as_dict(other) => self.merge_dict(dict, on_duplicate),
            _ => self.merge_mapping(other, on_duplicate),
        }
    }

    fn merge_dict(&self, other: &Dict, on_duplicate: OnDuplicate) -> PyResult<()> {
        if other.is(self) || other.is_empty() {
            return Ok(());
        }
        let on_duplicate = if self.is_empty() { OnDuplicate::Replace } else { on_duplicate };
        self.reserve_for_merge(other.len())?;
        let nentries = other.table().nentries();
        for index in 0..nentries {
            let Some((key, value, hash)) = other.entry_at(index) else { continue };
            if on_duplicate == OnDuplicate::Replace || !self.contains_with_hash(&key, hash)? {
                self.set_with_hash(&key, hash, value)?;
            } else if on_duplicate == OnDuplicate::Fail {
                return Err(crate::errors::key_error(&key));
            }
            if other.table().nentries() != nentries {
                return Err(crate::raise!(RuntimeError, "dict mutated during update"));
            }
        }
        Ok(())
    }

    fn merge_mapping(&self, other: &Object, on_duplicate: OnDuplicate) -> PyResult<()> {
        let keys = protocol::mapping_list(other, crate::name!("keys"))?;
        let iterator = protocol::iter(&keys)?;
        while let Some(key) = protocol::next(&iterator)? {
            if on_duplicate != OnDuplicate::Replace && self.contains(&key)? {
                if on_duplicate == OnDuplicate::Fail {
                    return Err(crate::errors::key_error(&key));
                }
                continue;
            }
            let value = protocol::getitem(other, &key)?;
            self.set(&key, value)?;
        }
        Ok(())
    }

    /// Takes over pairs from an iterable of two-element sequences (`PyDict_MergeFromSeq2`).
    pub fn merge_pairs(&self, pairs: &Object, replace: bool) -> PyResult<()> {
        let iterator = protocol::iter(pairs)?;
        let mut index = 0usize;
        while let Some(item) = protocol::next(&iterator)? {
            let pair = sequence_items(&item).map_err(|raised| {
                if !raised.is(&exc::TypeError) {
                    return raised;
                }
                crate::raise!(TypeError, "cannot convert dictionary update sequence element #{index} to a sequence")
            })?;
            let [key, value] = <[Py; 2]>::try_from(pair).map_err(|pair| {
                let len = pair.len();
                crate::raise!(ValueError, "dictionary update sequence element #{index} has length {len}; 2 is required")
            })?;
            if replace || !self.contains(&key)? {
                self.set(&key, value)?;
            }
            index += 1;
        }
        Ok(())
    }

    /// Gives every element of an iterable as a key the same value (`dict.fromkeys` of a new dict).
    pub fn fill_from_keys(&self, iterable: &Object, value: &Object) -> PyResult<()> {
        if self.is_empty() {
            if let Some(keys) = iterable.downcast_exact::<Dict>() {
                self.resize(super::keys::estimate_size(keys.len()))?;
                let mut position = 0;
                while let Some((key, _, hash)) = keys.next_with_hash(&mut position) {
                    self.set_with_hash(&key, hash, value.new_ref())?;
                }
                return Ok(());
            }
            if let Some(keys) = Set::from_exact(iterable) {
                self.resize(super::keys::estimate_size(keys.len()))?;
                let mut position = 0;
                while let Some((key, hash)) = keys.next(&mut position) {
                    self.set_with_hash(&key, hash, value.new_ref())?;
                }
                return Ok(());
            }
        }
        let iterator = protocol::iter(iterable)?;
        while let Some(key) = protocol::next(&iterator)? {
            self.set(&key, value.new_ref())?;
        }
        Ok(())
    }

    /// `dict.fromkeys(iterable, value)` for `dict` itself.
    pub fn from_keys(iterable: &Object, value: &Object) -> PyResult<Py<Dict>> {
        let dict = Dict::new()?;
        dict.fill_from_keys(iterable, value)?;
        Ok(dict)
    }
}

/// Is iterating over the dict iterating over its keys?
fn iterates_as_dict(object: &Object) -> bool {
    let address = |ty: &crate::Type| ty.tp().tp_iter.map(|iter| iter as usize);
    Dict::check_exact(object) || address(object.ty()) == address(Dict::static_type())
}

/// The items of a list, a tuple or any iterable.
fn sequence_items(object: &Object) -> PyResult<Vec<Py>> {
    // A subclass may iterate differently.
    if let Some(list) = object.downcast_exact::<List>() {
        return Ok(list.to_vec());
    }
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        return Ok(tuple.as_slice().iter().map(|item| item.new_ref()).collect());
    }
    let iterator = protocol::iter(object)?;
    let mut items = Vec::new();
    while let Some(item) = protocol::next(&iterator)? {
        items.push(item);
    }
    Ok(items)
}
