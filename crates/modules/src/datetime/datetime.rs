//! `datetime`: a date and a time of day, maybe with a time zone.
//!
//! **Invariant**: results of arithmetic and of the alternative constructors are of the class itself: a
//! subclass is called with the eight parts, without the fold. `replace` and unpickling make instances
//! without calling it.

use std::fmt::Write;

use pyston_object::attr::{generic_getattr, getattr_str};
use pyston_object::call::{call, call_method, call_owned};
use pyston_object::hash::hash_bytes;
use pyston_object::payload::dealloc_plain;
use pyston_object::prelude::*;

use super::astimezone::astimezone;
use super::calendar::{add, check_clock, check_date, ordinal};
use super::date::{is_month, only_argument};
use super::layout::{Clock, Date, DateTime, Delta, NO_HASH, PyDateTime_DateTimeType, PyDateTime_DateType, Time, Ymd};
use super::offset::{self, Offset, ask_name};
use super::parameters::{Parameters, check_tzinfo, ints, pickled, wrong_type};
use super::stamp::{self, Reading};
use super::text::{Precision, Text};
use super::time::{FOLD_BIT, same_zone, state_zone};
use super::{delta, iso_parse, local, strftime, timezone};
use crate::arguments::parse_int;

type This = Instance<DateTime>;

pub const FIRST_DAY: Ymd = Ymd { year: 1, month: 1, day: 1 };
pub const LAST_DAY: Ymd = Ymd { year: 9999, month: 12, day: 31 };

const PARTS: &[&str] = &["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"];
static PARAMETERS: Parameters = Parameters { function: "function", names: PARTS, n_required: 3, n_positional: 8 };
static REPLACE: Parameters = Parameters { function: "replace()", names: PARTS, n_required: 0, n_positional: 8 };
static ISOFORMAT: Parameters =
    Parameters { function: "isoformat()", names: &["sep", "timespec"], n_required: 0, n_positional: 2 };
static FROMTIMESTAMP: Parameters =
    Parameters { function: "fromtimestamp()", names: &["timestamp", "tz"], n_required: 1, n_positional: 2 };
static COMBINE: Parameters =
    Parameters { function: "combine()", names: &["date", "time", "tzinfo"], n_required: 2, n_positional: 3 };
static ASTIMEZONE: Parameters = Parameters { function: "astimezone()", names: &["tz"], n_required: 0, n_positional: 1 };

/// datetime(year, month, day[, hour[, minute[, second[, microsecond[, tzinfo]]]]])
///
/// A date and a time of day. Year, month and day are required. The tzinfo is None or of a subclass of tzinfo,
/// the others are ints.
#[pytype(PyDateTime_DateTimeType, base = PyDateTime_DateType,
    slots(tp_dealloc = dealloc_plain::<DateTime>, tp_getattro = generic_getattr))]
