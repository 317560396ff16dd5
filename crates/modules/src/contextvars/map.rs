//! A persistent map: the values of a context, and what else wants copies that cost nothing.
//!
//! A hash array mapped trie: a node has up to 32 slots, of which a bitmap tells the occupied ones; each
//! slot has an entry or a node for the next five bits of the hash. Changing copies the nodes on the way, so
//! that copies of a map share all others. Under the last level are nodes whose entries all have one hash:
//! those are lists, without a bitmap.
//!
//! **Invariant**: nodes never change once made, so that comparing keys, which may run Python code, cannot
//! invalidate a walk. They are Python objects, so that the collector sees what several maps share once. A
//! node that has only one entry left is replaced by the entry: the shape does not depend on history.

use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::trace::{Dead, Trace, Visitor};

#[derive(Clone)]
struct Entry {
    hash: u32,
    key: Py,
    value: Py,
}

#[derive(Clone)]
enum Slot {
    Entry(Entry),
    Node(Py<Instance<Node>>),
}

#[pyclass(Node_Type = "hamt_bitmap_node")]
pub struct Node {
    bitmap: u32,
    slots: Vec<Slot>,
}

#[pytype(Node_Type, payload)]
impl Node {}

/// Nodes are not cleared, for others may share them: cycles break at the owners of maps.
impl Trace for Node {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for slot in &self.slots {
            match slot {
                Slot::Entry(entry) => {
                    entry.key.trace(visit);
                    entry.value.trace(visit);
                }
                Slot::Node(node) => node.trace(visit),
            }
        }
    }
    fn take(&mut self, _: &mut Dead) {}
}

const BITS: u32 = 5;

/// The 32 bits of a hash that place a key.
pub fn fold(hash: isize) -> u32 {
    let hash = hash as u64;
    (hash ^ hash >> 32) as u32
}

/// A key that is looked for, with its hash.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    pub object: &'a Object,
    pub hash: u32,
}

impl<'a> Key<'a> {
    pub fn of(object: &'a Object) -> PyResult<Key<'a>> {
        Ok(Key { object, hash: fold(protocol::hash(object)?) })
    }

    fn is(self, entry: &Entry) -> PyResult<bool> {
        Ok(self.object.is(&*entry.key) || (self.hash == entry.hash && protocol::compare_eq(&entry.key, self.object)?))
    }
}

/// What became of a node that a key was removed from.
enum Removed {
    Absent,
    Empty,
    Left(Slot),
}

impl Node {
    fn new(bitmap: u32, slots: Vec<Slot>) -> PyResult<Py<Instance<Node>>> {
        Instance::new(Node { bitmap, slots })
    }

    /// The bit of a hash at a level, or `None` under the last one, where nodes are lists.
    fn bit(hash: u32, shift: u32) -> Option<u32> {
        hash.checked_shr(shift).map(|rest| 1 << (rest & ((1 << BITS) - 1)))
    }

    /// How many occupied slots are before that of `bit`.
    fn rank(&self, bit: u32) -> usize {
        (self.bitmap & (bit - 1)).count_ones() as usize
    }

    /// Where the slot for a key is; `Err` says where it would be.
    fn place(&self, shift: u32, key: Key<'_>) -> PyResult<Result<usize, usize>> {
        if let Some(bit) = Node::bit(key.hash, shift) {
            let rank = self.rank(bit);
            return Ok(if self.bitmap & bit != 0 { Ok(rank) } else { Err(rank) });
        }
        for (place, slot) in self.slots.iter().enumerate() {
            if let Slot::Entry(entry) = slot
                && key.is(entry)?
            {
                return Ok(Ok(place));
            }
        }
        Ok(Err(self.slots.len()))
    }

    /// This node with another slot at a place.
    fn with(&self, place: usize, slot: Slot) -> PyResult<Slot> {
        let mut slots = self.slots.clone();
        slots[place] = slot;
        Node::new(self.bitmap, slots).map(Slot::Node)
    }

    /// A node with one entry, of the level at `shift`.
    fn single(shift: u32, entry: Entry) -> PyResult<Py<Instance<Node>>> {
        Node::new(Node::bit(entry.hash, shift).unwrap_or(0), vec![Slot::Entry(entry)])
    }

    /// This node with an entry, or `None` if it has just that; `added` is set if the key is new.
    fn insert(&self, shift: u32, new: &Entry, added: &mut bool) -> PyResult<Option<Py<Instance<Node>>>> {
        let key = Key { object: &new.key, hash: new.hash };
        let place = match self.place(shift, key)? {
            Ok(place) => place,
            Err(place) => {
                *added = true;
                let mut slots = self.slots.clone();
                slots.insert(place, Slot::Entry(new.clone()));
                return Node::new(self.bitmap | Node::bit(new.hash, shift).unwrap_or(0), slots).map(Some);
            }
        };
        let mut slots = self.slots.clone();
        slots[place] = match &self.slots[place] {
            Slot::Node(node) => match node.insert(shift + BITS, new, added)? {
                Some(node) => Slot::Node(node),
                None => return Ok(None),
            },
            Slot::Entry(old) if key.is(old)? => {
                if old.value.is(&*new.value) {
                    return Ok(None);
                }
                Slot::Entry(Entry { hash: old.hash, key: old.key.clone(), value: new.value.clone() })
            }
            Slot::Entry(old) => {
                let below = Node::single(shift + BITS, old.clone())?;
                Slot::Node(below.insert(shift + BITS, new, added)?.unwrap_or(below))
            }
        };
        Node::new(self.bitmap, slots).map(Some)
    }

