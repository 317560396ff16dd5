//! `str.__format__` for specs that are not empty: only lengths matter, so the text stays with the caller.

use super::spec::{Align, FormatSpec, Sign, unknown_letter};
use crate::error::{NumError, NumResult};

/// How to lay out a str: `left` times fill, its first `kept` code points, `right` times fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLayout {
    pub fill: u32,
    pub left: usize,
    pub kept: usize,
    pub right: usize,
}

/// Formats a str of `len` code points.
pub fn format_text<C: Copy + Into<u32>>(
    len: usize,
    text: &[C],
    type_name: impl std::fmt::Display,
) -> NumResult<TextLayout> {
    let spec = FormatSpec::parse(text, b's'.into(), Align::Left)?;
    if spec.letter != u32::from(b's') {
        return Err(unknown_letter(spec.letter, type_name));
    }
    if spec.sign != Sign::Default {
        return Err(NumError::value("Sign not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(NumError::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(NumError::value("'=' alignment not allowed in string format specifier"));
    }
    let kept = spec.precision.map_or(len, |p| p.min(len));
    let padding = spec.width.unwrap_or(0).saturating_sub(kept);
    let left = match spec.align {
        Align::Right => padding,
        Align::Center => padding / 2,
        Align::Left | Align::AfterSign => 0,
    };
    Ok(TextLayout { fill: spec.fill, left, kept, right: padding - left })
}
