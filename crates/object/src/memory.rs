//! Growing blocks of equal items whose memory can be exported: what `array.array` is made of.
//!
//! **Invariant**: the block holds `allocated` items of which the first `len` count; while `exports` is
//! not zero neither it nor the number of items changes.

use std::cell::Cell;
use std::ffi::{c_char, c_int};

use pyston_abi::flags::{PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES};
use pyston_abi::{Py_buffer, PyObject};

use crate::payload::{Instance, Payload};
use crate::ptr::{Layout, Object, PyResult};
use crate::{alloc, errors, raise};

/// The items. As the first field of a payload it has the place of `ob_size` and what follows it in
/// the C struct of arrays.
#[repr(C)]
pub struct Memory {
    len: Cell<isize>,
    data: Cell<*mut u8>,
    allocated: Cell<isize>,
}

/// A payload whose items can be exported.
pub trait Exporter: Payload {
    fn memory(&self) -> &Memory;
    /// How many exports there are.
    fn exports(&self) -> &Cell<c_int>;
    fn item_size(&self) -> usize;
    /// The items' format as `struct` has it.
    fn item_format(&self) -> &'static std::ffi::CStr;
}

/// What `buf` of an export without a block points to.
static EMPTY: u8 = 0;

impl Memory {
    pub const fn new() -> Memory {
        Memory { len: Cell::new(0), data: Cell::new(std::ptr::null_mut()), allocated: Cell::new(0) }
    }

    /// Number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.len.get() as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Items that the block has room for.
    pub fn capacity(&self) -> usize {
        self.allocated.get() as usize
    }

    pub fn address(&self) -> usize {
        self.data.get() as usize
    }

    /// The bytes of all items. **Nothing may change the items while the slice lives**, so it is for
    /// this module only.
    fn bytes(&self, item_size: usize) -> &[u8] {
        if self.data.get().is_null() {
            return &[];
        }
        // SAFETY: the block holds `len` items, all written; callers run no other code meanwhile.
        unsafe { std::slice::from_raw_parts(self.data.get(), self.len() * item_size) }
    }

    /// A copy of the bytes `start..stop`.
    ///
    /// # Panics
    /// If they are not there.
    pub fn copy(&self, item_size: usize, start: usize, stop: usize) -> Vec<u8> {
        self.bytes(item_size)[start..stop].to_vec()
    }

    /// The bytes of one item, the first `item_size` (at most eight) of the result; `None` beyond the end.
    #[inline]
    pub fn item(&self, item_size: usize, index: usize) -> Option<[u8; 8]> {
        let start = index.checked_mul(item_size)?;
        let bytes = self.bytes(item_size).get(start..start + item_size)?;
        let mut item = [0; 8];
        item[..item_size].copy_from_slice(bytes);
        Some(item)
    }

    /// Overwrites bytes from `start` on.
    ///
    /// # Panics
    /// If they are not there.
    pub fn write(&self, item_size: usize, start: usize, content: &[u8]) {
        assert!(start + content.len() <= self.len() * item_size, "a write outside an array");
        if !content.is_empty() {
            // SAFETY: in bounds; `content` does not alias the block, which hands out copies only.
            unsafe { std::ptr::copy_nonoverlapping(content.as_ptr(), self.data.get().add(start), content.len()) }
        }
    }

    /// Replaces the items `start..stop` by those whose bytes are `content`.
    ///
    /// # Errors
    /// `BufferError` if that changes the size while there are exports.
    pub fn splice(&self, item_size: usize, exports: c_int, start: usize, stop: usize, content: &[u8]) -> PyResult<()> {
        let (start, stop) = (start * item_size, stop * item_size);
        let old = self.len() * item_size;
        assert!(start <= stop && stop <= old && content.len().is_multiple_of(item_size), "a splice outside an array");
        let new = old - (stop - start) + content.len();
        if new != old {
            if exports > 0 {
                return Err(raise!(BufferError, "cannot resize an array that is exporting buffers"));
            }
            self.reserve(item_size, new)?;
        }
        // SAFETY: the block has room for both sizes; the tail moves within it, the content comes from outside.
        unsafe {
            let data = self.data.get();
            if new != old && stop < old {
                std::ptr::copy(data.add(stop), data.add(start + content.len()), old - stop);
            }
            if !content.is_empty() {
                std::ptr::copy_nonoverlapping(content.as_ptr(), data.add(start), content.len());
            }
        }
        self.len.set((new / item_size) as isize);
        Ok(())
    }

