//! Text to float: the grammar is checked here, the value comes correctly rounded from the standard library.

use crate::int::is_c_space;

/// Reads the longest float at the start of `text` (no white space, no underscores) and returns it with its
/// length; None when there is none. Too large values are infinite.
pub fn parse_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let signed = |x: f64| if negative { -x } else { x };
    let rest = &text[start..];
    for (word, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        if rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes()) {
            return Some((signed(value), start + word.len()));
        }
    }
    let run = |from: usize| rest[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = run(0);
    let mut end = whole;
    let mut digits = whole;
    if rest.get(end) == Some(&b'.') {
        let fraction = run(end + 1);
        digits += fraction;
        end += 1 + fraction;
    }
    if digits == 0 {
        return None;
    }
    if matches!(rest.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
        let exponent = rest.get(end + 1 + sign..).map_or(0, |_| run(end + 1 + sign));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    let value = std::str::from_utf8(&rest[..end]).ok()?.parse::<f64>().ok()?;
    Some((signed(value), start + end))
}

/// Drops underscores, which may only stand between digits; None when one stands elsewhere.
pub(crate) fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut previous = 0u8;
    for &b in text {
        if b == b'_' {
            if !previous.is_ascii_digit() {
                return None;
            }
        } else {
            if previous == b'_' && !b.is_ascii_digit() {
                return None;
            }
            out.push(b);
        }
        previous = b;
    }
    (previous != b'_').then_some(out)
}

/// The text without C white space at its ends.
/// Without white space at the ends.
pub fn strip(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|&b| !is_c_space(b)).unwrap_or(text.len());
    let end = text.iter().rposition(|&b| !is_c_space(b)).map_or(start, |i| i + 1);
    &text[start..end]
}

/// `float(text)`; None when it is no float (the caller words the error). Decimal digits and spaces outside
/// ASCII are the caller's to translate before.
pub fn parse(text: &[u8]) -> Option<f64> {
    let body = strip(text);
    let plain;
    let body = if body.contains(&b'_') {
        plain = without_underscores(body)?;
        &plain[..]
    } else {
        body
    };
    let (value, used) = parse_prefix(body)?;
    (used == body.len()).then_some(value)
}
