//! The order of sort keys that are all of one simple type, found without Python code: then every
//! stable sort gives the same result.
//!
//! A key's *rank* is a machine word: if two ranks differ, the keys are ordered as their ranks are. So
//! most comparisons touch no object. **Invariant**: ranks of equal keys are equal; where equal ranks
//! do not mean equal keys, `sorted` is given what compares the keys themselves.

use std::cmp::Ordering;

use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;

use super::timsort;

/// The order that items are to be in.
pub enum Order {
    AsTheyAre,
    /// Indices, first to last.
    By(Vec<usize>),
}

/// If the direction changes at less than one of so many keys, they are taken as nearly in order.
const ORDERED: usize = 16;

/// How far a prefix that all texts share is looked for.
const MAX_SHARED: usize = 64;

/// The order of `keys`, if they can be ranked.
pub fn order(keys: &[Py], reverse: bool) -> Option<Order> {
    let first = &**keys.first()?;
    let objects = keys.iter().map(|key| &**key);
    if let Some(rank) = numeric_ranker(first) {
        let mut entries = Vec::with_capacity(keys.len());
        for (index, key) in objects.enumerate() {
            entries.push((rank(key)?, (), index));
        }
        return Some(sorted(entries, reverse, |(), ()| Ordering::Equal));
    }
    if Str::check_exact(first) || Bytes::check_exact(first) {
        let rank = text_ranker(objects.clone())?;
        let entries = objects.enumerate().map(|(index, key)| (rank.of(key), key, index));
        return Some(sorted(entries.collect(), reverse, compare_simple));
    }
    if !Tuple::check_exact(first) || !is_columns(objects.clone()) {
        return None;
    }
    let tuples = objects.map(tuple_items);
    let heads = tuples.clone().map(|items| items.first().copied());
    if let Some(ranks) = heads.clone().find_map(|head| head).and_then(numeric_ranker) {
        // The empty tuple comes before all; it shares its rank with the smallest number.
        let rank = |items: &[&Object]| items.first().and_then(|head| ranks(head)).unwrap_or(0);
        let entries = tuples.enumerate().map(|(index, items)| (rank(items), items, index));
        return Some(sorted(entries.collect(), reverse, compare_items));
    }
    let ranker = text_ranker(heads.flatten());
    let rank = |items: &[&Object]| match (&ranker, items.first()) {
        (Some(ranker), Some(head)) => ranker.of(head),
        _ => 0,
    };
    let entries = tuples.enumerate().map(|(index, items)| (rank(items), items, index));
    Some(sorted(entries.collect(), reverse, compare_items))
}

/// One key: its rank, what is compared where ranks are equal, and where it was.
type Entry<T> = (u64, T, usize);

/// The stable order by rank, and by `rest` where ranks are equal.
fn sorted<T: Copy>(mut entries: Vec<Entry<T>>, reverse: bool, rest: impl Fn(T, T) -> Ordering) -> Order {
    if reverse {
        entries.iter_mut().for_each(|entry| entry.0 = !entry.0);
    }
    let compare =
        |a: &Entry<T>, b: &Entry<T>| a.0.cmp(&b.0).then_with(|| if reverse { rest(b.1, a.1) } else { rest(a.1, b.1) });
    let few = (entries.len() / ORDERED).max(1);
    let (mut falls, mut rises) = (0, 0);
    for pair in entries.windows(2) {
        let order = compare(&pair[0], &pair[1]);
        falls += usize::from(order.is_gt());
        rises += usize::from(order.is_lt());
        if falls >= few && rises >= few {
            break;
        }
    }
    if falls == 0 {
        return Order::AsTheyAre;
    }
    if rises == 0 {
        // Equal ones keep their order.
        entries.reverse();
        entries.chunk_by_mut(|a, b| compare(a, b).is_eq()).for_each(<[_]>::reverse);
    } else if falls.min(rises) < few {
        // Few runs are best merged as runs; it cannot fail, as no comparison does.
        let is_sorted = timsort::sort(&mut entries, |a, b| Ok(compare(&a, &b).is_lt()));
        debug_assert!(is_sorted.is_ok());
    } else {
        entries.sort_by(compare);
    }
    Order::By(entries.into_iter().map(|entry| entry.2).collect())
}

/// What ranks numbers of `first`'s type, exactly; the ranker gives `None` for other objects.
fn numeric_ranker(first: &Object) -> Option<fn(&Object) -> Option<u64>> {
    if Int::check_exact(first) {
        Some(int_rank)
    } else if Float::check_exact(first) {
        Some(float_rank)
    } else {
        None
    }
}

