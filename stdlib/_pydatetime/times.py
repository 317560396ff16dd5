"""Times of day, and what they and datetimes have in common."""

from .dates import _pickled_bytes, date
from .duration import _Ordered, _cmp, timedelta
from .fields import _check_time_fields
from .text import _format_offset, _format_time, _from_isoformat, _wrap_strftime
from .zones import _check_tzinfo_arg, _check_tzname, _check_utc_offset, _parse_isoformat_time, _tzinfo_class

__name__ = 'datetime'  # where all of this is found


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


_time_class = time  # where a parameter has the name

time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


__name__ = __spec__.name
