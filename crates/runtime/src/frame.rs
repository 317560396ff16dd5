//! Frames: real `PyFrameObject`s whose `f_localsplus` are the registers.
//!
//! ```text
//! PyFrameObject
//!   .. f_back, f_code, f_builtins, f_globals, f_locals ..
//!   f_blockstack   unused by register code; holds `FrameState`
//!   f_localsplus   locals | cells | free variables | temporaries | constants (borrowed from the code)
//! ```
//!
//! **Invariant**: dead registers are null. A frame that finished without anybody keeping it is put
//! aside for its code object: `co_zombieframe` is the first of a chain through `f_back`. Such a spare
//! frame has its constants, null registers, and no `f_locals`, `f_trace` or `f_gen`, and nothing sent or
//! constructed: a call sets the rest.

use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use pyston_object::abi::flags::CO_NEWLOCALS;
use pyston_object::abi::flags::CO_OPTIMIZED;
use pyston_object::abi::{PyCodeObject, PyFrameObject, PyObject, visitproc};
use pyston_object::prelude::*;
use pyston_object::protocol::special::Asked;
use pyston_object::{alloc, exception, gc, object_layout, tstate};

use crate::code::Code;
use crate::trace::Window;

object_layout! {
    /// A frame.
    Frame = PyFrameObject, pyston_object::statics::PyFrame_Type
}

impl<'a> FromArg<'a> for &'a Frame {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        object.downcast().ok_or_else(|| context.must_be("frame", object))
    }
}

/// What the loop does with the value that a frame returns to the instruction which entered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// It asks what instruction and what frame these are.
    General,
    /// The value is that of a plain call.
    Plain,
    /// The frame runs the special method of an operator, which `NotImplemented` does not end.
    Binary(Asked),
    /// The frame runs `__getitem__`.
    Subscript,
    /// The frame runs the method of a comparison.
    Compare,
    /// The frame runs the method of a comparison, on which a jump depends.
    CompareJump,
    /// The frame runs the `__call__` of an instance that was called.
    Instance,
    /// The frame runs the getter of a property.
    Property,
}

impl Returns {
    /// How many levels of recursion the frame takes: comparisons, and calls of instances, have one of their own.
    #[inline(always)]
    pub const fn levels(self) -> i32 {
        match self {
            Returns::Compare | Returns::CompareJump | Returns::Instance => 2,
            Returns::General | Returns::Plain | Returns::Binary(_) | Returns::Subscript | Returns::Property => 1,
        }
    }
}

/// What the interpreter keeps in a frame, in the room of CPython's block stack.
#[repr(C)]
pub struct FrameState {
    /// The instruction being executed, or the one to resume at; null before the first.
    pub pc: *const c_void,
    /// The translation the frame runs.
    pub translation: *const c_void,
    /// The caller's register for the result, if the caller is register code in the same loop.
    pub result_register: u32,
    /// How many registers of the caller held the call, if it is a plain one ([`Returns::Plain`]).
    pub n_passed: u32,
    // The flags stand together, so that a call sets them in one go.
    /// Was the frame entered from native code? Then its return leaves the loop.
    pub is_entry: bool,
    /// Has the frame started?
    pub started: bool,
    /// Has the frame finished (returned or raised)?
    pub finished: bool,
    /// Does the frame run the tracing form of its code, which expects every variable to be unbound?
    pub traced: bool,
    /// Is the frame at an event from which it may be made to go on elsewhere?
    pub can_jump: bool,
    /// Is the next value sent the result of the delegation the frame is suspended in?
    pub delegation_done: bool,
    /// Was an exception thrown into the frame at the delegation it was suspended in, past the delegate?
    pub thrown_past_delegate: bool,
    /// How the loop goes on when the frame returns, if it was entered there.
    pub returns: Returns,
    /// Is `window` of this run of the frame? A generator that is resumed starts with a new one.
    pub has_window: bool,
    /// What was sent to a frame that stands where it delegates, on its way to the delegate: owned, or
    /// null.
    pub sent: *mut PyObject,
    /// The frame runs `__init__` for a call of a class: the new instance, which the frame owns and which
    /// is the result of the call; else null.
    pub constructed: *mut PyObject,
    /// How many registers there are, constants left out.
    pub n_registers: u32,
    /// What line events need to know.
    pub window: Window,
}

const STATE_OFFSET: usize = offset_of!(PyFrameObject, f_blockstack);
const REGISTERS_OFFSET: usize = offset_of!(PyFrameObject, f_localsplus);
const _: () = assert!(size_of::<FrameState>() <= 240 && STATE_OFFSET.is_multiple_of(align_of::<FrameState>()));

