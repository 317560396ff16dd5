//! `time`: a time of the day.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::delta::{Span, hash_of_span};
use super::support::{Part, bind, check_fold, int, offset, offset_object, pickled, string, zone, zone_name};
use super::text::{self, Clock};

/// Hour, minute, second, microsecond (three bytes, the highest first): the bytes of the pickled state. The
/// fields have the places of CPython's.
#[pyclass(PyDateTime_TimeType = "datetime.time", flags(BASETYPE))]
#[repr(C)]
pub struct Time {
    hash: Cell<isize>,
    has_zone: u8,
    data: [u8; 6],
    fold: u8,
    zone: Field,
}
impl_trace!(Time { zone });

pub type This = Instance<Time>;

/// The bytes of a time.
pub fn pack([hour, minute, second, microsecond]: Clock) -> [u8; 6] {
    [hour, minute, second, microsecond >> 16, microsecond >> 8, microsecond].map(|field| field as u8)
}

/// The time of such bytes.
pub fn unpack(data: [u8; 6]) -> Clock {
    let [hour, minute, second, high, middle, low] = data.map(i32::from);
    [hour, minute, second, high << 16 | middle << 8 | low]
}

/// Is there such a time?
///
/// # Errors
/// `ValueError`.
pub fn check([hour, minute, second, microsecond]: Clock) -> PyResult<()> {
    if !(0..24).contains(&hour) {
        return Err(raise!(ValueError, "hour must be in 0..23"));
    }
    if !(0..60).contains(&minute) {
        return Err(raise!(ValueError, "minute must be in 0..59"));
    }
    if !(0..60).contains(&second) {
        return Err(raise!(ValueError, "second must be in 0..59"));
    }
    if !(0..1_000_000).contains(&microsecond) {
        return Err(raise!(ValueError, "microsecond must be in 0..999999"));
    }
    Ok(())
}

impl Time {
    pub fn clock(&self) -> Clock {
        unpack(self.data)
    }

    pub fn zone(&self) -> Option<Py> {
        self.zone.get()
    }

    pub fn fold(&self) -> bool {
        self.fold != 0
    }

    fn offset(&self) -> PyResult<Option<Span>> {
        offset(self.zone().as_deref(), "utcoffset", singletons::none())
    }

    /// Since midnight.
    fn span(&self) -> Span {
        let [hour, minute, second, microsecond] = self.clock();
        Span::new(0, i64::from(hour * 3600 + minute * 60 + second), microsecond.into())
    }
}

/// A time of exactly `class`, without its constructor.
fn make(class: &Type, data: [u8; 6], zone: Option<Py>, fold: bool) -> PyResult {
    let time = Time {
        hash: Cell::new(-1),
        has_zone: zone.is_some().into(),
        data,
        fold: fold.into(),
        zone: zone.map_or_else(Field::empty, Field::new),
    };
    Ok(Instance::new_as(class, time)?.into_object())
}

/// A `datetime.time`.
pub fn new(clock: Clock, zone: Option<Py>, fold: bool) -> PyResult {
    make(&PyDateTime_TimeType, pack(clock), zone, fold)
}

static NEW: Signature = Signature {
    function: FunctionName::Unnamed,
    parameters: &["hour", "minute", "second", "microsecond", "tzinfo", "fold"],
    n_posonly: 0,
    n_positional: 5,
    n_required: 0,
    required_keywords: &[],
};

/// Takes the fold out of the first byte of a pickled state that has it.
fn is_hour(byte: u32) -> bool {
    byte & 0x7F < 24
}

/// The zone of a pickled state.
pub fn pickled_zone(args: &Tuple) -> PyResult<Option<Py>> {
    let zone = args.get(1);
    self::zone(zone).map_err(|raised| {
        raised.clear();
        raise!(TypeError, "bad tzinfo state arg")
    })
}

