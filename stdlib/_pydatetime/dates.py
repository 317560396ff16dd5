"""Dates."""

import time as _time

from .calendar import (
    MAXYEAR, MINYEAR, _DAYNAMES, _MAXORDINAL, _MONTHNAMES, _build_struct_time, _isoweek1monday, _ord2ymd, _ymd2ord)
from .duration import _Ordered, _cmp, timedelta
from .fields import _check_date_fields
from .text import _from_isoformat, _parse_isoformat_date, _wrap_strftime

__name__ = 'datetime'  # where all of this is found


# ---- dates

def _pickled_bytes(state, kind):
    """The state given to a constructor when unpickling; Python 2 pickled a str."""
    if isinstance(state, str):
        try:
            return state.encode('latin1')
        except UnicodeEncodeError:
            raise ValueError(f"Failed to encode latin1 string when unpickling a {kind} object. "
                             "pickle.load(data, encoding='latin1') is assumed.")
    return state


class date(_Ordered):
    """A day of the calendar."""

    __slots__ = '_year', '_month', '_day', '_hashcode'

    def __new__(cls, year, month=None, day=None):
        if month is None and isinstance(year, (bytes, str)) and len(year) == 4 and 1 <= ord(year[2:3]) <= 12:
            self = object.__new__(cls)
            self.__setstate(_pickled_bytes(year, 'date'))
            self._hashcode = -1
            return self
        year, month, day = _check_date_fields(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, t):
        """The local date of a POSIX timestamp."""
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        """The date of an ordinal; January 1 of year 1 is 1."""
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string):
        """The date in the format YYYY-MM-DD."""
        return _from_isoformat(date_string, lambda text: cls(*_parse_isoformat_date(text)))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of an ISO year, week and weekday."""
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        monday = _isoweek1monday(year)
        if not 0 < week < 53:
            # A year has 53 weeks if the next one's first week begins late enough.
            if week != 53 or monday + 52 * 7 >= _isoweek1monday(year + 1):
                raise ValueError(f'Invalid week: {week}')
        if not 0 < day < 8:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls(*_ord2ymd(monday + (week - 1) * 7 + day - 1))

    def __repr__(self):
        return '%s.%s(%d, %d, %d)' % (self.__class__.__module__, self.__class__.__qualname__, self._year,
                                      self._month, self._day)

    def ctime(self):
        return self._ctime(0, 0, 0)

    def _ctime(self, hour, minute, second):
        return '%s %s %2d %02d:%02d:%02d %04d' % (_DAYNAMES[self.toordinal() % 7 or 7], _MONTHNAMES[self._month],
                                                  self._day, hour, minute, second, self._year)

    def strftime(self, fmt):
        return _wrap_strftime(self, fmt, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError('must be str, not %s' % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    __str__ = isoformat

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def timetuple(self):
        return _build_struct_time(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """This date with other fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __eq__(self, other):
        return self._cmp(other) == 0 if self._comparable(other) else NotImplemented

    def _comparable(self, other):
        return isinstance(other, date)

    def _cmp(self, other):
        return _cmp((self._year, self._month, self._day), (other._year, other._month, other._day))

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._getstate())
        return self._hashcode

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 0 < ordinal <= _MAXORDINAL:
            raise OverflowError('result out of range')
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """0 for Monday to 6 for Sunday."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """1 for Monday to 7 for Sunday."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """(ISO year, week, weekday)."""
        today = self.toordinal()
        for year in (self._year + 1, self._year, self._year - 1):
            monday = _isoweek1monday(year)
            if today >= monday:
                return year, (today - monday) // 7 + 1, (today - monday) % 7 + 1

    def _getstate(self):
        return bytes([*divmod(self._year, 256), self._month, self._day]),

    def __setstate(self, string):
        high, low, self._month, self._day = string
        self._year = high * 256 + low

    def __reduce__(self):
        return self.__class__, self._getstate()


_date_class = date  # where a parameter has the name

date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


__name__ = __spec__.name
