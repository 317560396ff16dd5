# Conversions of times, in all directions of rounding, and dates made by native code.
import _testcapi as t
import datetime

names = ["PyTime_AsMilliseconds", "PyTime_AsMicroseconds", "PyTime_AsTimeval"]
for name in names:
    function = getattr(t, name)
    print(name, [[function(ns, way) for way in range(4)] for ns in (1499, -1499, 1500, -2500, 10**6, -(10**6) - 1)])
names = ["PyTime_FromSecondsObject", "pytime_object_to_time_t", "pytime_object_to_timeval",
         "pytime_object_to_timespec"]
for name in names:
    function = getattr(t, name)
    print(name, [[function(s, way) for way in range(4)] for s in (3, -3, 0.5, -1.5, 2.5, 1e-10, -1e-10)])
print(t.PyTime_AsTimespec(-1), t.PyTime_AsSecondsDouble(1500000000), t.PyTime_AsSecondsDouble(3 * 10**9))
print(t.PyTime_FromSeconds(-7))
for call in (lambda: t.PyTime_AsMilliseconds(1, 4), lambda: t.PyTime_AsTimespec(1.5), lambda: t.PyTime_AsTimespec(2**63),
             lambda: t.PyTime_FromSecondsObject(float("nan"), 0), lambda: t.PyTime_FromSecondsObject(1e300, 0),
             lambda: t.PyTime_FromSecondsObject(2**62, 0), lambda: t.pytime_object_to_time_t(2**64, 0),
             lambda: t.pytime_object_to_timeval(1e300, 1), lambda: t.pytime_object_to_timespec("x", 1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

t.test_datetime_capi()
print(t.get_timezone_utc_capi() is datetime.timezone.utc, t.make_timezones_capi())
print(t.get_timezones_offset_zero()[1] is datetime.timezone.utc, t.get_timezones_offset_zero()[2])
print(repr(t.get_date_fromdate(1, 2020, 2, 29)), repr(t.get_time_fromtimeandfold(0, 1, 2, 3, 4, 1)))
print(repr(t.get_datetime_fromdateandtime(0, 2020, 2, 29, 1, 2, 3, 4)), repr(t.get_delta_fromdsu(1, 1, -1, 10**6)))
print(repr(t.get_datetime_fromtimestamp(0, datetime.timezone.utc, True, 0)))
for call in (lambda: t.get_date_fromdate(0, 2021, 2, 29), lambda: t.get_time_fromtime(0, 24, 0, 0, 0)):
    try:
        print(call())
    except ValueError as error:
        print(error)
checks = [t.datetime_check_date, t.datetime_check_datetime, t.datetime_check_time, t.datetime_check_delta,
          t.datetime_check_tzinfo]
for value in (datetime.date(1, 1, 1), datetime.datetime(1, 1, 1), datetime.time(), datetime.timedelta(),
              datetime.timezone.utc, 5):
    print([(check(value), check(value, True)) for check in checks])
