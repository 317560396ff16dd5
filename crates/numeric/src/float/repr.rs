//! Floats to text: the work of CPython's `PyOS_double_to_string`.
//!
//! The digits come from the standard library, which is exact at any precision and shortest without
//! one; the layout (thresholds, exponent, padding) is done here.

use smallvec::SmallVec;
use std::fmt::Write as _;

/// The C-like letter that picks a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatStyle {
    /// `e`: always an exponent, precision digits after the point.
    Exponent,
    /// `f`: never an exponent, precision digits after the point.
    Fixed,
    /// `g`: precision significant digits, exponent when it is shorter.
    General,
    /// `r`: the shortest digits that read back as the same float.
    Repr,
}

impl FloatStyle {
    /// The style of a letter in either case; upper case is for the caller to apply.
    pub fn from_letter(letter: u8) -> Option<Self> {
        Some(match letter.to_ascii_lowercase() {
            b'e' => Self::Exponent,
            b'f' => Self::Fixed,
            b'g' | b'n' => Self::General,
            b'r' => Self::Repr,
            _ => return None,
        })
    }
}

/// More digits than any float has after the point; the rest are zeros, which need no arithmetic.
const MAX_DIGITS: usize = 1100;

/// ASCII text, in place while it is as short as that of most floats.
#[derive(Default)]
struct Text(SmallVec<[u8; 36]>);

impl Text {
    fn of(arguments: std::fmt::Arguments) -> Self {
        let mut text = Self::default();
        // Writing to memory does not fail.
        let _ = text.write_fmt(arguments);
        text
    }
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl std::fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Significant digits without the point, and where the point goes: before the digit of this index.
struct Decimal {
    digits: Text,
    point: i32,
}

impl Decimal {
    fn of_scientific(text: Text) -> Self {
        let (mantissa, exponent) = text.as_str().split_once('e').unwrap_or((text.as_str(), "0"));
        let point = exponent.parse::<i32>().unwrap_or(0) + 1;
        let len = mantissa.len();
        let mut digits = text;
        digits.0.truncate(len);
        if len > 1 {
            digits.0.remove(1);
        }
        Self { digits, point }
    }
    /// The shortest digits that read back as `x`; of two equally near ones, those with an even end.
    fn shortest(x: f64) -> Self {
        let found = Self::of_scientific(Text::of(format_args!("{x:e}")));
        if !found.may_be_tie(x) {
            return found;
        }
        // The standard library rounds such ties up, its exact conversion rounds them to even.
        let even = Text::of(format_args!("{:.*e}", found.digits.len() - 1, x));
        if even.as_str().parse() == Ok(x) { Self::of_scientific(even) } else { found }
    }
    /// Cheaply excludes nearly all floats that do not lie halfway between two decimals of this length. Up to
    /// 15 digits, decimals lie too far apart for two of them to read back as one float; with digits after the
    /// point, twice the float must be a multiple of the last one's unit, so its binary fraction is short.
    fn may_be_tie(&self, x: f64) -> bool {
        if self.digits.len() < 16 {
            return false;
        }
        let after_point = self.digits.len() as i32 - self.point;
        let (mantissa, exponent) = super::split(x);
        let fraction_bits = -(exponent + mantissa.trailing_zeros() as i32);
        fraction_bits <= after_point.max(0) + 1
    }
    /// Correctly rounded to `count` significant digits.
    fn significant(x: f64, count: usize) -> Self {
        Self::of_scientific(Text::of(format_args!("{:.*e}", (count - 1).min(MAX_DIGITS), x)))
    }
    fn strip_zeros(&mut self) {
        let kept = self.digits.as_str().trim_end_matches('0').len().max(1);
        self.digits.0.truncate(kept);
    }
}

/// Whether CPython's `g` keeps trailing zeros all the same: its conversion of whole numbers below 10**15 forgets
/// to drop them when it rounds a tie down to an even digit that is zero (`'%.2g' % 105` is `1.0e+02`).
fn keeps_zeros(x: f64, precision: usize) -> bool {
    if x >= 1e15 || x.fract() != 0.0 || x == 0.0 {
        return false;
    }
    let whole = x as u64;
    let digits = whole.ilog10() as usize + 1;
    if precision >= digits {
        return false;
    }
    let unit = 10u64.pow((digits - precision) as u32);
    whole % unit == unit / 2 && (whole / unit).is_multiple_of(10)
}

/// Text of `x`, with a `-` when its sign is set (never for NaN).
///
/// `alternate` keeps the point and, in `g`, trailing zeros; `add_dot_0` makes whole numbers without
/// exponent end in `.0`. `precision` is ignored by `Repr`.
pub fn double_to_string(x: f64, style: FloatStyle, precision: usize, alternate: bool, add_dot_0: bool) -> String {
    if x.is_nan() {
        return "nan".to_owned();
    }
    let mut out = String::with_capacity(24);
    if x.is_sign_negative() {
        out.push('-');
    }
    let x = x.abs();
    if x.is_infinite() {
        out.push_str("inf");
        return out;
    }
    match style {
        FloatStyle::Fixed => push_fixed(&mut out, x, precision, alternate, add_dot_0),
        FloatStyle::Exponent => {
            let decimal = Decimal::significant(x, precision.saturating_add(1));
            push_exponent(&mut out, &decimal, precision.saturating_add(1), alternate);
        }
        FloatStyle::General => {
            let precision = precision.max(1);
            let mut decimal = Decimal::significant(x, precision);
            let limit = i64::try_from(precision).unwrap_or(i64::MAX) - i64::from(add_dot_0);
            if !alternate && !keeps_zeros(x, precision) {
                decimal.strip_zeros();
            }
            let wanted = if alternate { precision } else { decimal.digits.len() };
            if decimal.point <= -4 || i64::from(decimal.point) > limit {
                push_exponent(&mut out, &decimal, wanted, alternate);
            } else {
                push_plain(&mut out, &decimal, wanted, alternate, add_dot_0);
            }
        }
        FloatStyle::Repr => {
            let decimal = Decimal::shortest(x);
            let wanted = decimal.digits.len();
            if decimal.point <= -4 || decimal.point > 16 {
                push_exponent(&mut out, &decimal, wanted, alternate);
            } else {
                push_plain(&mut out, &decimal, wanted, alternate, add_dot_0);
            }
        }
    }
    out
}

fn push_zeros(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n('0', count));
}

