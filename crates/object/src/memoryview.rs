//! Memory views: windows on exported memory, and the managed buffers that several views share.
//!
//! **Invariant**: a managed buffer holds one export of the underlying object as long as a view that is
//! not released refers to it; a view that has exported its memory itself cannot be released. All
//! access is bounds-checked against the view's own shape before a pointer is formed.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::offset_of;

use pyston_abi::flags::*;
use pyston_abi::{_PyManagedBufferObject, Py_buffer, PyMemoryViewObject, PyObject, PyTypeObject, visitproc};

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::{_PyManagedBuffer_Type, PyMemoryView_Type};
use crate::trace::Visitor;
use crate::{alloc, buffer, gc, glue, object_layout, raise, weakref};

object_layout! {
    /// A memory view.
    MemoryView = PyMemoryViewObject, PyMemoryView_Type
}
object_layout! {
    /// The export that views share.
    ManagedBuffer = _PyManagedBufferObject, _PyManagedBuffer_Type
}

const RELEASED: c_int = 0x001;
const C_ORDER: c_int = 0x002;
const FORTRAN_ORDER: c_int = 0x004;
const SCALAR: c_int = 0x008;
const INDIRECT: c_int = 0x010;

/// As many dimensions as a view may have.
pub const MAX_DIMENSIONS: usize = 64;

/// What a view shows, as plain values.
#[derive(Clone, Debug)]
pub struct Window {
    pub shape: Vec<isize>,
    pub strides: Vec<isize>,
    /// Empty if no dimension is reached through pointers.
    pub suboffsets: Vec<isize>,
    /// Bytes from the start of the view it is taken of.
    pub offset: isize,
    pub itemsize: isize,
    /// Bytes in all. The whole export has those that the exporter says, which may be more than its items.
    pub len: isize,
    pub readonly: bool,
    /// `None`: as in the view it is taken of.
    pub format: Option<&'static CStr>,
}

impl Window {
    /// Keeps the items `start`, `start + step`, ... of the first dimension.
    pub fn slice(&mut self, start: isize, step: isize, len: usize) {
        // A start at the end, of an empty slice, must not leave the memory.
        self.offset = if len == 0 { 0 } else { self.strides[0] * start };
        self.shape[0] = len as isize;
        // A step too wide for two items wraps around: nobody takes it.
        self.strides[0] = self.strides[0].wrapping_mul(step);
        self.len = self.shape.iter().product::<isize>() * self.itemsize;
    }

    /// Strides of an array in C order.
    pub fn c_strides(shape: &[isize], itemsize: isize) -> Vec<isize> {
        let mut strides = vec![itemsize; shape.len()];
        for dimension in (0..shape.len().saturating_sub(1)).rev() {
            strides[dimension] = strides[dimension + 1] * shape[dimension + 1];
        }
        strides
    }

    fn is_contiguous(&self, order: impl Iterator<Item = usize>) -> bool {
        let mut step = self.itemsize;
        if self.shape.contains(&0) {
            return true;
        }
        for dimension in order {
            if self.shape[dimension] > 1 && self.strides[dimension] != step {
                return false;
            }
            step *= self.shape[dimension];
        }
        true
    }

    fn flags(&self) -> c_int {
        let dimensions = self.shape.len();
        let mut flags = if dimensions == 0 { SCALAR } else { 0 };
        if !self.suboffsets.is_empty() {
            return flags | INDIRECT;
        }
        if self.is_contiguous((0..dimensions).rev()) {
            flags |= C_ORDER;
        }
        if self.is_contiguous(0..dimensions) {
            flags |= FORTRAN_ORDER;
        }
        flags
    }
}

