//! `Compress` objects.
//!
//! **Invariant**: a method holds the lock of the stream until it is done.

use std::ffi::c_int;
use std::sync::Mutex;

use libz_rs_sys as z;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready;
use pyston_runtime::gil::allow_threads;

use super::stream::Stream;
use super::{failed, not_initialised, run};
use crate::unlocked::{enter, stable};

#[pyclass(Compress_Type = "zlib.Compress")]
pub struct Compress {
    /// `None` once the stream is finished.
    stream: Mutex<Option<Stream>>,
}
impl_trace!(Compress {});

type This = Instance<Compress>;

pub fn new(
    level: c_int,
    method: c_int,
    wbits: c_int,
    mem_level: c_int,
    strategy: c_int,
    zdict: Option<Buffer>,
) -> PyResult {
    if let Some(zdict) = &zdict {
        super::check_dictionary(zdict)?;
    }
    let mut stream = Stream::deflate(level, method, wbits, mem_level, strategy)
        .map_err(|status| not_initialised(status, "Invalid initialization option", "compression", "creating"))?;
    if let Some(zdict) = &zdict {
        stream.set_dictionary(zdict.as_slice()).map_err(|status| match status {
            z::Z_STREAM_ERROR => raise!(ValueError, "Invalid dictionary"),
            _ => raise!(ValueError, "deflateSetDictionary()"),
        })?;
    }
    Instance::new(Compress { stream: Mutex::new(Some(stream)) }).map(Py::into_object)
}

pub fn install() -> PyResult<()> {
    crate::arguments::install_once(&Compress_Type, || {
        Compress::install();
        ready::ready(&Compress_Type)
    })
}

fn duplicate(this: &This) -> PyResult<Py<This>> {
    let copied = match &mut *enter(&this.stream) {
        Some(stream) => stream.copy(),
        None => Err(z::Z_STREAM_ERROR),
    };
    let stream =
        copied.map_err(|status| not_initialised(status, "Inconsistent stream state", "compression", "copying"))?;
    Instance::new(Compress { stream: Mutex::new(Some(stream)) })
}

#[pytype(Compress_Type, payload)]
impl Compress {
    /// Compresses data; gives what is ready of the output. The rest follows in later calls and flush().
    #[method("($self, data, /)")]
    fn compress(this: &This, data: Buffer) -> PyResult<Vec<u8>> {
        let (content, mut guard) = (stable(&data), enter(&this.stream));
        let Some(stream) = &mut *guard else {
            return Err(failed(z::Z_STREAM_ERROR, "while compressing data", None));
        };
        let (mut input, mut out) = (&*content, Vec::new());
        match allow_threads(|| run(stream, &mut input, &mut out, z::Z_NO_FLUSH, usize::MAX)) {
            z::Z_STREAM_ERROR => Err(failed(z::Z_STREAM_ERROR, "while compressing data", Some(stream))),
            z::Z_MEM_ERROR => Err(errors::no_memory()),
            _ => Ok(out),
        }
    }

    /// Gives the output that is left. By default the stream is finished and takes no more data; other
    /// modes let it go on.
    #[method("($self, mode=zlib.Z_FINISH, /)")]
    fn flush(this: &This, mode: Option<i32>) -> PyResult<Vec<u8>> {
        let mode = mode.unwrap_or(z::Z_FINISH);
        let mut out = Vec::new();
        if mode == z::Z_NO_FLUSH {
            return Ok(out);
        }
        let mut guard = enter(&this.stream);
        let Some(stream) = &mut *guard else { return Err(failed(z::Z_STREAM_ERROR, "while flushing", None)) };
        let mut input: &[u8] = &[];
        match allow_threads(|| run(stream, &mut input, &mut out, mode, usize::MAX)) {
            z::Z_STREAM_END if mode == z::Z_FINISH => {
                let ended = guard.take().map_or(Ok(()), Stream::end);
                ended.map_err(|status| failed(status, "while finishing compression", None))?;
            }
            z::Z_OK | z::Z_BUF_ERROR => {}
            z::Z_MEM_ERROR => return Err(errors::no_memory()),
            status => return Err(failed(status, "while flushing", Some(stream))),
        }
        Ok(out)
    }

    /// An independent object with the same state.
    #[method("($self, /)")]
    fn copy(this: &This) -> PyResult<Py<This>> {
        duplicate(this)
    }

    #[method("($self, /)")]
    fn __copy__(this: &This) -> PyResult<Py<This>> {
        duplicate(this)
    }

    #[method("($self, memo, /)")]
    fn __deepcopy__(this: &This, _memo: &Object) -> PyResult<Py<This>> {
        duplicate(this)
    }
}
