//! Finding, counting and replacing: the cases around the search itself (empty and short needles).

use std::ops::ControlFlow;

use super::Unit;

/// First place of `needle`.
pub fn find<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    match *needle {
        [] => Some(0),
        _ if needle.len() > hay.len() => None,
        [unit] => U::find_one(hay, unit),
        _ => U::find(hay, needle),
    }
}

/// Last place of `needle`.
pub fn rfind<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    match *needle {
        [] => Some(hay.len()),
        _ if needle.len() > hay.len() => None,
        [unit] => U::rfind_one(hay, unit),
        _ => U::rfind(hay, needle),
    }
}

/// How often `needle` occurs without overlap; an empty one between all units.
pub fn count<U: Unit>(hay: &[U], needle: &[U]) -> usize {
    match *needle {
        [] => hay.len() + 1,
        _ if needle.len() > hay.len() => 0,
        [unit] => hay.iter().filter(|&&other| other == unit).count(),
        _ => {
            let mut count = 0;
            U::each(hay, needle, &mut |_| {
                count += 1;
                ControlFlow::Continue(())
            });
            count
        }
    }
}

fn collect(limit: usize, search: impl FnOnce(&mut dyn FnMut(usize) -> ControlFlow<()>)) -> Vec<usize> {
    let mut places = Vec::new();
    if limit > 0 {
        search(&mut |place| {
            places.push(place);
            if places.len() == limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
    places
}

/// The first `limit` places of `needle`, which is not empty, without overlap.
pub fn places<U: Unit>(hay: &[U], needle: &[U], limit: usize) -> Vec<usize> {
    if needle.len() > hay.len() {
        return Vec::new();
    }
    collect(limit, |on_match| U::each(hay, needle, on_match))
}

/// The last `limit` places, from the right.
pub fn places_reversed<U: Unit>(hay: &[U], needle: &[U], limit: usize) -> Vec<usize> {
    if needle.len() > hay.len() {
        return Vec::new();
    }
    collect(limit, |on_match| U::each_reversed(hay, needle, on_match))
}

/// The places where `replace` puts the new text; with an empty needle before each unit and at the end.
pub fn replacements<U: Unit>(hay: &[U], needle: &[U], limit: usize) -> Vec<usize> {
    if needle.is_empty() { (0..=hay.len()).take(limit).collect() } else { places(hay, needle, limit) }
}

/// A limit as Python gives it: negative is none.
pub fn limit(count: isize) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
