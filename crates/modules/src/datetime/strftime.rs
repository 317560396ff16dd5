//! `strftime`: the C library's by way of the module `time`, with what it does not know put in before.

use pyston_object::attr::getattr_str;
use pyston_object::call::call_method;
use pyston_object::prelude::*;

use super::calendar::{day_of_year, weekday};
use super::layout::{Clock, DateTime, Time, Ymd, tzinfo_of};
use super::offset::{Question, ask, ask_name};
use super::parameters::ints;
use super::text::Text;
use crate::time::calendar::struct_time;

/// `object`'s time `tuple` by a format. `when` is what time zones are asked about.
pub fn strftime(object: &Object, format: &Str, tuple: &Object, when: &Object) -> PyResult {
    let format = format.to_utf8()?;
    let mut expanded: Option<String> = None;
    let mut done = 0;
    let mut at = 0;
    let bytes = format.as_bytes();
    // C strings end at a null.
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    while let Some(found) = bytes[at..end].iter().position(|byte| *byte == b'%').map(|found| at + found) {
        let replacement = match bytes[..end].get(found + 1) {
            None => break,
            Some(b'z') => utc_offset(object, when)?,
            Some(b'Z') => zone_name(object, when)?,
            Some(b'f') => format!("{:06}", microsecond(object)),
            Some(_) => {
                // A character behind the sign may be longer than a byte: none of its bytes is a sign.
                at = found + 2;
                continue;
            }
        };
        let text = expanded.get_or_insert_default();
        text.push_str(&format[done..found]);
        text.push_str(&replacement);
        at = found + 2;
        done = at;
    }
    let rest = &format[done..end];
    let expanded = match expanded {
        Some(text) => Str::new(&(text + rest))?,
        None => Str::new(rest)?,
    };
    let module = pyston_object::hooks::import("time")?;
    let function = getattr_str(&module, name!("strftime"))?;
    pyston_object::call::call(&function, &[&expanded, tuple])
}

fn utc_offset(object: &Object, when: &Object) -> PyResult<String> {
    match ask(tzinfo_of(object).as_deref(), Question::UtcOffset, when)? {
        None => Ok(String::new()),
        Some(offset) => {
            let mut text = Text::new();
            text.offset(&offset, "");
            Ok(text.finish()?.to_utf8()?.into_owned())
        }
    }
}

fn zone_name(object: &Object, when: &Object) -> PyResult<String> {
    match ask_name(tzinfo_of(object).as_deref(), when)? {
        None => Ok(String::new()),
        Some(name) if Str::check_exact(&name) => Ok(name.to_utf8()?.replace('%', "%%")),
        Some(name) => {
            let text = call_method(&name, name!("replace"), &[name!("%"), name!("%%")])?;
            match text.downcast::<Str>() {
                Some(text) => Ok(text.to_utf8()?.into_owned()),
                None => Err(raise!(TypeError, "bad argument type for built-in operation")),
            }
        }
    }
}

fn microsecond(object: &Object) -> i32 {
    if let Some(datetime) = object.downcast::<Instance<DateTime>>() {
        return datetime.clock().microsecond;
    }
    object.downcast::<Instance<Time>>().map_or(0, |time| time.clock().microsecond)
}

/// A `time.struct_time`; `dst` is -1 if unknown.
pub fn time_tuple(ymd: Ymd, clock: Clock, dst: i32) -> PyResult {
    let numbers =
        [ymd.year, ymd.month, ymd.day, clock.hour, clock.minute, clock.second, weekday(ymd), day_of_year(ymd), dst];
    pyston_object::structseq::make(struct_time()?, ints(&numbers)?)
}

/// `__format__`: `strftime` with the format, or `str` without.
pub fn format(object: &Object, args: Args<'_>) -> PyResult {
    args.no_keywords("__format__")?;
    crate::arguments::parse_count("__format__()", args.positional.len(), 1, 1)?;
    let Some(format) = args.positional[0].downcast::<Str>() else {
        return Err(super::parameters::wrong_type("__format__()", 1, "str", args.positional[0]));
    };
    if format.is_empty() {
        return protocol::str(object).map(Py::into_object);
    }
    call_method(object, name!("strftime"), &[format])
}
