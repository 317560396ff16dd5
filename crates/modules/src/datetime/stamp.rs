//! Time stamps: the system's clock, and the date and time of day at a moment.

use pyston_object::prelude::*;

use super::datetime::new_in;
use super::local::{is_fold, parts, seconds_of};
use crate::time::calendar::Calendar;
use crate::time::clock;
use crate::time::duration::{self, Rounding};

/// Which clock on the wall is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Local,
    Universal,
}

/// The current time in seconds and microseconds.
pub fn now() -> PyResult<(i64, i32)> {
    let time = clock::read(libc::CLOCK_REALTIME)?;
    Ok((time.tv_sec, (time.tv_nsec / 1000) as i32))
}

/// A time stamp in seconds and microseconds, the nearest ones.
pub fn split(timestamp: &Object) -> PyResult<(i64, i32)> {
    let (seconds, microseconds) = duration::split(timestamp, Rounding::HalfEven, 1e6)?;
    Ok((seconds, microseconds as i32))
}

/// An instance of `class` for a moment.
pub fn read(class: &Type, reading: Reading, seconds: i64, microseconds: i32, zone: Option<Py>) -> PyResult {
    let calendar = match reading {
        Reading::Local => Calendar::local(seconds)?,
        Reading::Universal => Calendar::universal(seconds)?,
    };
    let (ymd, mut clock) = parts(&calendar);
    clock.microsecond = microseconds;
    let fold = reading == Reading::Local && zone.is_none() && is_fold(seconds, seconds_of(ymd, clock)?)?;
    new_in(class, ymd, clock, zone, fold.into())
}
