//! Lists: the growable array. No slice of the items is ever handed out, see `ptr`.
//!
//! **Invariant**: an operation that drops items first puts the list into its final state, because a
//! destructor may look at or change the list.

use pyston_abi::flags::Py_TPFLAGS_LIST_SUBCLASS;
use pyston_abi::{PyListObject, PyObject, visitproc};

use crate::ptr::{Field, Layout, Object, Py, PyResult};
use crate::trace::Visitor;
use crate::{alloc, gc, object_layout};

object_layout! {
    /// A list.
    List = PyListObject, crate::statics::PyList_Type, flag Py_TPFLAGS_LIST_SUBCLASS
}

impl List {
    pub fn new() -> PyResult<Py<List>> {
        List::with_capacity(0)
    }

    pub fn with_capacity(capacity: usize) -> PyResult<Py<List>> {
        // SAFETY: zero is an empty list.
        let list: Py<List> = unsafe { alloc::new_object(&crate::statics::PyList_Type, |_| ())? };
        if capacity > 0 {
            list.reserve_exact(capacity)?;
        }
        Ok(list)
    }

    pub fn from_vec(items: Vec<Py>) -> PyResult<Py<List>> {
        let list = List::with_capacity(items.len())?;
        list.set_items(items);
        Ok(list)
    }

    /// A copy of the items `start..stop`, as far as they exist.
    pub fn copy_range(&self, start: usize, stop: usize) -> PyResult<Py<List>> {
        let len = stop.min(self.len()).saturating_sub(start);
        let list = List::with_capacity(len)?;
        // SAFETY: the new list has room; each copied reference is counted. Making the list ran no other
        // code.
        unsafe {
            let (from, to) = (self.items_ptr().wrapping_add(start), list.items_ptr());
            for index in 0..len {
                let item = *from.add(index);
                crate::ptr::incref(item);
                to.add(index).write(item);
            }
            (*list.raw()).ob_base.ob_size = len as isize;
        }
        Ok(list)
    }

    /// A list of `len` items that move out of the array, which is left with nulls.
    ///
    /// # Safety
    /// The array must hold `len` owned references.
    pub unsafe fn from_run(items: *mut *mut PyObject, len: usize) -> PyResult<Py<List>> {
        let list = List::with_capacity(len)?;
        // SAFETY: the new list has room; the references move.
        unsafe {
            for index in 0..len {
                let item = std::ptr::replace(items.add(index), std::ptr::null_mut());
                list.items_ptr().add(index).write(item);
            }
            (*list.raw()).ob_base.ob_size = len as isize;
        }
        Ok(list)
    }

    /// A list of `len` nulls, for C code that fills it before anyone else looks into it.
    ///
    /// # Safety
    /// Until every item is set nothing but the collector may touch the list, or it dies.
    pub unsafe fn with_nulls(len: usize) -> PyResult<Py<List>> {
        let list = List::with_capacity(len)?;
        if len != 0 {
            // SAFETY: the new list has room; the collector knows nulls.
            unsafe {
                list.items_ptr().write_bytes(0, len);
                (*list.raw()).ob_base.ob_size = len as isize;
            }
        }
        Ok(list)
    }

    pub fn from_slice(items: &[&Object]) -> PyResult<Py<List>> {
        List::from_vec(items.iter().map(|item| item.new_ref()).collect())
    }

    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An owned copy of the item, if there is one at `index` now.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Py> {
        // SAFETY: the index is in bounds; taking the reference runs no other code.
        (index < self.len()).then(|| unsafe { Object::from_ptr(*self.items_ptr().add(index)).new_ref() })
    }

