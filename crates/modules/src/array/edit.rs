//! Changing arrays: slices, insertion, files.

use pyston_object::call::call_method;
use pyston_object::prelude::*;
use pyston_object::subscript::{Bounds, Subscript, in_bounds, read};

use super::{Array, ArrayObject, as_array};

const INDICES: &str = "array indices must be integers";

/// The bytes of all items, `count` times.
pub fn repeated(this: &ArrayObject, count: isize) -> PyResult<Vec<u8>> {
    let bytes = this.all_bytes();
    let count = count.max(0) as usize;
    let total = bytes.len().checked_mul(count).filter(|&total| total <= isize::MAX as usize);
    let mut result = Vec::new();
    result.try_reserve_exact(total.ok_or_else(errors::no_memory)?).map_err(|_| errors::no_memory())?;
    (0..count).for_each(|_| result.extend_from_slice(&bytes));
    Ok(result)
}

/// The bytes of the items that a slice selects.
fn selected(this: &ArrayObject, bounds: Bounds) -> Vec<u8> {
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return this.bytes(start, start + bounds.count);
    }
    bounds.indices().flat_map(|index| this.bytes(index, index + 1)).collect()
}

/// `this[key]`.
pub fn subscript(this: &ArrayObject, key: &Object) -> PyResult {
    match read(key, INDICES)? {
        Subscript::Index(index) => {
            let item = in_bounds(index, this.len()).map_or(Ok(None), |index| this.get(index))?;
            item.ok_or_else(|| raise!(IndexError, "array index out of range"))
        }
        Subscript::Slice(parts) => {
            let bounds = Bounds::of(parts, this.len());
            Array::of_bytes(this.item_type, &selected(this, bounds)).into_py()
        }
    }
}

/// `this[index] = value`, or its deletion.
pub fn assign_item(this: &ArrayObject, index: Option<usize>, value: Option<&Object>) -> PyResult<()> {
    let Some(index) = index else { return Err(raise!(IndexError, "array assignment index out of range")) };
    match value {
        Some(value) => this.set(index, value),
        None => this.splice(index, index + 1, &[]),
    }
}

/// `this[key] = value`, or its deletion.
pub fn assign_subscript(this: &ArrayObject, key: &Object, value: Option<&Object>) -> PyResult<()> {
    let parts = match read(key, INDICES)? {
        Subscript::Index(index) => return assign_item(this, in_bounds(index, this.len()), value),
        Subscript::Slice(parts) => parts,
    };
    let content = match value {
        None => Vec::new(),
        Some(value) => slice_content(this, value)?,
    };
    let bounds = Bounds::of(parts, this.len());
    let size = this.item_type.size();
    // Even a slice without items counts as resizing while the memory is exported.
    if (value.is_none() || content.is_empty()) && this.exports.get() > 0 {
        return Err(raise!(BufferError, "cannot resize an array that is exporting buffers"));
    }
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return this.splice(start, start + bounds.count, &content);
    }
    if value.is_none() {
        return delete(this, bounds.ascending());
    }
    let needed = content.len() / size;
    if needed != bounds.count {
        return Err(raise!(
            ValueError,
            "attempt to assign array of size {needed} to extended slice of size {}",
            bounds.count
        ));
    }
    for (index, item) in bounds.indices().zip(content.chunks_exact(size)) {
        this.memory.write(size, index * size, item);
    }
    Ok(())
}

fn slice_content(this: &ArrayObject, value: &Object) -> PyResult<Vec<u8>> {
    let Some(other) = as_array(value) else {
        return Err(raise!(TypeError, "can only assign array (not \"{:.200}\") to array slice", value.type_name()));
    };
    if !std::ptr::eq(this.item_type, other.item_type) {
        return Err(raise!(TypeError, "bad argument type for built-in operation"));
    }
    Ok(other.all_bytes())
}

