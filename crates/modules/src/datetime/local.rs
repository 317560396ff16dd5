//! Local time by the C library, and its inverse with folds and gaps.
//!
//! Seconds here count from the start of year 1 minus a day (an ordinal times the seconds of a day), in local
//! time or in UTC as the names say.

use pyston_object::prelude::*;

use super::calendar::{MAX_YEAR, MIN_YEAR, ordinal};
use super::layout::{Clock, Ymd};
use crate::time::calendar::Calendar;

/// The epoch, 1970-01-01, in these seconds.
pub const EPOCH: i64 = 719_163 * 86_400;
/// No clock is set back or forth by more than this.
const MAX_SHIFT: i64 = 24 * 3600;

/// A broken-down time of the C library; leap seconds are clipped.
pub fn parts(calendar: &Calendar) -> (Ymd, Clock) {
    let tm = &calendar.tm;
    let ymd = Ymd::new(tm.tm_year.saturating_add(1900), tm.tm_mon + 1, tm.tm_mday);
    (ymd, Clock { hour: tm.tm_hour, minute: tm.tm_min, second: tm.tm_sec.min(59), microsecond: 0 })
}

/// A date and time of day as seconds.
pub fn seconds_of(ymd: Ymd, clock: Clock) -> PyResult<i64> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&ymd.year) {
        return Err(raise!(ValueError, "year {} is out of range", ymd.year));
    }
    Ok(i64::from(ordinal(ymd)) * 86_400 + i64::from(clock.seconds()))
}

/// The local time at a moment of UTC.
fn local_at(utc: i64) -> PyResult<i64> {
    let (ymd, clock) = parts(&Calendar::local(utc - EPOCH)?);
    seconds_of(ymd, clock)
}

/// Does the local time at the time stamp `stamp`, which is `local`, occur for the second time?
pub fn is_fold(stamp: i64, local: i64) -> PyResult<bool> {
    let utc = EPOCH + stamp;
    // By how much the clock was set back during the last day.
    let shift = local - local_at(utc - MAX_SHIFT)? - MAX_SHIFT;
    Ok(shift < 0 && local_at(utc + shift)? == local)
}

/// The moment of UTC at which it is `local` time: of two the first, or with `fold` the second. For a time
/// that a gap skips, the moment as if the clock had not been set (with `fold`: had been set already).
pub fn utc_of(local: i64, fold: bool) -> PyResult<i64> {
    // Two offsets can be in force around that time: guess with one, look on the other side for the other.
    let first = local_at(local)? - local;
    let guess = local - first;
    let at_guess = local_at(guess)?;
    let second = if at_guess == local {
        let beyond = if fold { guess + MAX_SHIFT } else { guess - MAX_SHIFT };
        let offset = local_at(beyond)? - beyond;
        if offset == first {
            return Ok(guess);
        }
        offset
    } else {
        at_guess - guess
    };
    let other = local - second;
    if local_at(other)? == local {
        return Ok(other);
    }
    if at_guess == local {
        return Ok(guess);
    }
    Ok(if fold { guess.min(other) } else { guess.max(other) })
}