impl Frame {
    /// A frame for `code`. `locals`: the namespace of a module or class body; functions have none.
    pub fn new(code: &Code, globals: &Dict, builtins: &Object, locals: Option<&Object>) -> PyResult<Py<Frame>> {
        // SAFETY: every field is set before the frame is returned; registers are null.
        unsafe {
            let frame = Frame::memory_for(code)?;
            let raw = frame.raw();
            let back = (*tstate::current()).frame;
            (*raw).f_back = Object::from_nullable(back.cast())
                .map_or(std::ptr::null_mut(), |back| back.new_ref().into_ptr().cast());
            (*raw).f_code = code.new_ref().into_ptr().cast();
            (*raw).f_builtins = builtins.new_ref().into_ptr();
            (*raw).f_globals = globals.new_ref().into_ptr();
            (*raw).f_locals = match locals {
                Some(locals) => locals.new_ref().into_ptr(),
                None if code.flags() & (CO_NEWLOCALS | CO_OPTIMIZED) == CO_NEWLOCALS | CO_OPTIMIZED => {
                    std::ptr::null_mut()
                }
                None if code.flags() & CO_NEWLOCALS != 0 => Dict::new()?.into_ptr(),
                None => globals.new_ref().into_ptr(),
            };
            (*raw).f_trace = std::ptr::null_mut();
            (*raw).f_trace_lines = 1;
            (*raw).f_trace_opcodes = 0;
            (*raw).f_gen = std::ptr::null_mut();
            (*raw).f_lasti = -1;
            (*raw).f_lineno = code.firstlineno();
            (*raw).f_iblock = 0;
            (*raw).f_executing = 0;
            (*raw).f_stacktop = frame.registers().add(code.n_variables());
            (*raw).f_valuestack = (*raw).f_stacktop;
            let n_registers = (code.n_variables() + code.stacksize()) as u32;
            *frame.state() = FrameState {
                pc: std::ptr::null(),
                translation: std::ptr::null(),
                result_register: 0,
                n_passed: 0,
                is_entry: false,
                started: false,
                finished: false,
                traced: false,
                can_jump: false,
                delegation_done: false,
                thrown_past_delegate: false,
                returns: Returns::General,
                has_window: false,
                sent: std::ptr::null_mut(),
                constructed: std::ptr::null_mut(),
                n_registers,
                window: Window::START,
            };
            gc::track(frame.as_ptr());
            Ok(frame)
        }
    }

    /// Memory with a header, null registers, the constants and nothing else: the code's spare frame or
    /// fresh.
    ///
    /// # Safety
    /// The caller must set all fields and track the frame.
    unsafe fn memory_for(code: &Code) -> PyResult<Py<Frame>> {
        // SAFETY: a spare frame was left with null registers; fresh memory is zeroed and has room for
        // registers and constants.
        unsafe {
            if let Some(spare) = take_spare(code.raw()) {
                let spare: *mut PyObject = spare.cast();
                (*spare).ob_refcnt = 1;
                return Ok(Py::from_owned(spare));
            }
            let n_registers = code.n_variables() + code.stacksize();
            let consts = code.consts();
            let size = REGISTERS_OFFSET + (n_registers + consts.len() + 1) * size_of::<*mut PyObject>();
            let object = alloc::new_sized(&pyston_object::statics::PyFrame_Type, size, true)?;
            FRAMES.set(FRAMES.get() + 1);
            (*object.cast::<PyFrameObject>()).ob_base.ob_size = n_registers as isize;
            let registers: *mut *mut PyObject = object.cast::<u8>().add(REGISTERS_OFFSET).cast();
            std::ptr::copy_nonoverlapping(consts.items_ptr(), registers.add(n_registers), consts.len());
            Ok(Py::from_owned(object))
        }
    }

    /// A frame for a call, its registers still null. The collector does not know it: it runs, and so is
    /// alive, until [`Frame::release`]; a suspended one must be tracked.
    #[inline]
    pub fn for_call(code: &Code, globals: &Dict, builtins: &Object) -> PyResult<Py<Frame>> {
        const PLAIN: i32 = CO_NEWLOCALS | CO_OPTIMIZED;
        // SAFETY: a spare frame has been a frame of this code before.
        unsafe {
            if code.flags() & PLAIN == PLAIN
                && let Some(frame) = Frame::reuse(code, globals, builtins)
            {
                return Ok(Py::from_owned(frame.cast()));
            }
        }
        let frame = Frame::new(code, globals, builtins, None)?;
        // SAFETY: the frame is alive and nobody else knows it.
        unsafe { gc::untrack(frame.as_ptr()) };
        Ok(frame)
    }

