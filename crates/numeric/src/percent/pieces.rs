//! The pieces of a `%` format: literal runs, `%%`, and conversions.
//!
//! Arguments for `*` and mapping keys are asked for while reading, because errors must come in the order in
//! which the format names them.

use crate::error::{NumError, NumResult};
use std::ops::Range;

/// What the format is; some error texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Str,
    Bytes,
}

/// Where values come from. A value that is no int is the caller's error ("* wants int").
pub trait Arguments {
    type Error: From<NumError>;
    /// Fails with "format requires a mapping" unless there is one.
    fn require_mapping(&mut self) -> Result<(), Self::Error>;
    /// Makes the value of this key (a range of the format) the one argument; a mapping is known to be there.
    fn select_key(&mut self, key: Range<usize>) -> Result<(), Self::Error>;
    /// The next argument as a width.
    fn star_width(&mut self) -> Result<isize, Self::Error>;
    /// The next argument as a precision, a C int.
    fn star_precision(&mut self) -> Result<i32, Self::Error>;
}

/// One conversion. `letter` may be anything: the caller decides which it supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Conversion {
    /// `-`
    pub left_adjust: bool,
    /// `+`
    pub sign: bool,
    /// space
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    pub letter: u32,
    /// Where the letter stands in the format.
    pub index: usize,
    /// Whether a mapping key selected the argument.
    pub keyed: bool,
}

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Code points of the format to copy.
    Literal(Range<usize>),
    /// `%%`: write a percent sign. With anything in between it is a conversion that is not supported.
    Percent,
    Conversion(Conversion),
}

/// Reads pieces off a format of code points (or bytes) of any width.
pub struct Pieces<'a, C> {
    text: &'a [C],
    at: usize,
    kind: Kind,
}

/// The error for a conversion letter that is not supported. In bytes, one outside ASCII makes a ValueError
/// without any argument, which an empty text stands for.
pub fn unsupported(conversion: &Conversion, kind: Kind) -> NumError {
    let letter = conversion.letter;
    if kind == Kind::Bytes && letter > 0x7f {
        return NumError::value("");
    }
    let shown = match char::from_u32(letter) {
        Some(c) if kind == Kind::Bytes || (31..127).contains(&letter) => c,
        _ => '?',
    };
    let index = conversion.index;
    NumError::value(format!("unsupported format character '{shown}' ({letter:#x}) at index {index}"))
}

impl<'a, C: Copy + Into<u32>> Pieces<'a, C> {
    pub fn new(text: &'a [C], kind: Kind) -> Self {
        Self { text, at: 0, kind }
    }

    /// The next piece, or None at the end.
    pub fn next<A: Arguments>(&mut self, arguments: &mut A) -> Result<Option<Piece>, A::Error> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let start = self.at;
        let rest = &self.text[start..];
        let run = rest.iter().position(|&c| c.into() == u32::from(b'%')).unwrap_or(rest.len());
        if run > 0 {
            self.at += run;
            return Ok(Some(Piece::Literal(start..start + run)));
        }
        self.at += 1;
        if self.text.get(self.at).is_some_and(|&c| c.into() == u32::from(b'%')) {
            self.at += 1;
            return Ok(Some(Piece::Percent));
        }
        self.conversion(arguments).map(Some)
    }

    /// The next code point as a character, taken.
    fn take(&mut self) -> NumResult<u32> {
        let c = self.text.get(self.at).ok_or_else(|| NumError::value("incomplete format"))?;
        self.at += 1;
        Ok((*c).into())
    }

    fn conversion<A: Arguments>(&mut self, arguments: &mut A) -> Result<Piece, A::Error> {
        let mut found = Conversion::default();
        if self.text.get(self.at).is_some_and(|&c| c.into() == u32::from(b'(')) {
            self.key(arguments)?;
            found.keyed = true;
        }
        let mut c = self.flags(&mut found)?;
        if c == u32::from(b'*') {
            let width = arguments.star_width()?;
            found.left_adjust |= width < 0;
            found.width = Some(width.unsigned_abs());
            c = self.take()?;
        } else if let Some(digit) = ascii_digit(c) {
            (found.width, c) = self.number(digit, isize::MAX as usize, "width too big")?;
        }
        if c == u32::from(b'.') {
            found.precision = Some(0);
            c = self.take()?;
            if c == u32::from(b'*') {
                found.precision = Some(usize::try_from(arguments.star_precision()?).unwrap_or(0));
                c = self.take()?;
            } else if let Some(digit) = ascii_digit(c) {
                let text = if self.kind == Kind::Str { "precision too big" } else { "prec too big" };
                (found.precision, c) = self.number(digit, i32::MAX as usize, text)?;
            }
        }
        if [b'h', b'l', b'L'].map(u32::from).contains(&c) {
            c = self.take()?;
        }
        (found.letter, found.index) = (c, self.at - 1);
        Ok(Piece::Conversion(found))
    }

    fn key<A: Arguments>(&mut self, arguments: &mut A) -> Result<(), A::Error> {
        arguments.require_mapping()?;
        let start = self.at + 1;
        let mut depth = 0usize;
        for (i, &c) in self.text.iter().enumerate().skip(self.at) {
            match char::from_u32(c.into()) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at = i + 1;
                return arguments.select_key(start..i);
            }
        }
        Err(NumError::value("incomplete format key").into())
    }

    fn flags(&mut self, found: &mut Conversion) -> NumResult<u32> {
        loop {
            let c = self.take()?;
            match char::from_u32(c) {
                Some('-') => found.left_adjust = true,
                Some('+') => found.sign = true,
                Some(' ') => found.blank = true,
                Some('#') => found.alternate = true,
                Some('0') => found.zero = true,
                _ => return Ok(c),
            }
        }
    }

    /// A number that starts with `digit`, and the code point after it.
    fn number(&mut self, digit: usize, max: usize, too_big: &'static str) -> NumResult<(Option<usize>, u32)> {
        let mut value = digit;
        loop {
            let c = self.take()?;
            let Some(digit) = ascii_digit(c) else { return Ok((Some(value), c)) };
            if value > (max - digit) / 10 {
                return Err(NumError::value(too_big));
            }
            value = value * 10 + digit;
        }
    }
}

fn ascii_digit(c: u32) -> Option<usize> {
    char::from_u32(c)?.is_ascii_digit().then(|| (c - u32::from(b'0')) as usize)
}
