//! The state of the types, laid out as CPython's C structs, which extensions read without calls.
//!
//! **Invariant**: bytes of date and time are big-endian and in order, so that comparing the bytes compares
//! the values; a `DateTime` starts as a `Date` does. What is checked on the way in (`check`) is not checked
//! again.

use std::cell::Cell;
use std::mem::{offset_of, size_of};

use pyston_abi::flags::Py_TPFLAGS_BASETYPE;
use pyston_object::Type;
use pyston_object::payload::{Instance, Payload};
use pyston_object::prelude::*;
use pyston_object::trace::{Trace, Visitor};

/// No hash computed yet.
pub const NO_HASH: isize = -1;

#[repr(C)]
pub struct Date {
    pub hashcode: Cell<isize>,
    pub hastzinfo: bool,
    pub data: [u8; 4],
}

#[repr(C)]
pub struct Time {
    pub hashcode: Cell<isize>,
    pub hastzinfo: bool,
    pub data: [u8; 6],
    pub fold: u8,
    pub tzinfo: Option<Py>,
}

#[repr(C)]
pub struct DateTime {
    pub hashcode: Cell<isize>,
    pub hastzinfo: bool,
    pub data: [u8; 10],
    pub fold: u8,
    pub tzinfo: Option<Py>,
}

#[repr(C)]
pub struct Delta {
    pub hashcode: Cell<isize>,
    pub days: i32,
    pub seconds: i32,
    pub microseconds: i32,
}

#[repr(C)]
pub struct TzInfo;

/// A fixed offset; `name` is empty if none was given.
#[repr(C)]
pub struct TimeZone {
    pub offset: Py<Instance<Delta>>,
    pub name: Option<Py<Str>>,
}

macro_rules! static_types {
    ($($own:ident = $ty:ident, $name:literal, $flags:expr;)*) => {$(
        #[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        pub static $ty: Type = Type::declare($name, size_of::<Instance<$own>>(), 0, $flags);

        impl Payload for $own {
            const DICT: Option<usize> = None;
            const WEAKLIST: Option<usize> = None;
            fn static_type() -> &'static Type {
                &$ty
            }
        }

        /// The types are none of the collector's, as in C.
        impl Trace for $own {
            fn trace(&self, _: &mut Visitor<'_>) {}
        }
    )*};
}

static_types! {
    Date = PyDateTime_DateType, c"datetime.date", Py_TPFLAGS_BASETYPE;
    Time = PyDateTime_TimeType, c"datetime.time", Py_TPFLAGS_BASETYPE;
    DateTime = PyDateTime_DateTimeType, c"datetime.datetime", Py_TPFLAGS_BASETYPE;
    Delta = PyDateTime_DeltaType, c"datetime.timedelta", Py_TPFLAGS_BASETYPE;
    TzInfo = PyDateTime_TZInfoType, c"datetime.tzinfo", Py_TPFLAGS_BASETYPE;
    TimeZone = PyDateTime_TimeZoneType, c"datetime.timezone", 0;
}

/// The payload starts behind the header, as do the fields in C.
const HEADER: usize = size_of::<pyston_abi::PyObject>();

macro_rules! same_layout {
    ($($own:ty = $abi:ty { $($field:ident),* };)*) => {$(
        const _: () = assert!(size_of::<Instance<$own>>() == size_of::<$abi>());
        const _: () = assert!(Instance::<$own>::PAYLOAD_OFFSET == HEADER);
        $(const _: () = assert!(HEADER + offset_of!($own, $field) == offset_of!($abi, $field));)*
    )*};
}

same_layout! {
    Date = pyston_abi::datetime::PyDateTime_Date { hashcode, hastzinfo, data };
    Time = pyston_abi::datetime::PyDateTime_Time { hashcode, hastzinfo, data, fold, tzinfo };
    DateTime = pyston_abi::datetime::PyDateTime_DateTime { hashcode, hastzinfo, data, fold, tzinfo };
    Delta = pyston_abi::datetime::PyDateTime_Delta { hashcode, days, seconds, microseconds };
    TzInfo = pyston_abi::datetime::PyDateTime_TZInfo {};
}

/// Years, months and days, in the first four bytes of dates and datetimes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ymd {
    pub year: i32,
    pub month: i32,
    pub day: i32,
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clock {
    pub hour: i32,
    pub minute: i32,
    pub second: i32,
    pub microsecond: i32,
}

impl Ymd {
    pub fn new(year: i32, month: i32, day: i32) -> Ymd {
        Ymd { year, month, day }
    }

    fn bytes(self) -> [u8; 4] {
        let [high, low] = (self.year as u16).to_be_bytes();
        [high, low, self.month as u8, self.day as u8]
    }