    /// A spare frame made that of a call by the running frame, its registers null; the caller owns the
    /// reference. `None` if there is none.
    ///
    /// # Safety
    /// `code` is that of a function (optimised, with new locals).
    #[inline(always)]
    pub unsafe fn reuse(code: &Code, globals: &Dict, builtins: &Object) -> Option<*mut PyFrameObject> {
        // SAFETY: see the invariant of spare frames.
        unsafe {
            let raw = take_spare(code.raw())?;
            (*raw).ob_base.ob_base.ob_refcnt = 1;
            let caller: *mut PyObject = (*tstate::current()).frame.cast();
            if !caller.is_null() {
                pyston_object::ptr::incref(caller);
            }
            for object in [code.as_ptr(), builtins.as_ptr(), globals.as_ptr()] {
                pyston_object::ptr::incref(object);
            }
            (*raw).f_back = caller.cast();
            (*raw).f_code = code.as_ptr().cast();
            (*raw).f_builtins = builtins.as_ptr();
            (*raw).f_globals = globals.as_ptr();
            let state: *mut FrameState = raw.cast::<u8>().add(STATE_OFFSET).cast();
            (*state).is_entry = false;
            (*state).started = false;
            (*state).finished = false;
            (*state).traced = false;
            (*state).can_jump = false;
            (*state).delegation_done = false;
            (*state).thrown_past_delegate = false;
            (*state).returns = Returns::General;
            (*state).has_window = false;
            Some(raw)
        }
    }

    /// The interpreter's part.
    #[inline(always)]
    pub fn state(&self) -> *mut FrameState {
        // SAFETY: inside the frame, aligned (checked above).
        unsafe { self.raw().cast::<u8>().add(STATE_OFFSET).cast() }
    }

    /// The registers.
    #[inline(always)]
    pub fn registers(&self) -> *mut *mut PyObject {
        // SAFETY: the registers follow the fixed fields.
        unsafe { self.raw().cast::<u8>().add(REGISTERS_OFFSET).cast() }
    }

    /// The interpreter's part of the frame whose registers these are.
    ///
    /// # Safety
    /// `registers` came from [`Frame::registers`] of a live frame.
    #[inline(always)]
    pub unsafe fn state_of_registers(registers: *mut *mut PyObject) -> *mut FrameState {
        // SAFETY: the caller's promise.
        unsafe { registers.cast::<u8>().sub(REGISTERS_OFFSET - STATE_OFFSET).cast() }
    }

    /// The frame whose registers these are.
    ///
    /// # Safety
    /// `registers` came from [`Frame::registers`] of a live frame.
    #[inline(always)]
    pub unsafe fn of_registers<'a>(registers: *mut *mut PyObject) -> &'a Frame {
        // SAFETY: the caller's promise.
        unsafe { Object::from_ptr(registers.cast::<u8>().sub(REGISTERS_OFFSET).cast()).cast_unchecked() }
    }

    #[inline]
    pub fn code(&self) -> &Code {
        // SAFETY: the frame keeps its code.
        unsafe { Object::from_ptr((*self.raw()).f_code.cast()).cast_unchecked() }
    }

    #[inline]
    pub fn globals(&self) -> &Dict {
        // SAFETY: the frame keeps its globals.
        unsafe { Object::from_ptr((*self.raw()).f_globals).cast_unchecked() }
    }

    #[inline]
    pub fn builtins(&self) -> &Object {
        // SAFETY: the frame keeps its builtins.
        unsafe { Object::from_ptr((*self.raw()).f_builtins) }
    }

    /// The namespace of a module or class body, or the snapshot that `locals()` made.
    pub fn locals(&self) -> Option<&Object> {
        // SAFETY: null or kept by the frame.
        unsafe { Object::from_nullable((*self.raw()).f_locals) }
    }

    pub fn back(&self) -> Option<&Frame> {
        // SAFETY: null or kept by the frame.
        unsafe { Object::from_nullable((*self.raw()).f_back.cast()).map(|back| back.cast_unchecked()) }
    }

