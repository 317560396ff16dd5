//! Reading what `isoformat` writes.
//!
//! **Invariant**: only the forms that `isoformat` makes are read, with CPython's laxity: a time before a UTC
//! offset may end in any one character, and a colon may stand before the fraction.

use pyston_object::prelude::*;

use super::layout::{Clock, Delta, Ymd};
use super::timezone;

/// A time as read, with its zone.
pub struct IsoTime {
    pub clock: Clock,
    pub tzinfo: Option<Py>,
}

fn digits(text: &[u8], at: usize, count: usize) -> Option<i32> {
    let digits = text.get(at..at + count)?;
    digits.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i32::from(byte - b'0')))
}

/// `YYYY-MM-DD` at the start.
pub fn date(text: &[u8]) -> Option<Ymd> {
    let ymd = Ymd { year: digits(text, 0, 4)?, month: digits(text, 5, 2)?, day: digits(text, 8, 2)? };
    (text[4] == b'-' && text[7] == b'-').then_some(ymd)
}

/// `HH[:MM[:SS[.fff[fff]]]]` in `text[start..end]`; also tells whether something follows there.
fn clock(text: &[u8], start: usize, end: usize) -> Option<(Clock, bool)> {
    let unit = |at: usize| text.get(at).copied().unwrap_or(0);
    let mut values = [0; 3];
    let mut at = start;
    for value in &mut values {
        *value = digits(text, at, 2)?;
        let next = unit(at + 2);
        at += 3;
        if at >= end {
            let [hour, minute, second] = values;
            return Some((Clock { hour, minute, second, microsecond: 0 }, next != 0));
        }
        match next {
            b':' => (),
            b'.' => break,
            _ => return None,
        }
    }
    let microsecond = match end - at {
        3 => digits(text, at, 3)? * 1000,
        6 => digits(text, at, 6)?,
        _ => return None,
    };
    let [hour, minute, second] = values;
    Some((Clock { hour, minute, second, microsecond }, unit(end) != 0))
}

/// A time with or without a UTC offset; `None` if it is in no such form.
pub fn time(text: &[u8]) -> PyResult<Option<IsoTime>> {
    let Some((clock_part, offset)) = split(text) else { return Ok(None) };
    let Some((seconds, microseconds)) = offset else {
        return Ok(Some(IsoTime { clock: clock_part, tzinfo: None }));
    };
    // As in CPython, an offset below a second is none.
    let tzinfo = match seconds {
        0 => timezone::utc()?.object().new_ref(),
        _ => timezone::of_offset(Delta::of(0, seconds.into(), microseconds.into())?)?,
    };
    Ok(Some(IsoTime { clock: clock_part, tzinfo: Some(tzinfo) }))
}

/// The time of day, and the offset in seconds and microseconds.
fn split(text: &[u8]) -> Option<(Clock, Option<(i32, i32)>)> {
    let sign = text.iter().position(|byte| matches!(byte, b'+' | b'-'));
    let (time, rest) = clock(text, 0, sign.unwrap_or(text.len()))?;
    let Some(sign) = sign else { return (!rest).then_some((time, None)) };
    if !matches!(text.len() - sign, 6 | 9 | 16) {
        return None;
    }
    let (offset, rest) = clock(text, sign + 1, text.len())?;
    let factor = if text[sign] == b'-' { -1 } else { 1 };
    (!rest).then(|| (time, Some((factor * offset.seconds(), factor * offset.microsecond))))
}

/// The text as UTF-8; one that has none is in no form either.
pub fn utf8(text: &Str) -> Option<Vec<u8>> {
    match text.as_ascii() {
        Some(ascii) => Some(ascii.as_bytes().to_vec()),
        None => match text.to_utf8() {
            Ok(text) => Some(text.as_bytes().to_vec()),
            Err(raised) => {
                raised.clear();
                None
            }
        },
    }
}

/// `ValueError: Invalid isoformat string`.
pub fn invalid(text: &Object) -> Raised {
    match protocol::repr(text) {
        Ok(text) => raise!(ValueError, "Invalid isoformat string: {text}"),
        Err(raised) => raised,
    }
}

/// The argument of `fromisoformat`.
pub fn text_argument(object: &Object) -> PyResult<&Str> {
    object.downcast().ok_or_else(|| raise!(TypeError, "fromisoformat: argument must be str"))
}
