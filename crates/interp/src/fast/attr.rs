//! Attributes at known places.
//!
//! First cache unit: `a` version of the object's type (or of the object itself, if it is a class), `b`
//! version of the table of the instance's keys, `c` place of the value, `aux` where the instance keeps
//! its attributes: 0 nowhere, the offset of the dict, or of the table of inline values plus 1.
//! Second cache unit: the value that the type has, borrowed from it: it lives while the version stays.

use pyston_builtins::descriptors::{property_getter, super_};
use pyston_object::abi::PyObject;
use pyston_object::attr::{self, Method};
use pyston_object::dict::InlineValues;
use pyston_object::dict::inline::is_plain;
use pyston_object::prelude::*;
use pyston_object::statics;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::function::Function;

use super::shared::{self, Access};
use super::specialise;
use super::{ATTEMPTS, pointer};
use crate::registers::Registers;

/// In `aux`: the offset is that of inline values.
pub const INLINE: u16 = 1;

/// Has the object's type this version?
#[inline(always)]
fn type_is(object: &Object, version: u32) -> bool {
    object.ty().tp().tp_version_tag == version
}

/// The dict of an instance whose type has the version of the cache.
#[inline(always)]
pub fn dict_of<'a>(object: &'a Object, unit: &Instr) -> Option<&'a Dict> {
    // SAFETY: the type keeps a dict or null at this offset.
    unsafe {
        let field = object.as_ptr().cast::<u8>().add(unit.aux as usize).cast::<*mut PyObject>();
        Object::from_nullable(*field).map(|dict| dict.cast_unchecked())
    }
}

#[inline(always)]
pub fn load_split(object: &Object, unit: &Instr) -> Option<Py> {
    if !type_is(object, unit.a) {
        return None;
    }
    // SAFETY: the place was found under this version; the reference is taken at once.
    unsafe { dict_of(object, unit)?.split_value(unit.b, unit.c).map(Layout::new_ref) }
}

/// The inline values of an instance whose type has the version of the cache, which knows where they are.
#[inline(always)]
fn inline_of(object: &Object, unit: &Instr) -> InlineValues {
    // SAFETY: a type of this version is plain, with its table there.
    unsafe { InlineValues::at(object, usize::from(unit.aux & !INLINE)) }
}

/// The place of an inline value, of which the cache knows the offset from the object.
#[inline(always)]
pub fn inline_place(object: &Object, unit: &Instr) -> *mut *mut PyObject {
    object.as_ptr().cast::<u8>().wrapping_add(unit.c as usize).cast()
}

#[inline(always)]
pub fn load_inline(object: &Object, unit: &Instr) -> Option<Py> {
    if !type_is(object, unit.a) || inline_of(object, unit).version() != unit.b {
        return None;
    }
    // SAFETY: the version of the table proves that the place is one of its keys; taken at once.
    unsafe { Object::from_nullable(*inline_place(object, unit)).map(Layout::new_ref) }
}

#[inline(always)]
pub fn load_dict(object: &Object, unit: &Instr) -> Option<Py> {
    if !type_is(object, unit.a) {
        return None;
    }
    // SAFETY: as above.
    unsafe { dict_of(object, unit)?.combined_value(unit.b, unit.c).map(Layout::new_ref) }
}

/// Where a `__slots__` member is, `unit.c` bytes into the object.
#[inline(always)]
pub fn member(object: &Object, unit: &Instr) -> Option<*mut *mut PyObject> {
    // SAFETY: a member of this type is there: a reference or null.
    type_is(object, unit.a).then(|| unsafe { object.as_ptr().cast::<u8>().add(unit.c as usize).cast() })
}

#[inline(always)]
pub fn load_slot(object: &Object, unit: &Instr) -> Option<Py> {
    // SAFETY: a reference or null, taken at once.
    unsafe { Object::from_nullable(*member(object, unit)?).map(Layout::new_ref) }
}

