//! Asking time zones: `utcoffset`, `dst`, `tzname`.
//!
//! Plain `timezone` objects answer without a call; any other `tzinfo` is asked by its methods, which are
//! Python code.

use pyston_object::call::call_method;
use pyston_object::prelude::*;

use super::layout::{DateTime, Delta, Time, TimeZone};
use super::timezone;

pub type Offset = Option<Py<Instance<Delta>>>;

/// What a time zone is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Question {
    UtcOffset,
    Dst,
}

/// The answer for `when`, a datetime or `None`.
pub fn ask(tzinfo: Option<&Object>, question: Question, when: &Object) -> PyResult<Offset> {
    let Some(tzinfo) = tzinfo else { return Ok(None) };
    if let Some(zone) = tzinfo.downcast_exact::<Instance<TimeZone>>() {
        return Ok((question == Question::UtcOffset).then(|| zone.offset.clone()));
    }
    let name = match question {
        Question::UtcOffset => name!("utcoffset"),
        Question::Dst => name!("dst"),
    };
    let answer = call_method(tzinfo, name, &[when])?;
    if answer.is_none() {
        return Ok(None);
    }
    let answer = answer.downcast_into::<Instance<Delta>>().map_err(|answer| {
        raise!(TypeError, "tzinfo.{name}() must return None or timedelta, not '{:.200}'", answer.type_name())
    })?;
    if !is_within_day(&answer) {
        return Err(raise!(
            ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)."
        ));
    }
    Ok(Some(answer))
}

/// Is it strictly between minus and plus one day?
pub fn is_within_day(delta: &Delta) -> bool {
    let beyond = delta.days == -1 && delta.seconds == 0 && delta.microseconds < 1;
    (-1..1).contains(&delta.days) && !beyond
}

/// The zone's name for `when`: a str or `None`.
pub fn ask_name(tzinfo: Option<&Object>, when: &Object) -> PyResult<Option<Py<Str>>> {
    let Some(tzinfo) = tzinfo else { return Ok(None) };
    if let Some(zone) = tzinfo.downcast_exact::<Instance<TimeZone>>() {
        return timezone::display_name(zone).map(Some);
    }
    let answer = call_method(tzinfo, name!("tzname"), &[when])?;
    if answer.is_none() {
        return Ok(None);
    }
    answer.downcast_into::<Str>().map(Some).map_err(|answer| {
        raise!(TypeError, "tzinfo.tzname() must return None or a string, not '{:.200}'", answer.type_name())
    })
}

impl DateTime {
    pub fn utc_offset(this: &Instance<DateTime>) -> PyResult<Offset> {
        ask(this.tzinfo.as_deref(), Question::UtcOffset, this.object())
    }

    pub fn dst_offset(this: &Instance<DateTime>) -> PyResult<Offset> {
        ask(this.tzinfo.as_deref(), Question::Dst, this.object())
    }
}

impl Time {
    pub fn utc_offset(&self) -> PyResult<Offset> {
        ask(self.tzinfo.as_deref(), Question::UtcOffset, singletons::none())
    }
}

/// Are two answers the same, `None` being the same as `None` alone?
pub fn same(a: &Offset, b: &Offset) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.parts() == b.parts(),
        (None, None) => true,
        _ => false,
    }
}
