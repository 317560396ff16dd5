//! AT codes: tests of a position that take no character.
//!
//! The beginning is that of the text even if matching starts further on; the
//! end is where matching has to stop. What stands before a position is seen
//! even behind that end, where a match may start if `pos` exceeds `endpos`.

use crate::charset::Category;
use crate::props::CharProps;
use crate::text::Unit;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Beginning,
    BeginningLine,
    End,
    EndLine,
    EndString,
    /// The category of word characters; between two of a kind if inverted.
    Boundary(Category, bool),
}

impl At {
    pub(crate) fn from_code(code: u32) -> Option<At> {
        Some(match code {
            0 | 2 => At::Beginning,
            1 => At::BeginningLine,
            3 => At::Boundary(Category::Word, false),
            4 => At::Boundary(Category::Word, true),
            5 => At::End,
            6 => At::EndLine,
            7 => At::EndString,
            8 => At::Boundary(Category::LocaleWord, false),
            9 => At::Boundary(Category::LocaleWord, true),
            10 => At::Boundary(Category::UnicodeWord, false),
            11 => At::Boundary(Category::UnicodeWord, true),
            _ => return None,
        })
    }

    /// Whether the condition holds at `ptr`; matching stops at `end`.
    pub(crate) fn holds<U: Unit>(self, text: &[U], end: usize, ptr: usize, props: &CharProps) -> bool {
        let is_break = |unit: &U| unit.code() == 10;
        let before = || ptr.checked_sub(1).and_then(|at| text.get(at));
        let after = || text[..end].get(ptr);
        match self {
            At::Beginning => ptr == 0,
            At::BeginningLine => ptr == 0 || before().is_some_and(is_break),
            At::EndString => ptr == end,
            At::EndLine => ptr == end || after().is_some_and(is_break),
            At::End => ptr == end || (ptr + 1 == end && after().is_some_and(is_break)),
            At::Boundary(category, inverted) => {
                let is_word = |unit: &U| category.contains(unit.code(), props);
                let between = before().is_some_and(is_word) != after().is_some_and(is_word);
                end > 0 && between != inverted
            }
        }
    }
}
