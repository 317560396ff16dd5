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
    let kind = Keys::of(keys);
    let result = timsort::sort(&mut entries, |a, b| kind.is_less(a.0, b.0));
    if reverse {
        entries.reverse();
    }
    (Order::By(entries.into_iter().map(|entry| entry.1).collect()), result)
}

/// What the keys have in common, which decides how two of them are compared.
struct Keys {
    /// All are tuples with items: compared item by item, the first ones as keys are.
    are_tuples: bool,
    /// The class of all keys, or of all first items.
    class: Option<Py<Type>>,
}

impl Keys {
    fn of(keys: &[Py]) -> Keys {
        let are_tuples = keys.iter().all(|key| first_item(key).is_some());
        let class = keys.first().and_then(|key| class_of(key, are_tuples));
        let is_common = keys.iter().all(|key| class_of(key, are_tuples) == class);
        Keys { are_tuples, class: class.filter(|_| is_common).map(|class| class.new_ref()) }
    }

    /// `a < b`.
    fn is_less(&self, a: &Object, b: &Object) -> PyResult<bool> {
        if !self.are_tuples {
            return self.is_less_plainly(a, b);
        }
        let (Some(x), Some(y)) = (a.downcast_exact::<Tuple>(), b.downcast_exact::<Tuple>()) else {
            return self.is_less_plainly(a, b);
        };
        for (index, (x, y)) in x.as_slice().iter().zip(y.as_slice()).enumerate() {
            if !protocol::compare_eq(x, y)? {
                return if index == 0 {
                    self.is_less_plainly(x, y)
                } else {
                    protocol::compare_bool(x, y, CompareOp::Lt)
                };
            }
        }
        Ok(x.len() < y.len())
    }

    /// Objects of the common class are asked by their slot, which counts as no level of recursion; if that does not
    /// know, all is asked again, as in CPython.
    fn is_less_plainly(&self, a: &Object, b: &Object) -> PyResult<bool> {
        if self.class.as_deref().is_some_and(|class| a.ty() == class) {
            let result = protocol::compare_slot(a, b, CompareOp::Lt)?;
            if !result.is(singletons::not_implemented()) {
                return protocol::is_true(&result);
            }
        }
        protocol::compare_bool(a, b, CompareOp::Lt)
    }
}

fn first_item(key: &Object) -> Option<&Object> {
    key.downcast_exact::<Tuple>().and_then(|key| key.as_slice().first().copied())
}

fn class_of(key: &Object, of_item: bool) -> Option<&Type> {
    if of_item { first_item(key).map(|item| item.ty()) } else { Some(key.ty()) }
}
