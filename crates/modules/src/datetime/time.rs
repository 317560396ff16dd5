//! `time`: a time of day, maybe with a time zone.

use std::fmt::Write;

use pyston_object::attr::generic_getattr;
use pyston_object::call::{call_method, call_owned};
use pyston_object::hash::hash_bytes;
use pyston_object::payload::dealloc_plain;
use pyston_object::prelude::*;

use super::calendar::check_clock;
use super::date::{format_argument, only_argument};
use super::layout::{Clock, Delta, NO_HASH, PyDateTime_TimeType, Time};
use super::offset::{self, Offset, Question, ask, ask_name};
use super::parameters::{Parameters, check_tzinfo, ints, pickled};
use super::text::{Precision, Text};
use super::{delta, iso_parse, strftime};
use crate::arguments::parse_int;

type This = Instance<Time>;

const PARTS: &[&str] = &["hour", "minute", "second", "microsecond", "tzinfo", "fold"];
static PARAMETERS: Parameters = Parameters { function: "function", names: PARTS, n_required: 0, n_positional: 5 };
static REPLACE: Parameters = Parameters { function: "replace()", names: PARTS, n_required: 0, n_positional: 5 };
static ISOFORMAT: Parameters =
    Parameters { function: "isoformat()", names: &["timespec"], n_required: 0, n_positional: 1 };

/// The zone of a pickled state.
pub fn state_zone(args: &[&Object]) -> PyResult<Option<Py>> {
    match args.get(1) {
        None => Ok(None),
        Some(zone) => match check_tzinfo(Some(zone.new_ref())) {
            Ok(zone) => Ok(zone),
            Err(raised) => {
                raised.clear();
                Err(raise!(TypeError, "bad tzinfo state arg"))
            }
        },
    }
}

/// The flag of the fold in the first byte of a pickled time (in the month's of a datetime).
pub const FOLD_BIT: u8 = 0x80;

fn is_sane(units: &[u32; 6]) -> bool {
    units[0] & !u32::from(FOLD_BIT) < 24
}

