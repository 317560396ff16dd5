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
    /// The window's size and the format, of a stream that decompresses.
    wbits: c_int,
    /// What was wrong with the data. The library says it once and then only that it was called again, where the C
    /// library goes on saying it.
    fault: Option<String>,
}

/// What the library says when it is called again after it found the data wrong.
const CALLED_AGAIN: &str = "repeated call with bad state";

/// Messages that the C library words otherwise.
const WORDS: [(&str, &str); 1] = [("invalid distance code too far back", TOO_FAR)];
const TOO_FAR: &str = "invalid distance too far back";

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
        Ok(Stream { raw, direction: Direction::Deflate, wbits, fault: None })
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
        Ok(Stream { raw, direction: Direction::Inflate, wbits, fault: None })
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
        Ok(Stream { raw, direction: self.direction, wbits: self.wbits, fault: self.fault.clone() })
    }

    /// Has nothing been read yet?
    pub fn is_fresh(&self) -> bool {
        self.raw.total_in == 0
    }

    /// Finds out what is wrong after the status `Z_DATA_ERROR`; `all` is the input from the beginning, if it is known.
    pub fn note_fault(&mut self, all: Option<&[u8]>) {
        let said = self.library_message().filter(|message| message != CALLED_AGAIN);
        if said.is_none() && self.fault.is_some() {
            return;
        }
        // The library's loop for much input and output finds faults that it then forgets. It finds them again where
        // there is little room; else they are most often these.
        let found = said.or_else(|| all.and_then(|all| Stream::slowly_found_fault(self.wbits, all)));
        let found = found.unwrap_or_else(|| TOO_FAR.to_owned());
        let words = WORDS.iter().find(|(ours, _)| *ours == found);
        self.fault = Some(words.map_or(found, |&(_, theirs)| theirs.to_owned()));
    }

    fn slowly_found_fault(wbits: c_int, mut input: &[u8]) -> Option<String> {
        const ROOM: usize = 64;
        let (mut stream, mut out) = (Stream::inflate(wbits).ok()?, Vec::new());
        loop {
            let left = input.len();
            out.clear();
            match stream.step(&mut input, &mut out, ROOM, z::Z_NO_FLUSH) {
                z::Z_OK if input.len() < left || !out.is_empty() => {}
                z::Z_DATA_ERROR => return stream.library_message().filter(|message| message != CALLED_AGAIN),
                _ => return None,
            }
        }
    }

    /// What the C library says of the last error.
    pub fn message(&self) -> Option<String> {
        self.fault.clone().or_else(|| self.library_message())
    }

    fn library_message(&self) -> Option<String> {
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
