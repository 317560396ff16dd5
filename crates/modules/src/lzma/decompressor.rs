//! `LZMADecompressor`.
//!
//! **Invariant**: a method holds the lock of the state until it is done, the attributes set included.

use std::cell::Cell;
use std::sync::Mutex;

use liblzma_sys as xz;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::filters::Chain;
use super::stream::{Stream, check, is_error};
use super::{CHECK_UNKNOWN, FIRST_ROOM, Format, more_room};
use crate::arguments::{CInt, unsigned_bits};
use crate::unlocked::{enter, stable};

#[derive(Default)]
struct State {
    stream: Option<Stream>,
    /// Input that was given but not read, as the output was limited.
    pending: Vec<u8>,
}

#[pyclass(Decompressor_Type = "_lzma.LZMADecompressor", untracked)]
#[derive(Default)]
pub struct Decompressor {
    state: Mutex<State>,
    check: Cell<u32>,
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
        "check" = check [readonly],
        "eof" = eof [readonly],
        "needs_input" = needs_input [readonly],
        "unused_data" = unused_data [readonly],
    });
}

/// What one call did.
struct Outcome {
    out: Vec<u8>,
    is_end: bool,
    /// More output may be pending in the library.
    is_full: bool,
    check_id: Option<u32>,
}

/// Works until the input is consumed, the output is full, or the stream is at its end.
fn run(stream: &mut Stream, input: &mut &[u8], limit: usize) -> Result<Outcome, xz::lzma_ret> {
    let mut done = Outcome { out: Vec::new(), is_end: false, is_full: false, check_id: None };
    let mut capacity = FIRST_ROOM.min(limit);
    loop {
        let room = capacity - done.out.len();
        let status = stream.step(input, &mut done.out, room, xz::LZMA_RUN);
        if is_error(status) {
            return Err(status);
        }
        if matches!(status, xz::LZMA_GET_CHECK | xz::LZMA_NO_CHECK) {
            done.check_id = Some(stream.check_id());
        }
        done.is_end = status == xz::LZMA_STREAM_END;
        done.is_full = done.out.len() == capacity;
        // Full output is looked at first: there may be more of it without input.
        let must_stop = if done.is_full { capacity == limit } else { input.is_empty() };
        if done.is_end || must_stop {
            return Ok(done);
        }
        if done.is_full {
            capacity = (capacity + more_room(capacity)).min(limit);
        }
    }
}

fn new_stream(format: i32, memlimit: u64, filters: Option<&Object>) -> PyResult<Stream> {
    const FLAGS: u32 = xz::LZMA_TELL_ANY_CHECK | xz::LZMA_TELL_NO_CHECK;
    match (format, filters) {
        // SAFETY: a fresh stream.
        (Format::AUTO, _) => Stream::new(|raw| unsafe { xz::lzma_auto_decoder(raw, memlimit, FLAGS) }),
        // SAFETY: a fresh stream.
        (Format::XZ, _) => Stream::new(|raw| unsafe { xz::lzma_stream_decoder(raw, memlimit, FLAGS) }),
        // SAFETY: a fresh stream.
        (Format::ALONE, _) => Stream::new(|raw| unsafe { xz::lzma_alone_decoder(raw, memlimit) }),
        (Format::RAW, Some(filters)) => {
            let mut chain = Chain::parse(filters)?;
            let filters = chain.raw();
            // SAFETY: a fresh stream; filters with a terminator, which the library copies.
            Stream::new(|raw| unsafe { xz::lzma_raw_decoder(raw, filters.as_ptr()) })
        }
        _ => Err(raise!(ValueError, "Invalid container format: {format}")),
    }
}

/// An object that decompresses data that comes in parts.
///
/// format: by default FORMAT_XZ and FORMAT_ALONE are told apart by the data; memlimit: the most memory
/// to use, in bytes; filters: for FORMAT_RAW, those the data was compressed with.
#[pytype(Decompressor_Type, payload, sig = "(format=FORMAT_AUTO, memlimit=None, filters=None)")]
impl Decompressor {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Decompressor::default())
    }

    #[init("(format=FORMAT_AUTO, memlimit=None, filters=None)")]
    fn init(this: &This, format: Option<CInt>, memlimit: Option<&Object>, filters: Option<&Object>) -> PyResult<()> {
        let format = format.map_or(Format::AUTO, |format| format.0);
        let is_raw = format == Format::RAW;
        if is_raw && memlimit.is_some() {
            return Err(raise!(ValueError, "Cannot specify memory limit with FORMAT_RAW"));
        }
        let memlimit = memlimit.map_or(Ok(u64::MAX), unsigned_bits)?;
        if is_raw && filters.is_none() {
            return Err(raise!(ValueError, "Must specify filters for FORMAT_RAW"));
        }
        if !is_raw && filters.is_some() {
            return Err(raise!(ValueError, "Cannot specify filters except with FORMAT_RAW"));
        }
        let stream = new_stream(format, memlimit, filters)?;
        *enter(&this.state) = State { stream: Some(stream), pending: Vec::new() };
        let has_check = matches!(format, Format::AUTO | Format::XZ);
        this.check.set(if has_check { CHECK_UNKNOWN } else { xz::LZMA_CHECK_NONE });
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
            return Err(raise!(EOFError, "Already at end of stream"));
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
        let done = match allow_threads(|| run(stream, &mut input, limit)) {
            Ok(done) => done,
            Err(status) => return check(status).map(|()| Vec::new()),
        };
        done.check_id.inspect(|&check_id| this.check.set(check_id));
        this.eof.set(done.is_end);
        this.needs_input.set(!done.is_end && input.is_empty() && !done.is_full);
        if done.is_end {
            this.unused_data.set(Bytes::new(input)?);
        } else {
            *pending = input.to_vec();
        }
        Ok(done.out)
    }
}
