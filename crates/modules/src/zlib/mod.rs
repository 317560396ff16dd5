//! `zlib`: compression by the zlib library, and its checksums.

mod compress;
mod decompress;
mod stream;

use std::ffi::{CStr, c_int};
use std::sync::Mutex;

use libz_rs_sys as z;
use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{CUIntBits, SizeFromInt};
use crate::unlocked::stable;
use stream::Stream;

pub struct ZlibModule;

/// An argument that may be absent, but not `None`.
type Given<T> = Option<T>;

static ERROR: Once<Type> = Once::new();

fn error_class() -> PyResult<&'static Type> {
    ERROR.get_or_try_init(|| new_exception("zlib", "error", &exc::Exception))
}

const MAX_WBITS: c_int = 15;
const DEF_MEM_LEVEL: c_int = 8;
/// How much room output gets at first.
const DEF_BUF_SIZE: usize = 16 * 1024;
/// From this many bytes on, checksums are computed without the GIL.
const LARGE: usize = 5 * 1024;

/// Raises `zlib.error` with the status, what was going on, and the library's explanation or ours.
fn failed(status: c_int, activity: &str, stream: Option<&Stream>) -> Raised {
    let class = match error_class() {
        Ok(class) => class,
        Err(raised) => return raised,
    };
    let explanation = stream.and_then(Stream::message).or_else(|| {
        let text = match status {
            z::Z_BUF_ERROR => "incomplete or truncated stream",
            z::Z_STREAM_ERROR => "inconsistent stream state",
            z::Z_DATA_ERROR => "invalid input data",
            z::Z_VERSION_ERROR => "library version mismatch",
            _ => return None,
        };
        Some(text.to_owned())
    });
    match explanation {
        Some(text) => errors::raise_fmt(class, format_args!("Error {status} {activity}: {text:.200}")),
        None => errors::raise_fmt(class, format_args!("Error {status} {activity}")),
    }
}

/// The error of an object that could not be made or copied.
fn not_initialised(status: c_int, invalid: &str, kind: &str, activity: &str) -> Raised {
    match status {
        z::Z_STREAM_ERROR => raise!(ValueError, "{invalid}"),
        z::Z_MEM_ERROR => raise!(MemoryError, "Can't allocate memory for {kind} object"),
        _ => failed(status, &format!("while {activity} {kind} object"), None),
    }
}

/// Works until the input is consumed and no output is pending, or the status is not success; output
/// never exceeds `limit`.
fn run(stream: &mut Stream, input: &mut &[u8], out: &mut Vec<u8>, flush: c_int, limit: usize) -> c_int {
    let mut room = DEF_BUF_SIZE;
    let all = stream.is_fresh().then_some(*input);
    loop {
        let available = room.min(limit - out.len());
        let len = out.len();
        let status = stream.step(input, out, available, flush);
        if status == z::Z_DATA_ERROR {
            stream.note_fault(all);
        }
        let is_full = out.len() - len == available;
        let has_failed = !matches!(status, z::Z_OK | z::Z_BUF_ERROR);
        // Without room the library reports that it could do nothing: that is no news.
        if has_failed || out.len() == limit || (!is_full && input.is_empty()) {
            return status;
        }
        room = (room * 2).min(1 << 26);
    }
}

/// The stream of the last compression at once, and its level: to make one takes longer than to compress a
/// short text.
static SPARE: Mutex<Option<(c_int, Stream)>> = Mutex::new(None);

/// Compresses at once.
fn compress(data: &[u8], level: c_int) -> Result<Vec<u8>, c_int> {
    let spare = SPARE.try_lock().ok().and_then(|mut spare| spare.take());
    let mut stream = match spare.filter(|spare| spare.0 == level) {
        Some((_, stream)) => stream,
        None => Stream::deflate(level, z::Z_DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, z::Z_DEFAULT_STRATEGY)?,
    };
    let (mut input, mut out) = (data, Vec::new());
    let status = run(&mut stream, &mut input, &mut out, z::Z_FINISH, usize::MAX);
    if status != z::Z_STREAM_END {
        return Err(status);
    }
    if stream.reset().is_ok()
        && let Ok(mut spare) = SPARE.try_lock()
    {
        *spare = Some((level, stream));
    }
    Ok(out)
}

