//! Writing objects of the types that have opcodes of their own.

use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;
use pyston_object::set::Set;
use pyston_object::{call, statics, tstate};

use super::buffer::PickleBuffer;
use super::opcode::*;
use super::pickler::{Pickler, This};
use super::reduce;
use super::{pickling_error, shared};

/// How many items one opcode adds at most.
const BATCH: usize = 1000;

/// From this depth on fast mode looks for cycles.
const FAST_DEPTH: usize = 50;

pub(super) fn save(this: &This, object: &Object) -> PyResult<()> {
    this.boundary()?;
    if this.has_persistent()
        && let Some(id) = Pickler::persistent(this, object)?
    {
        return save_persistent(this, &id);
    }
    save_value(this, object)
}

fn save_persistent(this: &This, id: &Object) -> PyResult<()> {
    if this.is_binary() {
        let _level = tstate::enter_recursive(" while pickling an object")?;
        save_value(this, id)?;
        this.put(&[BINPERSID]);
        return Ok(());
    }
    let text = protocol::str(id)?;
    let Some(text) = text.as_ascii() else {
        return Err(pickling_error("persistent IDs in protocol 0 must be ASCII strings"));
    };
    this.put(&[PERSID]);
    this.put(text.as_bytes());
    this.put(b"\n");
    Ok(())
}

/// As [`save`], but never by a persistent id.
fn save_value(this: &This, object: &Object) -> PyResult<()> {
    let ty = object.ty();
    if object.is_none() {
        this.put(&[NONE]);
        return Ok(());
    }
    if ty == &statics::PyBool_Type {
        let value = object.is(singletons::bool(true));
        match (this.proto.get() >= 2, value) {
            (true, true) => this.put(&[NEWTRUE]),
            (true, false) => this.put(&[NEWFALSE]),
            (false, true) => this.put(b"I01\n"),
            (false, false) => this.put(b"I00\n"),
        }
        return Ok(());
    }
    if let Some(value) = object.downcast_exact::<Int>() {
        return save_int(this, value);
    }
    if let Some(value) = object.downcast_exact::<Float>() {
        save_float(this, value.value());
        return Ok(());
    }
    if get(this, object)? {
        return Ok(());
    }
    if let Some(bytes) = object.downcast_exact::<Bytes>() {
        return save_bytes(this, bytes);
    }
    if let Some(text) = object.downcast_exact::<Str>() {
        return save_str(this, text);
    }
    let _level = tstate::enter_recursive(" while pickling an object")?;
    if let Some(dict) = object.downcast_exact::<Dict>() {
        return save_dict(this, dict);
    }
    if ty == &statics::PySet_Type || ty == &statics::PyFrozenSet_Type {
        return save_set(this, object);
    }
    if let Some(list) = object.downcast_exact::<List>() {
        return save_list(this, list);
    }
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        return save_tuple(this, tuple);
    }
    if let Some(bytes) = object.downcast_exact::<ByteArray>() {
        return save_bytearray(this, bytes);
    }
    if let Some(buffer) = object.downcast_exact::<Instance<PickleBuffer>>() {
        return save_buffer(this, buffer);
    }
    reduce::save_other(this, object)
}

/// Writes a reference to what was written before, if it was.
pub(super) fn get(this: &This, object: &Object) -> PyResult<bool> {
    if this.fast.get() != 0 {
        return Ok(false);
    }
    let number = this.memo.borrow().get(object);
    let Some(number) = number else { return Ok(false) };
    put_get(this, number)
}

fn put_get(this: &This, number: usize) -> PyResult<bool> {
    if !this.is_binary() {
        this.put(format!("g{number}\n").as_bytes());
    } else if number < 256 {
        this.put(&[BINGET, number as u8]);
    } else {
        let Ok(number) = u32::try_from(number) else {
            return Err(pickling_error("memo id too large for LONG_BINGET"));
        };
        let [a, b, c, d] = number.to_le_bytes();
        this.put(&[LONG_BINGET, a, b, c, d]);
    }
    Ok(true)
}

