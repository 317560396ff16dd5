//! `_codecs`: the registry's functions and the built-in codecs under the names `encodings` uses.

use std::borrow::Cow;

use pyston_builtins::codecs::{self, CText, DecodeErrors, EncodeErrors, charmap};
use pyston_codec::{
    ByteOrder, ascii, bytes_escape, latin1, raw_unicode_escape, unicode_escape, utf7, utf8, utf16, utf32,
};
use pyston_object::prelude::*;

/// The name of an error handler, where `None` is allowed.
#[derive(Clone, Copy)]
struct Errors<'a>(&'a str);

impl<'a> FromArg<'a> for Errors<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        match object.downcast::<Str>() {
            Some(name) => codecs::c_text(name).map(Errors),
            None => Err(context.must_be("str or None", object)),
        }
    }
}

fn name<'a>(errors: Option<Errors<'a>>) -> Option<&'a str> {
    errors.map(|errors| errors.0)
}

/// The memory of an object, or the UTF-8 of a string.
enum Input {
    Text(Py<Str>),
    Memory(Buffer),
}

impl FromArg<'_> for Input {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        match object.downcast::<Str>() {
            Some(text) => {
                text.utf8()?;
                Ok(Input::Text(text.new_ref()))
            }
            None => Buffer::new(object).map(Input::Memory),
        }
    }
}

impl Input {
    /// The bytes, copied if a handler in Python could change them.
    fn bytes(&self, errors: Option<Errors>) -> PyResult<Cow<'_, [u8]>> {
        match self {
            Input::Text(text) => Ok(text.utf8()?.as_bytes().into()),
            Input::Memory(memory) => Ok(stable(memory, errors)),
        }
    }
}

/// The bytes of an export, copied if a handler in Python could change them.
fn stable<'a>(memory: &'a Buffer, errors: Option<Errors>) -> Cow<'a, [u8]> {
    if memory.is_readonly() || codecs::is_builtin_handler(name(errors)) {
        memory.as_slice().into()
    } else {
        memory.to_vec().into()
    }
}

type Decoded = PyResult<(Py<Str>, usize)>;
type Encoded = PyResult<(Py<Bytes>, usize)>;

/// Runs a decoder over all of `input`.
fn decoded(
    input: &[u8],
    errors: Option<Errors>,
    decode: impl FnOnce(&[u8], &mut DecodeErrors, &mut StrBuilder) -> PyResult<usize>,
) -> Decoded {
    let mut out = StrBuilder::with_capacity(input.len());
    let consumed = decode(input, &mut DecodeErrors::new(name(errors)), &mut out)?;
    Ok((out.finish()?, consumed))
}

