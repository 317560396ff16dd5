//! `list.sort`: keys, direction, the guard against changes, and which way of sorting is taken.
//!
//! While it is sorted the list is empty and marked; whoever changes it is noticed at the end. The
//! items are sorted as a vector of references that nobody else sees.

use pyston_object::prelude::*;

use super::rank::{self, Order};
use super::timsort;

/// Sorts the list in place.
pub fn sort(list: &List, key: Option<&Object>, reverse: bool) -> PyResult<()> {
    let items = list.take_items();
    list.set_sorting();
    let (order, result) = sorted_order(&items, key, reverse);
    let untouched = list.is_sorting_untouched();
    let result = match result {
        Ok(()) if !untouched => Err(raise!(ValueError, "list modified during sort")),
        result => result,
    };
    let sorted = match order {
        Order::By(order) => {
            let mut items: Vec<Option<Py>> = items.into_iter().map(Some).collect();
            let mut sorted = Vec::with_capacity(items.len());
            sorted.extend(order.into_iter().filter_map(|index| items[index].take()));
            sorted
        }
        Order::AsTheyAre => items,
    };
    list.end_sorting(sorted);
    result
}

/// The order that the items are to be in, also if a comparison failed.
fn sorted_order(items: &[Py], key: Option<&Object>, reverse: bool) -> (Order, PyResult<()>) {
    let keys = match key {
        None => None,
        Some(key) => {
            let mut keys = Vec::with_capacity(items.len());
            for item in items {
                match pyston_object::call::call(key, &[item]) {
                    Ok(key) => keys.push(key),
                    Err(raised) => return (Order::AsTheyAre, Err(raised)),
                }
            }
            Some(keys)
        }
    };
    let keys = keys.as_deref().unwrap_or(items);
    match rank::order(keys, reverse) {
        Some(order) => (order, Ok(())),
        None => compared_order(keys, reverse),
    }
}

/// The order by `<` of the keys, which may be Python code.
fn compared_order(keys: &[Py], reverse: bool) -> (Order, PyResult<()>) {
    let mut entries: Vec<(&Object, usize)> = keys.iter().enumerate().map(|(index, key)| (&**key, index)).collect();
    // Reversing before and after keeps equal items in their order.
    if reverse {
        entries.reverse();
    }
    let result = timsort::sort(&mut entries, |a, b| protocol::compare_bool(a.0, b.0, CompareOp::Lt));
    if reverse {
        entries.reverse();
    }
    (Order::By(entries.into_iter().map(|entry| entry.1).collect()), result)
}
