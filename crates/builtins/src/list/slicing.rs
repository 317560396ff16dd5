//! Reading, assigning and deleting items and slices of lists.
//!
//! The replaced items are dropped when the list is complete again, because their destructors may
//! look at it.

use pyston_object::list::drop_backwards;
use pyston_object::prelude::*;
use pyston_object::slice::Indices;

pub fn item_at(list: &List, index: isize) -> PyResult {
    let item = usize::try_from(index).ok().and_then(|index| list.get(index));
    item.ok_or_else(|| raise!(IndexError, "list index out of range"))
}

/// `list[index] = value`; `None` deletes.
pub fn set_item(list: &List, index: isize, value: Option<&Object>) -> PyResult<()> {
    let out_of_range = || raise!(IndexError, "list assignment index out of range");
    let index = usize::try_from(index).map_err(|_| out_of_range())?;
    let old = match value {
        Some(value) => list.replace(index, value.new_ref()).ok(),
        None => list.remove(index),
    };
    old.map(drop).ok_or_else(out_of_range)
}

/// `list[slice]`.
pub fn get_slice(list: &List, slice: &Slice) -> PyResult<Py<List>> {
    let indices = slice.unpack()?.adjust(list.len());
    if indices.step == 1 {
        let range = indices.range();
        return list.copy_range(range.start, range.end);
    }
    List::from_vec(indices.iter().filter_map(|index| list.get(index)).collect())
}

/// `list[slice] = value`; `None` deletes.
pub fn set_slice(list: &List, slice: &Slice, value: Option<&Object>) -> PyResult<()> {
    let indices = slice.unpack()?.adjust(list.len());
    match value {
        _ if indices.step == 1 => replace_range(list, indices, value),
        None => delete_stepped(list, indices),
        Some(value) => assign_stepped(list, indices, value),
    }
}

fn replace_range(list: &List, indices: Indices, value: Option<&Object>) -> PyResult<()> {
    let items = match value {
        Some(value) => protocol::fast_items(value, "can only assign an iterable")?,
        None => Vec::new(),
    };
    // Taking the items of `value` may have changed the list.
    let start = (indices.start as usize).min(list.len());
    let stop = (indices.start as usize + indices.len).clamp(start, list.len());
    drop_backwards(list.splice(start, stop, items)?);
    Ok(())
}

fn delete_stepped(list: &List, indices: Indices) -> PyResult<()> {
    if indices.len == 0 {
        return Ok(());
    }
    let mut doomed = vec![false; list.len()];
    for index in indices.iter() {
        doomed[index] = true;
    }
    let (mut kept, mut dropped) = (Vec::with_capacity(list.len() - indices.len), Vec::with_capacity(indices.len));
    for (item, doomed) in list.take_items().into_iter().zip(doomed) {
        if doomed { dropped.push(item) } else { kept.push(item) }
    }
    list.set_items(kept);
    drop(dropped);
    Ok(())
}

fn assign_stepped(list: &List, indices: Indices, value: &Object) -> PyResult<()> {
    let items = protocol::fast_items(value, "must assign iterable to extended slice")?;
    if items.len() != indices.len {
        return Err(raise!(
            ValueError,
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            indices.len
        ));
    }
    let old: Vec<Py> = indices.iter().zip(items).filter_map(|(index, item)| list.replace(index, item).ok()).collect();
    drop(old);
    Ok(())
}

/// The index that a key stands for, counted from the end if negative; `None` for a slice.
pub fn key_index(list: &List, key: &Object) -> PyResult<Option<isize>> {
    if protocol::has_index(key) {
        let index = protocol::index_as_ssize_for(key, Some(&exc::IndexError))?;
        return Ok(Some(if index < 0 { index + list.len() as isize } else { index }));
    }
    if Slice::check(key) {
        return Ok(None);
    }
    Err(raise!(TypeError, "list indices must be integers or slices, not {:.200}", key.type_name()))
}
