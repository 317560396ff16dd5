//! `date`: a day of the Gregorian calendar.
//!
//! **Invariant**: results of arithmetic and of the alternative constructors are of the class itself: a
//! subclass is called with year, month and day.

use pyston_object::attr::{generic_getattr, getattr_str};
use pyston_object::call::{call, call_method, call_owned};
use pyston_object::hash::hash_bytes;
use pyston_object::payload::dealloc_plain;
use pyston_object::prelude::*;

use super::calendar::{self, add_days, check_date, first_iso_monday, iso_calendar, of_ordinal, ordinal, weekday};
use super::datetime;
use super::layout::{Clock, Date, DateTime, Delta, NO_HASH, PyDateTime_DateTimeType, PyDateTime_DateType, Ymd};
use super::local;
use super::parameters::{Parameters, ints, pickled, wrong_type};
use super::strftime;
use super::text::Text;
use super::{delta, iso_parse};
use crate::arguments::{parse_count, parse_int};
use crate::time::calendar::Calendar;
use crate::time::duration::{Rounding, seconds};

type This = Instance<Date>;

static PARAMETERS: Parameters =
    Parameters { function: "function", names: &["year", "month", "day"], n_required: 3, n_positional: 3 };
static REPLACE: Parameters =
    Parameters { function: "replace()", names: &["year", "month", "day"], n_required: 0, n_positional: 3 };
static ISO_CALENDAR: Parameters =
    Parameters { function: "fromisocalendar()", names: &["year", "week", "day"], n_required: 3, n_positional: 3 };
static STRFTIME: Parameters = Parameters { function: "strftime()", names: &["format"], n_required: 1, n_positional: 1 };

/// The argument of `strftime`.
pub fn format_argument(args: Args<'_>) -> PyResult<Py<Str>> {
    let mut cursor = STRFTIME.of_args(args)?;
    let format = cursor.required()?.downcast_into::<Str>();
    let format = format.map_err(|other| wrong_type("strftime()", 1, "str", &other))?;
    cursor.finish()?;
    Ok(format)
}

/// The plausibility of a pickled month, by which states are told from numbers.
pub fn is_month(unit: u32) -> bool {
    (1..=12).contains(&unit)
}

/// The date as an instance of `class`, which is called if it is a subclass.
pub fn new_in(class: &Type, ymd: Ymd) -> PyResult {
    if class == &PyDateTime_DateType {
        check_date(ymd)?;
        return Date::of(ymd).map(Py::into_object);
    }
    if class == &PyDateTime_DateTimeType {
        check_date(ymd)?;
        return DateTime::of(ymd, Clock::default(), 0, None).map(Py::into_object);
    }
    call_owned(class, ints(&[ymd.year, ymd.month, ymd.day])?)
}

/// A `date` or something derived, but no `datetime`.
fn plain_date(object: &Object) -> Option<&This> {
    object.downcast::<This>().filter(|_| object.downcast::<Instance<DateTime>>().is_none())
}

fn moved(date: &This, delta: &Delta, sign: i64) -> PyResult {
    let ymd = add_days(date.ymd(), i64::from(delta.days) * sign)?;
    new_in(date.object().ty(), ymd)
}

/// The exact-argument check of methods that take one argument and no keywords.
pub fn only_argument<'a>(args: Args<'a>, function: &'static str) -> PyResult<&'a Object> {
    args.no_keywords(function)?;
    parse_count(format!("{function}()"), args.positional.len(), 1, 1)?;
    Ok(args.positional[0])
}