/// Notes that the object on top of the stack is this one.
pub(super) fn memoize(this: &This, object: &Object) -> PyResult<()> {
    if this.fast.get() != 0 {
        return Ok(());
    }
    let number = {
        let mut memo = this.memo.borrow_mut();
        let number = memo.len;
        memo.insert(object, number);
        number
    };
    if this.proto.get() >= 4 {
        this.put(&[MEMOIZE]);
    } else if !this.is_binary() {
        this.put(format!("p{number}\n").as_bytes());
    } else if number < 256 {
        this.put(&[BINPUT, number as u8]);
    } else {
        let Ok(number) = u32::try_from(number) else {
            return Err(pickling_error("memo id too large for LONG_BINPUT"));
        };
        let [a, b, c, d] = number.to_le_bytes();
        this.put(&[LONG_BINPUT, a, b, c, d]);
    }
    Ok(())
}

fn save_int(this: &This, value: &Int) -> PyResult<()> {
    let word = value.as_small().or_else(|| value.to_i64());
    if let Some(small) = word.and_then(|value| i32::try_from(value).ok()) {
        if !this.is_binary() {
            this.put(format!("I{small}\n").as_bytes());
            return Ok(());
        }
        let bytes = small.to_le_bytes();
        match small {
            0..=0xFF => this.put(&[BININT1, bytes[0]]),
            0x100..=0xFFFF => this.put(&[BININT2, bytes[0], bytes[1]]),
            _ => this.put(&[BININT, bytes[0], bytes[1], bytes[2], bytes[3]]),
        }
        return Ok(());
    }
    if this.proto.get() < 2 {
        let text = protocol::repr(value)?;
        this.put(b"L");
        this.put(text.to_utf8()?.as_bytes());
        this.put(b"L\n");
        return Ok(());
    }
    if let Some(word) = word {
        // As many bytes as tell the value and its sign.
        let bits =
            65 - word.unsigned_abs().leading_zeros() - u32::from(word < 0 && word.unsigned_abs().is_power_of_two());
        let size = bits.div_ceil(8) as usize;
        this.put(&[LONG1, size as u8]);
        this.put(&word.to_le_bytes()[..size]);
        return Ok(());
    }
    let number = value.numeric();
    let mut size = (number.bit_length() / 8 + 1) as usize;
    if size > 0x7FFF_FFFF {
        return Err(raise!(OverflowError, "int too large to pickle"));
    }
    let mut bytes = pyston_numeric::int::to_bytes(number, size, true, true)?;
    if value.is_negative() && size > 1 && bytes[size - 1] == 0xFF && bytes[size - 2] & 0x80 != 0 {
        size -= 1;
        bytes.truncate(size);
    }
    match u8::try_from(size) {
        Ok(size) => this.put(&[LONG1, size]),
        Err(_) => {
            this.put(&[LONG4]);
            this.put(&(size as u32).to_le_bytes());
        }
    }
    this.put(&bytes);
    Ok(())
}

fn save_float(this: &This, value: f64) {
    if this.is_binary() {
        let mut data = [BINFLOAT; 9];
        data[1..].copy_from_slice(&value.to_be_bytes());
        this.put(&data);
    } else {
        this.put(format!("F{}\n", pyston_numeric::float::repr(value)).as_bytes());
    }
}

/// An opcode with the size of what follows: in one byte, four, or eight.
struct Header {
    bytes: [u8; 9],
    len: usize,
}

impl Header {
    fn new(short: Option<u8>, four: u8, eight: Option<u8>, len: usize) -> Option<Header> {
        let (opcode, width) = match (short, eight) {
            (Some(short), _) if len <= 0xFF => (short, 1),
            _ if len <= 0xFFFF_FFFF => (four, 4),
            (_, eight) => (eight?, 8),
        };
        let mut bytes = [opcode; 9];
        bytes[1..].copy_from_slice(&(len as u64).to_le_bytes());
        Some(Header { bytes, len: 1 + width })
    }

