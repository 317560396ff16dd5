//! Assigning `__class__`: allowed between classes whose instances look the same in memory.

use crate::dict::inline;
use crate::instance;
use crate::protocol::{self, CompareOp};
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyModule_Type;
use crate::ty::Type;
use crate::{hooks, name, raise};

/// `object.__class__ = value`; `None` deletes, which is an error.
pub fn assign_class(object: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else { return Err(raise!(TypeError, "can't delete __class__ attribute")) };
    let Some(new) = value.downcast::<Type>() else {
        let given = value.ty().tp_name();
        return Err(raise!(TypeError, "__class__ must be set to a class, not '{given}' object"));
    };
    (hooks::get().audit)("object.__setattr__", &[object, name!("__class__"), value])?;
    let old = object.ty().new_ref();
    let are_modules = new.is_subtype(&PyModule_Type) && old.is_subtype(&PyModule_Type);
    let are_classes = new.is_heap_type() && old.is_heap_type();
    if !are_modules && !are_classes {
        return Err(raise!(TypeError, "__class__ assignment only supported for heap types or ModuleType subclasses"));
    }
    check_compatible(&old, new, "__class__")?;
    // SAFETY: the layouts agree. Instances own a reference to a heap type, none to a static one.
    unsafe {
        if new.is_heap_type() {
            new.as_object().incref();
        }
        (*object.as_ptr()).ob_type = new.raw();
        if old.is_heap_type() {
            crate::ptr::decref(old.raw().cast());
        }
    }
    Ok(())
}

/// May instances of `old` become instances of `new`?
pub(super) fn check_compatible(old: &Type, new: &Type, attribute: &str) -> PyResult<()> {
    let differs = |what: &str, new: &Type, old: &Type| {
        Err(raise!(TypeError, "{attribute} assignment: '{}' {what} differs from '{}'", new.tp_name(), old.tp_name()))
    };
    if new.tp().tp_free.map(|free| free as usize) != old.tp().tp_free.map(|free| free as usize) {
        return differs("deallocator", new, old);
    }
    if inline::is_plain(new) != inline::is_plain(old) {
        return differs("object layout", new, old);
    }
    let (new_solid, old_solid) = (same_layout_ancestor(new), same_layout_ancestor(old));
    if new_solid == old_solid {
        return Ok(());
    }
    let same_base = match (new_solid.base(), old_solid.base()) {
        (Some(new), Some(old)) => new == old,
        (None, None) => true,
        _ => false,
    };
    if !same_base || !adds_same_slots(new_solid, old_solid)? {
        return differs("object layout", new, old);
    }
    Ok(())
}

/// The farthest base with the same layout.
fn same_layout_ancestor(ty: &Type) -> &Type {
    let mut ty = ty;
    while let Some(base) = ty.base().filter(|base| has_layout_of(ty, base)) {
        ty = base;
    }
    ty
}

fn has_layout_of(child: &Type, parent: &Type) -> bool {
    let (own, from) = (child.tp(), parent.tp());
    let clear = own.tp_clear.map(|clear| clear as usize);
    own.tp_basicsize == from.tp_basicsize
        && own.tp_itemsize == from.tp_itemsize
        && own.tp_dictoffset == from.tp_dictoffset
        && own.tp_weaklistoffset == from.tp_weaklistoffset
        && child.is_gc() == parent.is_gc()
        && (clear == Some(instance::subtype_clear as *const () as usize)
            || clear == from.tp_clear.map(|clear| clear as usize))
}

fn adds_same_slots(a: &Type, b: &Type) -> PyResult<bool> {
    const WORD: isize = size_of::<*mut ()>() as isize;
    let (Some(heap_a), Some(heap_b), Some(base)) = (a.heap(), b.heap(), a.base()) else { return Ok(false) };
    let mut size = base.tp().tp_basicsize;
    if a.tp().tp_dictoffset == size && b.tp().tp_dictoffset == size {
        size += WORD;
    }
    if a.tp().tp_weaklistoffset == size && b.tp().tp_weaklistoffset == size {
        size += WORD;
    }
    // SAFETY: fields of live heap types: null or a tuple.
    let slots = unsafe { (Object::from_nullable((*heap_a).ht_slots), Object::from_nullable((*heap_b).ht_slots)) };
    if let (Some(slots_a), Some(slots_b)) = slots {
        let slots_a: Py = slots_a.new_ref();
        if !protocol::compare_bool(&slots_a, &slots_b.new_ref(), CompareOp::Eq)? {
            return Ok(false);
        }
        size += WORD * slots_a.downcast::<crate::tuple::Tuple>().map_or(0, |slots| slots.len() as isize);
    }
    Ok(size == a.tp().tp_basicsize && size == b.tp().tp_basicsize)
}
