//! The hash of a frozenset: independent of the order of elements.

use crate::set::{FrozenSet, Set};

/// Spreads the bits of an element's hash, so that close hashes do not cancel out in the xor.
fn shuffle(hash: usize) -> usize {
    ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
}

impl FrozenSet {
    /// `hash()`, computed once.
    pub fn hash(&self) -> isize {
        self.as_set().frozen_hash()
    }
}

impl Set {
    /// The hash as if this were a frozenset, remembered in the object.
    pub fn frozen_hash(&self) -> isize {
        // SAFETY: a field of this live object.
        let cached = unsafe { (*self.raw()).hash };
        if cached != -1 {
            return cached;
        }
        let mut position = 0;
        let mut hash = 0;
        while let Some((_, element)) = self.next(&mut position) {
            hash ^= shuffle(element as usize);
        }
        hash ^= (self.len() + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        let hash = if hash as isize == -1 { 590_923_713 } else { hash as isize };
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).hash = hash }
        hash
    }
}
