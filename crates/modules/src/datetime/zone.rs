//! `tzinfo`, what zones are derived from, and `timezone`, one with a fixed distance from UTC.

use pyston_object::args::{FunctionName, Signature};
use pyston_object::attr;
use pyston_object::call;
use pyston_object::impl_trace;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;

use super::delta::{Delta, Span, span_of, write_clock};
use super::moment::{self, Moment};
use super::support::{bind, is_moment, offset};

#[pyclass(PyDateTime_TZInfoType = "datetime.tzinfo", flags(BASETYPE))]
#[derive(Default)]
pub struct Zone {}
impl_trace!(Zone {});

fn missing<T>(method: &str) -> PyResult<T> {
    Err(raise!(NotImplementedError, "a tzinfo subclass must implement {method}()"))
}

/// What the zones of programs are derived from.
#[pytype(PyDateTime_TZInfoType, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Zone {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Ok(Instance::new_as(class, Zone {})?.into_object())
    }

    /// datetime -> name of the zone.
    #[method(args = "($self, dt, /)")]
    fn tzname(_this: &Instance<Zone>, dt: &Object) -> PyResult {
        let _ = dt;
        missing("tzname")
    }

    /// datetime -> timedelta, positive east of UTC.
    #[method(args = "($self, dt, /)")]
    fn utcoffset(_this: &Instance<Zone>, dt: &Object) -> PyResult {
        let _ = dt;
        missing("utcoffset")
    }

    /// datetime -> timedelta by which summer time is ahead.
    #[method(args = "($self, dt, /)")]
    fn dst(_this: &Instance<Zone>, dt: &Object) -> PyResult {
        let _ = dt;
        missing("dst")
    }

    /// datetime in UTC -> datetime in local time.
    #[method(args = "($self, dt, /)")]
    fn fromutc(this: &Object, dt: &Object) -> PyResult {
        let Some(moment) = dt.downcast::<Instance<Moment>>() else {
            return Err(raise!(TypeError, "fromutc: argument must be a datetime"));
        };
        let zone = moment.zone();
        if !zone.as_deref().is_some_and(|zone| zone.is(this)) {
            return Err(raise!(ValueError, "fromutc: dt.tzinfo is not self"));
        }
        let distance = own_offset(dt, "utcoffset")?
            .ok_or_else(|| raise!(ValueError, "fromutc: non-None utcoffset() result required"))?;
        let summer =
            own_offset(dt, "dst")?.ok_or_else(|| raise!(ValueError, "fromutc: non-None dst() result required"))?;
        let standard = moment::shifted(moment, Span(distance.0 - summer.0))?;
        let summer = offset(zone.as_deref(), "dst", &standard)?
            .ok_or_else(|| raise!(ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert"))?;
        if summer == Span::ZERO {
            return Ok(standard);
        }
        protocol::binary_op(&standard, &*summer.object()?, BinaryOp::Add)
    }

    /// The class, the arguments and the state.
    #[method(args = "($self)")]
    fn __reduce__(this: &Object) -> PyResult {
        let args = match attr::find_attr(this, name!("__getinitargs__"))? {
            Some(method) => call::call(&method, &[])?,
            None => Tuple::empty().into_object(),
        };
        let state = match attr::find_attr(this, name!("__getstate__"))? {
            Some(method) => call::call(&method, &[])?,
            None => match attr::instance_dict(this).filter(|dict| !dict.is_empty()) {
                Some(dict) => dict.into_object(),
                None => singletons::py_none(),
            },
        };
        let class = this.ty().new_ref();
        if state.is_none() { (class, args).into_py() } else { (class, args, state).into_py() }
    }
}

/// What a datetime's own method says.
fn own_offset(moment: &Object, method: &str) -> PyResult<Option<Span>> {
    let value = call::call_method(moment, &Str::intern(method), &[])?;
    if value.is_none() {
        return Ok(None);
    }
    match span_of(&value) {
        Some(span) => Ok(Some(span)),
        None => Err(raise!(TypeError, "{method}() returned {:.200}", value.type_name())),
    }
}

#[pyclass(PyDateTime_TimeZoneType = "datetime.timezone")]
pub struct Fixed {
    offset: Py,
    name: Option<Py<Str>>,
}

impl pyston_object::Trace for Fixed {
    fn trace(&self, visit: &mut pyston_object::Visitor<'_>) {
        self.offset.trace(visit);
        if let Some(name) = &self.name {
            name.trace(visit);
        }
    }
}

static UTC: Once<Object> = Once::new();

/// The zone of UTC, always the same object.
pub fn utc() -> PyResult<Py> {
    let make = || Ok(Instance::new(Fixed { offset: Span::ZERO.object()?, name: None })?.into_object());
    UTC.get_or_try_init(make).map(Layout::new_ref)
}

/// A zone: that of UTC for a distance of zero without a name.
///
/// # Errors
/// `ValueError` for a day or more.
pub fn fixed(offset: &Object, name: Option<&Str>) -> PyResult {
    let span = span_of(offset).unwrap_or(Span::ZERO);
    if span == Span::ZERO && name.is_none() {
        return utc();
    }
    if span.0.abs() >= Span::new(1, 0, 0).0 {
        let shown = protocol::repr(offset)?;
        return Err(raise!(
            ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {shown}."
        ));
    }
    let fixed = Fixed { offset: offset.new_ref(), name: name.map(Layout::new_ref) };
    Ok(Instance::new(fixed)?.into_object())
}

static NEW: Signature = Signature {
    function: FunctionName::Text("timezone"),
    parameters: &["offset", "name"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 1,
    required_keywords: &[],
};

type This = Instance<Fixed>;

impl Fixed {
    fn is_utc(&self, this: &Object) -> bool {
        UTC.get().is_some_and(|utc| utc.is(this))
    }

    fn own_name(&self, this: &Object) -> PyResult<Py<Str>> {
        if let Some(name) = &self.name {
            return Ok(name.clone());
        }
        let span = span_of(&self.offset).unwrap_or(Span::ZERO);
        if self.is_utc(this) || span == Span::ZERO {
            return Ok(Str::intern("UTC"));
        }
        let sign = if span.0 < 0 { '-' } else { '+' };
        let (_, seconds, microseconds) = Span(span.0.abs()).parts();
        let clock = write_clock(seconds, microseconds);
        let clock = if seconds < 36_000 { format!("0{clock}") } else { clock };
        let shown = if seconds % 60 == 0 && microseconds == 0 { &clock[..5] } else { &clock };
        Str::new(&format!("UTC{sign}{shown}"))
    }
}

fn check_moment(dt: &Object, method: &str) -> PyResult<()> {
    if dt.is_none() || is_moment(dt) {
        return Ok(());
    }
    let got = dt.type_name();
    Err(raise!(TypeError, "{method}(dt) argument must be a datetime instance or None, not {got:.200}"))
}

/// A zone with a fixed distance from UTC.
#[pytype(PyDateTime_TimeZoneType, base = PyDateTime_TZInfoType, payload)]
impl Fixed {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let bound: [Option<&Object>; 2] = bind(&NEW, args, kwargs)?;
        let offset: &Instance<Delta> = match bound[0] {
            Some(offset) => offset.downcast().ok_or_else(|| {
                let got = if offset.is_none() { "None".into() } else { offset.type_name() };
                raise!(TypeError, "timezone() argument 1 must be datetime.timedelta, not {got:.50}")
            })?,
            None => return Err(errors::bad_internal_call()),
        };
        let name = match bound[1] {
            None => None,
            Some(name) => Some(name.downcast::<Str>().ok_or_else(|| {
                let got = if name.is_none() { "None".into() } else { name.type_name() };
                raise!(TypeError, "timezone() argument 2 must be str, not {got:.50}")
            })?),
        };
        fixed(offset.object(), name)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        match (other.downcast::<This>(), op) {
            (Some(other), CompareOp::Eq | CompareOp::Ne) => protocol::compare(&this.offset, &other.offset, op),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        protocol::hash(&this.offset)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<String> {
        if this.is_utc(this.object()) {
            return Ok("datetime.timezone.utc".into());
        }
        let (class, offset) = (this.object().type_name(), protocol::repr_string(&this.offset)?);
        Ok(match &this.name {
            None => format!("{class}({offset})"),
            Some(name) => format!("{class}({offset}, {})", protocol::repr(name)?),
        })
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult<Py<Str>> {
        this.own_name(this.object())
    }

    /// The name given, or UTC and the distance.
    #[method(args = "($self, dt, /)")]
    fn tzname(this: &This, dt: &Object) -> PyResult<Py<Str>> {
        check_moment(dt, "tzname")?;
        this.own_name(this.object())
    }

    /// The fixed distance.
    #[method(args = "($self, dt, /)")]
    fn utcoffset(this: &This, dt: &Object) -> PyResult {
        check_moment(dt, "utcoffset")?;
        Ok(this.offset.clone())
    }

    /// None.
    #[method(args = "($self, dt, /)")]
    fn dst(_this: &This, dt: &Object) -> PyResult<()> {
        check_moment(dt, "dst")
    }

    /// datetime in UTC -> datetime in local time.
    #[method(args = "($self, dt, /)")]
    fn fromutc(this: &This, dt: &Object) -> PyResult {
        let Some(moment) = dt.downcast::<Instance<Moment>>() else {
            return Err(raise!(TypeError, "fromutc: argument must be a datetime"));
        };
        if !moment.zone().is_some_and(|zone| zone.is(this.object())) {
            return Err(raise!(ValueError, "fromutc: dt.tzinfo is not self"));
        }
        moment::shifted(moment, span_of(&this.offset).unwrap_or(Span::ZERO))
    }

    /// The arguments that make an equal one.
    #[method(args = "($self)")]
    fn __getinitargs__(this: &This) -> PyResult {
        match &this.name {
            None => (this.offset.clone(),).into_py(),
            Some(name) => (this.offset.clone(), name.clone()).into_py(),
        }
    }
}

/// The class attributes of `timezone`.
pub fn constants() -> PyResult<Vec<(&'static str, Py)>> {
    let edge = |minutes: i64| -> PyResult { fixed(&*Span::new(0, minutes * 60, 0).object()?, None) };
    Ok(vec![("utc", utc()?), ("min", edge(-1439)?), ("max", edge(1439)?)])
}
