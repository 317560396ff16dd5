//! Laying out a number: sign, prefix, grouped digits, fraction, padding.

use super::spec::{Align, FormatSpec, Grouping, Sign};
use crate::error::{NumError, NumResult};
use std::borrow::Cow;

/// A text to write: `left` times fill, `head`, `inner` times fill, `body`, `surrogate`, `right` times fill.
///
/// The fill is a code point of its own because it may be a surrogate, which a `String` cannot hold; so is the
/// surrogate that type `c` may make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    pub fill: u32,
    pub left: usize,
    pub head: String,
    pub inner: usize,
    pub body: String,
    pub surrogate: Option<u32>,
    pub right: usize,
}

impl Formatted {
    /// Code points in all.
    pub fn len(&self) -> usize {
        let filled = self.left + self.inner + self.right;
        filled + self.head.chars().count() + self.body.chars().count() + usize::from(self.surrogate.is_some())
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Whether all of it is ASCII.
    pub fn is_ascii(&self) -> bool {
        let filled = self.left + self.inner + self.right > 0;
        (!filled || self.fill < 128) && self.surrogate.is_none() && self.head.is_ascii() && self.body.is_ascii()
    }
    /// All code points in order.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let fill = |count| std::iter::repeat_n(self.fill, count);
        fill(self.left)
            .chain(self.head.chars().map(u32::from))
            .chain(fill(self.inner))
            .chain(self.body.chars().map(u32::from))
            .chain(self.surrogate)
            .chain(fill(self.right))
    }
    /// As a string; None when there is a surrogate in it.
    pub fn to_text(&self) -> Option<String> {
        self.code_points().map(char::from_u32).collect()
    }
}

/// The C locale's data for type `n`, and the fixed ones for `,` and `_`.
///
/// `grouping` is C's `lconv.grouping`: sizes of groups from the right, 127 or 255 for "no more groups", the
/// last size repeating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLocale {
    pub decimal_point: Cow<'static, str>,
    pub thousands_sep: Cow<'static, str>,
    pub grouping: Cow<'static, [u8]>,
}

impl NumberLocale {
    const fn fixed(separator: &'static str, group: &'static [u8]) -> Self {
        Self {
            decimal_point: Cow::Borrowed("."),
            thousands_sep: Cow::Borrowed(separator),
            grouping: Cow::Borrowed(group),
        }
    }
    /// No separators.
    pub const fn plain() -> Self {
        Self::fixed("", &[127])
    }
    pub(crate) fn of_spec(spec: &FormatSpec) -> Self {
        let binary = [b'b', b'o', b'x', b'X'].map(u32::from).contains(&spec.letter);
        match spec.grouping {
            Grouping::None => Self::plain(),
            Grouping::Comma => Self::fixed(",", &[3]),
            Grouping::Underscore => Self::fixed("_", if binary { &[4] } else { &[3] }),
        }
    }
    /// Sizes of groups from the right; ends where digits are no longer grouped.
    fn group_sizes(&self) -> impl Iterator<Item = usize> + '_ {
        let last = self.grouping.iter().copied().take_while(|&g| g != 0).last();
        let given = self.grouping.iter().copied().take_while(|&g| g != 0);
        given
            .chain(std::iter::repeat_with(move || last.unwrap_or(127)))
            .take_while(|&g| g != 127 && g != 255)
            .map(usize::from)
    }
}

