//! Where a line ends, under each of the newline modes.

use memchr::{memchr, memchr2};
use pyston_object::prelude::*;

/// What ends a line.
#[derive(Clone, Copy)]
pub enum LineEnd<'a> {
    /// `\n` alone, the others having been translated to it.
    Newline,
    /// Any of `\n`, `\r` and `\r\n`.
    Universal,
    /// This string.
    Exactly(&'a Str),
}

/// What a search found: the line's length with its end, or how many characters can be no part of an end
/// of line that goes on in the next piece.
pub enum Found {
    End(usize),
    Consumed(usize),
}

fn find_one(data: StrData<'_>, wanted: u32) -> Option<usize> {
    match data {
        StrData::Ascii(units) | StrData::Ucs1(units) => memchr(u8::try_from(wanted).ok()?, units),
        StrData::Ucs2(units) => units.iter().position(|&unit| u32::from(unit) == wanted),
        StrData::Ucs4(units) => units.iter().position(|&unit| unit == wanted),
    }
}

fn find_universal(data: StrData<'_>) -> Option<usize> {
    const CR: u32 = b'\r' as u32;
    const LF: u32 = b'\n' as u32;
    match data {
        StrData::Ascii(units) | StrData::Ucs1(units) => memchr2(b'\r', b'\n', units),
        StrData::Ucs2(units) => units.iter().position(|&unit| matches!(u32::from(unit), CR | LF)),
        StrData::Ucs4(units) => units.iter().position(|&unit| matches!(unit, CR | LF)),
    }
}

/// Looks for the end of the first line.
pub fn find(data: StrData<'_>, end: LineEnd<'_>) -> Found {
    let len = data.len();
    match end {
        LineEnd::Newline => find_one(data, b'\n'.into()).map_or(Found::Consumed(len), |index| Found::End(index + 1)),
        // The decoder gives `\r\n` in one piece.
        LineEnd::Universal => find_universal(data).map_or(Found::Consumed(len), |index| {
            let is_pair =
                data.at(index) == u32::from(b'\r') && index + 1 < len && data.at(index + 1) == u32::from(b'\n');
            Found::End(index + 1 + usize::from(is_pair))
        }),
        LineEnd::Exactly(end) => find_exactly(data, end.data()),
    }
}

fn find_exactly(data: StrData<'_>, end: StrData<'_>) -> Found {
    let len = data.len();
    if end.is_empty() {
        return Found::Consumed(len);
    }
    let mut start = 0;
    while let Some(index) = find_one(data.slice(start, len), end.at(0)) {
        let index = start + index;
        if len - index < end.len() {
            // The end of a line may begin here and go on in the next piece.
            return Found::Consumed(index);
        }
        if (1..end.len()).all(|offset| data.at(index + offset) == end.at(offset)) {
            return Found::End(index + end.len());
        }
        start = index + 1;
    }
    Found::Consumed(len)
}