fn push_fixed(out: &mut String, x: f64, precision: usize, alternate: bool, add_dot_0: bool) {
    let exact = precision.min(MAX_DIGITS);
    // Writing to memory does not fail.
    let _ = write!(out, "{x:.exact$}");
    push_zeros(out, precision - exact);
    if precision == 0 && (alternate || add_dot_0) {
        out.push('.');
        if add_dot_0 {
            out.push('0');
        }
    }
}

/// `d.ddde+XX` with `wanted` digits in all.
fn push_exponent(out: &mut String, decimal: &Decimal, wanted: usize, alternate: bool) {
    let (first, others) = decimal.digits.as_str().split_at(1);
    out.push_str(first);
    if wanted > 1 || alternate {
        out.push('.');
    }
    out.push_str(others);
    push_zeros(out, wanted.saturating_sub(decimal.digits.len()));
    let exponent = decimal.point - 1;
    // Writing to memory does not fail.
    let _ = write!(out, "e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs());
}

/// `ddd.ddd` with `wanted` significant digits in all.
fn push_plain(out: &mut String, decimal: &Decimal, wanted: usize, alternate: bool, add_dot_0: bool) {
    let digits = decimal.digits.as_str();
    let fraction_from = usize::try_from(decimal.point).unwrap_or(0).min(digits.len());
    let whole = usize::try_from(decimal.point).unwrap_or(0);
    out.push_str(if whole == 0 { "0" } else { &digits[..fraction_from] });
    push_zeros(out, whole.saturating_sub(digits.len()));
    let before = out.len();
    out.push('.');
    push_zeros(out, usize::try_from(-decimal.point).unwrap_or(0));
    out.push_str(&digits[fraction_from..]);
    push_zeros(out, wanted.saturating_sub(digits.len().max(whole)));
    if out.len() == before + 1 {
        if add_dot_0 {
            out.push('0');
        } else if !alternate {
            out.pop();
        }
    }
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    double_to_string(x, FloatStyle::Repr, 0, false, true)
}
