//! `date`.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::calendar::{Day, MAX_ORDINAL};
use super::delta::{Span, span_of};
use super::support::{Part, bind, int, is_moment, pickled, string};
use super::{local, text};

/// Year (two bytes, the higher first), month, day: the bytes of the pickled state.
///
/// The fields have the places of CPython's, and those that `datetime` has too have the same there.
#[pyclass(PyDateTime_DateType = "datetime.date", flags(BASETYPE))]
#[repr(C)]
pub struct Date {
    hash: Cell<isize>,
    has_zone: u8,
    data: [u8; 4],
}
impl_trace!(Date {});

pub type This = Instance<Date>;

/// The bytes of a day.
pub fn pack(day: Day) -> [u8; 4] {
    [(day.year >> 8) as u8, day.year as u8, day.month as u8, day.day as u8]
}

/// The day of such bytes.
pub fn unpack(data: [u8; 4]) -> Day {
    let [high, low, month, day] = data.map(i32::from);
    Day { year: high << 8 | low, month, day }
}

/// Is that a month?
pub fn is_month(byte: u32) -> bool {
    (1..=12).contains(&byte)
}

impl Date {
    pub fn day(&self) -> Day {
        unpack(self.data)
    }
}

/// A date of exactly `class`, without its constructor.
fn make(class: &Type, day: Day) -> PyResult {
    Ok(Instance::new_as(class, Date { hash: Cell::new(-1), has_zone: 0, data: pack(day) })?.into_object())
}

/// A `datetime.date`.
pub fn new(day: Day) -> PyResult {
    make(&PyDateTime_DateType, day)
}

/// What `class(year, month, day)` gives.
fn new_by(class: &Type, day: Day) -> PyResult {
    if class == &PyDateTime_DateType {
        return new(Day::new(day.year, day.month, day.day)?);
    }
    call::call_owned(class, vec![day.year.into_py()?, day.month.into_py()?, day.day.into_py()?])
}

static NEW: Signature = Signature {
    function: FunctionName::Unnamed,
    parameters: &["year", "month", "day"],
    n_posonly: 0,
    n_positional: 3,
    n_required: 3,
    required_keywords: &[],
};

/// date + span.
fn shifted(this: &This, days: i128) -> PyResult {
    let ordinal = i128::from(this.day().ordinal()) + days;
    new_by(this.object().ty(), Day::from_sum(i64::try_from(ordinal).unwrap_or(i64::MAX))?)
}

fn plain_date(object: &Object) -> Option<&This> {
    object.downcast::<This>().filter(|_| !is_moment(object))
}

