//! Sets and frozen sets: CPython's open-addressing table.
//!
//! The order of iteration is the order of slots, which programs and `marshal` see; so the probe
//! sequence, the growth and the copying rules are CPython 3.8's.
//!
//! **Invariant**: a slot is free (null key, hash 0), live, or a dummy (the dummy object, hash -1); at
//! least one slot is free. Comparing keys may change the set: lookups then start again. Keys are
//! dropped only after the set is in its final state.

mod hash;
mod operate;
mod relate;
mod slots;
mod table;
#[cfg(test)]
mod tests;

use pyston_abi::{PyObject, PySetObject, setentry};

pub use self::slots::{clear, dealloc, traverse};
use crate::object_layout;
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::statics::{PyFrozenSet_Type, PySet_Type};
use crate::ty::Type;

object_layout! {
    /// A set; by [`Set::any`] also a frozenset.
    Set = PySetObject, crate::statics::PySet_Type
}

object_layout! {
    /// A frozenset.
    FrozenSet = PySetObject, crate::statics::PyFrozenSet_Type
}

impl FrozenSet {
    /// The common operations of both types.
    pub fn as_set(&self) -> &Set {
        // SAFETY: both have the same layout.
        unsafe { self.cast_unchecked() }
    }
}

/// Slots of the table inside the object.
const MIN_SIZE: usize = 8;

/// What removed slots hold. Its address is all that matters.
static DUMMY: GilCell<PyObject> = GilCell::new(PyObject {
    ob_refcnt: crate::ty::IMMORTAL,
    ob_type: (&raw const crate::statics::PyBaseObject_Type) as *mut pyston_abi::PyTypeObject,
});

/// The object in removed slots (`_PySet_Dummy`).
pub fn dummy() -> *mut PyObject {
    // SAFETY: only the address is taken.
    unsafe { DUMMY.get_mut() }
}

static EMPTY_FROZEN: GilCell<*mut PyObject> = GilCell::new(std::ptr::null_mut());

impl Set {
    pub fn new() -> PyResult<Py<Set>> {
        Set::new_as(&PySet_Type)
    }

    /// A fresh frozenset, to be filled before anyone sees it.
    pub fn new_frozen() -> PyResult<Py<Set>> {
        Set::new_as(&PyFrozenSet_Type)
    }

    /// `frozenset()`: always the same object.
    pub fn empty_frozen() -> PyResult<Py<Set>> {
        if EMPTY_FROZEN.get().is_null() {
            EMPTY_FROZEN.set(Set::new_frozen()?.into_ptr());
        }
        // SAFETY: the reference stored is never dropped.
        Ok(unsafe { Object::from_ptr(EMPTY_FROZEN.get()).cast_unchecked::<Set>() }.new_ref())
    }

    /// An empty instance of `ty`, a subtype of `set` or `frozenset`.
    pub fn new_as(ty: &Type) -> PyResult<Py<Set>> {
        let object = crate::alloc::alloc(ty, 0)?;
        // SAFETY: an instance starts with the set's struct, still zero.
        unsafe {
            let set: Py<Set> = object.cast_into_unchecked();
            set.reset();
            Ok(set)
        }
    }

    /// `object` as a set, if it is a set or a frozenset or an instance of a subtype of either.
    pub fn any(object: &Object) -> Option<&Set> {
        let is_set = object.is_instance_of(&PySet_Type) || object.is_instance_of(&PyFrozenSet_Type);
        // SAFETY: all of them have this layout.
        is_set.then(|| unsafe { object.cast_unchecked() })
    }

    /// `object` as a set, if its type is exactly `set` or `frozenset`.
    pub fn from_exact(object: &Object) -> Option<&Set> {
        let is_set = object.ty() == &PySet_Type || object.ty() == &PyFrozenSet_Type;
        // SAFETY: both have this layout.
        is_set.then(|| unsafe { object.cast_unchecked() })
    }

    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).used as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Slots in use, dummies included.
    #[inline]
    fn fill(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).fill as usize }
    }

    #[inline]
    fn mask(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).mask as usize }
    }

    #[inline]
    fn table(&self) -> *mut setentry {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).table }
    }

    #[inline]
    fn small_table(&self) -> *mut setentry {
        // SAFETY: a field of this live object.
        unsafe { (&raw mut (*self.raw()).smalltable).cast() }
    }

    /// The slot `index`, at most `mask`.
    #[inline]
    fn slot(&self, index: usize) -> setentry {
        debug_assert!(index <= self.mask());
        // SAFETY: the table has `mask + 1` slots.
        unsafe { *self.table().add(index) }
    }

    #[inline]
    fn set_slot(&self, index: usize, key: *mut PyObject, hash: isize) {
        debug_assert!(index <= self.mask());
        // SAFETY: the table has `mask + 1` slots.
        unsafe { self.table().add(index).write(setentry { key, hash }) }
    }

    /// Memory the table takes beside the object (`__sizeof__` minus the object's size).
    pub fn extra_size(&self) -> usize {
        if self.table() == self.small_table() { 0 } else { (self.mask() + 1) * size_of::<setentry>() }
    }

    /// The element in or after slot `*position`, which moves behind it; `None` at the end. The set may
    /// change between calls: elements are then skipped or repeated, never torn.
    pub fn next(&self, position: &mut usize) -> Option<(Py, isize)> {
        while *position <= self.mask() {
            let slot = self.slot(*position);
            *position += 1;
            if !slot.key.is_null() && slot.key != dummy() {
                // SAFETY: a live slot's key; taking the reference runs no other code.
                return Some((unsafe { Object::from_ptr(slot.key) }.new_ref(), slot.hash));
            }
        }
        None
    }

    /// All elements, in order.
    pub fn to_vec(&self) -> Vec<Py> {
        let mut position = 0;
        std::iter::from_fn(|| self.next(&mut position)).map(|(key, _)| key).collect()
    }
}

/// What an iterator over a set remembers.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    used: usize,
    position: usize,
    remaining: usize,
}

impl Cursor {
    pub fn new(set: &Set) -> Cursor {
        Cursor { used: set.len(), position: 0, remaining: set.len() }
    }

    /// The next element; `None` at the end, after which the iterator lets go of the set.
    ///
    /// # Errors
    /// `RuntimeError` if the size changed since the start, now and at every later step.
    pub fn next(&mut self, set: &Set) -> PyResult<Option<Py>> {
        if self.used != set.len() {
            self.used = usize::MAX;
            return Err(crate::raise!(RuntimeError, "Set changed size during iteration"));
        }
        let item = set.next(&mut self.position);
        self.remaining = self.remaining.saturating_sub(usize::from(item.is_some()));
        Ok(item.map(|(key, _)| key))
    }

    /// `__length_hint__`.
    pub fn length_hint(&self, set: &Set) -> usize {
        if self.used == set.len() { self.remaining } else { 0 }
    }
}
