//! How sets relate: subset, superset, disjoint, equal.

use crate::dict::hash_key;
use crate::protocol;
use crate::ptr::{Object, PyResult};
use crate::set::Set;
use crate::statics::PySet_Type;

impl Set {
    /// Is every element also in `other`?
    pub fn is_subset_of(&self, other: &Set) -> PyResult<bool> {
        if self.len() > other.len() {
            return Ok(false);
        }
        let mut position = 0;
        while let Some((key, hash)) = self.next(&mut position) {
            if !other.contains_with_hash(&key, hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `issubset` with any iterable.
    pub fn is_subset(&self, other: &Object) -> PyResult<bool> {
        match Set::any(other) {
            Some(other) => self.is_subset_of(other),
            None => self.is_subset_of(&*Set::from_iterable(&PySet_Type, other)?),
        }
    }

    /// `issuperset` with any iterable.
    pub fn is_superset(&self, other: &Object) -> PyResult<bool> {
        match Set::any(other) {
            Some(other) => other.is_subset_of(self),
            None => Set::from_iterable(&PySet_Type, other)?.is_subset_of(self),
        }
    }

    /// Is there no element common with the iterable?
    pub fn is_disjoint(&self, other: &Object) -> PyResult<bool> {
        if self.is(other) {
            return Ok(self.is_empty());
        }
        if let Some(other) = Set::from_exact(other) {
            let (searched, walked) = if other.len() > self.len() { (other, self) } else { (self, other) };
            let mut position = 0;
            while let Some((key, hash)) = walked.next(&mut position) {
                if searched.contains_with_hash(&key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let iterator = protocol::iter(other)?;
        while let Some(key) = protocol::next(&iterator)? {
            if self.contains_with_hash(&key, hash_key(&key)?)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The same elements. Frozensets that know different hashes are not compared further.
    pub fn equals(&self, other: &Set) -> PyResult<bool> {
        // SAFETY: fields of live objects.
        let (a, b) = unsafe { ((*self.raw()).hash, (*other.raw()).hash) };
        if self.len() != other.len() || (a != -1 && b != -1 && a != b) {
            return Ok(false);
        }
        self.is_subset_of(other)
    }
}
