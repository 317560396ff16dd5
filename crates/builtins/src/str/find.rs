//! `find`, `index`, `count`, `startswith`, `in`, `partition`, `replace`.

use pyston_object::prelude::*;

use super::units::with_pair;
use crate::text::args::FindArgs;
use crate::text::search;

/// The argument as a string, with the message of the searching methods.
pub fn needle(object: &Object) -> PyResult<&Str> {
    object.downcast().ok_or_else(|| raise!(TypeError, "must be str, not {:.100}", object.type_name()))
}

/// Which match to find.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    First,
    Last,
}

/// `find`, `rfind`, `index`, `rindex`: the position in the whole string.
pub fn find(this: &Str, args: Args, function: &str, side: Side) -> PyResult<Option<usize>> {
    let args = FindArgs::parse(args, function)?;
    let needle = needle(args.sub)?;
    let Some((start, end)) = args.bounds(this.len()) else { return Ok(None) };
    let found = with_pair!(this.data().slice(start, end), needle.data(), (hay, needle) => match side {
        Side::First => search::find(hay, needle),
        Side::Last => search::rfind(hay, needle),
    }, else None);
    Ok(found.map(|at| start + at))
}

pub fn count(this: &Str, args: Args) -> PyResult<usize> {
    let args = FindArgs::parse(args, "count")?;
    let needle = needle(args.sub)?;
    let Some((start, end)) = args.bounds(this.len()) else { return Ok(0) };
    Ok(with_pair!(this.data().slice(start, end), needle.data(), (hay, needle) => search::count(hay, needle), else 0))
}

pub fn contains(this: &Str, needle: &Object) -> PyResult<bool> {
    let Some(needle) = needle.downcast::<Str>() else {
        let got = needle.type_name();
        return Err(raise!(TypeError, "'in <string>' requires string as left operand, not {got:.100}"));
    };
    Ok(with_pair!(this.data(), needle.data(), (hay, needle) => search::find(hay, needle).is_some(), else false))
}

/// Does `this[start:end]` have `affix` at its end (or start)?
fn matches(this: &Str, affix: &Str, args: &FindArgs, at_end: bool) -> bool {
    let Some((start, end)) = args.bounds(this.len()) else { return false };
    let part = this.data().slice(start, end);
    let len = affix.len();
    if len > part.len() {
        return false;
    }
    let part = if at_end { part.slice(part.len() - len, part.len()) } else { part.slice(0, len) };
    with_pair!(part, affix.data(), (part, affix) => part == affix, else false)
}

/// `startswith` and `endswith`.
pub fn has_affix(this: &Str, args: Args, function: &str, at_end: bool) -> PyResult<bool> {
    let args = FindArgs::parse(args, function)?;
    if let Some(affixes) = args.sub.downcast::<pyston_object::tuple::Tuple>() {
        for affix in affixes.as_slice() {
            let Some(text) = affix.downcast::<Str>() else {
                let got = affix.type_name();
                return Err(raise!(TypeError, "tuple for {function} must only contain str, not {got:.100}"));
            };
            if matches(this, text, &args, at_end) {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let Some(affix) = args.sub.downcast::<Str>() else {
        let got = args.sub.type_name();
        return Err(raise!(TypeError, "{function} first arg must be str or a tuple of str, not {got:.100}"));
    };
    Ok(matches(this, affix, &args, at_end))
}

/// `partition` and `rpartition`.
pub fn partition(this: &Str, separator: &Object, side: Side) -> PyResult<(Py<Str>, Py<Str>, Py<Str>)> {
    let separator = needle(separator)?;
    if separator.is_empty() {
        return Err(raise!(ValueError, "empty separator"));
    }
    let found = with_pair!(this.data(), separator.data(), (hay, needle) => match side {
        Side::First => search::find(hay, needle),
        Side::Last => search::rfind(hay, needle),
    }, else None);
    match (found, side) {
        (Some(at), _) => {
            Ok((this.substring(0, at)?, separator.new_ref(), this.substring(at + separator.len(), this.len())?))
        }
        (None, Side::First) => Ok((this.new_ref(), Str::empty(), Str::empty())),
        (None, Side::Last) => Ok((Str::empty(), Str::empty(), this.new_ref())),
    }
}

pub fn replace(this: &Str, old: &Str, new: &Str, count: isize) -> PyResult<Py<Str>> {
    // CPython 3.8 inserts into an empty string only without a limit.
    let nothing_to_do = count == 0 || (this.is_empty() && count > 0) || (old.is_empty() && new.is_empty());
    if nothing_to_do || old.equals(new) {
        return this.to_exact();
    }
    let limit = search::limit(count);
    let places =
        with_pair!(this.data(), old.data(), (hay, old) => search::replacements(hay, old, limit), else Vec::new());
    if places.is_empty() {
        return this.to_exact();
    }
    let removed = places.len() * old.len();
    let len = new.len().checked_mul(places.len()).and_then(|added| (this.len() - removed).checked_add(added));
    let Some(len) = len.filter(|&len| len <= isize::MAX as usize) else {
        return Err(raise!(OverflowError, "replace string is too long"));
    };
    let data = this.data();
    let mut out = StrBuilder::try_with_capacity(len)?;
    let mut start = 0;
    for place in places {
        out.push_data(data.slice(start, place));
        out.push_py(new);
        start = place + old.len();
    }
    out.push_data(data.slice(start, data.len()));
    out.finish()
}
