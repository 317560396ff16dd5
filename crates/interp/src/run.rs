//! The interpreter loop.
//!
//! **Invariants**
//! - `state.pc` of the running frame is the instruction being executed, so that tracebacks, `f_lasti`
//!   and unwinding know where it is.
//! - A Python function called from Python code runs in the same loop: its frame's owner is the loop,
//!   which drops it at return. Only entry frames leave the loop.
//! - The thread's `frame` is the frame that runs.

use pyston_builtins::list::iterator::ListIterator;
use pyston_builtins::range::iterator::RangeIterator;
use pyston_builtins::tuple::iterator::TupleIterator;
use pyston_object::descr::call_native;
use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_object::{call, protocol, tstate};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::breaker;
use pyston_runtime::call_frame::Laid;
use pyston_runtime::cell::Cell;
use pyston_runtime::frame::{Frame, Returns, end_plain};
use pyston_runtime::function::{Function, builtins_for};

use crate::fast;
use crate::fast::enter::Entered;
use crate::generators;
use crate::ops;
use crate::registers::Registers;
use crate::running::{Running, leave, leave_plain};
use crate::simple;
use crate::trace;
use crate::translate::RegCode;
use crate::translation;
use crate::unwind::{self, Unwound};

/// What a frame gives when it leaves the loop.
enum Exit {
    Return(Py),
    Yield(Py),
}

/// Is an exception pending?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Failing {
    No,
    /// It was raised by the instruction.
    Raised,
    /// It is raised again: its traceback has the frame.
    Again,
    /// It was raised by a trace function as the frame was left: no handler of the frame is looked at.
    Outside,
}

/// Runs a fresh frame to its end.
pub fn run(frame: &Frame) -> PyResult {
    let code = translation::of(frame.code())?;
    // SAFETY: the state is inside the live frame.
    unsafe {
        let state = frame.state();
        (*state).translation = std::ptr::from_ref(code).cast();
        (*state).pc = code.instrs.as_ptr().cast();
        (*state).started = true;
    }
    enter(frame, None)
}

/// Calls a function from native code, if the call is plain.
pub fn call_plain(function: &Function, args: &[&Object]) -> Option<PyResult> {
    let args = Laid::all(args);
    if !fast::plain::fits_as_it_is(function, args) {
        return None;
    }
    let found;
    let builtins = match Frame::current() {
        Some(caller) if caller.globals().is(function.globals()) => caller.builtins(),
        _ => match builtins_for(function.globals()) {
            Ok(builtins) => {
                found = builtins;
                &*found
            }
            Err(raised) => return Some(Err(raised)),
        },
    };
    // SAFETY: arguments are live objects. The frame is ours until it is ended; a plain call returns or raises.
    unsafe {
        let frame = fast::plain::frame_of(function, builtins, args)?;
        let result = match tstate::enter_recursive("") {
            Ok(_level) => {
                let thread = tstate::current();
                let previous = std::ptr::replace(&raw mut (*thread).frame, frame.raw());
                (*frame.state()).is_entry = true;
                (*frame.state()).pc = (*(*frame.state()).translation.cast::<RegCode>()).instrs.as_ptr().cast();
                let result = execute(frame, None);
                (*thread).frame = previous;
                result
            }
            Err(raised) => Err(raised),
        };
        end_plain(frame.raw(), frame.n_registers() as u32);
        Some(result.map(|exit| match exit {
            Exit::Return(value) | Exit::Yield(value) => value,
        }))
    }
}

/// Resumes a suspended frame, or starts a generator's.
pub fn resume(frame: &Frame, input: Result<Py, Raised>) -> PyResult {
    // SAFETY: the state is inside the live frame.
    let started = unsafe { (*frame.state()).started };
    if !started {
        return match input {
            Ok(_) => run(frame),
            Err(raised) => {
                // The exception is raised before the first instruction: no handler of the code is active.
                raised_before_start(frame);
                // SAFETY: as above.
                unsafe { (*frame.state()).finished = true }
                frame.clear_registers();
                Err(raised)
            }
        };
    }
    enter(frame, Some(input))
}

/// The pending exception is raised in a frame that has not begun to run, and leaves it.
fn raised_before_start(frame: &Frame) {
    if pyston_runtime::trace::is_on() && pyston_runtime::trace::on_call(frame).is_err() {
        return;
    }
    pyston_runtime::traceback::add_here(frame);
    if pyston_runtime::trace::is_on() {
        pyston_runtime::trace::on_exception(frame);
        let (Ok(()) | Err(Raised)) = pyston_runtime::trace::on_return(frame, None);
    }
}

