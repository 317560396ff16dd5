//! Streams of the zlib library, owned.
//!
//! **Invariant**: the C struct is boxed, as the library may keep its address, and initialised from the
//! constructor to the destructor or [`Stream::end`].

use std::ffi::{CStr, c_int};

use libz_rs_sys as z;

#[derive(Clone, Copy)]
enum Direction {
    Deflate,
    Inflate,
}

pub struct Stream {
    raw: Box<z::z_stream>,
    direction: Direction,
}

// SAFETY: a stream's memory belongs to it alone; the library has no state of threads.
unsafe impl Send for Stream {}

/// The size of the struct, by which the library knows its version.
const STRUCT_SIZE: c_int = size_of::<z::z_stream>() as c_int;

/// The status of the library if it is not success.
pub fn failure(status: c_int) -> Result<(), c_int> {
    if status == z::Z_OK { Ok(()) } else { Err(status) }
}

impl Stream {
    pub fn deflate(
        level: c_int,
        method: c_int,
        wbits: c_int,
        mem_level: c_int,
        strategy: c_int,
    ) -> Result<Stream, c_int> {
        let mut raw = Box::<z::z_stream>::default();
        // SAFETY: a fresh struct with the library's own allocator.
        failure(unsafe {
            z::deflateInit2_(&mut *raw, level, method, wbits, mem_level, strategy, z::zlibVersion(), STRUCT_SIZE)
        })?;
        Ok(Stream { raw, direction: Direction::Deflate })
    }

    /// Makes a stream that compresses as good as new.
    pub fn reset(&mut self) -> Result<(), c_int> {
        // SAFETY: an initialised stream.
        failure(unsafe { z::deflateReset(&mut *self.raw) })
    }

    pub fn inflate(wbits: c_int) -> Result<Stream, c_int> {
        let mut raw = Box::<z::z_stream>::default();
        // SAFETY: a fresh struct with the library's own allocator.
        failure(unsafe { z::inflateInit2_(&mut *raw, wbits, z::zlibVersion(), STRUCT_SIZE) })?;
        Ok(Stream { raw, direction: Direction::Inflate })
    }

    /// The dictionary must not be longer than a `u32` tells.
    pub fn set_dictionary(&mut self, dictionary: &[u8]) -> Result<(), c_int> {
        let set = match self.direction {
            Direction::Deflate => z::deflateSetDictionary,
            Direction::Inflate => z::inflateSetDictionary,
        };
        // SAFETY: an initialised stream, and memory of the length said.
        failure(unsafe { set(&mut *self.raw, dictionary.as_ptr(), dictionary.len() as u32) })
    }

    /// Works until the input is consumed or `room` bytes are appended to the output; takes what is
    /// consumed off the input. Gives the library's status.
    pub fn step(&mut self, input: &mut &[u8], out: &mut Vec<u8>, room: usize, flush: c_int) -> c_int {
        if out.try_reserve(room).is_err() {
            return z::Z_MEM_ERROR;
        }
        let n_in = u32::try_from(input.len()).unwrap_or(u32::MAX);
        let n_out = u32::try_from(room).unwrap_or(u32::MAX);
        let work = match self.direction {
            Direction::Deflate => z::deflate,
            Direction::Inflate => z::inflate,
        };
        self.raw.next_in = input.as_ptr();
        self.raw.avail_in = n_in;
        self.raw.avail_out = n_out;
        // SAFETY: an initialised stream; memory for as many bytes as said, of which the library writes
        // those that it says it has written.
        let status = unsafe {
            self.raw.next_out = out.as_mut_ptr().add(out.len());
            let status = work(&mut *self.raw, flush);
            out.set_len(out.len() + (n_out - self.raw.avail_out) as usize);
            status
        };
        *input = &input[(n_in - self.raw.avail_in) as usize..];
        self.forget_memory();
        status
    }

    /// Lets the stream point nowhere; the library copies no stream whose pointers are null.
    fn forget_memory(&mut self) {
        self.raw.next_in = std::ptr::dangling();
        self.raw.next_out = std::ptr::dangling_mut();
        self.raw.avail_in = 0;
        self.raw.avail_out = 0;
    }

    pub fn copy(&mut self) -> Result<Stream, c_int> {
        self.forget_memory();
        let mut raw = Box::<z::z_stream>::default();
        // SAFETY: an initialised stream, and a struct for the copy.
        failure(unsafe {
            match self.direction {
                Direction::Deflate => z::deflateCopy(&mut *raw, &mut *self.raw),
                Direction::Inflate => z::inflateCopy(&mut *raw, &*self.raw),
            }
        })?;
        Ok(Stream { raw, direction: self.direction })
    }

    /// What the library says of the last error.
    pub fn message(&self) -> Option<String> {
        let message = self.raw.msg;
        // SAFETY: null or a C string of the library.
        (!message.is_null()).then(|| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned())
    }

    fn free(&mut self) -> c_int {
        // SAFETY: an initialised stream; a second time the library refuses.
        unsafe {
            match self.direction {
                Direction::Deflate => z::deflateEnd(&mut *self.raw),
                Direction::Inflate => z::inflateEnd(&mut *self.raw),
            }
        }
    }

    /// Gives the stream's memory back and says what the library thinks of ending now.
    pub fn end(mut self) -> Result<(), c_int> {
        failure(self.free())
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.free();
    }
}
