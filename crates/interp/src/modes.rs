//! Ways to run that exist for tests: without caches, and collecting as often as possible.
//!
//! **Invariant**: a mode changes how code runs, never what it does: every program gives the same
//! output in all of them. Modes are chosen once, before the first code object is translated.

use std::sync::atomic::{AtomicBool, Ordering};

use pyston_object::gc;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::config::Config;

use crate::fast;

static QUICKENS: AtomicBool = AtomicBool::new(true);

/// May instructions be specialised (`-X quicken=off` says no)?
pub fn quickens() -> bool {
    QUICKENS.load(Ordering::Relaxed)
}

/// What the command line says of translation: before start-up.
pub fn configure(config: &Config) {
    QUICKENS.store(!config.x_option_has("quicken", "off"), Ordering::Relaxed);
}

/// `-X stress=gc`: collections at every safepoint from now on. Objects that exist already are left
/// out of them: else each would take as long as the whole library.
pub fn start_stress(config: &Config) {
    if config.x_option_has("stress", "gc") {
        gc::freeze();
        gc::set_stress(true);
    }
}

/// Makes specialisation believe that it has tried often enough.
pub fn use_up_attempts(instrs: &mut [Instr]) {
    for instr in instrs {
        instr.aux |= match instr.op {
            Op::LoadGlobal | Op::LoadAttr | Op::StoreAttr | Op::LoadMethod | Op::Subscr | Op::ForIter => fast::ATTEMPTS,
            Op::Binary | Op::Inplace => fast::arith::NO_MORE,
            Op::CompareJump => fast::arith::NO_MORE_JUMPS,
            _ => 0,
        };
    }
}
