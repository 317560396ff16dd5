//! `Decompress` objects.
//!
//! **Invariant**: a method holds the lock of the stream until it is done, the attributes set included.

use std::cell::Cell;
use std::ffi::c_int;
use std::sync::Mutex;

use libz_rs_sys as z;
use pyston_object::buffer::has_buffer;
use pyston_object::prelude::*;
use pyston_object::{impl_trace, ready};
use pyston_runtime::gil::allow_threads;

use super::stream::Stream;
use super::{check_dictionary, check_room, failed, not_initialised, run};
use crate::arguments::SizeFromInt;
use crate::unlocked::{enter, stable};

#[pyclass(Decompress_Type = "zlib.Decompress")]
pub struct Decompress {
    /// `None` once the memory of a finished stream is given back.
    stream: Mutex<Option<Stream>>,
    zdict: Field,
    /// What followed the end of the stream.
    unused_data: Field<Bytes>,
    /// What was given but not read, as the output was limited.
    unconsumed_tail: Field<Bytes>,
    eof: Cell<bool>,
}
impl_trace!(Decompress { zdict });

type This = Instance<Decompress>;

pub fn new(wbits: c_int, zdict: Option<&Object>) -> PyResult {
    if zdict.is_some_and(|zdict| !has_buffer(zdict)) {
        return Err(raise!(TypeError, "zdict argument must support the buffer protocol"));
    }
    let mut stream = Stream::inflate(wbits)
        .map_err(|status| not_initialised(status, "Invalid initialization option", "decompression", "creating"))?;
    // Raw data does not ask for its dictionary.
    if let Some(zdict) = zdict.filter(|_| wbits < 0) {
        set_dictionary(&mut stream, zdict)?;
    }
    make(stream, zdict.map(|zdict| zdict.new_ref()), Bytes::new(&[])?, Bytes::new(&[])?, false).map(Py::into_object)
}

fn make(
    stream: Stream,
    zdict: Option<Py>,
    unused_data: Py<Bytes>,
    unconsumed_tail: Py<Bytes>,
    eof: bool,
) -> PyResult<Py<This>> {
    Instance::new(Decompress {
        stream: Mutex::new(Some(stream)),
        zdict: zdict.map_or_else(Field::empty, Field::new),
        unused_data: Field::new(unused_data),
        unconsumed_tail: Field::new(unconsumed_tail),
        eof: Cell::new(eof),
    })
}

pub fn install() -> PyResult<()> {
    crate::arguments::install_once(&Decompress_Type, || {
        Decompress::install();
        pyston_object::payload_members!(Decompress_Type, Decompress {
            "unused_data" = unused_data [readonly],
            "unconsumed_tail" = unconsumed_tail [readonly],
            "eof" = eof [readonly],
        });
        ready::ready(&Decompress_Type)
    })
}

fn set_dictionary(stream: &mut Stream, zdict: &Object) -> PyResult<()> {
    let buffer = Buffer::new(zdict)?;
    check_dictionary(&buffer)?;
    stream.set_dictionary(buffer.as_slice()).map_err(|status| failed(status, "while setting zdict", Some(stream)))
}

impl Decompress {
    /// Works as [`run`], and sets the dictionary when the stream asks for it.
    fn run(
        &self,
        stream: &mut Option<Stream>,
        input: &mut &[u8],
        out: &mut Vec<u8>,
        flush: c_int,
        limit: usize,
    ) -> PyResult<c_int> {
        let Some(stream) = stream else { return Ok(z::Z_STREAM_ERROR) };
        loop {
            let status = allow_threads(|| run(stream, input, out, flush, limit));
            match self.zdict.get() {
                Some(zdict) if status == z::Z_NEED_DICT => set_dictionary(stream, &zdict)?,
                _ if status == z::Z_MEM_ERROR => return Err(errors::no_memory()),
                _ => return Ok(status),
            }
        }
    }

