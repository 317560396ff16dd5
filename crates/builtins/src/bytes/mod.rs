//! `bytes`, and what `bytearray` shares with it.

pub(crate) mod change;
pub(crate) mod find;
pub mod iterator;
pub(crate) mod like;
pub(crate) mod methods;
pub(crate) mod new;
pub(crate) mod percent;
pub(crate) mod split;

pub use change::hex_digits;
use iterator::{ByteArrayIterator, BytesIterator};
use methods::bytes_type;
pub use new::from_object;
use pyston_object::bytes::bytes_warning;
use pyston_object::prelude::*;
use pyston_object::statics::PyBytes_Type;
use pyston_object::subscript::{self, Bounds, Subscript};

use crate::codecs::{self, CText};
use crate::text::args;
use crate::text::layout::Place;
use crate::text::split::Ends;

pub struct BytesType;

/// `repr(content)`.
pub fn repr(content: &[u8]) -> PyResult<Py<Str>> {
    let mut out = Vec::with_capacity(content.len() + 3);
    pyston_codec::repr::bytes(content, &mut out);
    Str::from_ascii(&out)
}

/// `a + b` of two exporters, as plain bytes.
pub(crate) fn concatenation(a: &Object, b: &Object) -> PyResult<Vec<u8>> {
    let (Ok(first), Ok(second)) = (Buffer::new(a), Buffer::new(b)) else {
        errors::clear();
        return Err(raise!(TypeError, "can't concat {:.100} to {:.100}", b.type_name(), a.type_name()));
    };
    let len = first.len().checked_add(second.len()).filter(|&len| len <= isize::MAX as usize);
    let mut out = like::vec(len.ok_or_else(errors::no_memory)?)?;
    out.extend_from_slice(first.as_slice());
    out.extend_from_slice(second.as_slice());
    Ok(out)
}

/// The length of `count` repetitions, none for a negative count.
pub(crate) fn repeated_len(len: usize, count: isize) -> Option<usize> {
    let count = usize::try_from(count).unwrap_or(0);
    // Two bytes more than the content must fit the machine word, as in CPython.
    len.checked_mul(count).filter(|&len| len <= isize::MAX as usize - 64)
}

fn repeated(this: &Bytes, count: isize) -> PyResult<Py<Bytes>> {
    let content = this.as_slice();
    let len = repeated_len(content.len(), count);
    let len = len.ok_or_else(|| raise!(OverflowError, "repeated bytes are too long"))?;
    if len == content.len() && Bytes::check_exact(this) {
        return Ok(this.new_ref());
    }
    if len == 0 {
        // Not the shared one, as in CPython.
        return Bytes::new_as(&PyBytes_Type, &[]);
    }
    if let [byte] = *content {
        return Bytes::build(len, |out| out.fill(byte));
    }
    Bytes::build(len, |out| out.chunks_exact_mut(content.len().max(1)).for_each(|chunk| chunk.copy_from_slice(content)))
}

fn subscripted(this: &Bytes, key: &Object) -> PyResult {
    let content = this.as_slice();
    match subscript::read(key, "byte indices must be integers or slices, not {}")? {
        Subscript::Index(index) => {
            let index = subscript::in_bounds(index, content.len());
            let index = index.ok_or_else(|| raise!(IndexError, "index out of range"))?;
            content[index].into_py()
        }
        Subscript::Slice(parts) => {
            let bounds = Bounds::of(parts, content.len());
            if bounds.count > 0 && bounds.step == 1 {
                let start = bounds.start as usize;
                return like::part(this, content, start..start + bounds.count);
            }
            let selected: Vec<u8> = bounds.indices().map(|index| content[index]).collect();
            Bytes::new(&selected).map(Py::into_object)
        }
    }
}

/// The warning of option `-b` where bytes are compared with something they never equal.
fn warn_of_comparison(a: &Object, b: &Object, op: CompareOp) -> PyResult<()> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(());
    }
    let has = |test: fn(&Object) -> bool| test(a) || test(b);
    if has(Str::check) {
        bytes_warning("Comparison between bytes and string")?;
    } else if has(Int::check) {
        bytes_warning("Comparison between bytes and int")?;
    }
    Ok(())
}

