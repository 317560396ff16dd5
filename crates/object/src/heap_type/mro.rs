//! The method resolution order of classes: computed by the metaclass, checked, and recomputed when
//! `__bases__` change.

use crate::exception::set_field;
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyType_Type;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{attr, call, name, raise, ready, slots};
use pyston_abi::flags::Py_TPFLAGS_HAVE_VERSION_TAG;

/// `type.mro(ty)`: the C3 linearisation as items.
pub fn mro_entries(ty: &Type) -> PyResult<Vec<Py>> {
    if ty.dict().is_none() {
        ready::ready(ty)?;
    }
    Ok(ready::c3(ty)?.as_slice().iter().map(|class| class.new_ref()).collect())
}

/// The order as the metaclass wants it.
///
/// # Errors
/// What a metaclass's `mro()` raises, or `TypeError` if its answer does not fit the layout.
pub fn compute_mro(ty: &Type) -> PyResult<Py<Tuple>> {
    let is_custom = !std::ptr::eq(ty.as_object().ty(), &raw const PyType_Type);
    if !is_custom {
        return ready::c3(ty);
    }
    let Some(method) = attr::lookup_special(ty, name!("mro"))? else {
        return Err(crate::errors::raise_object(&crate::exc::AttributeError, name!("mro").as_object().new_ref()));
    };
    let mro = protocol::to_tuple(&*call::call(&method, &[])?)?;
    let solid = super::solid_base(ty);
    for class in mro.as_slice() {
        let Some(base) = class.downcast::<Type>() else {
            return Err(raise!(TypeError, "mro() returned a non-class ('{:.500}')", class.ty().tp_name()));
        };
        if !solid.is_subtype(super::solid_base(base)) {
            return Err(raise!(TypeError, "mro() returned base with unsuitable layout ('{:.500}')", base.tp_name()));
        }
    }
    Ok(mro)
}

/// What [`set_mro`] changed: the order before, if there was one, and the order now.
pub type Orders = (Option<Py<Tuple>>, Py<Tuple>);

/// Computes and stores `__mro__`. Gives the old and the new one, or nothing if a custom `mro()` set
/// another one meanwhile.
pub fn set_mro(ty: &Type) -> PyResult<Option<Orders>> {
    let old = ty.mro().map(Layout::new_ref);
    let mro = compute_mro(ty)?;
    let is_same = match (&old, ty.mro()) {
        (None, None) => true,
        (Some(old), Some(now)) => std::ptr::eq(&**old, now),
        _ => false,
    };
    if !is_same {
        return Ok(None);
    }
    store_mro(ty, Some(mro.clone()));
    check_cacheable(ty, &mro);
    if let Some(bases) = ty.bases() {
        check_cacheable(ty, &bases.new_ref());
    }
    attr::type_modified(ty);
    Ok(Some((old, mro)))
}

fn store_mro(ty: &Type, mro: Option<Py<Tuple>>) {
    // SAFETY: the type keeps the tuple.
    unsafe { set_field(&raw mut (*ty.raw()).tp_mro, mro.map(Py::into_object)) }
}

/// Lookups may be cached only if every change of a class in `classes` reaches the type: if it is a
/// subclass of each, in an order that the metaclass does not make up.
fn check_cacheable(ty: &Type, classes: &Tuple) {
    let meta = ty.as_object().ty();
    let is_custom = !std::ptr::eq(meta, &raw const PyType_Type)
        && match (attr::type_lookup(meta, name!("mro")), attr::type_lookup(&PyType_Type, name!("mro"))) {
            (Some(own), Some(default)) => !own.is(&*default),
            _ => true,
        };
    let reaches = |class: &&Object| class.downcast::<Type>().is_some_and(|class| ty.is_subtype(class));
    if is_custom || !classes.as_slice().iter().all(reaches) {
        attr::type_modified(ty);
        // SAFETY: a field of a live type.
        unsafe { (*ty.raw()).tp_flags &= !Py_TPFLAGS_HAVE_VERSION_TAG }
    }
}

/// A class whose order changed, with the old and the new one.
type Change = (Py<Type>, Option<Py<Tuple>>, Py<Tuple>);

fn recompute(ty: &Type, changes: &mut Vec<Change>) -> PyResult<()> {
    let Some((old, new)) = set_mro(ty)? else { return Ok(()) };
    changes.push((ty.new_ref(), old, new));
    for subclass in ty.subclasses() {
        recompute(&subclass, changes)?;
    }
    Ok(())
}

/// Assigns `__bases__`.
pub fn set_bases(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = super::check_special(ty, value, "__bases__")?;
    let bases = checked_bases(ty, value)?;
    let base = super::best_base(&bases)?;
    if let Some(old) = ty.base() {
        super::assign_class::check_compatible(old, &base, "__bases__")?;
    }
    let old_bases = ty.bases().map(Layout::new_ref);
    let old_base = ty.base().map(Layout::new_ref);
    store_bases(ty, Some(bases.clone()), Some(base));
    let mut changes = Vec::new();
    let is_current = || ty.bases().is_some_and(|now| std::ptr::eq(now, &*bases));
    if let Err(raised) = recompute(ty, &mut changes) {
        for (class, old, new) in changes {
            if class.mro().is_some_and(|now| std::ptr::eq(now, &*new)) {
                store_mro(&class, old);
                attr::type_modified(&class);
            }
        }
        if is_current() {
            store_bases(ty, old_bases, old_base);
        }
        return Err(raised);
    }
    if is_current() {
        for base in old_bases.iter().flat_map(|bases| bases.as_slice()).filter_map(|base| base.downcast::<Type>()) {
            ready::remove_subclass(base, ty);
        }
        for base in bases.as_slice().iter().filter_map(|base| base.downcast::<Type>()) {
            ready::add_subclass(base, ty)?;
        }
        slots::update_all_slots(ty);
    }
    Ok(())
}

fn store_bases(ty: &Type, bases: Option<Py<Tuple>>, base: Option<Py<Type>>) {
    // SAFETY: the type keeps what its fields point to; the old values die after the swap.
    unsafe {
        let old = std::ptr::replace(
            &raw mut (*ty.raw()).tp_base,
            base.map_or(std::ptr::null_mut(), |base| base.into_ptr().cast()),
        );
        set_field(&raw mut (*ty.raw()).tp_bases, bases.map(Py::into_object));
        drop(Py::<Object>::from_nullable(old.cast()));
    }
}

fn checked_bases(ty: &Type, value: &Object) -> PyResult<Py<Tuple>> {
    let name = ty.tp_name();
    let Some(bases) = value.downcast::<Tuple>() else {
        let given = value.ty().tp_name();
        return Err(raise!(TypeError, "can only assign tuple to {name}.__bases__, not {given}"));
    };
    if bases.is_empty() {
        return Err(raise!(TypeError, "can only assign non-empty tuple to {name}.__bases__, not ()"));
    }
    for base in bases.as_slice() {
        let Some(base) = base.downcast::<Type>() else {
            let given = base.ty().tp_name();
            return Err(raise!(TypeError, "{name}.__bases__ must be tuple of classes, not '{given}'"));
        };
        let in_line = std::iter::successors(Some(base), |base| base.base()).any(|base| base == ty);
        if base.is_subtype(ty) || in_line {
            return Err(raise!(TypeError, "a __bases__ item causes an inheritance cycle"));
        }
    }
    Ok(bases.new_ref())
}