impl DateTime {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        if let [state] | [state, _] = args.as_slice()
            && let Some(mut data) = pickled::<10>(state, "datetime", |units| is_month(units[2] & !u32::from(FOLD_BIT)))?
        {
            let zone = state_zone(args.as_slice())?;
            let fold = u8::from(data[2] & FOLD_BIT != 0);
            data[2] &= !FOLD_BIT;
            return DateTime::make(class, data, fold, zone);
        }
        let mut cursor = PARAMETERS.of_tuple(args, kwargs)?;
        let ymd = cursor.ymd(Ymd::new(0, 0, 0))?;
        let clock = cursor.clock(Clock::default())?;
        let tzinfo = cursor.next()?;
        let fold = cursor.int(0)?;
        cursor.finish()?;
        new(class, ymd, clock, fold, tzinfo)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        let Ymd { year, month, day } = this.ymd();
        let Clock { hour, minute, second, microsecond } = this.clock();
        let _ = write!(text, "{}({year}, {month}, {day}, {hour}, {minute}", this.object().type_name());
        if second != 0 || microsecond != 0 {
            let _ = write!(text, ", {second}");
        }
        if microsecond != 0 {
            let _ = write!(text, ", {microsecond}");
        }
        if this.fold != 0 {
            text.push_str(", fold=1");
        }
        if let Some(zone) = &this.tzinfo {
            text.push_str(", tzinfo=");
            text.push_py(&*protocol::repr(zone)?);
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        if std::ptr::eq(this.object().ty(), &PyDateTime_DateTimeType) {
            return isoformat(this, u32::from(' '), Precision::Auto).map(Py::into_object);
        }
        call_method(this.object(), name!("isoformat"), &[name!(" ")])
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        if this.hashcode.get() != NO_HASH {
            return Ok(this.hashcode.get());
        }
        let offset = if this.fold == 0 {
            DateTime::utc_offset(this)?
        } else {
            DateTime::utc_offset(&*DateTime::make(this.object().ty(), this.data, 0, this.tzinfo.clone())?)?
        };
        let hash = match offset {
            None => hash_bytes(&this.data),
            Some(offset) => {
                let clock = this.clock();
                let days = ordinal(this.ymd());
                let whole = Delta::of(days.into(), clock.seconds().into(), clock.microsecond.into())?;
                delta::hash(&*delta::combine(&whole, &offset, -1)?)?
            }
        };
        this.hashcode.set(hash);
        Ok(hash)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast::<This>() else { return compare_other(this, other, op) };
        if same_zone(&this.tzinfo, &other.tzinfo) {
            return Ok(protocol::order_result(this.data.cmp(&other.data), op));
        }
        compare_zoned(this, other, op)
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        let (datetime, delta) = match (a.downcast::<This>(), b.downcast::<This>()) {
            (Some(datetime), _) => (datetime, b),
            (None, Some(datetime)) => (datetime, a),
            _ => return Ok(singletons::py_not_implemented()),
        };
        match delta.downcast::<Instance<Delta>>() {
            Some(delta) => shifted(datetime, delta, 1),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        let Some(a) = a.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if let Some(b) = b.downcast::<This>() {
            return difference(a, b).map(Py::into_object);
        }
        match b.downcast::<Instance<Delta>>() {
            Some(delta) => shifted(a, delta, -1),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    /// The current time in the zone tz, or without one in local time.
    #[classmethod("($type, /, tz=None)")]
    fn now(class: &Type, tz: &Object) -> PyResult {
        let zone = check_tzinfo(Some(tz.new_ref()))?;
        let (seconds, microseconds) = stamp::now()?;
        zoned(class, seconds, microseconds, zone)
    }

    /// The current time in UTC, without a zone.
    #[classmethod(args = "($type, /)")]
    fn utcnow(class: &Type) -> PyResult {
        let (seconds, microseconds) = stamp::now()?;
        stamp::read(class, Reading::Universal, seconds, microseconds, None)
    }

    /// timestamp[, tz] -> the time in tz, or without one in local time, at a time stamp
    #[classmethod]
    fn fromtimestamp(class: &Type, args: Args<'_>) -> PyResult {
        let mut cursor = FROMTIMESTAMP.of_args(args)?;
        let (timestamp, zone) = (cursor.required()?, cursor.next()?);
        cursor.finish()?;
        let zone = check_tzinfo(zone)?;
        let (seconds, microseconds) = stamp::split(&timestamp)?;
        zoned(class, seconds, microseconds, zone)
    }

    /// The time in UTC, without a zone, at a time stamp.
    #[classmethod]
    fn utcfromtimestamp(class: &Type, args: Args<'_>) -> PyResult {
        let (seconds, microseconds) = stamp::split(only_argument(args, "utcfromtimestamp")?)?;
        stamp::read(class, Reading::Universal, seconds, microseconds, None)
    }

    /// string, format -> the time that a text shows by a format (as time.strptime() reads it)
    #[classmethod]
    fn strptime(class: &Type, args: Args<'_>) -> PyResult {
        args.no_keywords("strptime")?;
        crate::arguments::parse_count("strptime()", args.positional.len(), 2, 2)?;
        for (index, arg) in args.positional.iter().enumerate() {
            if !Str::check(arg) {
                return Err(wrong_type("strptime()", index + 1, "str", arg));
            }
        }
        let module = pyston_object::hooks::import("_strptime")?;
        let function = getattr_str(&module, name!("_strptime_datetime"))?;
        call(&function, &[class, args.positional[0], args.positional[1]])
    }

    /// date, time -> a datetime of both
    #[classmethod]
    fn combine(class: &Type, args: Args<'_>) -> PyResult {
        let mut cursor = COMBINE.of_args(args)?;
        let date = cursor.required()?.downcast_into::<Instance<Date>>();
        let date = date.map_err(|other| wrong_type("combine()", 1, "datetime.date", &other))?;
        let time = cursor.required()?.downcast_into::<Instance<Time>>();
        let time = time.map_err(|other| wrong_type("combine()", 2, "datetime.time", &other))?;
        let zone = cursor.next()?;
        cursor.finish()?;
        let zone = match zone {
            Some(zone) => check_tzinfo(Some(zone))?,
            None => time.tzinfo.clone(),
        };
        new_in(class, date.ymd(), time.clock(), zone, time.fold)
    }

    /// str -> the time that isoformat() showed so
    #[classmethod(args = "($type, date_string, /)")]
    fn fromisoformat(class: &Type, date_string: &Object) -> PyResult {
        let text = iso_parse::text_argument(date_string)?;
        let invalid = || iso_parse::invalid(text);
        if let Some(ascii) = text.as_ascii().map(str::as_bytes) {
            let ymd = iso_parse::date(&ascii[..ascii.len().min(10)]).ok_or_else(invalid)?;
            if ascii.len() == 10 {
                return new_in(class, ymd, Clock::default(), None, 0);
            }
            let time = iso_parse::time(&ascii[11..])?.ok_or_else(invalid)?;
            return new_in(class, ymd, time.clock, time.tzinfo, 0);
        }
        // Whatever separates date and time, it may be longer than a byte.
        let data = text.data();
        let part = |start: usize, stop: usize| -> PyResult<Vec<u8>> {
            iso_parse::utf8(&*Str::from_data(data.slice(start, stop))?).ok_or_else(invalid)
        };
        let ymd = iso_parse::date(&part(0, data.len().min(10))?).ok_or_else(invalid)?;
        if data.len() == 10 {
            return new_in(class, ymd, Clock::default(), None, 0);
        }
        let time = iso_parse::time(&part(11, data.len())?)?.ok_or_else(invalid)?;
        new_in(class, ymd, time.clock, time.tzinfo, 0)
    }

    /// The date.
    #[method(args = "($self, /)")]
    fn date(this: &This) -> PyResult<Py<Instance<Date>>> {
        Date::of(this.ymd())
    }

    /// The time of day, without the zone.
    #[method(args = "($self, /)")]
    fn time(this: &This) -> PyResult<Py<Instance<Time>>> {
        Time::of(this.clock(), this.fold, None)
    }

    /// The time of day, with the zone.
    #[method(args = "($self, /)")]
    fn timetz(this: &This) -> PyResult<Py<Instance<Time>>> {
        Time::of(this.clock(), this.fold, this.tzinfo.clone())
    }

    /// Text in the style of C's ctime().
    #[method(args = "($self, /)")]
    fn ctime(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        text.ctime(this.ymd(), this.clock());
        text.finish()
    }

    /// The parts as time.localtime() gives them.
    #[method(args = "($self, /)")]
    fn timetuple(this: &This) -> PyResult {
        let dst = DateTime::dst_offset(this)?.map_or(-1, |dst| i32::from(!dst.is_zero()));
        strftime::time_tuple(this.ymd(), this.clock(), dst)
    }

    /// The POSIX time stamp, a float.
    #[method(args = "($self, /)")]
    fn timestamp(this: &This) -> PyResult {
        if this.tzinfo.is_none() {
            let local = local::seconds_of(this.ymd(), this.clock())?;
            let utc = local::utc_of(local, this.fold != 0)?;
            return ((utc - local::EPOCH) as f64 + f64::from(this.clock().microsecond) / 1e6).into_py();
        }
        delta::total_seconds(&*difference(this, &*epoch()?)?)
    }

    /// The parts in UTC as time.localtime() gives them.
    #[method(args = "($self, /)")]
    fn utctimetuple(this: &This) -> PyResult {
        let (ymd, clock) = match DateTime::utc_offset(this)? {
            None => (this.ymd(), this.clock()),
            Some(offset) => moved(this, &offset, -1)?,
        };
        strftime::time_tuple(ymd, clock, 0)
    }

    /// [sep] -> text as in ISO 8601: YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
    ///
    /// The character sep, by default 'T', is between date and time. The timespec says how much of the time is
    /// shown: 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' or 'microseconds'.
    #[method]
    fn isoformat(this: &This, args: Args<'_>) -> PyResult<Py<Str>> {
        let mut cursor = ISOFORMAT.of_args(args)?;
        let separator = match cursor.next()? {
            None => u32::from('T'),
            Some(object) => match object.downcast::<Str>() {
                Some(text) if text.len() == 1 => text.data().at(0),
                _ => return Err(wrong_type("isoformat()", 1, "a unicode character", &object)),
            },
        };
        let precision = Precision::parse(cursor.next()?.as_deref(), 2)?;
        cursor.finish()?;
        isoformat(this, separator, precision)
    }

    /// What the time zone's utcoffset() says.
    #[method(args = "($self, /)")]
    fn utcoffset(this: &This) -> PyResult<Offset> {
        DateTime::utc_offset(this)
    }

    /// What the time zone's tzname() says.
    #[method(args = "($self, /)")]
    fn tzname(this: &This) -> PyResult<Option<Py<Str>>> {
        ask_name(this.tzinfo.as_deref(), this.object())
    }

    /// What the time zone's dst() says.
    #[method(args = "($self, /)")]
    fn dst(this: &This) -> PyResult<Offset> {
        DateTime::dst_offset(this)
    }

    /// The datetime with some parts exchanged.
    #[method]
    fn replace(this: &This, args: Args<'_>) -> PyResult<Py<This>> {
        let mut cursor = REPLACE.of_args(args)?;
        let ymd = cursor.ymd(this.ymd())?;
        let clock = cursor.clock(this.clock())?;
        let tzinfo = cursor.next()?.or_else(|| this.tzinfo.clone());
        let fold = cursor.int(this.fold.into())?;
        cursor.finish()?;
        new(this.object().ty(), ymd, clock, fold, tzinfo)
    }

    /// tz -> the same moment in another zone, by default that of local time
    #[method]
    fn astimezone(this: &This, args: Args<'_>) -> PyResult {
        let mut cursor = ASTIMEZONE.of_args(args)?;
        let zone = cursor.next()?;
        cursor.finish()?;
        astimezone(this, check_tzinfo(zone)?)
    }

    /// __reduce_ex__(proto) -> (class, state)
    #[method]
    fn __reduce_ex__(this: &This, args: Args<'_>) -> PyResult {
        state(this, parse_int(only_argument(args, "__reduce_ex__")?)?)
    }

    /// __reduce__() -> (class, state)
    #[method(args = "($self, /)")]
    fn __reduce__(this: &This) -> PyResult {
        state(this, 2)
    }

    #[getter]
    fn hour(this: &This) -> i32 {
        this.clock().hour
    }

    #[getter]
    fn minute(this: &This) -> i32 {
        this.clock().minute
    }

    #[getter]
    fn second(this: &This) -> i32 {
        this.clock().second
    }

    #[getter]
    fn microsecond(this: &This) -> i32 {
        this.clock().microsecond
    }

    #[getter]
    fn tzinfo(this: &This) -> Option<Py> {
        this.tzinfo.clone()
    }

    #[getter]
    fn fold(this: &This) -> u8 {
        this.fold
    }
}

/// A checked instance of `class`, whose constructor is not called.
fn new(class: &Type, ymd: Ymd, clock: Clock, fold: i32, tzinfo: Option<Py>) -> PyResult<Py<This>> {
    check_date(ymd)?;
    check_clock(clock, fold)?;
    DateTime::of_as(class, ymd, clock, fold as u8, check_tzinfo(tzinfo)?)
}

/// A checked instance of `class`, which is called if it is a subclass: then the fold is lost.
pub fn new_in(class: &Type, ymd: Ymd, clock: Clock, tzinfo: Option<Py>, fold: u8) -> PyResult {
    if class == &PyDateTime_DateTimeType {
        return new(class, ymd, clock, fold.into(), tzinfo).map(Py::into_object);
    }
    let numbers = [ymd.year, ymd.month, ymd.day, clock.hour, clock.minute, clock.second, clock.microsecond];
    let mut args = ints(&numbers)?;
    args.push(tzinfo.unwrap_or_else(singletons::py_none));
    call_owned(class, args)
}

/// The time at a time stamp, in a zone or in local time.
fn zoned(class: &Type, seconds: i64, microseconds: i32, zone: Option<Py>) -> PyResult {
    match zone {
        None => stamp::read(class, Reading::Local, seconds, microseconds, None),
        Some(zone) => {
            let utc = stamp::read(class, Reading::Universal, seconds, microseconds, Some(zone.clone()))?;
            call_method(&zone, name!("fromutc"), &[&utc])
        }
    }
}

fn moved(datetime: &DateTime, delta: &Delta, sign: i64) -> PyResult<(Ymd, Clock)> {
    let [days, seconds, microseconds] =
        [delta.days, delta.seconds, delta.microseconds].map(|part| i64::from(part) * sign);
    add(datetime.ymd(), datetime.clock(), days, seconds, microseconds)
}

/// `datetime + sign * delta`, of the same class and in the same zone.
pub fn shifted(datetime: &This, delta: &Delta, sign: i64) -> PyResult {
    let (ymd, clock) = moved(datetime, delta, sign)?;
    let class = datetime.object().ty();
    if class == &PyDateTime_DateTimeType {
        return DateTime::of(ymd, clock, 0, datetime.tzinfo.clone()).map(Py::into_object);
    }
    new_in(class, ymd, clock, datetime.tzinfo.clone(), 0)
}

/// 1970-01-01 in UTC.
pub fn epoch() -> PyResult<Py<This>> {
    let zone = timezone::utc()?.object().new_ref();
    DateTime::of(Ymd::new(1970, 1, 1), Clock::default(), 0, Some(zone))
}

/// `a - b`: in one zone the difference of what they show, else that of the moments.
pub fn difference(a: &This, b: &This) -> PyResult<Py<Instance<Delta>>> {
    let mut offsets = (None, None);
    if !same_zone(&a.tzinfo, &b.tzinfo) {
        offsets = (DateTime::utc_offset(a)?, DateTime::utc_offset(b)?);
        if offsets.0.is_some() != offsets.1.is_some() {
            return Err(raise!(TypeError, "can't subtract offset-naive and offset-aware datetimes"));
        }
    }
    let (x, y) = (a.clock(), b.clock());
    let days = ordinal(a.ymd()) - ordinal(b.ymd());
    let (seconds, microseconds) = (x.seconds() - y.seconds(), x.microsecond - y.microsecond);
    let shown = Delta::of(days.into(), seconds.into(), microseconds.into())?;
    match offsets {
        (Some(of_a), Some(of_b)) if of_a.parts() != of_b.parts() => {
            delta::combine(&shown, &*delta::combine(&of_a, &of_b, -1)?, -1)
        }
        _ => Ok(shown),
    }
}

/// A datetime and something else. A plain date gets no chance to compare the dates alone.
fn compare_other(this: &This, other: &Object, op: CompareOp) -> PyResult {
    if other.downcast::<Instance<Date>>().is_none() {
        return Ok(singletons::py_not_implemented());
    }
    match op {
        CompareOp::Eq => Ok(singletons::py_bool(false)),
        CompareOp::Ne => Ok(singletons::py_bool(true)),
        _ => Err(raise!(TypeError, "can't compare {} to {}", this.object().type_name(), other.type_name())),
    }
}

/// Datetimes of different zones.
fn compare_zoned(a: &This, b: &This, op: CompareOp) -> PyResult {
    let (of_a, of_b) = (DateTime::utc_offset(a)?, DateTime::utc_offset(b)?);
    let order = if offset::same(&of_a, &of_b) {
        a.data.cmp(&b.data)
    } else if of_a.is_some() && of_b.is_some() {
        difference(a, b)?.parts().cmp(&(0, 0, 0))
    } else {
        return match op {
            CompareOp::Eq => Ok(singletons::py_bool(false)),
            CompareOp::Ne => Ok(singletons::py_bool(true)),
            _ => Err(raise!(TypeError, "can't compare offset-naive and offset-aware datetimes")),
        };
    };
    // Times whose offset depends on the fold equal nothing in another zone.
    let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if is_equality && order.is_eq() && (depends_on_fold(a, &of_a)? || depends_on_fold(b, &of_b)?) {
        return Ok(singletons::py_bool(op == CompareOp::Ne));
    }
    Ok(protocol::order_result(order, op))
}

/// Would the offset be another with the other fold?
fn depends_on_fold(datetime: &This, offset: &Offset) -> PyResult<bool> {
    let fold = 1 - datetime.fold;
    let flipped = DateTime::make(&PyDateTime_DateTimeType, datetime.data, fold, datetime.tzinfo.clone())?;
    Ok(!offset::same(&DateTime::utc_offset(&flipped)?, offset))
}

fn isoformat(this: &This, separator: u32, precision: Precision) -> PyResult<Py<Str>> {
    let mut text = Text::new();
    text.iso_date(this.ymd());
    text.push(separator);
    text.iso_clock(this.clock(), precision);
    if let Some(offset) = DateTime::utc_offset(this)? {
        text.offset(&offset, ":");
    }
    text.finish()
}

fn state(this: &This, protocol: i32) -> PyResult {
    let mut data = this.data;
    if protocol > 3 && this.fold != 0 {
        data[2] |= FOLD_BIT;
    }
    let class = this.object().ty().new_ref();
    match this.tzinfo.clone() {
        Some(zone) => (class, (Bytes::new(&data)?, zone)).into_py(),
        None => (class, (Bytes::new(&data)?,)).into_py(),
    }
}

pub fn install() -> PyResult<()> {
    DateTime::install();
    let last = Clock { hour: 23, minute: 59, second: 59, microsecond: 999_999 };
    super::finish_type(
        &PyDateTime_DateTimeType,
        &[
            ("min", DateTime::of(FIRST_DAY, Clock::default(), 0, None)?.into_object()),
            ("max", DateTime::of(LAST_DAY, last, 0, None)?.into_object()),
            ("resolution", Delta::of(0, 0, 1)?.into_object()),
        ],
    )
}
