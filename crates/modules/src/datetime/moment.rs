//! `datetime`: a date with a time of the day.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::calendar::{Day, EPOCH};
use super::date::{self, Date, PyDateTime_DateType, is_month};
use super::delta::{Span, hash_of_span, span_of};
use super::local;
use super::stamp::{self, from_stamp, from_stamp_in, system_zone, system_zone_of};
use super::support::{Part, bind, check_fold, int, is_moment, offset, offset_object, pickled, string, zone, zone_name};
use super::text::{self, Clock};
use super::time_of_day::{self, Time, is_same_zone, keywords, naive_and_aware, pickled_zone};
use super::zone as zones;
use crate::time::duration::{self, Rounding};

/// The bytes of the pickled state are those of a date and a time. The fields have the places of CPython's;
/// the first are those of `date`.
#[pyclass(PyDateTime_DateTimeType = "datetime.datetime", flags(BASETYPE))]
#[repr(C)]
pub struct Moment {
    hash: Cell<isize>,
    has_zone: u8,
    day: [u8; 4],
    clock: [u8; 6],
    fold: Cell<u8>,
    zone: Field,
}
impl_trace!(Moment { zone });

pub type This = Instance<Moment>;

impl Moment {
    pub fn day(&self) -> Day {
        date::unpack(self.day)
    }

    pub fn clock(&self) -> Clock {
        time_of_day::unpack(self.clock)
    }

    pub fn zone(&self) -> Option<Py> {
        self.zone.get()
    }

    pub fn fold(&self) -> bool {
        self.fold.get() != 0
    }

    fn bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[..4].copy_from_slice(&self.day);
        bytes[4..].copy_from_slice(&self.clock);
        bytes
    }

    /// Since the day before 1 January of year 1, as a clock on the wall shows it.
    fn span(&self) -> Span {
        let [.., microsecond] = self.clock();
        Span::new(0, self.wall_seconds(), microsecond.into())
    }

    pub fn wall_seconds(&self) -> i64 {
        let [hour, minute, second, _] = self.clock();
        local::wall_seconds(self.day(), [hour, minute, second])
    }

    fn value(&self) -> Value {
        Value { day: self.day(), clock: self.clock(), zone: self.zone(), fold: self.fold() }
    }
}

/// What a datetime says.
pub struct Value {
    pub day: Day,
    pub clock: Clock,
    pub zone: Option<Py>,
    pub fold: bool,
}

impl Value {
    /// A datetime of exactly `class`, without its constructor.
    fn make(self, class: &Type) -> PyResult<Py<This>> {
        let moment = Moment {
            hash: Cell::new(-1),
            has_zone: self.zone.is_some().into(),
            day: date::pack(self.day),
            clock: time_of_day::pack(self.clock),
            fold: Cell::new(self.fold.into()),
            zone: self.zone.map_or_else(Field::empty, Field::new),
        };
        Instance::new_as(class, moment)
    }

    fn checked(self) -> PyResult<Value> {
        Day::new(self.day.year, self.day.month, self.day.day)?;
        time_of_day::check(self.clock)?;
        Ok(self)
    }

    /// What `class` makes of the fields.
    pub fn by(self, class: &Type) -> PyResult {
        if class == &PyDateTime_DateTimeType {
            return Ok(self.checked()?.make(class)?.into_object());
        }
        let Value { day, clock: [hour, minute, second, microsecond], zone, fold } = self;
        let numbers = [day.year, day.month, day.day, hour, minute, second, microsecond];
        let mut fields: Vec<Py> = numbers.into_iter().map(IntoPy::into_py).collect::<PyResult<_>>()?;
        fields.push(zone.into_py()?);
        let made = call::call_owned(class, fields)?;
        if let Some(moment) = made.downcast::<This>().filter(|_| fold) {
            moment.fold.set(1);
        }
        Ok(made)
    }
}

/// The moment of a span since the day before 1 January of year 1.
///
/// # Errors
/// `OverflowError` outside the years 1 to 9999.
fn split(span: Span) -> PyResult<(Day, Clock)> {
    let (days, seconds, microseconds) = span.parts();
    let day = Day::from_sum(i64::try_from(days).unwrap_or(i64::MAX))?;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Ok((day, [hour as i32, minute as i32, second as i32, microseconds as i32]))
}