fn int_rank(key: &Object) -> Option<u64> {
    let int = key.downcast_exact::<Int>()?;
    let value = int.as_small().or_else(|| int.to_i64())?;
    Some(value as u64 ^ 1 << 63)
}

/// No rank for NaN, which has no place in an order.
fn float_rank(key: &Object) -> Option<u64> {
    // Adding zero makes a negative zero positive.
    let value = key.downcast_exact::<Float>()?.value() + 0.0;
    let bits = value.to_bits();
    (!value.is_nan()).then_some(if value.is_sign_negative() { !bits } else { bits | 1 << 63 })
}

/// Ranks texts by what follows the prefix that all share.
enum TextRanker {
    /// Strings below U+0100, or bytes: eight units.
    Narrow { shared: usize },
    /// Strings of any width: three code points.
    Wide,
}

/// A ranker for strings, or for bytes, if `keys` are only the one or only the other.
fn text_ranker<'a>(mut keys: impl Iterator<Item = &'a Object>) -> Option<TextRanker> {
    let first = keys.next()?;
    let ty = first.ty();
    if !Str::check_exact(first) && !Bytes::check_exact(first) {
        return None;
    }
    let Some(like) = narrow(first) else {
        return keys.all(|key| key.ty() == ty).then_some(TextRanker::Wide);
    };
    let mut shared = like.len().min(MAX_SHARED);
    while let Some(key) = keys.next() {
        if key.ty() != ty {
            return None;
        }
        let Some(units) = narrow(key) else {
            return keys.all(|key| key.ty() == ty).then_some(TextRanker::Wide);
        };
        if units.get(..shared) != Some(&like[..shared]) {
            shared = units.iter().zip(like).take_while(|(unit, like)| unit == like).count();
        }
    }
    Some(TextRanker::Narrow { shared })
}

impl TextRanker {
    fn of(&self, key: &Object) -> u64 {
        match self {
            TextRanker::Narrow { shared } => {
                let rest = narrow(key).and_then(|units| units.get(*shared..)).unwrap_or_default();
                if let Some(units) = rest.first_chunk() {
                    return u64::from_be_bytes(*units);
                }
                let mut units = [0; 8];
                units[..rest.len()].copy_from_slice(rest);
                u64::from_be_bytes(units)
            }
            TextRanker::Wide => {
                let Some(data) = key.downcast::<Str>().map(Str::data) else { return 0 };
                (0..3).fold(0, |rank, at| rank << 21 | if at < data.len() { u64::from(data.at(at)) } else { 0 })
            }
        }
    }
}

/// The units of bytes, or of a string below U+0100.
fn narrow(key: &Object) -> Option<&[u8]> {
    if let Some(bytes) = key.downcast_exact::<Bytes>() {
        return Some(bytes.as_slice());
    }
    match key.downcast::<Str>()?.data() {
        StrData::Ascii(units) | StrData::Ucs1(units) => Some(units),
        _ => None,
    }
}

/// Are the objects tuples of simple items that have equal types at equal places?
fn is_columns<'a>(keys: impl Iterator<Item = &'a Object> + Clone) -> bool {
    let is_simple = |item: &&Object| {
        Str::check_exact(item) || Bytes::check_exact(item) || int_rank(item).is_some() || float_rank(item).is_some()
    };
    let mut types: &[&Object] = &[];
    for key in keys.clone() {
        if !Tuple::check_exact(key) || !tuple_items(key).iter().all(is_simple) {
            return false;
        }
        if tuple_items(key).len() > types.len() {
            types = tuple_items(key);
        }
    }
    let fits = |key| tuple_items(key).iter().zip(types).all(|(item, like)| item.ty() == like.ty());
    keys.into_iter().all(fits)
}

fn tuple_items(key: &Object) -> &[&Object] {
    key.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default()
}

fn compare_items(a: &[&Object], b: &[&Object]) -> Ordering {
    let orders =
        a.iter().zip(b).map(|(a, b)| if std::ptr::eq(*a, *b) { Ordering::Equal } else { compare_simple(a, b) });
    orders.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// Compares simple objects of the same type.
fn compare_simple(a: &Object, b: &Object) -> Ordering {
    if let Some(rank) = numeric_ranker(a) {
        return rank(a).cmp(&rank(b));
    }
    if let (Some(a), Some(b)) = (narrow(a), narrow(b)) {
        return a.cmp(b);
    }
    let (Some(a), Some(b)) = (a.downcast::<Str>(), b.downcast::<Str>()) else { return Ordering::Equal };
    match (a.data(), b.data()) {
        (StrData::Ucs2(a), StrData::Ucs2(b)) => a.cmp(b),
        (StrData::Ucs4(a), StrData::Ucs4(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b.iter()),
    }
}
