//! Slots and special methods: the one table that says which special method is which slot, how the
//! slot is shown to Python as a `wrapper_descriptor`, and how a Python definition fills the slot.
//!
//! **Invariant**: a slot of a heap type is either inherited, or the function in the table that calls
//! the special method, or (if the method found is the wrapper of another type's slot) that slot
//! itself. [`update_slots`] restores this after the method resolution order or a name changes.

mod fill;
pub mod methods;
mod table;
mod wrapper;

pub use fill::fill_slots;
pub use methods::*;
pub use table::{SLOTS, SlotDef, SlotTable};
pub use wrapper::{Wrapper, call_wrapper};

use std::ffi::c_void;
use std::sync::OnceLock;

use pyston_abi::flags::*;
use pyston_abi::{PyCFunction, PyCFunctionWithKeywords, PyMethodDef};

use crate::cfunction::CFunction;
use crate::descr::WrapperDescr;
use crate::ptr::Object;
use crate::str::Str;
use crate::ty::Type;
use crate::{attr, protocol};

/// A slot's content, whatever its signature.
pub type SlotPtr = *mut c_void;

impl SlotDef {
    /// Where the slot is in `ty`; `None` if the type has no such table.
    pub fn location(&self, ty: &Type) -> Option<*mut SlotPtr> {
        let tp = ty.tp();
        let table: *mut u8 = match self.table {
            SlotTable::Type => ty.raw().cast(),
            SlotTable::Number => tp.tp_as_number.cast(),
            SlotTable::Sequence => tp.tp_as_sequence.cast(),
            SlotTable::Mapping => tp.tp_as_mapping.cast(),
            SlotTable::Async => tp.tp_as_async.cast(),
        };
        // SAFETY: the offset is that of a field of the table.
        (!table.is_null()).then(|| unsafe { table.add(self.offset).cast() })
    }

    /// The slot's content in `ty`, null if empty.
    pub fn get(&self, ty: &Type) -> SlotPtr {
        // SAFETY: a field of a live type.
        self.location(ty).map_or(std::ptr::null_mut(), |slot| unsafe { *slot })
    }

    fn same_slot(&self, other: &SlotDef) -> bool {
        self.table == other.table && self.offset == other.offset
    }
}

/// Recomputes every slot of a heap type, from scratch.
pub fn fixup_slots(ty: &Type) {
    let mut index = 0;
    while index < SLOTS.len() {
        index = update_one(ty, index);
    }
}

/// After `name` changed in `ty`: recomputes the slots it concerns in the type and in the subclasses
/// that do not define the name themselves.
pub fn update_slots(ty: &Type, name: &Str) {
    let Some(text) = name.as_ascii() else { return };
    if text.starts_with("__") && text.ends_with("__") && SLOTS.iter().any(|slot| slot.name == text) {
        update_recursively(ty, name, text);
    }
}

fn update_recursively(ty: &Type, name: &Str, text: &str) {
    let mut index = 0;
    while index < SLOTS.len() {
        let end = group_end(index);
        if SLOTS[index..end].iter().any(|slot| slot.name == text) {
            update_one(ty, index);
        }
        index = end;
    }
    for subclass in ty.subclasses() {
        let defines = subclass.dict().is_some_and(|dict| matches!(dict.get_str(name), Ok(Some(_))));
        if !defines {
            update_recursively(&subclass, name, text);
        }
    }
}

/// The rows of one slot stand together: where they end.
fn group_end(start: usize) -> usize {
    let first = &SLOTS[start];
    start + SLOTS[start..].iter().take_while(|slot| slot.same_slot(first)).count()
}

/// As [`fixup_slots`], for the type and all its subclasses.
pub fn update_all_slots(ty: &Type) {
    fixup_slots(ty);
    for subclass in ty.subclasses() {
        update_all_slots(&subclass);
    }
}

