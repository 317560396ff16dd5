//! The buffer protocol: borrowing the memory of bytes, bytearray, memoryview, array, mmap, ...
//!
//! **Invariant**: while a [`Buffer`] lives, its exporter is alive and its memory neither moves nor
//! shrinks; that is what exporting means. The *content* may change whenever Python code runs, so a
//! slice of it is only for code that runs none.

use std::ffi::{c_char, c_int};
use std::ptr::NonNull;

use pyston_abi::flags::*;
use pyston_abi::{Py_buffer, PyBufferProcs, PyObject};

use crate::bytes::Bytes;
use crate::convert::{ArgContext, FromArg};
use crate::ptr::{Layout, Object, Py, PyResult, Raised};
use crate::raise;

/// An acquired export, released when dropped.
pub struct Buffer(Export);

enum Export {
    /// Exact `bytes` need no bookkeeping: they never change.
    Bytes(Py<Bytes>),
    /// A block of its own: exporters may point `shape` and `strides` into the struct itself.
    View(NonNull<Py_buffer>),
}

fn procs(object: &Object) -> Option<&PyBufferProcs> {
    // SAFETY: the table belongs to the type, which lives as long as the object.
    unsafe { object.ty().tp().tp_as_buffer.as_ref() }
}

/// `PyObject_CheckBuffer`: can `object` export its memory?
pub fn has_buffer(object: &Object) -> bool {
    procs(object).is_some_and(|procs| procs.bf_getbuffer.is_some())
}

/// Must `object` be told when an export ends? Then its memory may change or move between exports.
pub fn has_release(object: &Object) -> bool {
    procs(object).is_some_and(|procs| procs.bf_releasebuffer.is_some())
}

/// `TypeError: a bytes-like object is required, not 'int'`.
#[cold]
pub fn required(object: &Object) -> Raised {
    raise!(TypeError, "a bytes-like object is required, not '{:.100}'", object.type_name())
}

impl Buffer {
    /// The contiguous bytes of any exporter.
    #[inline]
    pub fn new(object: &Object) -> PyResult<Buffer> {
        match object.downcast_exact::<Bytes>() {
            Some(bytes) => Ok(Buffer(Export::Bytes(bytes.new_ref()))),
            None => Buffer::acquire(object, PyBUF_SIMPLE),
        }
    }

    /// As [`Buffer::new`], for writing.
    ///
    /// # Errors
    /// `BufferError` if the memory is read-only.
    pub fn writable(object: &Object) -> PyResult<Buffer> {
        Buffer::acquire(object, PyBUF_WRITABLE)
    }

    /// An export with the given `PyBUF_*` flags.
    pub fn acquire(object: &Object, flags: c_int) -> PyResult<Buffer> {
        let Some(getbuffer) = procs(object).and_then(|procs| procs.bf_getbuffer) else {
            return Err(required(object));
        };
        // SAFETY: zero is what exporters expect; the slot is called as CPython calls it; the block is
        // given back here or by the destructor.
        unsafe {
            let view = NonNull::from(Box::leak(Box::new(std::mem::zeroed::<Py_buffer>())));
            if getbuffer(object.as_ptr(), view.as_ptr(), flags) != 0 {
                drop(Box::from_raw(view.as_ptr()));
                return Err(Raised);
            }
            Ok(Buffer(Export::View(view)))
        }
    }

    /// As [`Buffer::new`]; `None` if the object exports nothing.
    pub fn try_new(object: &Object) -> PyResult<Option<Buffer>> {
        if has_buffer(object) { Buffer::new(object).map(Some) } else { Ok(None) }
    }

    /// The C struct; `None` for exact `bytes` acquired by [`Buffer::new`].
    pub fn view(&self) -> Option<&Py_buffer> {
        match &self.0 {
            Export::Bytes(_) => None,
            // SAFETY: the block lives until the buffer is dropped; nobody writes to it meanwhile.
            Export::View(view) => Some(unsafe { view.as_ref() }),
        }
    }