/// A date of the Gregorian calendar, taken back and forth without end.
///
/// date(year, month, day)
#[pytype(PyDateTime_DateType, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Date {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if args.len() == 1
            && let Some(data) = pickled(args, "date", 2, is_month)?
        {
            return make(class, unpack(data));
        }
        let bound: [Option<&Object>; 3] = bind(&NEW, args, kwargs)?;
        let field = |index| int(&bound, index, 0);
        make(class, Day::new(field(0)?, field(1)?, field(2)?)?)
    }

    #[getter]
    fn year(this: &This) -> i32 {
        this.day().year
    }

    #[getter]
    fn month(this: &This) -> i32 {
        this.day().month
    }

    #[getter]
    fn day_(this: &This) -> i32 {
        this.day().day
    }

    /// The date of a time stamp, in local time.
    #[classmethod("($type, timestamp, /)")]
    fn fromtimestamp(class: &Type, timestamp: &Object) -> PyResult {
        let seconds = crate::time::duration::seconds(timestamp, crate::time::duration::Rounding::Floor)?;
        new_by(class, local::Fields::of_local(seconds)?.day())
    }

    /// The date of today: that of fromtimestamp(time.time()).
    #[classmethod(args = "($type)")]
    fn today(class: &Type) -> PyResult {
        let time = pyston_object::hooks::import("time")?;
        let now = call::call_method(&time, name!("time"), &[])?;
        call::call_method(class, name!("fromtimestamp"), &[&now])
    }

    /// The date of a day's number; 1 is 1 January of year 1.
    #[classmethod(args = "($type, ordinal, /)")]
    fn fromordinal(class: &Type, ordinal: Part) -> PyResult {
        match ordinal.0 {
            ..1 => Err(raise!(ValueError, "ordinal must be >= 1")),
            1..=MAX_ORDINAL => new_by(class, Day::from_ordinal(ordinal.0)),
            _ => Err(raise!(ValueError, "year {} is out of range", Day::from_ordinal(ordinal.0).year)),
        }
    }

    /// The date of a text like that of isoformat().
    #[classmethod(args = "($type, date_string, /)")]
    fn fromisoformat(class: &Type, date_string: &Object) -> PyResult {
        let text = text::argument(date_string)?;
        let day = text::parse_day(&text).filter(|_| text.len() == 10);
        let day = day.ok_or_else(|| text::invalid(date_string))?;
        new_by(class, Day::new(day.year, day.month, day.day)?)
    }

    /// The date of an ISO year, week and day of the week.
    #[classmethod(name = "fromisocalendar", args = "($type, year, week, day)")]
    fn from_iso(class: &Type, year: &Object, week: &Object, day: &Object) -> PyResult {
        let number = |value: &Object| match protocol::as_c_long(value) {
            Ok(value) => Ok(i32::try_from(value).ok()),
            Err(raised) if raised.is(&exc::OverflowError) => {
                raised.clear();
                Ok(None)
            }
            Err(raised) => Err(raised),
        };
        let (Some(year), Some(week), Some(day)) = (number(year)?, number(week)?, number(day)?) else {
            return Err(raise!(ValueError, "ISO calendar component out of range"));
        };
        new_by(class, Day::from_iso(year, week, day)?)
    }

    /// The text that the C library's ctime() makes.
    #[method(args = "($self)")]
    fn ctime(this: &This) -> String {
        this.day().ctime(0, 0, 0)
    }

    /// The date as text, by a format.
    #[method(args = "($self, format)")]
    fn strftime(this: &This, format: &Object) -> PyResult {
        let format = string("strftime", 1, format)?;
        let parts = call::call_method(this.object(), name!("timetuple"), &[])?;
        text::strftime(this.object(), format, &parts)
    }

    /// strftime() of the format; str() if that is empty.
    #[method(args = "($self, format_spec, /)")]
    fn __format__(this: &Object, format_spec: &Object) -> PyResult {
        text::format(this, string("__format__", 1, format_spec)?)
    }

    /// The text YYYY-MM-DD.
    #[method(args = "($self)")]
    fn isoformat(this: &This) -> String {
        text::write_day(this.day())
    }

    /// The day of the week; Monday is 1.
    #[method(args = "($self)")]
    fn isoweekday(this: &This) -> i32 {
        this.day().weekday() + 1
    }

    /// ISO year, week and day of the week.
    #[method(args = "($self)")]
    fn isocalendar(this: &This) -> (i32, i32, i32) {
        this.day().iso()
    }

    /// The tuple that the time module has.
    #[method(args = "($self)")]
    fn timetuple(this: &This) -> PyResult {
        text::time_tuple(this.day(), [0, 0, 0], -1)
    }

    /// The day's number; 1 January of year 1 is 1.
    #[method(args = "($self)")]
    fn toordinal(this: &This) -> i32 {
        this.day().ordinal()
    }

    /// The day of the week; Monday is 0.
    #[method(args = "($self)")]
    fn weekday(this: &This) -> i32 {
        this.day().weekday()
    }

    /// A date with other fields.
    #[method(args = "($self, year=-1, month=-1, day=-1)")]
    fn replace(this: &This, year: Option<Part>, month: Option<Part>, day: Option<Part>) -> PyResult {
        let old = this.day();
        let pick = |part: Option<Part>, old| part.map_or(old, |part| part.0);
        make(this.object().ty(), Day::new(pick(year, old.year), pick(month, old.month), pick(day, old.day))?)
    }

    /// The class and the state.
    #[method(args = "($self)")]
    fn __reduce__(this: &This) -> PyResult {
        (this.object().ty().new_ref(), (&this.data[..],).into_py()?).into_py()
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        if is_moment(a) || is_moment(b) {
            return Ok(singletons::py_not_implemented());
        }
        match (a.downcast::<This>(), span_of(b), b.downcast::<This>(), span_of(a)) {
            (Some(date), Some(span), _, _) | (_, _, Some(date), Some(span)) => shifted(date, span.parts().0),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        let Some(date) = plain_date(a).filter(|_| !is_moment(b)) else { return Ok(singletons::py_not_implemented()) };
        if let Some(other) = b.downcast::<This>() {
            return Span::new(i64::from(date.day().ordinal() - other.day().ordinal()), 0, 0).object();
        }
        match span_of(b) {
            Some(span) => shifted(date, -span.parts().0),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        match other.downcast::<This>() {
            Some(other) => Ok(protocol::order_result(this.data.cmp(&other.data), op)),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_hash(this: &This) -> isize {
        if this.hash.get() == -1 {
            this.hash.set(pyston_object::hash::hash_bytes(&this.data));
        }
        this.hash.get()
    }

    #[slot]
    fn tp_repr(this: &This) -> String {
        let Day { year, month, day } = this.day();
        format!("{}({year}, {month}, {day})", this.object().type_name())
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        call::call_method(this.object(), name!("isoformat"), &[])
    }
}

/// The class attributes.
pub fn constants() -> PyResult<Vec<(&'static str, Py)>> {
    Ok(vec![
        ("min", new(Day { year: 1, month: 1, day: 1 })?),
        ("max", new(Day { year: 9999, month: 12, day: 31 })?),
        ("resolution", Span::new(1, 0, 0).object()?),
    ])
}