    /// The running frame of this thread.
    pub fn current() -> Option<&'static Frame> {
        // SAFETY: the thread state's frame is alive while it runs; callers use it before returning to it.
        unsafe { Object::from_nullable((*tstate::current()).frame.cast()).map(|frame| frame.cast_unchecked()) }
    }

    pub fn n_registers(&self) -> usize {
        // SAFETY: inside the frame.
        unsafe { (*self.state()).n_registers as usize }
    }

    /// An owned copy of a register.
    pub fn register(&self, index: usize) -> Option<Py> {
        // SAFETY: registers hold owned references or null.
        unsafe { Object::from_nullable(*self.registers().add(index)).map(|value| value.new_ref()) }
    }

    /// Does a register hold a value?
    #[inline]
    pub fn is_bound(&self, index: usize) -> bool {
        // SAFETY: inside the frame.
        unsafe { !(*self.registers().add(index)).is_null() }
    }

    /// Stores a register; the old value dies afterwards.
    pub fn set_register(&self, index: usize, value: Option<Py>) {
        // SAFETY: registers hold owned references or null.
        unsafe { exception::set_field(self.registers().add(index), value) }
    }

    /// The bytecode offset of the instruction being executed (`f_lasti`).
    pub fn lasti(&self) -> i32 {
        (crate::eval::hooks().lasti)(self)
    }

    /// `f_lineno`.
    pub fn line(&self) -> i32 {
        // SAFETY: a field of this live object.
        unsafe {
            if !(*self.raw()).f_trace.is_null() {
                return (*self.raw()).f_lineno;
            }
        }
        self.code().line_of(self.lasti())
    }

    /// Does the frame run, here or further up the stack?
    pub fn is_executing(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).f_executing != 0 }
    }

    /// The generator that the frame is of, until it has finished.
    pub fn generator(&self) -> Option<Py> {
        // SAFETY: the generator takes the pointer out before it dies; a dying one, whose count is zero,
        // has finished.
        unsafe {
            Object::from_nullable((*self.raw()).f_gen)
                .filter(|generator| generator.refcnt() > 0)
                .map(|generator| generator.new_ref())
        }
    }

    /// `f_trace`.
    pub fn trace_function(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { exception::get_field(&raw const (*self.raw()).f_trace) }
    }

    /// Sets `f_trace`; from now on `f_lineno` is kept in its field.
    pub fn set_trace_function(&self, function: Option<Py>) {
        let line = self.line();
        // SAFETY: fields of this live object.
        unsafe {
            (*self.raw()).f_lineno = line;
            exception::set_field(&raw mut (*self.raw()).f_trace, function);
        }
    }

    /// Sets the namespace that `f_locals` shows.
    pub fn set_locals(&self, locals: Py) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).f_locals, Some(locals)) }
    }

    /// Drops all registers of a frame that does not run; it cannot be resumed.
    pub fn clear_all(&self) {
        // SAFETY: inside the live frame.
        unsafe { (*self.state()).finished = true }
        self.set_trace_function(None);
        self.clear_registers();
    }

    /// Drops all registers.
    pub fn clear_registers(&self) {
        // SAFETY: each register is emptied before its value dies.
        unsafe {
            let registers = self.registers();
            for index in 0..self.n_registers() {
                let value = *registers.add(index);
                if !value.is_null() {
                    *registers.add(index) = std::ptr::null_mut();
                    pyston_object::ptr::decref(value);
                }
            }
        }
    }

    /// Gives up the runner's reference of a frame that returned or raised: recycles it if nobody else
    /// has one, else leaves it to the collector.
    ///
    /// A frame kept by a traceback keeps its locals; its temporaries are null by now.
    #[inline]
    pub fn release(frame: Py<Frame>) {
        let raw = frame.into_ptr();
        // SAFETY: the reference is ours.
        unsafe {
            (*raw).ob_refcnt -= 1;
            if (*raw).ob_refcnt == 0 {
                dealloc(raw);
            } else if !gc::is_tracked(raw) {
                gc::track(raw);
            }
        }
    }
}

/// How many frames there are, spare ones too. Beyond [`MAX_FRAMES`] a code object keeps only one.
static FRAMES: GilCell<isize> = GilCell::new(0);
const MAX_FRAMES: isize = 2000;

/// Takes the first spare frame out of a code object's chain.
///
/// # Safety
/// The code object is alive.
#[inline(always)]
unsafe fn take_spare(code: *mut PyCodeObject) -> Option<*mut PyFrameObject> {
    // SAFETY: spare frames are linked through `f_back`.
    unsafe {
        let spare: *mut PyFrameObject = (*code).co_zombieframe.cast();
        if spare.is_null() {
            return None;
        }
        (*code).co_zombieframe = (*spare).f_back.cast();
        (*spare).f_back = std::ptr::null_mut();
        Some(spare)
    }
}