/// # Safety
/// `view` must be a filled view.
unsafe fn window_of(view: &Py_buffer) -> Window {
    let dimensions = view.ndim as usize;
    // SAFETY: the arrays, where present, have one entry a dimension.
    unsafe {
        let array = |start: *mut isize| std::slice::from_raw_parts(start, dimensions).to_vec();
        let shape = if dimensions == 0 {
            Vec::new()
        } else if view.shape.is_null() {
            vec![view.len / view.itemsize.max(1)]
        } else {
            array(view.shape)
        };
        let strides = if dimensions == 0 || view.strides.is_null() {
            Window::c_strides(&shape, view.itemsize)
        } else {
            array(view.strides)
        };
        let indirect = dimensions > 0 && !view.suboffsets.is_null();
        Window {
            shape,
            strides,
            suboffsets: if indirect { array(view.suboffsets) } else { Vec::new() },
            offset: 0,
            itemsize: view.itemsize,
            len: view.len,
            readonly: view.readonly != 0,
            format: None,
        }
    }
}

impl MemoryView {
    /// `memoryview(object)`.
    pub fn new(object: &Object) -> PyResult<Py<MemoryView>> {
        if let Some(view) = object.downcast::<MemoryView>() {
            view.check_released()?;
            return view.sub_view(&view.window());
        }
        if !buffer::has_buffer(object) {
            return Err(raise!(
                TypeError,
                "memoryview: a bytes-like object is required, not '{:.200}'",
                object.type_name()
            ));
        }
        let managed = ManagedBuffer::acquire(object)?;
        // SAFETY: the master view was just filled.
        unsafe {
            let master = &raw mut (*managed.raw()).master;
            if (*master).ndim as usize > MAX_DIMENSIONS {
                return Err(raise!(ValueError, "memoryview: number of dimensions must not exceed {MAX_DIMENSIONS}"));
            }
            let window = window_of(&*master);
            MemoryView::make(&managed, &*master, &window)
        }
    }

    /// # Safety
    /// `source` must be a filled view of the managed buffer, `window` lie within it.
    unsafe fn make(managed: &ManagedBuffer, source: &Py_buffer, window: &Window) -> PyResult<Py<MemoryView>> {
        let dimensions = window.shape.len();
        // SAFETY: the object has room for three arrays; all fields are set before it is visible.
        unsafe {
            let object = alloc::alloc(&PyMemoryView_Type, 3 * dimensions)?;
            let raw = object.as_ptr().cast::<PyMemoryViewObject>();
            let arrays: *mut isize = (&raw mut (*raw).ob_array).cast();
            let fill = |index: usize, values: &[isize]| {
                let start = arrays.add(index * dimensions);
                std::ptr::copy_nonoverlapping(values.as_ptr(), start, dimensions);
                start
            };
            let view = &mut (*raw).view;
            view.buf = source.buf.cast::<u8>().offset(window.offset).cast();
            view.obj = source.obj;
            view.len = window.len;
            view.itemsize = window.itemsize;
            view.readonly = window.readonly.into();
            view.ndim = dimensions as c_int;
            view.format = match window.format {
                Some(format) => format.as_ptr().cast_mut(),
                None if source.format.is_null() => c"B".as_ptr().cast_mut(),
                None => source.format,
            };
            if dimensions > 0 {
                view.shape = fill(0, &window.shape);
                view.strides = fill(1, &window.strides);
                if !window.suboffsets.is_empty() {
                    view.suboffsets = fill(2, &window.suboffsets);
                }
            }
            view.internal = source.internal;
            (*raw).hash = -1;
            (*raw).flags = window.flags();
            (*managed.raw()).exports += 1;
            (*raw).mbuf = managed.new_ref().into_ptr().cast();
            Ok(object.cast_into_unchecked())
        }
    }

    /// Another view of the same memory. The window must lie within this view.
    pub fn sub_view(&self, window: &Window) -> PyResult<Py<MemoryView>> {
        self.check_released()?;
        // SAFETY: a live view that is not released has a managed buffer and is filled.
        unsafe {
            let managed = Object::from_ptr((*self.raw()).mbuf.cast()).cast_unchecked::<ManagedBuffer>().new_ref();
            MemoryView::make(&managed, &(*self.raw()).view, window)
        }
    }

