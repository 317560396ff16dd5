"""Points in time: dates with a time of day."""

import math as _math
import sys
import time as _time

from .calendar import _MAXORDINAL, _build_struct_time
from .dates import _date_class, _pickled_bytes, date
from .duration import _cmp, timedelta
from .fields import _check_date_fields, _check_time_fields
from .text import _format_offset, _format_time, _from_isoformat, _parse_isoformat_date
from .times import _Zoned, _time_class, time
from .zones import _check_tzinfo_arg, _check_utc_offset, _parse_isoformat_time, _tzinfo_class, timezone, tzinfo

__name__ = 'datetime'  # where all of this is found


def _cmperror(x, y):
    raise TypeError("can't compare '%s' to '%s'" % (type(x).__name__, type(y).__name__))


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
            raise TypeError("cannot compare naive and aware datetimes")
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


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


__name__ = __spec__.name
