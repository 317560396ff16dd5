//! Tuples: immutable, so their items may be borrowed as a slice.

use pyston_abi::flags::Py_TPFLAGS_TUPLE_SUBCLASS;
use pyston_abi::{PyObject, PyTupleObject, visitproc};

use crate::ptr::{Field, GilCell, Layout, Object, Py, PyResult};
use crate::trace::Visitor;
use crate::ty::Type;
use crate::{alloc, gc, object_layout};

object_layout! {
    /// A tuple.
    Tuple = PyTupleObject, crate::statics::PyTuple_Type, flag Py_TPFLAGS_TUPLE_SUBCLASS
}

/// Tuples of up to this many items are kept for reuse when they die.
const MAX_KEPT_LEN: usize = 6;
const MAX_KEPT: u32 = 500;

#[derive(Clone, Copy)]
struct Kept {
    /// Dead tuples, linked through `ob_type`; their collector's headers are untracked.
    head: *mut PyObject,
    count: u32,
}

static KEPT: GilCell<[Kept; MAX_KEPT_LEN + 1]> =
    GilCell::new([Kept { head: std::ptr::null_mut(), count: 0 }; MAX_KEPT_LEN + 1]);

/// Keeps dead tuples for reuse, or none from now on.
pub(crate) fn set_reuse(reuses: bool) {
    let count = if reuses { 0 } else { MAX_KEPT };
    // SAFETY: dead tuples of those lengths, which nobody else knows.
    unsafe {
        for (len, kept) in KEPT.get_mut().iter_mut().enumerate() {
            while !kept.head.is_null() {
                let dead = kept.head;
                kept.head = (*dead).ob_type.cast();
                let size = std::mem::offset_of!(PyTupleObject, ob_item) + len * size_of::<*mut PyObject>();
                alloc::free_sized(dead.cast::<u8>().sub(alloc::GC_HEAD).cast(), size + alloc::GC_HEAD);
            }
            kept.count = count;
        }
    }
}

/// A dead tuple of that length, to be filled.
///
/// # Safety
/// The caller must set the items.
#[inline]
unsafe fn reuse(len: usize) -> Option<*mut PyObject> {
    // SAFETY: the list is touched under the GIL, without other code running.
    unsafe {
        let kept = KEPT.get_mut().get_mut(len)?;
        let object = kept.head;
        if object.is_null() {
            return None;
        }
        kept.head = (*object).ob_type.cast();
        kept.count -= 1;
        object.write(PyObject { ob_refcnt: 1, ob_type: crate::statics::PyTuple_Type.as_type_ptr() });
        gc::note_alloc();
        Some(object)
    }
}

static EMPTY: GilCell<*mut PyObject> = GilCell::new(std::ptr::null_mut());

impl Tuple {
    /// The empty tuple, always the same object.
    pub fn empty() -> Py<Tuple> {
        // SAFETY: the singleton is made once and never dies.
        unsafe {
            if EMPTY.get().is_null() {
                let object = Tuple::alloc(&crate::statics::PyTuple_Type, 0).expect("memory at start-up");
                gc::untrack(object.as_ptr());
                EMPTY.set(object.into_ptr());
            }
            Object::from_ptr(EMPTY.get()).cast_unchecked::<Tuple>().new_ref()
        }
    }

    /// A tuple of `ty` whose items are still null.
    ///
    /// # Safety
    /// All items must be set before anyone sees the tuple.
    unsafe fn alloc(ty: &Type, len: usize) -> PyResult<Py<Tuple>> {
        // SAFETY: the size covers the items; the caller fills them.
        unsafe {
            let object = if ty == &crate::statics::PyTuple_Type {
                if let Some(object) = reuse(len) {
                    return Ok(Py::from_owned(object));
                }
                let size = alloc::var_size(ty, len).ok_or_else(crate::errors::no_memory)?;
                let object = alloc::new_sized(ty, size, false)?;
                (*object.cast::<PyTupleObject>()).ob_base.ob_size = len as isize;
                object
            } else {
                alloc::alloc(ty, len)?.into_ptr()
            };
            Ok(Py::from_owned(object))
        }
    }

