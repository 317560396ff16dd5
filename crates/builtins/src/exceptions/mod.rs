//! The exception types: a folder of those with behaviour of their own, a loop over the plain ones.
//!
//! **Invariant**: types with their own behaviour are filled first, then the table of
//! `pyston_object::exc` is walked bases first and gives every type its base, documentation and the
//! slots that CPython's declaration repeats in each type (`__init__`, mostly `__new__`).

mod base;
mod import_error;
mod os_error;
mod simple;
mod syntax_error;
mod unicode_error;

use pyston_object::prelude::*;

/// Fails as a constructor that knows no keywords does.
pub(crate) fn no_keywords(ty: &Type, kwargs: Option<&Dict>) -> PyResult<()> {
    match kwargs {
        Some(kwargs) if !kwargs.is_empty() => {
            Err(raise!(TypeError, "{:.200}() takes no keyword arguments", ty.tp_name()))
        }
        _ => Ok(()),
    }
}

/// Does `ty` leave `__new__` to its base?
fn inherits_new(ty: &Type, base: &Type) -> bool {
    const INHERITING: [&Type; 5] =
        [&exc::StopIteration, &exc::SystemExit, &exc::ImportError, &exc::SyntaxError, &exc::KeyError];
    const FAMILIES: [&Type; 5] =
        [&exc::ImportError, &exc::SyntaxError, &exc::IndentationError, &exc::OSError, &exc::ConnectionError];
    INHERITING.contains(&ty) || FAMILIES.contains(&base)
}

pub fn install() {
    base::install();
    simple::install();
    import_error::install();
    os_error::install();
    syntax_error::install();
    unicode_error::install();
    for &(ty, base, doc) in exc::EXCEPTIONS {
        let is_root = std::ptr::eq(ty, &exc::BaseException);
        let from = base.tp();
        let (init, new) = (from.tp_init, from.tp_new);
        let (dealloc, traverse, clear) = (from.tp_dealloc, from.tp_traverse, from.tp_clear);
        let dictoffset = from.tp_dictoffset;
        ty.fill(|raw| {
            raw.tp_base = base.as_type_ptr();
            raw.tp_doc = doc.as_ptr();
            if is_root {
                return;
            }
            raw.tp_init = raw.tp_init.or(init);
            if !inherits_new(ty, base) {
                raw.tp_new = raw.tp_new.or(new);
            }
            if raw.tp_dealloc.is_none() {
                (raw.tp_dealloc, raw.tp_traverse, raw.tp_clear) = (dealloc, traverse, clear);
                raw.tp_dictoffset = dictoffset;
            }
        });
    }
}
