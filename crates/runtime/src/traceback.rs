//! Traceback objects.

use pyston_object::abi::PyTracebackObject;
use pyston_object::prelude::*;
use pyston_object::{alloc, exception, object_layout, owned_fields, tstate};

use crate::frame::Frame;

object_layout! {
    /// A traceback.
    Traceback = PyTracebackObject, pyston_object::statics::PyTraceBack_Type
}
owned_fields!(Traceback, 2, essential 1, [tb_frame, tb_next]);

impl Traceback {
    pub fn new(next: Option<&Object>, frame: &Frame, lasti: i32, line: i32) -> PyResult<Py<Traceback>> {
        // SAFETY: all fields are set.
        unsafe {
            alloc::new_object(&pyston_object::statics::PyTraceBack_Type, |traceback: &Traceback| {
                let raw = &mut *traceback.raw();
                raw.tb_next = next.map_or(std::ptr::null_mut(), |next| next.new_ref().into_ptr().cast());
                raw.tb_frame = frame.new_ref().into_ptr().cast();
                raw.tb_lasti = lasti;
                raw.tb_lineno = line;
            })
        }
    }

    pub fn next(&self) -> Option<&Traceback> {
        // SAFETY: null or kept by the traceback.
        unsafe { Object::from_nullable((*self.raw()).tb_next.cast()).map(|next| next.cast_unchecked()) }
    }

    pub fn set_next(&self, next: Option<&Traceback>) {
        // SAFETY: a field of this live object.
        unsafe {
            exception::set_field(
                (&raw mut (*self.raw()).tb_next).cast(),
                next.map(|next| next.new_ref().into_object()),
            );
        }
    }

    pub fn frame(&self) -> &Frame {
        // SAFETY: kept by the traceback.
        unsafe { Object::from_ptr((*self.raw()).tb_frame.cast()).cast_unchecked() }
    }

    pub fn line(&self) -> i32 {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).tb_lineno }
    }

    pub fn lasti(&self) -> i32 {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).tb_lasti }
    }
}

/// Adds `frame` to the traceback of the pending exception (`PyTraceBack_Here`).
pub fn add_here(frame: &Frame) {
    // SAFETY: the thread state's pending exception is ours.
    unsafe {
        let state = tstate::current();
        let old = Object::from_nullable((*state).curexc_traceback).map(|old| old.new_ref());
        // Memory may be short: then the traceback stays as it is.
        let Some(pending) = errors::fetch() else { return };
        let lasti = frame.lasti();
        let made = Traceback::new(old.as_deref(), frame, lasti, frame.code().line_of(lasti));
        let traceback = match made {
            Ok(traceback) => Some(traceback.into_object()),
            Err(raised) => {
                raised.clear();
                old
            }
        };
        let Raised = errors::restore(errors::Pending { traceback, ..pending });
    }
}

/// The traceback without the frames of `importlib`: those between two of them that end in the loading
/// of a module, or (`always`) every one.
pub fn without_importlib(traceback: Option<Py>, always: bool) -> Option<Py> {
    let mut entries: Vec<Py<Traceback>> = Vec::new();
    let mut entry = traceback.and_then(|traceback| traceback.downcast_into::<Traceback>().ok());
    while let Some(current) = entry {
        entry = current.next().map(Layout::new_ref);
        entries.push(current);
    }
    let is_bootstrap = |entry: &Traceback| {
        let file = entry.frame().code().filename();
        file.eq_str("<frozen importlib._bootstrap>") || file.eq_str("<frozen importlib._bootstrap_external>")
    };
    let is_removing = |entry: &Traceback| entry.frame().code().name().eq_str("_call_with_frames_removed");
    let mut kept: Vec<Py<Traceback>> = Vec::new();
    let mut index = 0;
    while index < entries.len() {
        let end = index + entries[index..].iter().take_while(|entry| is_bootstrap(entry)).count();
        let chunk = &entries[index..end];
        // A chunk goes if it ends the traceback of an ImportError or leads into a module's own code.
        let removed = !chunk.is_empty() && (always || chunk.iter().any(|entry| is_removing(entry)));
        if !removed {
            kept.extend(chunk.iter().cloned());
        }
        index = end;
        if index < entries.len() {
            kept.push(entries[index].clone());
            index += 1;
        }
    }
    let mut next: Option<Py> = None;
    for entry in kept.into_iter().rev() {
        next = match Traceback::new(next.as_deref(), entry.frame(), entry.lasti(), entry.line()) {
            Ok(made) => Some(made.into_object()),
            Err(raised) => {
                raised.clear();
                return None;
            }
        };
    }
    next
}
