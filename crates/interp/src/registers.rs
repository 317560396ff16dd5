//! Access to the registers of the running frame: the one place where the interpreter touches them.
//!
//! **Invariant**: a register is null or owns a reference, but for the constants, which are the code
//! object's. The translator guarantees the indices. An operand that ends with its instruction stays in
//! its register until the instruction has used it.

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;
use pyston_opcode::regcode::{Instr, ends};
use pyston_runtime::frame::{Frame, FrameState};

/// The registers of a frame: one pointer, from which everything else of the frame is at a fixed
/// distance, so that the loop can keep it in a machine register.
#[derive(Clone, Copy)]
pub struct Registers {
    base: *mut *mut PyObject,
}

impl Registers {
    /// # Safety
    /// The frame and its code must outlive the use, and only this thread may run the frame.
    #[inline(always)]
    pub unsafe fn of(frame: &Frame) -> Registers {
        Registers { base: frame.registers() }
    }

    /// The value of the operand in register `index` as an owned reference: moved if the operand ends
    /// here, which `bit` of the instruction's [`ends`] says.
    #[inline(always)]
    fn own(self, instr: &Instr, index: u32, bit: u8) -> Py {
        // SAFETY: the translator checked index and liveness.
        unsafe {
            let register = self.base.add(index as usize);
            if instr.ends & bit != 0 {
                return Py::from_owned(std::ptr::replace(register, std::ptr::null_mut()));
            }
            Object::from_ptr(*register).new_ref()
        }
    }

    /// Operand `a`, owned.
    #[inline(always)]
    pub fn own_a(self, instr: &Instr) -> Py {
        self.own(instr, instr.a, ends::A)
    }

    /// Operand `b`, owned.
    #[inline(always)]
    pub fn own_b(self, instr: &Instr) -> Py {
        self.own(instr, instr.b, ends::B)
    }

    /// Operand `c`, owned.
    #[inline(always)]
    pub fn own_c(self, instr: &Instr) -> Py {
        self.own(instr, instr.c, ends::C)
    }

    /// Drops the operands that end with an instruction, once it has used them. An instruction that
    /// raises leaves them to unwinding.
    #[inline(always)]
    pub fn finish(self, instr: &Instr) {
        if instr.ends & (ends::A | ends::B | ends::C) != 0 {
            for (index, bit) in [(instr.a, ends::A), (instr.b, ends::B), (instr.c, ends::C)] {
                if instr.ends & bit != 0 {
                    drop(self.take(index));
                }
            }
        }
    }

    /// As [`Registers::finish`], for an instruction whose only operand to read is `b`.
    #[inline(always)]
    pub fn finish_b(self, instr: &Instr) {
        if instr.ends & ends::B != 0 {
            drop(self.take(instr.b));
        }
    }

    /// Is the value in register `b` referred to from there alone, and ends with this instruction?
    #[inline(always)]
    pub fn is_last_b(self, instr: &Instr) -> bool {
        instr.ends & (ends::B | ends::OVER_B) != 0 && self.get(instr.b).refcnt() == 1
    }

    /// Writes a register; what it held is dropped afterwards.
    #[inline(always)]
    pub fn write(self, index: u32, value: Py) {
        // SAFETY: the translator checked the index.
        unsafe {
            let old = std::ptr::replace(self.base.add(index as usize), value.into_ptr());
            if !old.is_null() {
                pyston_object::ptr::decref(old);
            }
        }
    }

    /// Writes null or a value.
    #[inline(always)]
    pub fn write_optional(self, index: u32, value: Option<Py>) {
        match value {
            Some(value) => self.write(index, value),
            None => drop(self.take(index)),
        }
    }

    /// The value of a register that may be null, borrowed: valid until the register changes.
    #[inline(always)]
    pub fn peek<'a>(self, index: u32) -> Option<&'a Object> {
        // SAFETY: the translator checked the index.
        unsafe { Object::from_nullable(*self.base.add(index as usize)) }
    }

    /// The value of a register that is live.
    #[inline(always)]
    pub fn get<'a>(self, index: u32) -> &'a Object {
        // SAFETY: the translator checked index and liveness.
        unsafe { Object::from_ptr(*self.base.add(index as usize)) }
    }

    /// Moves the value of a register out.
    #[inline(always)]
    pub fn take(self, index: u32) -> Option<Py> {
        // SAFETY: the translator checked the index.
        unsafe { Py::from_nullable(std::ptr::replace(self.base.add(index as usize), std::ptr::null_mut())) }
    }

    /// The values of `n` consecutive live registers.
    #[inline(always)]
    pub fn run<'a>(self, first: u32, n: u32) -> &'a [&'a Object] {
        // SAFETY: the translator checked the run; references are non-null pointers.
        unsafe { std::slice::from_raw_parts(self.base.add(first as usize).cast(), n as usize) }
    }

    /// Where a register is, the first of a run.
    #[inline(always)]
    pub fn place(self, index: u32) -> *mut *mut PyObject {
        self.base.wrapping_add(index as usize)
    }

    /// Drops `n` consecutive registers, the last first.
    #[inline(always)]
    pub fn drop_run(self, first: u32, n: u32) {
        for index in (first..first + n).rev() {
            drop(self.take(index));
        }
    }

    /// Moves the values of `n` consecutive registers out.
    pub fn take_run(self, first: u32, n: u32) -> Vec<Py> {
        (first..first + n).filter_map(|index| self.take(index)).collect()
    }

    /// The interpreter's part of the frame.
    #[inline(always)]
    pub fn state(self) -> *mut FrameState {
        // SAFETY: the registers are part of the frame, which outlives their use.
        unsafe { Frame::state_of_registers(self.base) }
    }

    /// The frame whose registers these are.
    #[inline(always)]
    pub fn frame<'a>(self) -> &'a Frame {
        // SAFETY: the registers are part of the frame, which outlives their use.
        unsafe { Frame::of_registers(self.base) }
    }

    /// A name of the code object.
    #[inline(always)]
    pub fn name<'a>(self, index: u32) -> &'a Str {
        // SAFETY: the translator checked the index; names are strings.
        unsafe { Object::from_ptr(*self.frame().code().names().items_ptr().add(index as usize)).cast_unchecked() }
    }

    #[inline(always)]
    pub fn swap(self, a: u32, b: u32) {
        // SAFETY: the translator checked the indices.
        unsafe { std::ptr::swap(self.base.add(a as usize), self.base.add(b as usize)) }
    }
}
