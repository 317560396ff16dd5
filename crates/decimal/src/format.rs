//! The format mini-language of `Decimal.__format__`.

use crate::coefficient::Coefficient;
use crate::context::{Context, MAX_PREC};
use crate::number::{Decimal, Kind};
use crate::status::{INVALID_OPERATION, MALLOC_ERROR, Status};

/// How numbers are punctuated; without a decimal point given it is the usual one. A grouping's last size repeats; 127 ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Punctuation {
    pub decimal_point: String,
    pub separator: String,
    pub grouping: Vec<u8>,
}

impl Punctuation {
    fn plain() -> Punctuation {
        Punctuation { decimal_point: String::new(), separator: String::new(), grouping: vec![3] }
    }
}

/// A format specification.
#[derive(Clone, Debug)]
pub struct FormatSpec {
    fill: char,
    /// `<`, `>`, `^`, `=`.
    align: u8,
    /// Zeros after the sign fill the width.
    zero_padded: bool,
    sign: u8,
    width: i64,
    precision: Option<i64>,
    /// E, F, G or %, in capitals.
    kind: u8,
    capitals: bool,
    /// The type was `n` or `N`: the caller sets the punctuation from the locale.
    pub is_local: bool,
    pub punctuation: Punctuation,
}

/// Decimal digits at the start; too large a number is `None`.
fn leading_number(text: &str) -> Option<(i64, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..count].parse().ok().map(|number| (number, &text[count..]))
}

impl FormatSpec {
    /// `None` if the text is no specification.
    pub fn parse(text: &str, capitals: bool) -> Option<FormatSpec> {
        let mut spec = FormatSpec {
            fill: ' ',
            align: b'>',
            zero_padded: false,
            sign: b'-',
            width: 0,
            precision: None,
            kind: b'G',
            capitals,
            is_local: false,
            punctuation: Punctuation::plain(),
        };
        let is_align = |c: Option<char>| matches!(c, Some('<' | '>' | '=' | '^'));
        let mut rest = text;
        let mut characters = text.chars();
        let (first, second) = (characters.next(), characters.next());
        let mut has_align = false;
        if is_align(second) {
            let length = first?.len_utf8();
            (spec.fill, spec.align, has_align) = (first?, text.as_bytes()[length], true);
            rest = &text[length + 1..];
        } else if is_align(first) {
            (spec.align, has_align) = (text.as_bytes()[0], true);
            rest = &text[1..];
        }
        if let Some(sign @ (b'+' | b'-' | b' ')) = rest.bytes().next() {
            spec.sign = sign;
            rest = &rest[1..];
        }
        if rest.starts_with('0') {
            if has_align {
                return None;
            }
            (spec.zero_padded, spec.align, spec.fill) = (true, b'=', '0');
            rest = &rest[1..];
        }
        if rest.starts_with('0') {
            return None;
        }
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            (spec.width, rest) = leading_number(rest)?;
        }
        if let Some(after) = rest.strip_prefix(',') {
            (spec.punctuation.decimal_point, spec.punctuation.separator) = (".".into(), ",".into());
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('.') {
            let (precision, after) = leading_number(after)?;
            spec.precision = Some(precision);
            rest = after;
        }
        spec.parse_type(rest).then_some(spec)
    }

    fn parse_type(&mut self, text: &str) -> bool {
        let letter = match *text.as_bytes() {
            [] => return true,
            [letter] => letter,
            _ => return false,
        };
        match letter.to_ascii_uppercase() {
            kind @ (b'E' | b'F' | b'G' | b'%') => self.kind = kind,
            b'N' => {
                if !self.punctuation.separator.is_empty() {
                    return false;
                }
                (self.kind, self.is_local) = (b'G', true);
            }
            _ => return false,
        }
        if letter != b'%' {
            self.capitals = letter.is_ascii_uppercase();
        }
        true
    }
}

/// The digits, in groups, with zeros in front up to `width` characters.
fn grouped(digits: &str, width: i64, punctuation: &Punctuation) -> String {
    let separator = punctuation.separator.chars().count() as i64;
    let (mut left, mut width) = (digits.len() as i64, width);
    let mut groups: Vec<String> = Vec::new();
    let mut sizes = punctuation.grouping.iter().copied();
    let mut size = 0;
    loop {
        let next = sizes.next();
        size = match next {
            Some(0) | None => size,
            Some(127 | 255) => 0,
            Some(next) => i64::from(next),
        };
        let longest = left.max(width).max(1);
        let taken = if size == 0 { longest } else { size.min(longest) };
        let digits_taken = left.min(taken);
        let start = (left - digits_taken) as usize;
        groups.push("0".repeat((taken - digits_taken) as usize) + &digits[start..left as usize]);
        left -= digits_taken;
        width -= taken;
        if left <= 0 && width <= 0 {
            break;
        }
        width -= separator;
        if matches!(next, Some(127 | 255)) {
            sizes = [].iter().copied();
        }
    }
    groups.reverse();
    groups.join(&punctuation.separator)
}

/// The sign and the digits of a number, apart.
struct Parts {
    whole: String,
    fraction: String,
    exponent: String,
}

