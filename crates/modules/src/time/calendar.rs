//! `struct_time` and the C library's broken-down time.

use std::ffi::CString;

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};

use super::clock;
use super::duration::{self, Rounding};

const FIELDS: &[Field] = &[
    (Some("tm_year"), "year, for example, 1993"),
    (Some("tm_mon"), "month of year, range [1, 12]"),
    (Some("tm_mday"), "day of month, range [1, 31]"),
    (Some("tm_hour"), "hours, range [0, 23]"),
    (Some("tm_min"), "minutes, range [0, 59]"),
    (Some("tm_sec"), "seconds, range [0, 61])"),
    (Some("tm_wday"), "day of week, range [0, 6], Monday is 0"),
    (Some("tm_yday"), "day of year, range [1, 366]"),
    (Some("tm_isdst"), "1 if summer time is in effect, 0 if not, and -1 if unknown"),
    (Some("tm_zone"), "abbreviation of timezone name"),
    (Some("tm_gmtoff"), "offset from UTC in seconds"),
];

static TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

/// The type `time.struct_time`.
pub fn struct_time() -> PyResult<&'static Type> {
    if let Some(ty) = TYPE.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type("time.struct_time", "A time taken apart into year, month and so on.", FIELDS, 9)?;
    TYPE.set(Some(ty));
    Ok(ty)
}

/// A broken-down time with the memory its zone name is in.
pub struct Calendar {
    pub tm: libc::tm,
    zone: Option<CString>,
}

impl Calendar {
    fn empty() -> Calendar {
        // SAFETY: zero is a valid value of every field.
        Calendar { tm: unsafe { std::mem::zeroed() }, zone: None }
    }

