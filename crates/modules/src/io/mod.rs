//! `_io`: streams of bytes and of text, the native part of the module `io`.
//!
//! **Architecture Invariant**: streams talk to each other by Python calls (`raw.readinto(..)`), as any
//! stream may be written in Python; a shortcut is taken only where the types show that nobody can
//! tell the difference.

mod base;
mod buffered;
mod buffered_base;
mod bytes_io;
mod bytes_io_buffer;
mod convert;
mod file_io;
mod file_open;
mod iobase;
mod newline;
mod open;
mod raw_base;
mod string_io;
mod support;
mod text_base;
mod text_wrapper;

pub use base::{Closed, IoBase};
pub use support::unsupported;

use pyston_object::prelude::*;

/// Size of buffers unless the file system tells a better one.
pub const DEFAULT_BUFFER_SIZE: usize = 8192;

pub struct IoModule;

/// The native part of streams: raw files, buffers, text, and streams in memory.
#[pymodule("_io")]
impl IoModule {
    /// Open a file and return a stream; what the built-in function open() is.
    ///
    /// The mode is one of r, w, x and a, with + for reading and writing, and b for bytes or t for text.
    #[function(
        "($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)"
    )]
    fn open(
        file: &Object,
        mode: Option<convert::CStrArg<'_>>,
        buffering: Option<i32>,
        encoding: Option<convert::CStrArg<'_>>,
        errors: Option<convert::CStrArg<'_>>,
        newline: Option<convert::CStrArg<'_>>,
        closefd: Option<convert::IntFlag>,
        opener: &Object,
    ) -> PyResult {
        open::open(&open::Options {
            file,
            mode: mode.map_or("r", |mode| mode.0),
            buffering: buffering.unwrap_or(-1),
            encoding: encoding.map(|encoding| encoding.0),
            errors: errors.map(|errors| errors.0),
            newline: newline.map(|newline| newline.0),
            closefd: closefd.is_none_or(|closefd| closefd.0),
            opener,
        })
    }

    /// Open a file that holds code, for reading bytes; it may be checked before it is run.
    #[function("($module, /, path)")]
    fn open_code(path: &Str) -> PyResult {
        open::open_code(path)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install();
        module.add("DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE)?;
        module.add("UnsupportedOperation", support::unsupported_operation()?)?;
        module.add("BlockingIOError", exc::BlockingIOError.new_ref())?;
        for ty in TYPES {
            module.add_type(ty)?;
        }
        pyston_object::ready::ready(&bytes_io_buffer::BytesIOBuffer_Type)
    }
}

/// The module's types, bases first.
static TYPES: &[&Type] = &[
    &base::PyIOBase_Type,
    &raw_base::PyRawIOBase_Type,
    &buffered_base::PyBufferedIOBase_Type,
    &text_base::PyTextIOBase_Type,
    &file_io::PyFileIO_Type,
    &bytes_io::PyBytesIO_Type,
    &string_io::PyStringIO_Type,
    &buffered::PyBufferedReader_Type,
    &buffered::PyBufferedWriter_Type,
    &buffered::PyBufferedRWPair_Type,
    &buffered::PyBufferedRandom_Type,
    &text_wrapper::PyTextIOWrapper_Type,
    &newline::PyIncrementalNewlineDecoder_Type,
];

fn install() {
    if base::PyIOBase_Type.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
        return;
    }
    base::IoBase::install();
    raw_base::RawIoBase::install();
    buffered_base::BufferedIoBase::install();
    text_base::TextIoBase::install();
    file_io::FileIo::install();
    file_io::install_members();
    bytes_io::BytesIo::install();
    bytes_io_buffer::BytesIoBuffer::install();
    string_io::StringIo::install();
    buffered::install();
    text_wrapper::install();
    newline::IncrementalNewlineDecoder::install();
}
