//! The value stack during translation: what each slot holds, before it must be in its register.

use pyston_opcode::regcode::In;

/// What is known to be in a slot of the value stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The value is in the slot's own temporary.
    Temp,
    /// The same as that variable register; not copied yet.
    Variable(u32),
    /// A constant; not copied yet.
    Const(u32),
}

/// How much room is made before it is needed: the number is anybody's.
const MAX_ROOM: usize = 64;

/// The value stack.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Register of the lowest slot.
    pub base: u32,
    pub slots: Vec<Slot>,
    pub max_depth: usize,
}

impl Stack {
    /// An empty stack with room for that many values.
    pub fn new(base: u32, room: usize) -> Stack {
        Stack { base, slots: Vec::with_capacity(room.min(MAX_ROOM)), max_depth: 0 }
    }

    /// `depth` values in their temporaries.
    pub fn reset(&mut self, depth: usize) {
        self.slots.clear();
        self.slots.resize(depth, Slot::Temp);
        self.max_depth = depth;
    }

    pub fn depth(&self) -> usize {
        self.slots.len()
    }

    /// The register of the slot at `position` from the bottom.
    pub fn register(&self, position: usize) -> u32 {
        self.base + position as u32
    }

    pub fn push(&mut self, slot: Slot) -> u32 {
        self.slots.push(slot);
        self.max_depth = self.max_depth.max(self.slots.len());
        self.register(self.slots.len() - 1)
    }

    /// Room for the effects of one instruction above the present depth.
    pub fn note_depth(&mut self, depth: usize) {
        self.max_depth = self.max_depth.max(depth);
    }

    /// How to read the slot at `position`, which is given up.
    pub fn read(&self, position: usize) -> In {
        match self.slots[position] {
            Slot::Temp => In::take(self.register(position)),
            Slot::Variable(register) => In::register(register),
            Slot::Const(index) => In::constant(index),
        }
    }

    /// How to read the slot at `position` if it stays.
    pub fn peek(&self, position: usize) -> In {
        match self.slots[position] {
            Slot::Temp => In::register(self.register(position)),
            Slot::Variable(register) => In::register(register),
            Slot::Const(index) => In::constant(index),
        }
    }
}