/// date(year, month, day) --> a day of the Gregorian calendar
#[pytype(PyDateTime_DateType, slots(tp_dealloc = dealloc_plain::<Date>, tp_getattro = generic_getattr))]
impl Date {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        if let &[state] = args.as_slice()
            && let Some(data) = pickled::<4>(state, "date", |units| is_month(units[2]))?
        {
            return Date::make(class, data);
        }
        let mut cursor = PARAMETERS.of_tuple(args, kwargs)?;
        let ymd = cursor.ymd(Ymd::new(0, 0, 0))?;
        cursor.finish()?;
        check_date(ymd)?;
        Date::of_as(class, ymd)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        text.push_str(&this.object().type_name());
        let Ymd { year, month, day } = this.ymd();
        for (separator, part) in [("(", year), (", ", month), (", ", day)] {
            text.push_str(separator);
            text.number(part, 1);
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        call_method(this.object(), name!("isoformat"), &[])
    }

    #[slot]
    fn tp_hash(this: &This) -> isize {
        if this.hashcode.get() == NO_HASH {
            this.hashcode.set(hash_bytes(&this.data));
        }
        this.hashcode.get()
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> Py {
        match other.downcast::<This>() {
            Some(other) => protocol::order_result(this.data.cmp(&other.data), op),
            None => singletons::py_not_implemented(),
        }
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        let (date, delta) = match (plain_date(a), plain_date(b)) {
            (Some(date), None) => (date, b),
            (None, Some(date)) => (date, a),
            _ => return Ok(singletons::py_not_implemented()),
        };
        match delta.downcast::<Instance<Delta>>() {
            Some(delta) => moved(date, delta, 1),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        let Some(a) = plain_date(a) else { return Ok(singletons::py_not_implemented()) };
        if let Some(b) = plain_date(b) {
            let days = ordinal(a.ymd()) - ordinal(b.ymd());
            return Delta::of(days.into(), 0, 0).map(Py::into_object);
        }
        match b.downcast::<Instance<Delta>>() {
            Some(delta) => moved(a, delta, -1),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    /// The local date at a time stamp, the seconds since 1970 in UTC that time.time() gives.
    #[classmethod("($type, timestamp, /)")]
    fn fromtimestamp(class: &Type, timestamp: &Object) -> PyResult {
        let (ymd, _) = local::parts(&Calendar::local(seconds(timestamp, Rounding::Floor)?)?);
        new_in(class, ymd)
    }

    /// int -> the date of a day counted from January 1 of year 1, which is day 1
    #[classmethod]
    fn fromordinal(class: &Type, args: Args<'_>) -> PyResult {
        let ordinal = parse_int(only_argument(args, "fromordinal")?)?;
        if ordinal < 1 {
            return Err(raise!(ValueError, "ordinal must be >= 1"));
        }
        new_in(class, of_ordinal(ordinal))
    }

    /// str -> the date that isoformat() showed so
    #[classmethod(args = "($type, date_string, /)")]
    fn fromisoformat(class: &Type, date_string: &Object) -> PyResult {
        let text = iso_parse::text_argument(date_string)?;
        let bytes = iso_parse::utf8(text).filter(|bytes| bytes.len() == 10);
        match bytes.as_deref().and_then(iso_parse::date) {
            Some(ymd) => new_in(class, ymd),
            None => Err(iso_parse::invalid(text)),
        }
    }

    /// int, int, int -> the date of an ISO year, week and weekday: the inverse of isocalendar()
    #[classmethod]
    fn fromisocalendar(class: &Type, args: Args<'_>) -> PyResult {
        let mut cursor = ISO_CALENDAR.of_args(args)?;
        let parts = cursor.ymd(Ymd::new(0, 0, 0)).and_then(|parts| cursor.finish().map(|()| parts));
        let parts = parts.map_err(|raised| {
            if !raised.is(&exc::OverflowError) {
                return raised;
            }
            raised.clear();
            raise!(ValueError, "ISO calendar component out of range")
        })?;
        new_in(class, of_iso_calendar(parts.year, parts.month, parts.day)?)
    }

    /// The current date: the class's fromtimestamp(time.time()).
    #[classmethod(args = "($type, /)")]
    fn today(class: &Type) -> PyResult {
        let module = pyston_object::hooks::import("time")?;
        let now = call(&*getattr_str(&module, name!("time"))?, &[])?;
        call_method(class, name!("fromtimestamp"), &[&now])
    }

    /// Text in the style of C's ctime().
    #[method(args = "($self, /)")]
    fn ctime(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        text.ctime(this.ymd(), Clock::default());
        text.finish()
    }

    /// format -> text in the style of C's strftime()
    #[method]
    fn strftime(this: &This, args: Args<'_>) -> PyResult {
        let format = format_argument(args)?;
        let tuple = call_method(this.object(), name!("timetuple"), &[])?;
        strftime::strftime(this.object(), &format, &tuple, this.object())
    }

    /// strftime() with the format, or str() without one.
    #[method]
    fn __format__(this: &Object, args: Args<'_>) -> PyResult {
        strftime::format(this, args)
    }

    /// The parts as time.localtime() gives them.
    #[method(args = "($self, /)")]
    fn timetuple(this: &This) -> PyResult {
        strftime::time_tuple(this.ymd(), Clock::default(), -1)
    }

    /// ISO year, week number, and weekday.
    #[method(args = "($self, /)")]
    fn isocalendar(this: &This) -> (i32, i32, i32) {
        iso_calendar(this.ymd())
    }

    /// Text as in ISO 8601: YYYY-MM-DD.
    #[method(args = "($self, /)")]
    fn isoformat(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        text.iso_date(this.ymd());
        text.finish()
    }

    /// The weekday: Monday is 1, Sunday 7.
    #[method(args = "($self, /)")]
    fn isoweekday(this: &This) -> i32 {
        weekday(this.ymd()) + 1
    }

    /// The day counted from January 1 of year 1, which is day 1.
    #[method(args = "($self, /)")]
    fn toordinal(this: &This) -> i32 {
        ordinal(this.ymd())
    }

    /// The weekday: Monday is 0, Sunday 6.
    #[method(args = "($self, /)")]
    fn weekday(this: &This) -> i32 {
        weekday(this.ymd())
    }

    /// The date with some parts exchanged.
    #[method]
    fn replace(this: &This, args: Args<'_>) -> PyResult<Py<This>> {
        let mut cursor = REPLACE.of_args(args)?;
        let ymd = cursor.ymd(this.ymd())?;
        cursor.finish()?;
        check_date(ymd)?;
        Date::of_as(this.object().ty(), ymd)
    }

    /// __reduce__() -> (class, state)
    #[method(args = "($self, /)")]
    fn __reduce__(this: &This) -> PyResult<(Py<Type>, (Py<Bytes>,))> {
        Ok((this.object().ty().new_ref(), (Bytes::new(&this.data)?,)))
    }

    #[getter]
    fn year(this: &This) -> i32 {
        this.ymd().year
    }

    #[getter]
    fn month(this: &This) -> i32 {
        this.ymd().month
    }

    #[getter]
    fn day(this: &This) -> i32 {
        this.ymd().day
    }
}

fn of_iso_calendar(year: i32, week: i32, day: i32) -> PyResult<Ymd> {
    if !(calendar::MIN_YEAR..=calendar::MAX_YEAR).contains(&year) {
        return Err(raise!(ValueError, "Year is out of range: {year}"));
    }
    let has_53 = || first_iso_monday(year + 1) - first_iso_monday(year) == 53 * 7;
    let exists = (1..=52).contains(&week) || (week == 53 && has_53());
    if !exists {
        return Err(raise!(ValueError, "Invalid week: {week}"));
    }
    if !(1..=7).contains(&day) {
        return Err(raise!(ValueError, "Invalid day: {day} (range is [1, 7])"));
    }
    Ok(of_ordinal(first_iso_monday(year) + (week - 1) * 7 + day - 1))
}

pub fn install() -> PyResult<()> {
    Date::install();
    super::finish_type(
        &PyDateTime_DateType,
        &[
            ("min", Date::of(datetime::FIRST_DAY)?.into_object()),
            ("max", Date::of(datetime::LAST_DAY)?.into_object()),
            ("resolution", delta::one_day()?.into_object()),
        ],
    )
}
