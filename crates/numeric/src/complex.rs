//! Complex numbers: text, division and powers, by CPython's choice of algorithm so that roundings agree.

use crate::error::{NumError, NumResult};
use crate::float::{FloatStyle, double_to_string, parse_prefix, without_underscores};
use crate::int::is_c_space;

/// Real and imaginary part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub re: f64,
    pub im: f64,
}

/// Why text is no complex number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseComplexError {
    /// "complex() arg is a malformed string".
    Malformed,
    /// An underscore in the wrong place: the caller words "could not convert string to complex: ..." with the repr.
    Underscore,
}

/// Powers with whole exponents up to this are multiplied out.
const MAX_WHOLE_EXPONENT: f64 = 100.0;

impl Complex {
    const ONE: Self = Self { re: 1.0, im: 0.0 };
    pub const fn new(re: f64, im: f64) -> Self {
        Self { re, im }
    }
    pub fn product(self, other: Self) -> Self {
        Self::new(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)
    }
    /// Smith's quotient; None for a zero divisor.
    fn smith_quotient(self, by: Self) -> Option<Self> {
        let (re_size, im_size) = (by.re.abs(), by.im.abs());
        if re_size >= im_size {
            if re_size == 0.0 {
                return None;
            }
            let ratio = by.im / by.re;
            let scale = by.re + by.im * ratio;
            return Some(Self::new((self.re + self.im * ratio) / scale, (self.im - self.re * ratio) / scale));
        }
        if im_size >= re_size {
            let ratio = by.re / by.im;
            let scale = by.re * ratio + by.im;
            return Some(Self::new((self.re * ratio + self.im) / scale, (self.im * ratio - self.re) / scale));
        }
        Some(Self::new(f64::NAN, f64::NAN))
    }
    /// `self / by`.
    pub fn quotient(self, by: Self) -> NumResult<Self> {
        self.smith_quotient(by).ok_or_else(|| NumError::zero_division("complex division by zero"))
    }
    /// `abs(self)`.
    pub fn abs(self) -> NumResult<f64> {
        let size = self.re.hypot(self.im);
        if size.is_infinite() && self.re.is_finite() && self.im.is_finite() {
            return Err(NumError::overflow("absolute value too large"));
        }
        Ok(size)
    }
    fn whole_power(self, count: u32) -> Self {
        let (mut result, mut square) = (Self::ONE, self);
        let mut mask = 1;
        while count >= mask {
            if count & mask != 0 {
                result = result.product(square);
            }
            mask <<= 1;
            square = square.product(square);
        }
        result
    }
    /// The power through polar coordinates; None outside of its domain.
    fn polar_power(self, exponent: Self) -> Option<Self> {
        if exponent.re == 0.0 && exponent.im == 0.0 {
            return Some(Self::ONE);
        }
        if self.re == 0.0 && self.im == 0.0 {
            let outside = exponent.im != 0.0 || exponent.re < 0.0;
            return (!outside).then_some(Self::new(0.0, 0.0));
        }
        let size = self.re.hypot(self.im);
        let angle = self.im.atan2(self.re);
        let (mut length, mut phase) = (size.powf(exponent.re), angle * exponent.re);
        if exponent.im != 0.0 {
            length /= (angle * exponent.im).exp();
            phase += exponent.im * size.ln();
        }
        // The C library calls the cosine of infinity a domain error.
        (!phase.is_infinite()).then(|| Self::new(length * phase.cos(), length * phase.sin()))
    }
    /// `self ** exponent`.
    pub fn pow(self, exponent: Self) -> NumResult<Self> {
        let whole = exponent.im == 0.0 && exponent.re == exponent.re.trunc() && exponent.re.is_finite();
        let result = if !whole || exponent.re.abs() > MAX_WHOLE_EXPONENT {
            self.polar_power(exponent)
        } else if exponent.re > 0.0 {
            Some(self.whole_power(exponent.re as u32))
        } else {
            Self::ONE.smith_quotient(self.whole_power(-exponent.re as u32))
        };
        let result = result.ok_or_else(|| NumError::zero_division("0.0 to a negative or complex power"))?;
        if result.re.is_infinite() || result.im.is_infinite() {
            return Err(NumError::overflow("complex exponentiation"));
        }
        Ok(result)
    }
    /// `repr(self)`.
    pub fn repr(self) -> String {
        let text = |x| double_to_string(x, FloatStyle::Repr, 0, false, false);
        if self.re == 0.0 && self.re.is_sign_positive() {
            return format!("{}j", text(self.im));
        }
        let imaginary = text(self.im);
        let plus = if imaginary.starts_with('-') { "" } else { "+" };
        format!("({}{plus}{imaginary}j)", text(self.re))
    }
    /// Reads `complex(text)`. Decimal digits and spaces outside ASCII are the caller's to translate before.
    pub fn parse(text: &[u8]) -> Result<Self, ParseComplexError> {
        let plain;
        // Underscores behind a NUL are not seen, which only tells in the message.
        let text = if text.split(|&byte| byte == 0).next().is_some_and(|start| start.contains(&b'_')) {
            plain = without_underscores(text).ok_or(ParseComplexError::Underscore)?;
            &plain[..]
        } else {
            text
        };
        parse_plain(text).ok_or(ParseComplexError::Malformed)
    }
}

fn skip_space(text: &[u8]) -> &[u8] {
    &text[text.iter().take_while(|&&b| is_c_space(b)).count()..]
}

fn sign_unit(b: u8) -> f64 {
    if b == b'-' { -1.0 } else { 1.0 }
}

fn parse_plain(text: &[u8]) -> Option<Complex> {
    let mut rest = skip_space(text);
    let bracket = rest.first() == Some(&b'(');
    if bracket {
        rest = skip_space(&rest[1..]);
    }
    let (value, after) = parse_body(rest)?;
    rest = skip_space(after);
    if bracket {
        rest = skip_space(rest.strip_prefix(b")")?);
    }
    rest.is_empty().then_some(value)
}

/// A real, an imaginary, or both; returns what follows.
fn parse_body(text: &[u8]) -> Option<(Complex, &[u8])> {
    let unit = |rest: &'_ [u8]| matches!(rest.first(), Some(b'j' | b'J'));
    let Some((first, used)) = parse_prefix(text) else {
        // Only `j` with or without a sign is left.
        let signed = matches!(text.first(), Some(b'+' | b'-'));
        let rest = &text[usize::from(signed)..];
        let im = if signed { sign_unit(text[0]) } else { 1.0 };
        return unit(rest).then(|| (Complex::new(0.0, im), &rest[1..]));
    };
    let rest = &text[used..];
    match rest.first() {
        Some(&sign @ (b'+' | b'-')) => {
            let (im, used) = parse_prefix(rest).unwrap_or((sign_unit(sign), 1));
            let rest = &rest[used..];
            unit(rest).then(|| (Complex::new(first, im), &rest[1..]))
        }
        Some(b'j' | b'J') => Some((Complex::new(0.0, first), &rest[1..])),
        _ => Some((Complex::new(first, 0.0), rest)),
    }
}
