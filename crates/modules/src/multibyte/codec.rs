//! `MultibyteCodec`: a codec without memory, what `getcodec()` gives.

use pyston_builtins::codecs;
use pyston_codec::multibyte::Encoding;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::errors::{Decoding, Ending, Errors, encode};

#[pyclass(Codec_Type = "MultibyteCodec")]
pub struct MultibyteCodec {
    pub encoding: &'static Encoding,
}
impl_trace!(MultibyteCodec {});

impl MultibyteCodec {
    pub fn new(encoding: &'static Encoding) -> MultibyteCodec {
        MultibyteCodec { encoding }
    }
}

/// The name of an error handler, where `None` is allowed.
#[derive(Clone, Copy)]
struct Handler<'a>(&'a str);

impl<'a> FromArg<'a> for Handler<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        match object.downcast::<Str>() {
            Some(name) => codecs::c_text(name).map(Handler),
            None => Err(context.must_be("str or None", object)),
        }
    }
}

/// The text to encode: `str()` of what is none.
pub(super) fn text_of(input: &Object) -> PyResult<Py<Str>> {
    match input.downcast::<Str>() {
        Some(text) => Ok(text.new_ref()),
        None => protocol::str(input),
    }
}

/// The bytes of an export, copied if a handler could change them.
pub(super) fn stable(memory: &Buffer) -> std::borrow::Cow<'_, [u8]> {
    if memory.is_readonly() { memory.as_slice().into() } else { memory.to_vec().into() }
}

#[pytype(Codec_Type, payload)]
impl MultibyteCodec {
    /// Encodes input; gives the bytes and how many characters they stand for.
    ///
    /// errors names the handler for what cannot be encoded. The default 'strict' raises a
    /// UnicodeEncodeError; others are 'ignore', 'replace', 'xmlcharrefreplace' and those registered with
    /// codecs.register_error.
    #[method("($self, /, input, errors=None)")]
    fn encode(this: &Instance<MultibyteCodec>, input: &Object, errors: Option<Handler>) -> PyResult<(Vec<u8>, usize)> {
        let text = text_of(input)?;
        let errors = Errors::from_name(errors.map(|errors| errors.0));
        let mut state = this.encoding.encoder_state();
        let bytes = encode(this.encoding, &mut state, &text, &mut 0, &errors, Ending::Reset)?;
        Ok((bytes, text.len()))
    }

    /// Decodes input; gives the text and how many bytes it stands for.
    ///
    /// errors names the handler for what cannot be decoded. The default 'strict' raises a
    /// UnicodeDecodeError; others are 'ignore', 'replace' and those registered with
    /// codecs.register_error.
    #[method("($self, /, input, errors=None)")]
    fn decode(this: &Instance<MultibyteCodec>, input: Buffer, errors: Option<Handler>) -> PyResult<(Py<Str>, usize)> {
        let errors = Errors::from_name(errors.map(|errors| errors.0));
        let input = stable(&input);
        let mut decoding = Decoding::new(this.encoding, this.encoding.decoder_state(), &input, &errors);
        decoding.run(true)?;
        Ok((decoding.text()?, input.len()))
    }
}
