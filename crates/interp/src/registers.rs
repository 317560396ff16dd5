//! Access to the registers of the running frame: the one place where the interpreter touches them.
//!
//! **Invariant**: a register is null or owns a reference. The translator guarantees the indices.

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;
use pyston_opcode::regcode::{In, Source};
use pyston_runtime::frame::{Frame, FrameState};

/// The registers of a frame: one pointer, from which everything else of the frame is at a fixed
/// distance, so that the loop can keep it in a machine register.
#[derive(Clone, Copy)]
pub struct Registers {
    base: *mut *mut PyObject,
}

/// A value read from an operand; drops its reference if the operand gave it up.
pub struct Value {
    ptr: *mut PyObject,
    owned: bool,
}

impl std::ops::Deref for Value {
    type Target = Object;
    #[inline(always)]
    fn deref(&self) -> &Object {
        // SAFETY: a live object: owned here, or kept by a register or the constants.
        unsafe { Object::from_ptr(self.ptr) }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: the reference was moved out of its register.
            unsafe { pyston_object::ptr::decref(self.ptr) }
        }
    }
}

impl Value {
    /// Is this the only reference, which dies with the instruction?
    #[inline(always)]
    pub fn is_last(&self) -> bool {
        self.owned && self.refcnt() == 1
    }

    /// The value as an owned reference.
    #[inline(always)]
    pub fn into_py(self) -> Py {
        let value = std::mem::ManuallyDrop::new(self);
        // SAFETY: the reference is ours, or a new one is taken.
        unsafe { if value.owned { Py::from_owned(value.ptr) } else { Object::from_ptr(value.ptr).new_ref() } }
    }
}

impl Registers {
    /// # Safety
    /// The frame and its code must outlive the use, and only this thread may run the frame.
    #[inline(always)]
    pub unsafe fn of(frame: &Frame) -> Registers {
        Registers { base: frame.registers() }
    }

    /// Reads an operand.
    #[inline(always)]
    pub fn read(self, word: u32) -> Value {
        // SAFETY: the translator checked indices and liveness.
        unsafe {
            match In(word).source() {
                Source::Register(index) => Value { ptr: *self.base.add(index as usize), owned: false },
                Source::Take(index) => {
                    let register = self.base.add(index as usize);
                    Value { ptr: std::ptr::replace(register, std::ptr::null_mut()), owned: true }
                }
                Source::Const(index) => Value { ptr: *(*self.state()).consts.add(index as usize), owned: false },
            }
        }
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