    /// The array of items, `len` of them.
    #[inline]
    pub fn items_ptr(&self) -> *mut *mut PyObject {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_item }
    }

    /// Replaces the item at `index` and gives the old one back; `Err(value)` if there is none.
    pub fn replace(&self, index: usize, value: Py) -> Result<Py, Py> {
        if index >= self.len() {
            return Err(value);
        }
        // SAFETY: in bounds; the array holds owned references.
        unsafe { Ok(Py::from_owned(std::ptr::replace(self.items_ptr().add(index), value.into_ptr()))) }
    }

    pub fn append(&self, item: Py) -> PyResult<()> {
        let len = self.len();
        // SAFETY: there is room after `reserve`.
        unsafe {
            // While the list is being sorted the field is -1.
            if len as isize >= (*self.raw()).allocated {
                self.reserve(1)?;
            }
            self.items_ptr().add(len).write(item.into_ptr());
            (*self.raw()).ob_base.ob_size = len as isize + 1;
        }
        Ok(())
    }

    /// Appends the items of an iterator that knows their number and runs no Python code.
    pub fn extend_exact(&self, items: impl ExactSizeIterator<Item = Py>) -> PyResult<()> {
        if items.len() == 0 {
            return Ok(());
        }
        self.reserve(items.len())?;
        let (start, room) = (self.len(), items.len());
        let mut written = 0;
        for item in items.take(room) {
            // SAFETY: there is room for as many items as were announced; nothing else sees the list meanwhile.
            unsafe { self.items_ptr().add(start + written).write(item.into_ptr()) }
            written += 1;
        }
        // SAFETY: all up to here are written.
        unsafe { (*self.raw()).ob_base.ob_size = (start + written) as isize }
        Ok(())
    }

    /// Inserts before `index`, which is clamped to the end.
    pub fn insert(&self, index: usize, item: Py) -> PyResult<()> {
        self.reserve(1)?;
        let len = self.len();
        let index = index.min(len);
        // SAFETY: there is room for one more item.
        unsafe {
            let at = self.items_ptr().add(index);
            std::ptr::copy(at, at.add(1), len - index);
            at.write(item.into_ptr());
            (*self.raw()).ob_base.ob_size = len as isize + 1;
        }
        Ok(())
    }

    /// Takes the item at `index` out.
    pub fn remove(&self, index: usize) -> Option<Py> {
        let len = self.len();
        if index >= len {
            return None;
        }
        // SAFETY: in bounds; the tail moves over the taken reference.
        unsafe {
            let at = self.items_ptr().add(index);
            let item = Py::from_owned(at.read());
            std::ptr::copy(at.add(1), at, len - index - 1);
            (*self.raw()).ob_base.ob_size = len as isize - 1;
            self.shrink();
            Some(item)
        }
    }

    /// Takes the last item out.
    pub fn pop(&self) -> Option<Py> {
        self.len().checked_sub(1).and_then(|last| self.remove(last))
    }

    /// Takes all items out, leaving an empty list.
    pub fn take_items(&self) -> Vec<Py> {
        let len = self.len();
        if self.items_ptr().is_null() {
            return Vec::new();
        }
        // SAFETY: the references move from the array to the vector; the array is freed.
        unsafe {
            let items = (0..len).map(|index| Py::from_owned(*self.items_ptr().add(index))).collect();
            let array = self.items_ptr();
            (*self.raw()).ob_item = std::ptr::null_mut();
            (*self.raw()).ob_base.ob_size = 0;
            (*self.raw()).allocated = 0;
            alloc::free(array.cast());
            items
        }
    }

    /// Puts `items` in the place of the present ones, which are dropped last.
    pub fn set_items(&self, items: Vec<Py>) {
        let old = if self.is_empty() { Vec::new() } else { self.take_items() };
        if items.is_empty() {
            return;
        }
        if self.reserve(items.len()).is_ok() {
            let len = items.len();
            for (index, item) in items.into_iter().enumerate() {
                // SAFETY: there is room for all.
                unsafe { self.items_ptr().add(index).write(item.into_ptr()) }
            }
            // SAFETY: all items are written.
            unsafe { (*self.raw()).ob_base.ob_size = len as isize }
        } else {
            crate::errors::clear();
        }
        drop(old);
    }

    /// Owned copies of all items.
    pub fn to_vec(&self) -> Vec<Py> {
        self.range_to_vec(0, self.len())
    }

    /// Owned copies of the items `start..stop`, as far as they exist.
    pub fn range_to_vec(&self, start: usize, stop: usize) -> Vec<Py> {
        let stop = stop.min(self.len());
        if start >= stop {
            return Vec::new();
        }
        // SAFETY: items in bounds; taking references runs no other code.
        unsafe {
            let items = std::slice::from_raw_parts(self.items_ptr().add(start).cast::<&Object>(), stop - start);
            items.iter().map(|item| item.new_ref()).collect()
        }
    }

    /// The item at `index` of the list in a field, without a reference to the list.
    #[inline]
    pub fn item_of_field(field: &Field<List>, index: usize) -> Option<Py> {
        // SAFETY: taking an item's reference runs no other code.
        unsafe { field.peek() }?.get(index)
    }

    /// Appends `count - 1` further copies of the items.
    pub fn repeat_in_place(&self, count: usize) -> PyResult<()> {
        let len = self.len();
        if len == 0 || count == 1 {
            return Ok(());
        }
        let total = len.checked_mul(count).ok_or_else(crate::errors::no_memory)?;
        self.reserve(total - len)?;
        // SAFETY: there is room; each copied reference is counted.
        unsafe {
            let items = self.items_ptr();
            for index in len..total {
                let item = *items.add(index - len);
                crate::ptr::incref(item);
                items.add(index).write(item);
            }
            (*self.raw()).ob_base.ob_size = total as isize;
        }
        Ok(())
    }

    /// A list of `count` times the items.
    pub fn repeat(&self, count: usize) -> PyResult<Py<List>> {
        let len = self.len();
        let total = len.checked_mul(count).ok_or_else(crate::errors::no_memory)?;
        let list = List::with_capacity(total)?;
        if total > 0 {
            // SAFETY: there is room for all; each copied reference is counted.
            unsafe {
                for index in 0..len {
                    let item = *self.items_ptr().add(index);
                    (*item).ob_refcnt += count as isize;
                    for round in 0..count {
                        list.items_ptr().add(round * len + index).write(item);
                    }
                }
                (*list.raw()).ob_base.ob_size = total as isize;
            }
        }
        Ok(list)
    }

    /// Replaces the items `start..stop` (in bounds) by `items`; gives the old ones back.
    pub fn splice(&self, start: usize, stop: usize, items: Vec<Py>) -> PyResult<Vec<Py>> {
        let len = self.len();
        let removed = stop - start;
        if items.len() > removed {
            self.reserve(items.len() - removed)?;
        }
        // SAFETY: there is room; the tail moves, then the new references are written.
        unsafe {
            let at = self.items_ptr().add(start);
            let old = (0..removed).map(|index| Py::from_owned(*at.add(index))).collect();
            std::ptr::copy(at.add(removed), at.add(items.len()), len - stop);
            (*self.raw()).ob_base.ob_size = (len - removed + items.len()) as isize;
            for (index, item) in items.into_iter().enumerate() {
                at.add(index).write(item.into_ptr());
            }
            self.shrink();
            Ok(old)
        }
    }

    pub fn reverse(&self) {
        // SAFETY: reordering `len` references runs no other code.
        unsafe {
            if !self.is_empty() {
                std::slice::from_raw_parts_mut(self.items_ptr(), self.len()).reverse();
            }
        }
    }

    /// How many items fit without growing (`__sizeof__`).
    pub fn capacity(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).allocated.max(0) as usize }
    }

    /// Marks the list as being sorted (`allocated == -1`), which `sort` uses to notice changes.
    pub fn set_sorting(&self) {
        // SAFETY: a field of this live object, which has no array now.
        unsafe { (*self.raw()).allocated = -1 }
    }

    /// Puts the sorted items in, in the place of what was put in during the sort.
    pub fn end_sorting(&self, items: Vec<Py>) {
        // SAFETY: a list without array has room for none.
        unsafe {
            if self.items_ptr().is_null() {
                (*self.raw()).allocated = 0;
            }
        }
        self.set_items(items);
    }

    pub fn is_sorting_untouched(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).allocated == -1 }
    }

    fn reserve_exact(&self, capacity: usize) -> PyResult<()> {
        // SAFETY: the array belongs to the list alone.
        unsafe {
            let raw = self.raw();
            let bytes = capacity.checked_mul(8).ok_or_else(crate::errors::no_memory)?;
            let array = if (*raw).ob_item.is_null() {
                alloc::malloc_sized(bytes)
            } else {
                alloc::realloc((*raw).ob_item.cast(), bytes)
            };
            if array.is_null() {
                return Err(crate::errors::no_memory());
            }
            (*raw).ob_item = array.cast();
            (*raw).allocated = capacity as isize;
        }
        Ok(())
    }

    /// Makes room for exactly `len` items in a list that has none.
    pub fn preallocate(&self, len: usize) -> PyResult<()> {
        if self.is_empty() { self.reserve_exact(len) } else { Ok(()) }
    }

    /// Makes room for `additional` items, by CPython's growth pattern.
    pub fn reserve(&self, additional: usize) -> PyResult<()> {
        let wanted = self.len().checked_add(additional).ok_or_else(crate::errors::no_memory)?;
        if wanted <= self.capacity() && !self.items_ptr().is_null() {
            return Ok(());
        }
        let slack = (wanted >> 3) + if wanted < 9 { 3 } else { 6 };
        self.reserve_exact(wanted.checked_add(slack).ok_or_else(crate::errors::no_memory)?)
    }

    fn shrink(&self) {
        let len = self.len();
        if len < self.capacity() / 2 {
            let capacity = if len == 0 { 0 } else { len + (len >> 3) + if len < 9 { 3 } else { 6 } };
            // SAFETY: shrinking keeps the `len` items.
            unsafe {
                if capacity == 0 {
                    alloc::free((*self.raw()).ob_item.cast());
                    (*self.raw()).ob_item = std::ptr::null_mut();
                    (*self.raw()).allocated = 0;
                } else if self.reserve_exact(capacity).is_err() {
                    crate::errors::clear();
                }
            }
        }
    }
}

