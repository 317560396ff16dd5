//! The end of a process that cannot go on, and the report of where each frame is.
//!
//! **Invariant**: nothing here allocates Python objects, for it also runs when there is no memory or
//! no stack left.

use std::io::Write;

use pyston_object::abi::PyThreadState;
use pyston_object::str::Str;
use pyston_object::{Object, tstate};

use crate::frame::Frame;
use crate::lifecycle;

/// How many frames are shown.
const MAX_FRAMES: usize = 100;

/// Writes to a descriptor, unbuffered.
pub struct Raw(pub i32);

impl Write for Raw {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // SAFETY: a slice.
        let n = unsafe { libc::write(self.0, bytes.as_ptr().cast(), bytes.len()) };
        usize::try_from(n).map_err(|_| std::io::Error::last_os_error())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The innermost frame of this thread, which need not hold the GIL: it is about to end.
fn innermost() -> Option<&'static Frame> {
    let mut state = tstate::current();
    if state.is_null() {
        // SAFETY: no preconditions.
        let me = unsafe { libc::pthread_self() } as u64;
        lifecycle::visit_thread_states(|other: *mut PyThreadState| {
            // SAFETY: a listed state is alive.
            if unsafe { (*other).thread_id } == me {
                state = other;
            }
        });
    }
    if state.is_null() {
        return None;
    }
    // SAFETY: the state of a live thread, whose frame does not end while the thread is here.
    unsafe { Object::from_nullable((*state).frame.cast()).map(|frame| frame.cast_unchecked()) }
}

/// Shows `visit` the file and line of each frame of this thread, the innermost first, until it has enough.
pub fn visit_lines(visit: &mut dyn FnMut(Option<&Str>, u32) -> bool) {
    if tstate::current().is_null() {
        return;
    }
    let mut next = Frame::current();
    while let Some(frame) = next {
        if !visit(Some(frame.code().filename()), u32::try_from(frame.line()).unwrap_or(0)) {
            return;
        }
        next = frame.back();
    }
}

/// Writes where the frames of this thread are, the innermost first, without a heading.
pub fn dump_frames(fd: i32) {
    let mut out = Raw(fd);
    let mut next = innermost();
    let mut shown = 0;
    // A descriptor that cannot be written to is nothing to report.
    while let Some(frame) = next {
        if shown == MAX_FRAMES {
            let _ = writeln!(out, "  ...");
            break;
        }
        let code = frame.code();
        let (file, name) = (code.filename().to_string_lossy(), code.name().to_string_lossy());
        let _ = writeln!(out, "  File \"{file}\", line {} in {name}", frame.line());
        next = frame.back();
        shown += 1;
    }
}

/// Writes where this thread is, with its heading.
pub fn dump_current_thread(fd: i32) {
    // SAFETY: no preconditions.
    let ident = unsafe { libc::pthread_self() } as u64;
    let _ = writeln!(Raw(fd), "Current thread 0x{ident:016x} (most recent call first):");
    dump_frames(fd);
}

/// Says why the process ends and where it was, and ends it.
pub fn end(message: &str) -> ! {
    let _ = writeln!(Raw(2), "Fatal Python error: {message}\nPython runtime state: initialized\n");
    dump_current_thread(2);
    // SAFETY: no preconditions. A handler of the signal would report the same again.
    unsafe {
        libc::signal(libc::SIGABRT, libc::SIG_DFL);
        libc::abort()
    }
}
