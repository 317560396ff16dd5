//! Local time: from time stamps to fields and back, with the fold where clocks are set back.
//!
//! Seconds are counted from 1 January of year 1, as a clock on the wall would count them, unless they are
//! time stamps.

use pyston_object::prelude::*;

use super::calendar::{Day, EPOCH, MAX_YEAR, MIN_YEAR, SECONDS_PER_DAY};
use crate::time::calendar::Calendar;

/// The longest time that clocks are set back by.
const MAX_FOLD: i64 = SECONDS_PER_DAY;

/// What the C library makes of a time stamp.
#[derive(Clone, Copy)]
pub struct Fields {
    year: i64,
    month: i32,
    day: i32,
    pub hour: i32,
    pub minute: i32,
    pub second: i32,
}

impl Fields {
    fn of(calendar: &Calendar) -> Fields {
        let tm = &calendar.tm;
        Fields {
            year: i64::from(tm.tm_year) + 1900,
            month: tm.tm_mon + 1,
            day: tm.tm_mday,
            hour: tm.tm_hour,
            minute: tm.tm_min,
            // Leap seconds are not counted.
            second: tm.tm_sec.min(59),
        }
    }

    pub fn of_local(stamp: i64) -> PyResult<Fields> {
        Ok(Fields::of(&Calendar::local(stamp)?))
    }

    pub fn of_universal(stamp: i64) -> PyResult<Fields> {
        Ok(Fields::of(&Calendar::universal(stamp)?))
    }

    /// The day; its year may be out of range.
    pub fn day(&self) -> Day {
        let year = i32::try_from(self.year).unwrap_or(i32::MAX);
        Day { year, month: self.month, day: self.day }
    }

    fn seconds(&self) -> PyResult<i64> {
        if !(i64::from(MIN_YEAR)..=i64::from(MAX_YEAR)).contains(&self.year) {
            return Err(raise!(ValueError, "year {} is out of range", self.year));
        }
        Ok(wall_seconds(self.day(), [self.hour, self.minute, self.second]))
    }
}

/// Seconds of the wall's clock.
pub fn wall_seconds(day: Day, [hour, minute, second]: [i32; 3]) -> i64 {
    i64::from(day.ordinal()) * SECONDS_PER_DAY + i64::from(hour * 3600 + minute * 60 + second)
}

/// What the wall's clock shows when one in Greenwich shows `universal`.
fn wall(universal: i64) -> PyResult<i64> {
    Fields::of_local(universal - EPOCH)?.seconds()
}

/// Is the local time of a time stamp shown for the second time?
pub fn is_fold(stamp: i64, fields: &Fields) -> PyResult<bool> {
    let shown = fields.seconds()?;
    let transition = shown - wall(EPOCH + stamp - MAX_FOLD)? - MAX_FOLD;
    if transition >= 0 {
        return Ok(false);
    }
    Ok(wall(EPOCH + stamp + transition)? == shown)
}

/// What a clock in Greenwich shows when the wall's shows `shown`, for the second time if `fold`.
pub fn universal(shown: i64, fold: bool) -> PyResult<i64> {
    let before = wall(shown)? - shown;
    let first = shown - before;
    let shown_then = wall(first)?;
    let other;
    if shown_then == shown {
        // A solution; there may be one with another distance, earlier or later.
        let near = if fold { first + MAX_FOLD } else { first - MAX_FOLD };
        other = wall(near)? - near;
        if before == other {
            return Ok(first);
        }
    } else {
        other = shown_then - first;
    }
    let second = shown - other;
    if wall(second)? == shown {
        return Ok(second);
    }
    if shown_then == shown {
        return Ok(first);
    }
    // The clock never shows it: it is being set forward.
    Ok(if fold { first.min(second) } else { first.max(second) })
}

/// The distance of local time from UTC in seconds at a time stamp, and its name.
pub fn zone_at(stamp: i64) -> PyResult<(i64, Py)> {
    let calendar = Calendar::local(stamp)?;
    Ok((calendar.tm.tm_gmtoff, calendar.zone_name()?))
}
