//! `BZ2Decompressor`.
//!
//! **Invariant**: a method holds the lock of the state until it is done, the attributes set included.

use std::cell::Cell;
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
    /// Input that was given but not read, as the output was limited.
    pending: Vec<u8>,
}

#[pyclass(Decompressor_Type = "_bz2.BZ2Decompressor", untracked)]
#[derive(Default)]
pub struct Decompressor {
    state: Mutex<State>,
    eof: Cell<bool>,
    needs_input: Cell<bool>,
    /// What followed the end of the stream.
    unused_data: Field<Bytes>,
}
impl_trace!(Decompressor {});

type This = Instance<Decompressor>;

pub fn install() {
    Decompressor::install();
    pyston_object::payload_members!(Decompressor_Type, Decompressor {
        "eof" = eof [readonly],
        "unused_data" = unused_data [readonly],
        "needs_input" = needs_input [readonly],
    });
}

/// Works until the input is consumed, the output is full, or the stream is at its end, which it tells.
fn run(stream: &mut Stream, input: &mut &[u8], out: &mut Vec<u8>, limit: usize) -> Result<bool, Failure> {
    let mut capacity = FIRST_ROOM.min(limit);
    loop {
        let room = capacity - out.len();
        if stream.step(input, out, room, 0)? == bz::BZ_STREAM_END {
            return Ok(true);
        }
        if input.is_empty() || out.len() == limit {
            return Ok(false);
        }
        if out.len() == capacity {
            capacity = (capacity + more_room(capacity)).min(limit);
        }
    }
}

/// An object that decompresses data that comes in parts.
#[pytype(Decompressor_Type, payload, sig = "()")]
impl Decompressor {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Decompressor::default())
    }

    #[slot]
    fn tp_init(this: &This, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if !args.is_empty() {
            return Err(raise!(TypeError, "BZ2Decompressor() takes no positional arguments"));
        }
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "BZ2Decompressor() takes no keyword arguments"));
        }
        let stream = Stream::decompressor().map_err(Failure::raise)?;
        *enter(&this.state) = State { stream: Some(stream), pending: Vec::new() };
        this.eof.set(false);
        this.needs_input.set(true);
        this.unused_data.set(Bytes::new(&[])?);
        Ok(())
    }

    /// Decompresses data; gives at most max_length bytes of output if that is not negative.
    ///
    /// What was not read for that reason is kept for the next call: needs_input is false then. After
    /// the end of the stream, eof is true and unused_data is what followed.
    #[method("($self, /, data, max_length=-1)")]
    fn decompress(this: &This, data: Buffer, max_length: isize) -> PyResult<Vec<u8>> {
        let (content, mut state) = (stable(&data), enter(&this.state));
        if this.eof.get() {
            return Err(raise!(EOFError, "End of stream already reached"));
        }
        let State { stream: Some(stream), pending } = &mut *state else {
            return Err(raise!(ValueError, "Decompressor is not initialised"));
        };
        let limit = usize::try_from(max_length).unwrap_or(usize::MAX);
        let mut kept = std::mem::take(pending);
        let mut input = if kept.is_empty() {
            &*content
        } else {
            kept.extend_from_slice(&content);
            &kept
        };
        let mut out = Vec::new();
        let is_end = allow_threads(|| run(stream, &mut input, &mut out, limit)).map_err(Failure::raise)?;
        this.eof.set(is_end);
        this.needs_input.set(!is_end && input.is_empty());
        if is_end {
            this.unused_data.set(Bytes::new(input)?);
        } else {
            *pending = input.to_vec();
        }
        Ok(out)
    }
}
