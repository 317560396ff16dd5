//! The C library's current locale, as far as number formatting asks for it.

use std::ffi::{CStr, c_char};

use pyston_numeric::format::NumberLocale;

/// Decimal point, separator and grouping for format type `n`.
pub fn number_locale() -> NumberLocale {
    // SAFETY: localeconv gives C strings that stay until the next call; the GIL serialises the calls.
    let text = |pointer: *const c_char| unsafe { CStr::from_ptr(pointer) };
    // SAFETY: as above.
    let conv = unsafe { &*libc::localeconv() };
    NumberLocale {
        decimal_point: text(conv.decimal_point).to_string_lossy().into_owned(),
        thousands_sep: text(conv.thousands_sep).to_string_lossy().into_owned(),
        grouping: text(conv.grouping).to_bytes().to_vec(),
    }
}
