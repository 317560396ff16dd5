//! Text encodings: the registry of codecs and error handlers, and `pyston_codec` seen from objects.
//!
//! The codecs that everything needs (utf-8, utf-16, utf-32, ascii, latin-1) are reached by name without
//! the registry, as in CPython: programs cannot replace them in `str.encode` and `bytes.decode`.

mod callbacks;
pub mod charmap;
mod errors;
mod registry;
pub mod standard;
mod transcode;

pub use errors::{DecodeErrors, EncodeErrors, is_builtin as is_builtin_handler};
pub use registry::{
    forget, lookup, lookup_error, lookup_text_encoding, register, register_error, run_decoder, run_encoder,
};
pub use standard::{Standard, decode, encode};
pub use transcode::{decode_bytes, decode_object, encode_text};

use pyston_object::prelude::*;

/// Text without NUL, as the C API's names of encodings and error handlers are.
pub fn c_text(text: &Str) -> PyResult<&str> {
    let text = text.utf8()?;
    if text.contains('\0') {
        return Err(raise!(ValueError, "embedded null character"));
    }
    Ok(text)
}

/// An argument of the C format `s`.
#[derive(Clone, Copy)]
pub struct CText<'a>(pub &'a str);

impl<'a> FromArg<'a> for CText<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        c_text(<&Str>::from_arg(object, context)?).map(CText)
    }
}

pub fn install() {
    charmap::EncodingMap::install();
}

/// The codec of file names and its name.
static FILE_SYSTEM: GilCell<(standard::Standard, &str)> = GilCell::new((standard::Standard::Utf8, "utf-8"));

/// Takes the codec of file names from the locale's character set. One that needs a codec written in Python
/// is not possible; its file names are read as UTF-8, in which no byte is lost.
pub fn set_file_system_codec(codeset: &str) {
    FILE_SYSTEM.set(match codeset {
        "ANSI_X3.4-1968" | "US-ASCII" => (standard::Standard::Ascii, "ascii"),
        "ISO-8859-1" => (standard::Standard::Latin1, "iso8859-1"),
        _ => (standard::Standard::Utf8, "utf-8"),
    });
}

/// The codec of file names and its Python name.
pub fn file_system_codec() -> (standard::Standard, &'static str) {
    FILE_SYSTEM.get()
}

/// Bytes of the file system as text, with `surrogateescape`.
pub fn decode_file_name(bytes: &[u8]) -> PyResult<Py<Str>> {
    standard::decode(FILE_SYSTEM.get().0, bytes, Some("surrogateescape"))
}

/// Text as the file system's bytes, with `surrogateescape`.
pub fn encode_file_name(text: &Str) -> PyResult<Py<Bytes>> {
    standard::encode(FILE_SYSTEM.get().0, text, Some("surrogateescape"))
}
