//! Items and slices: reading, assigning, deleting.

use pyston_object::buffer;
use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::subscript::{self, Bounds, Subscript};

use crate::bytes::like::byte_value;

const WRONG_KEY: &str = "bytearray indices must be integers or slices, not {}";

fn out_of_range() -> Raised {
    raise!(IndexError, "bytearray index out of range")
}

/// `this[key]`.
pub fn get(this: &ByteArray, key: &Object) -> PyResult {
    match subscript::read(key, WRONG_KEY)? {
        Subscript::Index(index) => {
            let byte = subscript::in_bounds(index, this.len()).and_then(|index| this.get(index));
            byte.ok_or_else(out_of_range).into_py()
        }
        Subscript::Slice(parts) => {
            let bounds = Bounds::of(parts, this.len());
            let selected: Vec<u8> = this.with(|content| match bounds.step {
                1 => content[bounds.start as usize..][..bounds.count].to_vec(),
                _ => bounds.indices().map(|index| content[index]).collect(),
            });
            ByteArray::new(&selected).map(Py::into_object)
        }
    }
}

/// Assigns or deletes the item at `index`, which is resolved already.
pub fn assign_index(this: &ByteArray, index: isize, value: Option<&Object>) -> PyResult<()> {
    let in_bounds = |index: isize| usize::try_from(index).ok().filter(|&index| index < this.len());
    let index = in_bounds(index).ok_or_else(out_of_range)?;
    match value {
        None => this.splice(index, index + 1, b""),
        Some(value) => {
            // Converting the value may shrink the array.
            let byte = byte_value(value)?;
            if this.set(index, byte) { Ok(()) } else { Err(out_of_range()) }
        }
    }
}

/// `this[key] = value`, or `del this[key]`.
pub fn assign(this: &ByteArray, key: &Object, value: Option<&Object>) -> PyResult<()> {
    match subscript::read(key, WRONG_KEY)? {
        Subscript::Index(index) => {
            let from_start = if index < 0 { index + this.len() as isize } else { index };
            assign_index(this, from_start, value)
        }
        Subscript::Slice(parts) => {
            let content = value.map(assigned).transpose()?;
            let bounds = Bounds::of(parts, this.len());
            assign_slice(this, bounds, &content.unwrap_or_default())
        }
    }
}

/// The bytes that a slice is assigned.
fn assigned(value: &Object) -> PyResult<Vec<u8>> {
    if let Some(array) = value.downcast::<ByteArray>() {
        return Ok(array.to_vec());
    }
    let is_number = protocol::number_slots(value)
        .is_some_and(|slots| slots.nb_index.is_some() || slots.nb_int.is_some() || slots.nb_float.is_some());
    if is_number || Str::check(value) {
        return Err(raise!(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    let array = ByteArray::new(b"")?;
    super::new::fill(&array, value)?;
    Ok(array.to_vec())
}

fn assign_slice(this: &ByteArray, bounds: Bounds, content: &[u8]) -> PyResult<()> {
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return this.splice(start, start + bounds.count, content);
    }
    if content.is_empty() {
        this.check_resizable()?;
        return delete(this, bounds.ascending());
    }
    if content.len() != bounds.count {
        return Err(raise!(
            ValueError,
            "attempt to assign bytes of size {} to extended slice of size {}",
            content.len(),
            bounds.count
        ));
    }
    this.with_mut(|bytes| bounds.indices().zip(content).for_each(|(index, &byte)| bytes[index] = byte));
    Ok(())
}

/// Deletes the items of a rising slice with gaps.
fn delete(this: &ByteArray, bounds: Bounds) -> PyResult<()> {
    if bounds.count == 0 {
        return Ok(());
    }
    let mut doomed = bounds.indices().peekable();
    let kept: Vec<u8> = this.with(|content| {
        let keep = |&(index, _): &(usize, &u8)| doomed.next_if_eq(&index).is_none();
        content.iter().enumerate().filter(keep).map(|(_, &byte)| byte).collect()
    });
    this.resize(kept.len())?;
    this.with_mut(|content| content.copy_from_slice(&kept));
    Ok(())
}

/// `this.extend(iterable)`.
pub fn extend(this: &ByteArray, iterable: &Object) -> PyResult<()> {
    if buffer::has_buffer(iterable) {
        let content = Buffer::new(iterable)?.to_vec();
        return this.append(&content);
    }
    let iterator = errors::catch(protocol::iter(iterable), &exc::TypeError)?;
    let Some(iterator) = iterator else {
        return Err(raise!(TypeError, "can't extend bytearray with {:.100}", iterable.type_name()));
    };
    let mut content = Vec::new();
    room::reserve(&mut content, protocol::length_hint(iterable, 32)?)?;
    while let Some(item) = protocol::next(&iterator)? {
        room::push(&mut content, byte_value(&item)?)?;
    }
    this.append(&content)
}
