//! `split`, `rsplit`, `splitlines`, `strip`, `join`.

use std::ops::Range;

use pyston_object::prelude::*;

use super::units::{with_pair, with_units};
use crate::text::search::limit;
use crate::text::split::{self, Ends};

/// The pieces as a list.
fn pieces(this: &Str, ranges: Vec<Range<usize>>) -> PyResult<Vec<Py>> {
    ranges.into_iter().map(|range| this.substring(range.start, range.end).map(Py::into_object)).collect()
}

/// `split` and, `from_right`, `rsplit`.
pub fn split(this: &Str, separator: Option<&Object>, max_split: isize, from_right: bool) -> PyResult<Vec<Py>> {
    let limit = limit(max_split);
    let Some(separator) = separator else {
        let is_space = pyston_unicode::is_space;
        let ranges = with_units!(this.data(), units => if from_right {
            split::on_space_reversed(units, limit, is_space)
        } else {
            split::on_space(units, limit, is_space)
        });
        return pieces(this, ranges);
    };
    let Some(separator) = separator.downcast::<Str>() else {
        return Err(raise!(TypeError, "must be str or None, not {:.100}", separator.type_name()));
    };
    if separator.is_empty() {
        return Err(raise!(ValueError, "empty separator"));
    }
    let whole = std::iter::once(0..this.len());
    let ranges = with_pair!(this.data(), separator.data(), (hay, needle) => if from_right {
        split::on_reversed(hay, needle, limit)
    } else {
        split::on(hay, needle, limit)
    }, else whole.collect());
    pieces(this, ranges)
}

pub fn split_lines(this: &Str, keep_ends: bool) -> PyResult<Vec<Py>> {
    let ranges = with_units!(this.data(), units => split::lines(units, keep_ends, pyston_unicode::is_linebreak));
    pieces(this, ranges)
}

/// `strip` and its like; `chars` is what to take off, white space by default.
pub fn strip(this: &Str, chars: Option<&Object>, ends: Ends) -> PyResult<Py<Str>> {
    let range = match chars {
        None => with_units!(this.data(), units => split::strip(units, ends, pyston_unicode::is_space)),
        Some(chars) => {
            let Some(chars) = chars.downcast::<Str>() else {
                return Err(raise!(TypeError, "{} arg must be None or str", ends.name()));
            };
            let chars = chars.data();
            with_units!(this.data(), units => split::strip(units, ends, |point| chars.iter().any(|char| char == point)))
        }
    };
    this.substring(range.start, range.end)
}

pub fn join(separator: &Str, iterable: &Object) -> PyResult<Py<Str>> {
    if let Some(joined) = Str::join_sequence(separator, iterable) {
        return joined;
    }
    let items = protocol::fast_items(iterable, "can only join an iterable")?;
    let mut parts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let Some(part) = item.downcast::<Str>() else {
            let got = item.type_name();
            return Err(raise!(TypeError, "sequence item {index}: expected str instance, {got:.80} found"));
        };
        parts.push(part);
    }
    Str::join(separator, &parts)
}
