//! Specialised forms of instructions: guards, fast paths, and the caches behind instructions.
//!
//! **Invariants**
//! - A fast path answers only where the general operation would give the same result without running
//!   Python code; everything else it hands on, unchanged, to the general operation.
//! - An instruction is rewritten only in its operation, `aux` and cache units, by the thread that holds
//!   the GIL, and never in a way that changes how many units follow it.
//! - Pointers in caches are borrowed; a version number next to them proves that they are alive.

pub mod arith;
pub mod attr;
pub mod call;
pub mod construct;
pub mod enter;
pub mod items;
pub mod names;
pub mod plain;
pub mod shared;
pub mod special;
pub mod specialise;

use pyston_opcode::regcode::Instr;

/// How often an instruction may be specialised before it stays general.
pub const ATTEMPTS: u16 = 48;

/// A pointer in the operands `b` and `c` of a cache unit.
pub fn store_pointer<T>(unit: &mut Instr, pointer: *mut T) {
    let bits = pointer as usize as u64;
    unit.b = bits as u32;
    unit.c = (bits >> 32) as u32;
}

/// What [`store_pointer`] stored.
#[inline(always)]
pub fn pointer<T>(unit: &Instr) -> *mut T {
    (u64::from(unit.b) | u64::from(unit.c) << 32) as usize as *mut T
}
