//! The constructor.

use pyston_object::buffer;
use pyston_object::prelude::*;

use crate::bytes::like::byte_value;
use crate::bytes::new::{each_item, name_argument, without_encoding, without_string, zero_count};
use crate::codecs;

pub fn init(
    this: &ByteArray,
    source: Option<&Object>,
    encoding: Option<&Object>,
    errors: Option<&Object>,
) -> PyResult<()> {
    let encoding = name_argument(encoding, 2, "bytearray")?;
    let errors = name_argument(errors, 3, "bytearray")?;
    let has_names = encoding.is_some() || errors.is_some();
    let Some(source) = source else {
        return if has_names { Err(without_string(encoding)) } else { Ok(()) };
    };
    if let Some(text) = source.downcast::<Str>() {
        if encoding.is_none() {
            return Err(without_encoding());
        }
        return super::extend_with(this, &*codecs::encode_text(text, encoding, errors)?);
    }
    if has_names {
        return Err(without_string(encoding));
    }
    if let Some(count) = zero_count(source)? {
        this.resize(count)?;
        this.with_mut(|content| content.fill(0));
        return Ok(());
    }
    fill(this, source)
}

/// Appends the bytes of an object that is no string: its memory, or its items as numbers.
pub fn fill(this: &ByteArray, source: &Object) -> PyResult<()> {
    if buffer::has_buffer(source) {
        return this.append(&Buffer::acquire(source, pyston_abi::flags::PyBUF_FULL_RO)?.to_vec());
    }
    each_item(source, "bytearray", false, |item| this.append(&[byte_value(item)?]))
}
