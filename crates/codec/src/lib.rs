//! Text codecs over plain data: bytes to code points and back.
//!
//! No Python objects here. A decoder writes to an [`Output`], an encoder reads
//! a [`Text`]; what they cannot handle they report as a [`Fault`] (codec,
//! range, reason: the fields of CPython's `UnicodeError`s) to a handler, which
//! may insert something, move the position, even replace the input. The error
//! handlers CPython registers under names are [`Policy`]; user callbacks
//! implement the same traits.
#![forbid(unsafe_code)]

pub mod ascii;
pub mod bytes_escape;
pub mod charmap;
mod decode;
mod encode;
mod fault;
mod hex;
pub mod latin1;
pub mod multibyte;
mod output;
mod policy;
pub mod raw_unicode_escape;
pub mod repr;
mod text;
pub mod unicode_escape;
pub mod utf16;
pub mod utf32;
pub mod utf7;
pub mod utf8;

pub use decode::{DecodeHandler, Resume};
pub use encode::{EncodeHandler, Replacement};
pub use fault::{ByteOrder, Codec, Fault};
pub use output::{Builder, Output, Units};
pub use policy::{Failure, Policy};
pub use text::{Text, Unit};
