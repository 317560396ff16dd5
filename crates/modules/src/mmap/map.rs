//! Mappings of memory, owned; the system calls of `mmap`.
//!
//! **Invariant**: the pages from `start` on, `len` bytes, are mapped from the constructor to the
//! destructor. Their content may change at any time, by other processes too, so it is only copied.
//! A page whose file became shorter kills the process with a signal, as in every program.

use std::ffi::c_int;
use std::ptr::NonNull;

use pyston_object::errors::last_errno;

pub struct Map {
    start: NonNull<u8>,
    len: usize,
}

/// A call of the system whose result -1 is an error.
fn called(result: c_int) -> Result<(), c_int> {
    if result == -1 { Err(last_errno()) } else { Ok(()) }
}

fn mapped(address: *mut libc::c_void, len: usize) -> Result<Map, c_int> {
    match NonNull::new(address.cast()) {
        Some(start) if address != libc::MAP_FAILED => Ok(Map { start, len }),
        _ => Err(last_errno()),
    }
}

impl Map {
    pub fn new(len: usize, prot: c_int, flags: c_int, fd: c_int, offset: i64) -> Result<Map, c_int> {
        // SAFETY: the system chooses where, so nothing mapped before goes away, unless the flags say
        // otherwise; then it refuses the address null.
        mapped(unsafe { libc::mmap(std::ptr::null_mut(), len, prot, flags, fd, offset) }, len)
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn as_ptr(&self) -> *mut u8 {
        self.start.as_ptr()
    }

    fn check(&self, start: usize, len: usize) {
        assert!(start.checked_add(len).is_some_and(|end| end <= self.len), "outside of a mapping");
    }

    /// A copy of bytes.
    pub fn read(&self, start: usize, len: usize) -> Vec<u8> {
        self.check(start, len);
        let mut out = Vec::with_capacity(len);
        // SAFETY: in bounds of the mapping; the new memory has room.
        unsafe {
            std::ptr::copy_nonoverlapping(self.as_ptr().add(start), out.as_mut_ptr(), len);
            out.set_len(len);
        }
        out
    }

    pub fn byte(&self, index: usize) -> u8 {
        self.check(index, 1);
        // SAFETY: in bounds; read as it is now.
        unsafe { self.as_ptr().add(index).read_volatile() }
    }

    pub fn set_byte(&self, index: usize, byte: u8) {
        self.check(index, 1);
        // SAFETY: in bounds of a mapping that may be written, which the caller looked at.
        unsafe { self.as_ptr().add(index).write_volatile(byte) }
    }

    /// Copies bytes into the mapping, also from within it.
    pub fn write(&self, start: usize, content: &[u8]) {
        self.check(start, content.len());
        // SAFETY: in bounds; `copy` allows overlap.
        unsafe { std::ptr::copy(content.as_ptr(), self.as_ptr().add(start), content.len()) }
    }

    /// Copies bytes within the mapping.
    pub fn copy_within(&self, dest: usize, src: usize, len: usize) {
        self.check(dest, len);
        self.check(src, len);
        // SAFETY: in bounds; `copy` allows overlap.
        unsafe { std::ptr::copy(self.as_ptr().add(src), self.as_ptr().add(dest), len) }
    }

    /// Looks for bytes within `start..end`, the last or the first time.
    pub fn find(&self, needle: &[u8], start: usize, end: usize, is_reverse: bool) -> Option<usize> {
        self.check(start, end - start);
        // SAFETY: in bounds. Other processes that write meanwhile make the answer one of before or after.
        let content = unsafe { std::slice::from_raw_parts(self.as_ptr().add(start), end - start) };
        let found =
            if is_reverse { memchr::memmem::rfind(content, needle) } else { memchr::memmem::find(content, needle) };
        found.map(|index| start + index)
    }

    pub fn flush(&self, start: usize, len: usize) -> Result<(), c_int> {
        self.check(start, len);
        // SAFETY: in bounds.
        called(unsafe { libc::msync(self.as_ptr().add(start).cast(), len, libc::MS_SYNC) })
    }

    pub fn advise(&self, start: usize, len: usize, advice: c_int) -> Result<(), c_int> {
        self.check(start, len);
        // SAFETY: in bounds.
        called(unsafe { libc::madvise(self.as_ptr().add(start).cast(), len, advice) })
    }

    /// Makes the mapping longer or shorter; it may move. On failure it stays.
    pub fn resize(&mut self, len: usize) -> Result<(), c_int> {
        // SAFETY: a mapping of this length, of which nobody keeps the address.
        let address = unsafe { libc::mremap(self.as_ptr().cast(), self.len, len, libc::MREMAP_MAYMOVE) };
        let moved = mapped(address, len)?;
        (self.start, self.len) = (moved.start, moved.len);
        std::mem::forget(moved);
        Ok(())
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        // SAFETY: a mapping that nobody uses any more.
        unsafe { libc::munmap(self.as_ptr().cast(), self.len) };
    }
}
