"""The Gregorian calendar, extended into the past for ever, and its ordinals: day 1 is January 1 of year 1."""

import time as _time

__name__ = 'datetime'  # where all of this is found


MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059

_DAYS_IN_MONTH = [-1, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_DAYS_BEFORE_MONTH = [-1, 0]
for _days in _DAYS_IN_MONTH[1:12]:
    _DAYS_BEFORE_MONTH.append(_DAYS_BEFORE_MONTH[-1] + _days)
del _days

_MONTHNAMES = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_DAYNAMES = [None, 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def _days_in_month(year, month):
    assert 1 <= month <= 12, month
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _days_before_month(year, month):
    assert 1 <= month <= 12, 'month must be in 1..12'
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


_DI400Y = _days_before_year(401)
_DI100Y = _days_before_year(101)
_DI4Y = _days_before_year(5)


def _ord2ymd(n):
    """(year, month, day) of an ordinal."""
    n -= 1
    cycles, n = divmod(n, _DI400Y)
    centuries, n = divmod(n, _DI100Y)
    leaps, n = divmod(n, _DI4Y)
    years, n = divmod(n, 365)
    year = cycles * 400 + centuries * 100 + leaps * 4 + years + 1
    if centuries == 4 or years == 4:  # the last day of a leap year
        return year - 1, 12, 31
    month = min(n // 28 + 1, 12)
    while _days_before_month(year, month) > n:
        month -= 1
    return year, month, n - _days_before_month(year, month) + 1


def _isoweek1monday(year):
    """The ordinal of the Monday on which ISO week 1 of the year begins: the week with January 4."""
    fourth = _ymd2ord(year, 1, 4)
    return fourth - (fourth + 6) % 7


def _build_struct_time(y, m, d, hh, mm, ss, dstflag):
    weekday = (_ymd2ord(y, m, d) + 6) % 7
    return _time.struct_time((y, m, d, hh, mm, ss, weekday, _days_before_month(y, m) + d, dstflag))


__name__ = __spec__.name
