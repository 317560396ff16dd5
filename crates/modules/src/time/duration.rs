//! Numbers of seconds given by programs, as the system's integers.
//!
//! **Invariant**: floats are scaled first and then rounded in the direction the caller names, so that a
//! timeout never ends early and a time stamp never lies in the future.

use pyston_object::prelude::*;

pub const NS_PER_SECOND: i64 = 1_000_000_000;

/// The direction of rounding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Towards minus infinity.
    Floor,
    /// Towards infinity.
    Ceiling,
    /// Away from zero: for timeouts.
    Up,
    /// To the nearest, ties to even.
    HalfEven,
}

impl Rounding {
    fn apply(self, value: f64) -> f64 {
        match self {
            Rounding::Floor => value.floor(),
            Rounding::Ceiling => value.ceil(),
            Rounding::Up => {
                if value >= 0.0 {
                    value.ceil()
                } else {
                    value.floor()
                }
            }
            Rounding::HalfEven => value.round_ties_even(),
        }
    }

    /// `value / divisor`, rounded so.
    pub fn divide(self, value: i64, divisor: i64) -> i64 {
        let (quotient, rest) = (value.div_euclid(divisor), value.rem_euclid(divisor));
        let up = match self {
            Rounding::Floor => false,
            Rounding::Ceiling => rest > 0,
            Rounding::Up => rest > 0 && value >= 0,
            Rounding::HalfEven => rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 != 0),
        };
        quotient + i64::from(up)
    }
}

fn not_a_number() -> Raised {
    raise!(ValueError, "Invalid value NaN (not a number)")
}

fn time_t_overflow() -> Raised {
    raise!(OverflowError, "timestamp out of range for platform time_t")
}

fn scaled(object: &Object, rounding: Rounding, unit: i64) -> PyResult<i64> {
    let overflow = || raise!(OverflowError, "timestamp too large to convert to C _PyTime_t");
    if let Some(float) = object.downcast::<Float>() {
        if float.value().is_nan() {
            return Err(not_a_number());
        }
        let value = rounding.apply(float.value() * unit as f64);
        // The bounds of 64 bits as floats: the upper one is not reachable.
        if !(-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value) {
            return Err(overflow());
        }
        return Ok(value as i64);
    }
    let seconds = match protocol::as_c_long(object) {
        Ok(seconds) => seconds,
        Err(raised) if raised.is(&exc::OverflowError) => {
            raised.clear();
            return Err(overflow());
        }
        Err(raised) => return Err(raised),
    };
    seconds.checked_mul(unit).ok_or_else(overflow)
}

/// Seconds as nanoseconds.
pub fn nanoseconds(object: &Object, rounding: Rounding) -> PyResult<i64> {
    scaled(object, rounding, NS_PER_SECOND)
}

/// Milliseconds as nanoseconds.
pub fn nanoseconds_of_millis(object: &Object, rounding: Rounding) -> PyResult<i64> {
    scaled(object, rounding, 1_000_000)
}

/// Nanoseconds as seconds and nanoseconds, which are never negative.
pub fn timespec_of(nanoseconds: i64) -> libc::timespec {
    libc::timespec { tv_sec: nanoseconds.div_euclid(NS_PER_SECOND), tv_nsec: nanoseconds.rem_euclid(NS_PER_SECOND) }
}

/// Nanoseconds as seconds and microseconds, which are never negative.
pub fn timeval_of(nanoseconds: i64, rounding: Rounding) -> libc::timeval {
    let microseconds = rounding.divide(nanoseconds, 1000);
    libc::timeval { tv_sec: microseconds.div_euclid(1_000_000), tv_usec: microseconds.rem_euclid(1_000_000) }
}

/// A number of nanoseconds.
pub fn whole_nanoseconds(object: &Object) -> PyResult<i64> {
    let Some(number) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "expect int, got {}", object.type_name()));
    };
    number.to_i64().ok_or_else(|| raise!(OverflowError, "timestamp too large to convert to C _PyTime_t"))
}

pub fn time_t(object: &Object) -> PyResult<i64> {
    match crate::arguments::c_long_of_number(object) {
        Err(raised) if raised.is(&exc::OverflowError) => {
            raised.clear();
            Err(time_t_overflow())
        }
        result => result,
    }
}

/// A time stamp as whole seconds.
pub fn seconds(object: &Object, rounding: Rounding) -> PyResult<i64> {
    let Some(float) = object.downcast::<Float>() else { return time_t(object) };
    if float.value().is_nan() {
        return Err(not_a_number());
    }
    whole(rounding.apply(float.value()))
}

fn whole(value: f64) -> PyResult<i64> {
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value) {
        Ok(value as i64)
    } else {
        Err(time_t_overflow())
    }
}

/// A time stamp as seconds and a rest of `denominator`ths, which is never negative.
pub fn split(object: &Object, rounding: Rounding, denominator: f64) -> PyResult<(i64, i64)> {
    let Some(float) = object.downcast::<Float>() else { return Ok((time_t(object)?, 0)) };
    if float.value().is_nan() {
        return Err(not_a_number());
    }
    let mut seconds = float.value().trunc();
    let mut rest = rounding.apply((float.value() - seconds) * denominator);
    if rest >= denominator {
        rest -= denominator;
        seconds += 1.0;
    } else if rest < 0.0 {
        rest += denominator;
        seconds -= 1.0;
    }
    Ok((whole(seconds)?, rest as i64))
}

/// A time stamp as seconds and nanoseconds.
pub fn timespec(object: &Object, rounding: Rounding) -> PyResult<libc::timespec> {
    let (tv_sec, tv_nsec) = split(object, rounding, 1e9)?;
    Ok(libc::timespec { tv_sec, tv_nsec })
}

/// A timeout argument: `None` waits forever.
#[derive(Clone, Copy)]
pub struct Deadline(Option<std::time::Instant>);

impl Deadline {
    /// `nanoseconds` from now, or never.
    pub fn after(nanoseconds: Option<i64>) -> Deadline {
        Deadline(
            nanoseconds.and_then(|ns| {
                std::time::Instant::now().checked_add(std::time::Duration::from_nanos(ns.max(0) as u64))
            }),
        )
    }

    /// What is left of it.
    pub fn left(self) -> Option<std::time::Duration> {
        self.0.map(|deadline| deadline.saturating_duration_since(std::time::Instant::now()))
    }

    /// What is left in milliseconds, rounded up, as `poll` takes it: -1 is forever.
    pub fn left_millis(self) -> i32 {
        match self.left() {
            None => -1,
            Some(left) => {
                let nanoseconds = i64::try_from(left.as_nanos()).unwrap_or(i64::MAX);
                Rounding::Ceiling.divide(nanoseconds, 1_000_000).min(i32::MAX.into()) as i32
            }
        }
    }
}