fn parts(number: &Decimal, spec: &FormatSpec) -> Parts {
    let mut digits = Vec::new();
    number.coefficient.write(&mut digits);
    let left = number.exponent + digits.len() as i64;
    let point = match spec.kind {
        b'E' => match spec.precision {
            Some(precision) if number.coefficient.is_zero() => 1 - precision,
            _ => 1,
        },
        b'G' if number.exponent <= 0 && left > -6 => left,
        b'G' => 1,
        _ => left,
    };
    let (whole, fraction) = if point < 0 {
        (vec![b'0'], [vec![b'0'; (-point) as usize], digits].concat())
    } else if point > digits.len() as i64 {
        let zeros = vec![b'0'; point as usize - digits.len()];
        ([digits, zeros].concat(), Vec::new())
    } else {
        let fraction = digits.split_off(point as usize);
        (if digits.is_empty() { vec![b'0'] } else { digits }, fraction)
    };
    let exponent = left - point;
    let shows_exponent = spec.kind == b'E' || spec.kind == b'G' && exponent != 0;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    Parts {
        whole: text(whole),
        fraction: text(fraction),
        exponent: if shows_exponent {
            format!("{}{exponent:+}", if spec.capitals { 'E' } else { 'e' })
        } else if spec.kind == b'%' {
            "%".into()
        } else {
            String::new()
        },
    }
}

impl Context {
    /// The text of a number by a specification; `None` with a condition if it cannot be made.
    pub fn format(&self, number: &Decimal, spec: &FormatSpec, status: &mut Status) -> Option<String> {
        if spec.width > MAX_PREC {
            *status |= INVALID_OPERATION;
            return None;
        }
        if spec.width > crate::context::MAX_DIGITS {
            *status |= MALLOC_ERROR;
            return None;
        }
        let sign = match (number.negative, spec.sign) {
            (true, _) => "-",
            (false, b'+') => "+",
            (false, b' ') => " ",
            _ => "",
        };
        if !number.is_finite() {
            let text = String::from_utf8(number.absolute().to_scientific(true)).ok()?;
            let percent = if spec.kind == b'%' { "%" } else { "" };
            return Some(self.padded(sign, &format!("{text}{percent}"), spec, true));
        }
        let rounded = self.rounded_for(number, spec, status)?;
        if number.negative
            && rounded.exponent.unsigned_abs() > crate::context::MAX_DIGITS as u64
            && spec.kind != b'G'
            && spec.kind != b'E'
        {
            *status |= MALLOC_ERROR;
            return None;
        }
        let mut parts = parts(&rounded, spec);
        if !parts.fraction.is_empty() {
            let point = &spec.punctuation.decimal_point;
            parts.fraction.insert_str(0, if point.is_empty() { "." } else { point });
        }
        let rest = parts.fraction + &parts.exponent;
        let room = if spec.zero_padded { spec.width - (sign.len() + rest.chars().count()) as i64 } else { 0 };
        let whole = if spec.punctuation.separator.is_empty() {
            parts.whole
        } else {
            grouped(&parts.whole, room, &spec.punctuation)
        };
        Some(self.padded(sign, &(whole + &rest), spec, false))
    }

    /// The number with as many places as the specification wants.
    fn rounded_for(&self, number: &Decimal, spec: &FormatSpec, status: &mut Status) -> Option<Decimal> {
        let mut number = number.clone();
        if spec.kind == b'%' {
            number.exponent += 2;
        }
        let fixed = matches!(spec.kind, b'F' | b'%');
        if let Some(precision) = spec.precision {
            if precision > MAX_PREC {
                *status |= INVALID_OPERATION;
                return None;
            }
            number = if fixed {
                self.rescale(&number, -precision, status)
            } else {
                let digits = if spec.kind == b'E' { precision + 1 } else { precision.max(1) };
                self.with_digits(&number, digits, spec.kind == b'E', status)?
            };
        } else if fixed && number.exponent > 0 {
            if self.refuses(number.coefficient.digits() + number.exponent, status) {
                return None;
            }
            number = Decimal::finite(number.negative, number.coefficient.shift_left(number.exponent as u64), 0);
        }
        (number.kind == Kind::Finite).then_some(number)
    }

    /// Rounded to `digits` digits; with zeros behind if `exactly`.
    fn with_digits(&self, number: &Decimal, digits: i64, exactly: bool, status: &mut Status) -> Option<Decimal> {
        if number.coefficient.is_zero() {
            return Some(number.clone());
        }
        let shift = number.coefficient.digits() - digits;
        if shift <= 0 {
            if !exactly {
                return Some(number.clone());
            }
            if self.refuses(digits, status) {
                return None;
            }
            let coefficient = number.coefficient.shift_left((-shift) as u64);
            return Some(Decimal::finite(number.negative, coefficient, number.exponent + shift));
        }
        let (quotient, discarded) = number.coefficient.shift_right(shift as u64);
        let mut exponent = number.exponent + shift;
        let mut coefficient = quotient;
        if self.rounding.increments(discarded, number.negative, coefficient.last_digit()) {
            coefficient = coefficient.increment();
            if coefficient.digits() > digits {
                coefficient = Coefficient::power_of_ten(digits as u64 - 1);
                exponent += 1;
            }
        }
        Some(Decimal::finite(number.negative, coefficient, exponent))
    }

    fn padded(&self, sign: &str, body: &str, spec: &FormatSpec, is_special: bool) -> String {
        let length = (sign.len() + body.chars().count()) as i64;
        let padding = (spec.width - length).max(0) as usize;
        let fill = if spec.zero_padded && is_special { ' ' } else { spec.fill };
        let filled = |count: usize| std::iter::repeat_n(fill, count).collect::<String>();
        let align = if spec.zero_padded && is_special { b'>' } else { spec.align };
        match align {
            b'<' => format!("{sign}{body}{}", filled(padding)),
            b'^' => format!("{}{sign}{body}{}", filled(padding / 2), filled(padding - padding / 2)),
            b'=' => format!("{sign}{}{body}", filled(padding)),
            _ => format!("{}{sign}{body}", filled(padding)),
        }
    }
}
