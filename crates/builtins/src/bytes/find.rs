//! Searching: `find`, `count`, `in`, `startswith`, `partition`, `replace`.

use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;

use super::like::{self, Needle};
use crate::text::args::FindArgs;
use crate::text::search;

/// `find`, `rfind`, `index`, `rindex`.
pub fn find(this: &Object, args: Args, function: &str, from_right: bool) -> PyResult<Option<usize>> {
    let args = FindArgs::parse(args, function)?;
    let needle = Needle::new(args.sub)?;
    let content = Buffer::new(this)?;
    let Some((start, end)) = args.bounds(content.len()) else { return Ok(None) };
    let hay = &content.as_slice()[start..end];
    let needle = needle.as_slice();
    let found = if from_right { search::rfind(hay, needle) } else { search::find(hay, needle) };
    Ok(found.map(|at| start + at))
}

pub fn index(this: &Object, args: Args, function: &str, from_right: bool) -> PyResult<usize> {
    find(this, args, function, from_right)?.ok_or_else(|| raise!(ValueError, "subsection not found"))
}

pub fn count(this: &Object, args: Args) -> PyResult<usize> {
    let args = FindArgs::parse(args, "count")?;
    let needle = Needle::new(args.sub)?;
    let content = Buffer::new(this)?;
    let Some((start, end)) = args.bounds(content.len()) else { return Ok(0) };
    Ok(search::count(&content.as_slice()[start..end], needle.as_slice()))
}

pub fn contains(this: &Object, needle: &Object) -> PyResult<bool> {
    let needle = Needle::contained(needle)?;
    Ok(search::find(Buffer::new(this)?.as_slice(), needle.as_slice()).is_some())
}

fn matches(this: &Object, affix: &Object, args: &FindArgs, at_end: bool) -> PyResult<bool> {
    let affix = Buffer::new(affix)?;
    let content = Buffer::new(this)?;
    let Some((start, end)) = args.bounds(content.len()) else { return Ok(false) };
    let part = &content.as_slice()[start..end];
    let affix = affix.as_slice();
    Ok(if at_end { part.ends_with(affix) } else { part.starts_with(affix) })
}

/// `startswith` and `endswith`.
pub fn has_affix(this: &Object, args: Args, function: &str, at_end: bool) -> PyResult<bool> {
    let args = FindArgs::parse(args, function)?;
    if let Some(affixes) = args.sub.downcast::<Tuple>() {
        for affix in affixes.as_slice() {
            if matches(this, affix, &args, at_end)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    matches(this, args.sub, &args, at_end).map_err(|raised| {
        if raised.is(&exc::TypeError) {
            let got = args.sub.type_name();
            return raise!(TypeError, "{function} first arg must be bytes or a tuple of bytes, not {got:.100}");
        }
        raised
    })
}

/// `partition` and `rpartition`.
pub fn partition(this: &Object, separator: &Object, from_right: bool) -> PyResult<(Py, Py, Py)> {
    let found = {
        let needle = Buffer::new(separator)?;
        if needle.is_empty() {
            return Err(raise!(ValueError, "empty separator"));
        }
        let content = Buffer::new(this)?;
        let (hay, needle) = (content.as_slice(), needle.as_slice());
        let found = if from_right { search::rfind(hay, needle) } else { search::find(hay, needle) };
        found.map(|at| (at, at + needle.len()))
    };
    let is_array = ByteArray::check(this);
    let content = Buffer::new(this)?;
    let content = content.as_slice();
    match found {
        Some((at, end)) => {
            // Bytes give the separator back as it came; a bytearray makes one of its own.
            let middle = if is_array { like::make(this, &content[at..end])? } else { separator.new_ref() };
            Ok((like::make(this, &content[..at])?, middle, like::make(this, &content[end..])?))
        }
        None => {
            let whole = if is_array { like::make(this, content)? } else { this.new_ref() };
            let (a, b) = (like::make(this, b"")?, like::make(this, b"")?);
            Ok(if from_right { (a, b, whole) } else { (whole, a, b) })
        }
    }
}

pub fn replace(this: &Object, old: &Buffer, new: &Buffer, count: isize) -> PyResult {
    let content = Buffer::new(this)?;
    let (content, old, new) = (content.as_slice(), old.as_slice(), new.as_slice());
    // CPython 3.8 inserts into empty bytes only without a limit.
    let nothing_to_do = count == 0 || (content.is_empty() && count > 0) || (old.is_empty() && new.is_empty());
    let places = if nothing_to_do { Vec::new() } else { search::replacements(content, old, search::limit(count)) };
    if places.is_empty() {
        return like::part(this, content, 0..content.len());
    }
    let removed = places.len() * old.len();
    let len = new.len().checked_mul(places.len()).and_then(|added| (content.len() - removed).checked_add(added));
    let Some(len) = len.filter(|&len| len <= isize::MAX as usize) else {
        return Err(raise!(OverflowError, "replace bytes is too long"));
    };
    let mut out = like::vec(len)?;
    let mut start = 0;
    for place in places {
        out.extend_from_slice(&content[start..place]);
        out.extend_from_slice(new);
        start = place + old.len();
    }
    out.extend_from_slice(&content[start..]);
    like::make(this, &out)
}
