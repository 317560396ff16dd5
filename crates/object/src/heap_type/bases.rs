//! What the bases of a new class decide: its metaclass and its memory layout.

use pyston_abi::flags::*;

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyBaseObject_Type;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{attr, name, raise, ready};

/// `type(...)` does not resolve `__mro_entries__`; the class statement does before it calls.
pub(super) fn check_no_mro_entries(bases: &Tuple) -> PyResult<()> {
    for base in bases.as_slice() {
        if !Type::check(base) && attr::find_attr(base, name!("__mro_entries__"))?.is_some() {
            return Err(raise!(TypeError, "type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    Ok(())
}

/// The most derived metaclass of `metatype` and of the bases' types.
pub fn calculate_metaclass(metatype: &Type, bases: &Tuple) -> PyResult<Py<Type>> {
    let mut winner = metatype;
    for base in bases.as_slice() {
        let candidate = base.ty();
        if winner.is_subtype(candidate) {
            continue;
        }
        if !candidate.is_subtype(winner) {
            return Err(raise!(
                TypeError,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                 metaclasses of all its bases"
            ));
        }
        winner = candidate;
    }
    Ok(winner.new_ref())
}

/// The base whose layout the new class extends.
pub fn best_base(bases: &Tuple) -> PyResult<Py<Type>> {
    let mut best: Option<(&Type, &Type)> = None;
    for base in bases.as_slice() {
        let Some(base) = base.downcast::<Type>() else {
            return Err(raise!(TypeError, "bases must be types"));
        };
        if base.dict().is_none() {
            ready::ready(base)?;
        }
        if !base.has_flag(Py_TPFLAGS_BASETYPE) {
            return Err(raise!(TypeError, "type '{:.100}' is not an acceptable base type", base.tp_name()));
        }
        let candidate = solid_base(base);
        best = match best {
            None => Some((candidate, base)),
            Some((winner, _)) if winner.is_subtype(candidate) => best,
            Some((winner, _)) if candidate.is_subtype(winner) => Some((candidate, base)),
            Some(_) => return Err(raise!(TypeError, "multiple bases have instance lay-out conflict")),
        };
    }
    best.map(|(_, base)| base.new_ref()).ok_or_else(crate::errors::bad_internal_call)
}

/// The nearest type in the line of bases that adds fields of its own; `__dict__` and `__weakref__`
/// do not count.
pub fn solid_base(ty: &Type) -> &Type {
    let base = ty.base().map_or(&PyBaseObject_Type as &Type, solid_base);
    if has_extra_fields(ty, base) { ty } else { base }
}

fn has_extra_fields(ty: &Type, base: &Type) -> bool {
    let (own, from) = (ty.tp(), base.tp());
    if own.tp_itemsize != 0 || from.tp_itemsize != 0 {
        return own.tp_basicsize != from.tp_basicsize || own.tp_itemsize != from.tp_itemsize;
    }
    const WORD: isize = size_of::<*mut ()>() as isize;
    let mut size = own.tp_basicsize;
    if ty.is_heap_type() {
        if own.tp_weaklistoffset != 0 && from.tp_weaklistoffset == 0 && own.tp_weaklistoffset + WORD == size {
            size -= WORD;
        }
        if own.tp_dictoffset != 0 && from.tp_dictoffset == 0 && own.tp_dictoffset + WORD == size {
            size -= WORD;
        }
    }
    size != from.tp_basicsize
}

/// Is the object a class, for messages: its `__name__`, else its repr.
pub(crate) fn class_name(object: &Object) -> PyResult<String> {
    if let Some(name) = attr::find_attr(object, name!("__name__"))? {
        return Ok(crate::protocol::str(&name)?.to_string());
    }
    crate::protocol::repr_string(object)
}
