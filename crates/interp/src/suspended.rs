//! Where a frame stands that does not run now: what generators and tracebacks ask.
//!
//! **Invariant**: only started frames have a translation and a place in it.

use pyston_object::prelude::*;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::frame::Frame;

use crate::trace;
use crate::translate::RegCode;

/// What a suspended frame delegates to.
pub fn delegate(frame: &Frame) -> Option<Py> {
    // SAFETY: the state is inside the live frame; a started frame has a translation.
    unsafe {
        let state = frame.state();
        if !(*state).started || (*state).finished {
            return None;
        }
        let instr = &*(*state).pc.cast::<Instr>();
        let code = &*(*state).translation.cast::<RegCode>();
        if trace::operation(code, instr) == Op::YieldFrom && !(*state).delegation_done {
            frame.register(instr.a as usize)
        } else {
            None
        }
    }
}

/// Ends the delegation of a suspended frame.
pub fn end_delegation(frame: &Frame) {
    // SAFETY: as in `delegate`.
    unsafe { (*frame.state()).delegation_done = true }
}

/// The bytecode offset of a frame. One suspended in a delegation stands at the instruction before it, so
/// that CPython's loop executes `YIELD_FROM` once more.
pub fn lasti(frame: &Frame) -> i32 {
    // SAFETY: as in `delegate`.
    unsafe {
        let state = frame.state();
        if (*state).translation.is_null() || !(*state).started {
            return -1;
        }
        let code = &*(*state).translation.cast::<RegCode>();
        let instr = (*state).pc.cast::<Instr>();
        let index = instr.offset_from(code.instrs.as_ptr());
        let Some(offset) = code.offsets.get(index as usize) else { return -1 };
        let suspended = !((*state).finished || (*state).delegation_done || frame.is_executing());
        let before = (suspended || (*state).thrown_past_delegate) && trace::operation(code, &*instr) == Op::YieldFrom;
        *offset as i32 - if before { 2 } else { 0 }
    }
}
