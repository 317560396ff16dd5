//! The proleptic Gregorian calendar: days to ordinals and back, weeks.
//!
//! **Invariant**: ordinal 1 is January 1 of year 1, a Monday. Functions take dates that are valid, or say
//! what else.

use pyston_object::prelude::*;

use super::layout::{Clock, Ymd};

pub const MIN_YEAR: i32 = 1;
pub const MAX_YEAR: i32 = 9999;
/// The ordinal of the last day of `MAX_YEAR`.
pub const MAX_ORDINAL: i32 = 3_652_059;

const DAYS_BEFORE_MONTH: [i32; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH: [i32; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in_month(year: i32, month: i32) -> i32 {
    DAYS_IN_MONTH[month as usize] + i32::from(month == 2 && is_leap(year))
}

/// Days of all years before `year`.
fn days_before_year(year: i32) -> i32 {
    let y = year - 1;
    y * 365 + y / 4 - y / 100 + y / 400
}

/// The day of the year, from 1.
pub fn day_of_year(ymd: Ymd) -> i32 {
    DAYS_BEFORE_MONTH[ymd.month as usize] + i32::from(ymd.month > 2 && is_leap(ymd.year)) + ymd.day
}

pub fn ordinal(ymd: Ymd) -> i32 {
    days_before_year(ymd.year) + day_of_year(ymd)
}

/// The date of an ordinal, which is 1 or more.
///
/// Counts years from March, so that the leap day is the last of its year and the lengths of the months
/// follow a straight line.
pub fn of_ordinal(ordinal: i32) -> Ymd {
    // Days since March 1 of year 0.
    let days = ordinal as u32 + 305;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u32::from(month <= 2);
    Ymd::new(year as i32, month as i32, day as i32)
}

/// Monday is 0.
pub fn weekday(ymd: Ymd) -> i32 {
    (ordinal(ymd) + 6).rem_euclid(7)
}

/// The ordinal of the Monday that starts the first ISO week of a year.
pub fn first_iso_monday(year: i32) -> i32 {
    let first = ordinal(Ymd::new(year, 1, 1));
    let weekday = (first + 6) % 7;
    // The week with the first Thursday is the first.
    let monday = first - weekday;
    if weekday > 3 { monday + 7 } else { monday }
}

/// ISO year, week and weekday.
pub fn iso_calendar(ymd: Ymd) -> (i32, i32, i32) {
    let today = ordinal(ymd);
    let mut year = ymd.year;
    let mut monday = first_iso_monday(year);
    if today < monday {
        year -= 1;
        monday = first_iso_monday(year);
    } else if today >= first_iso_monday(year + 1) {
        year += 1;
        monday = first_iso_monday(year);
    }
    (year, (today - monday) / 7 + 1, (today - monday) % 7 + 1)
}

/// Is it a date that can be?
pub fn check_date(ymd: Ymd) -> PyResult<()> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&ymd.year) {
        return Err(raise!(ValueError, "year {} is out of range", ymd.year));
    }
    if !(1..=12).contains(&ymd.month) {
        return Err(raise!(ValueError, "month must be in 1..12"));
    }
    if !(1..=days_in_month(ymd.year, ymd.month)).contains(&ymd.day) {
        return Err(raise!(ValueError, "day is out of range for month"));
    }
    Ok(())
}

/// Is it a time of day that can be?
pub fn check_clock(clock: Clock, fold: i32) -> PyResult<()> {
    let ranges = [
        (clock.hour, 23, "hour must be in 0..23"),
        (clock.minute, 59, "minute must be in 0..59"),
        (clock.second, 59, "second must be in 0..59"),
        (clock.microsecond, 999_999, "microsecond must be in 0..999999"),
        (fold, 1, "fold must be either 0 or 1"),
    ];
    match ranges.iter().find(|(value, max, _)| !(0..=*max).contains(value)) {
        Some((_, _, message)) => Err(raise!(ValueError, "{message}")),
        None => Ok(()),
    }
}

/// The date `days` after a date.
pub fn add_days(ymd: Ymd, days: i64) -> PyResult<Ymd> {
    let day = i64::from(ymd.day) + days;
    if (1..=28).contains(&day) {
        return Ok(Ymd { day: day as i32, ..ymd });
    }
    let sum = i64::from(ordinal(ymd)) + days;
    if !(1..=i64::from(MAX_ORDINAL)).contains(&sum) {
        return Err(raise!(OverflowError, "date value out of range"));
    }
    Ok(of_ordinal(sum as i32))
}

/// The date and time of day that are some days, seconds and microseconds after others.
pub fn add(ymd: Ymd, clock: Clock, days: i64, seconds: i64, microseconds: i64) -> PyResult<(Ymd, Clock)> {
    let microseconds = i64::from(clock.microsecond) + microseconds;
    let seconds = i64::from(clock.seconds()) + seconds + microseconds.div_euclid(1_000_000);
    let ymd = add_days(ymd, days + seconds.div_euclid(86_400))?;
    Ok((ymd, Clock::of_seconds(seconds.rem_euclid(86_400) as i32, microseconds.rem_euclid(1_000_000) as i32)))
}
