//! `datetime.h`.

use crate::*;

layouts! {
    PyDateTime_Delta, size 40 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        days: c_int = 24,
        seconds: c_int = 28,
        microseconds: c_int = 32,
    }
    PyDateTime_TZInfo, size 16 {
        ob_base: PyObject = 0,
    }
    _PyDateTime_BaseTZInfo, size 32 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
    }
    _PyDateTime_BaseTime, size 32 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
        data: [u8; 6] = 25,
    }
    PyDateTime_Time, size 40 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
        data: [u8; 6] = 25,
        fold: u8 = 31,
        tzinfo: *mut PyObject = 32,
    }
    PyDateTime_Date, size 32 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
        data: [u8; 4] = 25,
    }
    _PyDateTime_BaseDateTime, size 40 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
        data: [u8; 10] = 25,
    }
    PyDateTime_DateTime, size 48 {
        ob_base: PyObject = 0,
        hashcode: isize = 16,
        hastzinfo: c_char = 24,
        data: [u8; 10] = 25,
        fold: u8 = 35,
        tzinfo: *mut PyObject = 40,
    }
    PyDateTime_CAPI, size 120 {
        DateType: *mut PyTypeObject = 0,
        DateTimeType: *mut PyTypeObject = 8,
        TimeType: *mut PyTypeObject = 16,
        DeltaType: *mut PyTypeObject = 24,
        TZInfoType: *mut PyTypeObject = 32,
        TimeZone_UTC: *mut PyObject = 40,
        Date_FromDate: *mut c_void = 48,
        DateTime_FromDateAndTime: *mut c_void = 56,
        Time_FromTime: *mut c_void = 64,
        Delta_FromDelta: *mut c_void = 72,
        TimeZone_FromTimeZone: *mut c_void = 80,
        DateTime_FromTimestamp: *mut c_void = 88,
        Date_FromTimestamp: *mut c_void = 96,
        DateTime_FromDateAndTimeAndFold: *mut c_void = 104,
        Time_FromTimeAndFold: *mut c_void = 112,
    }
}