/// A value of the type which the instance does not hide.
///
/// # Safety
/// `unit` is the first of two cache units, writable.
#[inline(always)]
pub unsafe fn load_shared<'a>(object: &Object, unit: *mut Instr, name: impl FnOnce() -> &'a Str) -> Option<Py> {
    // SAFETY: the caller's promise.
    let (first, second) = unsafe { (&mut *unit, &*unit.add(1)) };
    if !type_is(object, first.a) {
        return None;
    }
    let is_as_known = match first.aux {
        0 => true,
        aux if aux & INLINE != 0 => inline_of(object, first).version() == first.b,
        _ => dict_of(object, first).is_none_or(|dict| dict.has_version(first.b)),
    };
    if !is_as_known && !still_lacks(object, first, name()) {
        return None;
    }
    // SAFETY: the version proves that the type still holds the value.
    unsafe { Some(Object::from_ptr(pointer(second)).new_ref()) }
}

/// Does an instance with a table that the cache does not know lack the attribute? Then the cache knows it
/// from now on.
#[inline(never)]
fn still_lacks(object: &Object, unit: &mut Instr, name: &Str) -> bool {
    if is_plain(object.ty()) && attr::made_dict(object).is_some_and(|dict| dict.has_version(unit.b)) {
        return true;
    }
    let version = specialise::version_without(object, name);
    if let Some(version) = version {
        unit.b = version;
    }
    version.is_some()
}

/// The getter of a property of the object's type, if it is still a Python function.
#[inline(always)]
pub fn load_property(object: &Object, unit: &Instr) -> Option<Py<Function>> {
    if !type_is(object, unit.a) {
        return None;
    }
    // SAFETY: the version proves that the type still holds the property; the unit is behind the first.
    let descr: &Object = unsafe { Object::from_ptr(pointer(&*std::ptr::from_ref(unit).add(1))) };
    property_getter(descr)?.downcast_into::<Function>().ok()
}

/// A value of a class that is itself the object.
#[inline(always)]
pub fn load_class(object: &Object, unit: &Instr) -> Option<Py> {
    if !std::ptr::eq(object.ty(), &statics::PyType_Type) {
        return None;
    }
    // SAFETY: an instance of `type` is a type; the version proves that it still holds the value.
    unsafe {
        let class: &Type = object.cast_unchecked();
        if class.tp().tp_version_tag != unit.a {
            return None;
        }
        let second = &*std::ptr::from_ref(unit).add(1);
        Some(Object::from_ptr(pointer(second)).new_ref())
    }
}

/// Stores `b` at a known place in the split dict of `a`; `false`, with nothing done, if it is not there.
#[inline(always)]
pub fn store_split(r: Registers, instr: &Instr, unit: &Instr) -> bool {
    let object = r.get(instr.a);
    if !type_is(object, unit.a) {
        return false;
    }
    let dict = match dict_of(object, unit) {
        Some(dict) => dict,
        None if unit.aux != 0 && make_dict(object, unit) => match dict_of(object, unit) {
            Some(dict) => dict,
            None => return false,
        },
        None => return false,
    };
    // SAFETY: the place was found under this version; the value stays alive.
    let stored = unsafe { dict.store_split(unit.b, unit.c, r.get(instr.b), || r.own_b(instr)) };
    match stored {
        Some(old) => {
            drop(old);
            r.finish(instr);
            true
        }
        None => false,
    }
}

/// Stores `b` at a known place of the inline values of `a`: replaces a value, or adds the next in order;
/// `false`, with nothing done, if that is not so.
#[inline(always)]
pub fn store_inline(r: Registers, instr: &Instr, unit: &Instr) -> bool {
    let object = r.get(instr.a);
    if !type_is(object, unit.a) {
        return false;
    }
    let values = inline_of(object, unit);
    if values.version() != unit.b && !values.begin_with_version(object.ty(), unit.b) {
        return false;
    }
    let place = inline_place(object, unit);
    // SAFETY: the version of the table proves that the place is one of its keys. Before it is the place of
    // the key before, or the table, which is not null. The references move.
    unsafe {
        let old = *place;
        if old.is_null() && (*place.sub(1)).is_null() {
            return false;
        }
        *place = r.own_b(instr).into_ptr();
        drop(Py::<Object>::from_nullable(old));
    }
    r.finish(instr);
    true
}

/// Stores `b` in a `__slots__` member of `a`; `false`, with nothing done, if it has no such member.
#[inline(always)]
pub fn store_slot(r: Registers, instr: &Instr, unit: &Instr) -> bool {
    let Some(place) = member(r.get(instr.a), unit) else { return false };
    // SAFETY: a reference or null; the references move.
    drop(unsafe { Py::<Object>::from_nullable(std::ptr::replace(place, r.own_b(instr).into_ptr())) });
    r.finish(instr);
    true
}

