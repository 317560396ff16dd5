//! The C library's current locale, as far as number formatting asks for it.

use std::ffi::{CStr, c_char};

use pyston_numeric::format::NumberLocale;

/// What a format spec needs of the locale: only type `n` asks for it.
pub fn locale_for_spec(spec: &crate::str::Str) -> NumberLocale {
    let len = spec.len();
    let is_local = len > 0 && spec.data().at(len - 1) == u32::from(b'n');
    if is_local { number_locale() } else { NumberLocale::plain() }
}

/// Decimal point, separator and grouping for format type `n`.
pub fn number_locale() -> NumberLocale {
    // SAFETY: localeconv gives C strings that stay until the next call; the GIL serialises the calls.
    let text = |pointer: *const c_char| unsafe { CStr::from_ptr(pointer) };
    // SAFETY: as above.
    let conv = unsafe { &*libc::localeconv() };
    NumberLocale {
        decimal_point: text(conv.decimal_point).to_string_lossy().into_owned().into(),
        thousands_sep: text(conv.thousands_sep).to_string_lossy().into_owned().into(),
        grouping: text(conv.grouping).to_bytes().to_vec().into(),
    }
}
