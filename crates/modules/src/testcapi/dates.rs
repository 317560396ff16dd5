//! Dates and times made and asked as native code does.
//!
//! **Invariant**: all of it is `datetime::native`. What C has as a macro beside a function is one thing here,
//! so the argument that chooses between the two says nothing.

use pyston_object::prelude::*;

use crate::datetime::native::{self, Clock, Ymd};

pub(super) struct Dates;

#[pymodule("_testcapi")]
impl Dates {
    /// Makes the types usable for the functions here.
    #[function(args = "()")]
    fn test_datetime_capi() -> PyResult<()> {
        native::install()
    }

    #[function(args = "(object, exact=False, /)")]
    fn datetime_check_date(object: &Object, exact: Option<bool>) -> bool {
        native::is_a(object, &native::PyDateTime_DateType, exact == Some(true))
    }

    #[function(args = "(object, exact=False, /)")]
    fn datetime_check_time(object: &Object, exact: Option<bool>) -> bool {
        native::is_a(object, &native::PyDateTime_TimeType, exact == Some(true))
    }

    #[function(args = "(object, exact=False, /)")]
    fn datetime_check_datetime(object: &Object, exact: Option<bool>) -> bool {
        native::is_a(object, &native::PyDateTime_DateTimeType, exact == Some(true))
    }

    #[function(args = "(object, exact=False, /)")]
    fn datetime_check_delta(object: &Object, exact: Option<bool>) -> bool {
        native::is_a(object, &native::PyDateTime_DeltaType, exact == Some(true))
    }

    #[function(args = "(object, exact=False, /)")]
    fn datetime_check_tzinfo(object: &Object, exact: Option<bool>) -> bool {
        native::is_a(object, &native::PyDateTime_TZInfoType, exact == Some(true))
    }

    /// The zone of universal time.
    #[function(args = "(macro=False, /)")]
    fn get_timezone_utc_capi(r#macro: Option<bool>) -> PyResult {
        let _ = r#macro;
        native::utc()
    }

    /// Zones of offset zero: without a name twice, then with an empty one.
    #[function(args = "()")]
    fn get_timezones_offset_zero() -> PyResult<(Py, Py, Py)> {
        Ok((native::zone(0, None)?, native::zone(0, None)?, native::zone(0, Some(""))?))
    }

    /// Zones five hours behind: with a name twice, then without.
    #[function(args = "()")]
    fn make_timezones_capi() -> PyResult<(Py, Py, Py)> {
        const OFFSET: i32 = -5 * 3600;
        let est = || native::zone(OFFSET, Some("EST"));
        Ok((est()?, est()?, native::zone(OFFSET, None)?))
    }

    #[function(args = "(macro, year, month, day, /)")]
    fn get_date_fromdate(r#macro: bool, year: i32, month: i32, day: i32) -> PyResult {
        let _ = r#macro;
        native::date(Ymd { year, month, day })
    }

    #[function]
    fn get_datetime_fromdateandtime(args: Args<'_>) -> PyResult {
        let [_, year, month, day, clock @ ..] = numbers::<8>(args, "get_datetime_fromdateandtime")?;
        native::datetime(Ymd { year, month, day }, clock_of(clock), 0, None)
    }

    #[function]
    fn get_datetime_fromdateandtimeandfold(args: Args<'_>) -> PyResult {
        let given = numbers::<9>(args, "get_datetime_fromdateandtimeandfold")?;
        let [_, year, month, day, hour, minute, second, microsecond, fold] = given;
        native::datetime(Ymd { year, month, day }, clock_of([hour, minute, second, microsecond]), fold, None)
    }

    #[function]
    fn get_time_fromtime(args: Args<'_>) -> PyResult {
        let [_, clock @ ..] = numbers::<5>(args, "get_time_fromtime")?;
        native::time(clock_of(clock), 0, None)
    }

    #[function]
    fn get_time_fromtimeandfold(args: Args<'_>) -> PyResult {
        let [_, hour, minute, second, microsecond, fold] = numbers::<6>(args, "get_time_fromtimeandfold")?;
        native::time(clock_of([hour, minute, second, microsecond]), fold, None)
    }

    #[function(args = "(macro, days, seconds, microseconds, /)")]
    fn get_delta_fromdsu(r#macro: bool, days: i32, seconds: i32, microseconds: i32) -> PyResult {
        let _ = r#macro;
        native::delta(days, seconds, microseconds)
    }

    /// The local date at a time stamp.
    #[function(args = "(timestamp, macro=False, /)")]
    fn get_date_fromtimestamp(timestamp: &Object, r#macro: Option<bool>) -> PyResult {
        let _ = r#macro;
        native::from_timestamp(&native::PyDateTime_DateType, &[timestamp])
    }

    /// The date and time at a time stamp, in a zone or in local time.
    #[function(args = "(timestamp, tzinfo, usetz, macro, /)")]
    fn get_datetime_fromtimestamp(timestamp: &Object, tzinfo: &Object, usetz: bool, r#macro: bool) -> PyResult {
        let _ = r#macro;
        let args = [timestamp, tzinfo];
        native::from_timestamp(&native::PyDateTime_DateTimeType, if usetz { &args } else { &args[..1] })
    }
}

/// The arguments of a function that takes just so many C ints.
fn numbers<const N: usize>(args: Args<'_>, function: &str) -> PyResult<[i32; N]> {
    args.no_keywords(function)?;
    if args.positional.len() != N {
        let given = args.positional.len();
        return Err(raise!(TypeError, "function takes exactly {N} arguments ({given} given)"));
    }
    let mut numbers = [0; N];
    for (number, object) in numbers.iter_mut().zip(args.positional) {
        *number = i32::try_from(protocol::as_c_long(object)?)
            .map_err(|_| raise!(OverflowError, "Python int too large to convert to C int"))?;
    }
    Ok(numbers)
}

fn clock_of([hour, minute, second, microsecond]: [i32; 4]) -> Clock {
    Clock { hour, minute, second, microsecond }
}
