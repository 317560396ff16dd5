//! Splitting and stripping: ranges of the pieces.

use std::ops::Range;

use super::{Unit, search};

/// `split()`: at runs of white space, at most `limit` times.
pub fn on_space<U: Unit>(text: &[U], limit: usize, is_space: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
    let space = |index: usize| is_space(text[index].into());
    let mut pieces = Vec::new();
    let mut at = 0;
    loop {
        while at < text.len() && space(at) {
            at += 1;
        }
        if at == text.len() {
            return pieces;
        }
        if pieces.len() == limit {
            pieces.push(at..text.len());
            return pieces;
        }
        let start = at;
        while at < text.len() && !space(at) {
            at += 1;
        }
        pieces.push(start..at);
    }
}

/// `rsplit()`: as [`on_space`], from the right.
pub fn on_space_reversed<U: Unit>(text: &[U], limit: usize, is_space: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
    let space = |index: usize| is_space(text[index].into());
    let mut pieces = Vec::new();
    let mut at = text.len();
    loop {
        while at > 0 && space(at - 1) {
            at -= 1;
        }
        if at == 0 {
            break;
        }
        if pieces.len() == limit {
            pieces.push(0..at);
            break;
        }
        let end = at;
        while at > 0 && !space(at - 1) {
            at -= 1;
        }
        pieces.push(at..end);
    }
    pieces.reverse();
    pieces
}

/// `split(separator)`; the separator is not empty.
pub fn on<U: Unit>(text: &[U], separator: &[U], limit: usize) -> Vec<Range<usize>> {
    let places = search::places(text, separator, limit);
    let mut pieces = Vec::with_capacity(places.len() + 1);
    let mut start = 0;
    for place in places {
        pieces.push(start..place);
        start = place + separator.len();
    }
    pieces.push(start..text.len());
    pieces
}

/// `rsplit(separator)`.
pub fn on_reversed<U: Unit>(text: &[U], separator: &[U], limit: usize) -> Vec<Range<usize>> {
    let places = search::places_reversed(text, separator, limit);
    let mut pieces = Vec::with_capacity(places.len() + 1);
    let mut end = text.len();
    for place in places {
        pieces.push(place + separator.len()..end);
        end = place;
    }
    pieces.push(0..end);
    pieces.reverse();
    pieces
}

/// `splitlines()`: `\r\n` is one break.
pub fn lines<U: Unit>(text: &[U], keep_ends: bool, is_break: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let len = rest.iter().position(|&unit| is_break(unit.into())).unwrap_or(rest.len());
        let end = start + len;
        let unit = |index: usize| text.get(index).map(|&unit| -> u32 { unit.into() });
        let next = match unit(end) {
            None => end,
            Some(0x0D) if unit(end + 1) == Some(0x0A) => end + 2,
            Some(_) => end + 1,
        };
        pieces.push(start..if keep_ends { next } else { end });
        start = next;
    }
    pieces
}

/// Which ends to strip.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Left,
    Right,
    Both,
}

impl Ends {
    /// The method's name.
    pub fn name(self) -> &'static str {
        match self {
            Ends::Left => "lstrip",
            Ends::Right => "rstrip",
            Ends::Both => "strip",
        }
    }
}

/// What is left after taking off the units that satisfy `test`.
pub fn strip<U: Unit>(text: &[U], ends: Ends, test: impl Fn(u32) -> bool) -> Range<usize> {
    let keeps = |unit: &U| !test((*unit).into());
    let start = if ends == Ends::Right { 0 } else { text.iter().position(keeps).unwrap_or(text.len()) };
    let rest = &text[start..];
    let len = if ends == Ends::Left { rest.len() } else { rest.iter().rposition(keeps).map_or(0, |last| last + 1) };
    start..start + len
}