/// Frees a code object's spare frames.
///
/// # Safety
/// `frame` is null or the first of the chain, used by nobody.
pub unsafe fn free_zombie(mut frame: *mut PyObject) {
    while !frame.is_null() {
        // SAFETY: a frame's memory has a collector's header; the chain goes through `f_back`.
        unsafe {
            let next = (*frame.cast::<PyFrameObject>()).f_back.cast();
            alloc::gc_free(frame.cast());
            frame = next;
        }
        FRAMES.set(FRAMES.get() - 1);
    }
}

/// `tp_dealloc` of frames.
///
/// # Safety
/// A slot: `this` is a dead frame.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract.
    unsafe {
        gc::untrack(this);
        let frame: &Frame = Object::from_ptr(this).cast_unchecked();
        frame.clear_registers();
        let raw = frame.raw();
        let optional = [(*raw).f_locals, (*raw).f_trace];
        (*raw).f_locals = std::ptr::null_mut();
        (*raw).f_trace = std::ptr::null_mut();
        (*raw).f_gen = std::ptr::null_mut();
        (*raw).f_trace_lines = 1;
        (*raw).f_trace_opcodes = 0;
        for field in optional {
            if !field.is_null() {
                pyston_object::ptr::decref(field);
            }
        }
        retire(raw);
    }
}

/// Puts aside a dead frame that has nothing but the references that every frame has.
///
/// # Safety
/// Nobody uses the frame any more; it is not tracked, and as a spare frame must be.
#[inline(always)]
unsafe fn retire(raw: *mut PyFrameObject) {
    // SAFETY: the caller's promise; the fields are owned references.
    unsafe {
        let code: *mut PyCodeObject = (*raw).f_code;
        let owned = [(*raw).f_back.cast(), (*raw).f_builtins, (*raw).f_globals];
        let next = (*code).co_zombieframe;
        if next.is_null() || FRAMES.get() < MAX_FRAMES {
            (*raw).f_back = next.cast();
            (*code).co_zombieframe = raw.cast();
        } else {
            FRAMES.set(FRAMES.get() - 1);
            alloc::gc_free(raw.cast());
        }
        for field in owned {
            if !field.is_null() {
                pyston_object::ptr::decref(field);
            }
        }
        pyston_object::ptr::decref(code.cast());
    }
}

/// Ends the frame of a plain call: the loop's reference is given up. `used` registers may hold values.
///
/// # Safety
/// The reference is the caller's, and the frame is that of a call made by [`Frame::reuse`].
#[inline(always)]
pub unsafe fn end_plain(raw: *mut PyFrameObject, used: u32) {
    // SAFETY: the caller's promise; each register is emptied before its value dies.
    unsafe {
        let state: *mut FrameState = raw.cast::<u8>().add(STATE_OFFSET).cast();
        (*raw).f_executing = 0;
        (*state).finished = true;
        let is_bare = || (*raw).ob_base.ob_base.ob_refcnt == 1 && (*raw).f_locals.is_null() && (*raw).f_trace.is_null();
        if !is_bare() {
            return Frame::release(Py::from_owned(raw.cast()));
        }
        let registers: *mut *mut PyObject = raw.cast::<u8>().add(REGISTERS_OFFSET).cast();
        for index in 0..used as usize {
            let value = *registers.add(index);
            if !value.is_null() {
                *registers.add(index) = std::ptr::null_mut();
                pyston_object::ptr::decref(value);
            }
        }
        // A destructor may have got hold of the frame.
        if !is_bare() {
            return Frame::release(Py::from_owned(raw.cast()));
        }
        retire(raw);
    }
}

/// `tp_traverse` of frames.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract; all fields are references or null.
    unsafe {
        let frame: &Frame = Object::from_ptr(this).cast_unchecked();
        let raw = frame.raw();
        let fields = [
            (*raw).f_back.cast(),
            (*raw).f_code.cast(),
            (*raw).f_builtins,
            (*raw).f_globals,
            (*raw).f_locals,
            (*raw).f_trace,
        ];
        // As in CPython nobody sees the stack of a frame while it runs.
        let code = frame.code();
        let n_variables = code.nlocals() + code.cellvars().len() + code.freevars().len();
        let n_seen = if frame.is_executing() { n_variables } else { frame.n_registers() };
        let registers = std::slice::from_raw_parts(frame.registers(), n_seen);
        for &field in fields.iter().chain(registers) {
            if !field.is_null() {
                let stop = visit(field, arg);
                if stop != 0 {
                    return stop;
                }
            }
        }
        0
    }
}

/// `tp_clear` of frames.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        let frame: &Frame = Object::from_ptr(this).cast_unchecked();
        if (*frame.raw()).f_executing == 0 {
            frame.clear_all();
        }
    }
    0
}
