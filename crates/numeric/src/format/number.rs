//! `int.__format__`, `float.__format__` and `complex.__format__` for specs that are not empty.

use super::layout::{Formatted, NumberBody, NumberLocale, NumberText};
use super::spec::{Align, FormatSpec, Sign, unknown_letter};
use crate::complex::Complex;
use crate::error::{NumError, NumResult, probe};
use crate::float::{self, FloatStyle, double_to_string};
use crate::int::{IntRef, decimal_text, radix_magnitude};

fn letter_of(spec: &FormatSpec) -> char {
    char::from_u32(spec.letter).unwrap_or('\u{fffd}')
}

fn locale_for<'a>(spec: &FormatSpec, locale: &'a NumberLocale) -> std::borrow::Cow<'a, NumberLocale> {
    if spec.letter == u32::from(b'n') {
        std::borrow::Cow::Borrowed(locale)
    } else {
        std::borrow::Cow::Owned(NumberLocale::of_spec(spec))
    }
}

/// Formats an int. `locale` serves type `n`; `limit` is `sys.get_int_max_str_digits()`.
pub fn format_int<C: Copy + Into<u32>>(
    value: IntRef,
    text: &[C],
    type_name: impl std::fmt::Display,
    locale: &NumberLocale,
    limit: usize,
) -> NumResult<Formatted> {
    let spec = FormatSpec::parse(text, b'd'.into(), Align::Right)?;
    match letter_of(&spec) {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => int_by_spec(value, &spec, locale, limit),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => float_by_spec(float::from_int(value)?, &spec, locale),
        _ => Err(unknown_letter(spec.letter, type_name)),
    }
}

fn int_by_spec(value: IntRef, spec: &FormatSpec, locale: &NumberLocale, limit: usize) -> NumResult<Formatted> {
    if spec.precision.is_some() {
        return Err(NumError::value("Precision not allowed in integer format specifier"));
    }
    let letter = letter_of(spec);
    if letter == 'c' {
        return character(value, spec);
    }
    let (base, prefix) = match letter {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = if base == 10 { decimal_text(value.abs(), limit)? } else { radix_magnitude(value, base) };
    if letter == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let number = NumberText { negative: value.negative, prefix, text: &digits, digits: digits.len() };
    Ok(NumberBody::new(&number, spec, spec.sign, &locale_for(spec, locale))?.padded(spec))
}

/// Type `c`: the character of a code point.
fn character(value: IntRef, spec: &FormatSpec) -> NumResult<Formatted> {
    if spec.sign != Sign::Default {
        return Err(NumError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(NumError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let code = value.to_i64().ok_or_else(|| NumError::overflow("Python int too large to convert to C long"))?;
    let code = u32::try_from(code).ok().filter(|&c| c < 0x11_0000);
    let code = code.ok_or_else(|| NumError::overflow("%c arg not in range(0x110000)"))?;
    let body = char::from_u32(code).map(String::from);
    let surrogate = body.is_none().then_some(code);
    Ok(NumberBody { head: String::new(), body: body.unwrap_or_default(), surrogate }.padded(spec))
}

/// Formats a float. `locale` serves type `n`.
pub fn format_float<C: Copy + Into<u32>>(
    value: f64,
    text: &[C],
    type_name: impl std::fmt::Display,
    locale: &NumberLocale,
) -> NumResult<Formatted> {
    let spec = FormatSpec::parse(text, 0, Align::Right)?;
    match letter_of(&spec) {
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%' => float_by_spec(value, &spec, locale),
        _ => Err(unknown_letter(spec.letter, type_name)),
    }
}

/// How often the digits that a precision asks for are in memory at once, at most: twice in the text while it grows,
/// in the laid out number, and twice again in a complex number with its other part.
const DIGIT_COPIES: usize = 6;

/// Style, precision and case of a float's text.
struct Digits {
    style: FloatStyle,
    precision: usize,
    upper: bool,
}

impl Digits {
    fn of_spec(spec: &FormatSpec) -> NumResult<Self> {
        if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
            return Err(NumError::value("precision too big"));
        }
        let letter = letter_of(spec);
        let (style, default) = match letter {
            '\0' if spec.precision.is_none() => (FloatStyle::Repr, 0),
            'e' | 'E' => (FloatStyle::Exponent, 6),
            'f' | 'F' | '%' => (FloatStyle::Fixed, 6),
            _ => (FloatStyle::General, 6),
        };
        Ok(Self { style, precision: spec.precision.unwrap_or(default), upper: letter.is_ascii_uppercase() })
    }
    /// Sign and the text after it.
    fn text(&self, value: f64, alternate: bool, add_dot_0: bool) -> NumResult<(bool, String)> {
        // The general style drops trailing zeros, so that its texts are short.
        if alternate || matches!(self.style, FloatStyle::Exponent | FloatStyle::Fixed) {
            probe(self.precision.saturating_mul(DIGIT_COPIES))?;
        }
        let mut text = double_to_string(value, self.style, self.precision, alternate, add_dot_0);
        if self.upper {
            text.make_ascii_uppercase();
        }
        let negative = text.starts_with('-');
        if negative {
            text.remove(0);
        }
        Ok((negative, text))
    }
}

fn float_by_spec(value: f64, spec: &FormatSpec, locale: &NumberLocale) -> NumResult<Formatted> {
    let digits = Digits::of_spec(spec)?;
    let percent = letter_of(spec) == '%';
    let value = if percent { value * 100.0 } else { value };
    let (negative, mut text) = digits.text(value, spec.alternate, spec.letter == 0)?;
    if percent {
        text.push('%');
    }
    let number = NumberText::float(negative, &text);
    Ok(NumberBody::new(&number, spec, spec.sign, &locale_for(spec, locale))?.padded(spec))
}

/// Formats a complex number. `locale` serves type `n`.
pub fn format_complex<C: Copy + Into<u32>>(
    value: Complex,
    text: &[C],
    type_name: impl std::fmt::Display,
    locale: &NumberLocale,
) -> NumResult<Formatted> {
    let spec = FormatSpec::parse(text, 0, Align::Right)?;
    if !matches!(letter_of(&spec), '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n') {
        return Err(unknown_letter(spec.letter, type_name));
    }
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(NumError::value("precision too big"));
    }
    if spec.fill == u32::from(b'0') {
        return Err(NumError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(NumError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let digits = Digits::of_spec(&spec)?;
    let locale = locale_for(&spec, locale);
    let part = |x: f64, sign: Sign| -> NumResult<String> {
        let (negative, text) = digits.text(x, spec.alternate, false)?;
        let body = NumberBody::new(&NumberText::float(negative, &text), &spec, sign, &locale)?;
        Ok(body.head + &body.body)
    };
    let bare = spec.letter == 0;
    let body = if bare && value.re == 0.0 && value.re.is_sign_positive() {
        part(value.im, spec.sign)? + "j"
    } else {
        let both = part(value.re, spec.sign)? + &part(value.im, Sign::Plus)? + "j";
        if bare { format!("({both})") } else { both }
    };
    Ok(NumberBody { head: String::new(), body, surrogate: None }.padded(&spec))
}
