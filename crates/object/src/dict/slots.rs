//! Life and death of dict objects: allocation, the slots the collector calls, the free list.
//!
//! **Invariant**: a dict that can only hold atoms (and tuples of atoms) is not tracked by the
//! collector, as `gc.is_tracked` shows.

use std::ffi::{c_int, c_void};
use std::ptr::NonNull;

use pyston_abi::flags::Py_TPFLAGS_HAVE_GC;
use pyston_abi::{PyDictObject, PyObject, visitproc};

use crate::dict::keys::{Keys, Kind, MIN_SIZE, usable_fraction};
use crate::dict::{Dict, next_version};
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::tuple::Tuple;
use crate::{alloc, gc};

const FREE_LIST_MAX: usize = 80;

struct FreeList {
    len: usize,
    room: usize,
    dicts: [*mut PyObject; FREE_LIST_MAX],
}

static FREE_LIST: GilCell<FreeList> =
    GilCell::new(FreeList { len: 0, room: FREE_LIST_MAX, dicts: [std::ptr::null_mut(); FREE_LIST_MAX] });

/// Keeps dead dicts for reuse, or none from now on.
pub(super) fn set_reuse(reuses: bool) {
    // SAFETY: dead objects, without a tracked header, that nobody else knows.
    unsafe {
        let list = FREE_LIST.get_mut();
        for object in &list.dicts[..list.len] {
            alloc::free_object_sized(*object, size_of::<PyDictObject>());
        }
        list.len = 0;
        list.room = if reuses { FREE_LIST_MAX } else { 0 };
    }
}

/// A dict over `table`, of which it takes over one reference (or none, if it is the table of empty
/// dicts), and `values`, which it owns.
pub(super) fn allocate(table: Keys, values: *mut *mut PyObject, used: usize) -> PyResult<Py<Dict>> {
    if table.is_empty_table() {
        table.retain();
    }
    // SAFETY: a fresh object, or a dead one of the same type whose collector header is still there;
    // all fields are set.
    unsafe {
        let list = FREE_LIST.get_mut();
        let object = if list.len > 0 {
            list.len -= 1;
            let object = list.dicts[list.len];
            (*object).ob_refcnt = 1;
            object
        } else {
            match alloc::new_sized(&crate::statics::PyDict_Type, size_of::<PyDictObject>(), false) {
                Ok(object) => object,
                Err(raised) => {
                    if let Some(values) = NonNull::new(values) {
                        drop_values(values, table.nentries());
                    }
                    table.release();
                    return Err(raised);
                }
            }
        };
        let raw = object.cast::<PyDictObject>();
        (*raw).ma_used = used as isize;
        (*raw).ma_version_tag = next_version();
        (*raw).ma_keys = table.as_ptr().cast();
        (*raw).ma_values = values;
        Ok(Py::from_owned(object))
    }
}

/// Drops the first `len` values of an array, and the array.
///
/// # Safety
/// The array must be unreachable and hold owned references or nulls.
pub(super) unsafe fn drop_values(values: NonNull<*mut PyObject>, len: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        for index in 0..len {
            drop(Py::<Object>::from_nullable(values.as_ptr().add(index).read()));
        }
        // Never fewer places than a table of the smallest size has.
        let usable = usable_fraction(MIN_SIZE).max(len);
        alloc::free_sized(values.as_ptr().cast(), usable * size_of::<*mut PyObject>());
    }
}

/// May the object be part of a reference cycle, now or later?
#[inline]
pub(crate) fn may_be_in_cycle(object: &Object) -> bool {
    if !object.ty().has_flag(Py_TPFLAGS_HAVE_GC) {
        return false;
    }
    // SAFETY: objects of such types have a collector's header unless `tp_is_gc` denies it.
    unsafe {
        let tracked_kind = object.ty().tp().tp_is_gc.is_none_or(|is_gc| is_gc(object.as_ptr()) != 0);
        tracked_kind && (!Tuple::check_exact(object) || gc::is_tracked(object.as_ptr()))
    }
}

/// Stops tracking a dict that holds nothing that may be in a cycle: for the collector, which asks for
/// its survivors, because a dict keeps being tracked once it held a container. Other objects are left
/// alone.
pub fn maybe_untrack(object: &Object) {
    let Some(dict) = object.downcast_exact::<Dict>() else { return };
    let table = dict.table();
    // SAFETY: entries with a value have a key; nothing below runs other code.
    unsafe {
        for index in 0..table.nentries() {
            let Some(value) = Object::from_nullable(*dict.value_slot(index)) else { continue };
            if may_be_in_cycle(value) || may_be_in_cycle(Object::from_ptr((*table.entry(index)).key)) {
                return;
            }
        }
        if gc::is_tracked(object.as_ptr()) {
            gc::untrack(object.as_ptr());
        }
    }
}

/// `tp_traverse` of dicts.
///
/// # Safety
/// A slot: `this` is a live dict.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract; visitors do not change objects.
    unsafe {
        let dict: &Dict = Object::from_ptr(this).cast_unchecked();
        if (*dict.raw()).ma_keys.is_null() {
            return 0;
        }
        let table = dict.table();
        let visit_keys = table.kind() == Kind::General;
        for index in 0..table.nentries() {
            let value = *dict.value_slot(index);
            if value.is_null() {
                continue;
            }
            let result = visit(value, arg);
            if result != 0 {
                return result;
            }
            if visit_keys {
                let result = visit((*table.entry(index)).key, arg);
                if result != 0 {
                    return result;
                }
            }
        }
        0
    }
}

/// `tp_clear` of dicts.
///
/// # Safety
/// A slot: `this` is a live dict.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe { Object::from_ptr(this).cast_unchecked::<Dict>() }.clear();
    0
}

/// `tp_dealloc` of dicts.
///
/// # Safety
/// A slot: `this` is a dead dict.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; nobody reaches the dict any more.
    unsafe {
        gc::untrack(this);
        let dict: &Dict = Object::from_ptr(this).cast_unchecked();
        if !(*dict.raw()).ma_keys.is_null() {
            let table = dict.table();
            if let Some(values) = dict.split_values() {
                drop_values(values, table.nentries());
            }
            table.release();
        }
        let list = FREE_LIST.get_mut();
        if list.len < list.room && Dict::check_exact(Object::from_ptr(this)) {
            list.dicts[list.len] = this;
            list.len += 1;
        } else {
            alloc::free_object(this);
        }
    }
}
