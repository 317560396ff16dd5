//! Decoding of sources whose declared encoding only the codec registry knows.
//!
//! **Invariant**: the compiler's own decoders come first. They need no Python code, so what the library
//! is written in compiles before the registry works.

use pyston_builtins::codecs;
use pyston_compiler::source;
use pyston_object::prelude::*;

/// The text of `bytes`; the error is the text of Python's exception.
pub fn decode(bytes: &[u8], name: &str) -> Result<String, String> {
    match source::decode(bytes, name) {
        Err(text) if text == format!("unknown encoding: {name}") => {
            by_registry(bytes, name).map_err(|Raised| message())
        }
        result => result,
    }
}

fn by_registry(bytes: &[u8], name: &str) -> PyResult<String> {
    let text = codecs::decode_bytes(&*Bytes::new(bytes)?, Some(name), None)?;
    Ok(text.to_utf8()?.into_owned())
}

/// The message of the pending exception, which it ends.
fn message() -> String {
    let Some(mut pending) = errors::fetch() else { return String::new() };
    pending.normalize();
    let Some(value) = &pending.value else { return pending.ty.tp_name().to_string() };
    match protocol::str(value) {
        Ok(text) => text.to_string_lossy().into_owned(),
        Err(raised) => {
            raised.clear();
            String::new()
        }
    }
}