/// Makes the dict of a fresh instance if its class shares keys.
#[inline(never)]
fn make_dict(object: &Object, unit: &Instr) -> bool {
    let Some(heap) = object.ty().heap() else { return false };
    if InlineValues::of(object).is_some_and(|values| !values.is_moved()) {
        return false;
    }
    // SAFETY: the fields of the class and of its instance.
    unsafe {
        let field = object.as_ptr().cast::<u8>().add(unit.aux as usize).cast();
        pyston_object::dict::make_split((&raw mut (*heap).ht_cached_keys).cast(), field)
    }
}

/// The general `LoadAttr`, which specialises the instruction if it can.
///
/// # Safety
/// `pc` is a `LoadAttr` in any form of the running frame, in writable code.
#[inline(never)]
pub unsafe fn load(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise: two cache units follow.
    let (instr, unit, second) = unsafe { (&mut *pc, &mut *pc.add(1), &mut *pc.add(2)) };
    let (object, name) = (r.get(instr.b), r.name(instr.c));
    instr.op = Op::LoadAttr;
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        if let Some(op) = specialise::load(unit, second, object, name) {
            instr.op = op;
        }
    }
    let instr = *instr;
    let known = if instr.aux < ATTEMPTS { None } else { shared::load(object, name) };
    let value = match known {
        Some(value) => value,
        None => attr::getattr_str(object, name)?,
    };
    r.finish(&instr);
    r.write(instr.a, value);
    Ok(())
}

/// The general `StoreAttr`, which specialises the instruction if it can.
///
/// # Safety
/// `pc` is a `StoreAttr` in any form, in writable code.
#[inline(never)]
pub unsafe fn store(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise: two cache units follow. Code stays alive while it runs.
    let (instr, unit) = unsafe { (&mut *pc, &mut *pc.add(1)) };
    let (object, name) = (r.get(instr.a), r.name(instr.c));
    if instr.aux >= ATTEMPTS && store_known(r, instr, object, name) {
        return Ok(());
    }
    attr::setattr(object, name, Some(r.get(instr.b)))?;
    instr.op = Op::StoreAttr;
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        // After the store, when the key has its place.
        if let Some(op) = specialise::store(unit, object, name) {
            instr.op = op;
        }
    }
    let instr = *instr;
    r.finish(&instr);
    Ok(())
}

/// A store by the table of all types; `false`, with nothing done, if it does not know how.
fn store_known(r: Registers, instr: &Instr, object: &Object, name: &Str) -> bool {
    let found = shared::find(object, name, Access::Store, |first, _| specialise::store(first, object, name));
    let Some(known) = found else { return false };
    // A copy, as dropping the old value may run code.
    let unit = known.units()[0];
    let stored = match known.form {
        Op::StoreAttrSplit => store_split(r, instr, &unit),
        Op::StoreAttrInline => store_inline(r, instr, &unit),
        _ => store_slot(r, instr, &unit),
    };
    if !stored {
        known.missed();
    }
    stored
}

/// The general `LoadMethod`, which specialises the instruction if it can.
///
/// # Safety
/// `pc` is a `LoadMethod` in any form, in writable code.
#[inline(never)]
pub unsafe fn load_method(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise: two cache units follow.
    let (instr, unit, second) = unsafe { (&mut *pc, &mut *pc.add(1), &mut *pc.add(2)) };
    let (object, name) = (r.get(instr.b), r.name(instr.c));
    instr.op = Op::LoadMethod;
    if let Some((function, this)) = super_::method(object, name)? {
        r.finish(&*instr);
        r.write(instr.a + 1, this);
        r.write(instr.a, function);
        return Ok(());
    }
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        if let Some(op) = specialise::method(unit, second, object, name) {
            instr.op = op;
        }
    }
    let instr = *instr;
    let known = if instr.aux < ATTEMPTS { None } else { shared::method(object, name) };
    let method = match known {
        Some(method) => method,
        None => attr::lookup_method(object, name)?,
    };
    match method {
        Method::Unbound(function) => {
            r.write(instr.a + 1, r.own_b(&instr));
            r.write(instr.a, function);
        }
        Method::Bound(callable) => {
            r.finish(&instr);
            r.write(instr.a + 1, callable);
        }
    }
    Ok(())
}
