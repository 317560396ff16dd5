//! Numbers and text: parsing, and the scientific and engineering forms.

use crate::coefficient::Coefficient;
use crate::context::{Context, MAX_PREC};
use crate::number::{Decimal, Kind};
use crate::status::{CONVERSION_SYNTAX, Status};

/// Exponents in text are cut to this: far beyond every limit.
const FAR: i64 = i64::MAX / 4;

impl Decimal {
    /// The number that ASCII text stands for, exactly; the exponent may be beyond every limit.
    pub fn parse(text: &[u8]) -> Option<Decimal> {
        let (negative, text) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        match text.first()? {
            b'0'..=b'9' | b'.' => parse_finite(negative, text),
            b'i' | b'I' => {
                let is_infinity = text.eq_ignore_ascii_case(b"inf") || text.eq_ignore_ascii_case(b"infinity");
                is_infinity.then(|| Decimal::infinity(negative))
            }
            _ => parse_nan(negative, text),
        }
    }

    /// As `str()` shows it.
    pub fn to_scientific(&self, capitals: bool) -> Vec<u8> {
        self.to_text(capitals, 1)
    }

    /// With an exponent that is a multiple of three.
    pub fn to_engineering(&self, capitals: bool) -> Vec<u8> {
        self.to_text(capitals, 3)
    }

    fn to_text(&self, capitals: bool, step: i64) -> Vec<u8> {
        let mut text = Vec::with_capacity(48);
        if self.negative {
            text.push(b'-');
        }
        match self.kind {
            Kind::Infinite => text.extend(b"Infinity"),
            Kind::Quiet | Kind::Signaling => {
                text.extend::<&[u8]>(if self.kind == Kind::Quiet { b"NaN" } else { b"sNaN" });
                if !self.coefficient.is_zero() {
                    self.coefficient.write(&mut text);
                }
            }
            Kind::Finite => self.write_finite(capitals, step, &mut text),
        }
        text
    }

    fn write_finite(&self, capitals: bool, step: i64, text: &mut Vec<u8>) {
        let start = text.len();
        self.coefficient.write(text);
        let digits = (text.len() - start) as i64;
        let left = self.exponent + digits;
        if self.exponent == 0 {
            return;
        }
        let point = if self.exponent < 0 && left > -6 {
            left
        } else if step == 1 {
            1
        } else if self.coefficient.is_zero() {
            (left + 1).rem_euclid(3) - 1
        } else {
            (left - 1).rem_euclid(3) + 1
        };
        place_point(text, start, digits, point);
        if left != point {
            text.push(if capitals { b'E' } else { b'e' });
            let exponent = left - point;
            text.push(if exponent < 0 { b'-' } else { b'+' });
            text.extend(exponent.unsigned_abs().to_string().bytes());
        }
    }
}

/// Puts the point behind the `point`-th digit, with zeros where digits are missing.
fn place_point(text: &mut Vec<u8>, start: usize, digits: i64, point: i64) {
    if point <= 0 {
        let zeros = (-point) as usize;
        text.splice(start..start, b"0.".iter().copied().chain(std::iter::repeat_n(b'0', zeros)));
    } else if point < digits {
        text.insert(start + point as usize, b'.');
    } else {
        text.resize(start + point as usize, b'0');
    }
}

fn parse_finite(negative: bool, text: &[u8]) -> Option<Decimal> {
    let count = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = count(text);
    let (whole, rest) = text.split_at(whole);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => rest.split_at(count(rest)),
        _ => (&rest[..0], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let exponent = match rest {
        [] => 0,
        [b'e' | b'E', rest @ ..] => parse_exponent(rest)?,
        _ => return None,
    };
    let coefficient = if fraction.is_empty() {
        parse_digits(whole)
    } else if whole.len() + fraction.len() <= 38 {
        let mut digits = [0; 38];
        digits[..whole.len()].copy_from_slice(whole);
        digits[whole.len()..whole.len() + fraction.len()].copy_from_slice(fraction);
        Coefficient::parse(&digits[..whole.len() + fraction.len()])
    } else {
        parse_digits(&[whole, fraction].concat())
    };
    Some(Decimal::finite(negative, coefficient, exponent - fraction.len() as i64))
}

fn parse_digits(digits: &[u8]) -> Coefficient {
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
    Coefficient::parse(&digits[zeros..])
}

fn parse_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let add = |value: i64, &digit: &u8| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(FAR);
    let value = digits.iter().fold(0, add);
    Some(if negative { -value } else { value })
}

fn parse_nan(negative: bool, text: &[u8]) -> Option<Decimal> {
    let (kind, text) = match text {
        [b's' | b'S', rest @ ..] => (Kind::Signaling, rest),
        _ => (Kind::Quiet, text),
    };
    let (name, payload) = text.split_at_checked(3)?;
    if !name.eq_ignore_ascii_case(b"nan") || !payload.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(Decimal { coefficient: parse_digits(payload), exponent: 0, kind, negative })
}

impl Context {
    /// The number that text stands for, rounded. A NaN's payload must fit the precision.
    pub fn from_text(&self, text: &[u8], status: &mut Status) -> Decimal {
        let Some(number) = Decimal::parse(text) else { return self.fail(CONVERSION_SYNTAX, status) };
        self.from_exact(number, status)
    }

    /// An exact number, rounded. A NaN's payload must fit the precision.
    pub fn from_exact(&self, number: Decimal, status: &mut Status) -> Decimal {
        if number.is_nan() {
            let room = self.prec - i64::from(self.clamp);
            if !number.coefficient.is_zero() && number.coefficient.digits() > room {
                return self.fail(CONVERSION_SYNTAX, status);
            }
            return number;
        }
        if number.is_finite() && number.coefficient.digits() > MAX_PREC {
            return self.fail(CONVERSION_SYNTAX, status);
        }
        self.finalize(number, status)
    }
}
