//! Names of class attributes that are assigned again and again, such as counters of instances. An
//! assignment to one does not make the versions of the class and its subclasses void, so that what is
//! cached of their other names stays good.
//!
//! **Invariant**: what a volatile name means in a type is in no cache. So no cache is wrong after an
//! assignment, as long as neither the old nor the new value is a descriptor: that a name is none is
//! what caches of other places, such as instances' attributes, rely on.

use pyston_abi::PyObject;

use crate::attr;
use crate::ptr::{GilCell, Layout, Object, PyResult};
use crate::str::Str;
use crate::ty::Type;

const N_NAMES: usize = 64;
/// So many assignments make a name volatile.
const LIMIT: u32 = 32;

#[derive(Clone, Copy)]
struct Entry {
    /// An interned name, which lives for ever.
    name: *mut PyObject,
    assigned: u32,
}

/// By the address of the name. A volatile name is never displaced.
static NAMES: GilCell<[Entry; N_NAMES]> = GilCell::new([Entry { name: std::ptr::null_mut(), assigned: 0 }; N_NAMES]);

fn slot(name: &Str) -> usize {
    (name.as_ptr() as usize >> 5) % N_NAMES
}

/// Is the interned name volatile?
#[inline]
pub fn contains(name: &Str) -> bool {
    // SAFETY: a momentary read under the GIL.
    let entry = unsafe { NAMES.get_mut()[slot(name)] };
    entry.name == name.as_ptr() && entry.assigned >= LIMIT
}

/// An attribute of a class was assigned in the general way.
pub fn note_assignment(name: &Str) {
    // SAFETY: a momentary access under the GIL, which runs no other code.
    let became_volatile = unsafe {
        let entry = &mut NAMES.get_mut()[slot(name)];
        if entry.name == name.as_ptr() {
            entry.assigned = (entry.assigned + 1).min(LIMIT);
            entry.assigned == LIMIT
        } else {
            if entry.assigned < LIMIT {
                *entry = Entry { name: name.as_ptr(), assigned: 1 };
            }
            false
        }
    };
    if became_volatile {
        // Whatever caches know of the name, in any type, is forgotten now.
        attr::type_modified(&crate::statics::PyBaseObject_Type);
    }
}

fn is_plain(value: &Object) -> bool {
    let tp = value.ty().tp();
    tp.tp_descr_get.is_none() && tp.tp_descr_set.is_none()
}

/// Replaces the value of a volatile name in a class. False if that must be done in the general way.
pub fn assign(ty: &Type, name: &Str, value: &Object) -> PyResult<bool> {
    let is_special = name.as_ascii().is_none_or(|text| text.starts_with("__"));
    if !contains(name) || is_special || !is_plain(value) {
        return Ok(false);
    }
    let Some(dict) = ty.dict().map(Layout::new_ref) else { return Ok(false) };
    if dict.get_str(name)?.is_none_or(|old| !is_plain(&old)) || attr::type_lookup(ty.as_object().ty(), name).is_some() {
        return Ok(false);
    }
    dict.set_str(name, value.new_ref())?;
    Ok(true)
}
