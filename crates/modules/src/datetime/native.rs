//! What native code makes dates and times with, and asks of them.
//!
//! **Invariant**: values are checked as the types' constructors check them; no Python code is called but that
//! of the zones.

use pyston_object::attr;
use pyston_object::call::call;
use pyston_object::prelude::*;

use super::calendar::{check_clock, check_date};
use super::layout::*;
use super::parameters::check_tzinfo;
use super::{date, timezone};

pub use super::layout::{
    Clock, PyDateTime_DateTimeType, PyDateTime_DateType, PyDateTime_DeltaType, PyDateTime_TZInfoType,
    PyDateTime_TimeType, Ymd,
};

/// Makes the types usable.
pub fn install() -> PyResult<()> {
    crate::arguments::install_once(&PyDateTime_DateTimeType, super::install)
}

/// Is the object of the type: just that one, or of a subtype too?
pub fn is_a(object: &Object, ty: &Type, exactly: bool) -> bool {
    if exactly { object.ty() == ty } else { object.ty().is_subtype(ty) }
}

pub fn date(ymd: Ymd) -> PyResult {
    date::new_in(&PyDateTime_DateType, ymd)
}

pub fn datetime(ymd: Ymd, clock: Clock, fold: i32, tzinfo: Option<Py>) -> PyResult {
    check_date(ymd)?;
    check_clock(clock, fold)?;
    DateTime::of(ymd, clock, fold as u8, check_tzinfo(tzinfo)?).map(Py::into_object)
}

pub fn time(clock: Clock, fold: i32, tzinfo: Option<Py>) -> PyResult {
    check_clock(clock, fold)?;
    Time::of(clock, fold as u8, check_tzinfo(tzinfo)?).map(Py::into_object)
}

pub fn delta(days: i32, seconds: i32, microseconds: i32) -> PyResult {
    Delta::of(days.into(), seconds.into(), microseconds.into()).map(Py::into_object)
}

/// `timezone.utc`.
pub fn utc() -> PyResult {
    timezone::utc().map(|utc| utc.object().new_ref())
}

/// The zone of an offset in seconds.
pub fn zone(seconds: i32, name: Option<&str>) -> PyResult {
    let name = name.map(Str::new).transpose()?;
    timezone::named(Delta::of(0, seconds.into(), 0)?, name).map(Py::into_object)
}

/// `class.fromtimestamp(*args)`.
pub fn from_timestamp(class: &Type, args: &[&Object]) -> PyResult {
    call(&*attr::getattr_str(class, name!("fromtimestamp"))?, args)
}
