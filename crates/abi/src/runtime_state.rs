//! The state of the process (`_PyRuntime`), as far as extension modules read or write it.
//!
//! **Invariant**: the named fields of the nested structs, which [`PARTS`] lists, are where CPython has
//! them; the rest is memory that nobody but CPython itself knows, kept as words.

use crate::*;

layouts! {
    _PyRuntimeState, size 1464 {
        _unnamed_0: c_int = 0,
        preinitialized: c_int = 4,
        core_initialized: c_int = 8,
        initialized: c_int = 12,
        finalizing: *mut PyThreadState = 16,
        interpreters: [usize; 4] = 24,
        xidregistry: [usize; 2] = 56,
        main_thread: c_ulong = 72,
        exitfuncs: [Option<unsafe extern "C" fn()>; 32] = 80,
        nexitfuncs: c_int = 336,
        gc: [usize; 30] = 344,
        ceval: _ceval_runtime_state = 584,
        gilstate: _gilstate_runtime_state = 1360,
        _unnamed_1400: [usize; 8] = 1400,
    }
}

/// The nested structs.
pub mod parts {
    use crate::*;

    layouts! {
        _ceval_runtime_state, size 776 {
            recursion_limit: c_int = 0,
            tracing_possible: c_int = 4,
            eval_breaker: c_int = 8,
            gil_drop_request: c_int = 12,
            pending: _pending_calls = 16,
            signals_pending: c_int = 560,
            gil: [usize; 26] = 568,
        }
        _pending_calls, size 544 {
            finishing: c_int = 0,
            lock: *mut c_void = 8,
            calls_to_do: c_int = 16,
            async_exc: c_int = 20,
            calls: [_pending_call; 32] = 24,
            first: c_int = 536,
            last: c_int = 540,
        }
        _pending_call, size 16 {
            func: Option<unsafe extern "C" fn(*mut c_void) -> c_int> = 0,
            arg: *mut c_void = 8,
        }
        _gilstate_runtime_state, size 40 {
            _unnamed_0: usize = 0,
            tstate_current: *mut PyThreadState = 8,
            _unnamed_16: [usize; 3] = 16,
        }
    }
}
pub use parts::{_ceval_runtime_state, _gilstate_runtime_state, _pending_call, _pending_calls};

/// The nested structs' layouts, for the test.
pub fn part_layouts() -> &'static [LayoutInfo] {
    parts::LAYOUTS
}

/// Where the table has fields of nested structs: path in the outer struct, name of the nested one.
pub const PARTS: &[(&str, &str)] =
    &[("ceval", "_ceval_runtime_state"), ("ceval.pending", "_pending_calls"), ("gilstate", "_gilstate_runtime_state")];
