//! `split`, `splitlines`, `strip`, `join`.

use std::ops::Range;

use pyston_object::prelude::*;

use super::like::{self, is_space};
use crate::text::search::limit;
use crate::text::split::{self, Ends};

fn pieces(this: &Object, content: &[u8], ranges: Vec<Range<usize>>) -> PyResult<Vec<Py>> {
    ranges.into_iter().map(|range| like::part(this, content, range)).collect()
}

/// `split` and, `from_right`, `rsplit`.
pub fn split(this: &Object, separator: Option<&Object>, max_split: isize, from_right: bool) -> PyResult<Vec<Py>> {
    let limit = limit(max_split);
    let separator = separator.map(Buffer::new).transpose()?;
    let buffer = Buffer::new(this)?;
    let content = buffer.as_slice();
    let ranges = match &separator {
        None if from_right => split::on_space_reversed(content, limit, is_space),
        None => split::on_space(content, limit, is_space),
        Some(separator) if separator.is_empty() => return Err(raise!(ValueError, "empty separator")),
        Some(separator) if from_right => split::on_reversed(content, separator.as_slice(), limit),
        Some(separator) => split::on(content, separator.as_slice(), limit),
    };
    pieces(this, content, ranges)
}

pub fn split_lines(this: &Object, keep_ends: bool) -> PyResult<Vec<Py>> {
    let buffer = Buffer::new(this)?;
    let ranges = split::lines(buffer.as_slice(), keep_ends, |byte| matches!(byte, 0x0A | 0x0D));
    pieces(this, buffer.as_slice(), ranges)
}

/// `strip` and its like.
pub fn strip(this: &Object, bytes: Option<&Object>, ends: Ends) -> PyResult {
    let bytes = bytes.map(Buffer::new).transpose()?;
    let buffer = Buffer::new(this)?;
    let content = buffer.as_slice();
    let range = match &bytes {
        None => split::strip(content, ends, is_space),
        Some(bytes) => {
            let bytes = bytes.as_slice();
            split::strip(content, ends, |byte| bytes.contains(&(byte as u8)))
        }
    };
    like::part(this, content, range)
}

pub fn join(this: &Object, iterable: &Object) -> PyResult {
    let items = protocol::fast_items(iterable, "can only join an iterable")?;
    if let [item] = &items[..]
        && Bytes::check_exact(item)
        && !ByteArray::check(this)
    {
        return Ok(item.clone());
    }
    let mut parts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let part = Buffer::new(item).map_err(|raised| {
            raised.clear();
            let got = item.type_name();
            raise!(TypeError, "sequence item {index}: expected a bytes-like object, {got:.80} found")
        })?;
        parts.push(part);
    }
    let separator = Buffer::new(this)?;
    let gaps = separator.len().saturating_mul(parts.len().saturating_sub(1));
    let total = parts.iter().fold(gaps, |total, part| total.saturating_add(part.len()));
    if total > isize::MAX as usize {
        return Err(raise!(OverflowError, "join() result is too long"));
    }
    let mut out = like::vec(total)?;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(separator.as_slice());
        }
        out.extend_from_slice(part.as_slice());
    }
    like::make(this, &out)
}
