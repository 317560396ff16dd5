//! `time`: clocks, sleeping, calendars.

pub mod calendar;
pub mod clock;
pub mod duration;
mod format;
mod zone;

use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};
use pyston_runtime::gil::allow_threads;

use crate::arguments::{LongBits, parse_count, parse_int};
use calendar::Calendar;
use duration::{NS_PER_SECOND, Rounding};

pub struct TimeModule;

/// Waits; signals are handled meanwhile and the wait goes on.
pub fn sleep_ns(nanoseconds: i64) -> PyResult<()> {
    let deadline = clock::read_ns(libc::CLOCK_MONOTONIC)?.saturating_add(nanoseconds);
    let mut left = nanoseconds;
    loop {
        let wait = libc::timespec { tv_sec: left / NS_PER_SECOND, tv_nsec: left % NS_PER_SECOND };
        // SAFETY: a value of the right type; the rest is not asked for.
        let status = allow_threads(|| unsafe { libc::nanosleep(&wait, std::ptr::null_mut()) });
        if status == 0 {
            return Ok(());
        }
        let errno = errors::last_errno();
        if errno != libc::EINTR {
            return Err(errors::os_error(errno, None));
        }
        (hooks::get().check_signals)()?;
        left = deadline - clock::read_ns(libc::CLOCK_MONOTONIC)?;
        if left <= 0 {
            return Ok(());
        }
    }
}

/// The time tuple of an argument, or the local time now.
fn calendar_or_now(time_tuple: Option<&Object>, function: &str) -> PyResult<Calendar> {
    match time_tuple {
        None => Calendar::now(),
        Some(object) => {
            let mut calendar = Calendar::from_tuple(object, function)?;
            calendar.check()?;
            Ok(calendar)
        }
    }
}

/// Clocks, sleeping and calendars.
#[pymodule("time")]
impl TimeModule {
    /// Seconds since the epoch.
    #[function(args = "(/)")]
    fn time() -> PyResult<f64> {
        clock::read_seconds(libc::CLOCK_REALTIME)
    }

    /// Nanoseconds since the epoch.
    #[function(args = "(/)")]
    fn time_ns() -> PyResult<i64> {
        clock::read_ns(libc::CLOCK_REALTIME)
    }

    /// Seconds of a clock that never goes back.
    #[function(args = "(/)")]
    fn monotonic() -> PyResult<f64> {
        clock::read_seconds(libc::CLOCK_MONOTONIC)
    }

    /// Nanoseconds of a clock that never goes back.
    #[function(args = "(/)")]
    fn monotonic_ns() -> PyResult<i64> {
        clock::read_ns(libc::CLOCK_MONOTONIC)
    }

    /// Seconds of the clock that is best for measuring.
    #[function(args = "(/)")]
    fn perf_counter() -> PyResult<f64> {
        clock::read_seconds(libc::CLOCK_MONOTONIC)
    }

    /// Nanoseconds of the clock that is best for measuring.
    #[function(args = "(/)")]
    fn perf_counter_ns() -> PyResult<i64> {
        clock::read_ns(libc::CLOCK_MONOTONIC)
    }

    /// Processor seconds of the process.
    #[function(args = "(/)")]
    fn process_time() -> PyResult<f64> {
        clock::read_seconds(libc::CLOCK_PROCESS_CPUTIME_ID)
    }

    /// Processor nanoseconds of the process.
    #[function(args = "(/)")]
    fn process_time_ns() -> PyResult<i64> {
        clock::read_ns(libc::CLOCK_PROCESS_CPUTIME_ID)
    }

    /// Processor seconds of this thread.
    #[function(args = "(/)")]
    fn thread_time() -> PyResult<f64> {
        clock::read_seconds(libc::CLOCK_THREAD_CPUTIME_ID)
    }

    /// Processor nanoseconds of this thread.
    #[function(args = "(/)")]
    fn thread_time_ns() -> PyResult<i64> {
        clock::read_ns(libc::CLOCK_THREAD_CPUTIME_ID)
    }

    /// The time of a clock in seconds.
    #[function(args = "(clk_id, /)", parsed)]
    fn clock_gettime(clk_id: i32) -> PyResult<f64> {
        let time = clock::read(clk_id)?;
        Ok(time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9)
    }

    /// The time of a clock in nanoseconds.
    #[function]
    fn clock_gettime_ns(args: Args<'_>) -> PyResult<i64> {
        args.no_keywords("clock_gettime_ns")?;
        // CPython's message names the other function.
        parse_count("clock_gettime()", args.positional.len(), 1, 1)?;
        clock::read_ns(parse_int(args.positional[0])?)
    }

    /// The resolution of a clock in seconds.
    #[function(args = "(clk_id, /)", parsed)]
    fn clock_getres(clk_id: i32) -> PyResult<f64> {
        clock::resolution(clk_id)
    }

    /// Sets a clock to seconds.
    #[function(args = "(clk_id, time, /)", parsed)]
    fn clock_settime(clk_id: i32, time: &Object) -> PyResult<()> {
        clock::set(clk_id, duration::timespec_of(duration::nanoseconds(time, Rounding::Floor)?))
    }

