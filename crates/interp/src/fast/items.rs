//! Items of exact lists, tuples and dicts.

use pyston_builtins::list::iterator::ListIterator;
use pyston_builtins::range::iterator::RangeIterator;
use pyston_builtins::tuple::iterator::TupleIterator;
use pyston_object::prelude::*;
use pyston_object::{errors, statics};
use pyston_opcode::regcode::{Instr, Op};

use super::{ATTEMPTS, arith};
use crate::ops;
use crate::registers::Registers;

/// A short int as an index below `len`, counted from the end if negative.
#[inline(always)]
fn index(key: &Object, len: usize) -> Option<usize> {
    let value = arith::short(key)?;
    let value = if value < 0 { value + len as i64 } else { value };
    (0..len as i64).contains(&value).then_some(value as usize)
}

#[inline(always)]
pub fn list_item(object: &Object, key: &Object) -> Option<Py> {
    let list: &List = object.downcast_exact()?;
    list.get(index(key, list.len())?)
}

#[inline(always)]
pub fn tuple_item(object: &Object, key: &Object) -> Option<Py> {
    let tuple: &Tuple = object.downcast_exact()?;
    Some(tuple.as_slice()[index(key, tuple.len())?].new_ref())
}

/// An item of an exact dict: `Ok(None)` if it is another object or has no such key.
#[inline(always)]
pub fn dict_item(object: &Object, key: &Object) -> PyResult<Option<Py>> {
    match object.downcast_exact::<Dict>() {
        Some(dict) => dict.get(key),
        None => Ok(None),
    }
}

/// The general `Subscr`, which specialises the instruction if it can.
///
/// # Safety
/// `pc` is a `Subscr` in any form of the running frame, in writable code.
#[inline(never)]
pub unsafe fn subscript(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    let (object, key) = (r.get(instr.b), r.get(instr.c));
    instr.op = Op::Subscr;
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        let ty = object.ty();
        if std::ptr::eq(ty, &statics::PyDict_Type) {
            instr.op = Op::SubscrDict;
        } else if list_item(object, key).is_some() {
            instr.op = Op::SubscrListInt;
        } else if tuple_item(object, key).is_some() {
            instr.op = Op::SubscrTupleInt;
        }
    }
    let instr = *instr;
    let value = ops::subscript(object, key)?;
    r.finish(&instr);
    r.write(instr.a, value);
    Ok(())
}

/// `a[b] = c` of an exact list and an index in it; `false`, with nothing done, for anything else.
#[inline(always)]
pub fn store_list(r: Registers, instr: &Instr) -> bool {
    let Some(list) = r.get(instr.a).downcast_exact::<List>() else { return false };
    let Some(index) = index(r.get(instr.b), list.len()) else { return false };
    match list.replace(index, r.own_c(instr)) {
        Ok(old) => {
            r.finish(instr);
            drop(old);
            true
        }
        // The index is in the list.
        Err(_) => false,
    }
}

/// `a[b] = c`.
///
/// # Safety
/// `pc` is a `StoreSubscr` of the running frame.
#[inline(never)]
pub unsafe fn store(r: Registers, pc: *const Instr) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let instr = unsafe { &*pc };
    let (object, key) = (r.get(instr.a), r.get(instr.b));
    match object.downcast_exact::<Dict>() {
        Some(dict) => dict.set(key, r.own_c(instr))?,
        None => protocol::setitem(object, key, Some(r.get(instr.c)))?,
    }
    r.finish(instr);
    Ok(())
}

/// Unpacks an exact tuple or list of `n` items into the registers from `first`, the last item first.
#[inline(always)]
pub fn unpack(sequence: &Object, registers: Registers, first: u32, n: u32) -> bool {
    if let Some(tuple) = sequence.downcast_exact::<Tuple>() {
        if tuple.len() != n as usize {
            return false;
        }
        for (register, item) in (first..).zip(tuple.as_slice().iter().rev()) {
            registers.write(register, item.new_ref());
        }
        return true;
    }
    let Some(list) = sequence.downcast_exact::<List>().filter(|list| list.len() == n as usize) else { return false };
    for (register, index) in (first..).zip((0..n as usize).rev()) {
        match list.get(index) {
            Some(item) => registers.write(register, item),
            None => return false,
        }
    }
    true
}

/// The items of an exact tuple or list of two.
#[inline(always)]
pub fn pair(sequence: &Object) -> Option<(Py, Py)> {
    if let Some(tuple) = sequence.downcast_exact::<Tuple>() {
        let &[first, second] = tuple.as_slice() else { return None };
        return Some((first.new_ref(), second.new_ref()));
    }
    let list = sequence.downcast_exact::<List>().filter(|list| list.len() == 2)?;
    Some((list.get(0)?, list.get(1)?))
}

/// The form of `ForIter` for an iterator.
fn iterating(iterator: &Object) -> Op {
    if Instance::<ListIterator>::check_exact(iterator) {
        Op::ForIterList
    } else if Instance::<TupleIterator>::check_exact(iterator) {
        Op::ForIterTuple
    } else if Instance::<RangeIterator>::check_exact(iterator) {
        Op::ForIterRange
    } else if std::ptr::eq(iterator.ty(), &statics::PyGen_Type) {
        Op::ForIterGenerator
    } else {
        Op::ForIter
    }
}

/// Gives a `ForIter` the form for the iterator it has now.
///
/// # Safety
/// `pc` is a `ForIter` in any form, in writable code.
#[inline(always)]
pub unsafe fn specialise_for(pc: *mut Instr, iterator: &Object) {
    // SAFETY: the caller's promise.
    let instr = unsafe { &mut *pc };
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        instr.op = iterating(iterator);
    } else {
        instr.op = Op::ForIter;
    }
}

/// The next number of a range as the loop's variable `a`, whose box is used again if nobody else has it;
/// `false` at the end, or if memory is short.
#[inline(always)]
pub fn next_in_range(range: &RangeIterator, r: Registers, instr: &Instr) -> PyResult<bool> {
    let Some(value) = range.advance() else { return Ok(false) };
    if Int::has_two_digits(value)
        && !Int::is_shared(value)
        && let Some(old) = r.peek(instr.a)
        && old.refcnt() == 1
        // SAFETY: the register has the only reference, and gets another value now.
        && unsafe { Int::set_again(old, value) }
    {
        return Ok(true);
    }
    r.write(instr.a, Int::from_i64(value)?.into_object());
    Ok(true)
}

/// The next value of an iterator; null at the end or with an exception.
///
/// # Errors
/// `TypeError` for an object that is no iterator.
#[inline(never)]
pub fn next(iterator: &Object) -> PyResult<Option<Py>> {
    if let Some(next) = iterator.ty().tp().tp_iternext {
        // SAFETY: a slot called as CPython calls it.
        if let Some(value) = unsafe { Py::from_nullable(next(iterator.as_ptr())) } {
            return Ok(Some(value));
        }
        if !errors::occurred() {
            return Ok(None);
        }
        return ended();
    }
    protocol::next(iterator)
}

/// A pending `StopIteration` is the end, anything else an error.
#[cold]
fn ended() -> PyResult<Option<Py>> {
    errors::catch(Err(Raised), &exc::StopIteration)
}