/// Drops items taken out of a list, the last first: the order in which their finalisers run.
pub fn drop_backwards(mut items: Vec<Py>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

/// `tp_dealloc` of lists.
///
/// # Safety
/// A slot: `this` is a dead list.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract.
    unsafe {
        gc::untrack(this);
        let list: &List = Object::from_ptr(this).cast_unchecked();
        let array = list.items_ptr();
        // Last item first, as CPython.
        for index in (0..list.len()).rev() {
            drop(Py::<Object>::from_nullable(*array.add(index)));
        }
        alloc::free_sized(array.cast(), list.capacity() * 8);
        if List::check_exact(list) {
            return alloc::free_gc_sized(this, size_of::<PyListObject>());
        }
        alloc::free_object(this);
    }
}

/// `tp_traverse` of lists.
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
        let list: &List = Object::from_ptr(this).cast_unchecked();
        let mut visitor = Visitor::new(visit, arg);
        for index in (0..list.len()).rev() {
            if visitor.is_done() {
                break;
            }
            visitor.pointer(*list.items_ptr().add(index));
        }
        visitor.finish()
    }
}

/// `tp_clear` of lists.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> std::ffi::c_int {
    // SAFETY: the slot's contract.
    drop_backwards(unsafe { Object::from_ptr(this).cast_unchecked::<List>() }.take_items());
    0
}