    /// The window that the view itself is.
    pub fn window(&self) -> Window {
        // SAFETY: a view is filled; its arrays do not change.
        unsafe { window_of(&(*self.raw()).view) }
    }

    fn flags(&self) -> c_int {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).flags }
    }

    pub fn is_released(&self) -> bool {
        // SAFETY: null or the managed buffer kept by the view.
        unsafe {
            let managed = (*self.raw()).mbuf;
            self.flags() & RELEASED != 0 || managed.is_null() || (*managed).flags & RELEASED != 0
        }
    }

    /// # Errors
    /// `ValueError` if the view is released.
    pub fn check_released(&self) -> PyResult<()> {
        if self.is_released() {
            return Err(raise!(ValueError, "operation forbidden on released memoryview object"));
        }
        Ok(())
    }

    /// Gives the memory up.
    ///
    /// # Errors
    /// `BufferError` while the view's own memory is exported.
    pub fn release(&self) -> PyResult<()> {
        // SAFETY: fields of this live object; the managed buffer is kept by it.
        unsafe {
            let raw = self.raw();
            if (*raw).flags & RELEASED != 0 {
                return Ok(());
            }
            let exports = (*raw).exports;
            if exports > 0 {
                let plural = if exports == 1 { "" } else { "s" };
                return Err(raise!(BufferError, "memoryview has {exports} exported buffer{plural}"));
            }
            (*raw).flags |= RELEASED;
            if let Some(managed) = (*raw).mbuf.cast::<ManagedBuffer>().as_ref() {
                (*managed.raw()).exports -= 1;
                if (*managed.raw()).exports == 0 {
                    managed.release();
                }
            }
        }
        Ok(())
    }

    /// The object whose memory it is.
    pub fn owner(&self) -> Option<Py> {
        // SAFETY: the managed buffer keeps the owner as long as the view is not released.
        unsafe { Object::from_nullable((*self.raw()).view.obj).map(Layout::new_ref) }
    }

    /// The format of the items, in the notation of `struct`.
    pub fn format(&self) -> String {
        // SAFETY: a view's format is a C string that lives as long as the export.
        unsafe { CStr::from_ptr((*self.raw()).view.format) }.to_string_lossy().into_owned()
    }

    /// Size in bytes.
    pub fn nbytes(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).view.len as usize }
    }

    pub fn ndim(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).view.ndim as usize }
    }

    pub fn itemsize(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).view.itemsize }
    }

    pub fn is_readonly(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).view.readonly != 0 }
    }

    pub fn is_c_contiguous(&self) -> bool {
        self.flags() & C_ORDER != 0
    }

    pub fn is_f_contiguous(&self) -> bool {
        self.flags() & FORTRAN_ORDER != 0
    }

    /// The first dimension's size; 1 for a scalar.
    pub fn len(&self) -> usize {
        // SAFETY: the shape has one entry a dimension.
        unsafe { if self.ndim() == 0 { 1 } else { *(*self.raw()).view.shape as usize } }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cached hash; -1 if none.
    pub fn cached_hash(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).hash }
    }

    pub fn cache_hash(&self, hash: isize) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).hash = hash }
    }

    /// A copy of all items in C order.
    ///
    /// # Errors
    /// `ValueError` if the view is released.
    pub fn content(&self) -> PyResult<Vec<u8>> {
        self.check_released()?;
        // SAFETY: not released, so the memory is there.
        Ok(unsafe { buffer::copy_of_view(&(*self.raw()).view) })
    }

    /// Where the item at `indices` is, all in bounds; `None` if one is not or the view is released.
    fn item_pointer(&self, indices: &[usize]) -> Option<*mut u8> {
        if self.is_released() || indices.len() != self.ndim() {
            return None;
        }
        // SAFETY: indices below the shape; the export's strides and suboffsets lead to its memory.
        unsafe {
            let view = &(*self.raw()).view;
            let mut pointer: *mut u8 = view.buf.cast();
            for (dimension, &index) in indices.iter().enumerate() {
                if index >= *view.shape.add(dimension) as usize {
                    return None;
                }
                pointer = pointer.offset(*view.strides.add(dimension) * index as isize);
                if !view.suboffsets.is_null() && *view.suboffsets.add(dimension) >= 0 {
                    let next = pointer.cast::<*mut u8>().read_unaligned();
                    pointer = next.offset(*view.suboffsets.add(dimension));
                }
            }
            Some(pointer)
        }
    }

    /// The bytes of one item.
    pub fn read(&self, indices: &[usize]) -> Option<Vec<u8>> {
        let pointer = self.item_pointer(indices)?;
        // SAFETY: an item of the export.
        Some(unsafe { std::slice::from_raw_parts(pointer, self.itemsize() as usize) }.to_vec())
    }

    /// Overwrites one item; false if it does not exist, is read-only or of another size.
    pub fn write(&self, indices: &[usize], item: &[u8]) -> bool {
        let Some(pointer) = self.item_pointer(indices) else { return false };
        if self.is_readonly() || item.len() != self.itemsize() as usize {
            return false;
        }
        // SAFETY: an item of writable exported memory.
        unsafe { std::ptr::copy_nonoverlapping(item.as_ptr(), pointer, item.len()) }
        true
    }
}

