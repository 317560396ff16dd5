//! A parsed format spec and its errors.

use crate::error::{NumError, NumResult};
use crate::unidigit::{TooManyDigits, leading_number};

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Between sign and digits.
    AfterSign,
}

impl Align {
    fn from_cp(cp: u32) -> Option<Self> {
        Some(match char::from_u32(cp)? {
            '<' => Self::Left,
            '>' => Self::Right,
            '^' => Self::Center,
            '=' => Self::AfterSign,
            _ => return None,
        })
    }
}

/// What to write in front of a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Not given: nothing, as for `-`, but allowed where signs are not.
    Default,
    Minus,
    Plus,
    Space,
}

/// The separator of thousands (of four digits in binary bases).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    None,
    Comma,
    Underscore,
}

/// A parsed spec; `letter` is the type's code point, 0 for none where the default is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    pub fill: u32,
    pub align: Align,
    pub sign: Sign,
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    pub letter: u32,
}

/// What is left to read.
struct Cursor<'a, C>(&'a [C]);

impl<C: Copy + Into<u32>> Cursor<'_, C> {
    fn peek(&self, at: usize) -> Option<u32> {
        self.0.get(at).map(|&c| c.into())
    }
    fn skip(&mut self, count: usize) {
        self.0 = &self.0[count..];
    }
    fn accept(&mut self, wanted: char) -> bool {
        let found = self.peek(0) == Some(wanted as u32);
        if found {
            self.skip(1);
        }
        found
    }
    fn number(&mut self) -> NumResult<Option<usize>> {
        let (value, count) = leading_number(self.0)
            .map_err(|TooManyDigits| NumError::value("Too many decimal digits in format string"))?;
        self.skip(count);
        Ok(value)
    }
}

/// A code point as the error texts show it.
fn shown(cp: u32) -> String {
    match char::from_u32(cp) {
        Some(c) if cp > 32 && cp < 128 => c.to_string(),
        _ => format!("\\x{cp:x}"),
    }
}

fn both_separators() -> NumError {
    NumError::value("Cannot specify both ',' and '_'.")
}

/// The error for a type letter that the object does not know.
pub(crate) fn unknown_letter(cp: u32, type_name: impl std::fmt::Display) -> NumError {
    NumError::value(format!("Unknown format code '{}' for object of type '{type_name}'", shown(cp)))
}

impl FormatSpec {
    /// Parses all of `text`.
    pub fn parse<C: Copy + Into<u32>>(text: &[C], letter: u32, align: Align) -> NumResult<Self> {
        let mut spec = Self {
            fill: b' '.into(),
            align,
            sign: Sign::Default,
            alternate: false,
            width: None,
            grouping: Grouping::None,
            precision: None,
            letter,
        };
        let mut cursor = Cursor(text);
        let (mut fill_given, mut align_given) = (false, false);
        if let (Some(fill), Some(align)) = (cursor.peek(0), cursor.peek(1).and_then(Align::from_cp)) {
            (spec.fill, spec.align, fill_given, align_given) = (fill, align, true, true);
            cursor.skip(2);
        } else if let Some(align) = cursor.peek(0).and_then(Align::from_cp) {
            (spec.align, align_given) = (align, true);
            cursor.skip(1);
        }
        let signs = [(' ', Sign::Space), ('+', Sign::Plus), ('-', Sign::Minus)];
        if let Some((_, sign)) = signs.into_iter().find(|&(c, _)| cursor.accept(c)) {
            spec.sign = sign;
        }
        spec.alternate = cursor.accept('#');
        if !fill_given && cursor.accept('0') {
            spec.fill = b'0'.into();
            if !align_given {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = cursor.number()?;
        spec.parse_tail(&mut cursor)?;
        Ok(spec)
    }

    fn parse_tail<C: Copy + Into<u32>>(&mut self, cursor: &mut Cursor<'_, C>) -> NumResult<()> {
        if cursor.accept(',') {
            self.grouping = Grouping::Comma;
        }
        if cursor.accept('_') {
            if self.grouping == Grouping::Comma {
                return Err(both_separators());
            }
            self.grouping = Grouping::Underscore;
        }
        if self.grouping != Grouping::None && cursor.peek(0) == Some(b','.into()) {
            return Err(both_separators());
        }
        if cursor.accept('.') {
            let precision = cursor.number()?;
            self.precision = Some(precision.ok_or_else(|| NumError::value("Format specifier missing precision"))?);
        }
        match cursor.0 {
            [] => {}
            &[letter] => self.letter = letter.into(),
            _ => return Err(NumError::value("Invalid format specifier")),
        }
        let (separator, allowed) = match self.grouping {
            Grouping::None => return Ok(()),
            Grouping::Comma => (',', "deEfFgG%\0"),
            Grouping::Underscore => ('_', "deEfFgG%\0boxX"),
        };
        if char::from_u32(self.letter).is_some_and(|c| allowed.contains(c)) {
            return Ok(());
        }
        Err(NumError::value(format!("Cannot specify '{separator}' with '{}'.", shown(self.letter))))
    }
}
