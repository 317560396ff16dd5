//! `bytearray`: changeable bytes whose memory can be exported.
//!
//! **Invariant**: `ob_bytes` is null or a block of `ob_alloc` bytes; `ob_start` points into it, `ob_size`
//! bytes and a NUL follow. While `ob_exports` is not zero the block neither moves nor changes its
//! size. Deleting at the front only moves `ob_start`, so that a queue of bytes costs no copying.

use std::ffi::c_int;

use pyston_abi::{Py_buffer, PyByteArrayObject, PyObject};

use crate::buffer::Buffer;
use crate::convert::{ArgContext, FromArg};
use crate::ptr::{Object, Py, PyResult};
use crate::ty::Type;
use crate::{alloc, buffer, errors, object_layout, raise};

object_layout! {
    /// A bytearray.
    ByteArray = PyByteArrayObject, crate::statics::PyByteArray_Type
}

impl<'a> FromArg<'a> for &'a ByteArray {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        object.downcast().ok_or_else(|| context.must_be("bytearray", object))
    }
}

/// What `ob_start` of an array without a block points to.
static EMPTY: u8 = 0;

impl ByteArray {
    pub fn new(content: &[u8]) -> PyResult<Py<ByteArray>> {
        let array = ByteArray::new_as(&crate::statics::PyByteArray_Type)?;
        array.append(content)?;
        Ok(array)
    }

