//! `strftime` by the C library, which knows the locale.

use std::ffi::CString;

use pyston_object::prelude::*;

use super::calendar::Calendar;

/// The time as text.
pub fn strftime(format: &Str, mut calendar: Calendar) -> PyResult {
    // Some C libraries look names up by it: only -1, 0 and 1 are safe.
    calendar.tm.tm_isdst = calendar.tm.tm_isdst.clamp(-1, 1);
    let encoded = pyston_builtins::codecs::encode_file_name(format)?;
    let Ok(c) = CString::new(encoded.as_slice()) else {
        return Err(raise!(ValueError, "embedded null character"));
    };
    if encoded.is_empty() {
        return Ok(Str::empty().into_object());
    }
    let mut size = 1024;
    loop {
        let mut block = vec![0u8; size];
        // SAFETY: the block is as long as said; the format ends with a NUL.
        let n = unsafe { libc::strftime(block.as_mut_ptr().cast(), size, c.as_ptr(), &calendar.tm) };
        // Zero means too little room, or an empty text: no format makes one that much longer.
        if n > 0 || size >= 256 * encoded.len() {
            return pyston_builtins::codecs::decode_file_name(&block[..n]).map(Py::into_object);
        }
        size *= 2;
    }
}