    /// A tuple of two.
    pub fn pair(first: Py, second: Py) -> PyResult<Py<Tuple>> {
        // SAFETY: both items are written; tracked only then.
        unsafe {
            let tuple = Tuple::alloc(&crate::statics::PyTuple_Type, 2)?;
            tuple.items_ptr().write(first.into_ptr());
            tuple.items_ptr().add(1).write(second.into_ptr());
            gc::track(tuple.as_ptr());
            Ok(tuple)
        }
    }

    /// A tuple of two for an iterator that hands out one after the other: `last`, the one before, with new
    /// items if nobody else has kept it. (CPython's `zip` and `enumerate` do so too, as `id` shows.)
    pub fn pair_again(last: &Field<Tuple>, first: Py, second: Py) -> PyResult<Py<Tuple>> {
        // SAFETY: a tuple that only this field refers to is seen by nobody; the borrow ends before the old
        // items are dropped.
        unsafe {
            if let Some(kept) = last.peek().filter(|kept| kept.refcnt() == 1) {
                let kept = kept.new_ref();
                let items = kept.items_ptr();
                let old =
                    [std::ptr::replace(items, first.into_ptr()), std::ptr::replace(items.add(1), second.into_ptr())];
                for item in old {
                    crate::ptr::decref(item);
                }
                // The collector may have found that the tuple need not be tracked.
                if !gc::is_tracked(kept.as_ptr()) {
                    gc::track(kept.as_ptr());
                }
                return Ok(kept);
            }
        }
        let tuple = Tuple::pair(first, second)?;
        last.set(tuple.new_ref());
        Ok(tuple)
    }

    /// A tuple of the items, which it takes over.
    pub fn from_vec(items: Vec<Py>) -> PyResult<Py<Tuple>> {
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, items.len(), items.into_iter())
    }

    /// A tuple of `len` nulls, for C code that fills it before anyone else looks into it.
    ///
    /// # Safety
    /// Until every item is set nothing but the collector may touch the tuple, or it dies.
    pub unsafe fn with_nulls(len: usize) -> PyResult<Py<Tuple>> {
        if len == 0 {
            return Ok(Tuple::empty());
        }
        // SAFETY: every item is written; the collector knows nulls.
        unsafe {
            let tuple = Tuple::alloc(&crate::statics::PyTuple_Type, len)?;
            tuple.items_ptr().write_bytes(0, len);
            if !gc::is_tracked(tuple.as_ptr()) {
                gc::track(tuple.as_ptr());
            }
            Ok(tuple)
        }
    }

    /// A tuple of the items, which must be made without running Python code.
    pub fn from_exact_iter(items: impl ExactSizeIterator<Item = Py>) -> PyResult<Py<Tuple>> {
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, items.len(), items)
    }

    /// An instance of `ty`, a tuple type without further state.
    pub fn from_vec_as(ty: &Type, items: Vec<Py>) -> PyResult<Py<Tuple>> {
        Tuple::from_iter_exact(ty, items.len(), items.into_iter())
    }

    /// A tuple of `len` items that move out of the array, which is left with nulls.
    ///
    /// # Safety
    /// The array must hold `len` owned references.
    #[inline]
    pub unsafe fn from_run(items: *mut *mut PyObject, len: usize) -> PyResult<Py<Tuple>> {
        if len == 0 {
            return Ok(Tuple::empty());
        }
        // SAFETY: every item is written; tracked only then.
        unsafe {
            let tuple = Tuple::alloc(&crate::statics::PyTuple_Type, len)?;
            for index in 0..len {
                let item = std::ptr::replace(items.add(index), std::ptr::null_mut());
                tuple.items_ptr().add(index).write(item);
            }
            gc::track(tuple.as_ptr());
            Ok(tuple)
        }
    }

    pub fn from_slice(items: &[&Object]) -> PyResult<Py<Tuple>> {
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, items.len(), items.iter().map(|item| item.new_ref()))
    }

    /// The items of an iterator that knows their number.
    pub fn from_exact(items: impl ExactSizeIterator<Item = Py>) -> PyResult<Py<Tuple>> {
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, items.len(), items)
    }

    fn from_iter_exact(ty: &Type, len: usize, items: impl Iterator<Item = Py>) -> PyResult<Py<Tuple>> {
        if len == 0 && ty == &crate::statics::PyTuple_Type {
            return Ok(Tuple::empty());
        }
        // SAFETY: every item is written; tracked only then.
        unsafe {
            let tuple = Tuple::alloc(ty, len)?;
            let mut written = 0;
            for item in items.take(len) {
                tuple.items_ptr().add(written).write(item.into_ptr());
                written += 1;
            }
            assert_eq!(written, len, "as many items as announced");
            if !gc::is_tracked(tuple.as_ptr()) {
                gc::track(tuple.as_ptr());
            }
            Ok(tuple)
        }
    }

    #[inline]
    pub fn items_ptr(&self) -> *mut *mut PyObject {
        // SAFETY: the items start at the last field of the struct.
        unsafe { (&raw mut (*self.raw()).ob_item).cast() }
    }

    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items. Tuples do not change once visible.
    #[inline]
    pub fn as_slice(&self) -> &[&Object] {
        // SAFETY: `len` owned, non-null references that live as long as the tuple.
        unsafe { std::slice::from_raw_parts(self.items_ptr().cast(), self.len()) }
    }

    pub fn get(&self, index: usize) -> Option<&Object> {
        self.as_slice().get(index).copied()
    }

    /// The items `start..stop` as a new tuple.
    pub fn slice(&self, start: usize, stop: usize) -> PyResult<Py<Tuple>> {
        Tuple::from_slice(&self.as_slice()[start..stop])
    }

    /// The item at `index` of the tuple in a field, without a reference to the tuple.
    #[inline]
    pub fn item_of_field(field: &Field<Tuple>, index: usize) -> Option<Py> {
        // SAFETY: taking an item's reference runs no other code.
        unsafe { field.peek() }?.get(index).map(Layout::new_ref)
    }

    /// A tuple of `count` times the items.
    pub fn repeat(&self, count: usize) -> PyResult<Py<Tuple>> {
        let total = self.len().checked_mul(count).ok_or_else(crate::errors::no_memory)?;
        let items = (0..count).flat_map(|_| self.as_slice().iter().map(|item| item.new_ref()));
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, total, items)
    }

    /// The items of both.
    pub fn concat(&self, other: &Tuple) -> PyResult<Py<Tuple>> {
        let items = self.as_slice().iter().chain(other.as_slice()).map(|item| item.new_ref());
        Tuple::from_iter_exact(&crate::statics::PyTuple_Type, self.len() + other.len(), items)
    }
}