    /// An empty instance of `ty`, a subtype of `bytearray`.
    pub fn new_as(ty: &Type) -> PyResult<Py<ByteArray>> {
        let object = alloc::alloc(ty, 0)?;
        // SAFETY: the fields of a fresh instance; zero is an empty array.
        Ok(unsafe { object.cast_into_unchecked() })
    }

    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Size of the block (`__alloc__`).
    pub fn capacity(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_alloc as usize }
    }

    /// Where the content is; never null.
    pub fn start(&self) -> *mut u8 {
        // SAFETY: a field of this live object.
        let start: *mut u8 = unsafe { (*self.raw()).ob_start.cast() };
        if start.is_null() { (&raw const EMPTY).cast_mut() } else { start }
    }

    pub fn get(&self, index: usize) -> Option<u8> {
        // SAFETY: in bounds.
        (index < self.len()).then(|| unsafe { *self.start().add(index) })
    }

    /// Stores a byte; false if `index` is out of bounds.
    pub fn set(&self, index: usize, byte: u8) -> bool {
        let fits = index < self.len();
        if fits {
            // SAFETY: in bounds.
            unsafe { *self.start().add(index) = byte }
        }
        fits
    }

    /// A copy of the content.
    pub fn to_vec(&self) -> Vec<u8> {
        self.with(<[u8]>::to_vec)
    }

    /// Shows the content to `read`, which must run no Python code.
    pub fn with<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        let export = Export::new(self);
        // SAFETY: the export keeps the block; `read` runs no code that writes to it.
        read(unsafe { std::slice::from_raw_parts(export.0.start(), export.0.len()) })
    }

    /// Gives the content to `write`, which must run no Python code.
    pub fn with_mut<R>(&self, write: impl FnOnce(&mut [u8]) -> R) -> R {
        let export = Export::new(self);
        // SAFETY: as in `with`, and nobody else holds a slice.
        write(unsafe { std::slice::from_raw_parts_mut(export.0.start(), export.0.len()) })
    }

    /// Is the memory exported?
    pub fn is_exported(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_exports > 0 }
    }

    /// # Errors
    /// `BufferError` while the memory is exported.
    pub fn check_resizable(&self) -> PyResult<()> {
        if self.is_exported() {
            return Err(raise!(BufferError, "Existing exports of data: object cannot be re-sized"));
        }
        Ok(())
    }

    /// Changes the length; new bytes are unspecified (but initialised).
    pub fn resize(&self, len: usize) -> PyResult<()> {
        if len == self.len() {
            return Ok(());
        }
        self.check_resizable()?;
        let Some(wanted) = len.checked_add(1).filter(|&size| size <= isize::MAX as usize) else {
            return Err(errors::no_memory());
        };
        // SAFETY: fields of this live object; the block belongs to it and is not exported.
        unsafe {
            let raw = &mut *self.raw();
            let capacity = raw.ob_alloc as usize;
            let offset = if raw.ob_bytes.is_null() { 0 } else { raw.ob_start.offset_from(raw.ob_bytes) as usize };
            let fits = wanted + offset <= capacity;
            if fits && len >= capacity / 2 {
                raw.ob_base.ob_size = len as isize;
                raw.ob_start.add(len).write(0);
                return Ok(());
            }
            // A large shrink gives memory back; small growth brings some in advance.
            let grows_little = !fits && len as f64 <= capacity as f64 * 1.125;
            let ahead = if grows_little { (len >> 3) + if len < 9 { 3 } else { 6 } } else { 1 };
            self.reallocate(len.checked_add(ahead).ok_or_else(errors::no_memory)?, len)
        }
    }

    /// Moves the content to the start of a block of `capacity` bytes.
    ///
    /// # Safety
    /// Not exported; `len` and a NUL fit.
    unsafe fn reallocate(&self, capacity: usize, len: usize) -> PyResult<()> {
        // SAFETY: the caller's promise.
        unsafe {
            let kept = self.len().min(len);
            let block: *mut u8 = alloc::calloc(capacity).cast();
            if block.is_null() {
                return Err(errors::no_memory());
            }
            std::ptr::copy_nonoverlapping(self.start(), block, kept);
            let raw = &mut *self.raw();
            alloc::free(raw.ob_bytes.cast());
            raw.ob_bytes = block.cast();
            raw.ob_start = block.cast();
            raw.ob_alloc = capacity as isize;
            raw.ob_base.ob_size = len as isize;
            block.add(len).write(0);
        }
        Ok(())
    }

    pub fn append(&self, content: &[u8]) -> PyResult<()> {
        let len = self.len();
        self.splice(len, len, content)
    }

    /// Replaces the bytes `start..stop` by `content`, which is not part of this array.
    pub fn splice(&self, start: usize, stop: usize, content: &[u8]) -> PyResult<()> {
        let len = self.len();
        let stop = stop.min(len).max(start.min(len));
        let start = start.min(len);
        let new_len = (len - (stop - start)).checked_add(content.len()).ok_or_else(errors::no_memory)?;
        let tail = len - stop;
        if new_len < len && start == 0 {
            return self.cut_front(len - new_len, content);
        }
        // SAFETY: the ranges lie within the block before and after the resize.
        unsafe {
            if new_len < len {
                self.check_resizable()?;
                std::ptr::copy(self.start().add(stop), self.start().add(start + content.len()), tail);
                self.resize(new_len)?;
            } else if new_len > len {
                self.resize(new_len)?;
                std::ptr::copy(self.start().add(stop), self.start().add(start + content.len()), tail);
            }
            std::ptr::copy_nonoverlapping(content.as_ptr(), self.start().add(start), content.len());
        }
        Ok(())
    }

    /// Drops `count` bytes at the front by moving the start, then writes `content` over the new front.
    fn cut_front(&self, count: usize, content: &[u8]) -> PyResult<()> {
        self.check_resizable()?;
        // SAFETY: fields of this live object, which has a block because it is not empty.
        unsafe {
            let raw = &mut *self.raw();
            raw.ob_start = raw.ob_start.add(count);
            raw.ob_base.ob_size -= count as isize;
            if self.len() < self.capacity() / 2 {
                self.reallocate(self.len() + 1, self.len())?;
            }
            std::ptr::copy_nonoverlapping(content.as_ptr(), self.start(), content.len());
        }
        Ok(())
    }

    /// Takes the block of `other`, leaving it empty. Neither may be exported.
    pub fn swap_content(&self, other: &ByteArray) {
        // SAFETY: fields of two live objects.
        unsafe {
            let (a, b) = (&mut *self.raw(), &mut *other.raw());
            std::mem::swap(&mut a.ob_base.ob_size, &mut b.ob_base.ob_size);
            std::mem::swap(&mut a.ob_alloc, &mut b.ob_alloc);
            std::mem::swap(&mut a.ob_bytes, &mut b.ob_bytes);
            std::mem::swap(&mut a.ob_start, &mut b.ob_start);
        }
    }

    /// `sys.getsizeof()`.
    pub fn size(&self) -> usize {
        self.ty().tp().tp_basicsize as usize + self.capacity()
    }
}