    /// Number of bytes.
    #[inline]
    pub fn len(&self) -> usize {
        match (&self.0, self.view()) {
            (Export::Bytes(bytes), _) => bytes.len(),
            (_, view) => view.map_or(0, |view| view.len as usize),
        }
    }

    /// The size of an item in bytes.
    pub fn item_size(&self) -> usize {
        self.view().map_or(1, |view| view.itemsize as usize)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn is_readonly(&self) -> bool {
        self.view().is_none_or(|view| view.readonly != 0)
    }

    pub fn as_ptr(&self) -> *const u8 {
        match (&self.0, self.view()) {
            (Export::Bytes(bytes), _) => bytes.as_slice().as_ptr(),
            (_, view) => view.map_or(std::ptr::null(), |view| view.buf.cast()),
        }
    }

    /// The content of a C-contiguous export. **Run no Python code while the slice lives**: it may
    /// write to this memory. Copy ([`Buffer::to_vec`]) where that cannot be promised.
    ///
    /// # Panics
    /// If the export has strides and is not C-contiguous.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        let view = match (&self.0, self.view()) {
            (Export::Bytes(bytes), _) => return bytes.as_slice(),
            (_, Some(view)) if view.len > 0 => view,
            _ => return &[],
        };
        assert!(is_c_contiguous(view), "a slice of a scattered buffer");
        // SAFETY: the export keeps `len` bytes in place; callers run no code that writes them.
        unsafe { std::slice::from_raw_parts(view.buf.cast(), view.len as usize) }
    }

    /// A copy of the content in C order, whatever its layout.
    pub fn to_vec(&self) -> Vec<u8> {
        match self.view() {
            Some(view) if !is_c_contiguous(view) => {
                let mut out = Vec::with_capacity(self.len());
                // SAFETY: the exporter's shape, strides and suboffsets describe memory it keeps.
                unsafe { gather(view, 0, view.buf.cast(), &mut out) };
                out
            }
            _ => self.as_slice().to_vec(),
        }
    }

    /// Copies `content` to `offset` of a writable, C-contiguous export.
    ///
    /// # Panics
    /// If it does not fit, or the export is read-only.
    pub fn write(&self, offset: usize, content: &[u8]) {
        let fits = offset.checked_add(content.len()).is_some_and(|end| end <= self.len());
        assert!(fits && !self.is_readonly(), "a write outside a buffer");
        // SAFETY: in bounds of exported, writable memory; `copy` allows overlap with `content`.
        unsafe { std::ptr::copy(content.as_ptr(), self.as_ptr().cast_mut().add(offset), content.len()) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Export::View(view) = self.0 {
            // SAFETY: acquired once and released once, here, with its block.
            unsafe {
                release(view.as_ptr());
                drop(Box::from_raw(view.as_ptr()));
            }
        }
    }
}

impl FromArg<'_> for Buffer {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        Buffer::new(object)
    }
}

/// `PyObject_GetBuffer` into a struct of the caller's.
///
/// # Safety
/// `view` must be writable and zero; it must not move until it is released with [`release`].
pub unsafe fn acquire_into(object: &Object, view: *mut Py_buffer, flags: c_int) -> PyResult<()> {
    let Some(getbuffer) = procs(object).and_then(|procs| procs.bf_getbuffer) else {
        return Err(required(object));
    };
    // SAFETY: the slot is called as CPython calls it.
    if unsafe { getbuffer(object.as_ptr(), view, flags) } != 0 { Err(Raised) } else { Ok(()) }
}

/// A copy of a view's items in C order.
///
/// # Safety
/// The view must be filled and not released.
pub unsafe fn copy_of_view(view: &Py_buffer) -> Vec<u8> {
    let mut out = Vec::with_capacity(view.len as usize);
    // SAFETY: the caller's promise.
    unsafe {
        if view.len > 0 && is_c_contiguous(view) {
            out.extend_from_slice(std::slice::from_raw_parts(view.buf.cast::<u8>(), view.len as usize));
        } else if view.len > 0 {
            gather(view, 0, view.buf.cast(), &mut out);
        }
    }
    out
}

