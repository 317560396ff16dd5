//! `pymem.h`, `objimpl.h`: memory, and objects that C makes.
//!
//! **Invariant**: all three families of blocks come from one allocator, so that a block is freed by any of them; a block
//! of the raw family may be asked for without the GIL, and comes from the C library therefore.

use std::ffi::c_void;

use pyston_object::abi::{PyObject, PyTypeObject, PyVarObject};
use pyston_object::prelude::*;
use pyston_object::{alloc, gc};

use crate::answer::Answer;
use crate::capi;

/// More bytes than a block may have.
const TOO_LARGE: usize = isize::MAX as usize;

fn malloc(size: usize) -> *mut c_void {
    // SAFETY: the caller frees it with this family.
    if size > TOO_LARGE { std::ptr::null_mut() } else { unsafe { alloc::malloc(size) } }
}

fn calloc(n: usize, size: usize) -> *mut c_void {
    // SAFETY: as above.
    n.checked_mul(size)
        .filter(|&size| size <= TOO_LARGE)
        .map_or(std::ptr::null_mut(), |size| unsafe { alloc::calloc(size) })
}

/// # Safety
/// The block is null or of this family.
unsafe fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    if size > TOO_LARGE { std::ptr::null_mut() } else { unsafe { alloc::realloc(block, size) } }
}

/// A new object of a type with its head filled and the rest zero; the collector does not know it yet.
fn new_object(ty: &Type, items: isize) -> PyResult<*mut PyObject> {
    let size = alloc::var_size(ty, items.max(0) as usize).ok_or_else(errors::no_memory)?;
    // SAFETY: C initialises the fields before anyone sees the object.
    unsafe {
        let object = alloc::new_sized(ty, size, true)?;
        if ty.tp().tp_itemsize != 0 {
            (*object.cast::<PyVarObject>()).ob_size = items;
        }
        Ok(object)
    }
}

/// Fills the head of an object in memory that C has.
///
/// # Safety
/// The memory belongs to the caller.
unsafe fn init(object: *mut PyObject, ty: *mut PyTypeObject) {
    // SAFETY: the caller's promise.
    unsafe {
        object.write(PyObject { ob_refcnt: 1, ob_type: ty });
        let ty = pyston_object::ptr::type_from_ptr(ty);
        if ty.is_heap_type() {
            std::mem::forget(ty.new_ref());
        }
    }
}

impl Answer for *mut PyObject {
    type C = *mut PyObject;
    fn into_c(self) -> *mut PyObject {
        self
    }
}

capi! {
    fn PyMem_Malloc(size: usize) -> *mut c_void { malloc(size) }

    fn PyMem_Calloc(n: usize, size: usize) -> *mut c_void { calloc(n, size) }

    fn PyMem_Realloc(block: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: the caller has the block from this family.
        unsafe { realloc(block, size) }
    }

    fn PyMem_Free(block: *mut c_void) {
        // SAFETY: the caller has the block from this family.
        unsafe { alloc::free(block) }
    }

    fn PyObject_Malloc(size: usize) -> *mut c_void { malloc(size) }

    fn PyObject_Calloc(n: usize, size: usize) -> *mut c_void { calloc(n, size) }

    fn PyObject_Realloc(block: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: the caller has the block from this family.
        unsafe { realloc(block, size) }
    }

    fn PyObject_Free(block: *mut c_void) {
        // SAFETY: the caller has the block from this family.
        unsafe { alloc::free(block) }
    }

    fn PyMem_RawMalloc(size: usize) -> *mut c_void {
        // SAFETY: the caller frees it with this family.
        if size > TOO_LARGE { std::ptr::null_mut() } else { unsafe { libc::malloc(size.max(1)) } }
    }

    fn PyMem_RawCalloc(n: usize, size: usize) -> *mut c_void {
        let (n, size) = if n == 0 || size == 0 { (1, 1) } else { (n, size) };
        // SAFETY: the caller frees it with this family.
        unsafe { libc::calloc(n, size) }
    }

    fn PyMem_RawRealloc(block: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: the caller has the block from this family.
        if size > TOO_LARGE { std::ptr::null_mut() } else { unsafe { libc::realloc(block, size.max(1)) } }
    }

    fn PyMem_RawFree(block: *mut c_void) {
        // SAFETY: the caller has the block from this family.
        unsafe { libc::free(block) }
    }

    fn _PyObject_New(ty: &Type) -> PyResult<*mut PyObject> { new_object(ty, 0) }

    fn _PyObject_NewVar(ty: &Type, items: isize) -> PyResult<*mut PyObject> { new_object(ty, items) }

    fn _PyObject_GC_New(ty: &Type) -> PyResult<*mut PyObject> { new_object(ty, 0) }

    fn _PyObject_GC_NewVar(ty: &Type, items: isize) -> PyResult<*mut PyObject> {
        if items < 0 {
            return Err(errors::bad_internal_call());
        }
        new_object(ty, items)
    }

    fn PyObject_Init(object: *mut PyObject, ty: *mut PyTypeObject) -> PyResult<*mut PyObject> {
        if object.is_null() {
            return Err(errors::no_memory());
        }
        // SAFETY: the caller has the memory of an object there.
        unsafe { init(object, ty) }
        Ok(object)
    }

    fn PyObject_InitVar(object: *mut PyVarObject, ty: *mut PyTypeObject, items: isize) -> PyResult<*mut PyVarObject> {
        if object.is_null() {
            return Err(errors::no_memory());
        }
        // SAFETY: the caller has the memory of an object there.
        unsafe {
            (*object).ob_size = items;
            init(object.cast(), ty);
        }
        Ok(object)
    }

    fn PyObject_GC_Track(object: *mut PyObject) {
        // SAFETY: the caller has initialised the object, whose type has the collector's head.
        unsafe { gc::track(object) }
    }

    fn PyObject_GC_UnTrack(object: *mut PyObject) {
        // SAFETY: the object's type has the collector's head.
        unsafe { gc::untrack(object) }
    }

    fn PyObject_GC_Del(object: *mut PyObject) {
        // SAFETY: a destructor's last step.
        unsafe { alloc::gc_free(object.cast()) }
    }

    fn PyGC_Collect() -> isize { if gc::is_enabled() { gc::collect(2) as isize } else { 0 } }

    fn _Py_GetAllocatedBlocks() -> isize { alloc::live_blocks() }
}