    fn read(data: &[u8]) -> Ymd {
        Ymd {
            year: i32::from(u16::from_be_bytes([data[0], data[1]])),
            month: i32::from(data[2]),
            day: i32::from(data[3]),
        }
    }
}

impl Clock {
    fn bytes(self) -> [u8; 6] {
        let [_, high, middle, low] = self.microsecond.to_be_bytes();
        [self.hour as u8, self.minute as u8, self.second as u8, high, middle, low]
    }

    fn read(data: &[u8]) -> Clock {
        Clock {
            hour: i32::from(data[0]),
            minute: i32::from(data[1]),
            second: i32::from(data[2]),
            microsecond: i32::from_be_bytes([0, data[3], data[4], data[5]]),
        }
    }

    /// Whole seconds since midnight.
    pub fn seconds(self) -> i32 {
        (self.hour * 60 + self.minute) * 60 + self.second
    }

    /// From whole seconds since midnight.
    pub fn of_seconds(seconds: i32, microsecond: i32) -> Clock {
        Clock { hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60, microsecond }
    }
}

impl Date {
    /// An instance of `ty` (`date` or a subtype) without calling the subtype's constructor.
    pub fn make(ty: &Type, data: [u8; 4]) -> PyResult<Py<Instance<Date>>> {
        Instance::new_plain(ty, Date { hashcode: Cell::new(NO_HASH), hastzinfo: false, data })
    }

    pub fn of(ymd: Ymd) -> PyResult<Py<Instance<Date>>> {
        Date::make(&PyDateTime_DateType, ymd.bytes())
    }

    pub fn of_as(ty: &Type, ymd: Ymd) -> PyResult<Py<Instance<Date>>> {
        Date::make(ty, ymd.bytes())
    }

    pub fn ymd(&self) -> Ymd {
        Ymd::read(&self.data)
    }
}

impl Time {
    pub fn make(ty: &Type, data: [u8; 6], fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<Time>>> {
        let payload = Time { hashcode: Cell::new(NO_HASH), hastzinfo: tzinfo.is_some(), data, fold, tzinfo };
        Instance::new_plain(ty, payload)
    }

    pub fn of(clock: Clock, fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<Time>>> {
        Time::make(&PyDateTime_TimeType, clock.bytes(), fold, tzinfo)
    }

    pub fn of_as(ty: &Type, clock: Clock, fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<Time>>> {
        Time::make(ty, clock.bytes(), fold, tzinfo)
    }

    pub fn clock(&self) -> Clock {
        Clock::read(&self.data)
    }
}

impl DateTime {
    pub fn make(ty: &Type, data: [u8; 10], fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<DateTime>>> {
        let payload = DateTime { hashcode: Cell::new(NO_HASH), hastzinfo: tzinfo.is_some(), data, fold, tzinfo };
        Instance::new_plain(ty, payload)
    }

    pub fn of_as(ty: &Type, ymd: Ymd, clock: Clock, fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<DateTime>>> {
        let ([a, b, c, d], [e, f, g, h, i, j]) = (ymd.bytes(), clock.bytes());
        DateTime::make(ty, [a, b, c, d, e, f, g, h, i, j], fold, tzinfo)
    }

    pub fn of(ymd: Ymd, clock: Clock, fold: u8, tzinfo: Option<Py>) -> PyResult<Py<Instance<DateTime>>> {
        DateTime::of_as(&PyDateTime_DateTimeType, ymd, clock, fold, tzinfo)
    }

    pub fn ymd(&self) -> Ymd {
        Ymd::read(&self.data)
    }

    pub fn clock(&self) -> Clock {
        Clock::read(&self.data[4..])
    }
}

impl Delta {
    /// An instance of `ty` from parts in their normal ranges.
    pub fn make(ty: &Type, days: i32, seconds: i32, microseconds: i32) -> PyResult<Py<Instance<Delta>>> {
        Instance::new_plain(ty, Delta { hashcode: Cell::new(NO_HASH), days, seconds, microseconds })
    }

    /// Days, seconds and microseconds: what is compared.
    pub fn parts(&self) -> (i32, i32, i32) {
        (self.days, self.seconds, self.microseconds)
    }

    pub fn is_zero(&self) -> bool {
        self.parts() == (0, 0, 0)
    }
}

/// The time zone of a date, time or datetime.
pub fn tzinfo_of(object: &Object) -> Option<Py> {
    if let Some(datetime) = object.downcast::<Instance<DateTime>>() {
        return datetime.tzinfo.clone();
    }
    object.downcast::<Instance<Time>>().and_then(|time| time.tzinfo.clone())
}