    #[inline]
    fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

fn save_bytes(this: &This, bytes: &Bytes) -> PyResult<()> {
    if this.proto.get() >= 3 {
        return save_bytes_data(this, bytes, bytes.as_slice());
    }
    let (function, args) = if bytes.is_empty() {
        (statics::PyBytes_Type.as_object().new_ref(), Tuple::from_vec(Vec::new())?)
    } else {
        let text = Str::from_data(StrData::Ucs1(bytes.as_slice()))?;
        let args = Tuple::from_slice(&[text.as_object(), Str::intern("latin1").as_object()])?;
        (shared()?.codecs_encode.clone(), args)
    };
    reduce::save_reduce(this, &*(function, args).into_py()?, Some(bytes))
}

fn save_bytes_data(this: &This, object: &Object, data: &[u8]) -> PyResult<()> {
    let eight = (this.proto.get() >= 4).then_some(BINBYTES8);
    let header = Header::new(Some(SHORT_BINBYTES), BINBYTES, eight, data.len()).ok_or_else(|| {
        raise!(OverflowError, "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher")
    })?;
    this.put_data(header.as_slice(), data, Some(object))?;
    memoize(this, object)
}

fn save_bytearray(this: &This, bytes: &ByteArray) -> PyResult<()> {
    if this.proto.get() >= 5 {
        return save_bytearray_data(this, bytes, &bytes.to_vec());
    }
    let args = if bytes.is_empty() { Vec::new() } else { vec![Bytes::new(&bytes.to_vec())?.into_object()] };
    let class = statics::PyByteArray_Type.as_object().new_ref();
    reduce::save_reduce(this, &*(class, Tuple::from_vec(args)?).into_py()?, Some(bytes))
}

fn save_bytearray_data(this: &This, object: &Object, data: &[u8]) -> PyResult<()> {
    let mut header = [BYTEARRAY8; 9];
    header[1..].copy_from_slice(&(data.len() as u64).to_le_bytes());
    this.put_data(&header, data, Some(object))?;
    memoize(this, object)
}

fn save_buffer(this: &This, buffer: &Instance<PickleBuffer>) -> PyResult<()> {
    if this.proto.get() < 5 {
        return Err(pickling_error("PickleBuffer can only pickled with protocol >= 5"));
    }
    let view: Py<MemoryView> = buffer.view()?;
    if !view.is_c_contiguous() && !view.is_f_contiguous() {
        return Err(pickling_error("PickleBuffer can not be pickled when pointing to a non-contiguous buffer"));
    }
    let in_band = match this.buffer_callback.get() {
        None => true,
        Some(callback) => protocol::is_true(&*call::call(&callback, &[buffer.object()])?)?,
    };
    if in_band {
        let data = Buffer::acquire(&view, pyston_abi::flags::PyBUF_FULL_RO)?.to_vec();
        return if view.is_readonly() {
            save_bytes_data(this, buffer.object(), &data)
        } else {
            save_bytearray_data(this, buffer.object(), &data)
        };
    }
    this.put(&[NEXT_BUFFER]);
    if view.is_readonly() {
        this.put(&[READONLY_BUFFER]);
    }
    Ok(())
}

fn save_str(this: &This, text: &Str) -> PyResult<()> {
    if !this.is_binary() {
        this.put(&[UNICODE]);
        this.put(&raw_escaped(text));
        this.put(b"\n");
        return memoize(this, text);
    }
    let short = (this.proto.get() >= 4).then_some(SHORT_BINUNICODE);
    let eight = (this.proto.get() >= 4).then_some(BINUNICODE8);
    let data = text.to_wtf8();
    let header = Header::new(short, BINUNICODE, eight, data.len()).ok_or_else(|| {
        raise!(OverflowError, "serializing a string larger than 4 GiB requires pickle protocol 4 or higher")
    })?;
    this.put_data(header.as_slice(), &data, None)?;
    memoize(this, text)
}

/// The text of protocol 0: Latin-1 with numbers for other characters, line ends and backslashes.
fn raw_escaped(text: &Str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for point in text.data().iter() {
        match point {
            0x1_0000.. => out.extend_from_slice(format!("\\U{point:08x}").as_bytes()),
            0x100.. | 0x5C | 0 | 0x0A | 0x0D | 0x1A => out.extend_from_slice(format!("\\u{point:04x}").as_bytes()),
            _ => out.push(point as u8),
        }
    }
    out
}

fn save_tuple(this: &This, tuple: &Tuple) -> PyResult<()> {
    let items = tuple.as_slice();
    if items.is_empty() {
        let empty: &[u8] = if this.proto.get() > 0 { &[EMPTY_TUPLE] } else { &[MARK, TUPLE] };
        this.put(empty);
        return Ok(());
    }
    let is_short = items.len() <= 3 && this.proto.get() >= 2;
    if !is_short {
        this.put(&[MARK]);
    }
    for item in items {
        save(this, item)?;
    }
    // A tuple that contains itself was written meanwhile: its items are dropped again.
    let is_known = this.memo.borrow().get(tuple).is_some();
    if is_known {
        if is_short || !this.is_binary() {
            (0..items.len() + usize::from(!is_short)).for_each(|_| this.put(&[POP]));
        } else {
            this.put(&[POP_MARK]);
        }
        get(this, tuple)?;
        return Ok(());
    }
    this.put(&[if is_short { TUPLE1 + items.len() as u8 - 1 } else { TUPLE }]);
    memoize(this, tuple)
}

/// Enters a container in fast mode, where cycles are found only at some depth.
fn enter_fast(this: &This, object: &Object) -> PyResult<()> {
    if this.fast.get() == 0 {
        return Ok(());
    }
    this.fast_depth.set(this.fast_depth.get() + 1);
    if this.fast_depth.get() < FAST_DEPTH {
        return Ok(());
    }
    let address = object.as_ptr() as usize;
    if this.fast_memo.borrow_mut().insert(address, object.new_ref()).is_some() {
        let name = object.type_name();
        return Err(raise!(
            ValueError,
            "fast mode: can't pickle cyclic objects including object type {name:.200} at {address:#x}"
        ));
    }
    Ok(())
}

fn leave_fast(this: &This, object: &Object) {
    if this.fast.get() == 0 {
        return;
    }
    if this.fast_depth.get() >= FAST_DEPTH {
        let old = this.fast_memo.borrow_mut().remove(&(object.as_ptr() as usize));
        drop(old);
    }
    this.fast_depth.set(this.fast_depth.get().saturating_sub(1));
}

fn save_list(this: &This, list: &List) -> PyResult<()> {
    enter_fast(this, list)?;
    let empty: &[u8] = if this.is_binary() { &[EMPTY_LIST] } else { &[MARK, LIST] };
    this.put(empty);
    memoize(this, list)?;
    if this.proto.get() == 0 {
        save_items(this, &*protocol::iter(list)?)?;
    } else if list.len() == 1 {
        save(this, &list.get(0).unwrap_or_else(singletons::py_none))?;
        this.put(&[APPEND]);
    } else {
        let mut index = 0;
        while index < list.len() {
            this.put(&[MARK]);
            let end = index + BATCH;
            while index < end
                && let Some(item) = list.get(index)
            {
                save(this, &item)?;
                index += 1;
            }
            this.put(&[APPENDS]);
        }
    }
    leave_fast(this, list);
    Ok(())
}

/// The next item of an iterator, and the one after it.
fn batch(items: &Object) -> PyResult<Option<(Py, Option<Py>)>> {
    let Some(first) = protocol::next(items)? else { return Ok(None) };
    let second = protocol::next(items)?;
    Ok(Some((first, second)))
}

/// Writes what an iterator gives with `write`, one by one or in batches.
fn save_batches(
    this: &This,
    items: &Object,
    opcodes: (u8, u8),
    write: impl Fn(&Object) -> PyResult<()>,
) -> PyResult<()> {
    if this.proto.get() == 0 {
        while let Some(item) = protocol::next(items)? {
            write(&item)?;
            this.put(&[opcodes.0]);
        }
        return Ok(());
    }
    loop {
        let Some((first, second)) = batch(items)? else { return Ok(()) };
        let Some(second) = second else {
            write(&first)?;
            this.put(&[opcodes.0]);
            return Ok(());
        };
        this.put(&[MARK]);
        write(&first)?;
        let (mut count, mut next) = (1, Some(second));
        while let Some(item) = next.take() {
            write(&item)?;
            count += 1;
            if count < BATCH {
                next = protocol::next(items)?;
            }
        }
        this.put(&[opcodes.1]);
        if count < BATCH {
            return Ok(());
        }
    }
}

/// Writes the items of an iterator, to be appended.
pub(super) fn save_items(this: &This, items: &Object) -> PyResult<()> {
    save_batches(this, items, (APPEND, APPENDS), |item| save(this, item))
}

/// Writes the pairs of an iterator, to be set.
pub(super) fn save_pairs(this: &This, pairs: &Object) -> PyResult<()> {
    save_batches(this, pairs, (SETITEM, SETITEMS), |pair| {
        let Some(&[key, value]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
            return Err(raise!(TypeError, "dict items iterator must return 2-tuples"));
        };
        save(this, key)?;
        save(this, value)
    })
}

fn save_dict(this: &This, dict: &Dict) -> PyResult<()> {
    enter_fast(this, dict)?;
    let empty: &[u8] = if this.is_binary() { &[EMPTY_DICT] } else { &[MARK, DICT] };
    this.put(empty);
    memoize(this, dict)?;
    if this.proto.get() == 0 {
        let items = call::call_method(dict, name!("items"), &[])?;
        save_pairs(this, &*protocol::iter(&items)?)?;
    } else {
        save_dict_batches(this, dict)?;
    }
    leave_fast(this, dict);
    Ok(())
}

fn save_dict_batches(this: &This, dict: &Dict) -> PyResult<()> {
    let len = dict.len();
    let mut position = 0;
    let save_next = |position: &mut usize| -> PyResult<bool> {
        let Some((key, value)) = dict.next(position) else { return Ok(false) };
        save(this, &key)?;
        save(this, &value)?;
        Ok(true)
    };
    if len == 1 {
        save_next(&mut position)?;
        this.put(&[SETITEM]);
        return Ok(());
    }
    if len == 0 {
        return Ok(());
    }
    // After a full batch comes another, even an empty one.
    loop {
        this.put(&[MARK]);
        let mut count = 0;
        while count < BATCH && save_next(&mut position)? {
            count += 1;
        }
        this.put(&[SETITEMS]);
        if dict.len() != len {
            return Err(raise!(RuntimeError, "dictionary changed size during iteration"));
        }
        if count < BATCH {
            return Ok(());
        }
    }
}

fn save_set(this: &This, object: &Object) -> PyResult<()> {
    let is_frozen = object.ty() == &statics::PyFrozenSet_Type;
    let Some(set) = Set::any(object) else { return Err(errors::bad_internal_call()) };
    if this.proto.get() < 4 {
        let items = protocol::to_list(object)?;
        let args = Tuple::from_vec(vec![items.into_object()])?;
        return reduce::save_reduce(this, &*(object.ty().as_object(), args).into_py()?, Some(object));
    }
    if is_frozen {
        this.put(&[MARK]);
        for item in set.to_vec() {
            save(this, &item)?;
        }
        let is_known = this.memo.borrow().get(object).is_some();
        if is_known {
            this.put(&[POP_MARK]);
            get(this, object)?;
            return Ok(());
        }
        this.put(&[FROZENSET]);
        return memoize(this, object);
    }
    this.put(&[EMPTY_SET]);
    memoize(this, object)?;
    let len = set.len();
    let items = set.to_vec();
    let mut batches = items.chunks(BATCH);
    let mut batch = batches.next();
    while let Some(items) = batch {
        this.put(&[MARK]);
        for item in items {
            save(this, item)?;
        }
        this.put(&[ADDITEMS]);
        if set.len() != len {
            return Err(raise!(RuntimeError, "set changed size during iteration"));
        }
        // After a full batch comes another, even an empty one.
        batch = batches.next().or((items.len() == BATCH).then_some(&[]));
    }
    Ok(())
}
