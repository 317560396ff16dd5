//! The interpreter loop.
//!
//! **Invariants**
//! - `state.pc` of the running frame is the instruction being executed, so that tracebacks, `f_lasti`
//!   and unwinding know where it is.
//! - A Python function called from Python code runs in the same loop: its frame's owner is the loop,
//!   which drops it at return. Only entry frames leave the loop.
//! - The thread's `frame` is the frame that runs.

use pyston_object::descr::call_native;
use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_object::{protocol, tstate};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::breaker;
use pyston_runtime::cell::Cell;
use pyston_runtime::frame::Frame;
use pyston_runtime::function::{Function, Laid};

use crate::fast;
use crate::fast::call::Called;
use crate::generators;
use crate::ops;
use crate::registers::Registers;
use crate::running::{Running, activate, leave};
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
                macro_rules! load_attr {
                    (|$object:pat_param, $unit:pat_param| $fast:expr) => {{
                        let operand = r.read(instr.b);
                        let found: Option<Py> = {
                            let ($object, $unit) = (&*operand, &*pc.add(1));
                            $fast
                        };
                        let value = match found {
                            Some(value) => value,
                            None => attempt!(fast::attr::load(pc.cast_mut(), &operand, r.name(instr.c))),
                        };
                        drop(operand);
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }};
                }
                macro_rules! store_attr {
                    (|$object:pat_param, $unit:pat_param, $value:ident| $fast:expr) => {{
                        let operand = r.read(instr.a);
                        let $value = r.read(instr.b).into_py();
                        let stored: Result<Option<Py>, Py> = {
                            let ($object, $unit) = (&*operand, &*pc.add(1));
                            $fast
                        };
                        match stored {
                            Ok(old) => drop(old),
                            Err(value) => {
                                attempt!(fast::attr::store(pc.cast_mut(), &operand, r.name(instr.c), &value));
                            }
                        }
                        drop(operand);
                        pc = pc.add(2);
                    }};
                }
                macro_rules! load_method {
                    ($object:ident) => {
                        match attempt!(fast::attr::load_method(pc.cast_mut(), &$object, r.name(instr.c))) {
                            pyston_object::attr::Method::Unbound(function) => {
                                r.write(instr.a + 1, $object.into_py());
                                r.write(instr.a, function);
                            }
                            pyston_object::attr::Method::Bound(callable) => {
                                drop($object);
                                r.write(instr.a + 1, callable);
                            }
                        }
                    };
                }
                macro_rules! subscript {
                    (|$object:pat_param, $key:pat_param| $fast:expr) => {{
                        let object = r.read(instr.b);
                        let key = r.read(instr.c);
                        let found: Option<Py> = {
                            let ($object, $key) = (&*object, &*key);
                            $fast
                        };
                        let value = match found {
                            Some(value) => value,
                            None => attempt!(fast::items::subscript(pc.cast_mut(), &object, &key)),
                        };
                        drop(object);
                        drop(key);
                        r.write(instr.a, value);
                        pc = pc.add(1);
                    }};
                }
                macro_rules! binary {
                    (|$left:pat_param, $right:pat_param| $fast:expr) => {{
                        let left = r.read(instr.b);
                        let right = r.read(instr.c);
                        let found: Option<Py> = {
                            let ($left, $right) = (&*left, &*right);
                            $fast
                        };
                        let value = match found {
                            Some(value) => value,
                            None => attempt!(fast::arith::general(pc.cast_mut(), &left, &right)),
                        };
                        drop(left);
                        drop(right);
                        r.write(instr.a, value);
                    }};
                }
                macro_rules! float {
                    ($operate:expr) => {{
                        let (left, right) = (r.read(instr.b), r.read(instr.c));
                        let value = match fast::arith::on_floats(left, right, $operate) {
                            Ok(value) => value,
                            Err((left, right)) => {
                                let value = attempt!(fast::arith::general(pc.cast_mut(), &left, &right));
                                drop(left);
                                drop(right);
                                value
                            }
                        };
                        r.write(instr.a, value);
                    }};
                }
                macro_rules! compare_jump {
                    (|$left:ident, $right:ident, $op:ident| $fast:expr) => {{
                        let left = r.read(instr.a);
                        let right = r.read(instr.b);
                        let found: Option<bool> = {
                            let ($left, $right, $op) = (&*left, &*right, instr.aux & 255);
                            $fast
                        };
                        let truth = match found {
                            Some(truth) => truth,
                            None => attempt!(fast::arith::general_jump(pc.cast_mut(), &left, &right)),
                        };
                        drop(left);
                        drop(right);
                        if truth == (instr.aux & fast::arith::WHEN != 0) {
                            pc = running.start().add(instr.c as usize);
                            continue;
                        }
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
                // Goes on in a frame for the call of a Python function.
                macro_rules! enter_python {
                    ($function:expr, $args:expr) => {{
                        match attempt!(fast::call::call($function, running.frame(), $args)) {
                            Called::Frame(frame) => {
                                (*frame.state()).result_register = instr.a;
                                running = attempt!(activate(frame));
                                pc = running.start();
                            }
                            Called::Done(value) => {
                                drop_call(r, instr);
                                r.write(instr.a, value);
                                pc = pc.add(1 + instr.op.caches());
                            }
                        }
                        continue;
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
                            if trace::operation(running.code(), &*pc) == Op::ForIter {
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
                        let value = r.read(instr.a);
                        if trace::returning(running.frame(), &value, false).is_err() {
                            leave_raising!();
                        }
                    }
                    Op::Trap => {
                        pc = trace::trapped(running.frame(), pc);
                        running = Running::new(running.frame());
                        continue;
                    }
                    Op::Cache | Op::Extra => (),
                    Op::Mov => r.write(instr.a, r.read(instr.b).into_py()),
                    Op::CheckBound => {
                        if r.peek(instr.a).is_none() {
                            attempt!(Err(ops::unbound_local(running.frame(), instr.b)));
                        }
                    }
                    Op::Delete => match r.take(instr.a) {
                        Some(value) => drop(value),
                        None => attempt!(Err(ops::unbound_local(running.frame(), instr.b))),
                    },
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
                    Op::LoadClassDeref => {
                        let value = attempt!(ops::load_class_deref(running.frame(), r.get(instr.b), instr.c));
                        r.write(instr.a, value);
                    }
                    Op::StoreDeref => {
                        let cell: &Cell = r.get(instr.a).cast_unchecked();
                        cell.set(Some(r.read(instr.b).into_py()));
                    }
                    Op::DeleteDeref => {
                        let cell: &Cell = r.get(instr.a).cast_unchecked();
                        if cell.peek().is_null() {
                            attempt!(Err(ops::unbound_deref(running.frame(), instr.b)));
                        } else {
                            cell.set(None);
                        }
                    }
                    Op::LoadName => r.write(instr.a, attempt!(ops::load_name(running.frame(), r.name(instr.b)))),
                    Op::StoreName => {
                        let value = r.read(instr.b);
                        attempt!(ops::store_name(running.frame(), r.name(instr.a), &value));
                    }
                    Op::DeleteName => attempt!(ops::delete_name(running.frame(), r.name(instr.a))),
                    Op::LoadGlobal | Op::LoadGlobalCached | Op::LoadBuiltinCached => {
                        let found = match instr.op {
                            Op::LoadGlobalCached => fast::names::global(running.frame(), &*pc.add(1)),
                            Op::LoadBuiltinCached => fast::names::builtin(running.frame(), &*pc.add(1)),
                            _ => None,
                        };
                        let value = match found {
                            Some(value) => value,
                            None => attempt!(fast::names::load(running.frame(), pc.cast_mut(), r.name(instr.b))),
                        };
                        r.write(instr.a, value);
                        pc = pc.add(1);
                    }
                    Op::StoreGlobal => {
                        let value = r.read(instr.b).into_py();
                        attempt!(running.frame().globals().set_str(r.name(instr.a), value));
                    }
                    Op::DeleteGlobal => attempt!(ops::delete_global(running.frame(), r.name(instr.a))),
                    Op::LoadBuildClass => r.write(instr.a, attempt!(ops::load_build_class(running.frame()))),
                    Op::LoadAttr => load_attr!(|_object, _unit| None),
                    Op::LoadAttrSplit => load_attr!(|object, unit| fast::attr::load_split(object, unit)),
                    Op::LoadAttrDict => load_attr!(|object, unit| fast::attr::load_dict(object, unit)),
                    Op::LoadAttrSlot => load_attr!(|object, unit| fast::attr::load_slot(object, unit)),
                    Op::LoadAttrShared => {
                        load_attr!(|object, unit| fast::attr::load_shared(object, unit, r.name(instr.c)))
                    }
                    Op::LoadAttrProperty => {
                        let object = r.read(instr.b);
                        match fast::attr::load_property(&object, &*pc.add(1)) {
                            Some(getter) => {
                                let args = Laid::only(&object);
                                match attempt!(fast::call::call(&getter, running.frame(), args)) {
                                    Called::Frame(frame) => {
                                        (*frame.state()).result_register = instr.a;
                                        running = attempt!(activate(frame));
                                        pc = running.start();
                                        continue;
                                    }
                                    Called::Done(value) => r.write(instr.a, value),
                                }
                            }
                            None => {
                                let value = attempt!(fast::attr::load(pc.cast_mut(), &object, r.name(instr.c)));
                                drop(object);
                                r.write(instr.a, value);
                            }
                        }
                        pc = pc.add(2);
                    }
                    Op::LoadAttrClass => load_attr!(|object, unit| fast::attr::load_class(object, unit)),
                    Op::StoreAttr => store_attr!(|_object, _unit, value| Err(value)),
                    Op::StoreAttrSplit => {
                        store_attr!(|object, unit, value| fast::attr::store_split(object, unit, value))
                    }
                    Op::StoreAttrSlot => {
                        store_attr!(|object, unit, value| fast::attr::store_slot(object, unit, value))
                    }
                    Op::DeleteAttr => {
                        let object = r.read(instr.a);
                        attempt!(pyston_object::attr::setattr(&object, r.name(instr.b), None));
                    }
                    Op::LoadMethodCached => {
                        let object = r.read(instr.b);
                        match fast::attr::load_shared(&object, &*pc.add(1), r.name(instr.c)) {
                            Some(function) => {
                                r.write(instr.a + 1, object.into_py());
                                r.write(instr.a, function);
                            }
                            None => load_method!(object),
                        }
                        pc = pc.add(2);
                    }
                    Op::LoadMethodDict | Op::LoadMethodClass => {
                        let object = r.read(instr.b);
                        let found = if instr.op == Op::LoadMethodDict {
                            fast::attr::load_dict(&object, &*pc.add(1))
                        } else {
                            fast::attr::load_class(&object, &*pc.add(1))
                        };
                        match found {
                            Some(callable) => {
                                drop(object);
                                r.write(instr.a + 1, callable);
                            }
                            None => load_method!(object),
                        }
                        pc = pc.add(2);
                    }
                    Op::LoadMethod => {
                        let object = r.read(instr.b);
                        load_method!(object);
                        pc = pc.add(2);
                    }
                    Op::Subscr => subscript!(|_object, _key| None),
                    Op::SubscrListInt => subscript!(|object, key| fast::items::list_item(object, key)),
                    Op::SubscrTupleInt => subscript!(|object, key| fast::items::tuple_item(object, key)),
                    Op::SubscrDict => subscript!(|object, key| attempt!(fast::items::dict_item(object, key))),
                    Op::StoreSubscr => {
                        let object = r.read(instr.a);
                        let key = r.read(instr.b);
                        let value = r.read(instr.c).into_py();
                        match fast::items::store(&object, &key, value) {
                            Ok(stored) => attempt!(stored),
                            Err(value) => attempt!(protocol::setitem(&object, &key, Some(&value))),
                        }
                        drop(object);
                        drop(key);
                    }
                    Op::DeleteSubscr => {
                        let object = r.read(instr.a);
                        let key = r.read(instr.b);
                        attempt!(protocol::setitem(&object, &key, None));
                        drop(object);
                        drop(key);
                    }
                    Op::Binary | Op::Inplace => binary!(|_left, _right| None),
                    Op::AddInt => binary!(|left, right| fast::arith::add_int(left, right)),
                    Op::SubInt => binary!(|left, right| fast::arith::sub_int(left, right)),
                    Op::MulInt => binary!(|left, right| fast::arith::mul_int(left, right)),
                    Op::IntOp => binary!(|left, right| fast::arith::int_op(left, right, instr.aux)),
                    Op::AddFloat => float!(|a, b| a + b),
                    Op::SubFloat => float!(|a, b| a - b),
                    Op::MulFloat => float!(|a, b| a * b),
                    Op::FloatOp => binary!(|left, right| fast::arith::float_op(left, right, instr.aux)),
                    Op::Unary => {
                        let operand = r.read(instr.b);
                        let value = attempt!(ops::unary(&operand, instr.aux));
                        drop(operand);
                        r.write(instr.a, value);
                    }
                    Op::Not => {
                        let operand = r.read(instr.b);
                        let truth = if operand.is(singletons::bool(true)) {
                            true
                        } else {
                            attempt!(protocol::is_true(&operand))
                        };
                        drop(operand);
                        r.write(instr.a, singletons::py_bool(!truth));
                    }
                    Op::Compare => {
                        let left = r.read(instr.b);
                        let right = r.read(instr.c);
                        let value = match fast::arith::compare(&left, &right, instr.aux) {
                            Some(truth) => singletons::py_bool(truth),
                            None => attempt!(ops::compare(&left, &right, instr.aux)),
                        };
                        drop(left);
                        drop(right);
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
                        let condition = r.read(instr.a);
                        let truth = if condition.is(singletons::bool(true)) {
                            true
                        } else if condition.is(singletons::bool(false)) {
                            false
                        } else {
                            attempt!(protocol::is_true(&condition))
                        };
                        drop(condition);
                        if truth == (instr.op == Op::JumpIfTrue) {
                            pc = running.start().add(instr.b as usize);
                            continue;
                        }
                    }
                    Op::CompareJumpInt => {
                        compare_jump!(|left, right, op| fast::arith::shorts(left, right)
                            .filter(|_| fast::arith::has_room())
                            .map(|(left, right)| fast::arith::ordered(left, right, op)))
                    }
                    Op::CompareJumpFloat => {
                        compare_jump!(|left, right, op| fast::arith::doubles(left, right)
                            .filter(|_| fast::arith::has_room())
                            .map(|(left, right)| fast::arith::ordered(left, right, op)))
                    }
                    Op::CompareJump => compare_jump!(|left, right, op| fast::arith::identical(left, right, op)),
                    Op::GetIter => {
                        let iterable = r.read(instr.b);
                        let iterator = attempt!(protocol::iter(&iterable));
                        drop(iterable);
                        r.write(instr.a, iterator);
                    }
                    Op::ForIter => {
                        let iterator = r.get(instr.b);
                        if let Some((generator, frame)) = generators::resumable(iterator, running, None) {
                            (running, pc) = attempt!(generators::resume(generator, frame, singletons::py_none()));
                            continue;
                        }
                        match attempt!(fast::items::next(iterator)) {
                            Some(value) => {
                                r.write(instr.a, value);
                                pc = pc.add(1);
                            }
                            None => {
                                drop(r.take(instr.b));
                                pc = running.start().add(instr.c as usize);
                                continue;
                            }
                        }
                    }
                    Op::BuildTuple => {
                        let tuple = attempt!(Tuple::from_run(r.place(instr.b), instr.c as usize));
                        r.write(instr.a, tuple.into_object());
                    }
                    Op::BuildList => {
                        let list = attempt!(List::from_run(r.place(instr.b), instr.c as usize));
                        r.write(instr.a, list.into_object());
                    }
                    Op::BuildSet => {
                        let set = attempt!(ops::build_set(r.run(instr.b, instr.c)));
                        r.drop_run(instr.b, instr.c);
                        r.write(instr.a, set);
                    }
                    Op::BuildMap => {
                        let dict = attempt!(ops::build_map(r.run(instr.b, instr.c * 2)));
                        r.drop_run(instr.b, instr.c * 2);
                        r.write(instr.a, dict);
                    }
                    Op::BuildConstKeyMap => {
                        let dict = attempt!(ops::build_const_key_map(r.run(instr.b, instr.c + 1)));
                        r.drop_run(instr.b, instr.c + 1);
                        r.write(instr.a, dict);
                    }
                    Op::BuildString => {
                        let text = attempt!(ops::build_string(r.run(instr.b, instr.c)));
                        r.drop_run(instr.b, instr.c);
                        r.write(instr.a, text);
                    }
                    Op::BuildSlice => {
                        let slice = attempt!(ops::build_slice(r.run(instr.b, if instr.c == 3 { 3 } else { 2 })));
                        r.drop_run(instr.b, if instr.c == 3 { 3 } else { 2 });
                        r.write(instr.a, slice);
                    }
                    Op::BuildUnpack => {
                        let callable = if instr.aux == 5 {
                            r.peek(instr.b.wrapping_sub(2))
                        } else if instr.aux == 2 {
                            r.peek(instr.b.wrapping_sub(1))
                        } else {
                            None
                        };
                        let value = attempt!(ops::build_unpack(instr.aux, r.run(instr.b, instr.c), callable));
                        r.drop_run(instr.b, instr.c);
                        r.write(instr.a, value);
                    }
                    Op::ListAppend => {
                        let value = r.read(instr.b).into_py();
                        match r.get(instr.a).downcast::<List>() {
                            Some(list) => attempt!(list.append(value)),
                            None => attempt!(Err(errors::bad_internal_call())),
                        }
                    }
                    Op::SetAdd => {
                        let value = r.read(instr.b);
                        attempt!(ops::set_add(r.get(instr.a), &value));
                    }
                    Op::MapAdd => {
                        let key = r.read(instr.b);
                        let value = r.read(instr.c);
                        attempt!(protocol::setitem(r.get(instr.a), &key, Some(&value)));
                    }
                    Op::Unpack => {
                        let sequence = r.read(instr.b);
                        if !fast::items::unpack(&sequence, r, instr.a, instr.c) {
                            let items = attempt!(protocol::unpack(&sequence, instr.c as usize));
                            for (register, item) in (instr.a..).zip(items.into_iter().rev()) {
                                r.write(register, item);
                            }
                        }
                        drop(sequence);
                    }
                    Op::UnpackPair => {
                        let sequence = r.read(instr.b);
                        let (first, second) = match fast::items::pair(&sequence) {
                            Some(pair) => pair,
                            None => attempt!(ops::unpack_pair(&sequence)),
                        };
                        drop(sequence);
                        r.write(instr.a, first);
                        r.write(instr.c, second);
                    }
                    Op::UnpackEx => {
                        let sequence = r.read(instr.b);
                        let (before, after) = ((instr.c & 0xFF) as usize, (instr.c >> 8) as usize);
                        let items = attempt!(protocol::unpack_ex(&sequence, before, after));
                        drop(sequence);
                        for (register, item) in (instr.a..).zip(items.into_iter().rev()) {
                            r.write(register, item);
                        }
                    }
                    Op::FormatValue => {
                        let value = r.read(instr.b);
                        let spec = (instr.aux & 4 != 0).then(|| r.read(instr.c));
                        let text = attempt!(ops::format_value(&value, spec.as_deref(), instr.aux & 3));
                        drop(value);
                        r.write(instr.a, text);
                    }
                    Op::Call | Op::CallKw => {
                        let callable = r.get(instr.b);
                        let mut names = None;
                        if instr.op == Op::CallKw {
                            // Foreign bytecode may put anything there.
                            let given = r.get(instr.b + instr.c + 1).downcast_exact::<Tuple>();
                            let given = given.filter(|given| given.len() <= instr.c as usize);
                            names = Some(attempt!(given.ok_or_else(errors::bad_internal_call)));
                        }
                        let mut args = Laid {
                            first: std::ptr::null_mut(),
                            rest: r.place(instr.b + 1).cast_const(),
                            n_rest: instr.c as usize,
                            names,
                        };
                        if let Some(function) = callable.downcast_exact::<Function>() {
                            enter_python!(function, args);
                        } else if let Some(made) = fast::call::construct(pc.cast_mut(), callable) {
                            let (instance, init) = attempt!(made);
                            args.first = instance.as_ptr();
                            if let Called::Frame(frame) = attempt!(fast::call::call(init, running.frame(), args)) {
                                (*frame.state()).result_register = instr.a;
                                running = attempt!(activate(frame));
                                (*running.state()).constructed = instance.into_ptr();
                                pc = running.start();
                                continue;
                            }
                        } else if let Some(method) = callable.downcast_exact::<BoundMethod>()
                            && let Some(function) = method.function().downcast_exact::<Function>()
                        {
                            args.first = method.this().as_ptr();
                            enter_python!(function, args);
                        }
                        let all = r.run(instr.b + 1, instr.c);
                        let value = attempt!(match args.names {
                            None => call_native(callable, all),
                            names => pyston_object::call::vectorcall(callable, all, names),
                        });
                        drop_call(r, instr);
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
                            let rest = r.place(at + 1).cast_const();
                            let args = Laid { first: std::ptr::null_mut(), rest, n_rest: n_args as usize, names: None };
                            enter_python!(function, args);
                        }
                        let value = attempt!(call_native(callable, r.run(at + 1, n_args)));
                        drop_call(r, instr);
                        after_native_call!(pc.add(3));
                        r.write(instr.a, value);
                        pc = pc.add(2);
                    }
                    Op::CallEx => {
                        let parts = r.run(instr.b, 2 + (instr.c & 1));
                        if let Some(function) = parts[0].downcast_exact::<Function>()
                            && let Some(called) = fast::call::call_ex(function, parts)
                        {
                            match attempt!(called) {
                                Called::Frame(frame) => {
                                    (*frame.state()).result_register = instr.a;
                                    running = attempt!(activate(frame));
                                    pc = running.start();
                                }
                                Called::Done(value) => {
                                    drop_call(r, instr);
                                    r.write(instr.a, value);
                                    pc = pc.add(1);
                                }
                            }
                            continue;
                        }
                        let value = attempt!(ops::call_ex(parts));
                        drop_call(r, instr);
                        after_native_call!(pc.add(1));
                        r.write(instr.a, value);
                    }
                    Op::MakeFunction => {
                        let n = 2 + (instr.c & 15).count_ones();
                        let function = attempt!(ops::make_function(running.frame(), r.take_run(instr.b, n), instr.c));
                        r.write(instr.a, function);
                    }
                    Op::Raise => {
                        let reraise = attempt!(ops::raise(r.take_run(instr.a, instr.b)));
                        let Raised = reraise.raised;
                        failing = if reraise.again { Failing::Again } else { Failing::Raised };
                        break;
                    }
                    Op::PopExcept => unwind::restore_handled(r, instr.a),
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
                    Op::PopFinally => {
                        let value = (instr.aux != 0).then(|| r.read(instr.b).into_py());
                        unwind::pop_finally(r, instr.a);
                        if let Some(value) = value {
                            r.write(instr.c, value);
                        }
                    }
                    Op::SetupWith => {
                        let manager = r.read(instr.b);
                        let (exit, entered) = attempt!(ops::enter_with(&manager));
                        drop(manager);
                        r.write(instr.a, exit);
                        r.write(instr.a + 1, entered);
                    }
                    Op::BeforeAsyncWith => {
                        let manager = r.read(instr.b);
                        let (exit, entered) = attempt!(ops::enter_async_with(&manager));
                        drop(manager);
                        r.write(instr.a, exit);
                        r.write(instr.a + 1, entered);
                    }
                    Op::WithStart => attempt!(unwind::with_start(r, instr.a)),
                    Op::WithFinish => attempt!(unwind::with_finish(r, instr.a)),
                    Op::Return => {
                        let mut value = r.read(instr.a).into_py();
                        if (*running.state()).is_entry {
                            return Ok(Exit::Return(value));
                        }
                        if generators::is_resumed(running) {
                            running = generators::end(running);
                            pc = running.pc();
                            let resumer = &*pc;
                            match trace::operation(running.code(), resumer) {
                                Op::ForIter => {
                                    drop(value);
                                    drop(running.registers.take(resumer.b));
                                    pc = running.start().add(resumer.c as usize);
                                }
                                _ => {
                                    running.registers.write(resumer.c, value);
                                    pc = pc.add(1);
                                }
                            }
                            continue;
                        }
                        let instance = std::ptr::replace(&raw mut (*running.state()).constructed, std::ptr::null_mut());
                        let result_register = (*running.state()).result_register;
                        running = Running::new(leave(running.frame()));
                        pc = running.pc();
                        if !instance.is_null() {
                            value = attempt!(fast::call::constructed(Py::from_owned(instance), value));
                        }
                        drop_call(running.registers, &*pc);
                        running.registers.write(result_register, value);
                        pc = pc.add(if (*pc).op == Op::CallEx { 1 } else { 3 });
                        continue;
                    }
                    Op::Yield => {
                        let value = r.read(instr.b).into_py();
                        let value = attempt!(ops::yielded(running.frame(), value));
                        if instr.aux != 0 && trace::returning(running.frame(), &value, true).is_err() {
                            leave_raising!();
                        }
                        yield_out!(value);
                    }
                    Op::YieldFrom => {
                        let sent = std::ptr::replace(&raw mut (*running.state()).sent, std::ptr::null_mut());
                        let value = match Py::from_nullable(sent) {
                            Some(value) => value,
                            None => r.read(instr.b).into_py(),
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
                    Op::GetYieldFromIter => {
                        let iterable = r.read(instr.b).into_py();
                        r.write(instr.a, attempt!(ops::yield_from_iter(running.frame(), iterable)));
                    }
                    Op::GetAwaitable => {
                        let object = r.read(instr.b);
                        let awaitable = attempt!(ops::get_awaitable(&object, instr.aux));
                        drop(object);
                        r.write(instr.a, awaitable);
                    }
                    Op::GetAIter => {
                        let object = r.read(instr.b);
                        let iterator = attempt!(ops::get_aiter(&object));
                        drop(object);
                        r.write(instr.a, iterator);
                    }
                    Op::GetANext => r.write(instr.a, attempt!(ops::get_anext(r.get(instr.b)))),
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
                    Op::ImportName => {
                        let level = r.read(instr.b);
                        let names = r.read(instr.c);
                        let name = r.name((*pc.add(1)).a);
                        let module = attempt!(ops::import_name(running.frame(), name, &names, &level));
                        r.write(instr.a, module);
                        pc = pc.add(1);
                    }
                    Op::ImportFrom => r.write(instr.a, attempt!(ops::import_from(r.get(instr.b), r.name(instr.c)))),
                    Op::ImportStar => {
                        let module = r.read(instr.a);
                        attempt!(ops::import_star(running.frame(), &module));
                    }
                    Op::SetupAnnotations => attempt!(ops::setup_annotations(running.frame())),
                    Op::PrintExpr => {
                        let value = r.read(instr.a);
                        attempt!(ops::print_expr(&value));
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
    if matches!(op, Op::SetupWith | Op::BeforeAsyncWith | Op::YieldFrom) { Ok(()) } else { breaker::serve() }
}

/// Drops the callable and the arguments of a call that has returned: the caller keeps them until then,
/// whatever the function does with its parameters.
#[inline(always)]
fn drop_call(registers: Registers, call: &Instr) {
    let n = match call.op {
        Op::Call => call.c + 1,
        Op::CallEx => 2 + (call.c & 1),
        Op::CallKw | Op::CallMethod => call.c + 2,
        // A property's getter was called; the instruction may have another form by now.
        _ => 0,
    };
    registers.drop_run(call.b, n);
}

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
