//! Datetimes from time stamps and the system's clock, and the zone that the system is in.

use pyston_object::call;
use pyston_object::prelude::*;

use super::calendar::EPOCH;
use super::delta::Span;
use super::local::{self, Fields};
use super::moment::{Moment, Value};
use super::zone;

/// What `class` makes of a time stamp's fields.
pub fn from_stamp(class: &Type, stamp: i64, microsecond: i64, is_local: bool, tz: Option<Py>) -> PyResult {
    let fields = if is_local { Fields::of_local(stamp)? } else { Fields::of_universal(stamp)? };
    let fold = is_local && local::is_fold(stamp, &fields)?;
    let clock = [fields.hour, fields.minute, fields.second, microsecond as i32];
    Value { day: fields.day(), clock, zone: tz, fold }.by(class)
}

/// As [`from_stamp`], then taken to a zone.
pub fn from_stamp_in(class: &Type, (stamp, microsecond): (i64, i64), zone: Option<Py>) -> PyResult {
    let moment = from_stamp(class, stamp, microsecond, zone.is_none(), zone.clone())?;
    match zone {
        Some(zone) => call::call_method(&zone, name!("fromutc"), &[&moment]),
        None => Ok(moment),
    }
}

/// Seconds and microseconds of now.
pub fn now() -> PyResult<(i64, i64)> {
    let now = crate::time::clock::read(libc::CLOCK_REALTIME)?;
    Ok((now.tv_sec, now.tv_nsec / 1000))
}

/// The zone that the system says local time is in at a time stamp.
pub fn system_zone(stamp: i64) -> PyResult {
    let (distance, name) = local::zone_at(stamp)?;
    zone::fixed(&*Span::new(0, distance, 0).object()?, name.downcast())
}

/// As [`system_zone`], for a moment without zone.
pub fn system_zone_of(this: &Instance<Moment>) -> PyResult {
    system_zone(local::universal(this.wall_seconds(), this.fold())? - EPOCH)
}