/// moment + span, of the moment's class and in its zone.
pub fn shifted(moment: &This, span: Span) -> PyResult {
    let (day, clock) = split(Span(moment.span().0 + span.0))?;
    Value { day, clock, zone: moment.zone(), fold: false }.by(moment.object().ty())
}

fn own_offset(this: &This) -> PyResult<Option<Span>> {
    offset(this.zone().as_deref(), "utcoffset", this.object())
}

/// Does the distance from UTC depend on the fold? Such a moment equals none of another zone.
fn depends_on_fold(this: &This, distance: Option<Span>) -> PyResult<bool> {
    let other = Value { fold: !this.fold(), ..this.value() }.make(&PyDateTime_DateTimeType)?;
    Ok(own_offset(&other)? != distance)
}

static NEW: Signature = Signature {
    function: FunctionName::Unnamed,
    parameters: &["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"],
    n_posonly: 0,
    n_positional: 8,
    n_required: 3,
    required_keywords: &[],
};

fn is_folded_month(byte: u32) -> bool {
    is_month(byte & 0x7F)
}

/// A date with a time of the day. Year, month and day are required. tzinfo may be None or of a class derived
/// from tzinfo.
///
/// datetime(year, month, day[, hour[, minute[, second[, microsecond[, tzinfo]]]]])
#[pytype(
    PyDateTime_DateTimeType,
    base = PyDateTime_DateType,
    payload,
    slots(tp_getattro = pyston_object::attr::generic_getattr)
)]
impl Moment {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if (1..=2).contains(&args.len())
            && let Some(mut data) = pickled::<10>(args, "datetime", 2, is_folded_month)?
        {
            let fold = data[2] & 0x80 != 0;
            data[2] &= 0x7F;
            let [year_high, year_low, month, day, clock @ ..] = data;
            let (day, clock) = (date::unpack([year_high, year_low, month, day]), time_of_day::unpack(clock));
            return Ok(Value { day, clock, zone: pickled_zone(args)?, fold }.make(class)?.into_object());
        }
        let bound: [Option<&Object>; 9] = bind(&NEW, args, kwargs)?;
        let field = |index| int(&bound, index, 0);
        let day = Day { year: field(0)?, month: field(1)?, day: field(2)? };
        let clock = [field(3)?, field(4)?, field(5)?, field(6)?];
        let fold = field(8)?;
        let value = Value { day, clock, zone: None, fold: false }.checked()?;
        let fold = check_fold(fold)?;
        Ok(Value { zone: zone(bound[7])?, fold, ..value }.make(class)?.into_object())
    }

    #[getter]
    fn hour(this: &This) -> i32 {
        this.clock()[0]
    }

    #[getter]
    fn minute(this: &This) -> i32 {
        this.clock()[1]
    }

    #[getter]
    fn second(this: &This) -> i32 {
        this.clock()[2]
    }

    #[getter]
    fn microsecond(this: &This) -> i32 {
        this.clock()[3]
    }

    #[getter]
    fn tzinfo(this: &This) -> Option<Py> {
        this.zone()
    }

    #[getter]
    fn fold_(this: &This) -> u8 {
        this.fold.get()
    }

    /// The time now: in local time without zone, or in a zone.
    #[classmethod("($type, /, tz=None)")]
    fn now(class: &Type, tz: Option<&Object>) -> PyResult {
        from_stamp_in(class, stamp::now()?, zone(tz)?)
    }

    /// The time now in UTC, without zone.
    #[classmethod(args = "($type)")]
    fn utcnow(class: &Type) -> PyResult {
        let (stamp, microsecond) = stamp::now()?;
        from_stamp(class, stamp, microsecond, false, None)
    }

    /// The local time of a time stamp without zone, or its time in a zone.
    #[classmethod(args = "($type, timestamp, tz=None)")]
    fn fromtimestamp(class: &Type, timestamp: &Object, tz: Option<&Object>) -> PyResult {
        let zone = zone(tz)?;
        from_stamp_in(class, duration::split(timestamp, Rounding::HalfEven, 1e6)?, zone)
    }

    /// The time of a time stamp in UTC, without zone.
    #[classmethod(args = "($type, timestamp, /)")]
    fn utcfromtimestamp(class: &Type, timestamp: &Object) -> PyResult {
        let (stamp, microsecond) = duration::split(timestamp, Rounding::HalfEven, 1e6)?;
        from_stamp(class, stamp, microsecond, false, None)
    }

    /// The time that a text says, by a format.
    #[classmethod]
    fn strptime(class: &Type, args: Args) -> PyResult {
        args.no_keywords("strptime")?;
        let &[date_string, format] = args.positional else {
            let given = args.positional.len();
            return Err(raise!(TypeError, "strptime() takes exactly 2 arguments ({given} given)"));
        };
        let (date_string, format) = (string("strptime", 1, date_string)?, string("strptime", 2, format)?);
        let module = pyston_object::hooks::import("_strptime")?;
        call::call_method(&module, name!("_strptime_datetime"), &[class, date_string, format])
    }

    /// The time of a date and a time of the day.
    #[classmethod(args = "($type, date, time, tzinfo=0)")]
    fn combine(class: &Type, date: &Object, time: &Object, tzinfo: Option<&Object>) -> PyResult {
        let wrong = |place: u32, expected: &str, got: &Object| {
            let got = if got.is_none() { "None".into() } else { got.type_name() };
            raise!(TypeError, "combine() argument {place} must be {expected}, not {got:.50}")
        };
        let Some(day) = date.downcast::<Instance<Date>>() else { return Err(wrong(1, "datetime.date", date)) };
        let Some(time) = time.downcast::<Instance<Time>>() else { return Err(wrong(2, "datetime.time", time)) };
        let zone = if tzinfo.is_some() { zone(tzinfo)? } else { time.zone() };
        Value { day: day.day(), clock: time.clock(), zone, fold: time.fold() }.by(class)
    }

    /// The time of a text like that of isoformat().
    #[classmethod(args = "($type, date_string, /)")]
    fn fromisoformat(class: &Type, date_string: &Object) -> PyResult {
        let text = text::argument(date_string)?;
        let invalid = || text::invalid(date_string);
        let day = text::parse_day(&text).ok_or_else(invalid)?;
        let (clock, distance) = match text.get(11..) {
            Some(time) if !time.is_empty() => text::parse_time(time).ok_or_else(invalid)?,
            _ if text.len() == 10 => ([0; 4], None),
            _ => return Err(invalid()),
        };
        Value { day, clock, zone: text::parsed_zone(distance)?, fold: false }.by(class)
    }

    /// The date.
    #[method(args = "($self)")]
    fn date(this: &This) -> PyResult {
        date::new(this.day())
    }

    /// The time of the day, without zone.
    #[method(args = "($self)")]
    fn time(this: &This) -> PyResult {
        time_of_day::new(this.clock(), None, this.fold())
    }

    /// The time of the day, with the zone.
    #[method(args = "($self)")]
    fn timetz(this: &This) -> PyResult {
        time_of_day::new(this.clock(), this.zone(), this.fold())
    }

    /// The text that the C library's ctime() makes.
    #[method(args = "($self)")]
    fn ctime(this: &This) -> String {
        let [hour, minute, second, _] = this.clock();
        this.day().ctime(hour, minute, second)
    }

    /// The tuple that the time module has.
    #[method(args = "($self)")]
    fn timetuple(this: &This) -> PyResult {
        let [hour, minute, second, _] = this.clock();
        let summer = offset(this.zone().as_deref(), "dst", this.object())?;
        let summer = summer.map_or(-1, |span| i32::from(span != Span::ZERO));
        text::time_tuple(this.day(), [hour, minute, second], summer)
    }

    /// The tuple that the time module has, in UTC.
    #[method(args = "($self)")]
    fn utctimetuple(this: &This) -> PyResult {
        let distance = own_offset(this)?.unwrap_or(Span::ZERO);
        let (day, [hour, minute, second, _]) = split(Span(this.span().0 - distance.0))?;
        text::time_tuple(day, [hour, minute, second], 0)
    }

    /// The time stamp, as a float.
    #[method(args = "($self)")]
    fn timestamp(this: &This) -> PyResult {
        if this.zone().is_some() {
            let distance = own_offset(this)?
                .ok_or_else(|| raise!(TypeError, "can't subtract offset-naive and offset-aware datetimes"))?;
            let since = Span(this.span().0 - distance.0 - Span::new(0, EPOCH, 0).0).object()?;
            return call::call_method(&since, name!("total_seconds"), &[]);
        }
        let seconds = local::universal(this.wall_seconds(), this.fold())? - EPOCH;
        (seconds as f64 + f64::from(this.clock()[3]) / 1e6).into_py()
    }

    /// The text YYYY-MM-DDTHH:MM:SS, with microseconds if there are any and the distance from UTC if that is
    /// known; sep stands between date and time.
    #[method(args = "($self, sep=0, timespec=0)")]
    fn isoformat(this: &This, sep: Option<&Object>, timespec: Option<&Object>) -> PyResult<Py<Str>> {
        let mut out = StrBuilder::new();
        out.push_str(&text::write_day(this.day()));
        match sep {
            None => out.push_str("T"),
            Some(sep) => match sep.downcast::<Str>().filter(|sep| sep.len() == 1) {
                Some(sep) => out.push_py(sep),
                None => {
                    let got = if sep.is_none() { "None".into() } else { sep.type_name() };
                    return Err(raise!(TypeError, "isoformat() argument 1 must be a unicode character, not {got:.50}"));
                }
            },
        }
        out.push_str(&text::write_time(this.clock(), 2, timespec)?);
        out.push_str(&text::write_offset(this.zone().as_deref(), this.object(), ":")?);
        out.finish()
    }

    /// What tzinfo.utcoffset(self) gives.
    #[method(args = "($self)")]
    fn utcoffset(this: &This) -> PyResult {
        offset_object(this.zone().as_deref(), "utcoffset", this.object())
    }

    /// What tzinfo.tzname(self) gives.
    #[method(args = "($self)")]
    fn tzname(this: &This) -> PyResult {
        zone_name(this.zone().as_deref(), this.object())
    }

    /// What tzinfo.dst(self) gives.
    #[method(args = "($self)")]
    fn dst(this: &This) -> PyResult {
        offset_object(this.zone().as_deref(), "dst", this.object())
    }

    /// A time with other fields.
    #[method(
        args = "($self, year=-1, month=-1, day=-1, hour=-1, minute=-1, second=-1, microsecond=-1, tzinfo=0, *, fold=-1)"
    )]
    fn replace(
        this: &This,
        year: Option<Part>,
        month: Option<Part>,
        day: Option<Part>,
        hour: Option<Part>,
        minute: Option<Part>,
        second: Option<Part>,
        microsecond: Option<Part>,
        tzinfo: Option<&Object>,
        fold: Option<Part>,
    ) -> PyResult {
        let mut value = this.value();
        let Day { year: y, month: m, day: d } = &mut value.day;
        for (field, part) in [y, m, d].into_iter().zip([year, month, day]) {
            *field = part.map_or(*field, |part| part.0);
        }
        for (field, part) in value.clock.iter_mut().zip([hour, minute, second, microsecond]) {
            *field = part.map_or(*field, |part| part.0);
        }
        let mut value = value.checked()?;
        if tzinfo.is_some() {
            value.zone = zone(tzinfo)?;
        }
        if let Some(fold) = fold {
            value.fold = check_fold(fold.0)?;
        }
        Ok(value.make(this.object().ty())?.into_object())
    }

    /// The same time in another zone, that of the system if none is given.
    #[method(args = "($self, tz=None)")]
    fn astimezone(this: &This, tz: Option<&Object>) -> PyResult {
        let wanted = zone(tz)?;
        let own = this.zone().map_or_else(|| system_zone_of(this), Ok)?;
        if wanted.as_deref().is_some_and(|wanted| wanted.is(&*own)) {
            return Ok(this.object().new_ref());
        }
        let distance = match offset(Some(&own), "utcoffset", this.object())? {
            Some(distance) => distance,
            None => offset(Some(&*system_zone_of(this)?), "utcoffset", this.object())?.unwrap_or(Span::ZERO),
        };
        let universal = shifted(this, Span(-distance.0))?;
        let Some(universal) = universal.downcast::<This>() else {
            return Err(raise!(TypeError, "unexpected return type {:.200}", universal.type_name()));
        };
        let class = universal.object().ty();
        let universal = Value { zone: Some(zones::utc()?), ..universal.value() }.make(class)?;
        let wanted = wanted.map_or_else(|| system_zone(universal.wall_seconds() - EPOCH), Ok)?;
        let placed = Value { zone: Some(wanted.clone()), ..universal.value() }.make(class)?;
        call::call_method(&wanted, name!("fromutc"), &[placed.object()])
    }

    /// The class and the state, for a pickle protocol.
    #[method(args = "($self, protocol, /)")]
    fn __reduce_ex__(this: &This, protocol: i32) -> PyResult {
        let mut data = this.bytes();
        if protocol > 3 && this.fold() {
            data[2] |= 0x80;
        }
        let data = (&data[..]).into_py()?;
        let state = match this.zone() {
            None => (data,).into_py()?,
            Some(zone) => (data, zone).into_py()?,
        };
        (this.object().ty().new_ref(), state).into_py()
    }

    /// The class and the state.
    #[method(args = "($self)")]
    fn __reduce__(this: &This) -> PyResult {
        Moment::__reduce_ex__(this, 2)
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        match (a.downcast::<This>(), span_of(b), b.downcast::<This>(), span_of(a)) {
            (Some(moment), Some(span), _, _) | (_, _, Some(moment), Some(span)) => shifted(moment, span),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        let Some(moment) = a.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if let Some(span) = span_of(b) {
            return shifted(moment, Span(-span.0));
        }
        let Some(other) = b.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        difference(moment, other)?.object()
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        let Some(moment) = other.downcast::<This>() else { return compare_with_other(this, other, op) };
        if is_same_zone(this.zone(), moment.zone()) {
            return Ok(protocol::order_result(this.bytes().cmp(&moment.bytes()), op));
        }
        let (a, b) = (own_offset(this)?, own_offset(moment)?);
        let order = match (a, b) {
            (a, b) if a == b => this.bytes().cmp(&moment.bytes()),
            (Some(_), Some(_)) => difference(this, moment)?.cmp(&Span::ZERO),
            _ => return naive_and_aware(op, "datetimes"),
        };
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && order.is_eq()
            && (depends_on_fold(this, a)? || depends_on_fold(moment, b)?)
        {
            return Ok(singletons::py_bool(matches!(op, CompareOp::Ne)));
        }
        Ok(protocol::order_result(order, op))
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        if this.hash.get() == -1 {
            let distance = if this.fold() {
                own_offset(&*Value { fold: false, ..this.value() }.make(this.object().ty())?)?
            } else {
                own_offset(this)?
            };
            this.hash.set(match distance {
                None => pyston_object::hash::hash_bytes(&this.bytes()),
                Some(distance) => hash_of_span(Span(this.span().0 - distance.0))?,
            });
        }
        Ok(this.hash.get())
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<String> {
        let (Day { year, month, day }, [hour, minute, second, microsecond]) = (this.day(), this.clock());
        let mut text = format!("{}({year}, {month}, {day}, {hour}, {minute}", this.object().type_name());
        if microsecond != 0 {
            text.push_str(&format!(", {second}, {microsecond}"));
        } else if second != 0 {
            text.push_str(&format!(", {second}"));
        }
        if this.fold() {
            text.push_str(", fold=1");
        }
        Ok(text + &keywords(this.zone(), false)? + ")")
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        call::call_method(this.object(), name!("isoformat"), &[&*Str::intern(" ")])
    }
}

/// A comparison with what is no datetime.
fn compare_with_other(this: &This, other: &Object, op: CompareOp) -> PyResult {
    if other.downcast::<Instance<Date>>().is_none() || is_moment(other) {
        return Ok(singletons::py_not_implemented());
    }
    match op {
        CompareOp::Eq => Ok(singletons::py_bool(false)),
        CompareOp::Ne => Ok(singletons::py_bool(true)),
        _ => {
            let (own, other) = (this.object().type_name(), other.type_name());
            Err(raise!(TypeError, "can't compare {own} to {other}"))
        }
    }
}

/// How long after `b` `a` is.
fn difference(a: &This, b: &This) -> PyResult<Span> {
    let plain = Span(a.span().0 - b.span().0);
    if is_same_zone(a.zone(), b.zone()) {
        return Ok(plain);
    }
    match (own_offset(a)?, own_offset(b)?) {
        (Some(a), Some(b)) => Ok(Span(plain.0 - a.0 + b.0)),
        (None, None) => Ok(plain),
        _ => Err(raise!(TypeError, "can't subtract offset-naive and offset-aware datetimes")),
    }
}

/// The class attributes.
pub fn constants() -> PyResult<Vec<(&'static str, Py)>> {
    let edge = |day, clock| -> PyResult {
        let value = Value { day, clock, zone: None, fold: false };
        Ok(value.make(&PyDateTime_DateTimeType)?.into_object())
    };
    Ok(vec![
        ("min", edge(Day { year: 1, month: 1, day: 1 }, [0; 4])?),
        ("max", edge(Day { year: 9999, month: 12, day: 31 }, [23, 59, 59, 999_999])?),
        ("resolution", Span(1).object()?),
    ])
}
