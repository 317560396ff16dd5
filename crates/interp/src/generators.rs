//! Generators and coroutines that the loop resumes without native recursion: for a `ForIter` over a
//! generator and a `YieldFrom` that delegates to one.
//!
//! **Invariant**: a frame resumed here is owned by its generator, which a register of the resuming frame
//! keeps alive; the resuming frame stands at the instruction that resumed it. So who looks at that
//! instruction knows where a value that is yielded or returned goes.

use pyston_object::prelude::*;
use pyston_object::{statics, tstate};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::breaker;
use pyston_runtime::frame::Frame;
use pyston_runtime::generator::{self, Generator};

use crate::running::Running;
use crate::translate::RegCode;
use crate::translation;

/// Was the running frame, which is no entry frame, resumed by the loop?
#[inline(always)]
pub fn is_resumed(running: Running<'_>) -> bool {
    // SAFETY: a field of the live frame.
    unsafe { !(*running.frame().raw()).f_gen.is_null() }
}

/// The generator and its frame, if the loop can resume `object`: by `next` without a value, or by
/// sending one on. Coroutines cannot be iterated over, and a value can be sent only to a frame that has
/// started. `running` may not already be at the end of a delegation.
#[inline(always)]
pub fn resumable<'a>(
    object: &'a Object,
    running: Running<'_>,
    value: Option<&Object>,
) -> Option<(&'a Generator, &'a Frame)> {
    // While a thread traces, the events of resuming and yielding are made outside the loop.
    if breaker::is_set() {
        return None;
    }
    let (generator, frame) = generator::resumable(object)?;
    // SAFETY: the states are inside live frames.
    let started = unsafe { (*frame.state()).started };
    match value {
        None if !std::ptr::eq(object.ty(), &statics::PyGen_Type) => return None,
        Some(value) if !started && !value.is_none() => return None,
        // SAFETY: as above.
        Some(_) if unsafe { (*running.state()).delegation_done } => return None,
        _ => (),
    }
    let known = started || translation::of(frame.code()).is_ok();
    known.then_some((generator, frame))
}

/// Makes the generator's frame the running one and hands it `value`: the result of the `Yield` it stands
/// at, or what goes on to its delegate.
///
/// # Errors
/// `RecursionError`; then the generator has ended.
///
/// # Safety
/// They came from [`resumable`]; `generator` stays alive while its frame runs.
#[inline(always)]
pub unsafe fn resume<'a>(generator: &Generator, frame: &'a Frame, value: Py) -> PyResult<(Running<'a>, *const Instr)> {
    // SAFETY: the caller's promise; the fields of live objects.
    unsafe {
        generator.link(frame);
        if let Err(raised) = tstate::enter_frame() {
            generator.unlink(frame);
            return Err(generator.failed(raised));
        }
        (*frame.raw()).f_executing = 1;
        (*tstate::current()).frame = frame.raw();
        let state = frame.state();
        (*state).is_entry = false;
        (*state).has_window = false;
        if !(*state).started {
            let code: &RegCode = translation::of(frame.code())?;
            (*state).translation = std::ptr::from_ref(code).cast();
            (*state).pc = code.instrs.as_ptr().cast();
            (*state).started = true;
            let running = Running::new(frame);
            return Ok((running, running.start()));
        }
        let running = Running::new(frame);
        let pc = running.pc();
        if (*pc).op == Op::Yield {
            running.registers.write((*pc).a, value);
            return Ok((running, pc.add(1)));
        }
        (*state).sent = value.into_ptr();
        Ok((running, pc))
    }
}

/// Leaves the running frame, which [`resume`] made it; gives the frame that resumed it.
///
/// # Safety
/// As [`resume`].
#[inline(always)]
unsafe fn unlink<'a>(running: Running<'_>) -> (&'a Generator, Running<'a>) {
    // SAFETY: the caller's promise: the resuming frame runs in this loop and is kept by its own owner.
    unsafe {
        let frame = running.frame();
        let resumer: &'a Frame = Object::from_ptr((*frame.raw()).f_back.cast()).cast_unchecked();
        (*frame.raw()).f_executing = 0;
        (*tstate::current()).frame = resumer.raw();
        tstate::leave_frame();
        let generator = Generator::of_frame(frame);
        generator.unlink(frame);
        (generator, Running::new(resumer))
    }
}

/// The running frame has yielded.
///
/// # Safety
/// As [`resume`].
#[inline(always)]
pub unsafe fn suspend<'a>(running: Running<'_>) -> Running<'a> {
    // SAFETY: the caller's promise.
    unsafe { unlink(running).1 }
}

/// The running frame has returned.
///
/// # Safety
/// As [`resume`]; the frame is used no more.
pub unsafe fn end<'a>(running: Running<'_>) -> Running<'a> {
    // SAFETY: the caller's promise.
    let (generator, resumer) = unsafe { unlink(running) };
    generator.ended();
    resumer
}

/// The running frame has raised what is pending.
///
/// # Safety
/// As [`end`].
pub unsafe fn fail<'a>(running: Running<'_>) -> Running<'a> {
    // SAFETY: the caller's promise.
    let (generator, resumer) = unsafe { unlink(running) };
    let Raised = generator.failed(Raised);
    resumer
}
