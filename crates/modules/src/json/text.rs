//! Strings as slices of their units, so that a reader is compiled once for each width.

use pyston_object::prelude::*;

use crate::units::Unit;

/// A string being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a, U> {
    pub(super) text: &'a Str,
    pub(super) units: &'a [U],
    pub(super) is_ascii: bool,
}

/// Calls a function, generic over the unit, with the [`Source`] of a string.
macro_rules! with_source {
    ($text:expr, $source:ident => $body:expr) => {{
        let text: &Str = $text;
        match text.data() {
            StrData::Ascii(units) => {
                let $source = $crate::json::text::Source { text, units, is_ascii: true };
                $body
            }
            StrData::Ucs1(units) => {
                let $source = $crate::json::text::Source { text, units, is_ascii: false };
                $body
            }
            StrData::Ucs2(units) => {
                let $source = $crate::json::text::Source { text, units, is_ascii: false };
                $body
            }
            StrData::Ucs4(units) => {
                let $source = $crate::json::text::Source { text, units, is_ascii: false };
                $body
            }
        }
    }};
}
pub(super) use with_source;

impl<'a, U: Unit> Source<'a, U> {
    /// The code point at `at`; `None` behind the end.
    #[inline]
    pub(super) fn at(&self, at: usize) -> Option<u32> {
        self.units.get(at).map(|unit| unit.point())
    }

    /// Is the unit at `at` this ASCII character?
    #[inline]
    pub(super) fn is(&self, at: usize, byte: u8) -> bool {
        self.at(at) == Some(byte.into())
    }

    /// Is `word` at `at`?
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        word.bytes().enumerate().all(|(offset, byte)| self.is(at + offset, byte))
    }

    /// The first place from `at` that is not white space.
    #[inline]
    pub(super) fn skip_space(&self, mut at: usize) -> usize {
        while matches!(self.at(at), Some(0x20 | 0x09 | 0x0A | 0x0D)) {
            at += 1;
        }
        at
    }

    #[inline]
    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.at(at).is_some_and(|point| point.wrapping_sub(b'0'.into()) < 10)
    }

    pub(super) fn data(&self, start: usize, stop: usize) -> StrData<'a> {
        U::data(&self.units[start..stop], self.is_ascii)
    }

    pub(super) fn error(&self, message: &str, place: usize) -> Raised {
        super::decode_error(message, self.text, place as isize)
    }
}
