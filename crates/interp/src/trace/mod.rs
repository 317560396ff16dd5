//! Tracing: the form of a code object that gives events, and how running frames come into it and out of
//! it.
//!
//! **Invariants**
//! - The plain form of a code object knows nothing of tracing. A frame that starts or resumes while its
//!   thread traces takes the tracing form, in which every bytecode instruction begins with
//!   [`Op::Trace`] and all values stand in their registers.
//! - Frames that run when tracing is turned on run plain code: [`Op::Trap`] is written over the starts
//!   of bytecode instructions in it, and takes them over to the tracing form there. An instruction that
//!   is being executed by some frame is never written over.
//! - A frame goes back to plain code where a jump ends, once its thread traces no more.

mod calls;
mod events;
mod forms;

use std::collections::{HashMap, HashSet};

use pyston_object::prelude::*;
use pyston_object::tstate;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::code::Code;
use pyston_runtime::frame::Frame;
use pyston_runtime::lifecycle;
use pyston_runtime::trace;

use crate::translate::RegCode;
use crate::translation;

pub use calls::native_call;
pub use events::{event, jump, next, returning};
pub use forms::Tracing;

/// Code objects whose plain form has traps.
static TRAPPED: GilCell<Vec<Py<Code>>> = GilCell::new(Vec::new());

/// The instructions that frames of all threads are executing, by plain form.
fn instructions_in_progress() -> HashMap<usize, HashSet<u32>> {
    let mut found: HashMap<usize, HashSet<u32>> = HashMap::new();
    for state in lifecycle::thread_states() {
        // SAFETY: with the GIL held, other threads' frames do not change.
        let mut frame = unsafe { Object::from_nullable((*state).frame.cast()).map(|frame| frame.cast_unchecked()) };
        while let Some(current) = frame {
            if let Some((code, index)) = place(current) {
                found.entry(std::ptr::from_ref(code) as usize).or_default().insert(index);
            }
            frame = current.back();
        }
    }
    found
}

/// The register code that a started frame runs and the index of its instruction.
fn place(frame: &Frame) -> Option<(&RegCode, u32)> {
    // SAFETY: the state is inside the live frame; a started frame has a translation.
    unsafe {
        let state = frame.state();
        if !(*state).started || (*state).finished || (*state).translation.is_null() {
            return None;
        }
        let code = &*(*state).translation.cast::<RegCode>();
        Some((code, (*state).pc.cast::<Instr>().offset_from(code.instrs.as_ptr()) as u32))
    }
}

/// The current thread traces from here on.
pub fn started() {
    let mut frame = Frame::current();
    let mut in_progress = None;
    while let Some(current) = frame {
        if let Some((code, _)) = place(current).filter(|(code, _)| !code.traces) {
            let in_progress = in_progress.get_or_insert_with(instructions_in_progress);
            let busy = in_progress.get(&(std::ptr::from_ref(code) as usize));
            match forms::of(current.code()) {
                Ok(tracing) => {
                    if tracing.set_traps(code, busy) {
                        // SAFETY: borrowed for the push only.
                        unsafe { TRAPPED.get_mut() }.push(current.code().new_ref());
                    }
                }
                // Code that cannot be traced runs on without events.
                Err(raised) => raised.clear(),
            }
        }
        frame = current.back();
    }
}

/// No thread traces any more.
pub fn ended() {
    // SAFETY: borrowed for the moment of taking it.
    let trapped = std::mem::take(unsafe { TRAPPED.get_mut() });
    for code in &trapped {
        if let Ok(plain) = translation::of(code)
            && let Some(tracing) = plain.tracing.get()
        {
            tracing.remove_traps(plain);
        }
    }
}

/// The operation of an instruction, whatever is written over it.
#[inline]
pub fn operation(code: &RegCode, instr: &Instr) -> Op {
    if instr.op == Op::Trap { forms::original(code, instr) } else { instr.op }
}

/// A frame is about to start (`fresh`) or to go on, and some thread traces. Gives the call event and
/// takes the frame to the tracing form.
///
/// # Errors
/// What a trace function raised: the frame must not run.
#[cold]
#[inline(never)]
pub fn entering(frame: &Frame, fresh: bool) -> PyResult<()> {
    let state = frame.state();
    let is_on = trace::is_on();
    // SAFETY: fields of the live frame.
    unsafe {
        let executing = std::mem::replace(&mut (*frame.raw()).f_executing, 0);
        if is_on {
            (*state).has_window = false;
            if fresh {
                (*state).started = false;
            }
            let told = trace::on_call(frame);
            (*state).started = true;
            told?;
        }
        (*frame.raw()).f_executing = executing;
        let is_trapped = (*(*state).pc.cast::<Instr>()).op == Op::Trap;
        if (is_on || is_trapped) && !(*state).traced {
            match forms::of(frame.code()) {
                Ok(tracing) => tracing.take_over(frame, fresh),
                Err(raised) => raised.clear(),
            }
        }
    }
    Ok(())
}

/// A frame came to a trap: gives the instruction to go on at, in the tracing form.
///
/// # Safety
/// The frame runs and `pc` is its instruction.
#[cold]
#[inline(never)]
pub unsafe fn trapped(frame: &Frame, pc: *const Instr) -> *const Instr {
    // SAFETY: the caller's promise; only code with a tracing form has traps.
    unsafe {
        let plain = &*(*frame.state()).translation.cast::<RegCode>();
        let index = pc.offset_from(plain.instrs.as_ptr()) as u32;
        match plain.tracing.get() {
            Some(tracing) => tracing.leave_plain(frame, index),
            None => pc.add(1),
        }
    }
}

/// Has this thread neither trace nor profile function?
fn is_untraced() -> bool {
    // SAFETY: the thread state is ours.
    unsafe { (*tstate::current()).c_tracefunc.is_none() && (*tstate::current()).c_profilefunc.is_none() }
}
