//! Streams of liblzma, owned.
//!
//! **Invariant**: the C struct is boxed, and all zero or initialised; both may be ended.

use liblzma_sys as xz;
use pyston_object::prelude::*;

use super::lzma_error;

pub struct Stream {
    raw: Box<xz::lzma_stream>,
}

// SAFETY: a stream's memory belongs to it alone; the library has no state of threads.
unsafe impl Send for Stream {}

/// Is the status an error? Some that are not success tell news only.
pub fn is_error(status: xz::lzma_ret) -> bool {
    !matches!(status, xz::LZMA_OK | xz::LZMA_GET_CHECK | xz::LZMA_NO_CHECK | xz::LZMA_STREAM_END)
}

/// Raises what a status means if it is an error.
pub fn check(status: xz::lzma_ret) -> PyResult<()> {
    if !is_error(status) {
        return Ok(());
    }
    let text = match status {
        xz::LZMA_UNSUPPORTED_CHECK => "Unsupported integrity check",
        xz::LZMA_MEM_ERROR => return Err(errors::no_memory()),
        xz::LZMA_MEMLIMIT_ERROR => "Memory usage limit exceeded",
        xz::LZMA_FORMAT_ERROR => "Input format not supported by decoder",
        xz::LZMA_OPTIONS_ERROR => "Invalid or unsupported options",
        xz::LZMA_DATA_ERROR => "Corrupt input data",
        xz::LZMA_BUF_ERROR => "Insufficient buffer space",
        xz::LZMA_PROG_ERROR => "Internal error",
        status => return Err(lzma_error(format_args!("Unrecognized error from liblzma: {status}"))),
    };
    Err(lzma_error(format_args!("{text}")))
}

impl Stream {
    /// A stream that `init` initialises, one of the library's functions.
    pub fn new(init: impl FnOnce(*mut xz::lzma_stream) -> xz::lzma_ret) -> PyResult<Stream> {
        // SAFETY: all zero is what the library wants at first.
        let mut stream = Stream { raw: Box::new(unsafe { std::mem::zeroed() }) };
        check(init(&mut *stream.raw))?;
        Ok(stream)
    }

    /// Works until the input is consumed or `room` bytes are appended to the output; takes what is
    /// consumed off the input. Gives the status; a stream that has nothing to do is no error.
    pub fn step(&mut self, input: &mut &[u8], out: &mut Vec<u8>, room: usize, action: xz::lzma_action) -> xz::lzma_ret {
        if out.try_reserve(room).is_err() {
            return xz::LZMA_MEM_ERROR;
        }
        self.raw.next_in = input.as_ptr();
        self.raw.avail_in = input.len();
        self.raw.avail_out = room;
        // SAFETY: an initialised stream; memory for as many bytes as said, of which the library writes
        // those that it says it has written.
        let status = unsafe {
            self.raw.next_out = out.as_mut_ptr().add(out.len());
            let status = xz::lzma_code(&mut *self.raw, action);
            out.set_len(out.len() + room - self.raw.avail_out);
            status
        };
        let n_read = input.len() - self.raw.avail_in;
        *input = &input[n_read..];
        if status == xz::LZMA_BUF_ERROR && input.is_empty() && self.raw.avail_out > 0 { xz::LZMA_OK } else { status }
    }

    /// Which check the data being decompressed has.
    pub fn check_id(&self) -> xz::lzma_check {
        // SAFETY: an initialised stream.
        unsafe { xz::lzma_get_check(&*self.raw) }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: all zero or initialised, and not used again.
        unsafe { xz::lzma_end(&mut *self.raw) }
    }
}
