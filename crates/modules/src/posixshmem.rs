//! `_posixshmem`: named memory that processes share.

use std::ffi::CString;

use pyston_object::prelude::*;

use crate::posix::path::retry;

pub struct PosixShmemModule;

/// The name up to a NUL, as C reads it.
fn c_name(path: &Str) -> PyResult<CString> {
    let text = path.to_utf8()?;
    let name = text.split('\0').next().unwrap_or_default();
    CString::new(name).map_err(|_| errors::bad_internal_call())
}

fn checked(status: i64, path: &Str) -> PyResult<i64> {
    if status < 0 { Err(errors::os_error(errors::last_errno(), Some(path.as_object()))) } else { Ok(status) }
}

/// Named memory that processes share.
#[pymodule("_posixshmem")]
impl PosixShmemModule {
    /// Opens named memory, and makes it if the flags say so; gives a descriptor.
    #[function("($module, /, path, flags, mode=511)")]
    fn shm_open(path: &Str, flags: i32, mode: i32) -> PyResult<i64> {
        let name = c_name(path)?;
        // SAFETY: a C string.
        checked(retry(|| unsafe { libc::shm_open(name.as_ptr(), flags, mode as libc::mode_t).into() })?, path)
    }

    /// Removes the name; the memory goes when nobody has it open any more.
    #[function("($module, /, path)")]
    fn shm_unlink(path: &Str) -> PyResult<()> {
        let name = c_name(path)?;
        // SAFETY: a C string.
        checked(retry(|| unsafe { libc::shm_unlink(name.as_ptr()).into() })?, path).map(drop)
    }
}