/// `tp_dealloc` of tuples.
///
/// # Safety
/// A slot: `this` is a dead tuple.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; an item is null only if the tuple was never completed.
    unsafe {
        gc::untrack(this);
        let tuple: &Tuple = Object::from_ptr(this).cast_unchecked();
        for index in (0..tuple.len()).rev() {
            drop(Py::<Object>::from_nullable(*tuple.items_ptr().add(index)));
        }
        let len = tuple.len();
        if (1..=MAX_KEPT_LEN).contains(&len)
            && Tuple::check_exact(tuple)
            && let Some(kept) = KEPT.get_mut().get_mut(len).filter(|kept| kept.count < MAX_KEPT)
        {
            gc::forget(this);
            (*this).ob_type = kept.head.cast();
            kept.head = this;
            kept.count += 1;
            return;
        }
        if Tuple::check_exact(tuple) {
            let size = std::mem::offset_of!(PyTupleObject, ob_item) + len * size_of::<*mut PyObject>();
            return alloc::free_object_sized(this, size);
        }
        alloc::free_object(this);
    }
}

/// `tp_traverse` of tuples.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn traverse(
    this: *mut PyObject,
    visit: visitproc,
    arg: *mut std::ffi::c_void,
) -> std::ffi::c_int {
    // SAFETY: the slot's contract; visiting runs no Python code.
    unsafe {
        let tuple: &Tuple = Object::from_ptr(this).cast_unchecked();
        let mut visitor = Visitor::new(visit, arg);
        for index in (0..tuple.len()).rev() {
            if visitor.is_done() {
                break;
            }
            visitor.pointer(*tuple.items_ptr().add(index));
        }
        visitor.finish()
    }
}
