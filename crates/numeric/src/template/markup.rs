//! Cutting a template into literals and fields, as `_string.formatter_parser` does.

use crate::error::{NumError, NumResult};
use std::ops::Range;

/// A replacement field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Range<usize>,
    /// The character after `!`.
    pub conversion: Option<u32>,
    pub spec: Range<usize>,
    /// Whether the spec has fields of its own.
    pub nested: bool,
}

/// A literal, and the field after it if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    pub literal: Range<usize>,
    pub field: Option<Field>,
}

/// Reads a template; `range` bounds it, so that a nested spec is read in place.
pub struct Template<'a, C> {
    text: &'a [C],
    at: usize,
    end: usize,
}

impl<'a, C: Copy + Into<u32>> Template<'a, C> {
    pub fn new(text: &'a [C], range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end }
    }

    fn take(&mut self) -> Option<char> {
        if self.at >= self.end {
            return None;
        }
        self.at += 1;
        // Surrogates mean nothing in a template; any other neutral character serves for them.
        Some(char::from_u32(self.text[self.at - 1].into()).unwrap_or('\u{fffd}'))
    }

    fn peek(&self) -> Option<char> {
        (self.at < self.end).then(|| char::from_u32(self.text[self.at].into()).unwrap_or('\u{fffd}'))
    }

    /// The next literal and field, or None at the end.
    pub fn next_markup(&mut self) -> NumResult<Option<Markup>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let start = self.at;
        let mut brace = None;
        while let Some(c) = self.take() {
            if matches!(c, '{' | '}') {
                brace = Some(c);
                break;
            }
        }
        let Some(brace) = brace else { return Ok(Some(Markup { literal: start..self.at, field: None })) };
        let doubled = self.peek() == Some(brace);
        if brace == '}' && !doubled {
            return Err(NumError::value("Single '}' encountered in format string"));
        }
        if self.peek().is_none() {
            return Err(NumError::value("Single '{' encountered in format string"));
        }
        if doubled {
            // The first of two braces belongs to the literal, the second is dropped.
            let literal = start..self.at;
            self.at += 1;
            return Ok(Some(Markup { literal, field: None }));
        }
        let literal = start..self.at - 1;
        self.field().map(|field| Some(Markup { literal, field: Some(field) }))
    }

    fn field(&mut self) -> NumResult<Field> {
        let start = self.at;
        let stop = self.name_end()?;
        let name = start..self.at.saturating_sub(1).max(start);
        let mut field = Field { name, conversion: None, spec: self.at..self.at, nested: false };
        match stop {
            Some('}') => return Ok(field),
            Some('!') => {
                let conversion = self.text.get(self.at).filter(|_| self.at < self.end).map(|&c| c.into());
                if conversion.is_none() {
                    return Err(NumError::value("end of string while looking for conversion specifier"));
                }
                field.conversion = conversion;
                self.at += 1;
                match self.take() {
                    Some('}') => {
                        field.spec = self.at..self.at;
                        return Ok(field);
                    }
                    Some(':') | None => {}
                    Some(_) => return Err(NumError::value("expected ':' after conversion specifier")),
                }
            }
            Some(_) => {}
            None => return Err(NumError::value("expected '}' before end of string")),
        }
        self.spec(&mut field)?;
        Ok(field)
    }

    /// Takes the name and the character that ends it; brackets hide everything up to `]`.
    fn name_end(&mut self) -> NumResult<Option<char>> {
        while let Some(c) = self.take() {
            match c {
                '{' => return Err(NumError::value("unexpected '{' in field name")),
                '[' => {
                    while self.peek().is_some_and(|c| c != ']') {
                        self.at += 1;
                    }
                }
                '}' | ':' | '!' => return Ok(Some(c)),
                _ => {}
            }
        }
        Ok(None)
    }

    fn spec(&mut self, field: &mut Field) -> NumResult<()> {
        let start = self.at;
        let mut depth = 1;
        while let Some(c) = self.take() {
            match c {
                '{' => {
                    field.nested = true;
                    depth += 1;
                }
                '}' => {
                    depth -= 1;
                    if depth == 0 {
                        field.spec = start..self.at - 1;
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        Err(NumError::value("unmatched '{' in format spec"))
    }
}
