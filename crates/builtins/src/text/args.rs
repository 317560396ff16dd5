//! Arguments that the methods of strings and bytes parse by hand, with the messages of CPython's
//! format-string parser.

use pyston_object::prelude::*;
use pyston_object::subscript;

/// Between `min` and `max` positional arguments and no others.
pub fn range<'a>(args: Args<'a>, function: &str, min: usize, max: usize) -> PyResult<&'a [&'a Object]> {
    args.no_keywords(function)?;
    let n_args = args.positional.len();
    if (min..=max).contains(&n_args) {
        return Ok(args.positional);
    }
    if max == 0 {
        return Err(raise!(TypeError, "{function}() takes no arguments ({n_args} given)"));
    }
    if min == 1 && max == 1 {
        return Err(raise!(TypeError, "{function}() takes exactly one argument ({n_args} given)"));
    }
    let (bound, limit) = if n_args < min { ("at least", min) } else { ("at most", max) };
    let bound = if min == max { "exactly" } else { bound };
    let plural = if limit == 1 { "" } else { "s" };
    Err(raise!(TypeError, "{function}() takes {bound} {limit} argument{plural} ({n_args} given)"))
}

/// No arguments.
pub fn none(args: Args, function: &str) -> PyResult<()> {
    range(args, function, 0, 0).map(drop)
}

/// One argument.
pub fn one<'a>(args: Args<'a>, function: &str) -> PyResult<&'a Object> {
    range(args, function, 1, 1).map(|args| args[0])
}

/// `(sub[, start[, end]])`: what to look for, and where, not yet resolved against a length.
pub struct FindArgs<'a> {
    pub sub: &'a Object,
    pub start: isize,
    pub end: isize,
}

impl<'a> FindArgs<'a> {
    pub fn parse(args: Args<'a>, function: &str) -> PyResult<FindArgs<'a>> {
        let args = range(args, function, 1, 3)?;
        let bound =
            |index: usize, default| args.get(index).map_or(Ok(default), |arg| subscript::slice_index(arg, default));
        Ok(FindArgs { sub: args[0], start: bound(1, 0)?, end: bound(2, isize::MAX)? })
    }

    /// The range to search in a text of `len` units; `None` if it starts behind its end.
    pub fn bounds(&self, len: usize) -> Option<(usize, usize)> {
        let (start, end) = subscript::find_bounds(self.start, self.end, len);
        (start <= end).then_some((start, end))
    }
}

/// An `i`-format argument with a default.
pub fn int_or(value: Option<i32>, default: i32) -> i32 {
    value.unwrap_or(default)
}
