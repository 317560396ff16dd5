//! System calls of Unix as safe functions. A failed call's reason is `errno`
//! (`pyston_object::errors::last_errno`).
//!
//! **Invariant**: the only unsafe code of this crate. Functions take plain values or exported memory, so
//! that they may run without the GIL.

use std::ffi::CStr;

use pyston_object::errors::last_errno;
use pyston_object::prelude::Buffer;

/// What a call that answers -1 for failure gave: its value or `errno`.
fn checked<T: PartialEq + From<i8>>(answer: T) -> Result<T, i32> {
    if answer == T::from(-1) { Err(last_errno()) } else { Ok(answer) }
}

/// `open(2)`.
pub fn open(path: &CStr, flags: i32, mode: u32) -> Result<i32, i32> {
    // SAFETY: a C string that lives during the call.
    checked(unsafe { libc::open(path.as_ptr(), flags, mode) })
}

/// `close(2)`.
pub fn close(fd: i32) -> Result<i32, i32> {
    // SAFETY: no memory is involved; whose descriptor it is, the caller answers for.
    checked(unsafe { libc::close(fd) })
}

/// `read(2)` into a slice.
pub fn read(fd: i32, target: &mut [u8]) -> Result<usize, i32> {
    // SAFETY: the slice is writable for its length.
    checked(unsafe { libc::read(fd, target.as_mut_ptr().cast(), target.len()) }).map(|n| n as usize)
}

/// `read(2)` into exported memory from `offset`, at most `len` bytes.
///
/// # Panics
/// If the export is read-only or too short.
pub fn read_into(fd: i32, target: &Buffer, offset: usize, len: usize) -> Result<usize, i32> {
    assert!(!target.is_readonly() && offset + len <= target.len(), "a read outside a buffer");
    // SAFETY: the export keeps this writable memory in place.
    checked(unsafe { libc::read(fd, target.as_ptr().add(offset).cast_mut().cast(), len) }).map(|n| n as usize)
}

/// `write(2)` of exported memory from `offset`, at most `len` bytes.
///
/// # Panics
/// If the export is too short.
pub fn write_from(fd: i32, source: &Buffer, offset: usize, len: usize) -> Result<usize, i32> {
    assert!(offset + len <= source.len(), "a write from outside a buffer");
    // SAFETY: the export keeps this memory in place.
    checked(unsafe { libc::write(fd, source.as_ptr().add(offset).cast(), len) }).map(|n| n as usize)
}

/// `write(2)`.
pub fn write(fd: i32, source: &[u8]) -> Result<usize, i32> {
    // SAFETY: the slice is readable for its length.
    checked(unsafe { libc::write(fd, source.as_ptr().cast(), source.len()) }).map(|n| n as usize)
}

/// `lseek(2)`.
pub fn lseek(fd: i32, offset: i64, whence: i32) -> Result<i64, i32> {
    // SAFETY: no memory is involved.
    checked(unsafe { libc::lseek(fd, offset, whence) })
}

/// `ftruncate(2)`.
pub fn ftruncate(fd: i32, len: i64) -> Result<i32, i32> {
    // SAFETY: no memory is involved.
    checked(unsafe { libc::ftruncate(fd, len) })
}

/// `isatty(3)`.
pub fn isatty(fd: i32) -> bool {
    // SAFETY: no memory is involved.
    unsafe { libc::isatty(fd) == 1 }
}

/// `fstat(2)`.
pub fn fstat(fd: i32) -> Result<libc::stat, i32> {
    // SAFETY: all fields of the struct may be zero; the call fills it.
    unsafe {
        let mut status: libc::stat = std::mem::zeroed();
        checked(libc::fstat(fd, &raw mut status)).map(|_| status)
    }
}

/// `dup(2)`.
pub fn dup(fd: i32) -> Result<i32, i32> {
    // SAFETY: no memory is involved.
    checked(unsafe { libc::dup(fd) })
}

/// Makes programs started by `exec` get the descriptor, or not.
pub fn set_inheritable(fd: i32, inheritable: bool) -> Result<(), i32> {
    // SAFETY: no memory is involved.
    unsafe {
        let old = checked(libc::fcntl(fd, libc::F_GETFD))?;
        let new = if inheritable { old & !libc::FD_CLOEXEC } else { old | libc::FD_CLOEXEC };
        if new != old {
            checked(libc::fcntl(fd, libc::F_SETFD, new))?;
        }
    }
    Ok(())
}

/// Is the descriptor closed on `exec`?
pub fn is_inheritable(fd: i32) -> Result<bool, i32> {
    // SAFETY: no memory is involved.
    checked(unsafe { libc::fcntl(fd, libc::F_GETFD) }).map(|flags| flags & libc::FD_CLOEXEC == 0)
}

/// The name of the locale's charset (`nl_langinfo(CODESET)`).
pub fn locale_charset() -> String {
    // SAFETY: a C string that stays until the locale changes; it is copied at once.
    unsafe { CStr::from_ptr(libc::nl_langinfo(libc::CODESET)) }.to_string_lossy().into_owned()
}
