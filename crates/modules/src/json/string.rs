//! Reading JSON strings.

use pyston_object::prelude::*;

use super::text::{Source, with_source};
use crate::units::Unit;

/// `scanstring`: the string whose opening quote is before `end`, and the place behind it.
pub(super) fn scan(text: &Str, end: isize, strict: bool) -> PyResult<(Py<Str>, usize)> {
    let end = usize::try_from(end).ok().filter(|&end| end <= text.len());
    let end = end.ok_or_else(|| raise!(ValueError, "end is out of bounds"))?;
    with_source!(text, source => source.string(end, strict))
}

/// What a character after a backslash stands for, `u` aside.
fn unescaped(point: u32) -> Option<u32> {
    Some(match u8::try_from(point).ok()? {
        plain @ (b'"' | b'\\' | b'/') => plain.into(),
        b'b' => 0x08,
        b'f' => 0x0C,
        b'n' => 0x0A,
        b'r' => 0x0D,
        b't' => 0x09,
        _ => return None,
    })
}

impl<U: Unit> Source<'_, U> {
    /// The first place from `at` with a quote or backslash.
    #[inline]
    pub(super) fn plain_end(&self, at: usize, strict: bool) -> PyResult<usize> {
        for (offset, unit) in self.units[at..].iter().enumerate() {
            let point = unit.point();
            if point == u32::from(b'"') || point == u32::from(b'\\') {
                return Ok(at + offset);
            }
            if point < 0x20 && strict {
                return Err(self.error("Invalid control character at", at + offset));
            }
        }
        Ok(self.units.len())
    }

    fn unterminated(&self, begin: usize) -> Raised {
        // The quote is before `begin`, which may be the very start if the caller lied.
        super::decode_error("Unterminated string starting at", self.text, begin as isize - 1)
    }

    /// The string whose content begins at `begin`, and the place behind its closing quote.
    pub(super) fn string(&self, begin: usize, strict: bool) -> PyResult<(Py<Str>, usize)> {
        let stop = self.plain_end(begin, strict)?;
        if self.is(stop, b'"') {
            return Ok((Str::from_data(self.data(begin, stop))?, stop + 1));
        }
        self.string_with_escapes(begin, stop, strict)
    }

    /// As [`Source::string`], with a first run without escapes up to `stop`.
    fn string_with_escapes(&self, begin: usize, mut stop: usize, strict: bool) -> PyResult<(Py<Str>, usize)> {
        let mut out = StrBuilder::with_capacity(stop - begin + 16);
        let mut start = begin;
        loop {
            out.push_data(self.data(start, stop));
            match self.at(stop) {
                None => return Err(self.unterminated(begin)),
                Some(quote) if quote == u32::from(b'"') => return Ok((out.finish()?, stop + 1)),
                Some(_) => start = self.escape(stop + 1, begin, &mut out)?,
            }
            stop = self.plain_end(start, strict)?;
        }
    }

    /// Reads what follows a backslash, at `at`, and gives the place behind it.
    fn escape(&self, at: usize, begin: usize, out: &mut StrBuilder) -> PyResult<usize> {
        let Some(kind) = self.at(at) else { return Err(self.unterminated(begin)) };
        if kind != u32::from(b'u') {
            let Some(point) = unescaped(kind) else { return Err(self.error("Invalid \\escape", at - 1)) };
            out.push(point);
            return Ok(at + 1);
        }
        let first = self.hexadecimal(at + 1)?;
        let end = at + 5;
        // A second half is looked at only if at least one more character follows it.
        if (0xD800..0xDC00).contains(&first) && end + 6 < self.units.len() && self.has(end, "\\u") {
            let second = self.hexadecimal(end + 2)?;
            if (0xDC00..0xE000).contains(&second) {
                out.push(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                return Ok(end + 6);
            }
        }
        out.push(first);
        Ok(end)
    }

    /// The number of four hexadecimal digits, behind which the text must go on.
    fn hexadecimal(&self, at: usize) -> PyResult<u32> {
        let invalid = || self.error("Invalid \\uXXXX escape", at - 1);
        let digits = self.units.get(at..at + 4).filter(|_| at + 4 < self.units.len()).ok_or_else(invalid)?;
        digits.iter().try_fold(0, |value, digit| {
            let digit = char::from_u32(digit.point()).and_then(|digit| digit.to_digit(16));
            digit.map(|digit| value << 4 | digit).ok_or_else(invalid)
        })
    }
}
