//! Can anybody notice how the interpreter's objects go away at the end? If not they need not: the system takes the
//! memory of a process at once, while taking a heap apart costs a good part of a short program's time.
//!
//! **Invariant**: the answer is no only if no object is left whose end runs code or tells the user something: no
//! finalisers, no callbacks of weak references, nothing that the collector is to report. What the collector cannot see
//! and has a finaliser announces itself ([`note_unseen`]). In doubt the answer is yes.

use pyston_object::prelude::*;
use pyston_object::{attr, gc, layers, weakref};

use crate::sys;

/// Has something been made that the collector does not track and whose end runs code?
static HAS_UNSEEN: GilCell<bool> = GilCell::new(false);

/// Types of callables of ours that, as callbacks of weak references, only keep a table tidy.
static TIDIERS: GilCell<Vec<&'static Type>> = GilCell::new(Vec::new());

/// Something is made that the collector does not track and whose end runs code.
pub fn note_unseen() {
    HAS_UNSEEN.set(true);
}

/// Callbacks of that type only keep a table tidy.
pub fn ignore_callbacks(ty: &'static Type) {
    // SAFETY: borrowed for the change only.
    unsafe { TIDIERS.get_mut() }.push(ty);
}

/// Would nobody notice if the objects stayed as they are?
pub(crate) fn is_possible() -> bool {
    let reports = || gc::debug_flags() != 0 || !gc::garbage().is_ok_and(|list| list.is_empty());
    let calls = || !gc::callbacks().is_ok_and(|list| list.is_empty());
    if HAS_UNSEEN.get() || layers::are_on() || reports() || calls() {
        errors::clear();
        return false;
    }
    let streams = standard_streams();
    let is_stream = |object: &Object| streams.iter().any(|stream| stream.is(object));
    !gc::any_tracked(|object, is_finalized| has_end(object, is_finalized) && !is_stream(object))
}

/// Does the end of the object do something?
fn has_end(object: &Object, is_finalized: bool) -> bool {
    let slots = object.ty().tp();
    if slots.tp_del.is_some() || slots.tp_finalize.is_some() && !is_finalized {
        return true;
    }
    if let Some(reference) = weakref::as_weakref(object) {
        // SAFETY: as in `ignore_callbacks`.
        let tidiers = unsafe { TIDIERS.get_mut() };
        return reference.callback().is_some_and(|callback| !tidiers.iter().any(|ty| callback.ty() == *ty));
    }
    // The instances of a class may be such that they are not tracked.
    object.downcast::<Type>().is_some_and(|class| {
        let slots = class.tp();
        !class.is_gc() && (slots.tp_finalize.is_some() || slots.tp_del.is_some())
    })
}

/// The standard streams, with what they are made of, as far as they are those of the start. They have been flushed, and
/// their descriptors stay open.
fn standard_streams() -> Vec<Py> {
    let mut parts = Vec::new();
    for name in ["__stdin__", "__stdout__", "__stderr__"] {
        let mut part = sys::get(&Str::intern(name)).ok().flatten();
        for inner in [Some(name!("buffer")), Some(name!("raw")), None] {
            let Some(stream) = part.take().filter(is_plain) else { break };
            if let Some(inner) = inner {
                part = attr::find_attr(&stream, inner).ok().flatten();
            }
            parts.push(stream);
        }
    }
    errors::clear();
    parts
}

/// Is it an instance of a native class, whose methods nobody has replaced in it?
fn is_plain(stream: &Py) -> bool {
    let dict = || attr::find_attr(stream, name!("__dict__")).ok().flatten()?.downcast_into::<Dict>().ok();
    !stream.ty().is_heap_type()
        && dict().is_some_and(|dict| dict.len() <= 1 && matches!(dict.get_str(name!("close")), Ok(None)))
}
