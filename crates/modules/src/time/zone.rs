//! The local time zone as constants of the module.

use pyston_object::prelude::*;

use super::calendar::Calendar;
use super::clock;

unsafe extern "C" {
    fn tzset();
}

/// Half a year apart: one of the two is in winter.
const YEAR: i64 = (365 * 24 + 6) * 3600;

fn zone_at(seconds: i64) -> PyResult<(Py<Str>, i64)> {
    let calendar = Calendar::local(seconds)?;
    let name = if calendar.tm.tm_zone.is_null() {
        Str::new("   ")?
    } else {
        // SAFETY: a C string of the C library.
        let name = unsafe { std::ffi::CStr::from_ptr(calendar.tm.tm_zone) };
        pyston_builtins::codecs::decode_file_name(name.to_bytes())?
    };
    Ok((name, -calendar.tm.tm_gmtoff))
}

/// Reads the zone from the environment again.
pub fn reread() {
    // SAFETY: reads the environment; the GIL serialises writers of our own.
    unsafe { tzset() }
}

/// Sets `timezone`, `altzone`, `daylight` and `tzname`.
pub fn add(module: &Module) -> PyResult<()> {
    let january = clock::read(libc::CLOCK_REALTIME)?.tv_sec / YEAR * YEAR;
    let (january_name, january) = (zone_at(january)?, january);
    let july_name = zone_at(january + YEAR / 2)?;
    let (first, second) = (january_name, july_name);
    for (_, offset) in [&first, &second] {
        if offset.abs() > 48 * 3600 {
            return Err(raise!(RuntimeError, "invalid GMT offset"));
        }
    }
    // In the south summer time is in January.
    let (winter, summer) = if first.1 < second.1 { (second, first) } else { (first, second) };
    module.add("timezone", winter.1)?;
    module.add("altzone", summer.1)?;
    module.add("daylight", i32::from(winter.1 != summer.1))?;
    module.add("tzname", (winter.0, summer.0))
}
