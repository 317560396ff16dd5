//! The order of an `OrderedDict` that lost or got keys behind its back.
//!
//! `dict.__delitem__`, `dict.pop` and `dict.popitem` take a key out of the dict alone: in the order it
//! stays, so that whoever goes along the order meets a key that is not to be found, a `KeyError`. (After
//! `dict.popitem` CPython's iterators over keys alone still give it; ours do not.) What
//! `dict.__setitem__`, `dict.update` and the like add is in the dict, but not in the order. As
//! the order is otherwise that of the dict's own table, such a dictionary gets a list of its keys here.
//!
//! **Invariant**: the list is made before the first such key comes or goes, and from then on it is the order.
//! Finding a key in it takes linear time; nobody but tests needs these dictionaries.

use pyston_builtins::dict::watch_keys;
use pyston_object::dict::hash_key;
use pyston_object::prelude::*;

use super::ordered_dict::{Ordered, This};

/// Called before a method of `dict` takes a key out or adds one.
fn before_change(dict: &Dict) -> PyResult<()> {
    let Some(ordered) = dict.downcast::<This>() else { return Ok(()) };
    if ordered.order().is_empty() {
        ordered.order().set(List::from_vec(dict.keys())?);
    }
    Ok(())
}

pub(super) fn position(order: &List, key: &Object, hash: isize) -> PyResult<Option<usize>> {
    let mut index = 0;
    while let Some(item) = order.get(index) {
        if item.is(key) || (hash_key(&item)? == hash && protocol::compare_eq(&item, key)?) {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

/// A key was stored; tells whether it is new in the order.
pub(super) fn add(order: &List, key: &Object, hash: isize) -> PyResult<bool> {
    let is_new = position(order, key, hash)?.is_none();
    if is_new {
        order.append(key.new_ref())?;
    }
    Ok(is_new)
}

/// A key leaves the order.
pub(super) fn remove(order: &List, key: &Object, hash: isize) -> PyResult<()> {
    position(order, key, hash)?.map(|index| order.remove(index));
    Ok(())
}

/// Moves a key to an end. `None`: it is not there; false: it was there already.
pub(super) fn move_to_end(order: &List, key: &Object, hash: isize, last: bool) -> PyResult<Option<bool>> {
    let Some(index) = position(order, key, hash)? else { return Ok(None) };
    if index == if last { order.len().saturating_sub(1) } else { 0 } {
        return Ok(Some(false));
    }
    let Some(key) = order.remove(index) else { return Ok(None) };
    order.insert(if last { order.len() } else { 0 }, key)?;
    Ok(Some(true))
}

/// Goes on to the next key from `position`, where iterators start as at a table: at 0 or the greatest.
pub(super) fn advance(order: &List, position: &mut usize, forward: bool) -> Option<Py> {
    if forward {
        let key = order.get(*position)?;
        *position += 1;
        return Some(key);
    }
    *position = (*position).min(order.len()).checked_sub(1)?;
    order.get(*position)
}

pub(super) fn install() {
    watch_keys(before_change);
}
