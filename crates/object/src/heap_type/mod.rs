//! Heap types: classes made by `class` statements and by calls of `type`.
//!
//! Making one is a row of steps: the arguments, the metaclass, the base that decides the layout, the
//! `__slots__`, the type object with its namespace, and the hooks that learn of the new class.
//!
//! **Invariant**: a heap type owns everything that its C fields point to; its names point into the
//! strings of `ht_name` and `ht_slots`.

mod assign_class;
mod attributes;
mod bases;
mod call;
mod life;
mod members;
mod mro;
mod namespace;
mod slot_names;

pub use assign_class::assign_class;
pub use attributes::*;
pub(crate) use bases::class_name;
pub use bases::{best_base, calculate_metaclass, solid_base};
pub use call::{call_new, call_type, new_type, type_call, type_new};
pub use life::{type_clear, type_dealloc, type_is_gc, type_traverse};
pub use mro::{compute_mro, mro_entries, set_bases, set_mro};

use pyston_abi::PyHeapTypeObject;
use pyston_abi::flags::*;

use crate::dict::Dict;
use crate::dict::{SharedKeys, inline};
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyBaseObject_Type;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, attr, gc, instance, name, raise, ready, slots};
use slot_names::SlotPlan;

/// `type.__new__(metatype, name, bases, namespace, **kwargs)` once the arguments are parsed.
pub(crate) fn new_heap_type(
    metatype: &Type,
    name: &Py<Str>,
    bases: &Tuple,
    namespace: &Dict,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    let bases = if bases.is_empty() { Tuple::from_slice(&[&PyBaseObject_Type])? } else { bases.new_ref() };
    bases::check_no_mro_entries(&bases)?;
    let winner = calculate_metaclass(metatype, &bases)?;
    if !std::ptr::eq(&*winner, metatype)
        && let Some(new) = winner.tp().tp_new
        && !call::is_type_new(new)
    {
        let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
        // SAFETY: a slot called as CPython calls it.
        return unsafe { Py::from_result(new(winner.raw(), args.as_ptr(), kwargs)) };
    }
    let base = best_base(&bases)?;
    let dict = namespace.copy()?;
    let plan = slot_names::plan(name, &bases, &base, &dict)?;
    let ty = allocate(&winner, name, &plan)?;
    namespace::complete(&ty, &dict)?;
    lay_out(&ty, &base, &plan);
    fill(&ty, &base, bases, dict)?;
    namespace::store_in_cell(&ty)?;
    ready::ready(&ty)?;
    slots::fill_slots(&ty);
    share_keys(&ty)?;
    namespace::call_set_names(&ty)?;
    namespace::init_subclass(&ty, kwargs)?;
    Ok(ty.into_object())
}

/// The type object with its names.
fn allocate(metatype: &Type, name: &Py<Str>, plan: &SlotPlan) -> PyResult<Py<Type>> {
    let tp_name = c_name(name)?;
    let object = alloc::alloc(metatype, plan.members.len())?;
    // SAFETY: the metatype is a subtype of `type`, so the fresh object is a zeroed heap type.
    unsafe {
        let heap: *mut PyHeapTypeObject = object.as_ptr().cast();
        (*heap).ht_name = name.clone().into_ptr();
        (*heap).ht_qualname = name.clone().into_ptr();
        if let Some(slots) = &plan.names {
            (*heap).ht_slots = slots.clone().into_ptr();
        }
        let ty = &mut (*heap).ht_type;
        ty.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASETYPE;
        ty.tp_name = tp_name;
        ready::point_at_own_tables(heap);
        Ok(object.cast_into_unchecked())
    }
}

/// A type's name as C text that lives as long as the string does: ASCII strings are C text
/// themselves, other text is kept forever.
pub(crate) fn c_name(name: &Str) -> PyResult<*const std::ffi::c_char> {
    c_text(name)?.ok_or_else(|| raise!(ValueError, "type name must not contain null characters"))
}

/// The string as C text; `None` if it contains a NUL.
pub(crate) fn c_text(text: &Str) -> PyResult<Option<*const std::ffi::c_char>> {
    if let Some(ascii) = text.as_ascii().filter(|_| !text.is_empty()) {
        // The units of an ASCII string are followed by a NUL.
        return Ok((!ascii.contains('\0')).then(|| ascii.as_ptr().cast()));
    }
    let text = std::ffi::CString::new(text.to_utf8()?.as_bytes()).ok();
    Ok(text.map(|text| Box::leak(text.into_boxed_c_str()).as_ptr()))
}

