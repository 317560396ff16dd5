//! The values of a context: a persistent map from variables, by identity.
//!
//! A hash array mapped trie: a node has up to 32 slots, of which a bitmap tells the occupied ones; each
//! slot has an entry or a node for the next five bits. Changing copies the nodes on the way, so that
//! copies of a context share all others.
//!
//! **Invariant**: nodes never change once made. They are Python objects, so that the collector sees what
//! several contexts share once.

use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::trace::{Dead, Trace, Visitor};

use super::variable::ContextVar;

type Variable = Py<Instance<ContextVar>>;

#[derive(Clone)]
enum Slot {
    Entry(Variable, Py),
    Node(Py<Instance<Node>>),
}

#[pyclass(Node_Type = "hamt_bitmap_node")]
pub struct Node {
    bitmap: u32,
    slots: Vec<Slot>,
}

#[pytype(Node_Type, payload)]
impl Node {}

/// Nodes are not cleared, for others may share them: cycles break at the contexts.
impl Trace for Node {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for slot in &self.slots {
            match slot {
                Slot::Entry(variable, value) => {
                    variable.trace(visit);
                    value.trace(visit);
                }
                Slot::Node(node) => node.trace(visit),
            }
        }
    }
    fn take(&mut self, _: &mut Dead) {}
}

const BITS: u32 = 5;

/// What tells variables apart: their addresses, without the bits that are always zero.
fn hash(variable: &Instance<ContextVar>) -> u64 {
    std::ptr::from_ref(variable).addr() as u64 >> 4
}

impl Node {
    fn bit(hash: u64, shift: u32) -> u32 {
        1 << ((hash >> shift) & ((1 << BITS) - 1))
    }

    /// How many occupied slots are before that of `bit`.
    fn place(&self, bit: u32) -> usize {
        (self.bitmap & (bit - 1)).count_ones() as usize
    }

    fn slot(&self, bit: u32) -> Option<&Slot> {
        if self.bitmap & bit == 0 { None } else { self.slots.get(self.place(bit)) }
    }

    fn new(bitmap: u32, slots: Vec<Slot>) -> PyResult<Py<Instance<Node>>> {
        Instance::new(Node { bitmap, slots })
    }

    /// This node with another slot.
    fn with(&self, bit: u32, slot: Slot) -> PyResult<Py<Instance<Node>>> {
        let mut slots = self.slots.clone();
        let place = self.place(bit);
        if self.bitmap & bit == 0 {
            slots.insert(place, slot);
        } else {
            slots[place] = slot;
        }
        Node::new(self.bitmap | bit, slots)
    }

    /// This node without a slot; `None` if nothing is left.
    fn without(&self, bit: u32) -> PyResult<Option<Py<Instance<Node>>>> {
        if self.slots.len() == 1 {
            return Ok(None);
        }
        let mut slots = self.slots.clone();
        slots.remove(self.place(bit));
        Node::new(self.bitmap & !bit, slots).map(Some)
    }

    fn insert(&self, shift: u32, variable: &Variable, value: Py) -> PyResult<Py<Instance<Node>>> {
        let bit = Node::bit(hash(variable), shift);
        let slot = match self.slot(bit) {
            Some(Slot::Node(node)) => Slot::Node(node.insert(shift + BITS, variable, value)?),
            Some(Slot::Entry(other, kept)) if !other.object().is(&**variable) => {
                let other_bit = Node::bit(hash(other), shift + BITS);
                let node = Node::new(other_bit, vec![Slot::Entry(other.clone(), kept.clone())])?;
                Slot::Node(node.insert(shift + BITS, variable, value)?)
            }
            _ => Slot::Entry(variable.clone(), value),
        };
        self.with(bit, slot)
    }

    fn remove(&self, shift: u32, variable: &Instance<ContextVar>) -> PyResult<Option<Py<Instance<Node>>>> {
        let bit = Node::bit(hash(variable), shift);
        let Some(Slot::Node(node)) = self.slot(bit) else { return self.without(bit) };
        match node.remove(shift + BITS, variable)? {
            Some(node) => self.with(bit, Slot::Node(node)).map(Some),
            None => self.without(bit),
        }
    }

    fn collect(&self, entries: &mut Vec<(Variable, Py)>) {
        for slot in &self.slots {
            match slot {
                Slot::Entry(variable, value) => entries.push((variable.clone(), value.clone())),
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

    pub fn get(&self, variable: &Instance<ContextVar>) -> Option<Py> {
        let hash = hash(variable);
        let (mut node, mut shift) = (self.root.as_ref()?, 0);
        loop {
            match node.slot(Node::bit(hash, shift))? {
                Slot::Node(next) => (node, shift) = (next, shift + BITS),
                Slot::Entry(found, value) => return found.object().is(variable).then(|| value.clone()),
            }
        }
    }

    /// The map with another value for the variable.
    pub fn with(&self, variable: &Variable, value: Py) -> PyResult<Map> {
        let len = self.len + usize::from(self.get(variable).is_none());
        let root = match &self.root {
            Some(root) => root.insert(0, variable, value)?,
            None => {
                let bit = Node::bit(hash(variable), 0);
                Node::new(bit, vec![Slot::Entry(variable.clone(), value)])?
            }
        };
        Ok(Map { root: Some(root), len })
    }

    /// The map without the variable.
    pub fn without(&self, variable: &Instance<ContextVar>) -> PyResult<Map> {
        match &self.root {
            Some(root) if self.get(variable).is_some() => {
                Ok(Map { root: root.remove(0, variable)?, len: self.len - 1 })
            }
            _ => Ok(self.clone()),
        }
    }

    pub fn entries(&self) -> Vec<(Variable, Py)> {
        let mut entries = Vec::with_capacity(self.len);
        if let Some(root) = &self.root {
            root.collect(&mut entries);
        }
        entries
    }
}

pub(super) fn install() -> PyResult<()> {
    Node::install();
    ready(&Node_Type)
}