    /// Sets a clock to nanoseconds.
    #[function]
    fn clock_settime_ns(args: Args<'_>) -> PyResult<()> {
        args.no_keywords("clock_settime_ns")?;
        parse_count("clock_settime()", args.positional.len(), 2, 2)?;
        let (clock, time) = (parse_int(args.positional[0])?, args.positional[1]);
        clock::set(clock, duration::timespec_of(duration::whole_nanoseconds(time)?))
    }

    /// The number of a thread's clock.
    #[function(args = "(thread_id, /)", parsed)]
    fn pthread_getcpuclockid(thread_id: LongBits) -> PyResult<i32> {
        let mut clock = 0;
        // SAFETY: the caller names a living thread, as the C function wants.
        let status = unsafe { libc::pthread_getcpuclockid(thread_id.0 as libc::pthread_t, &mut clock) };
        if status != 0 { Err(errors::os_error(status, None)) } else { Ok(clock) }
    }

    /// Waits for some seconds.
    #[function(args = "(secs, /)")]
    fn sleep(secs: &Object) -> PyResult<()> {
        let nanoseconds = duration::nanoseconds(secs, Rounding::Up)?;
        if nanoseconds < 0 {
            return Err(raise!(ValueError, "sleep length must be non-negative"));
        }
        sleep_ns(nanoseconds)
    }

    /// The universal time, taken apart.
    #[function(args = "(seconds=None, /)", parsed)]
    fn gmtime(seconds: Option<&Object>) -> PyResult {
        Calendar::universal(calendar::stamp(seconds)?)?.to_struct()
    }

    /// The local time, taken apart.
    #[function(args = "(seconds=None, /)", parsed)]
    fn localtime(seconds: Option<&Object>) -> PyResult {
        Calendar::local(calendar::stamp(seconds)?)?.to_struct()
    }

    /// The seconds since the epoch of a local time.
    #[function(args = "(tuple, /)")]
    fn mktime(tuple: &Object) -> PyResult<f64> {
        let mut calendar = Calendar::from_tuple(tuple, "mktime")?;
        // The C library sets the day of the week if it succeeds: -1 seconds is a valid result.
        calendar.tm.tm_wday = -1;
        // SAFETY: a broken-down time.
        let seconds = unsafe { libc::mktime(&mut calendar.tm) };
        if seconds == -1 && calendar.tm.tm_wday == -1 {
            return Err(raise!(OverflowError, "mktime argument out of range"));
        }
        Ok(seconds as f64)
    }

    /// A time as text like "Sat Jun 06 16:26:11 1998".
    #[function(args = "(tuple=(), /)")]
    fn asctime(tuple: Option<&Object>) -> PyResult<String> {
        Ok(calendar_or_now(tuple, "asctime")?.text())
    }

    /// A time stamp as text in local time.
    #[function(args = "(seconds=None, /)", parsed)]
    fn ctime(seconds: Option<&Object>) -> PyResult<String> {
        Ok(Calendar::local(calendar::stamp(seconds)?)?.text())
    }

    /// A time as text by a format.
    #[function(args = "(format, tuple=(), /)", parsed)]
    fn strftime(format: &Str, tuple: Option<&Object>) -> PyResult {
        format::strftime(format, calendar_or_now(tuple, "strftime")?)
    }

    /// The time that a text shows by a format.
    #[function]
    fn strptime(args: Args<'_>) -> PyResult {
        args.no_keywords("strptime")?;
        let module = hooks::import("_strptime")?;
        let function = attr::getattr_str(&module, name!("_strptime_time"))?;
        call::call(&function, args.positional)
    }

    /// Reads the time zone from the environment again.
    #[function(args = "(/)")]
    fn tzset() -> PyResult<()> {
        zone::reread();
        let module = hooks::import("time")?;
        match module.downcast::<Module>() {
            Some(module) => zone::add(module),
            None => Ok(()),
        }
    }

    /// Facts about a clock.
    #[function(args = "(name, /)", parsed)]
    fn get_clock_info(name: String) -> PyResult {
        let Some(known) = clock::CLOCKS.iter().find(|clock| clock.name == name) else {
            return Err(raise!(ValueError, "unknown clock"));
        };
        let facts = Dict::new()?;
        facts.set_str(name!("implementation"), known.implementation.into_py()?)?;
        facts.set_str(name!("monotonic"), known.monotonic.into_py()?)?;
        facts.set_str(name!("adjustable"), known.adjustable.into_py()?)?;
        facts.set_str(name!("resolution"), clock::resolution(known.id)?.into_py()?)?;
        pyston_builtins::namespace::new(&facts)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        const CLOCK_IDS: &[(&str, i32)] = &[
            ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
            ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
            ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
            ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
            ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
            ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
        ];
        for (name, id) in CLOCK_IDS {
            module.add(name, *id)?;
        }
        module.add("_STRUCT_TM_ITEMS", 11)?;
        module.add("struct_time", calendar::struct_time()?.new_ref())?;
        zone::add(module)
    }
}
