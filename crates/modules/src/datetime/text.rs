//! Dates and times as text: ISO 8601, formats.

use pyston_object::attr;
use pyston_object::call;
use pyston_object::prelude::*;

use super::calendar::Day;
use super::delta::Span;
use super::moment::Moment;
use super::support::{offset, string, zone_name};
use super::time_of_day::Time;
use super::zone;

/// The text that is to be parsed; every character that is not ASCII becomes one that fits nowhere but as
/// the separator of date and time.
pub fn argument(text: &Object) -> PyResult<Vec<u8>> {
    match text.downcast::<Str>() {
        Some(text) => Ok(text.data().iter().map(|point| if point < 0x80 { point as u8 } else { b'?' }).collect()),
        None => Err(raise!(TypeError, "fromisoformat: argument must be str")),
    }
}

/// The error for text that cannot be parsed.
pub fn invalid(text: &Object) -> Raised {
    match protocol::repr(text) {
        Ok(shown) => raise!(ValueError, "Invalid isoformat string: {shown}"),
        Err(raised) => raised,
    }
}

/// A number of exactly `n` digits at the beginning; the rest.
fn digits(text: &[u8], n: usize) -> Option<(i32, &[u8])> {
    let (number, rest) = text.split_at_checked(n)?;
    let mut value = 0;
    for &digit in number {
        value = value * 10 + i32::from(digit.is_ascii_digit().then(|| digit - b'0')?);
    }
    Some((value, rest))
}

/// YYYY-MM-DD at the beginning; the fields are not checked.
pub fn parse_day(text: &[u8]) -> Option<Day> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix(b"-")?, 2)?;
    let (day, _) = digits(rest.strip_prefix(b"-")?, 2)?;
    Some(Day { year, month, day })
}

/// Hour, minute, second, microsecond.
pub type Clock = [i32; 4];

/// HH[:MM[:SS[.fff[fff]]]], and whether something stands behind it: a single character where a separator may
/// be is not looked at.
fn parse_clock(text: &[u8]) -> Option<(Clock, bool)> {
    let mut clock = [0; 4];
    let mut rest = text;
    for field in &mut clock[..3] {
        (*field, rest) = digits(rest, 2)?;
        let Some((&separator, behind)) = rest.split_first() else { return Some((clock, false)) };
        if behind.is_empty() {
            return Some((clock, true));
        }
        rest = behind;
        match separator {
            b':' => (),
            b'.' => break,
            _ => return None,
        }
    }
    let n = rest.len();
    let (fraction, _) = digits(rest, n).filter(|_| n == 3 || n == 6)?;
    clock[3] = if n == 3 { fraction * 1000 } else { fraction };
    Some((clock, false))
}

/// A time, and its distance from UTC in seconds and microseconds if it has one.
pub fn parse_time(text: &[u8]) -> Option<(Clock, Option<(i32, i32)>)> {
    let place = text.iter().position(|&byte| byte == b'+' || byte == b'-');
    let Some(place) = place else {
        return match parse_clock(text)? {
            (clock, false) => Some((clock, None)),
            (_, true) => None,
        };
    };
    let (clock, _) = parse_clock(&text[..place])?;
    let behind = &text[place + 1..];
    if ![5, 8, 15].contains(&behind.len()) {
        return None;
    }
    let ([hours, minutes, seconds, microseconds], false) = parse_clock(behind)? else { return None };
    let sign = if text[place] == b'-' { -1 } else { 1 };
    Some((clock, Some((sign * (hours * 3600 + minutes * 60 + seconds), sign * microseconds))))
}

/// The zone of such a distance.
pub fn parsed_zone(distance: Option<(i32, i32)>) -> PyResult<Option<Py>> {
    match distance {
        None => Ok(None),
        Some((0, _)) => zone::utc().map(Some),
        Some((seconds, microseconds)) => {
            zone::fixed(&*Span::new(0, seconds.into(), microseconds.into()).object()?, None).map(Some)
        }
    }
}

