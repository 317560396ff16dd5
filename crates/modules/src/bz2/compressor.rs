//! `BZ2Compressor`.
//!
//! **Invariant**: a method holds the lock of the state until it is done.

use std::ffi::c_int;
use std::sync::Mutex;

use libbz2_rs_sys as bz;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::stream::{Failure, Stream};
use super::{FIRST_ROOM, more_room};
use crate::unlocked::{enter, stable};

#[derive(Default)]
struct State {
    stream: Option<Stream>,
    is_flushed: bool,
}

#[pyclass(Compressor_Type = "_bz2.BZ2Compressor", untracked)]
#[derive(Default)]
pub struct Compressor {
    state: Mutex<State>,
}
impl_trace!(Compressor {});

type This = Instance<Compressor>;

/// Works until the input is consumed, or until the stream is at its end.
fn run(stream: &mut Stream, mut input: &[u8], action: c_int) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let mut capacity = FIRST_ROOM;
    while action != bz::BZ_RUN || !input.is_empty() {
        if out.len() == capacity {
            capacity += more_room(capacity);
        }
        let room = capacity - out.len();
        let status = stream.step(&mut input, &mut out, room, action)?;
        if action == bz::BZ_FINISH && status == bz::BZ_STREAM_END {
            break;
        }
    }
    Ok(out)
}

fn work(state: &mut State, input: &[u8], action: c_int) -> PyResult<Vec<u8>> {
    let Some(stream) = &mut state.stream else {
        return Err(raise!(ValueError, "Compressor is not initialised"));
    };
    allow_threads(|| run(stream, input, action)).map_err(Failure::raise)
}

/// An object that compresses data that comes in parts; compresslevel is from 1 to 9.
#[pytype(Compressor_Type, payload, sig = "(compresslevel=9, /)")]
impl Compressor {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Compressor::default())
    }

    #[init("(compresslevel=9, /)")]
    fn init(this: &This, compresslevel: i32) -> PyResult<()> {
        if !(1..=9).contains(&compresslevel) {
            return Err(raise!(ValueError, "compresslevel must be between 1 and 9"));
        }
        let stream = Stream::compressor(compresslevel).map_err(Failure::raise)?;
        enter(&this.state).stream = Some(stream);
        Ok(())
    }

    /// Compresses data; gives what is ready of the output. The rest follows in later calls and flush().
    #[method("($self, data, /)")]
    fn compress(this: &This, data: Buffer) -> PyResult<Vec<u8>> {
        let (content, mut state) = (stable(&data), enter(&this.state));
        if state.is_flushed {
            return Err(raise!(ValueError, "Compressor has been flushed"));
        }
        work(&mut state, &content, bz::BZ_RUN)
    }

    /// Ends the stream; gives the output that is left.
    #[method("($self, /)")]
    fn flush(this: &This) -> PyResult<Vec<u8>> {
        let mut state = enter(&this.state);
        if state.is_flushed {
            return Err(raise!(ValueError, "Repeated call to flush()"));
        }
        state.is_flushed = true;
        work(&mut state, &[], bz::BZ_FINISH)
    }
}
