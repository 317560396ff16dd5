//! Tracebacks of threads, written straight to a descriptor.
//!
//! **Invariant**: no Python code runs, no reference count changes and no lock is waited for: a dump happens
//! inside handlers of fatal signals, and in a watchdog that does not hold the GIL. What another thread changes
//! meanwhile may be shown wrong, as in CPython.

use std::io::Write;

use pyston_object::abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_runtime::fatal::Raw;
use pyston_runtime::frame::Frame;
use pyston_runtime::lifecycle;

/// Frames shown of a thread, and threads shown.
const MAX_FRAMES: usize = 100;
const MAX_THREADS: usize = 100;
/// Characters shown of a name.
const MAX_NAME: usize = 500;

/// A line put together before it is written, so that those of several threads do not mix.
struct Line {
    bytes: [u8; 8 * 1024],
    len: usize,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = bytes.len().min(self.bytes.len() - self.len);
        self.bytes[self.len..self.len + n].copy_from_slice(&bytes[..n]);
        self.len += n;
        Ok(n)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Writes text to a descriptor; one that cannot be written to is nothing to report.
pub fn say(fd: i32, text: std::fmt::Arguments<'_>) {
    let mut line = Line { bytes: [0; 8 * 1024], len: 0 };
    let _ = line.write_fmt(text);
    let _ = Raw(fd).write_all(&line.bytes[..line.len]);
}

/// A name as ASCII.
struct Name<'a>(&'a Str);

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, point) in self.0.data().iter().enumerate() {
            match point {
                _ if index == MAX_NAME => return f.write_str("..."),
                0x20..0x7f => write!(f, "{}", point as u8 as char)?,
                0..0x100 => write!(f, "\\x{point:02x}")?,
                0x100..0x10000 => write!(f, "\\u{point:04x}")?,
                _ => write!(f, "\\U{point:08x}")?,
            }
        }
        Ok(())
    }
}

/// The state of this thread, whether or not it holds the GIL.
pub fn own_state() -> *mut PyThreadState {
    let mut own = std::ptr::null_mut();
    let ident = crate::thread::ident();
    lifecycle::visit_thread_states(|state| {
        // SAFETY: states stay while they are listed.
        if unsafe { (*state).thread_id } == ident {
            own = state;
        }
    });
    own
}

fn frames(fd: i32, state: *mut PyThreadState) {
    // SAFETY: a listed state; its frame is null or a frame object.
    let mut next = unsafe { Object::from_nullable((*state).frame.cast()).map(|frame| frame.cast_unchecked::<Frame>()) };
    for shown in 0.. {
        let Some(frame) = next else { return };
        if shown == MAX_FRAMES {
            return say(fd, format_args!("  ...\n"));
        }
        let code = frame.code();
        let (file, name) = (Name(code.filename()), Name(code.name()));
        say(fd, format_args!("  File \"{file}\", line {} in {name}\n", frame.line()));
        next = frame.back();
    }
}

/// Writes the stack of this thread.
pub fn this_thread(fd: i32) {
    say(fd, format_args!("Stack (most recent call first):\n"));
    let state = own_state();
    if !state.is_null() {
        frames(fd, state);
    }
}

/// Writes the stacks of all threads, the youngest first, and says which is the current one.
pub fn all_threads(fd: i32, current: *mut PyThreadState) {
    let mut states = [std::ptr::null_mut(); MAX_THREADS + 1];
    let mut n = 0;
    lifecycle::visit_thread_states(|state| {
        // Beyond the limit the oldest but the first make room.
        if n == states.len() {
            states.copy_within(1.., 0);
            n -= 1;
        }
        states[n] = state;
        n += 1;
    });
    for (index, &state) in states[..n].iter().rev().enumerate() {
        if index > 0 {
            say(fd, format_args!("\n"));
        }
        if index == MAX_THREADS {
            return say(fd, format_args!("...\n"));
        }
        // SAFETY: a listed state.
        let ident = unsafe { (*state).thread_id };
        let which = if state == current { "Current thread" } else { "Thread" };
        say(fd, format_args!("{which} 0x{ident:016x} (most recent call first):\n"));
        frames(fd, state);
    }
}

/// Ends the process because of an error that nothing can handle, with the stacks of all threads.
pub fn fatal_error(message: &str) -> ! {
    let phase = if lifecycle::is_finalizing() { "finalizing" } else { "initialized" };
    say(2, format_args!("Fatal Python error: {message}\nPython runtime state: {phase}\n\n"));
    all_threads(2, own_state());
    std::process::abort()
}

/// Has a panic of the interpreter itself show where the program was.
pub fn install_panic_hook() {
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        show(info);
        let state = own_state();
        if !state.is_null() {
            say(2, format_args!("\nPython stack (most recent call first):\n"));
            frames(2, state);
        }
    }));
}