    /// The local time of a time stamp.
    pub fn local(seconds: i64) -> PyResult<Calendar> {
        let mut calendar = Calendar::empty();
        // SAFETY: a time and a result of the right types.
        if unsafe { libc::localtime_r(&seconds, &mut calendar.tm) }.is_null() {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        Ok(calendar)
    }

    /// The universal time of a time stamp.
    pub fn universal(seconds: i64) -> PyResult<Calendar> {
        let mut calendar = Calendar::empty();
        // SAFETY: as above.
        if unsafe { libc::gmtime_r(&seconds, &mut calendar.tm) }.is_null() {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        Ok(calendar)
    }

    /// The local time now.
    pub fn now() -> PyResult<Calendar> {
        Calendar::local(clock::read(libc::CLOCK_REALTIME)?.tv_sec)
    }

    /// From a tuple of nine numbers.
    pub fn from_tuple(object: &Object, function: &str) -> PyResult<Calendar> {
        let Some(tuple) = object.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "Tuple or struct_time argument required"));
        };
        if tuple.len() != 9 {
            return Err(raise!(TypeError, "{function}(): illegal time tuple argument"));
        }
        let mut numbers = [0i32; 9];
        for (number, item) in numbers.iter_mut().zip(tuple.as_slice()) {
            *number = int_item(item)?;
        }
        let [year, month, day, hour, minute, second, weekday, year_day, is_dst] = numbers;
        let mut calendar = Calendar::empty();
        let tm = &mut calendar.tm;
        tm.tm_year = year.checked_sub(1900).ok_or_else(|| raise!(OverflowError, "year out of range"))?;
        tm.tm_mon = month.wrapping_sub(1);
        (tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec) = (day, hour, minute, second);
        tm.tm_wday = weekday.wrapping_add(1) % 7;
        tm.tm_yday = year_day.wrapping_sub(1);
        tm.tm_isdst = is_dst;
        if std::ptr::eq(object.ty(), struct_time()?) {
            calendar.take_zone(object)?;
        }
        Ok(calendar)
    }

    fn take_zone(&mut self, object: &Object) -> PyResult<()> {
        let offset = pyston_object::attr::getattr_str(object, name!("tm_gmtoff"))?;
        if !offset.is_none() {
            self.tm.tm_gmtoff = protocol::as_c_long(&offset)?;
        }
        let zone = pyston_object::attr::getattr_str(object, name!("tm_zone"))?;
        if let Some(zone) = zone.downcast::<Str>() {
            let zone =
                CString::new(zone.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))?;
            self.tm.tm_zone = zone.as_ptr();
            self.zone = Some(zone);
        }
        Ok(())
    }

    /// Are the fields within their ranges? Zero month, day and day of year mean the first.
    pub fn check(&mut self) -> PyResult<()> {
        let tm = &mut self.tm;
        if tm.tm_mon == -1 {
            tm.tm_mon = 0;
        }
        if tm.tm_mday == 0 {
            tm.tm_mday = 1;
        }
        if tm.tm_yday == -1 {
            tm.tm_yday = 0;
        }
        let ranges = [
            (tm.tm_mon, 0, 11, "month"),
            (tm.tm_mday, 1, 31, "day of month"),
            (tm.tm_hour, 0, 23, "hour"),
            (tm.tm_min, 0, 59, "minute"),
            (tm.tm_sec, 0, 61, "seconds"),
            (tm.tm_wday, 0, i32::MAX, "day of week"),
            (tm.tm_yday, 0, 365, "day of year"),
        ];
        match ranges.iter().find(|(value, low, high, _)| value < low || value > high) {
            Some((_, _, _, what)) => Err(raise!(ValueError, "{what} out of range")),
            None => Ok(()),
        }
    }

    /// As `asctime` shows it.
    pub fn text(&self) -> String {
        const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let tm = &self.tm;
        format!(
            "{} {}{:3} {:02}:{:02}:{:02} {}",
            DAYS[tm.tm_wday as usize],
            MONTHS[tm.tm_mon as usize],
            tm.tm_mday,
            tm.tm_hour,
            tm.tm_min,
            tm.tm_sec,
            1900 + i64::from(tm.tm_year)
        )
    }

    /// The zone's name; None if it has none.
    pub fn zone_name(&self) -> PyResult {
        if self.tm.tm_zone.is_null() {
            return Ok(singletons::py_none());
        }
        // SAFETY: a C string of the C library, valid until the zone changes.
        let zone = unsafe { std::ffi::CStr::from_ptr(self.tm.tm_zone) };
        pyston_builtins::codecs::decode_file_name(zone.to_bytes()).map(Py::into_object)
    }

    /// The `struct_time`.
    pub fn to_struct(&self) -> PyResult {
        let tm = &self.tm;
        let zone = self.zone_name()?;
        let numbers = [
            i64::from(tm.tm_year) + 1900,
            i64::from(tm.tm_mon) + 1,
            tm.tm_mday.into(),
            tm.tm_hour.into(),
            tm.tm_min.into(),
            tm.tm_sec.into(),
            (i64::from(tm.tm_wday) + 6) % 7,
            i64::from(tm.tm_yday) + 1,
            tm.tm_isdst.into(),
        ];
        let mut values = Vec::with_capacity(FIELDS.len());
        for number in numbers {
            values.push(number.into_py()?);
        }
        values.push(zone);
        values.push(tm.tm_gmtoff.into_py()?);
        structseq::make(struct_time()?, values)
    }
}

fn int_item(item: &Object) -> PyResult<i32> {
    let value = protocol::as_c_long(item)?;
    i32::try_from(value).map_err(|_| {
        let (than, bound) = if value > 0 { ("greater", "maximum") } else { ("less", "minimum") };
        raise!(OverflowError, "signed integer is {than} than {bound}")
    })
}

/// A time stamp argument; now if there is none.
pub fn stamp(object: Option<&Object>) -> PyResult<i64> {
    match object {
        None => Ok(clock::read(libc::CLOCK_REALTIME)?.tv_sec),
        Some(object) => duration::seconds(object, Rounding::Floor),
    }
}