/// Deletes the items of a slice with a step, in rising order.
fn delete(this: &ArrayObject, bounds: Bounds) -> PyResult<()> {
    let size = this.item_type.size();
    let mut gone = bounds.indices().peekable();
    let mut kept = Vec::with_capacity(this.len() * size);
    for (index, item) in this.all_bytes().chunks_exact(size).enumerate() {
        if gone.peek() == Some(&index) {
            gone.next();
        } else {
            kept.extend_from_slice(item);
        }
    }
    this.splice(0, this.len(), &kept)
}

/// `extend(items)`.
pub fn extend(this: &ArrayObject, items: &Object) -> PyResult<()> {
    match as_array(items) {
        Some(other) if std::ptr::eq(this.item_type, other.item_type) => {
            this.splice(this.len(), this.len(), &other.all_bytes())
        }
        Some(_) => Err(raise!(TypeError, "can only extend with array of same kind")),
        None => protocol::for_each(items, |item| this.append(&item)),
    }
}

/// `frombytes(buffer)`.
pub fn append_buffer(this: &ArrayObject, buffer: &Object) -> PyResult<()> {
    let bytes = super::buffer_of(buffer)?;
    if bytes.item_size() != 1 {
        return Err(raise!(TypeError, "a bytes-like object is required"));
    }
    let bytes = bytes.to_vec();
    this.append_bytes(&bytes)
}

/// `fromlist(list)`: all or nothing.
pub fn from_list(this: &ArrayObject, list: &Object) -> PyResult<()> {
    let Some(list) = list.downcast::<List>() else { return Err(raise!(TypeError, "arg must be list")) };
    let mut bytes = Vec::new();
    let len = list.len();
    for index in 0..len {
        let Some(item) = list.get(index) else { break };
        bytes.extend_from_slice(&this.item_type.set(&item)?[..this.item_type.size()]);
        if list.len() != len {
            return Err(raise!(RuntimeError, "list changed size during iteration"));
        }
    }
    this.splice(this.len(), this.len(), &bytes)
}

/// `insert(index, value)`.
pub fn insert(this: &ArrayObject, index: isize, value: &Object) -> PyResult<()> {
    let bytes = this.item_type.set(value)?;
    let len = this.len() as isize;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) } as usize;
    this.splice(at, at, &bytes[..this.item_type.size()])
}

/// `pop(index)`.
pub fn pop(this: &ArrayObject, index: isize) -> PyResult {
    if this.len() == 0 {
        return Err(raise!(IndexError, "pop from empty array"));
    }
    let out = || raise!(IndexError, "pop index out of range");
    let index = in_bounds(index, this.len()).ok_or_else(out)?;
    let item = this.get(index)?.ok_or_else(out)?;
    this.splice(index, index + 1, &[])?;
    Ok(item)
}

/// How many bytes are written to a file at a time.
const BLOCK: usize = 64 * 1024;

/// `tofile(file)`.
pub fn to_file(this: &ArrayObject, file: &Object) -> PyResult<()> {
    if this.len() == 0 {
        return Ok(());
    }
    for block in this.all_bytes().chunks(BLOCK) {
        let bytes = Bytes::new(block)?;
        call_method(file, name!("write"), &[&bytes])?;
    }
    Ok(())
}

/// `fromfile(file, n)`.
pub fn from_file(this: &ArrayObject, file: &Object, n: isize) -> PyResult<()> {
    let n = usize::try_from(n).map_err(|_| raise!(ValueError, "negative count"))?;
    let wanted = n.checked_mul(this.item_type.size()).filter(|&bytes| bytes <= isize::MAX as usize);
    let wanted = wanted.ok_or_else(errors::no_memory)?;
    let count = Int::from_usize(wanted)?;
    let content = call_method(file, name!("read"), &[&count])?;
    let Some(bytes) = content.downcast::<Bytes>() else {
        return Err(raise!(TypeError, "read() didn't return bytes"));
    };
    this.append_bytes(bytes.as_slice())?;
    if bytes.len() == wanted { Ok(()) } else { Err(raise!(EOFError, "read() didn't return enough bytes")) }
}
