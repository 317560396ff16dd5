//! The tracing form of a code object, and the correspondence of its places with those of the plain form.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use pyston_object::prelude::*;
use pyston_opcode::regcode::{Handler, Instr, Op};
use pyston_runtime::code::Code;
use pyston_runtime::frame::Frame;
use pyston_runtime::trace::Jump;

use crate::translate::{self, Form, Formed, Locals, Point, RegCode, Root, Slot};
use crate::translation;

/// What tracing keeps with the plain form.
pub struct Tracing {
    /// The tracing form. Further ones contain more: code that only a debugger's jump comes to. Frames
    /// may run any of them.
    forms: RefCell<Vec<&'static Traced>>,
    /// Where bytecode instructions start in the plain form.
    points: Vec<Option<Point>>,
    /// For an instruction of the plain form the bytecode instruction that starts there.
    starts: HashMap<u32, usize>,
    /// For jumped-to instructions the locals that the plain form expects to be bound.
    leaders: HashMap<usize, Option<Locals>>,
    /// Bytecode offsets of the instructions.
    offsets: Vec<u32>,
    /// Instructions with traps and what they were.
    traps: RefCell<HashMap<u32, Op>>,
}

/// A tracing form.
struct Traced {
    code: RegCode,
    points: Vec<Option<Point>>,
    roots: Vec<Root>,
}

impl Drop for Tracing {
    fn drop(&mut self) {
        for form in self.forms.borrow_mut().drain(..) {
            // SAFETY: made by `Box::leak` here; the code object dies, so no frame runs it.
            drop(unsafe { Box::from_raw(std::ptr::from_ref(form).cast_mut()) });
        }
    }
}

fn leak(formed: Formed, roots: Vec<Root>) -> &'static Traced {
    let mut code = formed.code;
    code.traces = true;
    code.link();
    Box::leak(Box::new(Traced { code, points: formed.points, roots }))
}

/// What tracing keeps with a code object, made when first asked for.
pub fn of(code: &Code) -> PyResult<&Tracing> {
    let plain = translation::of(code)?;
    if plain.tracing.get().is_none() {
        let made = Tracing::new(code, plain)?;
        let _ = plain.tracing.set(Box::new(made));
    }
    plain.tracing.get().map(|tracing| &**tracing).ok_or_else(errors::bad_internal_call)
}

/// What a trap is written over.
#[cold]
pub fn original(code: &RegCode, instr: &Instr) -> Op {
    // SAFETY: the instruction is one of the code's.
    let index = unsafe { std::ptr::from_ref(instr).offset_from(code.instrs.as_ptr()) } as u32;
    let traps = code.tracing.get().map(|tracing| tracing.traps.borrow());
    traps.and_then(|traps| traps.get(&index).copied()).unwrap_or(Op::Trap)
}

/// A frame changes from one form to another: the addresses to which its `finally` bodies return change
/// with it. `handler` is the one in force in the form it leaves.
fn move_return_addresses(frame: &Frame, from: &RegCode, to: &RegCode, handler: u32) {
    let mut number = handler;
    while let Some(block) = from.blocks.get((number as usize).wrapping_sub(1)) {
        if let Handler::Finally { base } | Handler::Except { base } = block.handler {
            let register = base as usize + 5;
            let address = frame.register(register).and_then(|value| value.downcast::<Int>()?.to_i64());
            // The address is behind the call, of which each form has one.
            let moved = address.and_then(|address| {
                let offset = from.offsets.get((address - 1) as usize)?;
                let here = |index: &usize| to.offsets[*index] == *offset && to.instrs[*index].op == Op::CallFinally;
                (0..to.instrs.len()).find(here)
            });
            if let Some(index) = moved {
                match Int::from_i64(index as i64 + 1) {
                    Ok(address) => frame.set_register(register, Some(address.into_object())),
                    Err(raised) => raised.clear(),
                }
            }
        }
        number = block.outer;
    }
}