/// Runs an encoder over all of `text`.
fn encoded(
    text: &Str,
    errors: Option<Errors>,
    encode: impl FnOnce(pyston_codec::Text<'_>, &mut EncodeErrors, &mut Vec<u8>) -> PyResult<()>,
) -> Encoded {
    let mut out = Vec::with_capacity(text.len());
    encode(text.data().into(), &mut EncodeErrors::new(name(errors), text), &mut out)?;
    Ok((Bytes::new(&out)?, text.len()))
}

fn is_final(last: Option<i32>) -> bool {
    last.unwrap_or(0) != 0
}

/// A byte order as a number: negative little, positive big, 0 by mark or native.
fn order_of(number: i32) -> Option<ByteOrder> {
    match number {
        0 => None,
        ..0 => Some(ByteOrder::Little),
        1.. => Some(ByteOrder::Big),
    }
}

fn order_number(order: Option<ByteOrder>) -> i32 {
    match order {
        None => 0,
        Some(ByteOrder::Little) => -1,
        Some(ByteOrder::Big) => 1,
    }
}

/// Which of the two codecs with byte orders.
#[derive(Clone, Copy)]
enum Wide {
    Utf16,
    Utf32,
}

fn decode_wide(
    codec: Wide,
    data: &Buffer,
    errors: Option<Errors>,
    order: &mut Option<ByteOrder>,
    last: Option<i32>,
) -> Decoded {
    let last = is_final(last);
    decoded(&stable(data, errors), errors, |input, handler, out| match codec {
        Wide::Utf16 => utf16::decode(input, order, last, handler, out),
        Wide::Utf32 => utf32::decode(input, order, last, handler, out),
    })
}

fn encode_wide(codec: Wide, text: &Str, errors: Option<Errors>, order: Option<ByteOrder>) -> Encoded {
    encoded(text, errors, |text, handler, out| match codec {
        Wide::Utf16 => utf16::encode(text, order, handler, out),
        Wide::Utf32 => utf32::encode(text, order, handler, out),
    })
}

pub struct CodecsModule;

#[pymodule("_codecs")]
impl CodecsModule {
    /// Adds a function that finds codecs by name; it returns a CodecInfo or None.
    #[function("($module, search_function, /)")]
    fn register(search_function: &Object) -> PyResult<()> {
        codecs::register(search_function)
    }

    /// The codec of that name: a CodecInfo.
    #[function("($module, encoding, /)")]
    fn lookup(encoding: CText) -> PyResult<Py<pyston_object::tuple::Tuple>> {
        codecs::lookup(encoding.0)
    }

    /// What the codec of that name makes of obj.
    ///
    /// errors names the handler for what cannot be encoded; 'strict' raises a ValueError.
    #[function("($module, /, obj, encoding='utf-8', errors='strict')")]
    fn encode(obj: &Object, encoding: Option<CText>, errors: Option<CText>) -> PyResult {
        let encoding = encoding.map_or("utf-8", |encoding| encoding.0);
        codecs::run_encoder(&*codecs::lookup(encoding)?, obj, errors.map(|errors| errors.0), encoding)
    }

    /// What the codec of that name makes of the encoded obj.
    ///
    /// errors names the handler for what cannot be decoded; 'strict' raises a ValueError.
    #[function("($module, /, obj, encoding='utf-8', errors='strict')")]
    fn decode(obj: &Object, encoding: Option<CText>, errors: Option<CText>) -> PyResult {
        let encoding = encoding.map_or("utf-8", |encoding| encoding.0);
        codecs::run_decoder(&*codecs::lookup(encoding)?, obj, errors.map(|errors| errors.0), encoding)
    }

    /// Forgets a codec that was found.
    #[function("($module, encoding, /)")]
    fn _forget_codec(encoding: CText) -> PyResult<()> {
        codecs::forget(encoding.0)
    }

    #[function("($module, data, errors=None, /)")]
    fn escape_decode(data: Input, errors: Option<Errors>) -> PyResult<(Py<Bytes>, usize)> {
        let input = data.bytes(errors)?;
        let handler = name(errors).unwrap_or("strict");
        let mut out = Vec::with_capacity(input.len());
        let decoded = bytes_escape::decode(&input, bytes_escape::OnError::from_name(handler), &mut out);
        let invalid = decoded.map_err(|error| match error {
            bytes_escape::Error::InvalidHex(at) => raise!(ValueError, "invalid \\x escape at position {at}"),
            bytes_escape::Error::TrailingBackslash => raise!(ValueError, "Trailing \\ in string"),
            bytes_escape::Error::UnknownHandler => {
                raise!(ValueError, "decoding error; unknown error handling code: {handler}")
            }
        })?;
        warn_of_escape(&input, invalid)?;
        Ok((Bytes::new(&out)?, input.len()))
    }

    #[function("($module, data, errors=None, /)")]
    fn escape_encode(data: &Bytes, _errors: Option<Errors>) -> Encoded {
        let mut out = Vec::with_capacity(data.len());
        bytes_escape::encode(data.as_slice(), &mut out);
        Ok((Bytes::new(&out)?, data.len()))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_7_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decoded(&stable(&data, errors), errors, |input, handler, out| utf7::decode(input, is_final(last), handler, out))
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_7_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encoded(str, errors, |text, _, out| {
            utf7::encode(text, out);
            Ok(())
        })
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_8_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        if data.as_slice().is_ascii() {
            return Ok((Str::from_ascii(data.as_slice())?, data.len()));
        }
        decoded(&stable(&data, errors), errors, |input, handler, out| utf8::decode(input, is_final(last), handler, out))
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_8_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        Ok((codecs::encode(codecs::Standard::Utf8, str, name(errors))?, str.len()))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_16_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf16, &data, errors, &mut None, last)
    }

    #[function("($module, str, errors=None, byteorder=0, /)")]
    fn utf_16_encode(str: &Str, errors: Option<Errors>, byteorder: i32) -> Encoded {
        encode_wide(Wide::Utf16, str, errors, order_of(byteorder))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_16_le_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf16, &data, errors, &mut Some(ByteOrder::Little), last)
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_16_le_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encode_wide(Wide::Utf16, str, errors, Some(ByteOrder::Little))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_16_be_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf16, &data, errors, &mut Some(ByteOrder::Big), last)
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_16_be_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encode_wide(Wide::Utf16, str, errors, Some(ByteOrder::Big))
    }

    #[function("($module, data, errors=None, byteorder=0, final=False,\n                 /)")]
    fn utf_16_ex_decode(
        data: Buffer,
        errors: Option<Errors>,
        byteorder: i32,
        last: Option<i32>,
    ) -> PyResult<(Py<Str>, usize, i32)> {
        let mut order = order_of(byteorder);
        let (text, consumed) = decode_wide(Wide::Utf16, &data, errors, &mut order, last)?;
        Ok((text, consumed, order_number(order)))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_32_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf32, &data, errors, &mut None, last)
    }

    #[function("($module, str, errors=None, byteorder=0, /)")]
    fn utf_32_encode(str: &Str, errors: Option<Errors>, byteorder: i32) -> Encoded {
        encode_wide(Wide::Utf32, str, errors, order_of(byteorder))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_32_le_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf32, &data, errors, &mut Some(ByteOrder::Little), last)
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_32_le_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encode_wide(Wide::Utf32, str, errors, Some(ByteOrder::Little))
    }

    #[function("($module, data, errors=None, final=False, /)")]
    fn utf_32_be_decode(data: Buffer, errors: Option<Errors>, last: Option<i32>) -> Decoded {
        decode_wide(Wide::Utf32, &data, errors, &mut Some(ByteOrder::Big), last)
    }

    #[function("($module, str, errors=None, /)")]
    fn utf_32_be_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encode_wide(Wide::Utf32, str, errors, Some(ByteOrder::Big))
    }

    #[function("($module, data, errors=None, byteorder=0, final=False,\n                 /)")]
    fn utf_32_ex_decode(
        data: Buffer,
        errors: Option<Errors>,
        byteorder: i32,
        last: Option<i32>,
    ) -> PyResult<(Py<Str>, usize, i32)> {
        let mut order = order_of(byteorder);
        let (text, consumed) = decode_wide(Wide::Utf32, &data, errors, &mut order, last)?;
        Ok((text, consumed, order_number(order)))
    }

    #[function("($module, data, errors=None, /)")]
    fn unicode_escape_decode(data: Input, errors: Option<Errors>) -> Decoded {
        let input = data.bytes(errors)?;
        let mut out = StrBuilder::with_capacity(input.len());
        let mut handler = DecodeErrors::new(name(errors));
        let names = pyston_unicode::name::lookup_character;
        let decoded = unicode_escape::decode(&input, names, &mut handler, &mut out)?;
        warn_of_escape(&input, decoded.invalid_escape)?;
        Ok((out.finish()?, decoded.consumed))
    }

    #[function("($module, str, errors=None, /)")]
    fn unicode_escape_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encoded(str, errors, |text, _, out| {
            unicode_escape::encode(text, out);
            Ok(())
        })
    }

    #[function("($module, data, errors=None, /)")]
    fn raw_unicode_escape_decode(data: Input, errors: Option<Errors>) -> Decoded {
        decoded(&data.bytes(errors)?, errors, |input, handler, out| raw_unicode_escape::decode(input, handler, out))
    }

    #[function("($module, str, errors=None, /)")]
    fn raw_unicode_escape_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encoded(str, errors, |text, _, out| {
            raw_unicode_escape::encode(text, out);
            Ok(())
        })
    }

    #[function("($module, data, errors=None, /)")]
    fn latin_1_decode(data: Buffer, _errors: Option<Errors>) -> Decoded {
        Ok((Str::from_data(StrData::Ucs1(data.as_slice()))?, data.len()))
    }

    #[function("($module, str, errors=None, /)")]
    fn latin_1_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encoded(str, errors, |text, handler, out| latin1::encode(text, handler, out))
    }

    #[function("($module, data, errors=None, /)")]
    fn ascii_decode(data: Buffer, errors: Option<Errors>) -> Decoded {
        decoded(&stable(&data, errors), errors, |input, handler, out| ascii::decode(input, handler, out))
    }

    #[function("($module, str, errors=None, /)")]
    fn ascii_encode(str: &Str, errors: Option<Errors>) -> Encoded {
        encoded(str, errors, |text, handler, out| ascii::encode(text, handler, out))
    }

    #[function("($module, data, errors=None, mapping=None, /)")]
    fn charmap_decode(data: Buffer, errors: Option<Errors>, mapping: Option<&Object>) -> Decoded {
        let input = data.to_vec();
        let text = match mapping {
            None => Str::from_data(StrData::Ucs1(&input))?,
            Some(mapping) => charmap::decode(&input, name(errors), mapping)?,
        };
        Ok((text, input.len()))
    }

    #[function("($module, str, errors=None, mapping=None, /)")]
    fn charmap_encode(str: &Str, errors: Option<Errors>, mapping: Option<&Object>) -> Encoded {
        match mapping {
            None => encoded(str, errors, |text, handler, out| latin1::encode(text, handler, out)),
            Some(mapping) => Ok((charmap::encode(str, name(errors), mapping)?, str.len())),
        }
    }

    #[function("($module, map, /)")]
    fn charmap_build(map: &Str) -> PyResult {
        charmap::build(map)
    }

    #[function("($module, data, errors=None, /)")]
    fn readbuffer_encode(data: Input, errors: Option<Errors>) -> Encoded {
        let bytes = data.bytes(errors)?;
        Ok((Bytes::new(&bytes)?, bytes.len()))
    }

    /// Makes handler the one that codecs call for errors under this name.
    ///
    /// It is called with the exception and returns what to put for the part that could not be converted,
    /// and the position to go on from.
    #[function("($module, errors, handler, /)")]
    fn register_error(errors: CText, handler: &Object) -> PyResult<()> {
        codecs::register_error(errors.0, handler)
    }

    /// lookup_error(errors) -> handler
    ///
    /// The error handler of that name; LookupError if there is none.
    #[function("($module, name, /)")]
    fn lookup_error(name: CText) -> PyResult {
        codecs::lookup_error(Some(name.0))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("__doc__", singletons::none())
    }
}

/// The warning of the first backslash that begins no escape; `place` is behind it.
fn warn_of_escape(input: &[u8], place: Option<usize>) -> PyResult<()> {
    let Some(byte) = place.and_then(|place| input.get(place)) else { return Ok(()) };
    let message = format!("invalid escape sequence '\\{}'", char::from(*byte));
    pyston_object::hooks::warn(&exc::DeprecationWarning, &message, 1)
}
