//! Register code: translation, quickening, inline caches, the interpreter loop.
//!
//! **Architecture Invariant**: this crate decides how code runs, not what it means: the meaning of
//! instructions is in `ops`, the object protocols and the runtime.

pub mod dump;
mod fast;
mod generators;
pub mod modes;
mod ops;
mod registers;
mod run;
mod running;
mod simple;
mod suspended;
mod trace;
pub mod translate;
mod translation;
mod unwind;

use pyston_runtime::eval::{self, EvalHooks};

/// Makes this the interpreter of the runtime.
pub fn install() {
    pyston_object::alloc::configure();
    eval::install(EvalHooks {
        run: run::run,
        call_plain: run::call_plain,
        resume: run::resume,
        delegate: suspended::delegate,
        end_delegation: suspended::end_delegation,
        tracing_started: trace::started,
        tracing_ended: trace::ended,
        jump: trace::jump,
        lasti: suspended::lasti,
        drop_translation: translation::free,
    });
}