/// Recomputes the slot whose rows begin at `start`; gives the start of the next slot's rows.
fn update_one(ty: &Type, start: usize) -> usize {
    let end = group_end(start);
    let Some(location) = SLOTS[start].location(ty) else { return end };
    let mut generic: SlotPtr = std::ptr::null_mut();
    let mut specific: SlotPtr = std::ptr::null_mut();
    let mut use_generic = false;
    for (row, slot) in SLOTS.iter().enumerate().take(end).skip(start) {
        let Some(descr) = attr::type_lookup(ty, slot.interned_name()) else {
            if slot.wrapper == Wrapper::Next {
                specific = protocol::next_not_implemented as *const () as SlotPtr;
            }
            continue;
        };
        match meaning(ty, slot, &descr) {
            Meaning::Slot(function) => {
                if !has_shared_name(row) || !is_served_elsewhere(ty, slot) {
                    generic = slot.function;
                }
                match function {
                    Some(function) if specific.is_null() || specific == function => specific = function,
                    _ => use_generic = true,
                }
            }
            Meaning::Specific(function) => specific = function,
            Meaning::Method => {
                use_generic = true;
                generic = slot.function;
            }
        }
    }
    // SAFETY: a slot of a live type gets a function of the slot's signature.
    unsafe { *location = if !specific.is_null() && !use_generic { specific } else { generic } }
    end
}

/// Is the special method of the row that of another row, too?
fn has_shared_name(row: usize) -> bool {
    static SHARED: OnceLock<Vec<bool>> = OnceLock::new();
    let shared = SHARED.get_or_init(|| {
        let names = || SLOTS.iter().map(|slot| slot.interned_name().as_ptr());
        names().map(|name| names().filter(|other| *other == name).count() > 1).collect()
    });
    shared[row]
}

/// Several slots share a special method (`__len__`, `__getitem__`, ..). If exactly one of them is
/// filled in the type, the others stay empty: true for those.
fn is_served_elsewhere(ty: &Type, slot: &SlotDef) -> bool {
    let name = slot.interned_name();
    let mut filled = SLOTS.iter().filter(|other| other.interned_name().is(name) && !other.get(ty).is_null());
    match (filled.next(), filled.next()) {
        (Some(only), None) => !only.same_slot(slot),
        _ => false,
    }
}

/// What the method found says about the slot.
enum Meaning {
    /// The wrapper of a slot: of this function, if it fits here.
    Slot(Option<SlotPtr>),
    /// The slot has to be this function.
    Specific(SlotPtr),
    /// Python code, to be called by the generic slot function.
    Method,
}

fn meaning(ty: &Type, slot: &SlotDef, descr: &Object) -> Meaning {
    if let Some(wrapper) = descr.downcast_exact::<WrapperDescr>()
        && wrapper.slot().name == slot.name
    {
        let fits = wrapper.slot().wrapper == slot.wrapper && ty.is_subtype(wrapper.owner());
        return Meaning::Slot(fits.then(|| wrapper.wrapped()));
    }
    if let Some(function) = descr.downcast_exact::<CFunction>()
        && slot.name == "__new__"
        && std::ptr::eq(function.def(), new_wrapper_def())
        && let Some(owner) = function.this().and_then(|owner| owner.downcast::<Type>())
        && let Some(tp_new) = inherited_new(ty).or(owner.tp().tp_new)
    {
        // `__new__` of a static type leaves the slot as it was, or as the base has it: a class that once
        // had a `__new__` in Python goes on looking it up, which `object.__new__` notices.
        return Meaning::Specific(tp_new as *const () as SlotPtr);
    }
    if descr.is_none() && slot.name == "__hash__" {
        return Meaning::Specific(protocol::hash_not_implemented as *const () as SlotPtr);
    }
    Meaning::Method
}

fn inherited_new(ty: &Type) -> Option<pyston_abi::newfunc> {
    ty.tp().tp_new.or_else(|| ty.base()?.tp().tp_new)
}

/// The definition of the `__new__` that static types show.
pub fn new_wrapper_def() -> &'static PyMethodDef {
    static DEF: crate::glue::Table<PyMethodDef> = crate::glue::Table(PyMethodDef {
        ml_name: c"__new__".as_ptr(),
        // SAFETY: the flags tell callers that the function takes a third argument.
        ml_meth: Some(unsafe {
            std::mem::transmute::<PyCFunctionWithKeywords, PyCFunction>(wrapper::new_wrapper as PyCFunctionWithKeywords)
        }),
        ml_flags: METH_VARARGS | METH_KEYWORDS,
        ml_doc: c"__new__($type, *args, **kwargs)\n--\n\nMakes a new object; see help(type) for the signature."
            .as_ptr(),
    });
    &DEF.0
}
