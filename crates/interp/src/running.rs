//! The running frame, and how it changes: frames of calls that the loop makes and leaves itself.
//!
//! **Invariant**: a frame between [`activate`] and [`leave`] is owned by the loop; its caller runs in the
//! same loop.

use std::marker::PhantomData;

use pyston_object::prelude::*;
use pyston_object::tstate;
use pyston_opcode::regcode::Instr;
use pyston_runtime::breaker;
use pyston_runtime::frame::{self, Frame, FrameState, Returns};

use crate::registers::Registers;
use crate::trace;
use crate::translate::RegCode;
use crate::translation;

/// The running frame and where it is.
#[derive(Clone, Copy)]
pub struct Running<'a> {
    pub registers: Registers,
    frame: PhantomData<&'a Frame>,
}

impl<'a> Running<'a> {
    /// # Safety
    /// The frame must stay alive for `'a` and have its translation.
    #[inline(always)]
    pub unsafe fn new(frame: &'a Frame) -> Running<'a> {
        // SAFETY: the caller's promise.
        Running { registers: unsafe { Registers::of(frame) }, frame: PhantomData }
    }

    #[inline(always)]
    pub fn frame(self) -> &'a Frame {
        self.registers.frame()
    }

    #[inline(always)]
    pub fn state(self) -> *mut FrameState {
        self.registers.state()
    }

    /// Where the frame is: the instruction it executes, or resumes at.
    #[inline(always)]
    pub fn pc(self) -> *const Instr {
        // SAFETY: the state is inside the live frame.
        unsafe { (*self.state()).pc.cast() }
    }

    /// The code that it runs.
    #[inline(always)]
    pub fn code(self) -> &'a RegCode {
        // SAFETY: a started frame has its translation, which lives as long as the code object.
        unsafe { &*(*self.state()).translation.cast::<RegCode>() }
    }

    /// The first instruction.
    #[inline(always)]
    pub fn start(self) -> *const Instr {
        self.code().instrs.as_ptr()
    }
}

/// Makes a fresh frame the running one; the loop owns it from here on.
///
/// # Safety
/// The result is used until the frame is left.
pub unsafe fn activate<'a>(frame: Py<Frame>) -> PyResult<Running<'a>> {
    let code = translation::of(frame.code())?;
    tstate::enter_frame()?;
    if breaker::is_set()
        && let Err(raised) = breaker::serve()
    {
        tstate::leave_frame();
        return Err(raised);
    }
    // SAFETY: the frame is kept alive by the loop until `leave`.
    unsafe {
        let state = frame.state();
        (*state).translation = std::ptr::from_ref(code).cast();
        (*state).pc = code.instrs.as_ptr().cast();
        (*state).started = true;
        (*state).is_entry = false;
        (*frame.raw()).f_executing = 1;
        (*tstate::current()).frame = frame.raw();
        let frame: &'a Frame = Object::from_ptr(frame.into_ptr()).cast_unchecked();
        if breaker::is_set()
            && let Err(raised) = trace::entering(frame, true)
        {
            leave(frame);
            return Err(raised);
        }
        Ok(Running::new(frame))
    }
}

/// Ends a frame pushed by [`activate`]; gives its caller.
///
/// # Safety
/// `frame` is the running frame and not an entry frame; its values are used no more.
pub unsafe fn leave<'a>(frame: &Frame) -> &'a Frame {
    // SAFETY: the caller runs in this loop and is kept by its own owner.
    unsafe {
        let caller: &'a Frame = Object::from_ptr((*frame.raw()).f_back.cast()).cast_unchecked();
        (*frame.raw()).f_executing = 0;
        (*frame.state()).finished = true;
        (*tstate::current()).frame = caller.raw();
        for _ in 0..(*frame.state()).returns.levels() {
            tstate::leave_frame();
        }
        let constructed = std::ptr::replace(&raw mut (*frame.state()).constructed, std::ptr::null_mut());
        frame::end_plain(frame.raw(), frame.n_registers() as u32);
        if let Some(constructed) = Py::<Object>::from_nullable(constructed) {
            // The level of the class's call.
            tstate::leave_frame();
            drop(constructed);
        }
        caller
    }
}

/// Ends the frame of a call made by [`crate::fast::plain::enter_plain`] with `returns`; gives its caller. `used` of its
/// registers may hold values.
///
/// # Safety
/// As [`leave`].
#[inline(always)]
pub unsafe fn leave_plain<'a>(frame: &Frame, returns: Returns, used: u32) -> &'a Frame {
    // SAFETY: the caller runs in this loop and is kept by its own owner.
    unsafe {
        let caller: &'a Frame = Object::from_ptr((*frame.raw()).f_back.cast()).cast_unchecked();
        (*tstate::current()).frame = caller.raw();
        for _ in 0..returns.levels() {
            tstate::leave_frame();
        }
        frame::end_plain(frame.raw(), used);
        caller
    }
}