/// Inserts separators, with zeros in front up to `min_width` characters.
fn group_digits(digits: &str, min_width: usize, locale: &NumberLocale) -> NumResult<String> {
    let separator = locale.thousands_sep.as_bytes();
    let separator_len = locale.thousands_sep.chars().count() as i64;
    let (mut left, mut width) = (digits.len() as i64, min_width as i64);
    // From the right; a separator at most for each digit.
    let mut out: Vec<u8> = Vec::new();
    let room = digits.len().max(min_width).saturating_mul(1 + separator.len());
    out.try_reserve_exact(room).map_err(|_| NumError::memory())?;
    let mut take = |size: i64, left: &mut i64| {
        let size = size.min((*left).max(width).max(1));
        let chars = (*left).min(size).max(0);
        let start = (*left - chars) as usize;
        if !out.is_empty() {
            out.extend(separator.iter().rev());
        }
        out.extend(digits.as_bytes()[start..start + chars as usize].iter().rev());
        out.extend(std::iter::repeat_n(b'0', (size - chars) as usize));
        *left -= chars;
        width -= size;
        let done = *left <= 0 && width <= 0;
        width -= separator_len;
        done
    };
    let mut done = false;
    for size in locale.group_sizes() {
        done = take(size as i64, &mut left);
        if done {
            break;
        }
    }
    if !done {
        take(i64::MAX, &mut left);
    }
    out.reverse();
    Ok(String::from_utf8(out).unwrap_or_default())
}

/// The parts of a number's text.
pub(crate) struct NumberText<'a> {
    pub negative: bool,
    pub prefix: &'a str,
    /// The text after sign and prefix.
    pub text: &'a str,
    /// How many digits at the start of the text are to be grouped (letters are digits in base 16).
    pub digits: usize,
}

impl<'a> NumberText<'a> {
    /// The text of a float.
    pub(crate) fn float(negative: bool, text: &'a str) -> Self {
        Self { negative, prefix: "", text, digits: text.bytes().take_while(u8::is_ascii_digit).count() }
    }
}

/// A number laid out without the padding outside.
pub(crate) struct NumberBody {
    pub head: String,
    pub body: String,
    pub surrogate: Option<u32>,
}

impl NumberBody {
    pub(crate) fn new(number: &NumberText, spec: &FormatSpec, sign: Sign, locale: &NumberLocale) -> NumResult<Self> {
        let mut head = String::new();
        match sign {
            _ if number.negative => head.push('-'),
            Sign::Plus => head.push('+'),
            Sign::Space => head.push(' '),
            Sign::Minus | Sign::Default => {}
        }
        head.push_str(number.prefix);
        let (digits, rest) = number.text.split_at(number.digits);
        let (point, tail) = match rest.strip_prefix('.') {
            Some(fraction) => (&*locale.decimal_point, fraction),
            None => ("", rest),
        };
        let zero_padded = spec.fill == u32::from(b'0') && spec.align == Align::AfterSign;
        let min_width = match spec.width {
            Some(width) if zero_padded => {
                width.saturating_sub(head.len() + point.chars().count() + tail.chars().count())
            }
            _ => 0,
        };
        let mut body = String::new();
        let room = min_width.max(digits.len()).saturating_add(point.len() + tail.len());
        body.try_reserve_exact(room).map_err(|_| NumError::memory())?;
        if !digits.is_empty() && locale.group_sizes().next().is_none() {
            body.extend(std::iter::repeat_n('0', min_width.saturating_sub(digits.len())));
            body.push_str(digits);
        } else if !digits.is_empty() {
            body.push_str(&group_digits(digits, min_width, locale)?);
        }
        body.push_str(point);
        body.push_str(tail);
        Ok(Self { head, body, surrogate: None })
    }

    /// Pads to the spec's width.
    pub(crate) fn padded(self, spec: &FormatSpec) -> Formatted {
        let len = self.head.chars().count() + self.body.chars().count() + usize::from(self.surrogate.is_some());
        let padding = spec.width.unwrap_or(0).saturating_sub(len);
        let (left, inner, right) = match spec.align {
            Align::Left => (0, 0, padding),
            Align::Right => (padding, 0, 0),
            Align::Center => (padding / 2, 0, padding - padding / 2),
            Align::AfterSign => (0, padding, 0),
        };
        Formatted { fill: spec.fill, left, head: self.head, inner, body: self.body, surrogate: self.surrogate, right }
    }
}
