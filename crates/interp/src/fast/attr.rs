//! Attributes at known places.
//!
//! First cache unit: `a` version of the object's type (or of the object itself, if it is a class), `b`
//! version of the dict's table, `c` place of the value, `aux` offset of the dict in the instance.
//! Second cache unit: the value that the type has, borrowed from it: it lives while the version stays.

use pyston_builtins::descriptors::{property_getter, super_};
use pyston_object::abi::flags::*;
use pyston_object::abi::{PyMemberDescrObject, PyObject};
use pyston_object::attr::{self, Method};
use pyston_object::dict::Place;
use pyston_object::prelude::*;
use pyston_object::statics;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::function::Function;

use super::shared::{self, Access};
use super::{ATTEMPTS, pointer, store_pointer};
use crate::registers::Registers;

/// Has the object's type this version?
#[inline(always)]
fn type_is(object: &Object, version: u32) -> bool {
    object.ty().tp().tp_version_tag == version
}

/// The dict of an instance whose type has the version of the cache.
#[inline(always)]
fn dict_of<'a>(object: &'a Object, unit: &Instr) -> Option<&'a Dict> {
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
#[inline(always)]
pub fn load_shared<'a>(object: &Object, unit: &Instr, name: impl FnOnce() -> &'a Str) -> Option<Py> {
    if !type_is(object, unit.a) {
        return None;
    }
    if unit.aux != 0
        && let Some(dict) = dict_of(object, unit)
        && !dict.has_version(unit.b)
    {
        // SAFETY: only its presence is looked at.
        if unsafe { dict.peek_str(name()) }.ok()?.is_some() {
            return None;
        }
    }
    // SAFETY: the version proves that the type still holds the value; the unit is behind the first.
    unsafe {
        let second = &*std::ptr::from_ref(unit).add(1);
        Some(Object::from_ptr(pointer(second)).new_ref())
    }
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
        if let Some(op) = specialise_load(unit, second, object, name) {
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

fn is_slot(slot: Option<impl Copy + Into<usize>>, function: usize) -> bool {
    slot.is_some_and(|slot| slot.into() == function)
}

/// Does reading attributes of the type's instances follow the generic rules? Modules have a slot of
/// their own, which differs only when nothing is found.
fn reads_generically(ty: &Type) -> bool {
    let slot = ty.tp().tp_getattro.map(|slot| slot as usize);
    is_slot(slot, attr::generic_getattr as *const () as usize)
        || (std::ptr::eq(ty, &statics::PyModule_Type)
            && slot == statics::PyModule_Type.tp().tp_getattro.map(|slot| slot as usize))
}

fn is_plain(value: &Object) -> bool {
    value.ty().tp().tp_descr_get.is_none()
}

/// The offset of the dict in instances, 0 for none; `None` if it does not fit the cache.
fn dict_offset(ty: &Type) -> Option<u16> {
    u16::try_from(ty.tp().tp_dictoffset).ok()
}

/// A version that no table has: the cache knows nothing of the instance's own attributes.
const NO_VERSION: u32 = u32::MAX;

/// The version of the instance's table if it has no attribute `name`; [`NO_VERSION`] without a table.
fn version_without(object: &Object, unit: &Instr, name: &Str) -> Option<u32> {
    match dict_of(object, unit) {
        _ if unit.aux == 0 => Some(NO_VERSION),
        None => Some(NO_VERSION),
        Some(dict) => match dict.place_of(name) {
            Some((version, Place::Missing)) => Some(version),
            // SAFETY: only its presence is looked at.
            _ if unsafe { dict.peek_str(name) }.ok()?.is_none() => Some(NO_VERSION),
            _ => None,
        },
    }
}

pub fn specialise_load(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    if std::ptr::eq(ty, &statics::PyType_Type) {
        return specialise_class(unit, second, object, name).then_some(Op::LoadAttrClass);
    }
    if !reads_generically(ty) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
    unit.aux = dict_offset(ty)?;
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let shared = unsafe { Object::from_nullable(attr::type_peek_ptr(ty, name)?) };
    match shared {
        Some(descr) if property_getter(descr).is_some_and(|getter| Function::check_exact(&getter)) => {
            if !attr::is_cacheable(name) {
                return None;
            }
            store_pointer(second, descr.as_ptr());
            return Some(Op::LoadAttrProperty);
        }
        Some(descr) if attr::is_data_descriptor(descr) => {
            unit.c = member_offset(object, descr, true)?;
            return Some(Op::LoadAttrSlot);
        }
        _ => (),
    }
    if unit.aux != 0
        && let Some(dict) = dict_of(object, unit)
        && let Some((version, place)) = dict.place_of(name)
    {
        unit.b = version;
        match place {
            Place::Split(index) => {
                unit.c = index;
                // SAFETY: only its presence is looked at.
                if unsafe { dict.split_value(version, index) }.is_some() {
                    return Some(Op::LoadAttrSplit);
                }
            }
            Place::Combined(offset) => {
                unit.c = offset;
                return Some(Op::LoadAttrDict);
            }
            Place::Missing => (),
        }
    }
    let shared = shared.filter(|shared| is_plain(shared) && attr::is_cacheable(name))?;
    if std::ptr::eq(ty, &statics::PyModule_Type) {
        return None;
    }
    unit.b = version_without(object, unit, name)?;
    store_pointer(second, shared.as_ptr());
    Some(Op::LoadAttrShared)
}

/// The offset of the `__slots__` member that `descr` is, if it may be read (or written).
fn member_offset(object: &Object, descr: &Object, read: bool) -> Option<u32> {
    if !std::ptr::eq(descr.ty(), &statics::PyMemberDescr_Type) {
        return None;
    }
    // SAFETY: the type proves the layout; the definition lives as long as the descriptor.
    unsafe {
        let raw = descr.as_ptr().cast::<PyMemberDescrObject>();
        let def = &*(*raw).d_member;
        let owner: &Type = Object::from_ptr((*raw).d_common.d_type.cast()).cast_unchecked();
        let acceptable = def.r#type == T_OBJECT_EX && (read || def.flags == 0) && object.is_instance_of(owner);
        if acceptable && def.flags == 0 { u32::try_from(def.offset).ok() } else { None }
    }
}

fn specialise_class(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> bool {
    let Some(class) = object.downcast::<Type>() else { return false };
    let meta = attr::type_peek_ptr(&statics::PyType_Type, name);
    let (Some(meta), Some(value)) = (meta, attr::type_peek_ptr(class, name)) else { return false };
    let version = attr::version_tag(class);
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let (meta, value) = unsafe { (Object::from_nullable(meta), Object::from_nullable(value)) };
    // A function read from its class is itself.
    let value = value.filter(|value| is_plain(value) || Function::check_exact(value));
    let (true, true, Some(value)) = (version != 0 && attr::is_cacheable(name), meta.is_none(), value) else {
        return false;
    };
    unit.a = version;
    store_pointer(second, value.as_ptr());
    true
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
        if let Some(op) = specialise_store(unit, object, name) {
            instr.op = op;
        }
    }
    let instr = *instr;
    r.finish(&instr);
    Ok(())
}

/// A store by the table of all types; `false`, with nothing done, if it does not know how.
fn store_known(r: Registers, instr: &Instr, object: &Object, name: &Str) -> bool {
    let found = shared::find(object, name, Access::Store, |first, _| specialise_store(first, object, name));
    let Some(known) = found else { return false };
    // A copy, as dropping the old value may run code.
    let unit = known.units()[0];
    let stored = match known.form {
        Op::StoreAttrSplit => store_split(r, instr, &unit),
        _ => store_slot(r, instr, &unit),
    };
    if !stored {
        known.missed();
    }
    stored
}

pub fn specialise_store(unit: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    let slot = ty.tp().tp_setattro.map(|slot| slot as usize);
    if slot != Some(attr::generic_setattr as *const () as usize) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
    unit.aux = dict_offset(ty)?;
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let shared = unsafe { Object::from_nullable(attr::type_peek_ptr(ty, name)?) };
    if let Some(descr) = shared
        && attr::is_data_descriptor(descr)
    {
        unit.c = member_offset(object, descr, false)?;
        return Some(Op::StoreAttrSlot);
    }
    if unit.aux == 0 || !name.is_interned() {
        return None;
    }
    let (version, Place::Split(index)) = dict_of(object, unit)?.place_of(name)? else { return None };
    unit.b = version;
    unit.c = index;
    Some(Op::StoreAttrSplit)
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
        if let Some(op) = specialise_method(unit, second, object, name) {
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

pub fn specialise_method(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    if std::ptr::eq(ty, &statics::PyType_Type) {
        return specialise_class(unit, second, object, name).then_some(Op::LoadMethodClass);
    }
    if !reads_generically(ty) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
    unit.aux = dict_offset(ty)?;
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let method = unsafe { Object::from_nullable(attr::type_peek_ptr(ty, name)?) };
    if std::ptr::eq(ty, &statics::PyModule_Type) {
        let None = method else { return None };
        let (version, Place::Combined(offset)) = dict_of(object, unit)?.place_of(name)? else { return None };
        unit.b = version;
        unit.c = offset;
        return Some(Op::LoadMethodDict);
    }
    let is_method = |method: &&Object| method.ty().has_flag(Py_TPFLAGS_METHOD_DESCRIPTOR);
    let method = method.filter(is_method).filter(|_| attr::is_cacheable(name))?;
    unit.b = version_without(object, unit, name)?;
    store_pointer(second, method.as_ptr());
    Some(Op::LoadMethodCached)
}
