//! Raw memory: loads and stores at addresses, and blocks that an object owns.
//!
//! **Invariant**: an [`Address`] is what a Python program vouches for. `ctypes` gives programs the whole
//! address space, as C does; a wrong address is the program's error, not found out here. What this module
//! does itself (objects' own blocks) stays within their sizes.

use std::ffi::c_void;

use pyston_object::alloc;
use pyston_object::errors;
use pyston_object::prelude::*;

/// A place in the memory of the process. Nothing need be aligned there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Address(*mut u8);

impl Address {
    pub const NULL: Address = Address(std::ptr::null_mut());

    pub fn new(address: usize) -> Address {
        Address(std::ptr::with_exposed_provenance_mut(address))
    }

    pub fn of<T>(pointer: *mut T) -> Address {
        Address(pointer.cast())
    }

    pub fn value(self) -> usize {
        self.0.expose_provenance()
    }

    pub fn as_ptr(self) -> *mut c_void {
        self.0.cast()
    }

    pub fn is_null(self) -> bool {
        self.0.is_null()
    }

    #[must_use]
    pub fn offset(self, bytes: isize) -> Address {
        Address(self.0.wrapping_offset(bytes))
    }

    /// The `N` bytes here.
    pub fn read<const N: usize>(self) -> [u8; N] {
        // SAFETY: the program vouches for the address; bytes have no alignment.
        unsafe { self.0.cast::<[u8; N]>().read_unaligned() }
    }

    /// The address that stands here.
    pub fn read_address(self) -> Address {
        // SAFETY: as in `read`.
        Address(unsafe { self.0.cast::<*mut u8>().read_unaligned() })
    }

    /// The object that a `PyObject *` here refers to; `None` for null.
    pub fn read_object(self) -> Option<Py> {
        // SAFETY: as in `read`; whoever stored a reference keeps it alive (`_objects`).
        unsafe { Object::from_nullable(self.read_address().0.cast()) }.map(|object| object.new_ref())
    }

    pub fn write(self, bytes: &[u8]) {
        // SAFETY: the program vouches for the room; the bytes are in Rust's memory.
        unsafe { std::ptr::copy(bytes.as_ptr(), self.0, bytes.len()) }
    }

    pub fn write_address(self, address: Address) {
        self.write(&address.value().to_ne_bytes());
    }

    /// Copies `len` bytes from `source`, which may overlap.
    pub fn move_from(self, source: Address, len: usize) {
        // SAFETY: the program vouches for both places.
        unsafe { std::ptr::copy(source.0, self.0, len) }
    }

    /// A copy of `len` bytes.
    pub fn copy(self, len: usize) -> Vec<u8> {
        if len == 0 {
            return Vec::new();
        }
        // SAFETY: as in `read`; the slice dies before anything can write to the memory.
        unsafe { std::slice::from_raw_parts(self.0, len) }.to_vec()
    }

    /// As [`Address::copy`], made into `bytes` directly.
    pub fn to_bytes(self, len: usize) -> PyResult<Py<Bytes>> {
        if len == 0 {
            return Bytes::new(&[]);
        }
        // SAFETY: as in `copy`; making bytes runs no Python code.
        Bytes::new(unsafe { std::slice::from_raw_parts(self.0, len) })
    }

    /// Bytes before the first zero byte, at most `limit`.
    pub fn c_string(self, limit: Option<usize>) -> PyResult<Py<Bytes>> {
        let len = match limit {
            // SAFETY: the program vouches for a string that ends.
            None => unsafe { libc::strlen(self.0.cast()) },
            // SAFETY: the program vouches for `limit` bytes.
            Some(limit) => unsafe { libc::strnlen(self.0.cast(), limit) },
        };
        self.to_bytes(len)
    }

    /// The `wchar_t` before the first zero, at most `limit`.
    pub fn wide_string(self, limit: Option<usize>) -> Vec<u32> {
        (0..limit.unwrap_or(usize::MAX)).map(|index| self.wide_at(index)).take_while(|&unit| unit != 0).collect()
    }

    /// The `wchar_t` at an index.
    pub fn wide_at(self, index: usize) -> u32 {
        u32::from_ne_bytes(self.offset((index * 4) as isize).read())
    }
}

/// A block of zeroed memory of the object allocator.
///
/// # Errors
/// `MemoryError`.
pub fn allocate(size: usize) -> PyResult<Address> {
    // SAFETY: any size may be asked for.
    let block = unsafe { alloc::calloc(size) };
    if block.is_null() { Err(errors::no_memory()) } else { Ok(Address(block.cast())) }
}

/// Another size for a block of [`allocate`]; bytes that are new are zero.
///
/// # Errors
/// `MemoryError`; the block stays as it was.
pub fn reallocate(block: Address, old: usize, new: usize) -> PyResult<Address> {
    // SAFETY: the block is the allocator's.
    let moved = unsafe { alloc::realloc(block.as_ptr(), new) };
    if moved.is_null() {
        return Err(errors::no_memory());
    }
    let moved = Address(moved.cast());
    if new > old {
        // SAFETY: within the block of `new` bytes.
        unsafe { std::ptr::write_bytes(moved.0.add(old), 0, new - old) }
    }
    Ok(moved)
}

/// Gives a block of [`allocate`] back.
pub fn free(block: Address) {
    // SAFETY: the owner gives it back once.
    unsafe { alloc::free(block.as_ptr()) }
}

/// What `symbol` stands for in an opened library, or the linker's message.
pub fn symbol(library: Address, symbol: &std::ffi::CStr) -> Result<Address, String> {
    // SAFETY: the program vouches for the handle; messages are C strings of this thread.
    unsafe {
        libc::dlerror();
        let found = libc::dlsym(library.as_ptr(), symbol.as_ptr());
        if !found.is_null() {
            return Ok(Address::of(found));
        }
        let message = libc::dlerror();
        if message.is_null() {
            return Err("symbol is null".to_owned());
        }
        Err(std::ffi::CStr::from_ptr(message).to_string_lossy().into_owned())
    }
}
