//! A piece of text being made on the stack: dates and times as ISO 8601, C and Python show them.
//!
//! **Invariant**: what is pushed is nearly always ASCII and short; whatever does not fit goes to the heap.

use std::fmt;

use pyston_object::prelude::*;

use super::layout::{Clock, Delta, Ymd};

const ROOM: usize = 128;

pub struct Text {
    bytes: [u8; ROOM],
    len: usize,
    /// What comes before `bytes`, once there was too little room or something else than ASCII.
    head: Option<Box<StrBuilder>>,
}

impl Text {
    pub fn new() -> Text {
        Text { bytes: [0; ROOM], len: 0, head: None }
    }

    #[cold]
    fn spill(&mut self) -> &mut StrBuilder {
        let head = self.head.get_or_insert_default();
        for byte in &self.bytes[..self.len] {
            head.push(u32::from(*byte));
        }
        self.len = 0;
        head
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        if self.len == ROOM {
            self.spill();
        }
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// One code point.
    pub fn push(&mut self, point: u32) {
        if point < 0x80 {
            self.byte(point as u8);
        } else {
            self.spill().push(point);
        }
    }

    pub fn push_str(&mut self, text: &str) {
        if !text.is_ascii() {
            self.spill().push_str(text);
            return;
        }
        text.bytes().for_each(|byte| self.byte(byte));
    }

    pub fn push_py(&mut self, text: &Str) {
        match text.as_ascii() {
            Some(ascii) => self.push_str(ascii),
            None => self.spill().push_py(text),
        }
    }

    /// A number that is not negative, with zeros up to `width` digits.
    pub fn number(&mut self, value: i32, width: usize) {
        let mut digits = [b'0'; 10];
        let (mut at, mut rest) = (10, value.unsigned_abs());
        while rest > 0 || 10 - at < width {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        for digit in &digits[at..] {
            self.byte(*digit);
        }
    }

    /// Numbers of two digits with something between.
    fn pairs(&mut self, values: &[i32], separator: &str) {
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.push_str(separator);
            }
            self.number(*value, 2);
        }
    }

    /// `YYYY-MM-DD`.
    pub fn iso_date(&mut self, ymd: Ymd) {
        self.number(ymd.year, 4);
        self.byte(b'-');
        self.pairs(&[ymd.month, ymd.day], "-");
    }

    /// `HH:MM:SS.ffffff`, as far as the precision says.
    pub fn iso_clock(&mut self, clock: Clock, precision: Precision) {
        let all = [clock.hour, clock.minute, clock.second];
        match precision {
            Precision::Hours => self.pairs(&all[..1], ":"),
            Precision::Minutes => self.pairs(&all[..2], ":"),
            Precision::Seconds => self.pairs(&all, ":"),
            Precision::Milliseconds => {
                self.pairs(&all, ":");
                self.byte(b'.');
                self.number(clock.microsecond / 1000, 3);
            }
            Precision::Microseconds => {
                self.pairs(&all, ":");
                self.byte(b'.');
                self.number(clock.microsecond, 6);
            }
            Precision::Auto => {
                let precision = if clock.microsecond == 0 { Precision::Seconds } else { Precision::Microseconds };
                self.iso_clock(clock, precision);
            }
        }
    }

    /// A UTC offset: `+HH:MM`, with seconds and their fraction if there are any.
    pub fn offset(&mut self, offset: &Delta, separator: &str) {
        let total = offset.total();
        self.byte(if total < 0 { b'-' } else { b'+' });
        let total = total.unsigned_abs() as i64;
        let (seconds, microseconds) = ((total / 1_000_000) as i32, (total % 1_000_000) as i32);
        self.pairs(&[seconds / 3600, seconds / 60 % 60], separator);
        if seconds % 60 != 0 || microseconds != 0 {
            self.push_str(separator);
            self.number(seconds % 60, 2);
        }
        if microseconds != 0 {
            self.byte(b'.');
            self.number(microseconds, 6);
        }
    }

    /// As C's `ctime` shows it.
    pub fn ctime(&mut self, ymd: Ymd, clock: Clock) {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        self.push_str(DAYS[super::calendar::weekday(ymd) as usize]);
        self.byte(b' ');
        self.push_str(MONTHS[ymd.month as usize - 1]);
        self.push_str(if ymd.day < 10 { "  " } else { " " });
        self.number(ymd.day, 1);
        self.byte(b' ');
        self.iso_clock(clock, Precision::Seconds);
        self.byte(b' ');
        self.number(ymd.year, 4);
    }

    pub fn finish(mut self) -> PyResult<Py<Str>> {
        if self.head.is_none() {
            return Str::from_ascii(&self.bytes[..self.len]);
        }
        self.spill();
        self.head.take().unwrap_or_default().finish()
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

/// How much of a time of day is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Auto,
    Hours,
    Minutes,
    Seconds,
    Milliseconds,
    Microseconds,
}

const PRECISIONS: &[(&str, Precision)] = &[
    ("auto", Precision::Auto),
    ("hours", Precision::Hours),
    ("minutes", Precision::Minutes),
    ("seconds", Precision::Seconds),
    ("milliseconds", Precision::Milliseconds),
    ("microseconds", Precision::Microseconds),
];

impl Precision {
    /// The argument `timespec`, at `place` of `isoformat()`.
    pub fn parse(object: Option<&Object>, place: usize) -> PyResult<Precision> {
        let Some(object) = object else { return Ok(Precision::Auto) };
        let Some(text) = object.downcast::<Str>() else {
            return Err(super::parameters::wrong_type("isoformat()", place, "str", object));
        };
        let text = text.to_utf8()?;
        match PRECISIONS.iter().find(|(name, _)| *name == text) {
            Some((_, precision)) => Ok(*precision),
            None if text.contains('\0') => Err(raise!(ValueError, "embedded null character")),
            None => Err(raise!(ValueError, "Unknown timespec value")),
        }
    }
}