impl Tracing {
    fn new(code: &Code, plain: &RegCode) -> PyResult<Tracing> {
        let recorded = translate::translate_form(code, Form::Recorded, &[])?;
        if recorded.code.instrs.len() != plain.instrs.len() {
            return Err(raise!(SystemError, "translations of {} differ", code.name()));
        }
        let traced = leak(translate::translate_form(code, Form::Traced, &[])?, Vec::new());
        // Several bytecode instructions may start at one of ours: jumps mean the leader, and what falls
        // in means the first.
        let mut starts = HashMap::new();
        let all = 0..recorded.points.len();
        for index in recorded.leaders.iter().map(|(index, _)| *index).chain(all) {
            if let Some(point) = &recorded.points[index] {
                starts.entry(point.pc).or_insert(index);
            }
        }
        Ok(Tracing {
            forms: RefCell::new(vec![traced]),
            points: recorded.points,
            starts,
            leaders: recorded.leaders.into_iter().collect(),
            offsets: recorded.starts,
            traps: RefCell::default(),
        })
    }

    fn latest(&self) -> Option<&'static Traced> {
        self.forms.borrow().last().copied()
    }

    /// The tracing form that a frame runs.
    fn form_of(&self, frame: &Frame) -> Option<&'static Traced> {
        // SAFETY: the state is inside the live frame.
        let translation = unsafe { (*frame.state()).translation };
        self.forms.borrow().iter().copied().find(|form| std::ptr::eq(&raw const form.code, translation.cast()))
    }

    /// Writes traps over the plain form, but not over instructions in progress. Tells whether there
    /// were none before.
    pub fn set_traps(&self, plain: &RegCode, in_progress: Option<&HashSet<u32>>) -> bool {
        let mut traps = self.traps.borrow_mut();
        let is_new = traps.is_empty();
        for &index in self.starts.keys() {
            if in_progress.is_some_and(|busy| busy.contains(&index)) || index as usize >= plain.instrs.len() {
                continue;
            }
            // SAFETY: instructions are written in place by the interpreter, with the GIL held.
            unsafe {
                let instr = plain.instrs.as_ptr().add(index as usize).cast_mut();
                if (*instr).op != Op::Trap && !matches!((*instr).op, Op::Cache | Op::Extra) {
                    traps.insert(index, (*instr).op);
                    (*instr).op = Op::Trap;
                }
            }
        }
        is_new && !traps.is_empty()
    }

    pub fn remove_traps(&self, plain: &RegCode) {
        for (index, op) in self.traps.borrow_mut().drain() {
            // SAFETY: as above.
            unsafe { (*plain.instrs.as_ptr().add(index as usize).cast_mut()).op = op }
        }
    }

    fn run_form(frame: &Frame, form: &'static Traced, index: u32) -> *const Instr {
        // SAFETY: the state is inside the live frame; the form lives as long as the code object.
        unsafe {
            let state = frame.state();
            let pc = form.code.instrs.as_ptr().add(index as usize);
            (*state).translation = (&raw const form.code).cast();
            (*state).pc = pc.cast();
            (*state).traced = true;
            pc
        }
    }

    /// A frame that starts, or is suspended, goes on in the tracing form.
    pub fn take_over(&self, frame: &Frame, fresh: bool) {
        let Some(form) = self.latest() else { return };
        if fresh {
            Tracing::run_form(frame, form, 0);
            return;
        }
        let Some((plain, index)) = super::place(frame) else { return };
        let Ok(bytecode) = self.offsets.binary_search(&plain.offsets[index as usize]) else { return };
        let Some(point) = &form.points[bytecode] else { return };
        // All values stood in their registers already when the frame was suspended.
        let after = &form.code.instrs[point.pc as usize..];
        if let Some(at) = after.iter().position(|instr| matches!(instr.op, Op::Yield | Op::YieldFrom)) {
            move_return_addresses(frame, plain, &form.code, plain.handler(index as usize));
            Tracing::run_form(frame, form, point.pc + at as u32);
        }
    }

    /// A running frame leaves the plain form at the start of a bytecode instruction.
    pub fn leave_plain(&self, frame: &Frame, index: u32) -> *const Instr {
        let place = self.starts.get(&index).and_then(|&bytecode| {
            let form = self.latest()?;
            Some((self.points[bytecode].as_ref()?, form, form.points[bytecode].as_ref()?))
        });
        let Some((here, form, there)) = place else {
            // Not reached: traps are written at such places only.
            std::process::abort();
        };
        let base = frame.code().n_variables();
        for (position, slot) in here.slots.iter().enumerate() {
            let value = match *slot {
                Slot::Temp => continue,
                Slot::Variable(register) => frame.register(register as usize),
                Slot::Const(index) => Some(frame.code().consts().as_slice()[index as usize].new_ref()),
            };
            frame.set_register(base + position, value);
        }
        if let Some((plain, _)) = super::place(frame) {
            move_return_addresses(frame, plain, &form.code, here.handler);
        }
        Tracing::run_form(frame, form, there.pc)
    }

    /// Where a frame that is at the start of bytecode instruction `index` may go on in the plain form.
    pub fn back_to_plain(&self, frame: &Frame, index: usize) -> Option<*const Instr> {
        let bound = self.leaders.get(&index)?.as_ref()?;
        if !self.traps.borrow().is_empty() {
            return None;
        }
        let plain = translation::of(frame.code()).ok()?;
        let point = self.points[index].as_ref()?;
        let code = frame.code();
        let is_bound = |local: &usize| !translate::contains(bound, *local) || frame.register(*local).is_some();
        if !(0..code.nlocals()).all(|local| is_bound(&local)) {
            return None;
        }
        let form = self.form_of(frame)?;
        let handler = form.points[index].as_ref()?.handler;
        move_return_addresses(frame, &form.code, plain, handler);
        // SAFETY: the state is inside the live frame; the index is in range.
        unsafe {
            let pc = plain.instrs.as_ptr().add(point.pc as usize);
            let state = frame.state();
            (*state).translation = std::ptr::from_ref(plain).cast();
            (*state).pc = pc.cast();
            (*state).traced = false;
            Some(pc)
        }
    }

    /// Makes a frame that is at the start of bytecode instruction `from` go on elsewhere.
    pub fn jump(&self, frame: &Frame, from: usize, jump: Jump) -> PyResult<()> {
        let bad = || raise!(ValueError, "can't jump into the middle of a block");
        let form = self.form_of(frame).ok_or_else(bad)?;
        let index = self.offsets.binary_search(&(jump.offset as u32)).map_err(|_| bad())?;
        let here = form.points[from].as_ref().ok_or_else(bad)?;
        let form = match form.points[index] {
            Some(_) => form,
            None => self.extended(frame.code(), form, left(form, here, index, jump))?,
        };
        let there = form.points[index].as_ref().ok_or_else(bad)?;
        let mut handler = here.handler;
        while handler != there.handler {
            handler = form.code.blocks.get((handler as usize).wrapping_sub(1)).ok_or_else(bad)?.outer;
        }
        if there.slots.len() > here.slots.len() {
            return Err(raise!(ValueError, "can't jump into the middle of an expression"));
        }
        if let Some((old, _)) = super::place(frame) {
            move_return_addresses(frame, old, &form.code, handler);
        }
        let base = frame.code().n_variables();
        for position in (there.slots.len()..here.slots.len()).rev() {
            frame.set_register(base + position, None);
        }
        Tracing::run_form(frame, form, there.pc);
        Ok(())
    }

    /// A tracing form with one more piece of code than `form`.
    fn extended(&self, code: &Code, form: &Traced, root: Root) -> PyResult<&'static Traced> {
        let mut roots = form.roots.clone();
        roots.push(root);
        let formed = translate::translate_form(code, Form::Traced, &roots)?;
        let form = leak(formed, roots);
        self.forms.borrow_mut().push(form);
        Ok(form)
    }
}

/// The state in which a jump comes to code that is not reached otherwise.
fn left(form: &Traced, from: &Point, index: usize, jump: Jump) -> Root {
    let mut depth = from.slots.len().saturating_sub(jump.iterators);
    let mut handler = from.handler;
    for _ in 0..jump.blocks {
        let Some(block) = form.code.blocks.get((handler as usize).wrapping_sub(1)) else { break };
        if let Handler::Catch { target, base } = block.handler {
            let level = (base - form.code.n_variables) as usize;
            let starts_exit = |instr: &Instr| instr.op == Op::WithStart;
            let is_with = form
                .code
                .instrs
                .get(target as usize..)
                .is_some_and(|rest| rest.iter().find(|instr| instr.op != Op::Trace).is_some_and(starts_exit));
            depth = depth.min(level - usize::from(is_with));
        }
        handler = block.outer;
    }
    Root { index, depth, handler }
}
