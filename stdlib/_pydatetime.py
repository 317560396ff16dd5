"""The classes of the datetime module in Python.

The calendar is the Gregorian one, extended into the past for ever. Day 1 of the ordinals
is January 1 of year 1. A timedelta is normalized: seconds and microseconds are not negative.
"""

import math as _math
import sys
import time as _time

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


def _cmp(x, y):
    return (x > y) - (x < y)


# ---- the calendar

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


# ---- text

_TIMESPECS = {
    'hours': '{:02d}',
    'minutes': '{:02d}:{:02d}',
    'seconds': '{:02d}:{:02d}:{:02d}',
    'milliseconds': '{:02d}:{:02d}:{:02d}.{:03d}',
    'microseconds': '{:02d}:{:02d}:{:02d}.{:06d}',
}


def _format_time(hh, mm, ss, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    elif timespec == 'milliseconds':
        us //= 1000
    try:
        form = _TIMESPECS[timespec]
    except KeyError:
        raise ValueError('Unknown timespec value')
    return form.format(hh, mm, ss, us)


def _split_offset(off):
    """Sign, hours, minutes, seconds and microseconds of an offset."""
    sign = '-' if off.days < 0 else '+'
    off = abs(off)
    minutes, seconds = divmod(off.days * 86400 + off.seconds, 60)
    return (sign, *divmod(minutes, 60), seconds, off.microseconds)


def _format_offset(off):
    if off is None:
        return ''
    sign, hh, mm, ss, us = _split_offset(off)
    text = '%s%02d:%02d' % (sign, hh, mm)
    if ss or us:
        text += ':%02d' % ss
    if us:
        text += '.%06d' % us
    return text


def _wrap_strftime(object, format, timetuple):
    """strftime() with %f, %z and %Z, which the time module does not know all of, filled in."""
    pieces = []
    rest = iter(format)
    for char in rest:
        if char != '%':
            pieces.append(char)
            continue
        code = next(rest, '')
        if code == 'f':
            pieces.append('%06d' % getattr(object, 'microsecond', 0))
        elif code == 'z':
            offset = object.utcoffset() if hasattr(object, 'utcoffset') else None
            if offset is not None:
                pieces.append(_format_offset(offset).replace(':', ''))
        elif code == 'Z':
            name = object.tzname() if hasattr(object, 'tzname') else None
            if name is not None:
                pieces.append(name.replace('%', '%%'))
        else:
            pieces.append('%' + code)
    return _time.strftime(''.join(pieces), timetuple)


def _parse_isoformat_date(dtstr):
    """[year, month, day] of 'YYYY-MM-DD'."""
    if len(dtstr) != 10 or dtstr[4] != '-' or dtstr[7] != '-':
        raise ValueError('Invalid date separator: %s' % dtstr[4:5])
    return [int(dtstr[:4]), int(dtstr[5:7]), int(dtstr[8:])]


def _parse_hh_mm_ss_ff(tstr):
    """[hour, minute, second, microsecond] of 'HH[:MM[:SS[.fff[fff]]]]'."""
    whole, dot, fraction = tstr.partition('.')
    found = [0, 0, 0, 0]
    fields = whole.split(':')
    if len(fields) > 3 or any(len(field) != 2 for field in fields):
        raise ValueError('Invalid time separator')
    for i, field in enumerate(fields):
        found[i] = int(field)
    if dot:
        if len(fields) != 3 or len(fraction) not in (3, 6):
            raise ValueError('Invalid microsecond component')
        found[3] = int(fraction) * (1000 if len(fraction) == 3 else 1)
    return found


def _parse_isoformat_time(tstr):
    """[hour, minute, second, microsecond, timezone or None] of a time with or without offset."""
    if len(tstr) < 2:
        raise ValueError('Isoformat time too short')
    at = max(tstr.find('-'), tstr.find('+'))
    if at < 0:
        return _parse_hh_mm_ss_ff(tstr) + [None]
    found = _parse_hh_mm_ss_ff(tstr[:at])
    offset = tstr[at + 1:]
    if len(offset) not in (5, 8, 15):
        raise ValueError('Malformed time zone string')
    hours, minutes, seconds, microseconds = _parse_hh_mm_ss_ff(offset)
    delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    if not delta:
        return found + [timezone.utc]
    return found + [timezone(-delta if tstr[at] == '-' else delta)]


def _from_isoformat(text, parse):
    """What parse() makes of text."""
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    try:
        return parse(text)
    except Exception:
        raise ValueError(f'Invalid isoformat string: {text!r}')


# ---- checks

def _check_tzname(name):
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not '%s'" % type(name))


def _check_utc_offset(name, offset):
    assert name in ('utcoffset', 'dst')
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'" % (name, type(offset)))
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError('%s()=%s, must be strictly between -timedelta(hours=24) and timedelta(hours=24)'
                         % (name, offset))


def _check_int_field(value):
    """The value as an int; floats are refused, other numbers with __int__ are deprecated."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    required = 'an integer is required (got type %s)' % type(value).__name__
    for method in ('__index__', '__int__'):
        convert = getattr(value, method, None)
        if convert is None:
            continue
        result = convert()
        if not isinstance(result, int):
            raise TypeError('%s returned non-int (type %s)' % (method, type(result).__name__))
        if method == '__int__':
            import warnings
            warnings.warn(required, DeprecationWarning, stacklevel=2)
        return result
    raise TypeError(required)


def _check_range(name, value, low, high):
    value = _check_int_field(value)
    if not low <= value <= high:
        raise ValueError('%s must be in %d..%d' % (name, low, high), value)
    return value


def _check_date_fields(year, month, day):
    year = _check_int_field(year)
    month = _check_int_field(month)
    day = _check_int_field(day)
    return (_check_range('year', year, MINYEAR, MAXYEAR), _check_range('month', month, 1, 12),
            _check_range('day', day, 1, _days_in_month(year, month)))


def _check_time_fields(hour, minute, second, microsecond, fold):
    checked = (_check_range('hour', hour, 0, 23), _check_range('minute', minute, 0, 59),
               _check_range('second', second, 0, 59), _check_range('microsecond', microsecond, 0, 999999))
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1', fold)
    return (*checked, fold)


def _check_tzinfo_arg(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo subclass')


def _cmperror(x, y):
    raise TypeError("can't compare '%s' to '%s'" % (type(x).__name__, type(y).__name__))


def _divide_and_round(a, b):
    """The integer nearest to a / b, the even one of two."""
    quotient, rest = divmod(a, b)
    twice = rest * 2
    beyond = twice > b if b > 0 else twice < b
    if beyond or twice == b and quotient % 2 == 1:
        quotient += 1
    return quotient


class _Ordered:
    """Comparisons by a method _cmp(other) and a method _comparable(other, equality).

    The latter tells whether _cmp() may be used; if not, it may return what to return instead.
    """

    __slots__ = ()

    def __le__(self, other):
        return self._cmp(other) <= 0 if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._cmp(other) < 0 if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._cmp(other) >= 0 if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._cmp(other) > 0 if self._comparable(other) else NotImplemented


# ---- durations

_UNITS = (('days', 86400 * 10 ** 6), ('seconds', 10 ** 6), ('microseconds', 1), ('milliseconds', 1000),
          ('minutes', 60 * 10 ** 6), ('hours', 3600 * 10 ** 6), ('weeks', 7 * 86400 * 10 ** 6))


def _sum_microseconds(amounts):
    """The exact sum of amounts of the units, in microseconds.

    The parts of floats beyond whole microseconds are added up and rounded together.
    """
    total = 0
    rest = 0.0
    for (name, factor), amount in zip(_UNITS, amounts):
        if isinstance(amount, int):
            total += amount * factor
        elif isinstance(amount, float):
            part, whole = _math.modf(amount)
            total += int(whole) * factor
            part, whole = _math.modf(part * factor)
            total += int(whole)
            rest += part
        else:
            raise TypeError('unsupported type for timedelta %s component: %s' % (name, type(amount).__name__))
    if rest:
        nearest = round(rest)
        if abs(nearest - rest) == 0.5:  # to the even sum, not to the even rest
            odd = total & 1
            nearest = int(2.0 * round((rest + odd) * 0.5)) - odd
        total += nearest
    return total


class timedelta(_Ordered):
    """The difference of two points in time: days, seconds and microseconds."""

    __slots__ = '_days', '_seconds', '_microseconds', '_hashcode'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = _sum_microseconds((days, seconds, microseconds, milliseconds, minutes, hours, weeks))
        whole, us = divmod(total, 10 ** 6)
        d, s = divmod(whole, 86400)
        if abs(d) > 999999999:
            raise OverflowError('timedelta # of days is too large: %d' % d)
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = d, s, us
        self._hashcode = -1
        return self

    @staticmethod
    def _of_microseconds(us):
        return timedelta(0, 0, us)

    def __repr__(self):
        shown = ['%s=%d' % (name, getattr(self, name)) for name in ('days', 'seconds', 'microseconds')
                 if getattr(self, name)]
        return '%s.%s(%s)' % (self.__class__.__module__, self.__class__.__qualname__, ', '.join(shown) or '0')

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = '%d:%02d:%02d' % (*divmod(minutes, 60), seconds)
        if self._days:
            text = '%d day%s, %s' % (self._days, '' if abs(self._days) == 1 else 's', text)
        if self._microseconds:
            text += '.%06d' % self._microseconds
        return text

    def total_seconds(self):
        return self._to_microseconds() / 10 ** 6

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _to_microseconds(self):
        return (self._days * 86400 + self._seconds) * 10 ** 6 + self._microseconds

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(self._days + other._days, self._seconds + other._seconds,
                         self._microseconds + other._microseconds)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(self._days - other._days, self._seconds - other._seconds,
                         self._microseconds - other._microseconds)

    def __rsub__(self, other):
        return -self + other if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta(-self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return timedelta(self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta(self._days * other, self._seconds * other, self._microseconds * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of_microseconds(_divide_and_round(self._to_microseconds() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        us = self._to_microseconds()
        if isinstance(other, timedelta):
            return us // other._to_microseconds()
        return self._of_microseconds(us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        us = self._to_microseconds()
        if isinstance(other, timedelta):
            return us / other._to_microseconds()
        if isinstance(other, int):
            return self._of_microseconds(_divide_and_round(us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of_microseconds(_divide_and_round(b * us, a))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._of_microseconds(self._to_microseconds() % other._to_microseconds())

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._to_microseconds(), other._to_microseconds())
        return quotient, self._of_microseconds(rest)

    def __eq__(self, other):
        return self._cmp(other) == 0 if self._comparable(other) else NotImplemented

    def _comparable(self, other):
        return isinstance(other, timedelta)

    def _cmp(self, other):
        return _cmp(self._getstate(), other._getstate())

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._getstate())
        return self._hashcode

    def __bool__(self):
        return self._getstate() != (0, 0, 0)

    def _getstate(self):
        return self._days, self._seconds, self._microseconds

    def __reduce__(self):
        return self.__class__, self._getstate()


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


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


_date_class = date

date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


# ---- time zones: the base class

class tzinfo:
    """Base of time zones."""

    __slots__ = ()

    def tzname(self, dt):
        """The zone's name at that time."""
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        """How far local time is ahead of UTC at that time, as a timedelta."""
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        """The part of utcoffset() that is due to daylight saving time, None if unknown."""
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        """Convert a datetime that has this tzinfo but is in UTC.

        Supposes that standard time is always the same: utcoffset() less dst().
        """
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() requires a datetime argument')
        if dt.tzinfo is not self:
            raise ValueError('dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc() requires a non-None utcoffset() result')
        saving = dt.dst()
        if saving is None:
            raise ValueError('fromutc() requires a non-None dst() result')
        standard = offset - saving
        if standard:
            dt += standard
            saving = dt.dst()
            if saving is None:
                raise ValueError('fromutc(): dt.dst gave inconsistent results; cannot convert')
        return dt + saving

    def __reduce__(self):
        args = getattr(self, '__getinitargs__', tuple)()
        if hasattr(self, '__getstate__'):
            state = self.__getstate__()
        else:
            state = getattr(self, '__dict__', None) or None
        return (self.__class__, args) if state is None else (self.__class__, args, state)


_tzinfo_class = tzinfo


class _Zoned(_Ordered):
    """What times and datetimes have in common: the fields of a time and a time zone."""

    __slots__ = ()

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _ask(self, method):
        """The checked result of a method of the time zone, for this object or, for a time, for None."""
        if self._tzinfo is None:
            return None
        result = getattr(self._tzinfo, method)(self._moment())
        if method == 'tzname':
            _check_tzname(result)
        else:
            _check_utc_offset(method, result)
        return result

    def utcoffset(self):
        return self._ask('utcoffset')

    def tzname(self):
        return self._ask('tzname')

    def dst(self):
        return self._ask('dst')

    def _time_fields(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _replaced_time(self, hour, minute, second, microsecond, tzinfo, fold):
        return (self._hour if hour is None else hour, self._minute if minute is None else minute,
                self._second if second is None else second,
                self._microsecond if microsecond is None else microsecond,
                self._tzinfo if tzinfo is True else tzinfo), self._fold if fold is None else fold

    def _set_time(self, fields, tzinfo):
        self._hour, self._minute, self._second, self._microsecond, self._fold = fields
        self._tzinfo = tzinfo
        self._hashcode = -1

    def _time_bytes(self):
        us = self._microsecond
        return self._hour, self._minute, self._second, us >> 16, us >> 8 & 255, us & 255

    def _extended_repr(self, text):
        """The repr with tzinfo and fold, where they are not the default."""
        extra = ''
        if self._tzinfo is not None:
            extra += ', tzinfo=%r' % self._tzinfo
        if self._fold:
            extra += ', fold=1'
        return text[:-1] + extra + ')'

    def __reduce_ex__(self, protocol):
        return self.__class__, self._getstate(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


# ---- times

class time(_Zoned):
    """A time of day, with or without a time zone."""

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_hashcode', '_fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6 and ord(hour[0:1]) & 0x7F < 24:
            self = object.__new__(cls)
            self.__setstate(_pickled_bytes(hour, 'time'), minute or None)
            self._hashcode = -1
            return self
        fields = _check_time_fields(hour, minute, second, microsecond, fold)
        _check_tzinfo_arg(tzinfo)
        self = object.__new__(cls)
        self._set_time(fields, tzinfo)
        return self

    def _moment(self):
        return None

    def __eq__(self, other):
        return self._cmp(other, allow_mixed=True) == 0 if isinstance(other, time) else NotImplemented

    def _comparable(self, other):
        return isinstance(other, time)

    def _cmp(self, other, allow_mixed=False):
        mine, others = self._time_fields(), other._time_fields()
        if self._tzinfo is other._tzinfo:
            return _cmp(mine, others)
        offset, other_offset = self.utcoffset(), other.utcoffset()
        if offset == other_offset:
            return _cmp(mine, others)
        if offset is None or other_offset is None:
            if allow_mixed:
                return 2  # unequal
            raise TypeError('cannot compare naive and aware times')

        def utc(fields, offset):
            return fields[0] * 60 + fields[1] - offset // timedelta(minutes=1), fields[2:]
        return _cmp(utc(mine, offset), utc(others, other_offset))

    def __hash__(self):
        if self._hashcode == -1:
            first = self.replace(fold=0) if self._fold else self
            offset = first.utcoffset()
            if not offset:
                self._hashcode = hash(first._getstate()[0])
            else:
                hours, minutes = divmod(timedelta(hours=self._hour, minutes=self._minute) - offset,
                                        timedelta(hours=1))
                assert not minutes % timedelta(minutes=1), 'whole minute'
                minutes //= timedelta(minutes=1)
                if 0 <= hours < 24:
                    self._hashcode = hash(time(hours, minutes, self._second, self._microsecond))
                else:
                    self._hashcode = hash((hours, minutes, self._second, self._microsecond))
        return self._hashcode

    def _tzstr(self):
        return _format_offset(self.utcoffset())

    def __repr__(self):
        text = '%d, %d' % (self._hour, self._minute)
        if self._second or self._microsecond:
            text += ', %d' % self._second
        if self._microsecond:
            text += ', %d' % self._microsecond
        return self._extended_repr('%s.%s(%s)' % (self.__class__.__module__, self.__class__.__qualname__, text))

    def isoformat(self, timespec='auto'):
        """HH:MM:SS.ffffff+HH:MM, as precise as timespec says; 'auto' leaves zero microseconds out."""
        return _format_time(*self._time_fields(), timespec) + self._tzstr()

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, time_string):
        """The time in a format that isoformat() makes."""
        return _from_isoformat(time_string, lambda text: cls(*_parse_isoformat_time(text)))

    def strftime(self, fmt):
        # The year must be one that strftime() takes everywhere.
        return _wrap_strftime(self, fmt, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """This time with other fields."""
        fields, fold = self._replaced_time(hour, minute, second, microsecond, tzinfo, fold)
        return type(self)(*fields, fold=fold)

    def _getstate(self, protocol=3):
        hour, *rest = self._time_bytes()
        if self._fold and protocol > 3:
            hour += 128
        state = bytes([hour, *rest])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __setstate(self, string, tzinfo):
        if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
            raise TypeError('bad tzinfo state arg')
        hour, minute, second, *us = string
        self._set_time((hour & 127, minute, second, int.from_bytes(us, 'big'), hour >> 7), tzinfo)


_time_class = time

time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


# ---- datetimes

class datetime(_Zoned, date):
    """A point in time: a date with a time of day, with or without a time zone."""

    __slots__ = date.__slots__ + tuple(name for name in time.__slots__ if name != '_hashcode')

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10 and 1 <= ord(year[2:3]) & 0x7F <= 12:
            self = object.__new__(cls)
            self.__setstate(_pickled_bytes(year, 'datetime'), month)
            self._hashcode = -1
            return self
        day_fields = _check_date_fields(year, month, day)
        fields = _check_time_fields(hour, minute, second, microsecond, fold)
        _check_tzinfo_arg(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = day_fields
        self._set_time(fields, tzinfo)
        return self

    def _moment(self):
        return self

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        fraction, t = _math.modf(t)
        us = round(fraction * 1e6)
        t += us // 1000000
        us %= 1000000
        convert = _time.gmtime if utc else _time.localtime

        def at(seconds, us=0):
            y, m, d, hh, mm, ss = convert(seconds)[:6]
            return cls(y, m, d, hh, mm, min(ss, 59), us, tz)  # no leap seconds

        result = at(t, us)
        if tz is not None:
            return tz.fromutc(result)
        if utc or t < 86400 and sys.platform.startswith('win'):
            return result
        # Did the clock, within the day before, go back to where it was already?
        jump = result - at(t - 86400, us) - timedelta(1)
        if jump.days < 0 and at(t + jump // timedelta(0, 1), us) == result:
            result._fold = 1
        return result

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        """The local time, or that of a time zone, of a POSIX timestamp."""
        _check_tzinfo_arg(tz)
        return cls._fromtimestamp(t, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        """UTC of a POSIX timestamp, without a time zone."""
        return cls._fromtimestamp(t, True, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A date and a time put together."""
        if not isinstance(date, _date_class):
            raise TypeError('date argument must be a date instance')
        if not isinstance(time, _time_class):
            raise TypeError('time argument must be a time instance')
        return cls(date.year, date.month, date.day, *time._time_fields(),
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        """The point in time in a format that isoformat() makes, with any separator."""
        return cls(*_from_isoformat(date_string, lambda text: [
            *_parse_isoformat_date(text[:10]), *(_parse_isoformat_time(text[11:]) if text[11:] else ())]))

    def timetuple(self):
        saving = self.dst()
        flag = -1 if saving is None else 1 if saving else 0
        return _build_struct_time(self._year, self._month, self._day, self._hour, self._minute, self._second, flag)

    def _mktime(self):
        """The POSIX timestamp, without microseconds, of this local time."""
        second = timedelta(0, 1)
        epoch = datetime(1970, 1, 1)
        wanted = (self.replace(tzinfo=None) - epoch) // second

        def local(u):
            return (datetime(*_time.localtime(u)[:6]) - epoch) // second

        # Two offsets may be right around a change of the clock: the one before and the one after.
        offset = local(wanted) - wanted
        first = wanted - offset
        shown = local(first)
        if shown == wanted:
            nearby = first + (86400 if self._fold else -86400)
            other = local(nearby) - nearby
            if offset == other:
                return first
        else:
            other = shown - first
            assert offset != other
        second_try = wanted - other
        if local(second_try) == wanted:
            return second_try
        if shown == wanted:
            return first
        # The clock skipped this time.
        return (min if self._fold else max)(first, second_try)

    def timestamp(self):
        """The POSIX timestamp as a float."""
        if self._tzinfo is None:
            return self._mktime() + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return _build_struct_time(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, 0)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        """The time without the time zone."""
        return time(*self._time_fields(), fold=self._fold)

    def timetz(self):
        return time(*self._time_fields(), self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """This datetime with other fields."""
        fields, fold = self._replaced_time(hour, minute, second, microsecond, tzinfo, fold)
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, *fields, fold=fold)

    def _local_timezone(self):
        """The fixed zone of local time at this moment."""
        if self._tzinfo is None:
            stamp = self._mktime()
        else:
            stamp = (self - _EPOCH) // timedelta(seconds=1)
        local = _time.localtime(stamp)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        """The same moment in another time zone, by default the local one."""
        if tz is None:
            tz = self._local_timezone()
        elif not isinstance(tz, tzinfo):
            raise TypeError('tz argument must be an instance of tzinfo')
        mine = self._tzinfo
        offset = None
        if mine is not None:
            if tz is mine:
                return self
            offset = mine.utcoffset(self)
            if offset is not None:
                _check_utc_offset('utcoffset', offset)
        if offset is None:
            mine = self.replace(tzinfo=None)._local_timezone()
            if tz is mine:
                return self
            offset = mine.utcoffset(self)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        return self._ctime(self._hour, self._minute, self._second)

    def isoformat(self, sep='T', timespec='auto'):
        """YYYY-MM-DD, the separator, and the time as in time.isoformat()."""
        return '%04d-%02d-%02d%c%s%s' % (self._year, self._month, self._day, sep,
                                         _format_time(*self._time_fields(), timespec),
                                         _format_offset(self.utcoffset()))

    def __repr__(self):
        fields = [self._year, self._month, self._day, *self._time_fields()]
        while len(fields) > 5 and fields[-1] == 0:
            del fields[-1]
        return self._extended_repr('%s.%s(%s)' % (self.__class__.__module__, self.__class__.__qualname__,
                                                  ', '.join(map(str, fields))))

    def __str__(self):
        return self.isoformat(sep=' ')

    @classmethod
    def strptime(cls, date_string, format):
        """Parse a string by a format like that of time.strptime()."""
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._cmp(other, allow_mixed=True) == 0
        return False if isinstance(other, date) else NotImplemented

    def _comparable(self, other):
        if isinstance(other, datetime):
            return True
        if isinstance(other, date):
            _cmperror(self, other)
        return False

    def _cmp(self, other, allow_mixed=False):
        offset = other_offset = None
        same = self._tzinfo is other._tzinfo
        if not same:
            offset, other_offset = self.utcoffset(), other.utcoffset()
            if allow_mixed:
                # A time whose offset depends on fold equals nothing in another zone.
                for moment, its in ((self, offset), (other, other_offset)):
                    if its != moment.replace(fold=not moment.fold).utcoffset():
                        return 2
            same = offset == other_offset
        if same:
            return _cmp((self._year, self._month, self._day, *self._time_fields()),
                        (other._year, other._month, other._day, *other._time_fields()))
        if offset is None or other_offset is None:
            if allow_mixed:
                return 2  # unequal
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        difference = self - other
        return -1 if difference.days < 0 else 1 if difference else 0

    def _since_start(self):
        return timedelta(self.toordinal(), self._second, self._microsecond, 0, self._minute, self._hour)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        moment = self._since_start() + other
        if not 0 < moment.days <= _MAXORDINAL:
            raise OverflowError('result out of range')
        minute, second = divmod(moment.seconds, 60)
        return type(self).combine(date.fromordinal(moment.days),
                                  time(*divmod(minute, 60), second, moment.microseconds, tzinfo=self._tzinfo))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        difference = self._since_start() - other._since_start()
        if self._tzinfo is other._tzinfo:
            return difference
        offset, other_offset = self.utcoffset(), other.utcoffset()
        if offset == other_offset:
            return difference
        if offset is None or other_offset is None:
            raise TypeError('cannot mix naive and timezone-aware time')
        return difference + other_offset - offset

    def __hash__(self):
        if self._hashcode == -1:
            first = self.replace(fold=0) if self._fold else self
            offset = first.utcoffset()
            self._hashcode = hash(first._getstate()[0] if offset is None else self._since_start() - offset)
        return self._hashcode

    def _getstate(self, protocol=3):
        month = self._month
        if self._fold and protocol > 3:
            month += 128
        state = bytes([*divmod(self._year, 256), month, self._day, *self._time_bytes()])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __setstate(self, string, tzinfo):
        if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
            raise TypeError('bad tzinfo state arg')
        high, low, month, self._day, hour, minute, second, *us = string
        self._year = high * 256 + low
        self._month = month & 127
        self._set_time((hour, minute, second, int.from_bytes(us, 'big'), month >> 7), tzinfo)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


# ---- time zones of a fixed offset

class timezone(tzinfo):
    """A zone with a fixed offset from UTC."""

    __slots__ = '_offset', '_name'

    _Omitted = object()
    _maxoffset = timedelta(hours=24, microseconds=-1)
    _minoffset = -_maxoffset

    def __new__(cls, offset, name=_Omitted):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if name is cls._Omitted:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('name must be a string')
        if not cls._minoffset <= offset <= cls._maxoffset:
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             'timedelta(hours=24).')
        return cls._create(offset, name)

    @classmethod
    def _create(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        name = '%s.%s' % (self.__class__.__module__, self.__class__.__qualname__)
        if self is self.utc:
            return 'datetime.timezone.utc'
        return '%s(%s)' % (name, ', '.join(map(repr, self.__getinitargs__())))

    def __str__(self):
        return self.tzname(None)

    def _checked(self, method, dt, result):
        if dt is None or isinstance(dt, datetime):
            return result
        raise TypeError('%s() argument must be a datetime instance or None' % method)

    def utcoffset(self, dt):
        return self._checked('utcoffset', dt, self._offset)

    def tzname(self, dt):
        name = self._name_from_offset(self._offset) if self._name is None else self._name
        return self._checked('tzname', dt, name)

    def dst(self, dt):
        return self._checked('dst', dt, None)

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() argument must be a datetime instance or None')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    @staticmethod
    def _name_from_offset(delta):
        return 'UTC' + _format_offset(delta) if delta else 'UTC'


timezone.utc = timezone._create(timedelta(0))
# Older pickles and the documentation know these bounds as whole minutes.
timezone.min = timezone._create(-timedelta(hours=23, minutes=59))
timezone.max = timezone._create(timedelta(hours=23, minutes=59))
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# The classes are known, and pickled, by the name of the public module.
for _class in (timedelta, date, tzinfo, time, datetime, timezone):
    _class.__module__ = 'datetime'
del _class