    /// Keeps what is left of the input: behind the end of the stream, or for another call.
    ///
    /// What is behind the end stays for another call, too, if something was kept for that before: CPython's answer.
    fn keep(&self, rest: &[u8], status: c_int) -> PyResult<()> {
        if status == z::Z_STREAM_END && !rest.is_empty() {
            let before = self.unused_data.get();
            let all = [before.as_ref().map_or(&[][..], |before| before.as_slice()), rest].concat();
            self.unused_data.set(Bytes::new(&all)?);
            if self.unconsumed_tail.get().is_none_or(|tail| tail.is_empty()) {
                return Ok(());
            }
        }
        self.unconsumed_tail.set(Bytes::new(rest)?);
        Ok(())
    }

    fn duplicate(&self) -> PyResult<Py<This>> {
        let mut guard = enter(&self.stream);
        let copied = match &mut *guard {
            Some(stream) => stream.copy(),
            None => Err(z::Z_STREAM_ERROR),
        };
        let stream = copied
            .map_err(|status| not_initialised(status, "Inconsistent stream state", "decompression", "copying"))?;
        let bytes = |field: &Field<Bytes>| field.get().map_or_else(|| Bytes::new(&[]), Ok);
        make(stream, self.zdict.get(), bytes(&self.unused_data)?, bytes(&self.unconsumed_tail)?, self.eof.get())
    }
}

#[pytype(Decompress_Type, payload)]
impl Decompress {
    /// Decompresses data; gives at most max_length bytes of output if that is not zero.
    ///
    /// What was not read for that reason is in unconsumed_tail and must be given again.
    #[method("($self, data, /, max_length=0)")]
    fn decompress(this: &This, data: Buffer, max_length: Option<SizeFromInt>) -> PyResult<Vec<u8>> {
        let limit = match max_length.map_or(0, |length| length.0) {
            ..0 => return Err(raise!(ValueError, "max_length must be non-negative")),
            0 => usize::MAX,
            limit => limit as usize,
        };
        let (content, mut guard) = (stable(&data), enter(&this.stream));
        let (mut input, mut out) = (&*content, Vec::new());
        let status = this.run(&mut guard, &mut input, &mut out, z::Z_SYNC_FLUSH, limit)?;
        this.keep(input, status)?;
        match status {
            z::Z_STREAM_END => this.eof.set(true),
            z::Z_OK | z::Z_BUF_ERROR => {}
            _ => return Err(failed(status, "while decompressing data", guard.as_ref())),
        }
        Ok(out)
    }

    /// Gives the output that is left, that of unconsumed_tail included.
    ///
    /// length: how much room the output gets at first.
    #[method("($self, length=zlib.DEF_BUF_SIZE, /)")]
    fn flush(this: &This, length: Option<SizeFromInt>) -> PyResult<Vec<u8>> {
        if length.as_ref().is_some_and(|length| length.0 <= 0) {
            return Err(raise!(ValueError, "length must be greater than zero"));
        }
        check_room(length.as_ref())?;
        let mut guard = enter(&this.stream);
        let tail = this.unconsumed_tail.get().map_or_else(|| Bytes::new(&[]), Ok)?;
        let (mut input, mut out) = (tail.as_slice(), Vec::new());
        let status = this.run(&mut guard, &mut input, &mut out, z::Z_FINISH, usize::MAX)?;
        this.keep(input, status)?;
        if status == z::Z_STREAM_END {
            this.eof.set(true);
            let ended = guard.take().map_or(Ok(()), Stream::end);
            ended.map_err(|status| failed(status, "while finishing decompression", None))?;
        }
        Ok(out)
    }

    /// An independent object with the same state.
    #[method("($self, /)")]
    fn copy(this: &This) -> PyResult<Py<This>> {
        this.duplicate()
    }

    #[method("($self, /)")]
    fn __copy__(this: &This) -> PyResult<Py<This>> {
        this.duplicate()
    }

    #[method("($self, memo, /)")]
    fn __deepcopy__(this: &This, _memo: &Object) -> PyResult<Py<This>> {
        this.duplicate()
    }
}
