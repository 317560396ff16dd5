//! `__slots__`: which names a class adds as fields, and whether it adds `__dict__` and `__weakref__`.

use std::ffi::c_char;

use crate::dict::Dict;
use crate::protocol;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{name, raise};

/// What a class adds to its base's layout.
pub(super) struct SlotPlan {
    /// The mangled names in order, if the class says `__slots__`.
    pub names: Option<Py<Tuple>>,
    /// The same names as C text.
    pub members: Vec<*const c_char>,
    pub add_dict: bool,
    pub add_weak: bool,
}

pub(super) fn plan(class: &Str, bases: &Tuple, base: &Type, dict: &Dict) -> PyResult<SlotPlan> {
    let may_add_dict = base.tp().tp_dictoffset == 0;
    let may_add_weak = base.tp().tp_weaklistoffset == 0 && base.tp().tp_itemsize == 0;
    let Some(slots) = dict.get_str(name!("__slots__"))? else {
        return Ok(SlotPlan { names: None, members: Vec::new(), add_dict: may_add_dict, add_weak: may_add_weak });
    };
    let slots = if Str::check(&slots) { Tuple::from_slice(&[&slots])? } else { protocol::to_tuple(&slots)? };
    if !slots.is_empty() && base.tp().tp_itemsize != 0 {
        return Err(raise!(TypeError, "nonempty __slots__ not supported for subtype of '{}'", base.tp_name()));
    }
    let (mut add_dict, mut add_weak) = (false, false);
    for slot in slots.as_slice() {
        let slot = checked_identifier(slot)?;
        if slot.eq_str("__dict__") {
            if !may_add_dict || add_dict {
                return Err(raise!(TypeError, "__dict__ slot disallowed: we already got one"));
            }
            add_dict = true;
        }
        if slot.eq_str("__weakref__") {
            if !may_add_weak || add_weak {
                return Err(raise!(
                    TypeError,
                    "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
                ));
            }
            add_weak = true;
        }
    }
    let names = member_names(class, &slots, dict)?;
    let members = names.iter().map(|name| c_text(name)).collect::<PyResult<Vec<_>>>()?;
    for other in bases.as_slice().iter().filter(|other| !other.is(base)) {
        let Some(other) = other.downcast::<Type>() else { continue };
        add_dict |= may_add_dict && other.tp().tp_dictoffset != 0;
        add_weak |= may_add_weak && other.tp().tp_weaklistoffset != 0;
    }
    let names = Tuple::from_vec(names.into_iter().map(Py::into_object).collect())?;
    Ok(SlotPlan { names: Some(names), members, add_dict, add_weak })
}

fn checked_identifier(slot: &Object) -> PyResult<&Str> {
    let Some(text) = slot.downcast::<Str>() else {
        return Err(raise!(TypeError, "__slots__ items must be strings, not '{:.200}'", slot.type_name()));
    };
    let mut points = text.data().iter();
    let starts = points.next().is_some_and(pyston_unicode::is_identifier_start);
    if !starts || !points.all(pyston_unicode::is_identifier_continue) {
        return Err(raise!(TypeError, "__slots__ must be identifiers"));
    }
    Ok(text)
}

/// The names of the fields: mangled, free of conflicts with the namespace, sorted.
fn member_names(class: &Str, slots: &Tuple, dict: &Dict) -> PyResult<Vec<Py<Str>>> {
    let mut names: Vec<Py<Str>> = Vec::new();
    for slot in slots.as_slice().iter().filter_map(|slot| slot.downcast::<Str>()) {
        if slot.eq_str("__dict__") || slot.eq_str("__weakref__") {
            continue;
        }
        let mangled = mangle(class, slot)?;
        // These two leave the namespace before the class is done.
        let is_transient = mangled.eq_str("__qualname__") || mangled.eq_str("__classcell__");
        if !is_transient && dict.contains(&mangled)? {
            return Err(raise!(
                ValueError,
                "{} in __slots__ conflicts with class variable",
                protocol::repr_string(&mangled)?
            ));
        }
        names.push(mangled);
    }
    names.sort_by(|a, b| a.data().iter().cmp(b.data().iter()));
    Ok(names)
}

fn c_text(name: &Str) -> PyResult<*const c_char> {
    super::c_text(name)?.ok_or_else(|| raise!(TypeError, "__slots__ must be identifiers"))
}

/// The name of a private attribute inside the class: `__x` is `_Class__x`.
pub fn mangle(class: &Str, attribute: &Str) -> PyResult<Py<Str>> {
    let (class, text) = (class.to_utf8()?, attribute.to_utf8()?);
    let stripped = class.trim_start_matches('_');
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') || stripped.is_empty() {
        return Ok(Str::intern_object(attribute.new_ref()));
    }
    Ok(Str::intern(&format!("_{stripped}{text}")))
}