/// A momentary export that keeps the block while Rust looks at it.
pub(crate) struct Export<'a>(pub(crate) &'a ByteArray);

impl Export<'_> {
    pub(crate) fn new(array: &ByteArray) -> Export<'_> {
        // SAFETY: a field of this live object.
        unsafe { (*array.raw()).ob_exports += 1 }
        Export(array)
    }
}

impl Drop for Export<'_> {
    fn drop(&mut self) {
        // SAFETY: a field of this live object.
        unsafe { (*self.0.raw()).ob_exports -= 1 }
    }
}

/// `bf_getbuffer` of `bytearray`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn getbuffer(this: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: the slot's contract; the count of exports keeps the memory in place.
    unsafe {
        let array: &ByteArray = Object::from_ptr(this).cast_unchecked();
        let result = buffer::fill(view, array, array.start(), array.len(), false, flags);
        if result.is_ok() {
            (*array.raw()).ob_exports += 1;
        }
        crate::glue::ret_status(result)
    }
}

/// `bf_releasebuffer` of `bytearray`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn releasebuffer(this: *mut PyObject, _: *mut Py_buffer) {
    // SAFETY: the slot's contract.
    unsafe { (*this.cast::<PyByteArrayObject>()).ob_exports -= 1 }
}

/// `tp_dealloc` of `bytearray`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: a dead array, which owns its block.
    unsafe {
        let raw = &*this.cast::<PyByteArrayObject>();
        if raw.ob_exports > 0 {
            let raised = raise!(SystemError, "deallocated bytearray object has exported buffers");
            errors::write_unraisable(raised, None);
        }
        alloc::free(raw.ob_bytes.cast());
        alloc::free_object(this);
    }
}

/// The bytes of any object with the buffer protocol, appended to `array`, which may be the object itself.
pub fn append_buffer(array: &ByteArray, object: &Object) -> PyResult<()> {
    let content = {
        let export = Buffer::new(object)?;
        export.to_vec()
    };
    array.append(&content)
}

/// An object that exports the memory of an array as its own.
pub trait Delegate: crate::payload::Payload {
    fn array(&self) -> &ByteArray;
}

/// `bf_getbuffer` of delegates. The view keeps the array itself, whatever the delegate does next.
///
/// # Safety
/// A slot of `Instance<T>`.
pub unsafe extern "C" fn delegate_getbuffer<T: Delegate>(
    this: *mut PyObject,
    view: *mut Py_buffer,
    flags: c_int,
) -> c_int {
    // SAFETY: the slot's contract; the count of exports keeps the memory in place.
    unsafe {
        let object = Object::from_ptr(this);
        let array = object.cast_unchecked::<crate::payload::Instance<T>>().array();
        let result = buffer::fill(view, object, array.start(), array.len(), false, flags);
        if result.is_ok() {
            (*array.raw()).ob_exports += 1;
            (*view).internal = crate::ptr::Layout::new_ref(array).into_ptr().cast();
        }
        crate::glue::ret_status(result)
    }
}

/// `bf_releasebuffer` of delegates.
///
/// # Safety
/// A slot of `Instance<T>`.
pub unsafe extern "C" fn delegate_releasebuffer<T: Delegate>(_: *mut PyObject, view: *mut Py_buffer) {
    // SAFETY: `internal` is the array exported by `delegate_getbuffer`, owned by the view.
    unsafe {
        let array: Py<ByteArray> = Py::from_owned((*view).internal.cast());
        (*array.raw()).ob_exports -= 1;
    }
}
