//! `datetime.astimezone`: the same moment in another zone, by default the system's.

use pyston_object::call::call_method;
use pyston_object::prelude::*;

use super::layout::{DateTime, Delta};
use super::local::{EPOCH, seconds_of, utc_of};
use super::offset::{Question, ask};
use super::{datetime, timezone};
use crate::time::calendar::Calendar;

type This = Instance<DateTime>;

/// The zone of local time at a time stamp, as fixed as that.
fn local_zone(stamp: i64) -> PyResult {
    let calendar = Calendar::local(stamp)?;
    let offset = Delta::of(0, calendar.tm.tm_gmtoff, 0)?;
    let name = calendar.zone_name()?;
    timezone::named(offset, name).map(Py::into_object)
}

/// As [`local_zone`], for a moment given by what local clocks show.
fn local_zone_of(datetime: &DateTime) -> PyResult {
    let local = seconds_of(datetime.ymd(), datetime.clock())?;
    local_zone(utc_of(local, datetime.fold != 0)? - EPOCH)
}

pub fn astimezone(this: &This, zone: Option<Py>) -> PyResult {
    let own = match this.tzinfo.clone() {
        Some(own) => own,
        None => local_zone_of(this)?,
    };
    if zone.as_ref().is_some_and(|zone| zone.is(&*own)) {
        return Ok(this.object().new_ref());
    }
    let offset = match ask(Some(&own), Question::UtcOffset, this.object())? {
        Some(offset) => offset,
        None => {
            // A zone that does not know: taken as local time.
            let local = local_zone_of(this)?;
            if zone.as_ref().is_some_and(|zone| zone.is(&*local)) {
                return Ok(this.object().new_ref());
            }
            let offset = ask(Some(&local), Question::UtcOffset, this.object())?;
            offset.ok_or_else(errors::bad_internal_call)?
        }
    };
    let utc = datetime::shifted(this, &offset, -1)?;
    let Some(utc) = utc.downcast::<This>() else { return Err(errors::bad_internal_call()) };
    let zone = match zone {
        Some(zone) => zone,
        None => local_zone(seconds_of(utc.ymd(), utc.clock())? - EPOCH)?,
    };
    let utc = DateTime::make(utc.object().ty(), utc.data, utc.fold, Some(zone.clone()))?;
    call_method(&zone, name!("fromutc"), &[utc.object()])
}