/// Sizes, offsets and member definitions: what the class adds to its base's layout.
fn lay_out(ty: &Type, base: &Type, plan: &SlotPlan) {
    const WORD: isize = size_of::<*mut ()>() as isize;
    // SAFETY: a fresh heap type with room for the members.
    unsafe {
        let raw = &mut *ty.raw();
        let mut offset = base.tp().tp_basicsize;
        let members = members::table(ty);
        for (index, name) in plan.members.iter().enumerate() {
            let member = &mut *members.add(index);
            member.name = *name;
            member.r#type = T_OBJECT_EX;
            member.offset = offset;
            offset += WORD;
        }
        if plan.add_dict {
            raw.tp_dictoffset = if base.tp().tp_itemsize != 0 { -WORD } else { offset };
            offset += WORD;
        }
        if plan.add_weak {
            raw.tp_weaklistoffset = offset;
            offset += WORD;
        }
        raw.tp_basicsize = offset;
        raw.tp_itemsize = base.tp().tp_itemsize;
        raw.tp_members = members;
        raw.tp_getset = members::getset(plan.add_dict, plan.add_weak);
    }
}

/// Bases, namespace, memory functions.
fn fill(ty: &Type, base: &Type, bases: Py<Tuple>, dict: Py<Dict>) -> PyResult<()> {
    // SAFETY: a fresh heap type, whose fields take over the references.
    unsafe {
        let raw = &mut *ty.raw();
        let from = base.tp();
        raw.tp_base = base.new_ref().into_ptr().cast();
        raw.tp_bases = bases.into_ptr();
        raw.tp_dict = dict.into_ptr();
        if raw.tp_dictoffset != 0 || raw.ob_base.ob_size > 0 {
            if from.tp_getattr.is_none() && from.tp_getattro.is_none() {
                raw.tp_getattro = Some(attr::generic_getattr);
            }
            if from.tp_setattr.is_none() && from.tp_setattro.is_none() {
                raw.tp_setattro = Some(attr::generic_setattr);
            }
        }
        raw.tp_dealloc = Some(instance::subtype_dealloc);
        raw.tp_alloc = Some(alloc::generic_alloc);
        // Every instance refers to its class, which may be in a cycle.
        raw.tp_flags |= Py_TPFLAGS_HAVE_GC;
        raw.tp_free = Some(alloc::gc_free);
        raw.tp_traverse = Some(instance::subtype_traverse);
        raw.tp_clear = Some(instance::subtype_clear);
    }
    Ok(())
}

/// Does the class add to `object` nothing but a `__dict__` and what a class statement may add? Then its
/// instances have inline values.
fn is_plain(ty: &Type) -> bool {
    let is_class = |ty: &Type| {
        let dealloc = ty.tp().tp_dealloc.map(|slot| slot as usize);
        dealloc == Some(instance::subtype_dealloc as *const () as usize)
    };
    let root = std::iter::successors(ty.base(), |ty| ty.base()).find(|ty| !is_class(ty));
    ty.tp().tp_dictoffset > 0 && root.is_some_and(|root| root == &PyBaseObject_Type)
}

/// Lets the instances share the keys of their attributes, and keep inline values if they can.
fn share_keys(ty: &Type) -> PyResult<()> {
    if ty.tp().tp_dictoffset == 0 {
        return Ok(());
    }
    let keys = SharedKeys::new()?;
    // SAFETY: the heap type's field owns the table from now on; `type_dealloc` gives it up. There are no
    // instances yet.
    unsafe {
        if is_plain(ty) {
            (*ty.raw()).tp_alloc = Some(inline::allocate);
        }
        if let Some(heap) = ty.heap() {
            (*heap).ht_cached_keys = keys.into_raw().cast();
        }
    }
    Ok(())
}

/// Gives a class another dict as its namespace, which has everything that was in the old one: metatypes
/// that keep something with their classes use a subtype of dict with room for it.
pub fn replace_namespace(ty: &Type, namespace: Py<Dict>) {
    assert!(ty.is_heap_type(), "the namespace of a built-in type is its own");
    attr::type_modified(ty);
    // SAFETY: a field of a live type that owns a dict; the old one dies when the new one is in place.
    unsafe { crate::exception::set_field(&raw mut (*ty.raw()).tp_dict, Some(namespace.into_object())) }
}

/// Is a type object being looked at by the collector? Only heap types are.
pub(crate) fn untrack(ty: &Object) {
    // SAFETY: heap types have a collector's header.
    unsafe { gc::untrack(ty.as_ptr()) }
}

/// The special attribute of an object's type, or of none, by `lookup` without errors for absence.
pub(crate) fn own_entry(ty: &Type, key: &Str) -> PyResult<Option<Py>> {
    match ty.dict() {
        Some(dict) => dict.get_str(key),
        None => Ok(None),
    }
}

/// `__module__` of the frame that makes the class.
pub(crate) fn current_module_name() -> PyResult<Option<Py>> {
    match (crate::hooks::get().current_globals)() {
        Some(globals) => globals.get_str(name!("__name__")),
        None => Ok(None),
    }
}
