//! `LZMACompressor`.
//!
//! **Invariant**: a method holds the lock of the state until it is done.

use std::sync::Mutex;

use liblzma_sys as xz;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::filters::{Chain, preset_options, uint32};
use super::stream::{Stream, check, is_error};
use super::{FIRST_ROOM, Format, NO_CHECK_GIVEN, more_room};
use crate::unlocked::{enter, stable};

#[derive(Default)]
struct State {
    stream: Option<Stream>,
    is_flushed: bool,
}

#[pyclass(Compressor_Type = "_lzma.LZMACompressor", untracked)]
#[derive(Default)]
pub struct Compressor {
    state: Mutex<State>,
}
impl_trace!(Compressor {});

type This = Instance<Compressor>;

/// Works until the input is consumed, or until the stream is at its end.
fn run(stream: &mut Stream, mut input: &[u8], action: xz::lzma_action) -> Result<Vec<u8>, xz::lzma_ret> {
    let mut out = Vec::new();
    let mut capacity = FIRST_ROOM;
    loop {
        let room = capacity - out.len();
        let status = stream.step(&mut input, &mut out, room, action);
        if is_error(status) {
            return Err(status);
        }
        let is_done = if action == xz::LZMA_RUN { input.is_empty() } else { status == xz::LZMA_STREAM_END };
        if is_done {
            return Ok(out);
        }
        if out.len() == capacity {
            capacity += more_room(capacity);
        }
    }
}

fn work(state: &mut State, input: &[u8], action: xz::lzma_action) -> PyResult<Vec<u8>> {
    let Some(stream) = &mut state.stream else {
        return Err(raise!(ValueError, "Compressor is not initialised"));
    };
    allow_threads(|| run(stream, input, action)).or_else(|status| check(status).map(|()| Vec::new()))
}

fn xz_stream(check_id: u32, preset: u32, filters: Option<&Object>) -> PyResult<Stream> {
    match filters {
        None => {
            // SAFETY: a fresh stream.
            Stream::new(|raw| unsafe { xz::lzma_easy_encoder(raw, preset, check_id) })
        }
        Some(filters) => {
            let mut chain = Chain::parse(filters)?;
            let filters = chain.raw();
            // SAFETY: a fresh stream; filters with a terminator, which the library copies.
            Stream::new(|raw| unsafe { xz::lzma_stream_encoder(raw, filters.as_ptr(), check_id) })
        }
    }
}

fn alone_stream(preset: u32, filters: Option<&Object>) -> PyResult<Stream> {
    let options = match filters {
        None => preset_options(preset)?,
        Some(filters) => Chain::parse(filters)?.single_lzma1()?,
    };
    // SAFETY: a fresh stream; options, which the library copies.
    Stream::new(|raw| unsafe { xz::lzma_alone_encoder(raw, &*options) })
}

fn raw_stream(filters: Option<&Object>) -> PyResult<Stream> {
    let Some(filters) = filters else { return Err(raise!(ValueError, "Must specify filters for FORMAT_RAW")) };
    let mut chain = Chain::parse(filters)?;
    let filters = chain.raw();
    // SAFETY: a fresh stream; filters with a terminator, which the library copies.
    Stream::new(|raw| unsafe { xz::lzma_raw_encoder(raw, filters.as_ptr()) })
}

/// LZMACompressor(format=FORMAT_XZ, check=-1, preset=None, filters=None)
///
/// An object that compresses data that comes in parts.
///
/// check: the kind of check of FORMAT_XZ; preset: 0 to 9, maybe with PRESET_EXTREME; filters: instead
/// of a preset, a sequence of dicts with an "id" and the filter's options.
#[pytype(Compressor_Type, payload)]
impl Compressor {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Compressor::default())
    }

    #[init(args = "(format=FORMAT_XZ, check=-1, preset=None, filters=None)", parsed)]
    fn init(
        this: &This,
        format: Option<i32>,
        check: Option<i32>,
        preset: Option<&Object>,
        filters: Option<&Object>,
    ) -> PyResult<()> {
        let format = format.unwrap_or(Format::XZ);
        let check_id = check.unwrap_or(NO_CHECK_GIVEN);
        if preset.is_some() && filters.is_some() {
            return Err(raise!(ValueError, "Cannot specify both preset and filter chain"));
        }
        if format != Format::XZ && check_id != NO_CHECK_GIVEN && check_id != xz::LZMA_CHECK_NONE as i32 {
            return Err(raise!(ValueError, "Integrity checks are only supported by FORMAT_XZ"));
        }
        let preset = preset.map_or(Ok(xz::LZMA_PRESET_DEFAULT), uint32)?;
        let stream = match format {
            Format::XZ if check_id == NO_CHECK_GIVEN => xz_stream(xz::LZMA_CHECK_CRC64, preset, filters)?,
            Format::XZ => xz_stream(check_id as u32, preset, filters)?,
            Format::ALONE => alone_stream(preset, filters)?,
            Format::RAW => raw_stream(filters)?,
            format => return Err(raise!(ValueError, "Invalid container format: {format}")),
        };
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
        work(&mut state, &content, xz::LZMA_RUN)
    }

    /// Ends the stream; gives the output that is left.
    #[method("($self, /)")]
    fn flush(this: &This) -> PyResult<Vec<u8>> {
        let mut state = enter(&this.state);
        if state.is_flushed {
            return Err(raise!(ValueError, "Repeated call to flush()"));
        }
        state.is_flushed = true;
        work(&mut state, &[], xz::LZMA_FINISH)
    }
}
