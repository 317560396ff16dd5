//! `_bz2`: compression by the bzip2 library.

mod compressor;
mod decompressor;
mod stream;

use std::ffi::c_int;

use libbz2_rs_sys as bz;
use pyston_object::prelude::*;

use stream::Failure;

pub struct Bz2Module;

/// How much room output gets at first.
const FIRST_ROOM: usize = 8192;

/// How much room output of a length gets more: fixes how output spreads over calls.
fn more_room(len: usize) -> usize {
    (len >> 3) + 6
}

impl Failure {
    fn raise(self) -> Raised {
        const INVALID: &str = "Internal error - invalid parameters passed to libbzip2";
        const SEQUENCE: &str = "Internal error - Invalid sequence of commands sent to libbzip2";
        const TRUNCATED: &str = "Compressed file ended before the logical end-of-stream was detected";
        match self.0 as c_int {
            bz::BZ_CONFIG_ERROR => raise!(SystemError, "libbzip2 was not compiled correctly"),
            bz::BZ_PARAM_ERROR => raise!(ValueError, "{INVALID}"),
            bz::BZ_MEM_ERROR => errors::no_memory(),
            bz::BZ_DATA_ERROR | bz::BZ_DATA_ERROR_MAGIC => raise!(OSError, "Invalid data stream"),
            bz::BZ_IO_ERROR => raise!(OSError, "Unknown I/O error"),
            bz::BZ_UNEXPECTED_EOF => raise!(EOFError, "{TRUNCATED}"),
            bz::BZ_SEQUENCE_ERROR => raise!(RuntimeError, "{SEQUENCE}"),
            status => raise!(OSError, "Unrecognized error from libbzip2: {status}"),
        }
    }
}

/// Compression by the bzip2 library.
#[pymodule("_bz2")]
impl Bz2Module {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &compressor::Compressor_Type, compressor::Compressor::install)?;
        crate::add_type(module, &decompressor::Decompressor_Type, decompressor::install)
    }
}