/// time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time of day
///
/// All arguments are optional. The tzinfo is None or of a subclass of tzinfo, the others are ints.
#[pytype(PyDateTime_TimeType, slots(tp_dealloc = dealloc_plain::<Time>, tp_getattro = generic_getattr))]
impl Time {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        if let [state] | [state, _] = args.as_slice()
            && let Some(mut data) = pickled::<6>(state, "time", is_sane)?
        {
            let zone = state_zone(args.as_slice())?;
            let fold = u8::from(data[0] & FOLD_BIT != 0);
            data[0] &= !FOLD_BIT;
            return Time::make(class, data, fold, zone);
        }
        let mut cursor = PARAMETERS.of_tuple(args, kwargs)?;
        let clock = cursor.clock(Clock::default())?;
        let tzinfo = cursor.next()?;
        let fold = cursor.int(0)?;
        cursor.finish()?;
        new(class, clock, fold, tzinfo)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        let Clock { hour, minute, second, microsecond } = this.clock();
        let _ = write!(text, "{}({hour}, {minute}", this.object().type_name());
        if second != 0 || microsecond != 0 {
            let _ = write!(text, ", {second}");
        }
        if microsecond != 0 {
            let _ = write!(text, ", {microsecond}");
        }
        if let Some(zone) = &this.tzinfo {
            text.push_str(", tzinfo=");
            text.push_py(&*protocol::repr(zone)?);
        }
        text.push_str(if this.fold == 0 { ")" } else { ", fold=1)" });
        text.finish()
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        call_method(this.object(), name!("isoformat"), &[])
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        if this.hashcode.get() != NO_HASH {
            return Ok(this.hashcode.get());
        }
        let offset = if this.fold == 0 {
            this.utc_offset()?
        } else {
            Time::make(this.object().ty(), this.data, 0, this.tzinfo.clone())?.utc_offset()?
        };
        let hash = match offset {
            None => hash_bytes(&this.data),
            Some(offset) => {
                let clock = this.clock();
                let whole = Delta::of(0, clock.seconds().into(), clock.microsecond.into())?;
                delta::hash(&*delta::combine(&whole, &offset, -1)?)?
            }
        };
        this.hashcode.set(hash);
        Ok(hash)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if same_zone(&this.tzinfo, &other.tzinfo) {
            return Ok(protocol::order_result(this.data.cmp(&other.data), op));
        }
        let (a, b) = (this.utc_offset()?, other.utc_offset()?);
        if offset::same(&a, &b) {
            return Ok(protocol::order_result(this.data.cmp(&other.data), op));
        }
        match (a, b, op) {
            (Some(a), Some(b), _) => {
                let utc = |time: &Time, offset: &Delta| {
                    let clock = time.clock();
                    (clock.seconds() - offset.days * 86_400 - offset.seconds, clock.microsecond)
                };
                Ok(protocol::order_result(utc(this, &a).cmp(&utc(other, &b)), op))
            }
            (_, _, CompareOp::Eq) => Ok(singletons::py_bool(false)),
            (_, _, CompareOp::Ne) => Ok(singletons::py_bool(true)),
            _ => Err(raise!(TypeError, "can't compare offset-naive and offset-aware times")),
        }
    }

    /// Text as in ISO 8601: [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
    ///
    /// The timespec says how much is shown: 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' or
    /// 'microseconds'.
    #[method]
    fn isoformat(this: &This, args: Args<'_>) -> PyResult<Py<Str>> {
        let mut cursor = ISOFORMAT.of_args(args)?;
        let precision = Precision::parse(cursor.next()?.as_deref(), 1)?;
        cursor.finish()?;
        let mut text = Text::new();
        text.iso_clock(this.clock(), precision);
        if let Some(offset) = this.utc_offset()? {
            text.offset(&offset, ":");
        }
        text.finish()
    }

    /// format -> text in the style of C's strftime()
    #[method]
    fn strftime(this: &This, args: Args<'_>) -> PyResult {
        let format = format_argument(args)?;
        let Clock { hour, minute, second, .. } = this.clock();
        // The first day of 1900, a year that every strftime() knows.
        let tuple = Tuple::from_vec(ints(&[1900, 1, 1, hour, minute, second, 0, 1, -1])?)?;
        strftime::strftime(this.object(), &format, &tuple, singletons::none())
    }

    /// strftime() with the format, or str() without one.
    #[method]
    fn __format__(this: &Object, args: Args<'_>) -> PyResult {
        strftime::format(this, args)
    }

    /// What the time zone's utcoffset() says without a date.
    #[method(args = "($self, /)")]
    fn utcoffset(this: &This) -> PyResult<Offset> {
        this.utc_offset()
    }

    /// What the time zone's tzname() says without a date.
    #[method(args = "($self, /)")]
    fn tzname(this: &This) -> PyResult<Option<Py<Str>>> {
        ask_name(this.tzinfo.as_deref(), singletons::none())
    }

    /// What the time zone's dst() says without a date.
    #[method(args = "($self, /)")]
    fn dst(this: &This) -> PyResult<Offset> {
        ask(this.tzinfo.as_deref(), Question::Dst, singletons::none())
    }

    /// The time with some parts exchanged.
    #[method]
    fn replace(this: &This, args: Args<'_>) -> PyResult<Py<This>> {
        let mut cursor = REPLACE.of_args(args)?;
        let clock = cursor.clock(this.clock())?;
        let tzinfo = cursor.next()?.or_else(|| this.tzinfo.clone());
        let fold = cursor.int(this.fold.into())?;
        cursor.finish()?;
        new(this.object().ty(), clock, fold, tzinfo)
    }

    /// str -> the time that isoformat() showed so
    #[classmethod(args = "($type, time_string, /)")]
    fn fromisoformat(class: &Type, time_string: &Object) -> PyResult {
        let text = iso_parse::text_argument(time_string)?;
        let invalid = || iso_parse::invalid(text);
        let bytes = iso_parse::utf8(text).ok_or_else(invalid)?;
        let time = iso_parse::time(&bytes)?.ok_or_else(invalid)?;
        if class == &PyDateTime_TimeType {
            return new(class, time.clock, 0, time.tzinfo).map(Py::into_object);
        }
        let Clock { hour, minute, second, microsecond } = time.clock;
        let mut args = ints(&[hour, minute, second, microsecond])?;
        args.push(time.tzinfo.unwrap_or_else(singletons::py_none));
        call_owned(class, args)
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

/// Have both the same zone, or none?
pub fn same_zone(a: &Option<Py>, b: &Option<Py>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is(&**b),
        (None, None) => true,
        _ => false,
    }
}

/// A checked instance of `class`, whose constructor is not called.
fn new(class: &Type, clock: Clock, fold: i32, tzinfo: Option<Py>) -> PyResult<Py<This>> {
    check_clock(clock, fold)?;
    Time::of_as(class, clock, fold as u8, check_tzinfo(tzinfo)?)
}

fn state(this: &This, protocol: i32) -> PyResult {
    let mut data = this.data;
    if protocol > 3 && this.fold != 0 {
        data[0] |= FOLD_BIT;
    }
    let class = this.object().ty().new_ref();
    match this.tzinfo.clone() {
        Some(zone) => (class, (Bytes::new(&data)?, zone)).into_py(),
        None => (class, (Bytes::new(&data)?,)).into_py(),
    }
}

pub fn install() -> PyResult<()> {
    Time::install();
    let last = Clock { hour: 23, minute: 59, second: 59, microsecond: 999_999 };
    super::finish_type(
        &PyDateTime_TimeType,
        &[
            ("min", Time::of(Clock::default(), 0, None)?.into_object()),
            ("max", Time::of(last, 0, None)?.into_object()),
            ("resolution", Delta::of(0, 0, 1)?.into_object()),
        ],
    )
}