impl ManagedBuffer {
    fn acquire(object: &Object) -> PyResult<Py<ManagedBuffer>> {
        // SAFETY: the fields are zero; the export goes into the object itself, which does not move.
        unsafe {
            let managed = alloc::new_object(&_PyManagedBuffer_Type, |_: &ManagedBuffer| ())?;
            // Until it is filled, dropping it must release nothing.
            (*managed.raw()).flags = RELEASED;
            buffer::acquire_into(object, &raw mut (*managed.raw()).master, PyBUF_FULL_RO)?;
            (*managed.raw()).flags = 0;
            Ok(managed)
        }
    }

    fn release(&self) {
        // SAFETY: filled and not yet released.
        unsafe {
            if (*self.raw()).flags & RELEASED == 0 {
                (*self.raw()).flags |= RELEASED;
                buffer::release(&raw mut (*self.raw()).master);
            }
        }
    }
}

/// Sets the slots that own the memory.
pub fn install(raw: &mut PyTypeObject) {
    raw.tp_dealloc = Some(view_dealloc);
    raw.tp_traverse = Some(view_traverse);
    raw.tp_clear = Some(view_clear);
    raw.tp_weaklistoffset = offset_of!(PyMemoryViewObject, weakreflist) as isize;
    let table = crate::install::buffer(raw);
    table.bf_getbuffer = Some(view_getbuffer);
    table.bf_releasebuffer = Some(view_releasebuffer);
}

/// Sets the slots of managed buffers.
pub fn install_managed(raw: &mut PyTypeObject) {
    raw.tp_dealloc = Some(managed_dealloc);
    raw.tp_traverse = Some(managed_traverse);
    raw.tp_clear = Some(managed_clear);
    raw.tp_getattro = Some(crate::attr::generic_getattr);
}

unsafe extern "C" fn view_dealloc(this: *mut PyObject) {
    // SAFETY: a dead view; nobody holds an export of it, because exports own references.
    unsafe {
        gc::untrack(this);
        if Object::from_ptr(this).cast_unchecked::<MemoryView>().release().is_err() {
            crate::errors::clear();
        }
        weakref::clear_all(this);
        view_clear(this);
        alloc::free_object(this);
    }
}

unsafe extern "C" fn view_traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a live view; visiting runs no Python code.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        visitor.pointer((*this.cast::<PyMemoryViewObject>()).mbuf.cast());
        visitor.finish()
    }
}

