//! The slots of a class just made.
//!
//! **Invariant**: the result is that of [`fixup_slots`], which looks up every special method along the order of
//! resolution. A class with one base differs from it only where it defines special methods itself: the other slots
//! are those of the base, or, for a base that is no class of Python, those of its first such subclass.

use std::sync::OnceLock;

use super::{SLOTS, SlotPtr, fixup_slots, group_end, update_one};
use crate::ptr::GilCell;
use crate::str::Str;
use crate::ty::Type;
use pyston_abi::flags::Py_TPFLAGS_HEAPTYPE;

/// By static type: what slots its subclasses have, as far as known, by the place of their rows.
static OF_SUBCLASSES: GilCell<Vec<(usize, Vec<Option<SlotPtr>>)>> = GilCell::new(Vec::new());

/// Computes every slot of a class that was just made.
pub fn fill_slots(ty: &Type) {
    let (Some(base), Some(own)) = (only_base(ty), own_rows(ty)) else { return fixup_slots(ty) };
    let is_class = base.has_flag(Py_TPFLAGS_HEAPTYPE);
    let place = if is_class { 0 } else { place_of(base) };
    let mut start = 0;
    while start < SLOTS.len() {
        let end = group_end(start);
        let known = if is_class { Some(SLOTS[start].get(base)) } else { known(place, start) };
        match known.filter(|_| !own[start..end].contains(&true)) {
            Some(known) => {
                if let Some(location) = SLOTS[start].location(ty) {
                    // SAFETY: the same slot of another type, so a function of its signature.
                    unsafe { *location = known }
                }
            }
            None => {
                update_one(ty, start);
                if !is_class && !own[start..end].contains(&true) {
                    remember(place, start, SLOTS[start].get(ty));
                }
            }
        }
        start = end;
    }
}

/// The base, if the type has one only and is resolved as that is.
fn only_base(ty: &Type) -> Option<&Type> {
    let base = ty.base()?;
    let (own, inherited) = (ty.mro()?, base.mro()?);
    let is_prolonged = own.len() == inherited.len() + 1
        && own.as_slice()[1..].iter().zip(inherited.as_slice()).all(|(own, inherited)| own.is(*inherited));
    is_prolonged.then_some(base)
}

/// For each row whether the type itself has the special method; `None` if it has names that may equal any.
fn own_rows(ty: &Type) -> Option<Vec<bool>> {
    let mut own = vec![false; SLOTS.len()];
    for name in ty.dict()?.keys() {
        let name = name.downcast_exact::<Str>().filter(|name| name.is_interned())?;
        if name.as_ascii().is_some_and(|text| text.starts_with("__")) {
            let (names, address) = (row_names(), name.as_ptr() as usize);
            let first = names.partition_point(|(name, _)| *name < address);
            names[first..].iter().take_while(|(name, _)| *name == address).for_each(|&(_, row)| own[row] = true);
        }
    }
    Some(own)
}

/// The addresses of the rows' names and the rows, in the order of the addresses.
fn row_names() -> &'static [(usize, usize)] {
    static NAMES: OnceLock<Vec<(usize, usize)>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let rows = SLOTS.iter().enumerate();
        let mut names: Vec<_> = rows.map(|(row, slot)| (slot.interned_name().as_ptr() as usize, row)).collect();
        names.sort_unstable();
        names
    })
}

/// The place of what is known of a static type's subclasses.
fn place_of(base: &Type) -> usize {
    // SAFETY: borrowed for the change only.
    let all = unsafe { OF_SUBCLASSES.get_mut() };
    let key = base.as_ptr() as usize;
    all.iter().position(|entry| entry.0 == key).unwrap_or_else(|| {
        all.push((key, vec![None; SLOTS.len()]));
        all.len() - 1
    })
}

/// What the subclasses of the static type at that place have in the slot of these rows.
fn known(place: usize, start: usize) -> Option<SlotPtr> {
    // SAFETY: borrowed for the look only.
    let all = unsafe { OF_SUBCLASSES.get_mut() };
    all[place].1[start]
}

fn remember(place: usize, start: usize, slot: SlotPtr) {
    // SAFETY: borrowed for the change only.
    let all = unsafe { OF_SUBCLASSES.get_mut() };
    all[place].1[start] = Some(slot);
}
