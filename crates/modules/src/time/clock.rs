//! Reading the system's clocks.

use pyston_object::prelude::*;

use super::duration::NS_PER_SECOND;

/// The clocks that have functions of their own: name, number, and what `get_clock_info` says.
pub struct Clock {
    pub name: &'static str,
    pub id: libc::clockid_t,
    pub implementation: &'static str,
    pub monotonic: bool,
    pub adjustable: bool,
}

pub const CLOCKS: &[Clock] = &[
    Clock {
        name: "time",
        id: libc::CLOCK_REALTIME,
        implementation: "clock_gettime(CLOCK_REALTIME)",
        monotonic: false,
        adjustable: true,
    },
    Clock {
        name: "monotonic",
        id: libc::CLOCK_MONOTONIC,
        implementation: "clock_gettime(CLOCK_MONOTONIC)",
        monotonic: true,
        adjustable: false,
    },
    Clock {
        name: "perf_counter",
        id: libc::CLOCK_MONOTONIC,
        implementation: "clock_gettime(CLOCK_MONOTONIC)",
        monotonic: true,
        adjustable: false,
    },
    Clock {
        name: "process_time",
        id: libc::CLOCK_PROCESS_CPUTIME_ID,
        implementation: "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
        monotonic: true,
        adjustable: false,
    },
    Clock {
        name: "thread_time",
        id: libc::CLOCK_THREAD_CPUTIME_ID,
        implementation: "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
        monotonic: true,
        adjustable: false,
    },
];

fn call(
    id: libc::clockid_t,
    function: unsafe extern "C" fn(libc::clockid_t, *mut libc::timespec) -> i32,
) -> PyResult<libc::timespec> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a result of the right type.
    if unsafe { function(id, &mut time) } != 0 {
        return Err(errors::os_error(errors::last_errno(), None));
    }
    Ok(time)
}

/// The clock's time.
pub fn read(id: libc::clockid_t) -> PyResult<libc::timespec> {
    call(id, libc::clock_gettime)
}

/// The clock's time in nanoseconds.
pub fn read_ns(id: libc::clockid_t) -> PyResult<i64> {
    let time = read(id)?;
    Ok(time.tv_sec * NS_PER_SECOND + time.tv_nsec)
}

/// The clock's time in seconds.
pub fn read_seconds(id: libc::clockid_t) -> PyResult<f64> {
    Ok(to_seconds(read_ns(id)?))
}

/// Nanoseconds as a float: whole seconds lose nothing.
pub fn to_seconds(nanoseconds: i64) -> f64 {
    if nanoseconds % NS_PER_SECOND == 0 { (nanoseconds / NS_PER_SECOND) as f64 } else { nanoseconds as f64 / 1e9 }
}

/// The clock's resolution in seconds.
pub fn resolution(id: libc::clockid_t) -> PyResult<f64> {
    let time = call(id, libc::clock_getres)?;
    Ok(time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9)
}

/// Sets the clock.
pub fn set(id: libc::clockid_t, time: libc::timespec) -> PyResult<()> {
    // SAFETY: a value of the right type.
    if unsafe { libc::clock_settime(id, &time) } != 0 {
        return Err(errors::os_error(errors::last_errno(), None));
    }
    Ok(())
}
