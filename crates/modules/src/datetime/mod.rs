//! `_datetime`: dates, times of day, durations and time zones.
//!
//! The types have the memory layouts of CPython's (`layout`); what they know of the calendar is in
//! `calendar`, of local time in `local`, of text in `text`, `iso_parse` and `strftime`.

mod astimezone;
mod calendar;
mod date;
#[expect(clippy::module_inception, reason = "the type has the module's name")]
mod datetime;
mod delta;
mod iso_parse;
mod layout;
mod local;
mod micros;
pub mod native;
mod offset;
mod parameters;
mod stamp;
mod strftime;
mod text;
mod time;
mod timezone;
mod tzinfo;

use layout::*;
use pyston_object::prelude::*;

use crate::arguments::install_once;

pub struct DatetimeModule;

/// Native implementation of the module datetime.
#[pymodule("_datetime")]
impl DatetimeModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&PyDateTime_DateTimeType, install)?;
        let types = [
            &PyDateTime_DateType,
            &PyDateTime_DateTimeType,
            &PyDateTime_TimeType,
            &PyDateTime_DeltaType,
            &PyDateTime_TZInfoType,
            &PyDateTime_TimeZoneType,
        ];
        types.into_iter().try_for_each(|ty| module.add_type(ty))?;
        module.add("MINYEAR", calendar::MIN_YEAR)?;
        module.add("MAXYEAR", calendar::MAX_YEAR)
    }
}

/// Makes the types, each after those that its constants are of.
fn install() -> PyResult<()> {
    delta::install()?;
    tzinfo::install()?;
    timezone::install()?;
    date::install()?;
    time::install()?;
    datetime::install()
}

/// Makes a type ready and gives it constants.
fn finish_type(ty: &'static Type, constants: &[(&str, Py)]) -> PyResult<()> {
    pyston_object::ready::ready(ty)?;
    let Some(dict) = ty.dict() else { return Err(errors::bad_internal_call()) };
    for (name, value) in constants {
        dict.set_str(&Str::intern(name), value.clone())?;
    }
    pyston_object::attr::type_modified(ty);
    Ok(())
}