/// A time of the day. All arguments are optional. tzinfo may be None or of a class derived from tzinfo.
///
/// time([hour[, minute[, second[, microsecond[, tzinfo]]]]])
#[pytype(PyDateTime_TimeType, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Time {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if (1..=2).contains(&args.len())
            && let Some(mut data) = pickled::<6>(args, "time", 0, is_hour)?
        {
            let fold = data[0] & 0x80 != 0;
            data[0] &= 0x7F;
            return make(class, data, pickled_zone(args)?, fold);
        }
        let bound: [Option<&Object>; 6] = bind(&NEW, args, kwargs)?;
        let field = |index| int(&bound, index, 0);
        let clock = [field(0)?, field(1)?, field(2)?, field(3)?];
        let fold = field(5)?;
        check(clock)?;
        let fold = check_fold(fold)?;
        make(class, pack(clock), zone(bound[4])?, fold)
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
        this.fold
    }

    /// The time of a text like that of isoformat().
    #[classmethod(args = "($type, time_string, /)")]
    fn fromisoformat(class: &Type, time_string: &Object) -> PyResult {
        let text = text::argument(time_string)?;
        let parsed = text::parse_time(&text);
        let (clock, distance) = parsed.ok_or_else(|| text::invalid(time_string))?;
        let zone = text::parsed_zone(distance)?;
        if class == &PyDateTime_TimeType {
            check(clock)?;
            return new(clock, zone, false);
        }
        let mut fields: Vec<Py> = clock.into_iter().map(IntoPy::into_py).collect::<PyResult<_>>()?;
        fields.push(zone.into_py()?);
        call::call_owned(class, fields)
    }

    /// The text HH:MM:SS, with microseconds if there are any and the distance from UTC if that is known.
    #[method(args = "($self, timespec=0)")]
    fn isoformat(this: &This, timespec: Option<&Object>) -> PyResult<String> {
        let clock = text::write_time(this.clock(), 1, timespec)?;
        Ok(clock + &text::write_offset(this.zone().as_deref(), singletons::none(), ":")?)
    }

    /// The time as text, by a format.
    #[method(args = "($self, format)")]
    fn strftime(this: &This, format: &Object) -> PyResult {
        let format = string("strftime", 1, format)?;
        let [hour, minute, second, _] = this.clock();
        let fields = [1900, 1, 1, hour, minute, second, 0, 1, -1];
        let fields: PyResult<Vec<Py>> = fields.into_iter().map(IntoPy::into_py).collect();
        text::strftime(this.object(), format, &*Tuple::from_vec(fields?)?)
    }

    /// strftime() of the format; str() if that is empty.
    #[method(args = "($self, format_spec, /)")]
    fn __format__(this: &Object, format_spec: &Object) -> PyResult {
        text::format(this, string("__format__", 1, format_spec)?)
    }

    /// What tzinfo.utcoffset(self) gives.
    #[method(args = "($self)")]
    fn utcoffset(this: &This) -> PyResult {
        offset_object(this.zone().as_deref(), "utcoffset", singletons::none())
    }

    /// What tzinfo.tzname(self) gives.
    #[method(args = "($self)")]
    fn tzname(this: &This) -> PyResult {
        zone_name(this.zone().as_deref(), singletons::none())
    }

    /// What tzinfo.dst(self) gives.
    #[method(args = "($self)")]
    fn dst(this: &This) -> PyResult {
        offset_object(this.zone().as_deref(), "dst", singletons::none())
    }

    /// A time with other fields.
    #[method(args = "($self, hour=-1, minute=-1, second=-1, microsecond=-1, tzinfo=0, *, fold=-1)")]
    fn replace(
        this: &This,
        hour: Option<Part>,
        minute: Option<Part>,
        second: Option<Part>,
        microsecond: Option<Part>,
        tzinfo: Option<&Object>,
        fold: Option<Part>,
    ) -> PyResult {
        let mut clock = this.clock();
        for (field, part) in clock.iter_mut().zip([hour, minute, second, microsecond]) {
            *field = part.map_or(*field, |part| part.0);
        }
        check(clock)?;
        let zone = if tzinfo.is_some() { zone(tzinfo)? } else { this.zone() };
        let fold = fold.map_or(Ok(this.fold()), |fold| check_fold(fold.0))?;
        make(this.object().ty(), pack(clock), zone, fold)
    }

    /// The class and the state, for a pickle protocol.
    #[method(args = "($self, protocol, /)")]
    fn __reduce_ex__(this: &This, protocol: i32) -> PyResult {
        let mut data = this.data;
        if protocol > 3 && this.fold() {
            data[0] |= 0x80;
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
        Time::__reduce_ex__(this, 2)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if is_same_zone(this.zone(), other.zone()) {
            return Ok(protocol::order_result(this.data.cmp(&other.data), op));
        }
        match (this.offset()?, other.offset()?) {
            (a, b) if a == b => Ok(protocol::order_result(this.data.cmp(&other.data), op)),
            (Some(a), Some(b)) => {
                let (a, b) = (this.span().0 - a.0, other.span().0 - b.0);
                Ok(protocol::order_result(a.cmp(&b), op))
            }
            _ => naive_and_aware(op, "times"),
        }
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        if this.hash.get() == -1 {
            let distance = if this.fold() {
                let first = make(this.object().ty(), this.data, this.zone(), false)?;
                first.downcast::<This>().map_or(Ok(None), |first| first.offset())?
            } else {
                this.offset()?
            };
            this.hash.set(match distance {
                None => pyston_object::hash::hash_bytes(&this.data),
                Some(distance) => hash_of_span(Span(this.span().0 - distance.0))?,
            });
        }
        Ok(this.hash.get())
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<String> {
        let [hour, minute, second, microsecond] = this.clock();
        let mut text = format!("{}({hour}, {minute}", this.object().type_name());
        if microsecond != 0 {
            text.push_str(&format!(", {second}, {microsecond}"));
        } else if second != 0 {
            text.push_str(&format!(", {second}"));
        }
        Ok(text + &keywords(this.zone(), this.fold())? + ")")
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult {
        call::call_method(this.object(), name!("isoformat"), &[])
    }
}

/// The zone and the fold as a repr shows them.
pub fn keywords(zone: Option<Py>, fold: bool) -> PyResult<String> {
    let mut text = String::new();
    if let Some(zone) = zone {
        text.push_str(&format!(", tzinfo={}", protocol::repr_string(&zone)?));
    }
    if fold {
        text.push_str(", fold=1");
    }
    Ok(text)
}

/// Are both without zone or in one and the same?
pub fn is_same_zone(a: Option<Py>, b: Option<Py>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is(&*b),
        _ => false,
    }
}

/// One knows its distance from UTC, the other does not: they differ and have no order.
pub fn naive_and_aware(op: CompareOp, noun: &str) -> PyResult {
    match op {
        CompareOp::Eq => Ok(singletons::py_bool(false)),
        CompareOp::Ne => Ok(singletons::py_bool(true)),
        _ => Err(raise!(TypeError, "can't compare offset-naive and offset-aware {noun}")),
    }
}

/// The class attributes.
pub fn constants() -> PyResult<Vec<(&'static str, Py)>> {
    Ok(vec![
        ("min", new([0; 4], None, false)?),
        ("max", new([23, 59, 59, 999_999], None, false)?),
        ("resolution", Span(1).object()?),
    ])
}
