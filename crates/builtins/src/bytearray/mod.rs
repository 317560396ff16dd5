//! `bytearray`.

mod item;
mod new;

use pyston_object::args::{FunctionName, Signature, check_str};
use pyston_object::bytearray::{self, ByteArray};
use pyston_object::bytes::bytes_warning;
use pyston_object::prelude::*;
use pyston_object::statics::{PyByteArray_Type, PyUnicode_Type};

use crate::bytes::iterator::ByteArrayIterator;
use crate::bytes::like::{self, Byte};
use crate::bytes::methods::bytes_type;
use crate::bytes::{change, concatenation, find, percent, repeated_len, split};
use crate::codecs::{self, CText};
use crate::text::args;
use crate::text::layout::Place;
use crate::text::search;
use crate::text::split::Ends;

pub struct ByteArrayType;

/// `repr(this)`: a single quote is always escaped, whatever the quotes around.
fn repr(this: &ByteArray) -> PyResult<Py<Str>> {
    let content = this.to_vec();
    let quote = if content.contains(&b'\'') && !content.contains(&b'"') { '"' } else { '\'' };
    let mut out = format!("{}(b{quote}", this.ty().name());
    for &byte in &content {
        match byte {
            b'\'' | b'\\' => out.extend(['\\', char::from(byte)]),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out.push(')');
    Str::new(&out)
}

fn repeat(content: &[u8], count: isize) -> PyResult<Vec<u8>> {
    let len = repeated_len(content.len(), count).ok_or_else(errors::no_memory)?;
    let mut out = like::vec(len)?;
    while out.len() < len {
        out.extend_from_slice(content);
    }
    Ok(out)
}

/// Appends the content of `other` in place.
fn extend_with(this: &ByteArray, other: &Object) -> PyResult<()> {
    let Ok(buffer) = Buffer::new(other) else {
        errors::clear();
        return Err(raise!(TypeError, "can't concat {:.100} to {:.100}", other.type_name(), this.type_name()));
    };
    if buffer.is_empty() {
        return Ok(());
    }
    this.append(&buffer.to_vec())
}

/// The state for pickling: as Latin-1 text for old protocols.
fn reduced(this: &ByteArray, protocol: i32) -> PyResult {
    let dict = pyston_object::attr::find_attr(this, name!("__dict__"))?.unwrap_or_else(singletons::py_none);
    let content = this.to_vec();
    let args = if protocol < 3 {
        (Str::from_data(StrData::Ucs1(&content))?, "latin-1").into_py()?
    } else if content.is_empty() {
        pyston_object::tuple::Tuple::empty().into_object()
    } else {
        (Bytes::new(&content)?,).into_py()?
    };
    (this.ty().as_object(), args, dict).into_py()
}

static INIT: Signature = Signature {
    function: FunctionName::Text("bytearray"),
    parameters: &["source", "encoding", "errors"],
    n_posonly: 0,
    n_positional: 3,
    n_required: 0,
    required_keywords: &[],
    early: &[(1, check_str), (2, check_str)],
};

fn compared(this: &Object, other: &Object, op: CompareOp) -> PyResult {
    if protocol::is_instance(other, &PyUnicode_Type)? {
        bytes_warning("Comparison between bytearray and string")?;
        return Ok(singletons::py_not_implemented());
    }
    let (Ok(a), Ok(b)) = (Buffer::new(this), Buffer::new(other)) else {
        errors::clear();
        return Ok(singletons::py_not_implemented());
    };
    Ok(protocol::order_result(a.as_slice().cmp(b.as_slice()), op))
}

bytes_type! {
    /// bytearray(iterable_of_ints) -> bytearray
    /// bytearray(string, encoding[, errors]) -> bytearray
    /// bytearray(bytes_or_buffer) -> changeable copy of the content
    /// bytearray(int) -> that many zero bytes
    /// bytearray() -> no bytes
    ///
    /// Makes changeable bytes of numbers below 256, of an encoded string, of the memory of another
    /// object, or zeros.
    ByteArrayType, "bytearray", PyByteArray_Type, (tp_dealloc = bytearray::dealloc,
        tp_hash = pyston_object::protocol::hash_not_implemented,
        bf_getbuffer = bytearray::getbuffer,
        bf_releasebuffer = bytearray::releasebuffer, tp_getattro = pyston_object::attr::generic_getattr), {
    #[slot]
    fn tp_new(class: &Type, _args: &pyston_object::tuple::Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<ByteArray>> {
        ByteArray::new_as(class)
    }

    #[slot]
    fn tp_init(this: &ByteArray, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        // The old content goes before the arguments are looked at.
        if !this.is_empty() {
            this.resize(0)?;
        }
        let mut bound = [None; 3];
        INIT.bind_tuple(args, kwargs, &mut bound)?;
        let [source, encoding, errors] = bound;
        new::init(this, source, encoding, errors)
    }

    #[slot]
    fn tp_repr(this: &ByteArray) -> PyResult<Py<Str>> {
        repr(this)
    }

    #[slot]
    fn tp_str(this: &ByteArray) -> PyResult<Py<Str>> {
        bytes_warning("str() on a bytearray instance")?;
        repr(this)
    }

    #[slot]
    fn tp_iter(this: &ByteArray) -> PyResult<Py<Instance<ByteArrayIterator>>> {
        ByteArrayIterator::make(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        compared(this, other, op)
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        match a.downcast::<ByteArray>() {
            Some(template) => ByteArray::new(&percent::format(&template.to_vec(), b)?).map(Py::into_object),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn sq_length(this: &ByteArray) -> usize {
        this.len()
    }

    #[slot]
    fn sq_concat(this: &ByteArray, other: &Object) -> PyResult<Py<ByteArray>> {
        ByteArray::new(&concatenation(this, other)?)
    }

    #[slot]
    fn sq_repeat(this: &ByteArray, count: isize) -> PyResult<Py<ByteArray>> {
        ByteArray::new(&repeat(&this.to_vec(), count)?)
    }

    #[slot]
    fn sq_item(this: &ByteArray, index: isize) -> PyResult<u8> {
        let byte = usize::try_from(index).ok().and_then(|index| this.get(index));
        byte.ok_or_else(|| raise!(IndexError, "bytearray index out of range"))
    }

    #[slot]
    fn sq_ass_item(this: &ByteArray, index: isize, value: Option<&Object>) -> PyResult<()> {
        item::assign_index(this, index, value)
    }

    #[slot]
    fn sq_inplace_concat(this: &ByteArray, other: &Object) -> PyResult<Py<ByteArray>> {
        extend_with(this, other)?;
        Ok(this.new_ref())
    }

    #[slot]
    fn sq_inplace_repeat(this: &ByteArray, count: isize) -> PyResult<Py<ByteArray>> {
        let content = this.to_vec();
        let repeated = repeat(&content, count)?;
        if repeated.len() != content.len() {
            this.resize(repeated.len())?;
            this.with_mut(|bytes| bytes.copy_from_slice(&repeated));
        }
        Ok(this.new_ref())
    }

    #[slot]
    fn mp_length(this: &ByteArray) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &ByteArray, key: &Object) -> PyResult {
        item::get(this, key)
    }

    #[slot]
    fn mp_ass_subscript(this: &ByteArray, key: &Object, value: Option<&Object>) -> PyResult<()> {
        item::assign(this, key, value)
    }

    /// B.__alloc__() -> int
    ///
    /// The number of bytes actually allocated.
    #[method]
    fn __alloc__(this: &ByteArray, args: Args) -> PyResult<usize> {
        args::none(args, "__alloc__")?;
        Ok(this.capacity())
    }

    /// What pickling needs.
    #[method("($self, /)")]
    fn __reduce__(this: &ByteArray) -> PyResult {
        reduced(this, 2)
    }

    /// What pickling needs, for a protocol.
    #[method("($self, proto=0, /)")]
    fn __reduce_ex__(this: &ByteArray, proto: i32) -> PyResult {
        reduced(this, proto)
    }

    /// Its size in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &ByteArray) -> usize {
        this.size()
    }

    /// Puts a byte at the end.
    #[method("($self, item, /)")]
    fn append(this: &ByteArray, item: Byte) -> PyResult<()> {
        this.append(&[item.0])
    }

    /// Removes all bytes.
    #[method("($self, /)")]
    fn clear(this: &ByteArray) -> PyResult<()> {
        this.resize(0)
    }

    /// A copy.
    #[method("($self, /)")]
    fn copy(this: &ByteArray) -> PyResult<Py<ByteArray>> {
        ByteArray::new(&this.to_vec())
    }

    /// Puts the bytes of an iterable of numbers, or of a bytes-like object, at the end.
    #[method("($self, iterable_of_ints, /)")]
    fn extend(this: &ByteArray, iterable_of_ints: &Object) -> PyResult<()> {
        item::extend(this, iterable_of_ints)
    }

    /// Makes an object of hexadecimal digits, two a byte, with spaces between bytes allowed.
    #[classmethod("($type, string, /)")]
    fn fromhex(class: &Type, string: &Str) -> PyResult {
        let content = change::from_hex(string)?;
        if class == &PyByteArray_Type {
            return ByteArray::new(&content).map(Py::into_object);
        }
        let content = Bytes::new(&content)?;
        pyston_object::call::call(class, &[&content])
    }

    /// Puts a byte before the one at index.
    #[method("($self, index, item, /)")]
    fn insert(this: &ByteArray, index: isize, item: Byte) -> PyResult<()> {
        let len = this.len() as isize;
        let index = if index < 0 { (index + len).max(0) } else { index.min(len) } as usize;
        this.splice(index, index, &[item.0])
    }

    /// Removes the byte at index, by default the last, and gives it.
    #[method("($self, index=-1, /)")]
    fn pop(this: &ByteArray, index: isize) -> PyResult<u8> {
        if this.is_empty() {
            return Err(raise!(IndexError, "pop from empty bytearray"));
        }
        let index = pyston_object::subscript::in_bounds(index, this.len());
        let popped = index.and_then(|index| Some((index, this.get(index)?)));
        let Some((index, byte)) = popped else { return Err(raise!(IndexError, "pop index out of range")) };
        this.splice(index, index + 1, b"")?;
        Ok(byte)
    }

    /// Removes the first byte of that value.
    #[method("($self, value, /)")]
    fn remove(this: &ByteArray, value: Byte) -> PyResult<()> {
        match this.with(|content| search::find(content, &[value.0])) {
            Some(index) => this.splice(index, index + 1, b""),
            None => Err(raise!(ValueError, "value not found in bytearray")),
        }
    }

    /// Reverses the order of the bytes.
    #[method("($self, /)")]
    fn reverse(this: &ByteArray) {
        this.with_mut(<[u8]>::reverse);
    }
    }
}

pub fn install() {
    ByteArrayType::install();
}
