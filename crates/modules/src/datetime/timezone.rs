//! `timezone`: a fixed offset from UTC.
//!
//! **Invariant**: the offset is strictly within a day; a nameless zone without offset is always the one
//! object `timezone.utc`.

use pyston_object::payload::dealloc_plain;
use pyston_object::prelude::*;

use super::datetime::shifted;
use super::delta;
use super::layout::{DateTime, Delta, PyDateTime_DeltaType, PyDateTime_TZInfoType, PyDateTime_TimeZoneType, TimeZone};
use super::offset::is_within_day;
use super::parameters::{Parameters, wrong_type};
use super::text::Text;
use super::tzinfo::own_datetime;

type This = Instance<TimeZone>;

static PARAMETERS: Parameters =
    Parameters { function: "timezone()", names: &["offset", "name"], n_required: 1, n_positional: 2 };

/// `timezone.utc`, made with the type and never freed.
static UTC: GilCell<Option<&'static This>> = GilCell::new(None);

/// `timezone.utc`.
pub fn utc() -> PyResult<&'static This> {
    UTC.get().ok_or_else(errors::bad_internal_call)
}

fn make(offset: Py<Instance<Delta>>, name: Option<Py<Str>>) -> PyResult<Py<This>> {
    Instance::new_plain(&PyDateTime_TimeZoneType, TimeZone { offset, name })
}

/// The nameless zone of an offset.
pub fn of_offset(offset: Py<Instance<Delta>>) -> PyResult {
    named(offset, None).map(Py::into_object)
}

/// A zone, if the offset can be one's.
pub fn named(offset: Py<Instance<Delta>>, name: Option<Py<Str>>) -> PyResult<Py<This>> {
    if name.is_none() && offset.is_zero() {
        return Ok(utc()?.new_ref());
    }
    if !is_within_day(&offset) {
        return Err(raise!(
            ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {}.",
            protocol::repr(offset.object())?
        ));
    }
    make(offset, name)
}

/// What `str()` and `tzname` show.
pub fn display_name(zone: &This) -> PyResult<Py<Str>> {
    if let Some(name) = &zone.name {
        return Ok(name.clone());
    }
    if is_utc(zone) {
        return Ok(name!("UTC").new_ref());
    }
    let mut text = Text::new();
    text.push_str("UTC");
    text.offset(&zone.offset, ":");
    text.finish()
}

fn is_utc(zone: &This) -> bool {
    UTC.get().is_some_and(|utc| std::ptr::eq(utc, zone))
}

/// The argument of `utcoffset`, `tzname` and `dst`.
fn check_when(method: &str, dt: &Object) -> PyResult<()> {
    if dt.is_none() || dt.downcast::<Instance<DateTime>>().is_some() {
        return Ok(());
    }
    Err(raise!(TypeError, "{method}(dt) argument must be a datetime instance or None, not {:.200}", dt.type_name()))
}

/// A time zone with a fixed offset from UTC.
#[pytype(PyDateTime_TimeZoneType, base = PyDateTime_TZInfoType, slots(tp_dealloc = dealloc_plain::<TimeZone>))]
impl TimeZone {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        let mut cursor = PARAMETERS.of_tuple(args, kwargs)?;
        let offset = cursor.required()?.downcast_into::<Instance<Delta>>();
        let offset = offset.map_err(|other| wrong_type("timezone()", 1, "datetime.timedelta", &other))?;
        let name = match cursor.next()? {
            Some(name) => {
                Some(name.downcast_into::<Str>().map_err(|other| wrong_type("timezone()", 2, "str", &other))?)
            }
            None => None,
        };
        cursor.finish()?;
        named(offset, name)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        if is_utc(this) {
            return Str::new("datetime.timezone.utc");
        }
        let mut text = StrBuilder::new();
        text.push_str(&this.object().type_name());
        text.push_str("(");
        text.push_py(&*protocol::repr(this.offset.object())?);
        if let Some(name) = &this.name {
            text.push_str(", ");
            text.push_py(&*protocol::repr(name)?);
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult<Py<Str>> {
        display_name(this)
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        delta::hash(&this.offset)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> Py {
        match (other.downcast::<This>(), op) {
            (Some(other), CompareOp::Eq | CompareOp::Ne) => {
                protocol::order_result(this.offset.parts().cmp(&other.offset.parts()), op)
            }
            _ => singletons::py_not_implemented(),
        }
    }

    /// The name given to the zone, or one made of its offset: 'UTC', or 'UTC' with sign, hours and minutes.
    #[method(args = "($self, dt, /)")]
    fn tzname(this: &This, dt: &Object) -> PyResult<Py<Str>> {
        check_when("tzname", dt)?;
        display_name(this)
    }

    /// The fixed offset.
    #[method(args = "($self, dt, /)")]
    fn utcoffset(this: &This, dt: &Object) -> PyResult<Py<Instance<Delta>>> {
        check_when("utcoffset", dt)?;
        Ok(this.offset.clone())
    }

    /// None.
    #[method(args = "($self, dt, /)")]
    fn dst(_this: &This, dt: &Object) -> PyResult<()> {
        check_when("dst", dt)
    }

    /// datetime in UTC -> datetime in local time
    #[method(args = "($self, dt, /)")]
    fn fromutc(this: &This, dt: &Object) -> PyResult {
        shifted(own_datetime(this.object(), dt)?, &this.offset, 1)
    }

    /// The constructor's arguments, for pickling.
    #[method(args = "($self, /)")]
    fn __getinitargs__(this: &This) -> PyResult {
        match &this.name {
            Some(name) => (this.offset.clone(), name.clone()).into_py(),
            None => (this.offset.clone(),).into_py(),
        }
    }
}

pub fn install() -> PyResult<()> {
    TimeZone::install();
    pyston_object::ready::ready(&PyDateTime_TimeZoneType)?;
    let zone = make(Delta::of(0, 0, 0)?, None)?;
    UTC.set(Some(Box::leak(Box::new(zone.clone()))));
    let almost_day = 24 * 3600 - 60;
    let of = |seconds: i64| make(Delta::normal(&PyDateTime_DeltaType, 0, seconds, 0)?, None);
    super::finish_type(
        &PyDateTime_TimeZoneType,
        &[("utc", zone.into_object()), ("min", of(-almost_day)?.into_object()), ("max", of(almost_day)?.into_object())],
    )
}
