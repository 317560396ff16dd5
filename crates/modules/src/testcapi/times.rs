//! The conversions of times that `time`, `select`, `signal` and `datetime` use, by themselves.
//!
//! **Invariant**: the arithmetic is all in [`duration`]; here are only names, and the numbers of roundings.

use pyston_object::prelude::*;

use crate::time::clock;
use crate::time::duration::{self, Rounding};

fn rounding(number: i32) -> PyResult<Rounding> {
    match number {
        0 => Ok(Rounding::Floor),
        1 => Ok(Rounding::Ceiling),
        2 => Ok(Rounding::HalfEven),
        3 => Ok(Rounding::Up),
        _ => Err(raise!(ValueError, "invalid rounding")),
    }
}

pub(super) struct Times;

#[pymodule("_testcapi")]
impl Times {
    /// Seconds, a C int, as nanoseconds.
    #[function(name = "PyTime_FromSeconds", args = "(seconds, /)")]
    fn from_seconds(seconds: i32) -> PyResult<i64> {
        duration::nanoseconds(&*seconds.into_py()?, Rounding::Floor)
    }

    /// Seconds as nanoseconds.
    #[function(name = "PyTime_FromSecondsObject", args = "(seconds, round, /)")]
    fn from_seconds_object(seconds: &Object, round: i32) -> PyResult<i64> {
        duration::nanoseconds(seconds, rounding(round)?)
    }

    /// Nanoseconds as seconds.
    #[function(name = "PyTime_AsSecondsDouble", args = "(nanoseconds, /)")]
    fn as_seconds_double(nanoseconds: &Object) -> PyResult<f64> {
        duration::whole_nanoseconds(nanoseconds).map(clock::to_seconds)
    }

    /// Nanoseconds as seconds and microseconds.
    #[function(name = "PyTime_AsTimeval", args = "(nanoseconds, round, /)")]
    fn as_timeval(nanoseconds: &Object, round: i32) -> PyResult<(i64, i64)> {
        let round = rounding(round)?;
        let time = duration::timeval_of(duration::whole_nanoseconds(nanoseconds)?, round);
        Ok((time.tv_sec, time.tv_usec))
    }

    /// Nanoseconds as seconds and nanoseconds.
    #[function(name = "PyTime_AsTimespec", args = "(nanoseconds, /)")]
    fn as_timespec(nanoseconds: &Object) -> PyResult<(i64, i64)> {
        let time = duration::timespec_of(duration::whole_nanoseconds(nanoseconds)?);
        Ok((time.tv_sec, time.tv_nsec))
    }

    /// Nanoseconds as milliseconds.
    #[function(name = "PyTime_AsMilliseconds", args = "(nanoseconds, round, /)")]
    fn as_milliseconds(nanoseconds: &Object, round: i32) -> PyResult<i64> {
        let round = rounding(round)?;
        Ok(round.divide(duration::whole_nanoseconds(nanoseconds)?, 1_000_000))
    }

    /// Nanoseconds as microseconds.
    #[function(name = "PyTime_AsMicroseconds", args = "(nanoseconds, round, /)")]
    fn as_microseconds(nanoseconds: &Object, round: i32) -> PyResult<i64> {
        let round = rounding(round)?;
        Ok(round.divide(duration::whole_nanoseconds(nanoseconds)?, 1000))
    }

    /// A time stamp as whole seconds.
    #[function(args = "(seconds, round, /)")]
    fn pytime_object_to_time_t(seconds: &Object, round: i32) -> PyResult<i64> {
        duration::seconds(seconds, rounding(round)?)
    }

    /// A time stamp as seconds and microseconds.
    #[function(args = "(seconds, round, /)")]
    fn pytime_object_to_timeval(seconds: &Object, round: i32) -> PyResult<(i64, i64)> {
        duration::split(seconds, rounding(round)?, 1e6)
    }

    /// A time stamp as seconds and nanoseconds.
    #[function(args = "(seconds, round, /)")]
    fn pytime_object_to_timespec(seconds: &Object, round: i32) -> PyResult<(i64, i64)> {
        let time = duration::timespec(seconds, rounding(round)?)?;
        Ok((time.tv_sec, time.tv_nsec))
    }
}
