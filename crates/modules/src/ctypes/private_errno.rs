//! The private copy of `errno` that each thread has: what functions with `use_errno` see and leave.
//!
//! **Invariant**: the copy is exchanged with C's `errno` immediately around a call, so that nothing the
//! interpreter does in between is seen by programs.

use std::cell::Cell;
use std::ffi::c_int;

use pyston_object::hooks;
use pyston_object::prelude::*;

use crate::arguments::{parse_count, parse_int};

thread_local! {
    static COPY: Cell<c_int> = const { Cell::new(0) };
}

/// Exchanges C's `errno` with the copy.
pub fn exchange() {
    errors::set_errno(COPY.replace(errors::last_errno()));
}

pub struct ErrnoFunctions;

#[pymodule("_ctypes")]
impl ErrnoFunctions {
    #[function(args = "()")]
    fn get_errno() -> PyResult<c_int> {
        hooks::audit("ctypes.get_errno", || Ok([]))?;
        Ok(COPY.get())
    }

    #[function]
    fn set_errno(args: Args) -> PyResult<c_int> {
        args.no_keywords("set_errno")?;
        (hooks::get().audit)("ctypes.set_errno", args.positional)?;
        parse_count("function", args.positional.len(), 1, 1)?;
        let value = args.positional[0];
        if Float::check(value) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        Ok(COPY.replace(parse_int(value)?))
    }
}
