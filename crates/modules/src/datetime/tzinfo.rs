//! `tzinfo`: the base of time zones.

use pyston_object::attr::{find_attr, generic_getattr, instance_dict};
use pyston_object::call::call;
use pyston_object::payload::dealloc_plain;
use pyston_object::prelude::*;

use super::datetime::shifted;
use super::delta;
use super::layout::{DateTime, PyDateTime_TZInfoType, TzInfo};
use super::offset::{Question, ask};

type This = Instance<TzInfo>;

fn must_implement(method: &str) -> PyResult<()> {
    Err(raise!(NotImplementedError, "a tzinfo subclass must implement {method}()"))
}

/// What knows the difference between local time and UTC, for subclasses to fill in.
#[pytype(PyDateTime_TZInfoType, slots(tp_dealloc = dealloc_plain::<TzInfo>, tp_getattro = generic_getattr))]
impl TzInfo {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_plain(class, TzInfo)
    }

    /// datetime -> the zone's name
    #[method(args = "($self, dt, /)")]
    fn tzname(_this: &Object, _dt: &Object) -> PyResult<()> {
        must_implement("tzname")
    }

    /// datetime -> local time minus UTC as a timedelta, or None
    #[method(args = "($self, dt, /)")]
    fn utcoffset(_this: &Object, _dt: &Object) -> PyResult<()> {
        must_implement("utcoffset")
    }

    /// datetime -> the part of the offset that is daylight saving, as a timedelta, or None
    #[method(args = "($self, dt, /)")]
    fn dst(_this: &Object, _dt: &Object) -> PyResult<()> {
        must_implement("dst")
    }

    /// datetime in UTC -> datetime in local time
    #[method(args = "($self, dt, /)")]
    fn fromutc(this: &Object, dt: &Object) -> PyResult {
        let when = own_datetime(this, dt)?;
        let missing = |what: &str| raise!(ValueError, "fromutc: non-None {what}() result required");
        let offset = DateTime::utc_offset(when)?.ok_or_else(|| missing("utcoffset"))?;
        let dst = DateTime::dst_offset(when)?.ok_or_else(|| missing("dst"))?;
        let standard = shifted(when, &*delta::combine(&offset, &dst, -1)?, 1)?;
        let dst = ask(when.tzinfo.as_deref(), Question::Dst, &standard)?;
        let dst =
            dst.ok_or_else(|| raise!(ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert"))?;
        if dst.is_zero() {
            return Ok(standard);
        }
        match standard.downcast::<Instance<DateTime>>() {
            Some(standard) => shifted(standard, &dst, 1),
            None => Err(errors::bad_internal_call()),
        }
    }

    /// -> (class, arguments[, state])
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Object) -> PyResult {
        let args = match find_attr(this, name!("__getinitargs__"))? {
            Some(method) => call(&method, &[])?,
            None => Tuple::empty().into_object(),
        };
        let state = match find_attr(this, name!("__getstate__"))? {
            Some(method) => call(&method, &[])?,
            None => match instance_dict(this)?.filter(|dict| !dict.is_empty()) {
                Some(dict) => dict.into_object(),
                None => singletons::py_none(),
            },
        };
        let class = this.ty().new_ref();
        if state.is_none() { (class, args).into_py() } else { (class, args, state).into_py() }
    }
}

/// The argument of `fromutc`: a datetime in this zone.
pub fn own_datetime<'a>(zone: &Object, dt: &'a Object) -> PyResult<&'a Instance<DateTime>> {
    let when =
        dt.downcast::<Instance<DateTime>>().ok_or_else(|| raise!(TypeError, "fromutc: argument must be a datetime"))?;
    match &when.tzinfo {
        Some(tzinfo) if tzinfo.is(zone) => Ok(when),
        _ => Err(raise!(ValueError, "fromutc: dt.tzinfo is not self")),
    }
}

pub fn install() -> PyResult<()> {
    TzInfo::install();
    super::finish_type(&PyDateTime_TZInfoType, &[])
}
