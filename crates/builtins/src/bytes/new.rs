//! Constructors: arguments of `bytes` and `bytearray`, and bytes from iterables of numbers.

use pyston_object::buffer;
use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::tuple::Tuple;

use super::like;
use crate::codecs;

/// The encoding or the handler's name, whose type error names the argument by its place.
pub fn name_argument<'a>(argument: Option<&'a Object>, place: usize, function: &str) -> PyResult<Option<&'a str>> {
    let Some(object) = argument else { return Ok(None) };
    let Some(name) = object.downcast::<Str>() else {
        let got = if object.is_none() { "None".into() } else { object.type_name() };
        return Err(raise!(TypeError, "{function}() argument {place} must be str, not {got:.50}"));
    };
    codecs::c_text(name).map(Some)
}

/// `encoding` or `errors` where there is no string.
pub fn without_string(encoding: Option<&str>) -> Raised {
    let what = if encoding.is_some() { "encoding" } else { "errors" };
    raise!(TypeError, "{what} without a string argument")
}

pub fn without_encoding() -> Raised {
    raise!(TypeError, "string argument without an encoding")
}

/// A count of zero bytes: what an argument with `__index__` means. `None` if that raises `TypeError`.
pub fn zero_count(object: &Object) -> PyResult<Option<usize>> {
    if !protocol::has_index(object) {
        return Ok(None);
    }
    let count = protocol::index_as_ssize_for(object, Some(&exc::OverflowError));
    let Some(count) = errors::catch(count, &exc::TypeError)? else { return Ok(None) };
    usize::try_from(count).map(Some).map_err(|_| raise!(ValueError, "negative count"))
}

/// Gives `sink` the items of an iterable, which is to become a `kind`; may ask it first how many there are.
pub fn each_item(
    object: &Object,
    kind: &str,
    asks_length: bool,
    mut sink: impl FnMut(&Object) -> PyResult<()>,
) -> PyResult<()> {
    if let Some(list) = object.downcast_exact::<List>() {
        // Converting an item may change the list.
        let mut index = 0;
        while let Some(item) = list.get(index) {
            sink(&item)?;
            index += 1;
        }
        return Ok(());
    }
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        return tuple.as_slice().iter().try_for_each(|item| sink(item));
    }
    let iterator = errors::catch(protocol::iter(object), &exc::TypeError)?;
    let Some(iterator) = iterator else {
        return Err(raise!(TypeError, "cannot convert '{:.200}' object to {kind}", object.type_name()));
    };
    if asks_length {
        room::probe::<u8>(protocol::length_hint(object, 0)?)?;
    }
    while let Some(item) = protocol::next(&iterator)? {
        sink(&item)?;
    }
    Ok(())
}

fn bytes_item(item: &Object) -> PyResult<u8> {
    let number = protocol::index_as_ssize_for(item, None)?;
    u8::try_from(number).map_err(|_| raise!(ValueError, "bytes must be in range(0, 256)"))
}

/// `bytes(object)` for objects without `__bytes__` that are no count.
pub fn from_object(object: &Object) -> PyResult<Py<Bytes>> {
    if let Some(bytes) = object.downcast_exact::<Bytes>() {
        return Ok(bytes.new_ref());
    }
    if buffer::has_buffer(object) {
        return Bytes::new(&Buffer::acquire(object, pyston_abi::flags::PyBUF_FULL_RO)?.to_vec());
    }
    if Str::check(object) {
        return Err(raise!(TypeError, "cannot convert '{:.200}' object to bytes", object.type_name()));
    }
    let mut out = Vec::new();
    each_item(object, "bytes", true, |item| room::push(&mut out, bytes_item(item)?))?;
    Bytes::new(&out)
}

/// An exact `bytes` from the arguments of the constructor.
fn content(source: Option<&Object>, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Py<Bytes>> {
    let Some(source) = source else {
        let has_names = encoding.is_some() || errors.is_some();
        return if has_names { Err(without_string(encoding)) } else { Bytes::new(b"") };
    };
    let text = source.downcast::<Str>();
    if encoding.is_some() || errors.is_some() {
        return match text {
            None => Err(without_string(encoding)),
            Some(_) if encoding.is_none() => Err(without_encoding()),
            Some(text) => codecs::encode_text(text, encoding, errors)?
                .downcast_into()
                .map_err(|_| pyston_object::errors::bad_internal_call()),
        };
    }
    if let Some(bytes) = source.downcast_exact::<Bytes>() {
        return Ok(bytes.new_ref());
    }
    if let Some(bytes) = protocol::call_bytes(source)? {
        return Ok(bytes);
    }
    if text.is_some() {
        return Err(without_encoding());
    }
    match zero_count(source)? {
        Some(count) => Bytes::build(count, |_| ()),
        None => from_object(source),
    }
}

pub fn new(
    class: &Type,
    source: Option<&Object>,
    encoding: Option<&Object>,
    errors: Option<&Object>,
) -> PyResult<Py<Bytes>> {
    let encoding = name_argument(encoding, 2, "bytes")?;
    let errors = name_argument(errors, 3, "bytes")?;
    let bytes = content(source, encoding, errors)?;
    if class == &pyston_object::statics::PyBytes_Type { Ok(bytes) } else { like::bytes_as(class, bytes.as_slice()) }
}
