//! Codecs of text streams, from the registry.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::io::newline::{IncrementalNewlineDecoder, check_decoded};

/// Looks a codec up that is between text and bytes.
pub fn lookup(encoding: &str) -> PyResult {
    pyston_builtins::codecs::lookup_text_encoding(encoding, "codecs.open()").map(Py::into_object)
}

pub fn incremental_encoder(codec: &Object, errors: &Object) -> PyResult {
    call::call(&*attr::getattr_str(codec, name!("incrementalencoder"))?, &[errors])
}

pub fn incremental_decoder(codec: &Object, errors: &Object) -> PyResult {
    call::call(&*attr::getattr_str(codec, name!("incrementaldecoder"))?, &[errors])
}

/// `decoder.decode(input, is_final)`, which must give text.
pub fn decode(decoder: &Object, input: &Object, is_final: bool) -> PyResult<Py<Str>> {
    if let Some(newlines) = decoder.downcast_exact::<Instance<IncrementalNewlineDecoder>>() {
        return newlines.decode(input, is_final);
    }
    check_decoded(call::call_method(decoder, name!("decode"), &[input, singletons::bool(is_final)])?)
}

/// The answer of `decoder.getstate()`: what is buffered, and flags.
pub fn decoder_state(decoder: &Object) -> PyResult<(Py<Bytes>, Py)> {
    let state = call::call_method(decoder, name!("getstate"), &[])?;
    let Some(&[buffered, flags]) = state.downcast::<Tuple>().map(|state| state.as_slice()) else {
        return Err(raise!(TypeError, "illegal decoder state"));
    };
    match buffered.downcast::<Bytes>() {
        Some(buffered) => Ok((buffered.new_ref(), flags.new_ref())),
        None => Err(raise!(
            TypeError,
            "illegal decoder state: the first item should be a bytes object, not '{:.200}'",
            buffered.type_name()
        )),
    }
}
