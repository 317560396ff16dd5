//! Taking a field's name apart, as `_string.formatter_field_name_split` does, and numbering fields.

use crate::error::{NumError, NumResult};
use crate::unidigit::{TooManyDigits, leading_number};
use std::ops::Range;

/// What the fields of a template have been numbered by so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Numbering {
    #[default]
    Unknown,
    Automatic,
    Manual,
}

/// The state of automatic numbering over one call of `format`, nested specs included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct AutoNumber {
    numbering: Numbering,
    next: usize,
}

/// The first part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// A positional argument.
    Index(usize),
    /// A keyword argument; empty only when split without numbering.
    Name(Range<usize>),
}

/// A later part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessor {
    Attribute(Range<usize>),
    Index(usize),
    Key(Range<usize>),
}

/// A name taken apart: its first part at once, the others by [`FieldName::next_accessor`].
pub struct FieldName<'a, C> {
    pub first: First,
    text: &'a [C],
    at: usize,
    end: usize,
}

fn is(c: impl Into<u32>, wanted: char) -> bool {
    c.into() == u32::from(wanted)
}

/// The whole slice as a number, if it is one.
fn whole_number<C: Copy + Into<u32>>(text: &[C]) -> NumResult<Option<usize>> {
    let (value, count) =
        leading_number(text).map_err(|TooManyDigits| NumError::value("Too many decimal digits in format string"))?;
    Ok(value.filter(|_| count == text.len()))
}

impl AutoNumber {
    fn use_automatic(&mut self) -> NumResult<usize> {
        if self.numbering == Numbering::Manual {
            return Err(NumError::value("cannot switch from manual field specification to automatic field numbering"));
        }
        self.numbering = Numbering::Automatic;
        self.next += 1;
        Ok(self.next - 1)
    }
    fn use_manual(&mut self) -> NumResult<()> {
        if self.numbering == Numbering::Automatic {
            return Err(NumError::value("cannot switch from automatic field numbering to manual field specification"));
        }
        self.numbering = Numbering::Manual;
        Ok(())
    }
}

impl<'a, C: Copy + Into<u32>> FieldName<'a, C> {
    /// Splits the name that `range` bounds; with `numbering` an empty first part becomes a number.
    pub fn split(text: &'a [C], range: Range<usize>, numbering: Option<&mut AutoNumber>) -> NumResult<Self> {
        let name = &text[range.clone()];
        let len = name.iter().position(|&c| is(c, '.') || is(c, '[')).unwrap_or(name.len());
        let first = range.start..range.start + len;
        let number = whole_number(&text[first.clone()])?;
        let first = match (number, numbering) {
            (Some(index), numbering) => {
                numbering.map_or(Ok(()), AutoNumber::use_manual)?;
                First::Index(index)
            }
            (None, Some(numbering)) if first.is_empty() => First::Index(numbering.use_automatic()?),
            (None, _) => First::Name(first),
        };
        Ok(Self { first, text, at: range.start + len, end: range.end })
    }

    /// The next attribute or item access, or None at the end.
    pub fn next_accessor(&mut self) -> NumResult<Option<Accessor>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let opener = self.text[self.at];
        let start = self.at + 1;
        let rest = &self.text[start..self.end];
        let empty = || NumError::value("Empty attribute in format string");
        if is(opener, '.') {
            let len = rest.iter().position(|&c| is(c, '.') || is(c, '[')).unwrap_or(rest.len());
            self.at = start + len;
            return if len == 0 { Err(empty()) } else { Ok(Some(Accessor::Attribute(start..start + len))) };
        }
        if !is(opener, '[') {
            return Err(NumError::value("Only '.' or '[' may follow ']' in format field specifier"));
        }
        let len = rest.iter().position(|&c| is(c, ']'));
        let len = len.ok_or_else(|| NumError::value("Missing ']' in format string"))?;
        self.at = start + len + 1;
        let number = whole_number(&rest[..len])?;
        if len == 0 {
            return Err(empty());
        }
        Ok(Some(number.map_or(Accessor::Key(start..start + len), Accessor::Index)))
    }
}