pub fn write_day(Day { year, month, day }: Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The time of the day as precisely as `timespec` says, the argument of that number of isoformat(): as
/// precisely as necessary if there is none.
pub fn write_time(
    [hour, minute, second, microsecond]: Clock,
    place: u32,
    timespec: Option<&Object>,
) -> PyResult<String> {
    let timespec = timespec.map(|timespec| string("isoformat", place, timespec)).transpose()?;
    let spec = timespec.map_or("auto".into(), Str::to_string_lossy);
    Ok(match &*spec {
        "auto" if microsecond != 0 => format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}"),
        "auto" | "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", microsecond / 1000),
        "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}"),
        _ => return Err(raise!(ValueError, "Unknown timespec value")),
    })
}

/// The distance from UTC, with seconds and microseconds if it has them; nothing without one.
pub fn write_offset(zone: Option<&Object>, argument: &Object, separator: &str) -> PyResult<String> {
    let Some(span) = offset(zone, "utcoffset", argument)? else { return Ok(String::new()) };
    let sign = if span.0 < 0 { '-' } else { '+' };
    let (_, seconds, microseconds) = Span(span.0.abs()).parts();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = format!("{sign}{hours:02}{separator}{minutes:02}");
    if microseconds != 0 {
        text.push_str(&format!("{separator}{seconds:02}.{microseconds:06}"));
    } else if seconds != 0 {
        text.push_str(&format!("{separator}{seconds:02}"));
    }
    Ok(text)
}

/// The time module's tuple; `dst` is -1 where it is not known.
pub fn time_tuple(day: Day, [hour, minute, second]: [i32; 3], dst: i32) -> PyResult {
    let time = pyston_object::hooks::import("time")?;
    let class = attr::getattr_str(&time, name!("struct_time"))?;
    let fields = [day.year, day.month, day.day, hour, minute, second, day.weekday(), day.day_of_year(), dst];
    let fields: PyResult<Vec<Py>> = fields.into_iter().map(IntoPy::into_py).collect();
    call::call(&class, &[&*Tuple::from_vec(fields?)?])
}

/// `__format__`.
pub fn format(this: &Object, spec: &Str) -> PyResult {
    if spec.is_empty() {
        return protocol::str(this).map(Py::into_object);
    }
    call::call_method(this, name!("strftime"), &[spec])
}

/// The zone and the microsecond of a date or time, and what its zone is asked with.
fn details(object: &Object) -> (Option<Py>, i32, Py) {
    if let Some(moment) = object.downcast::<Instance<Moment>>() {
        return (moment.zone(), moment.clock()[3], object.new_ref());
    }
    match object.downcast::<Instance<Time>>() {
        Some(time) => (time.zone(), time.clock()[3], singletons::py_none()),
        None => (None, 0, singletons::py_none()),
    }
}

/// `strftime`: %z, %Z and %f are filled in here, the rest by the time module.
pub fn strftime(object: &Object, format: &Str, parts: &Object) -> PyResult {
    let (zone, microsecond, asked) = details(object);
    let mut out = StrBuilder::new();
    let mut points = format.data().iter();
    while let Some(point) = points.next() {
        if point != u32::from('%') {
            out.push(point);
            continue;
        }
        match points.next().map(|point| (point, char::from_u32(point))) {
            Some((_, Some('z'))) => out.push_str(&write_offset(zone.as_deref(), &asked, "")?),
            Some((_, Some('Z'))) => {
                let name = zone_name(zone.as_deref(), &asked)?;
                if let Some(name) = name.downcast::<Str>() {
                    let doubled = call::call_method(name, name!("replace"), &[name!("%"), name!("%%")])?;
                    match doubled.downcast::<Str>() {
                        Some(doubled) => out.push_py(doubled),
                        None => return Err(raise!(TypeError, "tzname.replace() did not return a string")),
                    }
                }
            }
            Some((_, Some('f'))) => out.push_str(&format!("{microsecond:06}")),
            Some((point, _)) => {
                out.push_str("%");
                out.push(point);
            }
            None => out.push_str("%"),
        }
    }
    let time = pyston_object::hooks::import("time")?;
    call::call_method(&time, name!("strftime"), &[&*out.finish()?, parts])
}