unsafe extern "C" fn view_clear(this: *mut PyObject) -> c_int {
    // SAFETY: the field holds an owned reference or null; an unreleased view gives its share up.
    unsafe {
        let raw = this.cast::<PyMemoryViewObject>();
        if (*raw).exports > 0 {
            return 0;
        }
        if Object::from_ptr(this).cast_unchecked::<MemoryView>().release().is_err() {
            crate::errors::clear();
        }
        let managed = std::mem::replace(&mut (*raw).mbuf, std::ptr::null_mut());
        drop(Py::<Object>::from_nullable(managed.cast()));
    }
    0
}

unsafe extern "C" fn managed_dealloc(this: *mut PyObject) {
    // SAFETY: a dead managed buffer.
    unsafe {
        gc::untrack(this);
        Object::from_ptr(this).cast_unchecked::<ManagedBuffer>().release();
        alloc::free_object(this);
    }
}

unsafe extern "C" fn managed_traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a live managed buffer; visiting runs no Python code.
    unsafe {
        let raw = this.cast::<_PyManagedBufferObject>();
        let mut visitor = Visitor::new(visit, arg);
        visitor.pointer((*raw).master.obj);
        visitor.finish()
    }
}

unsafe extern "C" fn managed_clear(this: *mut PyObject) -> c_int {
    // SAFETY: a live managed buffer that no view uses any more may release its export.
    unsafe {
        if (*this.cast::<_PyManagedBufferObject>()).exports == 0 {
            Object::from_ptr(this).cast_unchecked::<ManagedBuffer>().release();
        }
    }
    0
}

unsafe extern "C" fn view_getbuffer(this: *mut PyObject, target: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: the slot's contract.
    unsafe { glue::ret_status(export(Object::from_ptr(this).cast_unchecked(), &mut *target, flags)) }
}

fn export(this: &MemoryView, target: &mut Py_buffer, flags: c_int) -> PyResult<()> {
    target.obj = std::ptr::null_mut();
    this.check_released()?;
    let requires = |flag: c_int| flags & flag == flag;
    let refused = |why: &str| Err(raise!(BufferError, "memoryview: {why}"));
    let (c_order, f_order) = (this.is_c_contiguous(), this.is_f_contiguous());
    if requires(PyBUF_WRITABLE) && this.is_readonly() {
        return refused("underlying buffer is not writable");
    }
    if requires(PyBUF_C_CONTIGUOUS) && !c_order {
        return refused("underlying buffer is not C-contiguous");
    }
    if requires(PyBUF_F_CONTIGUOUS) && !f_order {
        return refused("underlying buffer is not Fortran contiguous");
    }
    if requires(PyBUF_ANY_CONTIGUOUS) && !c_order && !f_order {
        return refused("underlying buffer is not contiguous");
    }
    if !requires(PyBUF_INDIRECT) && this.flags() & INDIRECT != 0 {
        return refused("underlying buffer requires suboffsets");
    }
    if !requires(PyBUF_STRIDES) && !c_order {
        return refused("underlying buffer is not C-contiguous");
    }
    if !requires(PyBUF_ND) && requires(PyBUF_FORMAT) {
        return refused("cannot cast to unsigned bytes if the format flag is present");
    }
    // SAFETY: a filled view, copied as a whole; its arrays live in the object, which the export keeps.
    unsafe {
        std::ptr::copy_nonoverlapping(&raw const (*this.raw()).view, target, 1);
        if !requires(PyBUF_FORMAT) {
            target.format = std::ptr::null_mut::<c_char>();
        }
        if !requires(PyBUF_STRIDES) {
            target.strides = std::ptr::null_mut();
        }
        if !requires(PyBUF_ND) {
            target.ndim = 1;
            target.shape = std::ptr::null_mut();
        }
        target.obj = this.new_ref().into_ptr();
        (*this.raw()).exports += 1;
    }
    Ok(())
}

unsafe extern "C" fn view_releasebuffer(this: *mut PyObject, _: *mut Py_buffer) {
    // SAFETY: a live view whose export ends.
    unsafe { (*this.cast::<PyMemoryViewObject>()).exports -= 1 }
}
