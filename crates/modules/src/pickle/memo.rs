//! Memos: what a pickler has written and an unpickler has read, by number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use pyston_object::prelude::*;

/// Hashes addresses and numbers by one multiplication.
#[derive(Default)]
pub(super) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_usize(byte.into()));
    }
    fn write_usize(&mut self, value: usize) {
        let product = (self.0 ^ value as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ product >> 32;
    }
}

/// What was written, by address: its number, and the object, which is so kept alive.
pub(super) type Written = HashMap<usize, (usize, Py), BuildHasherDefault<AddressHasher>>;

/// What was read, by number. Numbers far from the others, which only a hostile pickle has, cost no more
/// than others.
#[derive(Default)]
pub(super) struct Read {
    near: Vec<Option<Py>>,
    far: HashMap<usize, Py, BuildHasherDefault<AddressHasher>>,
    /// How many there are.
    pub(super) len: usize,
}
pyston_object::impl_trace!(Read { near, far });

impl Read {
    pub(super) fn get(&self, number: usize) -> Option<Py> {
        self.near.get(number).cloned().flatten().or_else(|| self.far.get(&number).cloned())
    }

    /// Gives what the number stood for, to be dropped when nothing is borrowed.
    pub(super) fn set(&mut self, number: usize, value: Py) -> Option<Py> {
        if number > 2 * self.near.len() + 1024 {
            let old = self.far.insert(number, value);
            self.len += usize::from(old.is_none());
            return old;
        }
        if number >= self.near.len() {
            self.near.resize(number + 1, None);
        }
        let old = self.near[number].replace(value).or_else(|| self.far.remove(&number));
        self.len += usize::from(old.is_none());
        old
    }

    pub(super) fn items(&self) -> Vec<(usize, Py)> {
        let near = self.near.iter().enumerate().filter_map(|(number, value)| Some((number, value.clone()?)));
        near.chain(self.far.iter().map(|(&number, value)| (number, value.clone()))).collect()
    }

    pub(super) fn capacity(&self) -> usize {
        self.near.capacity() + self.far.capacity()
    }
}