/// The dictionary's length must fit the library's type.
fn check_dictionary(dictionary: &Buffer) -> PyResult<()> {
    if u32::try_from(dictionary.len()).is_err() {
        return Err(raise!(OverflowError, "zdict length does not fit in an unsigned int"));
    }
    Ok(())
}

/// Compression by the zlib library.
#[pymodule("zlib")]
impl ZlibModule {
    /// The data, compressed.
    #[function("($module, data, /, level=Z_DEFAULT_COMPRESSION)")]
    fn compress(data: Buffer, level: Option<i32>) -> PyResult<Vec<u8>> {
        let level = level.unwrap_or(z::Z_DEFAULT_COMPRESSION);
        let content = stable(&data);
        match allow_threads(|| compress(&content, level)) {
            Ok(compressed) => Ok(compressed),
            Err(z::Z_STREAM_ERROR) => Err(failed_plainly("Bad compression level")),
            Err(z::Z_MEM_ERROR) => Err(raise!(MemoryError, "Out of memory while compressing data")),
            Err(status) => Err(failed(status, "while compressing data", None)),
        }
    }

    /// The data, decompressed.
    #[function("($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)")]
    fn decompress(data: Buffer, wbits: Option<i32>, bufsize: Option<SizeFromInt>) -> PyResult<Vec<u8>> {
        if bufsize.as_ref().is_some_and(|size| size.0 < 0) {
            return Err(raise!(ValueError, "bufsize must be non-negative"));
        }
        check_room(bufsize.as_ref())?;
        let mut stream = match Stream::inflate(wbits.unwrap_or(MAX_WBITS)) {
            Ok(stream) => stream,
            Err(z::Z_MEM_ERROR) => return Err(raise!(MemoryError, "Out of memory while decompressing data")),
            Err(status) => return Err(failed(status, "while preparing to decompress data", None)),
        };
        let content = stable(&data);
        let (mut input, mut out) = (&*content, Vec::new());
        match allow_threads(|| run(&mut stream, &mut input, &mut out, z::Z_FINISH, usize::MAX)) {
            z::Z_STREAM_END => Ok(out),
            z::Z_MEM_ERROR => Err(raise!(MemoryError, "Out of memory while decompressing data")),
            z::Z_OK => Err(failed(z::Z_BUF_ERROR, "while decompressing data", Some(&stream))),
            status => Err(failed(status, "while decompressing data", Some(&stream))),
        }
    }

    /// An object that compresses data that comes in parts.
    ///
    /// level: 0 to 9, -1 for the default; wbits: the size of the window as a power of two, negative
    /// for raw data, plus 16 for gzip; memLevel: 1 to 9; strategy: one of the constants; zdict: a
    /// dictionary of what is expected to be frequent in the data.
    #[function(
        "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED,\n            wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,\n            strategy=Z_DEFAULT_STRATEGY, zdict=None)"
    )]
    fn compressobj(
        level: Option<i32>,
        method: Option<i32>,
        wbits: Option<i32>,
        mem_level: Option<i32>,
        strategy: Option<i32>,
        zdict: Given<Buffer>,
    ) -> PyResult {
        compress::new(
            level.unwrap_or(z::Z_DEFAULT_COMPRESSION),
            method.unwrap_or(z::Z_DEFLATED),
            wbits.unwrap_or(MAX_WBITS),
            mem_level.unwrap_or(DEF_MEM_LEVEL),
            strategy.unwrap_or(z::Z_DEFAULT_STRATEGY),
            zdict,
        )
    }

    /// An object that decompresses data that comes in parts, with the dictionary it was compressed with.
    #[function("($module, /, wbits=MAX_WBITS, zdict=b'')")]
    fn decompressobj(wbits: Option<i32>, zdict: Option<&Object>) -> PyResult {
        decompress::new(wbits.unwrap_or(MAX_WBITS), zdict)
    }

    /// The checksum Adler-32 of the data, continued from value.
    #[function("($module, data, value=1, /)")]
    fn adler32(data: Buffer, value: Option<CUIntBits>) -> u32 {
        let start = value.map_or(1, |value| value.0);
        checksum(&data, |content| adler32(content, start))
    }

    /// The checksum CRC-32 of the data, continued from value.
    #[function("($module, data, value=0, /)")]
    fn crc32(data: Buffer, value: Option<CUIntBits>) -> u32 {
        let start = value.map_or(0, |value| value.0);
        checksum(&data, |content| {
            let mut hasher = crc32fast::Hasher::new_with_initial(start);
            hasher.update(content);
            hasher.finalize()
        })
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        compress::install()?;
        decompress::install()?;
        module.add("error", error_class()?.new_ref())?;
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        // SAFETY: a C string that lives forever.
        let version = unsafe { CStr::from_ptr(z::zlibVersion()) }.to_string_lossy();
        let number = version.split('-').next().unwrap_or_default();
        module.add("ZLIB_VERSION", number)?;
        module.add("ZLIB_RUNTIME_VERSION", number)?;
        module.add("__version__", "1.0")
    }
}