/// `PyBuffer_Release`.
///
/// # Safety
/// `view` must be a filled view not released yet, or zero.
pub unsafe fn release(view: *mut Py_buffer) {
    // SAFETY: the view owns a reference to its exporter.
    unsafe {
        let Some(object) = Py::<Object>::from_nullable((*view).obj) else { return };
        if let Some(releasebuffer) = procs(&object).and_then(|procs| procs.bf_releasebuffer) {
            releasebuffer(object.as_ptr(), view);
        }
        (*view).obj = std::ptr::null_mut();
    }
}

/// Do the items stand one after the other, the last index running fastest?
pub fn is_c_contiguous(view: &Py_buffer) -> bool {
    if !view.suboffsets.is_null() {
        return false;
    }
    if view.strides.is_null() || view.len == 0 {
        return true;
    }
    let mut step = view.itemsize;
    // SAFETY: with strides, the shape is there too; both have `ndim` entries.
    unsafe {
        for dimension in (0..view.ndim as usize).rev() {
            let extent = *view.shape.add(dimension);
            if extent > 1 && *view.strides.add(dimension) != step {
                return false;
            }
            step *= extent;
        }
    }
    true
}

/// Appends the items below `start`, where the indices of the dimensions before `dimension` lead.
///
/// # Safety
/// The view must be filled, `start` within its memory.
unsafe fn gather(view: &Py_buffer, dimension: usize, start: *const u8, out: &mut Vec<u8>) {
    // SAFETY: the caller's promise.
    unsafe {
        if dimension == view.ndim as usize {
            out.extend_from_slice(std::slice::from_raw_parts(start, view.itemsize as usize));
            return;
        }
        for index in 0..*view.shape.add(dimension) {
            let mut item = start.offset(index * *view.strides.add(dimension));
            if !view.suboffsets.is_null() && *view.suboffsets.add(dimension) >= 0 {
                item = item.cast::<*const u8>().read_unaligned().offset(*view.suboffsets.add(dimension));
            }
            gather(view, dimension + 1, item, out);
        }
    }
}

/// `PyBuffer_FillInfo`: exports `len` plain bytes of `object`.
///
/// # Safety
/// `view` must be writable; the memory must stay in place until the view is released.
pub unsafe fn fill(
    view: *mut Py_buffer,
    object: &Object,
    memory: *mut u8,
    len: usize,
    readonly: bool,
    flags: c_int,
) -> PyResult<()> {
    if view.is_null() {
        return Err(raise!(BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete"));
    }
    // SAFETY: the caller's promise.
    let view = unsafe { &mut *view };
    if readonly && flags & PyBUF_WRITABLE != 0 {
        view.obj = std::ptr::null_mut();
        return Err(raise!(BufferError, "Object is not writable."));
    }
    let has = |flag: c_int| flags & flag == flag;
    view.obj = object.new_ref().into_ptr();
    view.buf = memory.cast();
    view.len = len as isize;
    view.readonly = readonly.into();
    view.itemsize = 1;
    view.ndim = 1;
    view.format = if has(PyBUF_FORMAT) { c"B".as_ptr() as *mut c_char } else { std::ptr::null_mut() };
    view.shape = if has(PyBUF_ND) { &raw mut view.len } else { std::ptr::null_mut() };
    view.strides = if has(PyBUF_STRIDES) { &raw mut view.itemsize } else { std::ptr::null_mut() };
    view.suboffsets = std::ptr::null_mut();
    view.internal = std::ptr::null_mut();
    Ok(())
}

/// `bf_getbuffer` of `bytes`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn bytes_getbuffer(this: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: the slot's contract; bytes never move.
    unsafe {
        let bytes: &Bytes = Object::from_ptr(this).cast_unchecked();
        let content = bytes.as_slice();
        crate::glue::ret_status(fill(view, bytes, content.as_ptr().cast_mut(), content.len(), true, flags))
    }
}
