//! Operators on instances of classes written in Python: the special method runs in the loop, without native recursion.
//!
//! The instruction keeps its operands until the method has returned; [`complete`] then does with the value what the
//! instruction wants, which may mean to ask the other operand. **Invariant**: methods are asked in the order of
//! [`protocol::special`]; what that leaves open goes the general way.

use pyston_object::abi::flags::Py_TPFLAGS_HEAPTYPE;
use pyston_object::prelude::*;
use pyston_object::protocol::CompareOp;
use pyston_object::protocol::special::{self, Special};
use pyston_object::{protocol, tstate};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::call_frame::Laid;
use pyston_runtime::frame::Returns;
use pyston_runtime::function::Function;

use super::{arith, plain};
use crate::running::{Running, leave_plain};
use crate::trace;

/// Is it an instance of a class written in Python, or of one like that?
#[inline(always)]
fn is_instance(object: &Object) -> bool {
    object.ty().has_flag(Py_TPFLAGS_HEAPTYPE)
}

/// The frame of the first method, entered, if that is a Python function which may be called plainly.
///
/// # Safety
/// The operands are in registers of the running frame, which keep them.
#[inline(always)]
unsafe fn enter<'a>(running: Running<'a>, special: Option<Special<'_>>, returns: Returns) -> Option<Running<'a>> {
    let special = special?;
    let function = special.method.downcast_exact::<Function>()?;
    let args = [special.this, special.argument];
    // SAFETY: the caller's promise.
    unsafe { plain::enter_plain(function, running, Laid::all(&args), returns, 0, 0) }
}

/// Enters the method of a `Binary` or `Inplace`.
///
/// # Safety
/// `instr` is the running instruction.
#[inline(always)]
pub unsafe fn binary<'a>(running: Running<'a>, instr: &Instr) -> Option<Running<'a>> {
    let (left, right) = (running.registers.get(instr.b), running.registers.get(instr.c));
    if !is_instance(left) && !is_instance(right) {
        return None;
    }
    // SAFETY: the caller's promise.
    unsafe { enter_binary(running, instr) }
}

#[inline(never)]
unsafe fn enter_binary<'a>(running: Running<'a>, instr: &Instr) -> Option<Running<'a>> {
    let (left, right) = (running.registers.get(instr.b), running.registers.get(instr.c));
    let first = special::first_of_binary(left, right, arith::operator(instr.aux), instr.op == Op::Inplace)?;
    let returns = Returns::Binary(first.asked);
    // SAFETY: the operands are in registers.
    unsafe { enter(running, Some(first), returns) }
}

/// Enters the method of a comparison of `left` and `right`, as in `COMPARE_OP`.
///
/// # Safety
/// The operands are in registers of the running frame.
#[inline(always)]
pub unsafe fn compare<'a>(
    running: Running<'a>,
    left: &Object,
    right: &Object,
    op: u16,
    returns: Returns,
) -> Option<Running<'a>> {
    if !is_instance(left) {
        return None;
    }
    // SAFETY: the caller's promise.
    unsafe { enter_compare(running, left, right, op, returns) }
}

#[inline(never)]
unsafe fn enter_compare<'a>(
    running: Running<'a>,
    left: &Object,
    right: &Object,
    op: u16,
    returns: Returns,
) -> Option<Running<'a>> {
    let op = CompareOp::from_c(op.into())?;
    // SAFETY: the caller's promise.
    unsafe { enter(running, special::first_of_compare(left, right, op), returns) }
}

/// Enters the method of a `Subscr`.
///
/// # Safety
/// `instr` is the running instruction.
#[inline(always)]
pub unsafe fn subscript<'a>(running: Running<'a>, instr: &Instr) -> Option<Running<'a>> {
    let (object, key) = (running.registers.get(instr.b), running.registers.get(instr.c));
    if !is_instance(object) {
        return None;
    }
    // SAFETY: the operands are in registers.
    unsafe { enter(running, special::first_of_subscript(object, key), Returns::Subscript) }
}

/// The `__call__` of an instance, if it is a Python function.
#[inline(always)]
pub fn of_call(callable: &Object) -> Option<&Function> {
    if !is_instance(callable) {
        return None;
    }
    special::of_call(callable)?.downcast_exact()
}

/// Leaves a frame with the value that it returns, and completes the instruction which entered it. Gives the running
/// frame and where it goes on, or what completing raised there.
///
/// # Safety
/// `running` came from [`plain::enter_plain`] with `returns` and holds values in its first `used` registers.
#[inline(never)]
pub unsafe fn complete<'a>(
    running: Running<'a>,
    returns: Returns,
    value: Py,
    used: u32,
) -> (Running<'a>, PyResult<*const Instr>) {
    // SAFETY: the caller's promise; the caller's frame stands at the instruction.
    unsafe {
        let (to, n_passed) = ((*running.state()).result_register, (*running.state()).n_passed);
        let caller = Running::new(leave_plain(running.frame(), returns, used));
        let r = caller.registers;
        let pc = caller.pc();
        // Another thread, or the method itself, may give the instruction another form.
        let instr = *pc;
        let finish = |value: Py, op: Op| {
            r.finish(&instr);
            r.write(instr.a, value);
            Ok(pc.add(1 + op.caches()))
        };
        let next = match returns {
            Returns::Binary(asked) => {
                let is_inplace = trace::operation(caller.code(), &*pc) == Op::Inplace || arith::is_inplace(instr.aux);
                let op = arith::operator(instr.aux);
                let value = if value.is(singletons::not_implemented()) {
                    special::rest_of_binary(r.get(instr.b), r.get(instr.c), op, is_inplace, asked)
                } else {
                    Ok(value)
                };
                value.and_then(|value| finish(value, Op::Binary))
            }
            Returns::Subscript => finish(value, Op::Subscr),
            Returns::Compare => {
                compared(value, r.get(instr.b), r.get(instr.c), instr.aux).and_then(|value| finish(value, Op::Compare))
            }
            Returns::CompareJump => compared(value, r.get(instr.a), r.get(instr.b), instr.aux & arith::COMPARISON)
                .and_then(|value| protocol::is_true(&value))
                .map(|truth| {
                    r.finish(&instr);
                    if truth == (instr.aux & arith::WHEN != 0) {
                        caller.start().add(instr.c as usize)
                    } else {
                        pc.add(1 + Op::CompareJump.caches())
                    }
                }),
            Returns::Instance => {
                r.drop_run(instr.b, n_passed);
                r.write(to, value);
                Ok(pc.add(1 + Op::Call.caches()))
            }
            Returns::Property => {
                r.finish_b(&instr);
                r.write(instr.a, value);
                Ok(pc.add(1 + Op::LoadAttr.caches()))
            }
            Returns::General | Returns::Plain => unreachable!("the loop's own"),
        };
        (caller, next)
    }
}

/// The result of a comparison whose first method has given `value`.
fn compared(value: Py, left: &Object, right: &Object, op: u16) -> PyResult {
    match CompareOp::from_c(op.into()) {
        Some(op) if value.is(singletons::not_implemented()) => {
            let _level = tstate::enter_recursive(" in comparison")?;
            protocol::rest_of_compare(left, right, op)
        }
        _ => Ok(value),
    }
}
