//! `_datetime`: dates, times, lengths of time, zones.
//!
//! All arithmetic is in microseconds (`delta::Span`); the objects have the fields, in the places, that
//! CPython's have. What a zone says is asked of its methods each time, for programs write zones.

mod calendar;
mod date;
mod delta;
mod local;
mod moment;
mod stamp;
mod support;
mod text;
mod time_of_day;
mod zone;

use pyston_object::attr;
use pyston_object::prelude::*;

use date::{Date, PyDateTime_DateType};
use delta::PyDateTime_DeltaType;
use moment::{Moment, PyDateTime_DateTimeType};
use time_of_day::{PyDateTime_TimeType, Time};
use zone::{Fixed, PyDateTime_TZInfoType, PyDateTime_TimeZoneType, Zone};

pub struct DatetimeModule;

type Constants = fn() -> PyResult<Vec<(&'static str, Py)>>;

/// The types, a base before those that are derived from it; how each is filled and its class attributes.
const TYPES: [(&Type, fn(), Option<Constants>); 6] = [
    (&PyDateTime_DeltaType, delta::install, Some(delta::constants)),
    (&PyDateTime_TZInfoType, Zone::install, None),
    (&PyDateTime_TimeZoneType, Fixed::install, Some(zone::constants)),
    (&PyDateTime_DateType, Date::install, Some(date::constants)),
    (&PyDateTime_TimeType, Time::install, Some(time_of_day::constants)),
    (&PyDateTime_DateTimeType, Moment::install, Some(moment::constants)),
];

/// Dates and times.
#[pymodule("_datetime")]
impl DatetimeModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (ty, install, constants) in TYPES {
            crate::add_type(module, ty, install)?;
            if let (Some(constants), Some(namespace)) = (constants, ty.dict()) {
                for (name, value) in constants()? {
                    namespace.set_str(&Str::intern(name), value)?;
                }
                attr::type_modified(ty);
            }
        }
        module.add("MINYEAR", calendar::MIN_YEAR)?;
        module.add("MAXYEAR", calendar::MAX_YEAR)
    }
}
