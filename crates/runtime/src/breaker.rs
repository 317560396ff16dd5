//! The eval breaker: one word that running code looks at when it may be interrupted.
//!
//! **Invariant**: setting a bit is safe from any thread and from signal handlers; the work is done by
//! the thread that holds the GIL, at its next safepoint (function entry or loop back edge; behind a native
//! call too, but for collections).

use std::sync::atomic::{AtomicU32, Ordering};

use pyston_object::gc;
use pyston_object::prelude::*;

static REQUESTS: AtomicU32 = AtomicU32::new(0);

/// A reason to stop at the next safepoint.
pub mod request {
    /// The collector wants to run.
    pub const GC: u32 = 1;
    /// A signal arrived.
    pub const SIGNAL: u32 = 2;
    /// Another thread waits for the GIL.
    pub const GIL: u32 = 4;
    /// A pending call or asynchronous exception waits.
    pub const CALL: u32 = 8;
    /// Some thread has a trace or profile function: stays until none has.
    pub const TRACE: u32 = 16;
}

/// Asks the running thread to stop at its next safepoint.
pub fn set(bits: u32) {
    REQUESTS.fetch_or(bits, Ordering::Relaxed);
}

pub fn clear(bits: u32) {
    REQUESTS.fetch_and(!bits, Ordering::Relaxed);
}

/// Is there anything to do?
#[inline(always)]
pub fn is_set() -> bool {
    REQUESTS.load(Ordering::Relaxed) != 0
}

/// Handlers of the requests that other modules serve.
#[derive(Clone, Copy)]
pub struct Handlers {
    pub signal: fn() -> PyResult<()>,
    pub gil: fn(),
    pub call: fn() -> PyResult<()>,
}

static HANDLERS: GilCell<Handlers> = GilCell::new(Handlers { signal: || Ok(()), gil: || (), call: || Ok(()) });

/// Replaces some handlers.
pub fn install(change: impl FnOnce(&mut Handlers)) {
    let mut handlers = HANDLERS.get();
    change(&mut handlers);
    HANDLERS.set(handlers);
}

/// Does what was requested; may run Python code and raise.
#[cold]
#[inline(never)]
pub fn serve() -> PyResult<()> {
    serve_some(REQUESTS.load(Ordering::Relaxed))
}

/// The same in the middle of an expression, where a collection waits for the next function entry or loop back
/// edge. It runs finalisers, and CPython has none run between the value of an argument and a call of native
/// code that gets it: nothing is allocated there.
#[cold]
#[inline(never)]
pub fn serve_in_expression() -> PyResult<()> {
    serve_some(REQUESTS.load(Ordering::Relaxed) & !request::GC)
}

fn serve_some(requests: u32) -> PyResult<()> {
    if requests & request::SIGNAL != 0 {
        clear(request::SIGNAL);
        (HANDLERS.get().signal)()?;
    }
    if requests & request::CALL != 0 {
        clear(request::CALL);
        (HANDLERS.get().call)()?;
    }
    if requests & request::GC != 0 {
        clear(request::GC);
        gc::run_if_requested();
    }
    if requests & request::GIL != 0 {
        clear(request::GIL);
        (HANDLERS.get().gil)();
    }
    Ok(())
}

/// Lets the collector ask for safepoints.
pub fn listen_to_collector() {
    gc::on_request(|| set(request::GC));
}
