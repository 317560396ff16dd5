//! The cache of attribute instructions that see objects of many types: one table for all of them.
//!
//! **Invariant**: an entry holds what an instruction's own cache units would hold, with the form that
//! knows how to use them, and is found by what proves it valid: the version of the object's type (or of
//! the object, if it is a class) and the name.

use pyston_object::prelude::*;
use pyston_object::statics;
use pyston_opcode::regcode::{Instr, Op};

use super::{attr, specialise};
use crate::modes;

/// What an instruction does with the attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Load,
    Store,
    Method,
}

#[derive(Clone, Copy)]
struct Entry {
    /// Address of the name; null in an empty entry.
    name: usize,
    version: u32,
    access: Access,
    /// Is the object a class itself?
    is_class: bool,
    /// The form to use the units with; `None`: nothing can be kept.
    form: Option<Op>,
    /// How often the units did not serve: instances with other tables.
    misses: u8,
    units: [Instr; 2],
}

/// So often an entry is made anew.
const MAX_MISSES: u8 = 32;
const SIZE: usize = 1024;
const NOTHING: Entry = Entry {
    name: 0,
    version: 0,
    access: Access::Load,
    is_class: false,
    form: None,
    misses: 0,
    units: [Instr { op: Op::Cache, ends: 0, aux: 0, a: 0, b: 0, c: 0 }; 2],
};

static TABLE: GilCell<[Entry; SIZE]> = GilCell::new([NOTHING; SIZE]);

/// Version that stands for the object, and whether the object is a class.
fn key(object: &Object) -> (u32, bool) {
    if std::ptr::eq(object.ty(), &statics::PyType_Type)
        && let Some(class) = object.downcast::<Type>()
    {
        return (class.tp().tp_version_tag, true);
    }
    (object.ty().tp().tp_version_tag, false)
}

/// An entry that was found: a place in the table.
#[derive(Clone, Copy)]
pub struct Found {
    pub form: Op,
    slot: usize,
}

impl Found {
    /// The cache units, to be used before other code runs.
    #[inline(always)]
    pub fn units(self) -> &'static mut [Instr; 2] {
        // SAFETY: the table is touched under the GIL.
        unsafe { &mut TABLE.get_mut()[self.slot].units }
    }

    /// The units did not serve: they are made anew, unless that has been done too often.
    #[cold]
    pub fn missed(self) {
        // SAFETY: the table is touched under the GIL.
        let entry = unsafe { &mut TABLE.get_mut()[self.slot] };
        if entry.misses < MAX_MISSES {
            entry.misses += 1;
            entry.name = 0;
        }
    }
}

/// The form and units for an access, made by `specialise` if they are not in the table. `None` if the
/// access has to go the general way.
#[inline]
pub fn find(
    object: &Object,
    name: &Str,
    access: Access,
    specialise: impl FnOnce(&mut Instr, &mut Instr) -> Option<Op>,
) -> Option<Found> {
    if !modes::quickens() {
        return None;
    }
    let (version, is_class) = key(object);
    if version == 0 || !name.is_interned() {
        return None;
    }
    let address = name.as_ptr() as usize;
    let slot = (version as usize ^ address >> 4 ^ (access as usize) << 8) % SIZE;
    // SAFETY: the table is touched under the GIL; the caller uses the entry before other code runs.
    let entry = unsafe { &mut TABLE.get_mut()[slot] };
    let is_known =
        entry.name == address && entry.version == version && entry.access == access && entry.is_class == is_class;
    if !is_known {
        let mut units = NOTHING.units;
        let [first, second] = &mut units;
        let form = specialise(first, second);
        let misses = if entry.version == version { entry.misses } else { 0 };
        *entry = Entry { name: address, version, access, is_class, form, misses, units };
    }
    entry.form.map(|form| Found { form, slot })
}

/// The attribute of an object, if it is found by the table.
#[inline(never)]
pub fn load(object: &Object, name: &Str) -> Option<Py> {
    let known = find(object, name, Access::Load, |first, second| specialise::load(first, second, object, name))?;
    let units = known.units();
    let found = match known.form {
        Op::LoadAttrSplit => attr::load_split(object, &units[0]),
        Op::LoadAttrInline => attr::load_inline(object, &units[0]),
        Op::LoadAttrDict => attr::load_dict(object, &units[0]),
        Op::LoadAttrSlot => attr::load_slot(object, &units[0]),
        // SAFETY: two units.
        Op::LoadAttrShared => unsafe { attr::load_shared(object, units.as_mut_ptr(), || name) },
        Op::LoadAttrClass => attr::load_class(object, &units[0]),
        _ => return None,
    };
    if found.is_none() {
        known.missed();
    }
    found
}

/// The method of an object, if it is found by the table: what `LoadMethod` gives, bound or not.
#[inline(never)]
pub fn method(object: &Object, name: &Str) -> Option<pyston_object::attr::Method> {
    use pyston_object::attr::Method;
    let known = find(object, name, Access::Method, |first, second| specialise::method(first, second, object, name))?;
    let units = known.units();
    let found = match known.form {
        // SAFETY: as above.
        Op::LoadMethodCached => unsafe { attr::load_shared(object, units.as_mut_ptr(), || name) }.map(Method::Unbound),
        Op::LoadMethodDict => attr::load_dict(object, &units[0]).map(Method::Bound),
        Op::LoadMethodClass => attr::load_class(object, &units[0]).map(Method::Bound),
        _ => return None,
    };
    if found.is_none() {
        known.missed();
    }
    found
}
