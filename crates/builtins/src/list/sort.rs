//! `list.sort`: keys, direction, the guard against changes, and the cheap comparisons.
//!
//! While it is sorted the list is empty and marked; whoever changes it is noticed at the end. The
//! items are sorted as a vector of references that nobody else sees.

use std::cmp::Ordering;

use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;

use super::timsort;

/// One item: what is compared, and where the item was.
type Entry<'a> = (&'a Object, usize);

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
        Some(order) => {
            let mut items: Vec<Option<Py>> = items.into_iter().map(Some).collect();
            order.into_iter().filter_map(|index| items[index].take()).collect()
        }
        None => items,
    };
    list.end_sorting(sorted);
    result
}

/// The order that the items are to be in (`None`: as they are), also if a comparison failed.
fn sorted_order(items: &[Py], key: Option<&Object>, reverse: bool) -> (Option<Vec<usize>>, PyResult<()>) {
    let keys = match key {
        None => None,
        Some(key) => match items.iter().map(|item| pyston_object::call::call(key, &[item])).collect() {
            Ok(keys) => Some::<Vec<Py>>(keys),
            Err(raised) => return (None, Err(raised)),
        },
    };
    let compared = keys.as_deref().unwrap_or(items);
    let mut entries: Vec<Entry<'_>> = compared.iter().enumerate().map(|(index, key)| (&**key, index)).collect();
    let result = if let Some(compare) = native_order(&entries) {
        if reverse {
            entries.sort_by(|a, b| compare(b.0, a.0));
        } else {
            entries.sort_by(|a, b| compare(a.0, b.0));
        }
        Ok(())
    } else {
        // Reversing before and after keeps equal items in their order.
        if reverse {
            entries.reverse();
        }
        let result = timsort::sort(&mut entries, |a, b| protocol::compare_bool(a.0, b.0, CompareOp::Lt));
        if reverse {
            entries.reverse();
        }
        result
    };
    (Some(entries.into_iter().map(|entry| entry.1).collect()), result)
}

/// A total order of keys that are all of one simple type, where no Python code can be involved: then
/// every stable sort gives the same result.
fn native_order(entries: &[Entry<'_>]) -> Option<fn(&Object, &Object) -> Ordering> {
    let all = |check: fn(&Object) -> bool| entries.iter().all(|entry| check(entry.0));
    let first = entries.first()?.0;
    if Str::check_exact(first) {
        return all(Str::check_exact).then_some(compare_text);
    }
    if Int::check_exact(first) {
        let fits = |object: &Object| object.downcast_exact::<Int>().is_some_and(|int| int.to_i64().is_some());
        return all(fits).then_some(compare_ints);
    }
    if Tuple::check_exact(first) {
        return all(is_simple_tuple).then_some(()).and_then(|()| tuple_order(entries));
    }
    let is_number = |object: &Object| object.downcast_exact::<Float>().is_some_and(|float| !float.value().is_nan());
    all(is_number).then_some(compare_floats)
}

/// Is the object a tuple of strings, ints of a machine word and floats that are numbers?
fn is_simple_tuple(object: &Object) -> bool {
    let is_simple = |item: &&Object| {
        Str::check_exact(item)
            || item.downcast_exact::<Int>().is_some_and(|int| int.to_i64().is_some())
            || item.downcast_exact::<Float>().is_some_and(|float| !float.value().is_nan())
    };
    object.downcast_exact::<Tuple>().is_some_and(|tuple| tuple.as_slice().iter().all(is_simple))
}

/// The order of simple tuples that have equal types at equal places.
fn tuple_order(entries: &[Entry<'_>]) -> Option<fn(&Object, &Object) -> Ordering> {
    let items = |object: &Object| object.downcast::<Tuple>().map_or(0, |tuple| tuple.len());
    let (longest, _) = entries.iter().max_by_key(|entry| items(entry.0))?;
    let types = longest.downcast::<Tuple>()?;
    let fits = |entry: &Entry<'_>| {
        let tuple = entry.0.downcast::<Tuple>();
        tuple.is_some_and(|tuple| {
            tuple.as_slice().iter().zip(types.as_slice()).all(|(item, like)| item.ty() == like.ty())
        })
    };
    entries.iter().all(fits).then_some(compare_tuples)
}

fn compare_tuples(a: &Object, b: &Object) -> Ordering {
    let (Some(a), Some(b)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) else { return Ordering::Equal };
    let compare_items = |(x, y): (&&Object, &&Object)| {
        if std::ptr::eq(*x, *y) {
            Ordering::Equal
        } else if Int::check_exact(x) {
            compare_ints(x, y)
        } else if Str::check_exact(x) {
            compare_text(x, y)
        } else {
            compare_floats(x, y)
        }
    };
    let orders = a.as_slice().iter().zip(b.as_slice()).map(compare_items);
    orders.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
}

fn compare_text(a: &Object, b: &Object) -> Ordering {
    let (Some(a), Some(b)) = (a.downcast::<Str>(), b.downcast::<Str>()) else { return Ordering::Equal };
    match (a.data(), b.data()) {
        (StrData::Ascii(a) | StrData::Ucs1(a), StrData::Ascii(b) | StrData::Ucs1(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b.iter()),
    }
}

fn compare_ints(a: &Object, b: &Object) -> Ordering {
    let value = |object: &Object| object.downcast::<Int>().and_then(|int| int.as_small().or_else(|| int.to_i64()));
    value(a).cmp(&value(b))
}

fn compare_floats(a: &Object, b: &Object) -> Ordering {
    let value = |object: &Object| object.downcast::<Float>().map_or(0.0, Float::value);
    value(a).partial_cmp(&value(b)).unwrap_or(Ordering::Equal)
}
