//! Streams of the bzip2 library, owned.
//!
//! **Invariant**: the C struct is boxed, as the library keeps its address, and initialised from the
//! constructor to the destructor.

use std::ffi::c_int;

use libbz2_rs_sys as bz;

/// The status of the library that means an error.
pub struct Failure(pub c_int);

pub struct Stream {
    raw: Box<bz::bz_stream>,
    is_compressor: bool,
}

// SAFETY: a stream's memory belongs to it alone; the library has no state of threads.
unsafe impl Send for Stream {}

fn empty() -> Box<bz::bz_stream> {
    // SAFETY: null pointers, no functions and zeros are what the library wants at first.
    Box::new(unsafe { std::mem::zeroed() })
}

fn checked(status: c_int) -> Result<c_int, Failure> {
    if status >= 0 { Ok(status) } else { Err(Failure(status)) }
}

impl Stream {
    pub fn compressor(level: c_int) -> Result<Stream, Failure> {
        let mut raw = empty();
        // SAFETY: a fresh struct.
        checked(unsafe { bz::BZ2_bzCompressInit(&mut *raw, level, 0, 0) })?;
        Ok(Stream { raw, is_compressor: true })
    }

    pub fn decompressor() -> Result<Stream, Failure> {
        let mut raw = empty();
        // SAFETY: a fresh struct.
        checked(unsafe { bz::BZ2_bzDecompressInit(&mut *raw, 0, 0) })?;
        Ok(Stream { raw, is_compressor: false })
    }

    /// Works until the input is consumed or `room` bytes are appended to the output; takes what is
    /// consumed off the input. The action counts for compressors.
    pub fn step(&mut self, input: &mut &[u8], out: &mut Vec<u8>, room: usize, action: c_int) -> Result<c_int, Failure> {
        out.try_reserve(room).map_err(|_| Failure(bz::BZ_MEM_ERROR))?;
        let n_in = u32::try_from(input.len()).unwrap_or(u32::MAX);
        let n_out = u32::try_from(room).unwrap_or(u32::MAX);
        self.raw.next_in = input.as_ptr().cast();
        self.raw.avail_in = n_in;
        self.raw.avail_out = n_out;
        // SAFETY: an initialised stream; memory for as many bytes as said, of which the library writes
        // those that it says it has written.
        let status = unsafe {
            self.raw.next_out = out.as_mut_ptr().add(out.len()).cast();
            let status = if self.is_compressor {
                bz::BZ2_bzCompress(&mut *self.raw, action)
            } else {
                bz::BZ2_bzDecompress(&mut *self.raw)
            };
            out.set_len(out.len() + (n_out - self.raw.avail_out) as usize);
            status
        };
        *input = &input[(n_in - self.raw.avail_in) as usize..];
        checked(status)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: an initialised stream, not used again.
        unsafe {
            if self.is_compressor {
                bz::BZ2_bzCompressEnd(&mut *self.raw);
            } else {
                bz::BZ2_bzDecompressEnd(&mut *self.raw);
            }
        }
    }
}
