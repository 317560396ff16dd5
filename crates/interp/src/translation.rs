//! The register code of a code object, made at its first execution and kept with it.

use std::ffi::c_void;

use pyston_object::prelude::*;
use pyston_runtime::code::Code;

use crate::modes;
use crate::translate::{self, RegCode};

/// The translation of `code`, which lives as long as the code object.
#[inline(always)]
pub fn of(code: &Code) -> PyResult<&RegCode> {
    let known = code.translation();
    if known.is_null() {
        return make(code);
    }
    // SAFETY: only `make` stores there.
    Ok(unsafe { &*known.cast::<RegCode>() })
}

#[cold]
#[inline(never)]
fn make(code: &Code) -> PyResult<&RegCode> {
    let translated = Box::leak(Box::new(translate::translate(code)?));
    translated.link();
    if !modes::quickens() {
        modes::use_up_attempts(&mut translated.instrs);
    }
    code.set_translation(std::ptr::from_mut(translated).cast());
    Ok(translated)
}

/// Frees a translation.
///
/// # Safety
/// `translation` was made here and nothing runs it.
pub unsafe fn free(translation: *mut c_void) {
    // SAFETY: the caller's promise.
    drop(unsafe { Box::from_raw(translation.cast::<RegCode>()) });
}
