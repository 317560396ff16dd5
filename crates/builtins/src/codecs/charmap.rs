//! The charmap codec: encodings given by a table.

use std::collections::HashMap;

use pyston_codec::charmap::{self, Decoded, Encoded};
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::{DecodeErrors, EncodeErrors};

/// What `codecs.charmap_build` makes of a table of 256 characters: code points to bytes.
#[pyclass(EncodingMap_Type = "EncodingMap")]
pub struct EncodingMap {
    bytes: HashMap<u32, u8>,
}

impl_trace!(EncodingMap {});

#[pytype(EncodingMap_Type, payload)]
impl EncodingMap {
    /// The size (in bytes) of this object.
    #[method]
    fn size(this: &Instance<EncodingMap>, args: Args) -> PyResult<usize> {
        crate::text::args::none(args, "size")?;
        let distinct = |shift: u32| {
            let mut high: Vec<u32> =
                this.bytes.keys().filter(|&&point| point != 0).map(|point| point >> shift).collect();
            high.sort_unstable();
            high.dedup();
            high.len()
        };
        Ok(63 + 16 * distinct(11) + 128 * distinct(7))
    }
}

const UNDEFINED: u32 = 0xFFFE;

/// `codecs.charmap_build(text)`: an [`EncodingMap`], or a dict where that cannot hold the table.
pub fn build(text: &Str) -> PyResult {
    let data = text.data().slice(0, text.len().min(256));
    let simple = data.len() == 256 && data.at(0) == 0 && data.iter().skip(1).all(|point| point != 0 && point <= 0xFFFF);
    let pairs = data.iter().enumerate().map(|(byte, point)| (point, byte as u8));
    if simple {
        let bytes = pairs.filter(|&(point, _)| point != UNDEFINED).collect();
        return Instance::new(EncodingMap { bytes }).map(Py::into_object);
    }
    let dict = Dict::new()?;
    for (point, byte) in pairs {
        dict.set(&*Int::from_i64(point.into())?, Int::from_i64(byte.into())?.into_object())?;
    }
    Ok(dict.into_object())
}

/// What a mapping says of a byte.
fn decoded(mapping: &Object, byte: u8) -> PyResult<Decoded> {
    if let Some(text) = mapping.downcast_exact::<Str>() {
        let point = text.data();
        let point = (usize::from(byte) < point.len()).then(|| point.at(byte.into()));
        return Ok(point.filter(|&point| point != UNDEFINED).map_or(Decoded::Undefined, Decoded::One));
    }
    let key = Int::from_i64(byte.into())?;
    let Some(value) = errors::catch(protocol::getitem(mapping, &key), &exc::LookupError)? else {
        return Ok(Decoded::Undefined);
    };
    if value.is_none() {
        return Ok(Decoded::Undefined);
    }
    if let Some(number) = value.downcast::<Int>() {
        return match number.to_i64().and_then(|number| u32::try_from(number).ok()) {
            Some(UNDEFINED) => Ok(Decoded::Undefined),
            Some(point) if point < 0x11_0000 => Ok(Decoded::One(point)),
            _ => Err(raise!(TypeError, "character mapping must be in range(0x110000)")),
        };
    }
    let Some(text) = value.downcast::<Str>() else {
        return Err(raise!(TypeError, "character mapping must return integer, None or str"));
    };
    let points: Vec<u32> = text.data().iter().collect();
    Ok(match *points {
        [UNDEFINED] => Decoded::Undefined,
        [point] => Decoded::One(point),
        _ => Decoded::Several(points),
    })
}

/// `input` by a mapping from bytes to characters.
pub fn decode(input: &[u8], errors: Option<&str>, mapping: &Object) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::with_capacity(input.len());
    charmap::decode(input, |byte| decoded(mapping, byte), &mut DecodeErrors::new(errors), &mut out)?;
    out.finish()
}

/// What a mapping says of a code point.
fn encoded(mapping: &Object, point: u32) -> PyResult<Encoded> {
    if let Some(map) = mapping.downcast_exact::<Instance<EncodingMap>>() {
        return Ok(map.bytes.get(&point).map_or(Encoded::Undefined, |&byte| Encoded::One(byte)));
    }
    let key = Int::from_i64(point.into())?;
    let Some(value) = errors::catch(protocol::getitem(mapping, &key), &exc::LookupError)? else {
        return Ok(Encoded::Undefined);
    };
    if value.is_none() {
        return Ok(Encoded::Undefined);
    }
    if let Some(number) = value.downcast::<Int>() {
        return match number.to_i64().and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => Ok(Encoded::One(byte)),
            None => Err(raise!(TypeError, "character mapping must be in range(256)")),
        };
    }
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(Encoded::Several(bytes.as_slice().to_vec()));
    }
    Err(raise!(TypeError, "character mapping must return integer, bytes or None, not {:.400}", value.type_name()))
}

/// `text` by a mapping from code points to bytes.
pub fn encode(text: &Str, errors: Option<&str>, mapping: &Object) -> PyResult<Py<Bytes>> {
    let mut out = Vec::with_capacity(text.len());
    let mut handler = EncodeErrors::new(errors, text);
    charmap::encode(text.data().into(), |point| encoded(mapping, point), &mut handler, &mut out)?;
    Bytes::new(&out)
}
