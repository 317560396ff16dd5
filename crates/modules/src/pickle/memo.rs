//! Memos: what a pickler has written and an unpickler has read, by number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use pyston_object::prelude::*;
use pyston_object::trace::{Dead, Trace, Visitor};

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

/// Containers that a pickler in fast mode is in, by address.
pub(super) type Entered = HashMap<usize, Py, BuildHasherDefault<AddressHasher>>;

/// The fewest slots of a table that has any.
const SLOTS_MIN: usize = 32;
/// From so many slots on a table that grows is doubled, before that quadrupled.
const SLOTS_MANY: usize = 1 << 16;

/// What was written: objects, which are so kept alive, with their numbers.
///
/// Each object that is pickled is looked up here and most are added, so this is an open table of its own:
/// **invariant**: it has a power of two of slots or none, at most half of them used; nothing is removed.
#[derive(Default)]
pub(super) struct Written {
    slots: Vec<(Option<Py>, usize)>,
    pub(super) len: usize,
}

impl Trace for Written {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.slots.trace(visit);
    }
    fn take(&mut self, dead: &mut Dead) {
        dead.push(Box::new(std::mem::take(self)));
    }
}

impl Written {
    /// The slot of the object, or where it would go; the table must have slots.
    #[inline]
    fn slot(&self, object: &Object) -> usize {
        let mask = self.slots.len() - 1;
        let product = (object.as_ptr() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut index = (product >> 32) as usize & mask;
        while let (Some(other), _) = &self.slots[index]
            && !other.is(object)
        {
            index = (index + 1) & mask;
        }
        index
    }

    #[inline]
    pub(super) fn get(&self, object: &Object) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let (known, number) = &self.slots[self.slot(object)];
        known.is_some().then_some(*number)
    }

    pub(super) fn insert(&mut self, object: &Object, number: usize) {
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let index = self.slot(object);
        let (known, known_number) = &mut self.slots[index];
        *known_number = number;
        if known.is_none() {
            *known = Some(object.new_ref());
            self.len += 1;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let factor = if self.slots.len() < SLOTS_MANY { 4 } else { 2 };
        let mut slots = Vec::new();
        slots.resize_with((self.slots.len() * factor).max(SLOTS_MIN), || (None, 0));
        for (object, number) in std::mem::replace(&mut self.slots, slots) {
            if let Some(object) = object {
                let index = self.slot(&object);
                self.slots[index] = (Some(object), number);
            }
        }
    }

    pub(super) fn items(&self) -> impl Iterator<Item = (&Py, usize)> {
        self.slots.iter().filter_map(|(object, number)| Some((object.as_ref()?, *number)))
    }

    pub(super) fn capacity(&self) -> usize {
        self.slots.len()
    }
}

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
    #[inline]
    pub(super) fn set(&mut self, number: usize, value: Py) -> Option<Py> {
        if number == self.near.len() && self.far.is_empty() {
            self.near.push(Some(value));
            self.len += 1;
            return None;
        }
        self.set_any(number, value)
    }

    fn set_any(&mut self, number: usize, value: Py) -> Option<Py> {
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