    /// Makes room for exactly `items` items, in an array that has none yet.
    pub fn reserve_exact(&self, item_size: usize, items: usize) -> PyResult<()> {
        assert!(self.is_empty(), "only a new array gets exact room");
        if items == 0 { Ok(()) } else { self.resize_block(item_size, items) }
    }

    /// Makes room for `bytes`: a little more than asked, so that appending is cheap.
    fn reserve(&self, item_size: usize, bytes: usize) -> PyResult<()> {
        let (items, room) = (bytes / item_size, self.capacity());
        if items <= room && items >= room / 2 && !self.data.get().is_null() {
            return Ok(());
        }
        let room = if items == 0 { 0 } else { (items >> 4) + if self.len() < 8 { 3 } else { 7 } + items };
        // While shrinking, items behind the new end still have to move; the block shrinks next time.
        self.resize_block(item_size, room.max(self.len()))
    }

    fn resize_block(&self, item_size: usize, room: usize) -> PyResult<()> {
        let size = room.checked_mul(item_size).filter(|&size| size <= isize::MAX as usize);
        let size = size.ok_or_else(errors::no_memory)?;
        // SAFETY: the block is of this allocator or null.
        let data = unsafe { alloc::realloc(self.data.get().cast(), size) };
        if data.is_null() {
            return Err(errors::no_memory());
        }
        self.data.set(data.cast());
        self.allocated.set(room as isize);
        Ok(())
    }
}

impl Default for Memory {
    fn default() -> Self {
        Memory::new()
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: the block belongs to this value; exports keep their exporter alive.
        unsafe { alloc::free(self.data.get().cast()) }
    }
}

/// `bf_getbuffer` of an exporter.
///
/// # Safety
/// A slot of `T`'s type.
pub unsafe extern "C" fn getbuffer<T: Exporter>(this: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    if view.is_null() {
        let raised = raise!(BufferError, "array_buffer_getbuf: view==NULL argument is obsolete");
        return crate::glue::ret_status(Err(raised));
    }
    // SAFETY: the slot's contract; the count of exports keeps the memory and the length in place.
    unsafe {
        let object: &Instance<T> = Object::from_ptr(this).cast_unchecked();
        let (memory, view) = (object.memory(), &mut *view);
        let item_size = object.item_size();
        let data = memory.data.get();
        view.buf = if data.is_null() { (&raw const EMPTY).cast_mut() } else { data }.cast();
        view.obj = object.as_object().new_ref().into_ptr();
        view.len = (memory.len() * item_size) as isize;
        view.readonly = 0;
        view.ndim = 1;
        view.itemsize = item_size as isize;
        view.suboffsets = std::ptr::null_mut();
        view.shape = if flags & PyBUF_ND == PyBUF_ND { memory.len.as_ptr() } else { std::ptr::null_mut() };
        view.strides =
            if flags & PyBUF_STRIDES == PyBUF_STRIDES { &raw mut view.itemsize } else { std::ptr::null_mut() };
        view.format = if flags & PyBUF_FORMAT == PyBUF_FORMAT {
            object.item_format().as_ptr().cast_mut().cast::<c_char>()
        } else {
            std::ptr::null_mut()
        };
        view.internal = std::ptr::null_mut();
        object.exports().set(object.exports().get() + 1);
    }
    0
}

/// `bf_releasebuffer` of an exporter.
///
/// # Safety
/// A slot of `T`'s type.
pub unsafe extern "C" fn releasebuffer<T: Exporter>(this: *mut PyObject, _: *mut Py_buffer) {
    // SAFETY: the slot's contract.
    let object: &Instance<T> = unsafe { Object::from_ptr(this).cast_unchecked() };
    object.exports().set(object.exports().get() - 1);
}