    fn remove(&self, shift: u32, key: Key<'_>) -> PyResult<Removed> {
        let Ok(place) = self.place(shift, key)? else { return Ok(Removed::Absent) };
        match &self.slots[place] {
            Slot::Entry(entry) if !key.is(entry)? => return Ok(Removed::Absent),
            Slot::Entry(_) => (),
            Slot::Node(node) => match node.remove(shift + BITS, key)? {
                Removed::Left(slot @ Slot::Entry(_)) if self.slots.len() == 1 && shift > 0 => {
                    return Ok(Removed::Left(slot));
                }
                Removed::Left(slot) => return self.with(place, slot).map(Removed::Left),
                Removed::Absent => return Ok(Removed::Absent),
                Removed::Empty => (),
            },
        }
        let mut slots = self.slots.clone();
        slots.remove(place);
        Ok(match slots.pop() {
            None => Removed::Empty,
            Some(last @ Slot::Entry(_)) if slots.is_empty() && shift > 0 => Removed::Left(last),
            Some(last) => {
                slots.push(last);
                let bitmap = self.bitmap & !Node::bit(key.hash, shift).unwrap_or(0);
                Removed::Left(Slot::Node(Node::new(bitmap, slots)?))
            }
        })
    }

    fn collect(&self, entries: &mut Vec<(Py, Py)>) {
        for slot in &self.slots {
            match slot {
                Slot::Entry(entry) => entries.push((entry.key.clone(), entry.value.clone())),
                Slot::Node(node) => node.collect(entries),
            }
        }
    }
}

/// A persistent map: cloning shares everything.
#[derive(Clone, Default)]
pub struct Map {
    root: Option<Py<Instance<Node>>>,
    len: usize,
}

impl Trace for Map {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.root.trace(visit);
    }
    fn take(&mut self, dead: &mut Dead) {
        self.len = 0;
        Trace::take(&mut self.root, dead);
    }
}

impl Map {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn get(&self, key: Key<'_>) -> PyResult<Option<Py>> {
        let (mut node, mut shift) = (self.root.as_ref(), 0);
        while let Some(level) = node {
            let Ok(place) = level.place(shift, key)? else { return Ok(None) };
            match &level.slots[place] {
                Slot::Node(next) => (node, shift) = (Some(next), shift + BITS),
                Slot::Entry(entry) => return Ok(if key.is(entry)? { Some(entry.value.clone()) } else { None }),
            }
        }
        Ok(None)
    }

    /// The map with another value for the key; `None` if it has just that value.
    pub fn with(&self, key: Key<'_>, value: Py) -> PyResult<Option<Map>> {
        let entry = Entry { hash: key.hash, key: key.object.new_ref(), value };
        let Some(root) = &self.root else {
            return Ok(Some(Map { root: Some(Node::single(0, entry)?), len: 1 }));
        };
        let mut added = false;
        let root = root.insert(0, &entry, &mut added)?;
        Ok(root.map(|root| Map { root: Some(root), len: self.len + usize::from(added) }))
    }

    /// The map without the key; `None` if it does not have it.
    pub fn without(&self, key: Key<'_>) -> PyResult<Option<Map>> {
        let Some(root) = &self.root else { return Ok(None) };
        Ok(match root.remove(0, key)? {
            Removed::Absent => None,
            Removed::Left(Slot::Node(root)) => Some(Map { root: Some(root), len: self.len - 1 }),
            Removed::Left(Slot::Entry(entry)) => Some(Map { root: Some(Node::single(0, entry)?), len: 1 }),
            Removed::Empty => Some(Map::default()),
        })
    }

    /// Keys and values, in the order of the trie.
    pub fn entries(&self) -> Vec<(Py, Py)> {
        let mut entries = Vec::with_capacity(self.len);
        if let Some(root) = &self.root {
            root.collect(&mut entries);
        }
        entries
    }

    /// Do two maps have equal values for equal keys?
    pub fn equals(&self, other: &Map) -> PyResult<bool> {
        if self.len != other.len {
            return Ok(false);
        }
        for (key, value) in self.entries() {
            match other.get(Key::of(&key)?)? {
                Some(found) if protocol::compare_eq(&value, &found)? => (),
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

pub(super) fn install() -> PyResult<()> {
    Node::install();
    ready(&Node_Type)
}
