//! Which form an attribute instruction gets for an object, and what its cache units hold then.
//!
//! **Invariant**: what is noted here is true as long as the versions noted beside it stay; nothing here runs
//! Python code.

use pyston_builtins::descriptors::property_getter;
use pyston_object::abi::flags::*;
use pyston_object::abi::{PyMemberDescrObject, PyObject};
use pyston_object::attr;
use pyston_object::dict::inline::{UNBEGUN_VERSION, is_plain, table_offset};
use pyston_object::dict::{InlineValues, Place};
use pyston_object::prelude::*;
use pyston_object::statics;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::function::Function;

use super::attr::{INLINE, dict_of, inline_place};
use super::store_pointer;

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

fn is_no_descriptor(value: &Object) -> bool {
    value.ty().tp().tp_descr_get.is_none()
}

/// Where instances of the type keep their attributes, as `aux` says it; `None` if it does not fit the cache.
/// Instances of plain classes have inline values, or a dict once these were moved.
fn home(ty: &Type, has_dict: bool) -> Option<u16> {
    if is_plain(ty) && !has_dict {
        return u16::try_from(table_offset(ty)).ok().map(|offset| offset | INLINE);
    }
    u16::try_from(ty.tp().tp_dictoffset).ok()
}

/// A version that no table has: the cache knows nothing of the instance's own attributes.
const NO_VERSION: u32 = u32::MAX;

/// The version of the instance's table if it has no attribute `name`; [`NO_VERSION`] if no version tells.
pub fn version_without(object: &Object, name: &Str) -> Option<u32> {
    if let Some(values) = InlineValues::of(object).filter(|values| !values.is_moved()) {
        return match values.place_of(name) {
            Some((version, None)) => Some(version),
            None if values.is_unbegun() => Some(UNBEGUN_VERSION),
            // SAFETY: only its presence is looked at.
            _ if unsafe { values.peek(name) }.is_none() => Some(NO_VERSION),
            _ => None,
        };
    }
    let Some(dict) = attr::made_dict(object) else { return Some(NO_VERSION) };
    match dict.place_of(name) {
        Some((version, Place::Missing)) => Some(version),
        // SAFETY: only its presence is looked at.
        _ if unsafe { dict.peek_str(name) }.ok()?.is_none() => Some(NO_VERSION),
        _ => None,
    }
}

/// For `LoadAttr`.
pub fn load(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    if std::ptr::eq(ty, &statics::PyType_Type) {
        return class(unit, second, object, name).then_some(Op::LoadAttrClass);
    }
    if !reads_generically(ty) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
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
    if let Some((version, Some(index))) = InlineValues::of(object).and_then(|values| values.place_of(name))
        && set_inline(unit, ty, version, index).is_some()
        // SAFETY: only its presence is looked at.
        && unsafe { !(*inline_place(object, unit)).is_null() }
    {
        return Some(Op::LoadAttrInline);
    }
    unit.aux = home(ty, true)?;
    if let Some(dict) = attr::made_dict(object)
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
    let shared = shared.filter(|shared| is_no_descriptor(shared) && attr::is_cacheable(name))?;
    if std::ptr::eq(ty, &statics::PyModule_Type) {
        return None;
    }
    unit.aux = home(ty, false)?;
    unit.b = version_without(object, name)?;
    store_pointer(second, shared.as_ptr());
    Some(Op::LoadAttrShared)
}

/// Notes the place of an inline value of instances of the type.
fn set_inline(unit: &mut Instr, ty: &Type, version: u32, index: usize) -> Option<()> {
    unit.aux = home(ty, false)?;
    unit.b = version;
    unit.c = u32::try_from(table_offset(ty) + size_of::<*mut PyObject>() * (1 + index)).ok()?;
    Some(())
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

fn class(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> bool {
    let Some(class) = object.downcast::<Type>() else { return false };
    let meta = attr::type_peek_ptr(&statics::PyType_Type, name);
    let (Some(meta), Some(value)) = (meta, attr::type_peek_ptr(class, name)) else { return false };
    let version = attr::version_tag(class);
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let (meta, value) = unsafe { (Object::from_nullable(meta), Object::from_nullable(value)) };
    // A function read from its class is itself.
    let value = value.filter(|value| is_no_descriptor(value) || Function::check_exact(value));
    let (true, true, Some(value)) = (version != 0 && attr::is_cacheable(name), meta.is_none(), value) else {
        return false;
    };
    unit.a = version;
    store_pointer(second, value.as_ptr());
    true
}

/// For `StoreAttr`, after a store.
pub fn store(unit: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    let slot = ty.tp().tp_setattro.map(|slot| slot as usize);
    if slot != Some(attr::generic_setattr as *const () as usize) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
    // SAFETY: borrowed until the end of this function, which runs no Python code.
    let shared = unsafe { Object::from_nullable(attr::type_peek_ptr(ty, name)?) };
    if let Some(descr) = shared
        && attr::is_data_descriptor(descr)
    {
        unit.c = member_offset(object, descr, false)?;
        return Some(Op::StoreAttrSlot);
    }
    if !name.is_interned() {
        return None;
    }
    if let Some((version, index)) = InlineValues::of(object).and_then(|values| values.place_to_store(ty, name)) {
        set_inline(unit, ty, version, index)?;
        return Some(Op::StoreAttrInline);
    }
    unit.aux = home(ty, true)?;
    let (version, Place::Split(index)) = attr::made_dict(object)?.place_of(name)? else { return None };
    unit.b = version;
    unit.c = index;
    Some(Op::StoreAttrSplit)
}

/// For `LoadMethod`.
pub fn method(unit: &mut Instr, second: &mut Instr, object: &Object, name: &Str) -> Option<Op> {
    let ty = object.ty();
    if std::ptr::eq(ty, &statics::PyType_Type) {
        return class(unit, second, object, name).then_some(Op::LoadMethodClass);
    }
    if !reads_generically(ty) {
        return None;
    }
    unit.a = Some(attr::version_tag(ty)).filter(|&version| version != 0)?;
    unit.aux = home(ty, false)?;
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
    unit.b = version_without(object, name)?;
    store_pointer(second, method.as_ptr());
    Some(Op::LoadMethodCached)
}
