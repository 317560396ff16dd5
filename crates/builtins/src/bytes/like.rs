//! What `bytes` and `bytearray` methods share: their content, results of their own kind, arguments.
//!
//! **Invariant**: content is borrowed through an export, so a bytearray cannot move while a method looks
//! at it; results are made after all arguments are converted.

use pyston_object::buffer;
use pyston_object::prelude::*;
use pyston_object::statics::PyBytes_Type;

/// A result of `this`'s kind: a bytearray for a bytearray, else bytes.
pub fn make(this: &Object, content: &[u8]) -> PyResult {
    if ByteArray::check(this) {
        ByteArray::new(content).map(Py::into_object)
    } else {
        Bytes::new(content).map(Py::into_object)
    }
}

/// `this` itself if it is exact bytes, else a copy.
pub fn unchanged(this: &Object) -> PyResult {
    if Bytes::check_exact(this) { Ok(this.new_ref()) } else { make(this, Buffer::new(this)?.as_slice()) }
}

/// The part `start..stop` of `this`; all of exact bytes is the object itself.
pub fn part(this: &Object, content: &[u8], range: std::ops::Range<usize>) -> PyResult {
    if range.len() == content.len() && Bytes::check_exact(this) {
        return Ok(this.new_ref());
    }
    make(this, &content[range])
}

fn out_of_range() -> Raised {
    raise!(ValueError, "byte must be in range(0, 256)")
}

/// A number as a byte, as `bytearray` takes it.
pub fn byte_value(object: &Object) -> PyResult<u8> {
    let number = protocol::index(object)?;
    number.to_i64().and_then(|number| u8::try_from(number).ok()).ok_or_else(out_of_range)
}

/// An argument that is a byte.
#[derive(Clone, Copy)]
pub struct Byte(pub u8);

impl FromArg<'_> for Byte {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        byte_value(object).map(Byte)
    }
}

/// A fill character: bytes or a bytearray of length one.
pub fn fill_byte(fill: Option<&Object>, function: &str) -> PyResult<u8> {
    let Some(fill) = fill else { return Ok(b' ') };
    let content = if Bytes::check(fill) || ByteArray::check(fill) { Buffer::new(fill)?.to_vec() } else { Vec::new() };
    match content[..] {
        [byte] => Ok(byte),
        _ => {
            let got = if fill.is_none() { "None".into() } else { fill.type_name() };
            Err(raise!(TypeError, "{function}() argument 2 must be a byte string of length 1, not {got:.50}"))
        }
    }
}

/// Something to look for: bytes, or one byte given as a number.
pub enum Needle {
    Byte([u8; 1]),
    Bytes(Buffer),
}

impl Needle {
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Needle::Byte(byte) => byte,
            Needle::Bytes(buffer) => buffer.as_slice(),
        }
    }

    fn byte(object: &Object) -> PyResult<Needle> {
        let number = protocol::index_as_ssize_for(object, None)?;
        u8::try_from(number).map(|byte| Needle::Byte([byte])).map_err(|_| out_of_range())
    }

    /// The argument of `find` and its like.
    pub fn new(object: &Object) -> PyResult<Needle> {
        if buffer::has_buffer(object) {
            return Buffer::new(object).map(Needle::Bytes);
        }
        if !protocol::has_index(object) {
            return Err(raise!(
                TypeError,
                "argument should be integer or bytes-like object, not '{:.200}'",
                object.type_name()
            ));
        }
        Needle::byte(object)
    }

    /// The left operand of `in`.
    pub fn contained(object: &Object) -> PyResult<Needle> {
        if protocol::has_index(object) { Needle::byte(object) } else { Buffer::new(object).map(Needle::Bytes) }
    }
}

/// Room for `len` bytes, which are to become an object like `this`: bytes have an error of their own for lengths that
/// no object can have.
///
/// # Errors
/// As [`vec`].
pub fn vec_for(this: &Object, len: usize) -> PyResult<Vec<u8>> {
    if !ByteArray::check(this) {
        Bytes::check_len(len)?;
    }
    vec(len)
}

/// Room for `len` bytes.
///
/// # Errors
/// `MemoryError` where there is none.
pub fn vec(len: usize) -> PyResult<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len).map_err(|_| errors::no_memory())?;
    Ok(bytes)
}

/// White space of `split` and `strip`.
pub fn is_space(byte: u32) -> bool {
    matches!(byte, 0x09..=0x0D | 0x20)
}

/// An instance of `class`, `bytes` or a subclass.
pub fn bytes_as(class: &Type, content: &[u8]) -> PyResult<Py<Bytes>> {
    if class == &PyBytes_Type { Bytes::new(content) } else { Bytes::new_as(class, content) }
}