/// Refuses a first size of the output for which there is no memory. Nothing else depends on it.
fn check_room(size: Option<&SizeFromInt>) -> PyResult<()> {
    let size = size.map_or(0, |size| size.0.max(0) as usize);
    Bytes::check_len(size)?;
    pyston_object::room::probe::<u8>(size)
}

/// Raises `zlib.error` with a message of its own.
fn failed_plainly(message: &str) -> Raised {
    error_class().map_or_else(|raised| raised, |class| errors::raise_fmt(class, format_args!("{message}")))
}

fn checksum(data: &Buffer, compute: impl FnOnce(&[u8]) -> u32) -> u32 {
    if data.len() <= LARGE {
        return compute(data.as_slice());
    }
    let content = stable(data);
    allow_threads(|| compute(&content))
}

fn adler32(data: &[u8], start: u32) -> u32 {
    // A start that is no checksum counts by its remainder, without data too.
    const BASE: u32 = 65521;
    let mut sum = (((start >> 16) % BASE) << 16) | ((start & 0xffff) % BASE);
    for part in data.chunks(u32::MAX as usize) {
        // SAFETY: memory of the length said.
        sum = unsafe { z::adler32(sum.into(), part.as_ptr(), part.len() as u32) } as u32;
    }
    sum
}

const CONSTANTS: &[(&str, i32)] = &[
    ("MAX_WBITS", MAX_WBITS),
    ("DEFLATED", z::Z_DEFLATED),
    ("DEF_MEM_LEVEL", DEF_MEM_LEVEL),
    ("DEF_BUF_SIZE", DEF_BUF_SIZE as i32),
    ("Z_NO_COMPRESSION", z::Z_NO_COMPRESSION),
    ("Z_BEST_SPEED", z::Z_BEST_SPEED),
    ("Z_BEST_COMPRESSION", z::Z_BEST_COMPRESSION),
    ("Z_DEFAULT_COMPRESSION", z::Z_DEFAULT_COMPRESSION),
    ("Z_FILTERED", z::Z_FILTERED),
    ("Z_HUFFMAN_ONLY", z::Z_HUFFMAN_ONLY),
    ("Z_RLE", z::Z_RLE),
    ("Z_FIXED", z::Z_FIXED),
    ("Z_DEFAULT_STRATEGY", z::Z_DEFAULT_STRATEGY),
    ("Z_NO_FLUSH", z::Z_NO_FLUSH),
    ("Z_PARTIAL_FLUSH", z::Z_PARTIAL_FLUSH),
    ("Z_SYNC_FLUSH", z::Z_SYNC_FLUSH),
    ("Z_FULL_FLUSH", z::Z_FULL_FLUSH),
    ("Z_FINISH", z::Z_FINISH),
    ("Z_BLOCK", z::Z_BLOCK),
    ("Z_TREES", z::Z_TREES),
];
