//! The proleptic Gregorian calendar: days counted from 1 January of year 1, which is day 1.

use pyston_object::prelude::*;

pub const MIN_YEAR: i32 = 1;
pub const MAX_YEAR: i32 = 9999;
/// The ordinal of 31 December 9999.
pub const MAX_ORDINAL: i32 = 3_652_059;
pub const SECONDS_PER_DAY: i64 = 86_400;
/// The ordinal of 1 January 1970, in seconds.
pub const EPOCH: i64 = 719_163 * SECONDS_PER_DAY;

pub const DAY_NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub const MONTH_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Year, month and day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    pub year: i32,
    pub month: i32,
    pub day: i32,
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days of the year come before a month.
fn days_before_month(year: i32, month: i32) -> i32 {
    (1..month).map(|earlier| days_in_month(year, earlier)).sum()
}

/// How many days come before a year.
fn days_before_year(year: i32) -> i32 {
    let years = year - 1;
    years * 365 + years / 4 - years / 100 + years / 400
}

/// The ordinal of the first Monday of the ISO year.
fn first_iso_monday(year: i32) -> i32 {
    let first = days_before_year(year) + 1;
    let weekday = (first + 6) % 7;
    let monday = first - weekday;
    if weekday > 3 { monday + 7 } else { monday }
}

impl Day {
    /// A day that exists.
    ///
    /// # Errors
    /// `ValueError`.
    pub fn new(year: i32, month: i32, day: i32) -> PyResult<Day> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(raise!(ValueError, "year {year} is out of range"));
        }
        if !(1..=12).contains(&month) {
            return Err(raise!(ValueError, "month must be in 1..12"));
        }
        if day < 1 || day > days_in_month(year, month) {
            return Err(raise!(ValueError, "day is out of range for month"));
        }
        Ok(Day { year, month, day })
    }

    pub fn ordinal(self) -> i32 {
        days_before_year(self.year) + days_before_month(self.year, self.month) + self.day
    }

    /// The day of an ordinal, which is at least 1; its year may be too large.
    pub fn from_ordinal(ordinal: i32) -> Day {
        let rest = ordinal - 1;
        let (cycles, rest) = (rest / 146_097, rest % 146_097);
        let (centuries, rest) = (rest / 36_524, rest % 36_524);
        let (leaps, rest) = (rest / 1461, rest % 1461);
        let (years, rest) = (rest / 365, rest % 365);
        let year = cycles * 400 + centuries * 100 + leaps * 4 + years + 1;
        if years == 4 || centuries == 4 {
            return Day { year: year - 1, month: 12, day: 31 };
        }
        let mut left = rest;
        let mut month = 1;
        while left >= days_in_month(year, month) {
            left -= days_in_month(year, month);
            month += 1;
        }
        Day { year, month, day: left + 1 }
    }

    /// The day of an ordinal that arithmetic gave.
    ///
    /// # Errors
    /// `OverflowError` outside the years 1 to 9999.
    pub fn from_sum(ordinal: i64) -> PyResult<Day> {
        match i32::try_from(ordinal) {
            Ok(ordinal) if (1..=MAX_ORDINAL).contains(&ordinal) => Ok(Day::from_ordinal(ordinal)),
            _ => Err(raise!(OverflowError, "date value out of range")),
        }
    }

    /// Monday is 0.
    pub fn weekday(self) -> i32 {
        (self.ordinal() + 6) % 7
    }

    /// 1 January is 1.
    pub fn day_of_year(self) -> i32 {
        days_before_month(self.year, self.month) + self.day
    }

    /// ISO year, week and day of the week.
    pub fn iso(self) -> (i32, i32, i32) {
        let today = self.ordinal();
        let mut year = self.year;
        let mut distance = today - first_iso_monday(year);
        if distance < 0 {
            year -= 1;
            distance = today - first_iso_monday(year);
        } else if distance >= 52 * 7 && today >= first_iso_monday(year + 1) {
            year += 1;
            distance = today - first_iso_monday(year);
        }
        (year, distance.div_euclid(7) + 1, distance.rem_euclid(7) + 1)
    }

    /// The day of an ISO year, week and day of the week.
    ///
    /// # Errors
    /// `ValueError`.
    pub fn from_iso(year: i32, week: i32, weekday: i32) -> PyResult<Day> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(raise!(ValueError, "Year is out of range: {year}"));
        }
        let has_week = match week {
            1..=52 => true,
            53 => {
                // A year has 53 weeks if it begins on a Thursday, or on a Wednesday and is a leap year.
                let first = (days_before_year(year) + 7) % 7;
                first == 3 || (first == 2 && is_leap(year))
            }
            _ => false,
        };
        if !has_week {
            return Err(raise!(ValueError, "Invalid week: {week}"));
        }
        if !(1..=7).contains(&weekday) {
            return Err(raise!(ValueError, "Invalid day: {weekday} (range is [1, 7])"));
        }
        let ordinal = first_iso_monday(year) + (week - 1) * 7 + weekday - 1;
        if ordinal < 1 {
            return Err(raise!(ValueError, "ordinal must be >= 1"));
        }
        let day = Day::from_ordinal(ordinal);
        Day::new(day.year, day.month, day.day)
    }

    /// As `ctime` of the C library writes it, with the time of the day.
    pub fn ctime(self, hour: i32, minute: i32, second: i32) -> String {
        format!(
            "{} {} {:2} {hour:02}:{minute:02}:{second:02} {:04}",
            DAY_NAMES[self.weekday() as usize],
            MONTH_NAMES[self.month as usize - 1],
            self.day,
            self.year
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_go_both_ways() {
        for ordinal in (1..=MAX_ORDINAL).step_by(97).chain([365, 366, 1461, 36_524, 36_525, 146_097, MAX_ORDINAL]) {
            let day = Day::from_ordinal(ordinal);
            assert_eq!(day.ordinal(), ordinal, "{day:?}");
        }
        assert_eq!(Day::from_ordinal(719_163), Day { year: 1970, month: 1, day: 1 });
    }

    #[test]
    fn iso_weeks() {
        assert_eq!(Day { year: 2004, month: 1, day: 1 }.iso(), (2004, 1, 4));
        assert_eq!(Day { year: 2005, month: 1, day: 1 }.iso(), (2004, 53, 6));
        assert_eq!(Day { year: 2008, month: 12, day: 30 }.iso(), (2009, 1, 2));
        assert_eq!(Day { year: 1970, month: 1, day: 1 }.weekday(), 3);
    }
}