bytes_type! {
    /// bytes(iterable_of_ints) -> bytes
    /// bytes(string, encoding[, errors]) -> bytes
    /// bytes(bytes_or_buffer) -> copy of the content
    /// bytes(int) -> that many zero bytes
    /// bytes() -> no bytes
    ///
    /// Makes unchangeable bytes of numbers below 256, of an encoded string, of the memory of another
    /// object, or zeros.
    BytesType, "bytes", PyBytes_Type, (bf_getbuffer = pyston_object::buffer::bytes_getbuffer, tp_getattro = pyston_object::attr::generic_getattr), {
    #[new(sig = "(source=b'', encoding='', errors='')", texts = "encoding errors")]
    fn construct(
        class: &Type,
        source: Option<&Object>,
        encoding: Option<&Object>,
        errors: Option<&Object>,
    ) -> PyResult<Py<Bytes>> {
        new::new(class, source, encoding, errors)
    }

    #[slot]
    fn tp_repr(this: &Bytes) -> PyResult<Py<Str>> {
        repr(this.as_slice())
    }

    #[slot]
    fn tp_str(this: &Bytes) -> PyResult<Py<Str>> {
        bytes_warning("str() on a bytes instance")?;
        repr(this.as_slice())
    }

    #[slot]
    fn tp_hash(this: &Bytes) -> isize {
        this.hash()
    }

    #[slot]
    fn tp_iter(this: &Bytes) -> PyResult<Py<Instance<BytesIterator>>> {
        BytesIterator::make(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        let (Some(a), Some(b)) = (this.downcast::<Bytes>(), other.downcast::<Bytes>()) else {
            warn_of_comparison(this, other, op)?;
            return Ok(singletons::py_not_implemented());
        };
        Ok(protocol::order_result(a.as_slice().cmp(b.as_slice()), op))
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        match a.downcast::<Bytes>() {
            Some(template) => Bytes::new(&percent::format(template.as_slice(), b)?).map(Py::into_object),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn sq_length(this: &Bytes) -> usize {
        this.len()
    }

    #[slot]
    fn sq_concat(this: &Bytes, other: &Object) -> PyResult {
        if let Some(bytes) = other.downcast_exact::<Bytes>().filter(|_| this.is_empty()) {
            return like::unchanged(bytes);
        }
        let joined = concatenation(this, other)?;
        if joined.len() == this.len() && Bytes::check_exact(this.as_object()) {
            return like::unchanged(this);
        }
        Bytes::new(&joined).map(Py::into_object)
    }

    #[slot]
    fn sq_repeat(this: &Bytes, count: isize) -> PyResult<Py<Bytes>> {
        repeated(this, count)
    }

    #[slot]
    fn sq_item(this: &Bytes, index: isize) -> PyResult<u8> {
        let byte = usize::try_from(index).ok().and_then(|index| this.as_slice().get(index).copied());
        byte.ok_or_else(|| raise!(IndexError, "index out of range"))
    }

    #[slot]
    fn mp_length(this: &Bytes) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &Bytes, key: &Object) -> PyResult {
        subscripted(this, key)
    }

    /// Makes an object of hexadecimal digits, two a byte, with spaces between bytes allowed.
    #[classmethod("($type, string, /)")]
    fn fromhex(class: &Type, string: &Str) -> PyResult {
        let content = Bytes::new(&change::from_hex(string)?)?;
        if class == &PyBytes_Type {
            return Ok(content.into_object());
        }
        pyston_object::call::call(class, &[&content])
    }

    #[method]
    fn __getnewargs__(this: &Bytes, args: Args) -> PyResult<(Py<Bytes>,)> {
        args::none(args, "__getnewargs__")?;
        Ok((Bytes::new(this.as_slice())?,))
    }
    }
}

pub fn install() {
    BytesType::install();
    // One byte an item: what allocation by the type and `__sizeof__` go by.
    PyBytes_Type.fill(|raw| raw.tp_itemsize = 1);
    BytesIterator::install();
    ByteArrayIterator::install();
}