fn enter(frame: &Frame, input: Option<Result<Py, Raised>>) -> PyResult {
    // SAFETY: fields of live objects; the thread state is ours.
    unsafe {
        let previous = (*tstate::current()).frame;
        (*tstate::current()).frame = frame.raw();
        (*frame.state()).is_entry = true;
        (*frame.state()).has_window = false;
        (*frame.raw()).f_executing = 1;
        let entered = if breaker::is_set() { trace::entering(frame, input.is_none()) } else { Ok(()) };
        let result = match entered {
            Ok(()) => execute(frame, input),
            Err(raised) => Err(raised),
        };
        (*frame.raw()).f_executing = 0;
        (*tstate::current()).frame = previous;
        match result {
            Ok(Exit::Return(value)) => {
                (*frame.state()).finished = true;
                Ok(value)
            }
            Ok(Exit::Yield(value)) => Ok(value),
            Err(raised) => {
                (*frame.state()).finished = true;
                Err(raised)
            }
        }
    }
}

#[expect(clippy::cognitive_complexity, reason = "the dispatch loop: one arm an instruction")]
fn execute(entry: &Frame, input: Option<Result<Py, Raised>>) -> PyResult<Exit> {
    // SAFETY: the entry frame outlives the loop; frames pushed by calls are owned by it until their
    // return. Registers and instructions are those of the running frame.
    unsafe {
        let mut running = Running::new(entry);
        let mut pc: *const Instr = (*running.state()).pc.cast();
        let mut failing = Failing::No;
        match input {
            None => (),
            Some(Err(Raised)) => failing = Failing::Raised,
            Some(Ok(value)) => match (*pc).op {
                Op::Yield => {
                    running.registers.write((*pc).a, value);
                    pc = pc.add(1);
                }
                _ => (*running.state()).sent = value.into_ptr(),
            },
        }
        // Between two resumptions of a delegate nothing is served, as in CPython.
        if failing == Failing::No && (*running.state()).sent.is_null() && breaker::is_set() && breaker::serve().is_err()
        {
            failing = Failing::Raised;
        }
        loop {
            let how = std::mem::replace(&mut failing, Failing::No);
            if how != Failing::No {
                // An exception is pending at `pc`.
                (*running.state()).pc = pc.cast();
                let sent = std::ptr::replace(&raw mut (*running.state()).sent, std::ptr::null_mut());
                drop(Py::<Object>::from_nullable(sent));
                let unwound = match how {
                    Failing::Outside => Unwound::Leave,
                    how => unwind::unwind(running.frame(), running.registers, running.code(), how == Failing::Again),
                };
                match unwound {
                    Unwound::Handler(target) => pc = running.start().add(target as usize),
                    Unwound::Leave => {
                        if (*running.state()).is_entry {
                            return Err(Raised);
                        }
                        running = if generators::is_resumed(running) {
                            generators::fail(running)
                        } else {
                            Running::new(leave(running.frame()))
                        };
                        pc = running.pc();
                        failing = Failing::Raised;
                        continue;
                    }
                }
            }
            macro_rules! attempt {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(Raised) => {
                            failing = Failing::Raised;
                            break;
                        }
                    }
                };
            }
            loop {
                let instr = &*pc;
                (*running.state()).pc = pc.cast();
                let r = running.registers;
                // An instruction with a fast path, which does all its work or nothing, and a general path
                // out of line.
                macro_rules! either {
                    ($fast:expr, $general:expr) => {
                        if !$fast {
                            attempt!($general);
                        }
                    };
                }
                macro_rules! load_attr {
                    ($found:expr) => {{
                        match $found {
                            Some(value) => {
                                r.finish_b(instr);
                                r.write(instr.a, value);
                            }
                            None => attempt!(fast::attr::load(r, pc.cast_mut())),
                        }
                        pc = pc.add(2);
                    }};
                }
                macro_rules! subscript {
                    ($found:expr) => {{
                        match $found {
                            Some(value) => {
                                r.finish(instr);
                                r.write(instr.a, value);
                            }
                            None => attempt!(fast::items::subscript(r, pc.cast_mut())),
                        }
                        pc = pc.add(1);
                    }};
                }
                macro_rules! compare_jump {
                    ($found:expr) => {{
                        let truth = match $found {
                            Some(truth) => {
                                r.finish(instr);
                                truth
                            }
                            None => attempt!(fast::arith::general_jump(r, pc.cast_mut())),
                        };
                        if truth == (instr.aux & fast::arith::WHEN != 0) {
                            pc = running.start().add(instr.c as usize);
                            continue;
                        }
                    }};
                }
                macro_rules! for_iter_general {
                    () => {{
                        let iterator = r.get(instr.b);
                        fast::items::specialise_for(pc.cast_mut(), iterator);
                        if let Some((generator, frame)) = generators::resumable(iterator, running, None) {
                            (running, pc) = attempt!(generators::resume(generator, frame, singletons::py_none()));
                            continue;
                        }
                        for_iter!(attempt!(fast::items::next(iterator)))
                    }};
                }
                macro_rules! for_iter {
                    ($next:expr) => {{
                        match $next {
                            Some(value) => {
                                r.write(instr.a, value);
                                pc = pc.add(2);
                            }
                            None => {
                                drop(r.take(instr.b));
                                pc = running.start().add(instr.c as usize);
                            }
                        }
                        continue;
                    }};
                }
                // Native code may take long or wait: signals and other requests are served after it too.
                macro_rules! after_native_call {
                    ($next:expr) => {
                        if breaker::is_set() {
                            attempt!(served_after_call($next));
                        }
                    };
                }
                // Leaves the frame with the pending exception, past its handlers.
                macro_rules! leave_raising {
                    () => {{
                        unwind::drop_stack(running.registers, running.code());
                        failing = Failing::Outside;
                        break;
                    }};
                }
                // Goes on in the frame that a call entered out of line, or behind the call.
                macro_rules! go_on {
                    ($entered:expr) => {
                        match attempt!($entered) {
                            Entered::Frame(frame) => {
                                running = frame;
                                pc = running.start();
                                continue;
                            }
                            Entered::Done(value) => {
                                drop_call(r, instr);
                                r.write(instr.a, value);
                                pc = pc.add(1 + instr.op.caches());
                                continue;
                            }
                            Entered::No => (),
                        }
                    };
                }
                // Goes on in a frame for the call of a Python function. This many registers hold the call.
                macro_rules! enter_python {
                    ($function:expr, $args:expr, $passed:expr) => {{
                        let entered =
                            fast::plain::enter_plain($function, running, $args, Returns::Plain, instr.a, $passed);
                        enter!(entered);
                        go_on!(fast::enter::bound(running, pc.cast_mut(), $function, $args));
                    }};
                }
                // Goes on in a frame, if there is one.
                macro_rules! enter {
                    ($entered:expr) => {
                        if let Some(frame) = $entered {
                            running = frame;
                            pc = running.start();
                            continue;
                        }
                    };
                }
                // Goes on in the frame of a class's `__init__`.
                macro_rules! construct {
                    ($made:expr, $args:expr, $passed:expr) => {{
                        let (instance, init, level) = attempt!($made);
                        $args.first = instance.as_ptr();
                        if let Some(frame) =
                            fast::plain::enter_plain(init, running, $args, Returns::Plain, instr.a, $passed)
                        {
                            running = fast::construct::owning(frame, instance, level);
                            pc = running.start();
                            continue;
                        }
                        go_on!(fast::enter::init(running, pc.cast_mut(), (instance, init, level), $args));
                    }};
                }
                // Hands a value to whoever resumed the frame, through the frames that delegate to it.
                macro_rules! yield_out {
                    ($value:expr) => {{
                        let value = $value;
                        loop {
                            if (*running.state()).is_entry {
                                return Ok(Exit::Yield(value));
                            }
                            running = generators::suspend(running);
                            pc = running.pc();
                            if trace::operation(running.code(), &*pc) != Op::YieldFrom {
                                break;
                            }
                        }
                        running.registers.write((*pc).a, value);
                        pc = pc.add(2);
                        continue;
                    }};
                }
                match instr.op {
                    Op::Trace => {
                        let (next, told) = trace::event(running.frame(), pc);
                        pc = next;
                        running = Running::new(running.frame());
                        attempt!(told);
                        continue;
                    }
                    Op::TraceCall => {
                        let call = &*pc.add(1);
                        if let Some(value) = attempt!(trace::native_call(running.frame(), r, call)) {
                            if call.op == Op::CallEx {
                                r.drop_run(call.b, 2 + (call.c & 1));
                            } else {
                                r.drop_run(call.b, call.c + if call.op == Op::Call { 1 } else { 2 });
                            }
                            after_native_call!(pc.add(2 + call.op.caches()));
                            r.write(call.a, value);
                            pc = pc.add(1 + call.op.caches());
                        }
                    }
                    Op::TraceNext => match attempt!(trace::next(running.frame(), r.get(instr.b))) {
                        Some(value) => r.write(instr.a, value),
                        None => {
                            drop(r.take(instr.b));
                            pc = running.start().add(instr.c as usize);
                            continue;
                        }
                    },
                    Op::TraceReturn => {
                        if trace::returning(running.frame(), r.get(instr.a), false).is_err() {
                            leave_raising!();
                        }
                    }
                    Op::Trap => {
                        pc = trace::trapped(running.frame(), pc);
                        running = Running::new(running.frame());
                        continue;
                    }
                    Op::Cache | Op::Extra => (),
                    Op::Mov => r.write(instr.a, r.own_b(instr)),
                    Op::CheckBound => {
                        if r.peek(instr.a).is_none() {
                            attempt!(Err(ops::unbound_local(running.frame(), instr.b)));
                        }
                    }
                    Op::Drop => drop(r.take(instr.a)),
                    Op::Swap => r.swap(instr.a, instr.b),
                    Op::Shift => {
                        for index in (instr.a..instr.a + instr.b - 1).rev() {
                            r.swap(index, index + 1);
                        }
                    }
                    Op::LoadDeref => {
                        let cell: &Cell = r.get(instr.b).cast_unchecked();
                        match cell.get() {
                            Some(value) => r.write(instr.a, value),
                            None => attempt!(Err(ops::unbound_deref(running.frame(), instr.c))),
                        }
                    }
                    Op::StoreDeref => {
                        let cell: &Cell = r.get(instr.a).cast_unchecked();
                        cell.set(Some(r.own_b(instr)));
                    }
                    Op::LoadGlobal => {
                        attempt!(fast::names::load(r, pc.cast_mut()));
                        pc = pc.add(1);
                    }
                    Op::LoadGlobalCached => {
                        match fast::names::global(running.frame(), &*pc.add(1)) {
                            Some(value) => r.write(instr.a, value),
                            None => attempt!(fast::names::load(r, pc.cast_mut())),
                        }
                        pc = pc.add(1);
                    }
                    Op::LoadBuiltinCached => {
                        match fast::names::builtin(running.frame(), &*pc.add(1)) {
                            Some(value) => r.write(instr.a, value),
                            None => attempt!(fast::names::load(r, pc.cast_mut())),
                        }
                        pc = pc.add(1);
                    }
                    Op::LoadAttr => load_attr!(None),
                    Op::LoadAttrSplit => load_attr!(fast::attr::load_split(r.get(instr.b), &*pc.add(1))),
                    Op::LoadAttrInline => load_attr!(fast::attr::load_inline(r.get(instr.b), &*pc.add(1))),
                    Op::LoadAttrDict => load_attr!(fast::attr::load_dict(r.get(instr.b), &*pc.add(1))),
                    Op::LoadAttrSlot => load_attr!(fast::attr::load_slot(r.get(instr.b), &*pc.add(1))),
                    Op::LoadAttrShared => {
                        load_attr!(fast::attr::load_shared(r.get(instr.b), pc.cast_mut().add(1), || r.name(instr.c)))
                    }
                    Op::LoadAttrClass => load_attr!(fast::attr::load_class(r.get(instr.b), &*pc.add(1))),
                    Op::LoadAttrProperty => {
                        match fast::attr::load_property(r.get(instr.b), &*pc.add(1)) {
                            Some(getter) => {
                                let args = Laid::only(r.get(instr.b));
                                let returns = Returns::Property;
                                enter!(fast::plain::enter_plain(&getter, running, args, returns, 0, 0));
                                let value = attempt!(call::vectorcall(&getter, &[r.get(instr.b)], None));
                                r.finish_b(instr);
                                r.write(instr.a, value);
                            }
                            None => attempt!(fast::attr::load(r, pc.cast_mut())),
                        }
                        pc = pc.add(2);
                    }
                    Op::StoreAttr => {
                        attempt!(fast::attr::store(r, pc.cast_mut()));
                        pc = pc.add(2);
                    }
                    Op::StoreAttrSplit => {
                        let unit = &*pc.add(1);
                        either!(fast::attr::store_split(r, instr, unit), fast::attr::store(r, pc.cast_mut()));
                        pc = pc.add(2);
                    }
                    Op::StoreAttrInline => {
                        let unit = &*pc.add(1);
                        either!(fast::attr::store_inline(r, instr, unit), fast::attr::store(r, pc.cast_mut()));
                        pc = pc.add(2);
                    }
                    Op::StoreAttrSlot => {
                        let unit = &*pc.add(1);
                        either!(fast::attr::store_slot(r, instr, unit), fast::attr::store(r, pc.cast_mut()));
                        pc = pc.add(2);
                    }
                    Op::LoadMethod => {
                        attempt!(fast::attr::load_method(r, pc.cast_mut()));
                        pc = pc.add(2);
                    }
                    Op::LoadMethodCached => {
                        match fast::attr::load_shared(r.get(instr.b), pc.cast_mut().add(1), || r.name(instr.c)) {
                            Some(function) => {
                                let object = r.own_b(instr);
                                r.write(instr.a + 1, object);
                                r.write(instr.a, function);
                            }
                            None => attempt!(fast::attr::load_method(r, pc.cast_mut())),
                        }
                        pc = pc.add(2);
                    }
                    Op::LoadMethodDict => {
                        match fast::attr::load_dict(r.get(instr.b), &*pc.add(1)) {
                            Some(callable) => {
                                r.finish_b(instr);
                                r.write(instr.a + 1, callable);
                            }
                            None => attempt!(fast::attr::load_method(r, pc.cast_mut())),
                        }
                        pc = pc.add(2);
                    }
                    Op::LoadMethodClass => {
                        match fast::attr::load_class(r.get(instr.b), &*pc.add(1)) {
                            Some(callable) => {
                                r.finish_b(instr);
                                r.write(instr.a + 1, callable);
                            }
                            None => attempt!(fast::attr::load_method(r, pc.cast_mut())),
                        }
                        pc = pc.add(2);
                    }
                    Op::Subscr => {
                        enter!(fast::special::subscript(running, instr));
                        subscript!(None)
                    }
                    Op::SubscrListInt => subscript!(fast::items::list_item(r.get(instr.b), r.get(instr.c))),
                    Op::SubscrTupleInt => subscript!(fast::items::tuple_item(r.get(instr.b), r.get(instr.c))),
                    Op::SubscrDict => {
                        subscript!(attempt!(fast::items::dict_item(r.get(instr.b), r.get(instr.c))))
                    }
                    Op::StoreSubscr => either!(fast::items::store_list(r, instr), fast::items::store(r, pc)),
                    Op::Binary | Op::Inplace => {
                        enter!(fast::special::binary(running, instr));
                        attempt!(fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::AddInt => {
                        either!(fast::arith::on_ints(r, instr, |a, b| a + b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::SubInt => {
                        either!(fast::arith::on_ints(r, instr, |a, b| a - b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::MulInt => {
                        either!(fast::arith::on_ints(r, instr, |a, b| a * b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::IntOp => either!(fast::arith::int_op(r, instr), fast::arith::general(r, pc.cast_mut())),
                    Op::AddFloat => {
                        either!(fast::arith::on_floats(r, instr, |a, b| a + b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::SubFloat => {
                        either!(fast::arith::on_floats(r, instr, |a, b| a - b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::MulFloat => {
                        either!(fast::arith::on_floats(r, instr, |a, b| a * b), fast::arith::general(r, pc.cast_mut()))
                    }
                    Op::FloatOp => either!(fast::arith::float_op(r, instr), fast::arith::general(r, pc.cast_mut())),
                    Op::Not => {
                        let operand = r.get(instr.b);
                        let truth = operand.is(singletons::bool(true))
                            || !operand.is(singletons::bool(false)) && attempt!(protocol::is_true(operand));
                        r.finish_b(instr);
                        r.write(instr.a, singletons::py_bool(!truth));
                    }
                    Op::Compare => {
                        let (left, right) = (r.get(instr.b), r.get(instr.c));
                        let value = match fast::arith::compare(left, right, instr.aux) {
                            Some(truth) => singletons::py_bool(truth),
                            None => {
                                let returns = Returns::Compare;
                                enter!(fast::special::compare(running, left, right, instr.aux, returns));
                                attempt!(ops::compare(left, right, instr.aux))
                            }
                        };
                        r.finish(instr);
                        r.write(instr.a, value);
                    }
                    Op::Jump => {
                        pc = running.start().add(instr.a as usize);
                        continue;
                    }
                    Op::LoopJump => {
                        if breaker::is_set() {
                            attempt!(breaker::serve());
                        }
                        pc = running.start().add(instr.a as usize);
                        continue;
                    }
                    Op::JumpIfTrue | Op::JumpIfFalse => {
                        let condition = r.get(instr.a);
                        let truth = if condition.is(singletons::bool(true)) {
                            true
                        } else if condition.is(singletons::bool(false)) || condition.is_none() {
                            false
                        } else if let Some(number) = fast::arith::short(condition) {
                            number != 0
                        } else {
                            attempt!(protocol::is_true(condition))
                        };
                        r.finish(instr);
                        if truth == (instr.op == Op::JumpIfTrue) {
                            pc = running.start().add(instr.b as usize);
                            continue;
                        }
                    }
                    Op::CompareJumpInt => compare_jump!(
                        fast::arith::shorts(r.get(instr.a), r.get(instr.b))
                            .filter(|_| fast::arith::has_room())
                            .map(|(left, right)| fast::arith::ordered_ints(left, right, instr.aux))
                    ),
                    Op::CompareJumpFloat => compare_jump!(
                        fast::arith::doubles(r.get(instr.a), r.get(instr.b)).filter(|_| fast::arith::has_room()).map(
                            |(left, right)| fast::arith::ordered(left, right, instr.aux & fast::arith::COMPARISON)
                        )
                    ),
                    Op::CompareJump => {
                        let (left, right) = (r.get(instr.a), r.get(instr.b));
                        let op = instr.aux & fast::arith::COMPARISON;
                        let returns = Returns::CompareJump;
                        enter!(fast::special::compare(running, left, right, op, returns));
                        compare_jump!(fast::arith::identical(left, right, op))
                    }
                    Op::GetIter => {
                        let iterator = attempt!(protocol::iter(r.get(instr.b)));
                        r.finish_b(instr);
                        r.write(instr.a, iterator);
                    }
                    Op::ForIterList => {
                        let Some(items) = r.get(instr.b).downcast_exact::<Instance<ListIterator>>() else {
                            for_iter_general!();
                        };
                        for_iter!(items.advance())
                    }
                    Op::ForIterTuple => {
                        let Some(items) = r.get(instr.b).downcast_exact::<Instance<TupleIterator>>() else {
                            for_iter_general!();
                        };
                        for_iter!(items.advance())
                    }
                    Op::ForIterRange => {
                        let Some(range) = r.get(instr.b).downcast_exact::<Instance<RangeIterator>>() else {
                            for_iter_general!();
                        };
                        if attempt!(fast::items::next_in_range(range, r, instr)) {
                            pc = pc.add(2);
                        } else {
                            drop(r.take(instr.b));
                            pc = running.start().add(instr.c as usize);
                        }
                        continue;
                    }
                    Op::ForIterGenerator => {
                        if let Some((generator, frame)) = generators::resumable(r.get(instr.b), running, None) {
                            (running, pc) = attempt!(generators::resume(generator, frame, singletons::py_none()));
                            continue;
                        }
                        for_iter_general!()
                    }
                    Op::ForIter => for_iter_general!(),
                    Op::BuildTuple => {
                        let tuple = attempt!(Tuple::from_run(r.place(instr.b), instr.c as usize));
                        r.write(instr.a, tuple.into_object());
                    }
                    Op::BuildList => {
                        let list = attempt!(List::from_run(r.place(instr.b), instr.c as usize));
                        r.write(instr.a, list.into_object());
                    }
                    Op::ListAppend => match r.get(instr.a).downcast::<List>() {
                        Some(list) => attempt!(list.append(r.own_b(instr))),
                        None => attempt!(Err(errors::bad_internal_call())),
                    },
                    Op::Unpack => {
                        let sequence = r.own_b(instr);
                        if !fast::items::unpack(&sequence, r, instr.a, instr.c) {
                            let items = attempt!(protocol::unpack(&sequence, instr.c as usize));
                            for (register, item) in (instr.a..).zip(items.into_iter().rev()) {
                                r.write(register, item);
                            }
                        }
                    }
                    Op::UnpackPair => {
                        let sequence = r.get(instr.b);
                        let (first, second) = match fast::items::pair(sequence) {
                            Some(pair) => pair,
                            None => attempt!(ops::unpack_pair(sequence)),
                        };
                        r.finish_b(instr);
                        r.write(instr.a, first);
                        r.write(instr.c, second);
                    }
                    Op::Delete
                    | Op::LoadClassDeref
                    | Op::DeleteDeref
                    | Op::LoadName
                    | Op::StoreName
                    | Op::DeleteName
                    | Op::StoreGlobal
                    | Op::DeleteGlobal
                    | Op::LoadBuildClass
                    | Op::DeleteAttr
                    | Op::DeleteSubscr
                    | Op::Unary
                    | Op::BuildSet
                    | Op::BuildMap
                    | Op::BuildConstKeyMap
                    | Op::BuildString
                    | Op::BuildSlice
                    | Op::BuildUnpack
                    | Op::SetAdd
                    | Op::MapAdd
                    | Op::UnpackEx
                    | Op::FormatValue
                    | Op::MakeFunction
                    | Op::PopExcept
                    | Op::PopFinally
                    | Op::SetupWith
                    | Op::BeforeAsyncWith
                    | Op::WithStart
                    | Op::WithFinish
                    | Op::GetYieldFromIter
                    | Op::GetAwaitable
                    | Op::GetAIter
                    | Op::GetANext
                    | Op::ImportName
                    | Op::ImportFrom
                    | Op::ImportStar
                    | Op::SetupAnnotations
                    | Op::PrintExpr => attempt!(simple::execute(r, pc)),
                    Op::Call => {
                        let callable = r.get(instr.b);
                        let mut args = Laid::run(r.place(instr.b + 1), instr.c as usize);
                        if let Some(function) = callable.downcast_exact::<Function>() {
                            enter_python!(function, args, instr.c + 1);
                        }
                        if let Some(made) = fast::construct::construct(pc.cast_mut(), callable) {
                            construct!(made, args, instr.c + 1);
                        } else if let Some(method) = callable.downcast_exact::<BoundMethod>()
                            && let Some(function) = method.function().downcast_exact::<Function>()
                        {
                            args.first = method.this().as_ptr();
                            enter_python!(function, args, instr.c + 1);
                        } else if let Some(function) = fast::special::of_call(callable) {
                            args.first = callable.as_ptr();
                            let (returns, n) = (Returns::Instance, instr.c + 1);
                            enter!(fast::plain::enter_plain(function, running, args, returns, instr.a, n));
                        }
                        let value = attempt!(fast::call::native(callable, r.run(instr.b + 1, instr.c)));
                        r.drop_run(instr.b, instr.c + 1);
                        after_native_call!(pc.add(3));
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }
                    Op::CallMethod => {
                        // With a method's function the object is the first argument.
                        let is_method = r.peek(instr.b).is_some();
                        let (at, n_args) = if is_method { (instr.b, instr.c + 1) } else { (instr.b + 1, instr.c) };
                        let callable = r.get(at);
                        if let Some(function) = callable.downcast_exact::<Function>() {
                            let args = Laid::run(r.place(at + 1), n_args as usize);
                            enter_python!(function, args, instr.c + 2);
                        }
                        if let Some(method) = callable.downcast_exact::<BoundMethod>()
                            && let Some(function) = method.function().downcast_exact::<Function>()
                        {
                            let mut args = Laid::run(r.place(at + 1), n_args as usize);
                            args.first = method.this().as_ptr();
                            enter_python!(function, args, instr.c + 2);
                        }
                        let value = attempt!(call_native(callable, r.run(at + 1, n_args)));
                        r.drop_run(instr.b, instr.c + 2);
                        after_native_call!(pc.add(3));
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }
                    Op::CallKw => {
                        let callable = r.get(instr.b);
                        // Foreign bytecode may put anything there.
                        let given = r.get(instr.b + instr.c + 1).downcast_exact::<Tuple>();
                        let given = given.filter(|given| given.len() <= instr.c as usize);
                        let names = attempt!(given.ok_or_else(errors::bad_internal_call));
                        let mut args = Laid::run(r.place(instr.b + 1), instr.c as usize);
                        args.names = Some(names);
                        go_on!(fast::enter::callable(running, pc.cast_mut(), callable, args, instr.c + 2));
                        let all = r.run(instr.b + 1, instr.c);
                        let value = attempt!(call::vectorcall(callable, all, Some(names)));
                        r.drop_run(instr.b, instr.c + 2);
                        after_native_call!(pc.add(3));
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }
                    Op::CallEx => {
                        let parts = r.run(instr.b, 2 + (instr.c & 1));
                        if let Some(spread) = attempt!(fast::call::Spread::of(parts)) {
                            let (args, n_passed) = (spread.laid(), parts.len() as u32);
                            go_on!(fast::enter::callable(running, pc.cast_mut(), parts[0], args, n_passed));
                        }
                        let value = attempt!(ops::call_ex(parts));
                        drop_call(r, instr);
                        after_native_call!(pc.add(3));
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }
                    Op::Raise => {
                        let reraise = attempt!(ops::raise(r.take_run(instr.a, instr.b)));
                        let Raised = reraise.raised;
                        failing = if reraise.again { Failing::Again } else { Failing::Raised };
                        break;
                    }
                    Op::CallFinally => {
                        let back = pc.offset_from(running.start()) as i64 + 1;
                        let back = attempt!(Int::from_i64(back));
                        r.write(instr.a + 5, back.into_object());
                        pc = running.start().add(instr.b as usize);
                        continue;
                    }
                    Op::EndFinally => match r.take(instr.a + 5) {
                        None => (),
                        // A return address only where a `finally` block can have been called.
                        Some(value) => match value.downcast::<Int>().filter(|_| instr.b == 0).and_then(Int::to_i64) {
                            Some(back) => {
                                pc = running.start().add(back as usize);
                                continue;
                            }
                            None => {
                                unwind::reraise(r, instr.a, value);
                                failing = Failing::Again;
                                break;
                            }
                        },
                    },
                    Op::Return => {
                        let mut value = r.own_a(instr);
                        let returns = (*running.state()).returns;
                        if returns == Returns::Plain {
                            let state = running.state();
                            let instance = std::ptr::replace(&raw mut (*state).constructed, std::ptr::null_mut());
                            let (to, n_passed) = ((*state).result_register, (*state).n_passed);
                            running = Running::new(leave_plain(running.frame(), Returns::Plain, instr.b));
                            pc = running.pc();
                            if !instance.is_null() {
                                value = attempt!(fast::construct::constructed(Py::from_owned(instance), value));
                            }
                            running.registers.drop_run((*pc).b, n_passed);
                            running.registers.write(to, value);
                            pc = pc.add(3);
                            continue;
                        }
                        if (*running.state()).is_entry {
                            return Ok(Exit::Return(value));
                        }
                        if returns != Returns::General {
                            let next;
                            (running, next) = fast::special::complete(running, returns, value, instr.b);
                            pc = running.pc();
                            pc = attempt!(next);
                            continue;
                        }
                        if generators::is_resumed(running) {
                            running = generators::end(running);
                            pc = running.pc();
                            let resumer = &*pc;
                            if trace::operation(running.code(), resumer) == Op::YieldFrom {
                                running.registers.write(resumer.c, value);
                                pc = pc.add(1);
                            } else {
                                drop(value);
                                drop(running.registers.take(resumer.b));
                                pc = running.start().add(resumer.c as usize);
                            }
                            continue;
                        }
                        let instance = std::ptr::replace(&raw mut (*running.state()).constructed, std::ptr::null_mut());
                        let result_register = (*running.state()).result_register;
                        running = Running::new(leave(running.frame()));
                        pc = running.pc();
                        if !instance.is_null() {
                            value = attempt!(fast::construct::constructed(Py::from_owned(instance), value));
                        }
                        drop_call(running.registers, &*pc);
                        running.registers.write(result_register, value);
                        pc = pc.add(1 + (*pc).op.caches());
                        continue;
                    }
                    Op::Yield => {
                        let value = attempt!(ops::yielded(running.frame(), r.own_b(instr)));
                        if instr.aux != 0 && trace::returning(running.frame(), &value, true).is_err() {
                            leave_raising!();
                        }
                        yield_out!(value);
                    }
                    Op::YieldFrom => {
                        let sent = std::ptr::replace(&raw mut (*running.state()).sent, std::ptr::null_mut());
                        let value = match Py::from_nullable(sent) {
                            Some(value) => value,
                            None => r.own_b(instr),
                        };
                        if let Some((generator, frame)) = generators::resumable(r.get(instr.a), running, Some(&value)) {
                            (running, pc) = attempt!(generators::resume(generator, frame, value));
                            continue;
                        }
                        if let Some(yielded) = attempt!(unwind::send_on(running.frame(), r, *instr, value)) {
                            if instr.aux != 0 && trace::returning(running.frame(), &yielded, true).is_err() {
                                leave_raising!();
                            }
                            yield_out!(yielded);
                        }
                    }
                    Op::EndAsyncFor => {
                        let ty = r.get(instr.a + 5);
                        if errors::given_matches(ty, &exc::StopAsyncIteration) {
                            r.drop_run(instr.a + 3, 3);
                            unwind::restore_handled(r, instr.a);
                            drop(r.take(instr.a - 1));
                        } else if let Some(ty) = r.take(instr.a + 5) {
                            unwind::reraise(r, instr.a, ty);
                            failing = Failing::Again;
                            break;
                        }
                    }
                }
                pc = pc.add(1);
            }
        }
    }
}

/// Serves what was requested during a native call, unless a `with` block begins with its result: the
/// block must be there before an exception can come.
///
/// # Safety
/// `next` is the instruction behind the call.
#[cold]
#[inline(never)]
unsafe fn served_after_call(next: *const Instr) -> PyResult<()> {
    // SAFETY: the caller's promise; a call is never the last instruction.
    let op = unsafe { if (*next).op == Op::Trace { (*next.add(1)).op } else { (*next).op } };
    if matches!(op, Op::SetupWith | Op::BeforeAsyncWith | Op::YieldFrom) {
        Ok(())
    } else {
        breaker::serve_in_expression()
    }
}

/// Drops the callable and the arguments of a call that has returned: the caller keeps them until then,
/// whatever the function does with its parameters.
#[inline(always)]
fn drop_call(registers: Registers, call: &Instr) {
    let n = match call.op {
        Op::Call => call.c + 1,
        Op::CallEx => 2 + (call.c & 1),
        Op::CallKw | Op::CallMethod => call.c + 2,
        _ => 0,
    };
    registers.drop_run(call.b, n);
}
