//! How this layer runs code: the interpreter, above it, installs itself here.

use std::ffi::c_void;

use pyston_object::prelude::*;

use crate::frame::Frame;
use crate::function::Function;
use crate::trace::Jump;

/// What the interpreter provides.
#[derive(Clone, Copy)]
pub struct EvalHooks {
    /// Runs a frame until it returns, yields or raises. For a frame that yields, the result is the value
    /// yielded and the frame stays suspended.
    pub run: fn(&Frame) -> PyResult,
    /// Calls a function with positional arguments in a spare frame of its code. `None`, with nothing done, if
    /// the call is not as plain as that.
    pub call_plain: fn(&Function, &[&Object]) -> Option<PyResult>,
    /// Resumes a suspended frame: `Ok(value)` is sent in, `Err` raises the pending exception in it.
    pub resume: fn(&Frame, Result<Py, Raised>) -> PyResult,
    /// The iterator that a suspended frame delegates to (`yield from`, `await`).
    pub delegate: fn(&Frame) -> Option<Py>,
    /// Ends the delegation: the next value sent is its result.
    pub end_delegation: fn(&Frame),
    /// The current thread got a trace or profile function: its frames must give events from here on.
    pub tracing_started: fn(),
    /// No thread has a trace or profile function any more.
    pub tracing_ended: fn(),
    /// Makes a frame that is at a line event go on elsewhere.
    pub jump: fn(&Frame, Jump) -> PyResult<()>,
    /// The bytecode offset a frame is at.
    pub lasti: fn(&Frame) -> i32,
    /// Frees a code object's translation.
    pub drop_translation: unsafe fn(*mut c_void),
}

static HOOKS: GilCell<EvalHooks> = GilCell::new(EvalHooks {
    run: |_| Err(raise!(SystemError, "no interpreter")),
    call_plain: |_, _| None,
    resume: |_, _| Err(raise!(SystemError, "no interpreter")),
    delegate: |_| None,
    end_delegation: |_| (),
    tracing_started: || (),
    tracing_ended: || (),
    jump: |_, _| Err(raise!(SystemError, "no interpreter")),
    lasti: |_| -1,
    drop_translation: |_| (),
});

#[inline]
pub fn hooks() -> EvalHooks {
    HOOKS.get()
}

pub fn install(hooks: EvalHooks) {
    HOOKS.set(hooks);
}
