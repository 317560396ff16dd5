//! The set operations, on sets and on any iterables, and their in-place forms.
//!
//! New sets have the base type (`set` or `frozenset`) of the left operand. Which operand is walked
//! and which is searched decides how often hashes and comparisons run and in which order elements
//! arrive: as CPython.

use crate::dict::{Dict, hash_key};
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::set::{Set, dummy};
use crate::statics::{PyFrozenSet_Type, PySet_Type};
use crate::ty::Type;

impl Set {
    /// A set of `ty` with the elements of an iterable.
    pub fn from_iterable(ty: &Type, iterable: &Object) -> PyResult<Py<Set>> {
        let set = Set::new_as(ty)?;
        set.update(iterable)?;
        Ok(set)
    }

    /// `set` or `frozenset`, whichever this is an instance of.
    fn base_type(&self) -> &'static Type {
        if self.is_instance_of(&PySet_Type) { &PySet_Type } else { &PyFrozenSet_Type }
    }

    fn new_like(&self) -> PyResult<Py<Set>> {
        Set::new_as(self.base_type())
    }

    /// A `set` or `frozenset` with the same elements.
    pub fn copy(&self) -> PyResult<Py<Set>> {
        let copy = self.new_like()?;
        copy.merge(self)?;
        Ok(copy)
    }

    /// Adds the elements of an iterable.
    pub fn update(&self, iterable: &Object) -> PyResult<()> {
        if let Some(other) = Set::any(iterable) {
            return self.merge(other);
        }
        if let Some(dict) = iterable.downcast_exact::<Dict>() {
            self.reserve_for_merge(dict.len())?;
            let mut position = 0;
            while let Some((key, _, hash)) = dict.next_with_hash(&mut position) {
                self.add_with_hash(&key, hash)?;
            }
            return Ok(());
        }
        let iterator = protocol::iter(iterable)?;
        while let Some(key) = protocol::next(&iterator)? {
            self.add(&key)?;
        }
        Ok(())
    }

    /// Adds the elements of another set.
    fn merge(&self, other: &Set) -> PyResult<()> {
        if other.is(self) || other.is_empty() {
            return Ok(());
        }
        self.reserve_for_merge(other.len())?;
        if self.fill() > 0 {
            let mut position = 0;
            while let Some((key, hash)) = other.next(&mut position) {
                self.add_with_hash(&key, hash)?;
            }
            return Ok(());
        }
        // Same size and nothing to clean up: the slots are copied as they are, which keeps the order.
        let identical = self.mask() == other.mask() && other.fill() == other.len();
        for index in 0..=other.mask() {
            let slot = other.slot(index);
            if slot.key.is_null() || slot.key == dummy() {
                continue;
            }
            // SAFETY: a live slot's key.
            let key = unsafe { Object::from_ptr(slot.key) }.new_ref().into_ptr();
            if identical {
                self.set_slot(index, key, slot.hash);
            } else {
                self.put_clean(key, slot.hash);
            }
        }
        // SAFETY: fields of this live object, which now has the other's elements.
        unsafe {
            (*self.raw()).fill = other.len() as isize;
            (*self.raw()).used = other.len() as isize;
        }
        Ok(())
    }

    /// `self | other` with an iterable.
    pub fn union(&self, other: &Object) -> PyResult<Py<Set>> {
        let result = self.copy()?;
        if !self.is(other) {
            result.update(other)?;
        }
        Ok(result)
    }

    /// `self & other` with an iterable.
    pub fn intersection(&self, other: &Object) -> PyResult<Py<Set>> {
        if self.is(other) {
            return self.copy();
        }
        let result = self.new_like()?;
        if let Some(other) = Set::any(other) {
            let (searched, walked) = if other.len() > self.len() { (other, self) } else { (self, other) };
            let mut position = 0;
            while let Some((key, hash)) = walked.next(&mut position) {
                if searched.contains_with_hash(&key, hash)? {
                    result.add_with_hash(&key, hash)?;
                }
            }
            return Ok(result);
        }
        let iterator = protocol::iter(other)?;
        while let Some(key) = protocol::next(&iterator)? {
            let hash = hash_key(&key)?;
            if self.contains_with_hash(&key, hash)? {
                result.add_with_hash(&key, hash)?;
            }
        }
        Ok(result)
    }

    /// `self &= other` with an iterable.
    pub fn intersection_update(&self, other: &Object) -> PyResult<()> {
        let result = self.intersection(other)?;
        self.swap(&result);
        Ok(())
    }

    /// `self - other` with an iterable.
    pub fn difference(&self, other: &Object) -> PyResult<Py<Set>> {
        let other_set = Set::any(other);
        let other_dict = other.downcast_exact::<Dict>();
        let other_len = match (other_set, other_dict) {
            (Some(set), _) => set.len(),
            (None, Some(dict)) => dict.len(),
            (None, None) => return self.copy_and_remove(other),
        };
        // With a much smaller `other`, looking its elements up costs less than looking ours up.
        if self.len() >> 2 > other_len {
            return self.copy_and_remove(other);
        }
        let result = self.new_like()?;
        let mut position = 0;
        while let Some((key, hash)) = self.next(&mut position) {
            let common = match (other_set, other_dict) {
                (Some(set), _) => set.contains_with_hash(&key, hash)?,
                (_, Some(dict)) => dict.contains_with_hash(&key, hash)?,
                _ => false,
            };
            if !common {
                result.add_with_hash(&key, hash)?;
            }
        }
        Ok(result)
    }

    fn copy_and_remove(&self, other: &Object) -> PyResult<Py<Set>> {
        let result = self.copy()?;
        result.difference_update(other)?;
        Ok(result)
    }

    /// `self -= other` with an iterable.
    pub fn difference_update(&self, other: &Object) -> PyResult<()> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(other) = Set::any(other) {
            let mut position = 0;
            while let Some((key, hash)) = other.next(&mut position) {
                self.remove_with_hash(&key, hash)?;
            }
        } else {
            let iterator = protocol::iter(other)?;
            while let Some(key) = protocol::next(&iterator)? {
                self.remove(&key)?;
            }
        }
        self.purge_dummies()
    }

    /// `self ^ other` with an iterable. The result starts from `other`'s elements.
    pub fn symmetric_difference(&self, other: &Object) -> PyResult<Py<Set>> {
        let result = Set::from_iterable(self.base_type(), other)?;
        result.symmetric_difference_update(self)?;
        Ok(result)
    }

    /// `self ^= other` with an iterable.
    pub fn symmetric_difference_update(&self, other: &Object) -> PyResult<()> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(dict) = other.downcast_exact::<Dict>() {
            let mut position = 0;
            while let Some((key, _, hash)) = dict.next_with_hash(&mut position) {
                self.toggle(&key, hash)?;
            }
            return Ok(());
        }
        let made;
        let other = match Set::any(other) {
            Some(other) => other,
            // Equal elements of an iterable count once.
            None => {
                made = Set::from_iterable(self.base_type(), other)?;
                &made
            }
        };
        let mut position = 0;
        while let Some((key, hash)) = other.next(&mut position) {
            self.toggle(&key, hash)?;
        }
        Ok(())
    }

    fn toggle(&self, key: &Object, hash: isize) -> PyResult<()> {
        if !self.remove_with_hash(key, hash)? {
            self.add_with_hash(key, hash)?;
        }
        Ok(())
    }
}
